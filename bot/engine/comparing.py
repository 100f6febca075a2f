"""Two roles side by side: the day's work, what to learn, what the answers say."""

from bot.catalog import Catalog
from bot.engine import scoring
from bot.engine.state import Conversation
from bot.engine.wording import percent

SKILLS = 3


def side_by_side(catalog: Catalog, here: Conversation, left: str, right: str) -> str:
    """The comparison as text.

    Args:
        catalog: the words.
        here: whose answers are laid beside it, if there are any.
        left: one role's id.
        right: the other's.
    """
    one, other = catalog.roles[left], catalog.roles[right]
    told = [
        catalog.say("compare.title", left=one.name, right=other.noun),
        catalog.say("compare.job", role=one.name, job=one.job),
        catalog.say("compare.job", role=other.name, job=other.job),
        one.neighbours[right].difference,
        other.neighbours[left].difference,
    ]
    for role in (one, other):
        skills = " · ".join(focus.skill for focus in role.focus[:SKILLS])
        told.append(catalog.say("compare.learn", role=role.name, skills=skills))
    outcome = scoring.outcome(catalog, here.answers)
    if outcome.ticked:
        told.append(
            catalog.say(
                "compare.fits",
                left=one.noun,
                left_fit=percent(outcome.fits[left]),
                right=other.noun,
                right_fit=percent(outcome.fits[right]),
            )
        )
    return "\n\n".join(told)

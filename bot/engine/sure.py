"""How sure are we? The honest figure for people like the one who asks, and what it rests on.

What was measured is how well answers about work find the role that people hold. So the figure
is that of somebody's work alone; for wishes there is none, and the card says so.
Source: ``content/SCORING.md``, "How sure we are".
"""

from bot.catalog import Band, Catalog, Found
from bot.engine import scoring
from bot.engine.scoring import Some, Ticked
from bot.engine.state import Conversation
from bot.engine.wording import grouped, percent


def told(catalog: Catalog, here: Conversation) -> str:
    """How often such a result was right, or why nobody can say; German stays below 900."""
    ticked = scoring.counted(catalog, here.answers)
    if not scoring.speaks(catalog, ticked):
        return catalog.say("sure.nothing")
    work = scoring.of_work(catalog, ticked)
    if not work:
        return catalog.say("sure.wishes-only")
    told = (_figure(catalog, work), _wishes(catalog, ticked, work), _basis(catalog))
    return "\n\n".join(told)


def band(catalog: Catalog, fit: float) -> Band:
    """What was measured of people whose leading fit, by work alone, was about this."""
    lowest, *higher = catalog.weights.measured.reliability
    return max(
        (lowest, *(one for one in higher if one.at_least_fit <= fit)),
        key=lambda one: one.at_least_fit,
    )


def _figure(catalog: Catalog, work: Ticked) -> str:
    """What was measured of people with such answers about their work."""
    role, fit = next(iter(_fits(catalog, work).items()))
    key, alike = _alike(band(catalog, fit), role)
    leads = catalog.say("sure.leads", role=catalog.roles[role].noun, fit=percent(fit))
    said = catalog.say(
        key,
        people=grouped(catalog, alike.people),
        right=percent(alike.share_right),
        either=percent(alike.share_in_first_two),
    )
    if any(isinstance(options, Some) for options in work.values()):
        return " ".join((leads, said, catalog.say("sure.named")))
    return " ".join((leads, said, *_number(catalog, len(work))))


def _alike(alike: Band, role: str) -> tuple[str, Band | Found]:
    """What was measured of people like them, and the sentence for it.

    Those with the same leading role, as some are harder to tell; where these were too few, all
    whose leading fit was about this.
    """
    of_role = alike.of_role.get(role)
    return ("sure.figure", alike) if of_role is None else ("sure.figure-role", of_role)


def _number(catalog: Catalog, answered: int) -> list[str]:
    """What more questions about work would bring on average, where some are left."""
    by_questions = catalog.weights.measured.accuracy_by_questions
    if answered >= len(by_questions):
        return []
    now, then = by_questions[answered - 1], by_questions[-1]
    return [
        catalog.say(
            "sure.number",
            number=answered,
            now=percent(now),
            of=len(by_questions),
            then=percent(then),
        )
    ]


def _wishes(catalog: Catalog, ticked: Ticked, work: Ticked) -> str:
    """That wishes have no data, and whether they made another role lead."""
    leading, by_work = (next(iter(_fits(catalog, part))) for part in (ticked, work))
    if leading == by_work:
        return catalog.say("sure.wishes")
    return catalog.say("sure.wishes-lead", role=catalog.roles[leading].noun)


def _basis(catalog: Catalog) -> str:
    """Whom it was measured on, and why nobody could always be right."""
    measured = catalog.weights.measured
    people = grouped(catalog, measured.people)
    return catalog.say("sure.basis", people=people, source=measured.attribution)


def _fits(catalog: Catalog, ticked: Ticked) -> dict[str, float]:
    return scoring.fits(catalog, scoring.scores(catalog, ticked))

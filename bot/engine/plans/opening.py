"""How a week's card begins: the question about the step before, and why this one comes now."""

from enum import StrEnum
from itertools import takewhile

from bot.catalog import Catalog, LadderStep, Role
from bot.engine.plans import skills, skipping
from bot.engine.plans.plan import CheckIn, Plan, Size, Step, Week


class Before(StrEnum):
    """What the step before is called on a card that asks about it; each has its sentence."""

    LAST_WEEK = "nudge.last-week"
    """It was this person's in the calendar week just before."""

    LAST_STEP = "nudge.last-step"
    """That may be longer ago: after a pause, in a silence, every second week."""


_BECAME = {
    None: "nudge.was-quiet",
    CheckIn.LIGHTER: "nudge.was-lighter",
    CheckIn.SWAP: "nudge.was-swapped",
}
"""What became so far of a step that was left open."""


def topic(catalog: Catalog, step: Step) -> str:
    """The topic of a step, or that it is gone."""
    return skills.topic(catalog, step) or catalog.say("plan.gone")


def head(catalog: Catalog, plan: Plan, before: Before) -> list[str]:
    """What became of the step before, and the question how it went.

    Args:
        catalog: today's content.
        plan: whose week before was left open.
        before: what its step is called.
    """
    last = plan.past[-1]
    called = catalog.say(before, topic=topic(catalog, last.step))
    return [" ".join((called, catalog.say(_BECAME[last.check_in])))]


def why(
    catalog: Catalog, plan: Plan, week: Week, found: LadderStep, *, asks_back: bool = False
) -> str:
    """Why this step comes now: what led here, else what the role needs it for.

    Args:
        catalog: today's content.
        plan: at home in it.
        week: the running one.
        found: its step.
        asks_back: the card asks how the step before went, so nothing is settled about that.
    """
    moved = skipping.moved_to_the_end(plan)
    if moved is not None:
        key = "nudge.why-moves" if asks_back else "nudge.why-moved"
        return catalog.say(key, topic=topic(catalog, moved))
    if week.size is Size.STRETCH:
        return catalog.say("nudge.why-stretch")
    if week.size is Size.LIGHT:
        return catalog.say(_why_light(plan, week))
    if skipping.follows_a_break(plan):
        return catalog.say("nudge.why-after-break")
    if week.step in plan.pins:
        return catalog.say("nudge.why-pinned")
    return _why_on_the_way(catalog, plan, week, found)


def _why_light(plan: Plan, week: Week) -> str:
    """The key of the sentence that says why a small week comes."""
    last = plan.past[-1] if plan.past else None
    if last is None or last.step != week.step:
        return "nudge.why-light"
    return "nudge.why-again-small" if last.size is Size.LIGHT else "nudge.why-again"


def _why_on_the_way(catalog: Catalog, plan: Plan, week: Week, found: LadderStep) -> str:
    role = catalog.roles[week.step.role]
    if not plan.past:
        key = "nudge.why-later" if _starts_later(plan, week, role) else "nudge.why-first"
        return catalog.say(key, role=role.noun)
    if len(plan.upcoming) == 1:
        return catalog.say("nudge.why-last", role=role.noun)
    needed = [one.why for one in role.focus if skills.alike(catalog, one.skill, found.topic)]
    return needed[0] if needed else catalog.say("nudge.why-next", role=role.noun)


def _starts_later(plan: Plan, week: Week, role: Role) -> bool:
    """Whether there are steps before this one on the ladder, and all of them are left out."""
    ladder = (Step(role.id, one.id) for one in role.ladder)
    over = [*takewhile(lambda step: step != week.step, ladder)]
    return bool(over) and plan.hidden.issuperset(over)

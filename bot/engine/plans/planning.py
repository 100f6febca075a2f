"""How a plan begins and changes: every function takes a plan and returns the next one.

They are total: whatever plan these functions made, under whatever content, none raises.
What an edit of the content took away gives way first (``at_home``), as questions do.

Who calls them: ``next_week`` once for every nudge that went out, ``checked_in`` for a word on
the running week, ``looked_back`` for a word on the week before, when a new nudge asked how it
went. Planning a nudge writes nothing, so a caller that finds unanswered nudges calls
``next_week`` once for each but the last before ``looked_back``, and for each before
``checked_in``.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.catalog import Catalog
from bot.engine.plans import skills
from bot.engine.plans.plan import MOST_STEPS, CheckIn, Plan, Size, Step, Week
from bot.engine.plans.skipping import is_skipped_twice, is_spared, without_blame
from bot.engine.state import Answer

EARLY_FINISHES = 2
"""So many in a row lead to the stretch."""
WENT_ON = frozenset({CheckIn.DONE, CheckIn.PARTLY})
ABOUT_NOW = frozenset({CheckIn.LIGHTER, CheckIn.SWAP})
"""What is said about the week to come, even when the one before was asked about."""


def begin(catalog: Catalog, role: str, answers: Mapping[str, Answer], cue: str = "") -> Plan:
    """The way into a role, from where the answers say that it may begin."""
    return change_role(catalog, Plan(role="", cue=cue), role, answers)


def change_role(catalog: Catalog, plan: Plan, role: str, answers: Mapping[str, Answer]) -> Plan:
    """The way into another role; what was done, known, left out or pinned stays so.

    A step whose topic is like that of one that was done or is known counts as known.
    """
    here = at_home(catalog, plan)
    if role == here.role or role not in catalog.roles:
        return here
    ladder = [Step(role, step.id) for step in catalog.roles[role].ladder]
    over = ladder[: skills.passed(catalog, catalog.roles[role], answers)]
    pinned = tuple(step for step in here.upcoming if step in here.pins)
    settled = _learned(here).union(pinned)
    known = here.known | (_carried_over(catalog, here, ladder) - settled)
    hidden = (here.hidden | (frozenset(over) - settled)) - known
    left = [step for step in ladder if step not in settled | known | hidden]
    upcoming = (*pinned, *left)
    there = replace(here, role=role, known=known, early=0, size=calmer(here.size))
    there = replace(there, hidden=hidden.union(upcoming[MOST_STEPS:]))
    return without_blame(here, _with(there, upcoming[:MOST_STEPS]))


def next_week(catalog: Catalog, plan: Plan, at: datetime) -> Plan:
    """A week begins; what was left open in the one before comes again, and light."""
    here = _closed(at_home(catalog, plan))
    if here.ended:
        return here
    week = Week(here.weeks + 1, here.upcoming[0], here.size, None, at)
    return replace(here, week=week, size=Size.TASK)


def checked_in(
    catalog: Catalog, plan: Plan, check_in: CheckIn, at: datetime, *, early: bool = False
) -> Plan:
    """A word on the running week; without one nothing changes.

    Args:
        catalog: today's content.
        plan: where they stand.
        check_in: the word.
        at: when it came.
        early: it came with so much of the week left that there was time for more.
    """
    here = at_home(catalog, plan)
    if here.week is None:
        return here
    week = replace(here.week, check_in=check_in, at=at)
    match check_in:
        case CheckIn.DONE | CheckIn.PARTLY:
            return _gone_on(here, week, early=early)
        case CheckIn.KNOWN:
            return _known(here, week)
        case CheckIn.LIGHTER:
            light = replace(week, size=Size.LIGHT)
            return replace(here, week=light, size=Size.LIGHT, early=0)
        case CheckIn.SWAP:
            return _swapped(here, week)
        case CheckIn.NOT_YET:
            return replace(here, week=week)  # the week is not over: they may still get to it
        case _:
            assert_never(check_in)


def lighter_ahead(plan: Plan) -> Plan:
    """The plan, between two weeks, with a small step to come."""
    return replace(plan, size=Size.LIGHT, early=0)


def looked_back(catalog: Catalog, plan: Plan, check_in: CheckIn, at: datetime) -> Plan:
    """A word on the week that is over, and the next week begins.

    Whoever wants less, or something else, speaks of the week to come.
    """
    if check_in in ABOUT_NOW:
        return checked_in(catalog, next_week(catalog, plan, at), check_in, at)
    said = checked_in(catalog, plan, check_in, at)
    over = replace(said, week=None) if check_in is CheckIn.KNOWN else said
    return next_week(catalog, over, at)


def hide(catalog: Catalog, plan: Plan, step: Step) -> Plan:
    """Leave a step out; it can be brought back."""
    here = at_home(catalog, plan)
    if step not in here.upcoming:
        return here
    return _with(replace(here, hidden=here.hidden | {step}), _without(here.upcoming, step))


def bring_back(catalog: Catalog, plan: Plan, step: Step) -> Plan:
    """Take a step in again that was left out or known, where the ladder has its place."""
    here = at_home(catalog, plan)
    room = len(here.upcoming) < MOST_STEPS and here.role in catalog.roles
    exists = skills.ladder_step(catalog, step) is not None
    if not (room and exists and step in here.hidden | here.known):
        return here
    place = skills.place(catalog, step)
    later = (
        at
        for at, other in enumerate(here.upcoming)
        if at >= _free(here)
        and other.role == step.role
        and place < skills.place(catalog, other)
    )
    upcoming = _placed(here.upcoming, step, next(later, len(here.upcoming)))
    return _with(
        replace(here, hidden=here.hidden - {step}, known=here.known - {step}), upcoming
    )


def pin(catalog: Catalog, plan: Plan, step: Step) -> Plan:
    """Put a step next, and keep it in the plan whatever else changes."""
    here = reorder(catalog, plan, step, 0)
    if step not in here.upcoming:
        return here
    return replace(here, pins=here.pins | {step})


def unpin(catalog: Catalog, plan: Plan, step: Step) -> Plan:
    """A step is as any other again; its place stays."""
    here = at_home(catalog, plan)
    return replace(here, pins=here.pins - {step})


def reorder(catalog: Catalog, plan: Plan, step: Step, place: int) -> Plan:
    """Move a step to a place among those to come, counted from 0, as far as that goes.

    The step of the running week stays first; ``CheckIn.SWAP`` exchanges it.
    """
    here = at_home(catalog, plan)
    if step not in here.upcoming[_free(here) :]:
        return here
    others = _without(here.upcoming, step)
    return _with(here, _placed(others, step, max(_free(here), min(place, len(others)))))


def at_home(catalog: Catalog, plan: Plan) -> Plan:
    """The same plan under today's content; a role or a step that is gone gives way."""
    there = plan.upcoming if plan.role in catalog.roles else ()
    left = tuple(step for step in there if skills.ladder_step(catalog, step) is not None)
    return plan if left == plan.upcoming else _with(plan, left)


def _gone_on(here: Plan, week: Week, *, early: bool) -> Plan:
    """A step was done, or enough of it; who asked for less keeps that."""
    ahead = week.check_in is CheckIn.DONE and early and week.size is not Size.LIGHT
    finishes = here.early + 1 if ahead else 0
    wanted = Size.STRETCH if finishes >= EARLY_FINISHES else Size.TASK
    return replace(
        _left(here, week),
        week=None,
        size=Size.LIGHT if here.size is Size.LIGHT else wanted,
        early=finishes,
    )


def _known(here: Plan, week: Week) -> Plan:
    """A step was known already, so the week takes the next one."""
    left = _left(replace(here, known=here.known | {week.step}), week)
    if left.ended:
        return replace(left, week=None)
    return replace(left, week=replace(week, step=left.upcoming[0], check_in=None))


def _left(here: Plan, week: Week) -> Plan:
    """The plan after a step, with the week among those of the past."""
    return replace(
        here,
        upcoming=_without(here.upcoming, week.step),
        pins=here.pins - {week.step},
        past=(*here.past, week),
    )


def _swapped(here: Plan, week: Week) -> Plan:
    """This week's step and the next change places; a last step has none to swap with."""
    if len(here.upcoming) == 1:
        return here
    first, second, *rest = here.upcoming
    return replace(here, upcoming=(second, first, *rest), week=replace(week, step=second))


def _closed(here: Plan) -> Plan:
    """The running week is over with its step still open, so that comes again, and light.

    A step that was skipped twice in a row goes to the end, so that nobody is stuck with it;
    a pinned one stays. After a week that was cut short it comes again as it was.
    """
    week = here.week
    if week is None:
        return here
    if is_spared(here, week.number):
        return replace(here, week=None, past=(*here.past, week), size=week.size)
    twice = is_skipped_twice(here, (*here.past[-1:], week), week.step)
    moves = twice and week.step not in here.pins
    return replace(
        here,
        upcoming=(*here.upcoming[1:], week.step) if moves else here.upcoming,
        week=None,
        past=(*here.past, week),
        size=Size.LIGHT,
        early=0,
    )


def _with(plan: Plan, upcoming: tuple[Step, ...]) -> Plan:
    """The plan with these steps to come; the running week holds the first of them."""
    week = plan.week
    if week is not None and week.step != next(iter(upcoming), None):
        week = _instead(week, upcoming[0]) if upcoming else None
    return replace(plan, upcoming=upcoming, week=week, pins=plan.pins & frozenset(upcoming))


def _instead(week: Week, step: Step) -> Week:
    """The same week with another step, to which "not yet" was not said."""
    said = None if week.check_in is CheckIn.NOT_YET else week.check_in
    return replace(week, step=step, size=calmer(week.size), check_in=said)


def calmer(size: Size) -> Size:
    """No stretch for a step that nobody finished early."""
    return Size.LIGHT if size is Size.LIGHT else Size.TASK


def _free(here: Plan) -> int:
    """The first place that a step may be moved to."""
    return 0 if here.week is None else 1


def _without(steps: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    return tuple(one for one in steps if one != step)


def _placed(steps: tuple[Step, ...], step: Step, place: int) -> tuple[Step, ...]:
    return (*steps[:place], step, *steps[place:])


def _finished_steps(here: Plan) -> frozenset[Step]:
    return frozenset(week.step for week in here.past if week.check_in in WENT_ON)


def _learned(here: Plan) -> frozenset[Step]:
    return here.known | _finished_steps(here)


def _carried_over(catalog: Catalog, here: Plan, ladder: list[Step]) -> frozenset[Step]:
    """The steps of a ladder whose topics are like those of what was done or is known."""
    done = {week.step for week in here.past if week.check_in is CheckIn.DONE}
    met = [skills.topic(catalog, step) for step in here.known | done]
    return frozenset(
        step
        for step in ladder
        if any(skills.alike(catalog, skills.topic(catalog, step), one) for one in met)
    )

"""Steps that were skipped, and weeks that are neither skipped nor missed."""

from dataclasses import replace

from bot.engine.plans.plan import CheckIn, Plan, Step, Week

SKIPPED = frozenset({None, CheckIn.NOT_YET})
"""What is said of a step that was skipped: nothing, or that."""
LEFT = SKIPPED | {CheckIn.LIGHTER, CheckIn.SWAP}
"""What is said of a step that did not come to its end."""


def cut_short(plan: Plan, begun: int) -> Plan:
    """The plan with its running week cut short by a break or a stop; without one, unchanged.

    Args:
        plan: as it is stored.
        begun: how many weeks have begun since.
    """
    return replace(plan, rested=plan.rested | _running(plan, begun))


def run_on(plan: Plan, begun: int) -> Plan:
    """The plan with its running week not cut short after all: it goes on after a break.

    Args:
        plan: as it is stored.
        begun: how many weeks have begun since.
    """
    return replace(plan, rested=plan.rested - _running(plan, begun))


def asked_about(plan: Plan, begun: int) -> Plan:
    """The plan after a question in its running week; without one, unchanged.

    Args:
        plan: as it is stored.
        begun: how many weeks have begun since.
    """
    return replace(plan, asked=plan.asked | _running(plan, begun))


def moved_to_the_end(plan: Plan) -> Step | None:
    """The step that this week's has come instead of, since it was skipped twice in a row."""
    week, step = plan.week, plan.upcoming[-1] if plan.upcoming else None
    if week is None or step is None or week.step == step or step in plan.pins:
        return None
    return step if is_skipped_twice(plan, plan.past[-2:], step) else None


def follows_a_break(plan: Plan) -> bool:
    """Whether this week holds the step of the one before, which a break cut short."""
    week, last = plan.week, plan.past[-1] if plan.past else None
    if week is None or last is None or last.step != week.step:
        return False
    return last.number in plan.rested and not is_shared(plan, last.number)


def is_shared(plan: Plan, number: int) -> bool:
    """Whether a change of role brought another step in the middle of the week of this number.

    Nothing else leaves two steps in one week of which neither came to its end.
    """
    told = (*plan.past, *([plan.week] if plan.week else []))
    left = {one.step for one in told if one.number == number and one.check_in in LEFT}
    return len(left) > 1


def is_spared(plan: Plan, number: int) -> bool:
    """Whether the week of this number, left open, is no skip and no miss.

    A break, a stop or another role cut it short.
    """
    return number in plan.rested or is_shared(plan, number)


def is_skipped_twice(plan: Plan, weeks: tuple[Week, ...], step: Step) -> bool:
    """Whether these are two weeks of the plan in which the step was skipped."""
    return len(weeks) > 1 and all(
        week.step == step
        and week.check_in in SKIPPED
        and week.number not in plan.asked
        and not is_spared(plan, week.number)
        for week in weeks
    )


def without_blame(here: Plan, there: Plan) -> Plan:
    """The plan after a change of role that gave the running week another step.

    What was sent stays told, once however often they change, and the step in its place was not
    skipped: it came in the middle of the week. Whoever changes back goes on with what was sent.
    """
    week, now = here.week, there.week
    if week is None or (now is not None and now.step == week.step):
        return there
    is_told = week.check_in is None and is_shared(here, week.number)
    past = here.past if is_told else (*here.past, week)
    sent = next((one for one in past if now and _is_left(one, now)), None)
    rest = tuple(one for one in past if one != sent)
    return replace(there, week=sent or (now and replace(now, check_in=None)), past=rest)


def _is_left(week: Week, now: Week) -> bool:
    """Whether this is what the running week held before, and it did not come to its end."""
    return (week.number, week.step) == (now.number, now.step) and week.check_in in LEFT


def _running(plan: Plan, begun: int) -> frozenset[int]:
    """The number of the week that runs, if one does."""
    return frozenset({plan.weeks + begun} if begun or plan.week is not None else ())

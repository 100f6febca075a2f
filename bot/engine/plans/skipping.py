"""Steps that were skipped, and weeks that are neither skipped nor missed."""

from dataclasses import replace

from bot.engine.plans.plan import CheckIn, Plan, Step, Week

SKIPPED = frozenset({None, CheckIn.NOT_YET})
"""What is said of a step that was skipped: nothing, or that."""


def cut_short(plan: Plan, begun: int) -> Plan:
    """The plan with its running week cut short by a break or a stop; without one, unchanged.

    Args:
        plan: as it is stored.
        begun: how many weeks have begun since.
    """
    return replace(plan, rested=plan.rested | _running(plan, begun))


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
    """Whether this week holds the step of the one before, which a break cut short.

    A change of role cuts a week short, too, and then its number has steps of two roles.
    """
    week, last = plan.week, plan.past[-1] if plan.past else None
    if week is None or last is None or last.step != week.step:
        return False
    roles = {one.step.role for one in plan.past if one.number == last.number}
    return last.number in plan.rested and len(roles) == 1


def is_skipped_twice(plan: Plan, weeks: tuple[Week, ...], step: Step) -> bool:
    """Whether these are two weeks of the plan in which the step was skipped."""
    spared = plan.rested | plan.asked
    return len(weeks) > 1 and all(
        week.step == step and week.check_in in SKIPPED and week.number not in spared
        for week in weeks
    )


def _running(plan: Plan, begun: int) -> frozenset[int]:
    """The number of the week that runs, if one does."""
    return frozenset({plan.weeks + begun} if begun or plan.week is not None else ())

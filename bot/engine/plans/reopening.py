"""How a step that has its answer is opened again, before the next one comes."""

from dataclasses import replace

from bot.catalog import Catalog
from bot.engine.plans import planning, skills
from bot.engine.plans.plan import MOST_STEPS, Plan


def reopened(catalog: Catalog, plan: Plan) -> Plan | None:
    """The plan with its last step open again in its week, as if no word had ended that.

    None if another week runs, no word ended the last one, or the plan was changed since so that
    the step has no place in it. A pin that it had is gone.
    """
    here = planning.at_home(catalog, plan)
    if here.week is not None or not here.past or here.past[-1].check_in not in planning.WENT_ON:
        return None
    *past, week = here.past
    moved = week.step in {*here.upcoming, *here.hidden, *here.known}
    exists = week.step.role == here.role and skills.ladder_step(catalog, week.step) is not None
    if moved or not exists or len(here.upcoming) >= MOST_STEPS:
        return None
    return replace(
        here,
        upcoming=(week.step, *here.upcoming),
        week=replace(week, check_in=None),
        past=tuple(past),
        size=planning.calmer(here.size),
        early=max(here.early - 1, 0),
    )

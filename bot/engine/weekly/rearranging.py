"""What somebody else may change in a person's plan: the order of what is still to come.

Their agenda stays as it is, and so do this week's step and the word that they still owe on a
week before: what they were sent asks about those. So the change is made in the plan that is
stored, such that the weeks that have begun since then lead to the plan that was wanted, and
where no stored plan leads there, nothing is changed.
"""

from dataclasses import replace

from bot.catalog import Catalog
from bot.engine.plans import plan_cards, planning
from bot.engine.plans.plan import Plan, Step
from bot.engine.plans.plan_cards import PlanButton
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times, weeks
from bot.engine.weekly.plan_choices import EDITS
from bot.engine.weekly.values import Weekly

_SHOWS_THE_PLAN = frozenset({Stage.PLAN, Stage.STEP})
"""Rooms whose cards say what a change makes untrue: those that stand are old after it."""


def open_to_others(plan: Plan, step: Step) -> tuple[PlanButton, ...]:
    """What somebody else may do with a step, of what its person could do.

    This week's stays, what they know already is their own word, and a last step cannot be left
    out, for then nothing would come any more.
    """
    runs = plan.week is not None and plan.week.step == step
    if runs or step in plan.known:
        return ()
    offered = plan_cards.offered_for(plan, step)
    return tuple(one for one in offered if one is not PlanButton.HIDE or len(plan.upcoming) > 1)


def rearranged(
    catalog: Catalog, here: Conversation, step: Step, button: PlanButton
) -> Conversation | None:
    """Where a person stands after somebody else's press; None where it changes nothing.

    Args:
        catalog: today's content.
        here: where they stand.
        step: of their plan.
        button: one of ``EDITS``.
    """
    weekly = here.weekly
    if weekly is None or not times.is_running(weekly):
        return None
    shown = weeks.today(catalog, weekly)
    if shown.ended or button not in open_to_others(shown, step):
        return None
    wanted = EDITS[button](catalog, shown, step)
    after = None if wanted == shown else _leading_to(catalog, weekly, shown, wanted)
    if after is None:
        return None
    old = here.stage in _SHOWS_THE_PLAN
    return replace(here, weekly=after, version=here.version + 1 if old else here.version)


def _leading_to(catalog: Catalog, weekly: Weekly, shown: Plan, wanted: Plan) -> Weekly | None:
    """The steps whose plan of today is the wanted one; None if there are none.

    Steps that were skipped twice went from the beginning of the stored plan to the end of
    today's, and are put back there.
    """
    stored = planning.at_home(catalog, weekly.plan)
    skipped = stored.upcoming.index(shown.upcoming[0])
    left = len(wanted.upcoming) - skipped
    plan = replace(
        stored,
        upcoming=(*wanted.upcoming[left:], *wanted.upcoming[:left]),
        pins=wanted.pins,
        hidden=wanted.hidden,
        known=wanted.known,
    )
    after = replace(weekly, plan=plan)
    return after if weeks.today(catalog, after) == wanted else None

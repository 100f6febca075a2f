"""What a choice does in the rooms of the plan: its list, one of its steps, the progress."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog
from bot.engine.effects import Turn
from bot.engine.moves import move, show
from bot.engine.plans import opening, planning
from bot.engine.plans.plan import Plan, Step
from bot.engine.plans.plan_cards import PlanButton
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import week_rooms, week_turns, weeks


def choose(catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime) -> Turn:
    """A change of the step that is looked at, or a way to somewhere else."""
    (picked,) = chosen
    if picked in EDITS:
        return _edit(catalog, here, PlanButton(picked), at)
    plan = weeks.today(catalog, weeks.of(here))
    return week_turns.go(catalog, here, plan, picked, at) or show(catalog, here)


def _edit(catalog: Catalog, here: Conversation, button: PlanButton, at: datetime) -> Turn:
    """Change the plan, and say where the step is now."""
    weekly, step = weeks.of(here), week_rooms.looked_at(here)
    plan = EDITS[button](catalog, weeks.today(catalog, weekly), step)
    now = weeks.planned_on(weeks.edited(catalog, weekly, plan), at)
    stage = Stage.STEP if step in plan.upcoming else Stage.PLAN
    there = replace(here, stage=stage, weekly=now)
    return move(catalog, there, at, note=became(catalog, plan, step, button))


def became(catalog: Catalog, plan: Plan, step: Step, button: PlanButton) -> str:
    """What became of a step."""
    topic = opening.topic(catalog, step)
    if button in _SAID:
        return catalog.say(_SAID[button], topic=topic)
    if step not in plan.upcoming:
        return catalog.say("plan.full", topic=topic)
    return catalog.say("plan.is-at", topic=topic, number=plan.upcoming.index(step) + 1)


def _earlier(catalog: Catalog, plan: Plan, step: Step) -> Plan:
    return planning.reorder(catalog, plan, step, plan.upcoming.index(step) - 1)


def _later(catalog: Catalog, plan: Plan, step: Step) -> Plan:
    return planning.reorder(catalog, plan, step, plan.upcoming.index(step) + 1)


EDITS: dict[str, Callable[[Catalog, Plan, Step], Plan]] = {
    PlanButton.PIN: planning.pin,
    PlanButton.UNPIN: planning.unpin,
    PlanButton.EARLIER: _earlier,
    PlanButton.LATER: _later,
    PlanButton.HIDE: planning.hide,
    PlanButton.BRING_BACK: planning.bring_back,
}
_SAID = {
    PlanButton.PIN: "plan.is-pinned",
    PlanButton.UNPIN: "plan.is-unpinned",
    PlanButton.HIDE: "plan.is-left-out",
}

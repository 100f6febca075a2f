"""What a choice does in the rooms of the plan: its list, one of its steps, the progress."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.cards import Choice
from bot.catalog import Catalog
from bot.engine import reading
from bot.engine.effects import Turn
from bot.engine.moves import move, show
from bot.engine.plans import opening, planning
from bot.engine.plans.plan import Plan, Step
from bot.engine.plans.plan_cards import PlanButton, choice_of, step_of
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import reading_wishes, week_rooms, week_turns, weeks

_NUMBER = re.compile("[0-9]{1,2}")


def choose(catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime) -> Turn:
    """A change of the step that is looked at, or a way to somewhere else."""
    (picked,) = chosen
    if picked in EDITS:
        button, step = PlanButton(picked), week_rooms.looked_at(here)
        return _edit(catalog, here, step, button, at, shown=Stage.STEP)
    plan = weeks.today(catalog, weeks.of(here))
    return week_turns.go(catalog, here, plan, picked, at) or show(catalog, here)


def write(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """Words in the rooms of the plan, such as "pin 5", "hide spreadsheets", or "pin it"."""
    turn = changed(catalog, here, text, at)
    return turn or show(catalog, here, catalog.say(f"not-understood.{here.stage}"))


def changed(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """The plan as such words change it; None if they name no change, or no step to come."""
    button, named = reading_wishes.change_of_a_step(catalog, text)
    step = _meant(catalog, here, named)
    if button is None or step is None:
        return None
    shown = Stage.PLAN if named else here.stage
    return _edit(catalog, here, step, button, at, shown=shown)


def _meant(catalog: Catalog, here: Conversation, named: str) -> Step | None:
    """The step to come of that number or topic; without either, the one that is looked at."""
    upcoming = weeks.today(catalog, weeks.of(here)).upcoming
    if not named:
        looked_at = week_rooms.looked_at(here)
        return looked_at if looked_at in upcoming else None
    if _NUMBER.fullmatch(named):
        return dict(enumerate(upcoming, start=1)).get(int(named))
    offered = [Choice(choice_of(step), opening.topic(catalog, step)) for step in upcoming]
    found = reading.named(catalog.lexicon, offered, named)
    found = found or reading.singled_out(catalog.lexicon, offered, named)
    return step_of(next(iter(found))) if len(found) == 1 else None


def _edit(
    catalog: Catalog,
    here: Conversation,
    step: Step,
    button: PlanButton,
    at: datetime,
    *,
    shown: Stage,
) -> Turn:
    """Change the plan, and say where the step is now; one that has left it is not shown."""
    weekly = weeks.of(here)
    plan = EDITS[button](catalog, weeks.today(catalog, weekly), step)
    now = weeks.planned_on(weeks.edited(catalog, weekly, plan), at)
    stage = shown if step in plan.upcoming else Stage.PLAN
    there = replace(here, stage=stage, weekly=now)
    return move(catalog, there, at, note=became(catalog, plan, step, button))


def became(catalog: Catalog, plan: Plan, step: Step, button: PlanButton) -> str:
    """What became of a step."""
    topic = opening.topic(catalog, step)
    if button is PlanButton.PIN and plan.week is not None and plan.week.step == step:
        return catalog.say("plan.is-pinned-now", topic=topic)
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

"""People with weekly steps, and what rounds make of them, for the engine's tests."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.effects import Say, Turn
from bot.engine.events import Chose
from bot.engine.plans import planning
from bot.engine.plans.plan import CheckIn, Plan
from bot.engine.schedule import Latest, Schedule, following_nudge, next_due
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import weeks
from bot.engine.weekly.values import Agenda, Weekly
from tests.engine.plans.weeks import ANALYST
from tests.fakes.clock import NOON

SCHEDULE = Schedule(day=0, hour=time(9), zone="Europe/Berlin", since=NOON.date())
"""Mondays at nine; the first is the one after ``NOON``, itself a Monday."""
FIRST_NUDGE = NOON + timedelta(days=7, hours=-4)
WEEK = timedelta(days=7)


def wanted(catalog: Catalog, role: str = ANALYST, schedule: Schedule = SCHEDULE) -> Weekly:
    """The steps of somebody who has just said when they want them."""
    plan = planning.begin(catalog, role, {})
    return Weekly(plan, Agenda(schedule, due=next_due(schedule, NOON)))


def nudged(weekly: Weekly, rounds: int = 1) -> Weekly:
    """The same steps after so many rounds that each wrote a nudge; the plan is untouched."""
    for _ in range(rounds):
        before = weekly.agenda
        coming = following_nudge(before.schedule, before.due, before.latest)
        agenda = replace(before, due=coming)
        at = coming.at if coming else NOON
        latest = nudge_of(agenda, at)
        due = next_due(agenda.schedule, at, replace(latest, settled=True))
        weekly = replace(
            weekly,
            agenda=replace(
                agenda,
                due=due,
                latest=latest,
                nudged=agenda.nudged + 1,
                silent=agenda.silent + 1,
            ),
        )
    return weekly


def reminded(weekly: Weekly) -> Weekly:
    """The same steps after the reminder of this week was written."""
    latest = weekly.agenda.latest
    assert latest is not None
    settled = replace(weekly.agenda, latest=replace(latest, settled=True))
    return replace(weekly, agenda=settled)


def scheduled(weekly: Weekly, **fields: object) -> Weekly:
    """The same steps with these fields of the schedule set."""
    schedule = replace(weekly.agenda.schedule, **fields)  # type: ignore[arg-type]
    return replace(weekly, agenda=replace(weekly.agenda, schedule=schedule))


def nudge_of(agenda: Agenda, at: datetime) -> Latest:
    return agenda.due.served() if agenda.due else Latest(0, at, at)


def somebody(weekly: Weekly | None, stage: Stage = Stage.WEEK) -> Conversation:
    """Somebody with weekly steps in a room."""
    return Conversation(id=7, version=20, stage=stage, weekly=weekly)


def after_weeks(catalog: Catalog, *words: CheckIn) -> Weekly:
    """The steps of somebody who said one word in each of so many weeks."""
    weekly = wanted(catalog)
    for word in words:
        weekly = nudged(weekly)
        assert weekly.agenda.latest is not None
        weekly = weeks.checked_in(catalog, weekly, word, weekly.agenda.latest.nudged_at)
    return weekly


def press(
    catalog: Catalog, here: Conversation, *choices: str, at: datetime = FIRST_NUDGE
) -> Turn:
    """A click on this week's card."""
    return advance(catalog, here, Chose(at, weeks.place(here), frozenset(choices)))


def steps_of(turn: Turn) -> Weekly:
    assert turn.conversation.weekly is not None
    return turn.conversation.weekly


def card_of(turn: Turn) -> Card:
    (card,) = [effect.card for effect in turn.effects if isinstance(effect, Say)]
    return card


def ids(card: Card) -> list[str]:
    return [choice.id for choice in card.choices]


def with_plan(weekly: Weekly, plan: Plan) -> Weekly:
    return replace(weekly, plan=plan)

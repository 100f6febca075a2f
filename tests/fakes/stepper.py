"""People who take weekly steps, and the rounds that serve them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.catalog import Catalog
from bot.engine.effects import Say, Turn
from bot.engine.plans import planning
from bot.engine.plans.plan import CheckIn
from bot.engine.schedule import Due, Occasion, QuietHours, Schedule, next_due
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import messages, weeks
from bot.engine.weekly.values import Agenda, Weekly
from bot.ports.inbound import Address, EventKey
from bot.ports.nudges import Nudges
from bot.ports.outbox import Claimed
from bot.ports.store import Store
from bot.usecases.nudging import Nudging
from tests.fakes.clock import NOON, FakeClock

ANALYST = "data_analyst"
AT_NIGHT = QuietHours(time(22), time(7))
MONDAYS = Schedule(0, time(9), "Europe/Berlin", date(2026, 3, 9), quiet=AT_NIGHT)
"""The first one comes a week after ``NOON``, which is a Monday."""

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
FIRST = NOON + timedelta(days=6, hours=20)
"""When that is: 9 March 2026, 8:00 in UTC."""


def agenda(schedule: Schedule = MONDAYS, at: datetime = NOON, **fields: Any) -> Agenda:
    """What somebody gets who chose this schedule at a moment."""
    return replace(Agenda(schedule, next_due(schedule, at)), **fields)


def due(kind: Occasion = Occasion.NUDGE, at: datetime = FIRST) -> Due:
    """What ``MONDAYS`` has for their first week."""
    planned = next_due(MONDAYS, NOON)
    assert planned is not None
    return replace(planned, kind=kind, at=at)


def weekly(catalog: Catalog, **fields: Any) -> Weekly:
    """The steps of a new analyst."""
    made = Weekly(planning.begin(catalog, ANALYST, {}), agenda())
    return replace(made, **fields)


async def begins_steps(
    store: Store, catalog: Catalog, to: Address, schedule: Schedule = MONDAYS
) -> None:
    """A turn of this account takes up weekly steps."""
    await changes(store, to, weekly(catalog, agenda=agenda(schedule)))


async def changes(store: Store, to: Address, after: Weekly) -> None:
    """A turn that leaves somebody's steps so, and says nothing."""

    def step(before: Conversation) -> Turn:
        moved = replace(before, version=before.version + 1, stage=Stage.WELCOME, weekly=after)
        return Turn(moved, ())

    await store.turn(_key(to), to, step)


async def checks_in(store: Store, catalog: Catalog, to: Address, at: datetime) -> None:
    """A word on the week, which says nothing in turn."""
    here = weeks.heard(await steps_of(store, to))
    back = weeks.asks_back(catalog, here)
    await changes(store, to, weeks.checked_in(catalog, here, CheckIn.DONE, at, back=back))


async def looks_at_week(store: Store, catalog: Catalog, to: Address) -> Claimed:
    """A turn that says this week's card."""

    def step(before: Conversation) -> Turn:
        return Turn(before, (Say(messages.nudge(catalog, before)),))

    return await store.turn(_key(to), to, step)


async def time_passes(
    nudging: Nudging, store: Nudges, clock: FakeClock, span: timedelta
) -> None:
    """So much time, with a round whenever somebody is due."""
    end = clock.now() + span
    while (moment := await store.next_served()) is not None and moment <= end:
        clock.pass_by(max(moment - clock.now(), timedelta()))
        await nudging.catch_up()
    clock.pass_by(end - clock.now())


async def steps_of(store: Store, to: Address) -> Weekly:
    here = await store.conversation(to)
    assert here is not None
    assert here.weekly is not None
    return here.weekly


_turns = iter(range(1_000_000))


def _key(to: Address) -> EventKey:
    return EventKey(f"{to.user}-{next(_turns)}")

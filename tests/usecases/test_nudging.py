"""Rounds over a real store: who is due gets their message, whatever the clock does."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.news import Unreachable
from bot.ports.nudges import Serve
from bot.ports.outbox import Kind, Reason
from bot.store.sqlite import SqliteStore
from bot.usecases.nudging import MOST_AT_ONCE, Nudging, serve
from tests.conftest import opened
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.stepper import (
    DAY,
    FIRST,
    HOUR,
    WEEK,
    agenda,
    begins_steps,
    steps_of,
    time_passes,
)
from tests.fakes.waiting import PATIENCE

SAM = Address("slack", "T1", "sam")
WRITTEN = "SELECT kind, period, state, reason FROM outbox ORDER BY id"
NUDGES = "SELECT count(*) FROM outbox WHERE kind = 'nudge'"


class FakeNudges:
    """Agendas that are due, as many as it is told; each round serves some of them.

    Attributes:
        left: how many are due.
        rounds: how many each round served.
        problem: what the next round raises.
        looked: set when somebody looked and nobody was due.
    """

    def __init__(self, left: int = 0, problem: Exception | None = None) -> None:
        self.left = left
        self.rounds: list[int] = []
        self.problem = problem
        self.looked = asyncio.Event()

    async def next_served(self) -> datetime | None:
        if self.left:
            return NOON
        self.looked.set()
        return None

    async def serve_due(self, most: int, serve: Serve) -> int:
        problem, self.problem = self.problem, None
        if problem is not None:
            raise problem
        self.rounds.append(min(most, self.left))
        self.left -= self.rounds[-1]
        return self.rounds[-1]


async def test_rounds_go_on_until_nobody_is_due_and_whoever_sends_is_woken() -> None:
    nudges, woken = FakeNudges(2 * MOST_AT_ONCE + 1), []

    served = await Nudging(nudges, FakeClock(), lambda: woken.append(True)).catch_up()

    assert served == 2 * MOST_AT_ONCE + 1
    assert nudges.rounds == [MOST_AT_ONCE, MOST_AT_ONCE, 1]
    assert woken == [True] * 3


async def test_where_another_program_was_faster_nobody_is_woken() -> None:
    nudges, woken = FakeNudges(0), []
    nudges.next_served = lambda: _at(NOON)  # type: ignore[method-assign]

    served = await Nudging(nudges, FakeClock(), lambda: woken.append(True)).catch_up()

    assert (served, nudges.rounds, woken) == (0, [0], [])


async def _at(moment: datetime) -> datetime:
    return moment


async def test_it_is_told_when_nobody_waited_last() -> None:
    clock = FakeClock()
    nudging = Nudging(FakeNudges(), clock)
    before = nudging.last_round

    await nudging.catch_up()

    assert (before, nudging.last_round) == (None, NOON)


@pytest.mark.parametrize("problem", [StoreError("locked"), ValueError("a fault of ours")])
async def test_a_round_that_fails_is_told_and_the_next_one_goes_on(
    problem: Exception, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.usecases.nudging.LOOK_EVERY", timedelta())
    nudges = FakeNudges(3, problem)

    async with asyncio.timeout(PATIENCE), Nudging(nudges, FakeClock()).serving():
        await nudges.looked.wait()

    assert nudges.rounds == [3]
    assert len(caplog.records) == 1
    assert "locked" not in caplog.text


async def test_whoever_is_due_while_it_sleeps_is_served_when_it_is_woken() -> None:
    nudges = FakeNudges()
    nudging = Nudging(nudges, FakeClock())

    async with asyncio.timeout(PATIENCE), nudging.serving():
        await nudges.looked.wait()
        nudges.left = 1
        nudges.looked.clear()
        nudging.wake()
        await nudges.looked.wait()

    assert nudges.rounds == [1]


async def test_F42_a_clock_that_jumps_an_hour_or_a_day_and_comes_back_doubles_nothing(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    await begins_steps(store, catalog, SAM)
    nudging = Nudging(store, clock)
    clock.pass_by(FIRST - NOON)

    for jump in (HOUR, -HOUR, -HOUR, HOUR, DAY, -DAY, -DAY, DAY):
        clock.pass_by(jump)
        await nudging.catch_up()
    await time_passes(nudging, store, clock, 3 * DAY)

    assert rows(database, NUDGES) == [1]


@pytest.mark.parametrize("jump", [HOUR, DAY])
async def test_F42_who_is_served_early_by_a_clock_that_is_ahead_gets_it_once(
    jump: timedelta,
    store: SqliteStore,
    catalog: Catalog,
    clock: FakeClock,
    database: Path,
) -> None:
    await begins_steps(store, catalog, SAM)
    nudging = Nudging(store, clock)
    clock.pass_by(FIRST - NOON - jump)

    clock.pass_by(jump)
    await nudging.catch_up()
    early = rows(database, NUDGES)
    clock.jump(-jump)
    await time_passes(nudging, store, clock, 3 * DAY)

    assert (early, rows(database, NUDGES)) == ([1], [1])


async def test_F42_waiting_is_measured_by_a_clock_that_nobody_sets(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.usecases.nudging.LOOK_EVERY", timedelta(milliseconds=1))
    nudges = FakeNudges()

    async with asyncio.timeout(PATIENCE), Nudging(nudges, clock).serving():
        await nudges.looked.wait()
        clock.jump(-WEEK)
        nudges.left = 1
        clock.pass_by(WEEK)
        nudges.looked.clear()
        await nudges.looked.wait()

    assert nudges.rounds == [1]


async def test_F43_four_weeks_off_bring_everybody_one_nudge_spread_and_not_at_night(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    for number in range(40):
        await begins_steps(store, catalog, Address("slack", "T1", f"U{number}"))
    clock.pass_by(FIRST - NOON + 3 * WEEK + 14 * HOUR)  # midnight in Berlin
    nudging = Nudging(store, clock)

    written = []
    for _ in range(24 * 12):
        before = rows(database, "SELECT count(*) FROM outbox WHERE state = 'new'")[0]
        await nudging.catch_up()
        after = rows(database, "SELECT count(*) FROM outbox WHERE state = 'new'")[0]
        written += [clock.now()] * (after - before)
        clock.pass_by(timedelta(minutes=5))

    assert len(written) == 40
    assert min(written).hour >= 5  # seven in the morning, in summer time
    assert max(written) - min(written) > HOUR
    skipped = "SELECT DISTINCT period, reason FROM outbox WHERE state = 'dead' ORDER BY 1"
    assert rows(database, skipped) == [
        ("2026-W11", Reason.OFFLINE),
        ("2026-W12", Reason.OFFLINE),
        ("2026-W13", Reason.OFFLINE),
    ]


async def test_F30_who_cannot_be_written_to_is_not_tried_in_the_next_periods(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    await begins_steps(store, catalog, SAM)
    nudging = Nudging(store, clock)
    await store.settle([], [Unreachable(SAM)])

    await time_passes(nudging, store, clock, 4 * WEEK)

    claimed = await store.claim_due(["slack"], 100, {})
    assert claimed.messages == ()
    assert len(rows(database, WRITTEN)) == 7
    assert {row[2:] for row in rows(database, WRITTEN)} == {("dead", Reason.UNREACHABLE)}
    after = await steps_of(store, SAM)
    assert (after.agenda.nudged, after.agenda.silent) == (0, 0)


async def test_two_programs_on_one_database_write_one_nudge(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    for number in range(30):
        await begins_steps(store, catalog, Address("slack", "T1", f"U{number}"))
    clock.pass_by(FIRST - NOON)

    async with opened(database, clock) as other:
        await asyncio.gather(Nudging(store, clock).catch_up(), Nudging(other, clock).catch_up())

    assert rows(database, NUDGES) == [30]


def test_F42_who_was_due_by_a_clock_that_was_a_day_ahead_gets_it_late_and_once() -> None:
    ahead = FIRST - 3 * HOUR + DAY

    served = serve(agenda(), 1, ahead)
    right = serve(served.agenda, 1, served.agenda.due.at) if served.agenda.due else None

    assert served.orders == ()
    assert served.agenda.due is not None
    assert ahead <= served.agenda.due.at <= ahead + timedelta(hours=4)
    assert right is not None
    assert [order.kind for order in right.orders] == [Kind.NUDGE]

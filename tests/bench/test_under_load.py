import asyncio
from pathlib import Path

import pytest

from bot.bench import (
    delivery_drain,
    mark_sent,
    memory_over_turns,
    nudge_drain,
    reader,
    rounds,
    thousand_at_once,
    turns_together,
)
from bot.bench.long_life import live, resident
from bot.bench.measured import QUICK, Benchmark
from bot.bench.members import opened, prepare
from bot.bench.programs import ProgramFailed
from bot.bench.walkers import walkers
from bot.catalog import Catalog
from tests.fakes.file import rows

pytestmark = pytest.mark.thorough

MEMBERS = 6
BALLAST = 50_000_000


@pytest.mark.parametrize(
    "benchmark",
    [
        delivery_drain.BENCHMARK,
        mark_sent.BENCHMARK,
        memory_over_turns.BENCHMARK,
        nudge_drain.NUDGES,
        reader.BENCHMARK,
        rounds.ALONE,
        rounds.SCAN,
        rounds.SERVED,
        thousand_at_once.BENCHMARK,
        turns_together.BENCHMARK,
    ],
    ids=lambda one: one.name,
)
def test_every_figure_is_measured_and_the_ratio_where_there_is_a_floor(
    benchmark: Benchmark,
) -> None:
    measured = benchmark.measure(QUICK, lambda _done, _of: None)

    assert tuple(measured.figures) == benchmark.figures
    assert all(figure.low > 0 for figure in measured.figures.values())
    assert (measured.ratio is not None) == benchmark.has_floor


def test_every_turn_of_a_burst_is_in_the_file(catalog: Catalog, tmp_path: Path) -> None:
    async def burst() -> float:
        prepared = await prepare(catalog, tmp_path, MEMBERS)
        store = opened(prepared.ours)
        rate = await turns_together.rate(
            store, catalog, [prepared.clicks[:4], prepared.clicks[4:]]
        )
        await store.close()
        return rate

    rate = asyncio.run(burst())

    assert rate > 0
    answered = "SELECT count(*) FROM answers GROUP BY conversation_id"
    assert len(set(rows(tmp_path / "ours.db", answered))) == 1
    claimed = "SELECT count(*) FROM inbox WHERE length(event_key) = 32"
    assert rows(tmp_path / "ours.db", claimed) == [MEMBERS]
    assert _held(tmp_path / "ours.db") == MEMBERS


def test_everybody_who_comes_at_once_is_answered(catalog: Catalog, tmp_path: Path) -> None:
    async def come() -> list[float]:
        prepared = await prepare(catalog, tmp_path, MEMBERS)
        store = opened(prepared.ours)
        waits = await thousand_at_once.seconds_to_answers(store, catalog, prepared.clicks)
        await store.close()
        return waits

    waits = asyncio.run(come())

    assert len(waits) == MEMBERS
    assert _held(tmp_path / "ours.db") == MEMBERS


def test_while_some_are_read_others_move_and_the_read_ones_do_not(
    catalog: Catalog, tmp_path: Path
) -> None:
    stood = "SELECT version FROM conversation WHERE id <= 2"

    async def read() -> list[float]:
        prepared = await prepare(catalog, tmp_path, 2)
        store = opened(prepared.ours)
        looked_at = [click.sender for click in prepared.clicks] * 50
        times = await reader.reads_beside(store, catalog, looked_at, walkers(3))
        await store.close()
        return times

    times = asyncio.run(read())

    assert len(times) == 100
    assert rows(tmp_path / "ours.db", stood) == rows(tmp_path / "floor.db", stood)
    assert len(rows(tmp_path / "ours.db", "SELECT id FROM conversation WHERE version > 0")) > 2


def test_what_is_marked_was_held_by_many_accounts_and_is_sent(database: Path) -> None:
    async def mark() -> float:
        store = opened(database)
        held = await mark_sent.claimed(store, "round", 2)
        assert [len({message.to for message in batch}) for batch in held] == [100, 100]
        rate = await mark_sent.rate(store, held)
        await store.close()
        return rate

    asyncio.run(mark())

    assert rows(database, "SELECT DISTINCT state FROM outbox") == ["sent"]


def test_a_mark_that_changes_nothing_is_not_measured(database: Path) -> None:
    async def mark_twice() -> None:
        store = opened(database)
        held = await mark_sent.claimed(store, "round", 1)
        await mark_sent.rate(store, held)
        try:
            await mark_sent.rate(store, held)
        finally:
            await store.close()

    with pytest.raises(RuntimeError, match="no longer held"):
        asyncio.run(mark_twice())


def test_what_waits_is_nobodys_until_it_is_drained(catalog: Catalog, database: Path) -> None:
    states: list[list[str]] = []

    async def drain() -> None:
        store = opened(database)
        await delivery_drain.leave_waiting(store, MEMBERS)
        states.append(rows(database, "SELECT DISTINCT state FROM outbox"))
        await delivery_drain.rate(store, catalog, MEMBERS)
        states.append(rows(database, "SELECT DISTINCT state FROM outbox"))
        await store.close()

    asyncio.run(drain())

    assert states == [["new"], ["sent"]]


def test_a_long_life_leaves_nothing_waiting_and_begins_again_at_the_end(database: Path) -> None:
    young, old = asyncio.run(live(database, members=2, turns=80))

    assert 0 < young <= old + BALLAST
    assert rows(database, "SELECT DISTINCT state FROM outbox") == ["sent"]
    assert rows(database, "SELECT count(*) FROM inbox") == [80]
    assert min(rows(database, "SELECT attempt FROM conversation")) > 1


def test_what_we_hold_is_resident() -> None:
    before = resident()
    ballast = b"x" * BALLAST

    assert resident() - before > len(ballast) / 2


def test_a_life_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProgramFailed, match="long_life"):
        memory_over_turns.lived(tmp_path / "no" / "folder", 1, 10)


def _held(database: Path) -> int:
    """How many messages somebody holds for sending."""
    return len(rows(database, "SELECT id FROM outbox WHERE state = 'sending'"))

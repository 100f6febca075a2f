import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.bench import durable_turn
from bot.bench.floor_turn import FloorTurns, copy
from bot.bench.measured import QUICK
from bot.bench.members import Prepared, opened, prepare
from bot.catalog import Catalog

pytestmark = pytest.mark.thorough

MEMBERS = 3


def rows_of(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, by table."""
    with closing(sqlite3.connect(database)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in tables.fetchall()
        }


def test_the_floor_leaves_the_same_rows_and_values_in_all_tables(
    catalog: Catalog, tmp_path: Path
) -> None:
    prepared = asyncio.run(prepare(catalog, tmp_path, MEMBERS))
    before = rows_of(prepared.floor)
    assert rows_of(prepared.ours) == before

    floor = FloorTurns(prepared.floor)
    for turn in prepared.written:
        floor.take(turn)
    floor.close()
    asyncio.run(take_ours(catalog, prepared))

    after = rows_of(prepared.ours)
    assert rows_of(prepared.floor) == after
    for table in ("inbox", "answers", "outbox"):
        assert len(after[table]) == len(before[table]) + MEMBERS
    assert after["conversation"] != before["conversation"]


async def take_ours(catalog: Catalog, prepared: Prepared) -> None:
    store = opened(prepared.ours)
    await durable_turn.timed_turns(store, catalog, prepared.clicks)
    await store.close()


def test_a_copied_file_can_be_opened_whatever_others_may_read_here(tmp_path: Path) -> None:
    before = os.umask(0o022)
    asyncio.run(opened(tmp_path / "ours.db").close())

    copy(tmp_path / "ours.db", tmp_path / "copy.db")

    os.umask(before)
    asyncio.run(opened(tmp_path / "copy.db").close())


def test_the_floor_writes_as_durably_as_we_do(catalog: Catalog, tmp_path: Path) -> None:
    prepared = asyncio.run(prepare(catalog, tmp_path, 1))

    floor = FloorTurns(prepared.floor)

    assert floor.settings() == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    floor.close()


def test_the_members_stand_at_a_middle_question(catalog: Catalog, tmp_path: Path) -> None:
    prepared = asyncio.run(prepare(catalog, tmp_path, MEMBERS))

    ((stage, question),) = {row[4:6] for row in rows_of(prepared.ours)["conversation"]}

    assert stage == "asking"
    assert not catalog.questions[question].opening


def test_each_counted_round_has_a_ratio() -> None:
    measured = durable_turn.measure(QUICK, lambda _done, _of: None)

    assert list(measured.figures) == ["p50"]
    assert measured.ratio is not None
    assert 0 < measured.ratio.low <= measured.ratio.middle <= measured.ratio.high

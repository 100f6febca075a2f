import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.errors import StoreError
from bot.paths import migrations_folder
from bot.ports.inbound import Address
from bot.store import engines
from bot.store.people import wiping
from bot.store.sqlite import SqliteStore, open_store
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.waiting import PATIENCE

SAM = Address("terminal", "", "sam")


async def test_somebody_who_never_spoke_stands_nowhere(store: SqliteStore) -> None:
    here = await store.conversation(SAM)

    assert here is None


async def test_F49_a_new_file_is_nobody_elses_to_read(tmp_path: Path, clock: FakeClock) -> None:
    async with opened(tmp_path / "new.db", clock) as store:
        await store.claim_left(SAM)
        found = modes(tmp_path)

    assert found == {"new.db": 0o600, "new.db-wal": 0o600, "new.db-shm": 0o600}


@pytest.mark.parametrize(
    "name", ["a b.db", "%41.db", "#?&=.db", "ü漢.db", "'\".db", "\udcff.db"]
)
async def test_a_file_of_any_name_is_written_and_read(
    database: Path, clock: FakeClock, catalog: Catalog, name: str
) -> None:
    path = renamed(database, name)
    quoted = str(path).replace("%", "%25").replace("?", "%3F")

    store = open_store(f"sqlite+aiosqlite:///{quoted}", migrations_folder(), clock)
    await Member(store, catalog).opens()

    assert await store.conversation(SAM) is not None
    await store.close()
    assert rows(path, "SELECT count(*) FROM person") == [1]


async def test_a_path_that_begins_with_two_slashes_is_written_and_read(
    database: Path, clock: FakeClock, catalog: Catalog
) -> None:
    async with opened(Path(f"/{database}"), clock) as store:
        await Member(store, catalog).opens()

        here = await store.conversation(SAM)

    assert here is not None


async def test_F46_reading_does_not_wait_for_whoever_writes(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    await Member(store, catalog).begins()
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE conversation SET version = 99")

        here = await asyncio.wait_for(store.conversation(SAM), PATIENCE)

        other.execute("ROLLBACK")
    assert here is not None
    assert here.version == 1


async def test_a_file_that_turned_bad_is_one_sentence_for_readers_too(
    store: SqliteStore, database: Path
) -> None:
    rows(database, "DROP TABLE answers")
    rows(database, "DROP TABLE conversation")

    with pytest.raises(StoreError) as caught:
        await store.conversation(SAM)

    assert str(caught.value) == (
        f"The database {database} could not be used (no such table: conversation); "
        f"please try again."
    )


async def test_F46_a_file_that_stays_locked_is_the_same_sentence_as_at_the_start(
    database: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (engines, wiping):
        monkeypatch.setattr(module, "BUSY_MILLISECONDS", 50)
    async with opened(database, clock) as store:
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")

            with pytest.raises(StoreError) as caught:
                await store.claim_left(SAM)

    assert str(caught.value) == (
        f"The database {database} is locked by another program; please try again in a moment."
    )


async def test_a_closed_store_leaves_one_whole_file(
    database: Path, catalog: Catalog, clock: FakeClock
) -> None:
    async with opened(database, clock) as store:
        await Member(store, catalog).begins()
        await store.conversation(SAM)

    assert [path.name for path in database.parent.iterdir()] == [database.name]


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


def renamed(path: Path, name: str) -> Path:
    return path.rename(path.with_name(name))

import asyncio
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store.files import place
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.databases import fill
from tests.fakes.file import rows
from tests.fakes.people import copied
from tests.sparing import first

MODES = [0o604, 0o602, 0o640, 0o620, 0o660, 0o644, 0o666, 0o601]


@pytest.mark.parametrize("mode", MODES, ids=oct)
def test_F49_a_file_that_others_can_reach_is_refused_until_it_is_mended_as_told(
    database: Path, clock: FakeClock, mode: int
) -> None:
    database.chmod(mode)
    before = database.read_bytes()

    told = refusal(database, clock)

    assert told == (
        f"The database {database} can be reached by others on this machine. Make it yours "
        f"alone (chmod 600 {database}), then start again; nothing was changed."
    )
    assert database.stat().st_mode & 0o777 == mode
    assert database.read_bytes() == before
    mend(told)
    start(database, clock)


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_F49_what_sqlite_keeps_beside_it_is_for_nobody_else_either(
    database: Path, tmp_path: Path, clock: FakeClock, ending: str
) -> None:
    killed = tmp_path / "it's killed.db"
    rows(database, "PRAGMA journal_mode=WAL")
    with closing(sqlite3.connect(database)) as connection:
        row = "(id, created_at) VALUES (7, '2026-03-02 12:00:00')"
        connection.execute(f"INSERT INTO person {row}")
        connection.commit()
        for name in ("", "-wal", "-shm"):
            shutil.copy(f"{database}{name}", f"{killed}{name}")
    Path(f"{killed}{ending}").chmod(0o644)

    told = refusal(killed, clock)

    assert "can be reached by others" in told
    mend(told)
    start(killed, clock)
    assert rows(killed, "SELECT id FROM person") == [7]


def test_F49_an_empty_file_that_others_can_read_is_refused(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    path.chmod(0o644)

    assert "can be reached by others" in refusal(path, clock)
    assert path.read_bytes() == b""


def test_F49_behind_a_link_the_file_itself_counts(
    database: Path, tmp_path: Path, clock: FakeClock
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(database)
    database.chmod(0o644)

    assert "can be reached by others" in refusal(link, clock)
    database.chmod(0o600)
    start(link, clock)


def test_F49_what_the_program_makes_is_its_own_whatever_the_umask_says(
    tmp_path: Path, no_umask: None
) -> None:
    command = [sys.executable, "-m", "tests.fakes.starter"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as starter:
        starter.communicate(f"{tmp_path / 'new.db'}\n")

    modes = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()}

    assert modes == {"new.db": 0o600}


def test_F48_on_a_disk_with_hardly_any_room_a_start_says_so(
    database: Path, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "LEAST_ROOM", 2**62)
    before = database.read_bytes()

    told = [refusal(path, clock) for path in (database, tmp_path / "new.db")]

    assert told[0] == (
        f"The disk of {database} is full. Make room, then start again; nothing was changed."
    )
    assert database.read_bytes() == before
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("left", [0, 40_000, 100_000, 900_000])
def test_F48_a_disk_that_is_really_full_is_told_and_heals(
    small_disk: Path, database: Path, clock: FakeClock, left: int
) -> None:
    path = copied(database, small_disk / "whichrole.db")
    fill(small_disk, left)

    told = [refusal(one, clock) for one in (path, small_disk / "new.db")]

    assert all("is full. Make room, then start again" in one for one in told)
    assert {one.name for one in small_disk.iterdir()} == {"whichrole.db", "filler"}
    (small_disk / "filler").unlink()
    start(path, clock)


@pytest.mark.parametrize("left", first(1, [0, 4_096, 20_000]))
def test_F48_what_sqlite_says_of_a_full_disk_is_the_same_sentence(
    small_disk: Path,
    database: Path,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    left: int,
) -> None:
    """A quota can end what the disk has room for, which nobody can see before."""
    monkeypatch.setattr(place, "LEAST_ROOM", 0)
    path = copied(database, small_disk / "whichrole.db")
    fill(small_disk, left)

    told = [refusal(one, clock) for one in (path, small_disk / "new.db")]

    assert all("is full. Make room, then start again" in one for one in told)


def mend(told: str) -> None:
    """Do what the sentence says in brackets."""
    (command,) = re.findall(r"\((chmod .*)\)", told)
    subprocess.run(shlex.split(command), check=True)


def start(database: Path, clock: FakeClock) -> None:
    async def start_and_end() -> None:
        async with opened(database, clock):
            pass

    asyncio.run(start_and_end())


def refusal(database: Path, clock: FakeClock) -> str:
    with pytest.raises(StoreError) as caught:
        start(database, clock)
    told = str(caught.value)
    assert told.endswith(".")
    assert told.isprintable()
    return told

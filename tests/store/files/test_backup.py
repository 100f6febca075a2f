import asyncio
import fcntl
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.errors import StoreError
from bot.paths import migrations_folder
from bot.store.files import copying
from bot.store.files.backup import Backup, back_up
from bot.store.files.restore import restore
from bot.store.files.soundness import Schema
from tests.conftest import opened
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.databases import as_found, fill, is_whole, tear, who_stands_where
from tests.fakes.file import rows
from tests.fakes.member import Member, click
from tests.fakes.people import NAMES, copied
from tests.fakes.recorder import Recorder

PART = ".whichrole-part"
MOST_STEPS = 500
"""Of a copy that begins again and again nobody would see the end."""


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a small file takes many steps."""
    monkeypatch.setattr(copying, "PAGES_AT_A_TIME", 2)


def backed_up(
    database: Path, into: Path, *, tell: copying.Tell | None = None, force: bool = False
) -> Backup:
    tell = tell or (lambda _left, _pages: None)
    return back_up(database, into, migrations_folder(), FakeClock(), tell, force=force)


def refusal(database: Path, into: Path, *, force: bool = False) -> str:
    """The sentence with which a backup is refused; nothing was changed by it."""
    before = as_found(database.parent)
    with pytest.raises(StoreError) as caught:
        backed_up(database, into, force=force)
    assert as_found(database.parent) == before
    told = str(caught.value)
    assert told.endswith(".")
    assert told.isprintable()
    return told


async def test_F53_after_a_restore_repeats_of_what_it_holds_do_nothing_and_the_rest_is_new(
    database: Path, tmp_path: Path, clock: FakeClock, catalog: Catalog
) -> None:
    backup = tmp_path / "backup.db"
    async with opened(database, clock) as store:
        platform = Recorder(store)
        members = {name: Member(platform, catalog, name) for name in NAMES}
        for member in members.values():
            await member.begins()
            await member.presses()
        before = len(platform.keys)
        await while_people_talk(database, backup, members["ana"], members["ben"])
        during = len(platform.keys)
        members["new"] = Member(platform, catalog, "new")
        await members["new"].begins()
        for member in members.values():
            await member.presses()
    at_the_end = who_stands_where(database), rows(database, ANSWERED)

    restore(backup, database, migrations_folder(), clock, lambda *_: None, lambda *_: True)

    assert is_whole(database)
    assert set(rows(database, "SELECT event_key FROM inbox")) == set(platform.keys[:before])
    async with opened(database, clock) as store:
        await everybody_sees_what_is_stored(store, catalog, database)
        said = await platform.repeat_to(store)
        await everybody_sees_what_is_stored(store, catalog, database)
    assert during > before + 2
    assert [said[key] for key in platform.keys[:before]] == [0] * before
    assert all(said[key] > 0 for key in platform.keys[before:])
    assert (who_stands_where(database), rows(database, ANSWERED)) == at_the_end
    assert is_whole(database)


ANSWERED = "SELECT conversation_id, attempt, question, manner, options FROM answers ORDER BY id"


async def while_people_talk(database: Path, backup: Path, *members: Member) -> None:
    """Back up; between all steps of it somebody takes a turn, which is committed."""
    loop = asyncio.get_running_loop()
    talking = list(members)
    steps = count()

    def somebody_talks(_left: int, _pages: int) -> None:
        assert next(steps) < MOST_STEPS
        member = talking.pop(0)
        talking.append(member)
        event = click(member.cards[-1])
        asyncio.run_coroutine_threadsafe(member.does(event), loop).result(10)

    await asyncio.to_thread(backed_up, database, backup, tell=somebody_talks)


async def everybody_sees_what_is_stored(
    store: object, catalog: Catalog, database: Path
) -> None:
    for name, version, stage, asking in who_stands_where(database):
        card = await Member(store, catalog, name).looks()  # type: ignore[arg-type]
        assert card.place is not None
        assert card.place.version == version
        if stage == "asking":
            assert card.body.endswith(catalog.questions[str(asking)].text)


async def test_F53_a_backup_is_of_the_moment_when_it_began_and_never_begins_again(
    peopled: Path, tmp_path: Path, clock: FakeClock, catalog: Catalog
) -> None:
    backup = tmp_path / "backup.db"
    steps: list[int] = []

    async with opened(peopled, clock) as store:
        late = Member(store, catalog, "late")
        await late.begins()
        before = who_stands_where(peopled)
        loop = asyncio.get_running_loop()

        def talk(left: int, _pages: int) -> None:
            steps.append(left)
            assert len(steps) < MOST_STEPS
            asyncio.run_coroutine_threadsafe(late.types("back"), loop).result(10)

        await asyncio.to_thread(backed_up, peopled, backup, tell=talk)

    assert who_stands_where(backup) == before
    assert steps == sorted(steps, reverse=True)
    assert len(steps) > 10


def test_a_backup_says_what_it_holds(peopled: Path, tmp_path: Path) -> None:
    made = backed_up(peopled, tmp_path / "backup.db")

    assert (made.path, made.at) == (tmp_path / "backup.db", NOON)
    assert made.size == made.path.stat().st_size > 50_000
    assert made.contents == copying.Contents(Schema.CURRENT, len(NAMES), "2026-03-02 12:00")


def test_F53_a_backup_is_one_file_for_nobody_else(
    peopled: Path, tmp_path: Path, no_umask: None
) -> None:
    (folder := tmp_path / "backups").mkdir()

    backed_up(peopled, folder / "backup.db")

    assert {name: mode & 0o777 for name, (mode, _) in as_found(folder).items()} == {
        "backup.db": 0o600
    }
    assert who_stands_where(folder / "backup.db") == who_stands_where(peopled)


def test_F47_a_backup_is_on_the_disk_before_it_has_its_name_and_then_its_name_is(
    peopled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup.db"
    synced: list[tuple[str, bool]] = []
    fsync = os.fsync

    def seen(descriptor: int) -> None:
        fsync(descriptor)
        synced.append((str(Path(f"/proc/self/fd/{descriptor}").readlink()), backup.exists()))

    monkeypatch.setattr(os, "fsync", seen)

    backed_up(peopled, backup)

    assert synced == [(f"{backup}{PART}", False), (str(tmp_path), True)]


def test_F53_what_a_killed_program_left_in_its_log_is_backed_up_and_stays_there(
    peopled: Path, tmp_path: Path
) -> None:
    (folder := tmp_path / "dead").mkdir()
    other = sqlite3.connect(peopled)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("UPDATE conversation SET version = 77")
    other.commit()
    dead = copied(peopled, folder / "dead.db")
    other.close()
    before = dead.read_bytes(), dead.with_name("dead.db-wal").read_bytes()

    backed_up(dead, tmp_path / "backup.db")

    assert {version for _, version, _, _ in who_stands_where(tmp_path / "backup.db")} == {77}
    assert (dead.read_bytes(), dead.with_name("dead.db-wal").read_bytes()) == before


def test_a_file_that_exists_is_replaced_only_by_force(peopled: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    backup.write_bytes(b"the one of yesterday")

    assert f"The file {backup} exists already" in refusal(peopled, backup)
    backed_up(peopled, backup, force=True)

    assert who_stands_where(backup) == who_stands_where(peopled)
    assert backup.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("into", "told"),
    [
        ("missing/backup.db", r"The folder of the backup, .*/missing, does not exist"),
        (".", "is not a file"),
        ("whichrole.db", "is the database itself"),
        ("link.db", "is the database itself"),
        ("x" * 255, "File name too long"),
        ("used.db", "is in use as a database"),
    ],
)
def test_a_place_where_no_backup_can_be_is_refused(
    peopled: Path, tmp_path: Path, into: str, told: str
) -> None:
    (tmp_path / "link.db").symlink_to(peopled)
    (tmp_path / "used.db").touch()
    (tmp_path / "used.db-wal").write_bytes(b"not empty")

    assert re.search(told, refusal(peopled, tmp_path / into, force=True))


def newer(database: Path) -> None:
    rows(database, "UPDATE alembic_version SET version_num = '9999'")


def of_another_program(database: Path) -> None:
    database.unlink()
    rows(database, "CREATE TABLE recipes (name TEXT)")


def torn(database: Path) -> None:
    tear(database, "answers")


def with_lost_rows(database: Path) -> None:
    rows(database, "UPDATE answers SET conversation_id = 77")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (Path.unlink, "There is no database"),
        (newer, "was written by a newer version"),
        (of_another_program, "is a database of another program"),
        (torn, "is damaged"),
        (with_lost_rows, "a row of answers lost its conversation"),
    ],
)
def test_F53_what_is_no_whole_database_of_ours_becomes_no_backup(
    peopled: Path, tmp_path: Path, spoil: Callable[[Path], None], told: str
) -> None:
    spoil(peopled)

    sentence = refusal(peopled, tmp_path / "backup.db")

    assert told in sentence
    assert str(peopled) in sentence
    assert PART not in sentence


def test_a_backup_that_is_stopped_leaves_nothing(peopled: Path, tmp_path: Path) -> None:
    before = as_found(tmp_path)

    def stopped(left: int, pages: int) -> None:
        if left < pages / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backed_up(peopled, tmp_path / "backup.db", tell=stopped)

    assert as_found(tmp_path) == before


def test_F53_a_backup_killed_at_any_step_leaves_no_file_or_a_whole_one(
    peopled: Path, tmp_path: Path
) -> None:
    (folder := tmp_path / "backups").mkdir()
    command = [sys.executable, "-m", "tests.fakes.half_backup", str(peopled), str(folder)]
    killed = int(subprocess.run(command, capture_output=True, check=True).stdout)
    made = sorted(folder.glob("*.db"))

    for backup in made:
        assert is_whole(backup)
        assert who_stands_where(backup) == who_stands_where(peopled)
    assert killed > 5
    assert f"{killed:03}.db" in {backup.name for backup in made}
    assert "000.db" not in {backup.name for backup in made}
    half_made = sorted(folder.glob(f"*{PART}"))
    assert len(half_made) > 3
    for part in half_made:  # what a killed one left is in nobody's way
        backed_up(peopled, part.with_name(part.name.removesuffix(PART)), force=True)
    assert list(folder.glob(f"*{PART}*")) == []


def test_two_backups_into_one_file_do_not_mix(peopled: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    told: list[str] = []

    def another_one(_left: int, _pages: int) -> None:
        if not told:
            with pytest.raises(StoreError) as caught:
                backed_up(peopled, backup)
            told.append(str(caught.value))

    backed_up(peopled, backup, tell=another_one)

    assert told == [f"{backup}{PART} is being written by another program; please wait for it."]
    assert is_whole(backup)


def test_what_stands_under_the_name_that_we_need_is_thrown_away_with_its_log(
    peopled: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"kept")
    (tmp_path / f"backup.db{PART}").hardlink_to(elsewhere)
    (tmp_path / f"backup.db{PART}-wal").write_bytes(b"of another file")

    backed_up(peopled, tmp_path / "backup.db")

    assert elsewhere.read_bytes() == b"kept"
    assert list(tmp_path.glob(f"*{PART}*")) == []


def test_a_database_of_the_name_that_we_need_is_not_thrown_away(
    peopled: Path, tmp_path: Path
) -> None:
    database = peopled.rename(tmp_path / f"backup.db{PART}")

    assert "is a name that we need ourselves" in refusal(database, tmp_path / "backup.db")


def test_F48_a_backup_for_which_there_is_no_room_is_told_and_leaves_nothing(
    small_disk: Path, peopled: Path
) -> None:
    fill(small_disk, 50_000)

    told = refusal(peopled, small_disk / "backup.db")

    assert told.endswith(": the disk is full.")
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_a_lock_that_ended_with_its_program_holds_nobody_up(
    peopled: Path, tmp_path: Path
) -> None:
    part = tmp_path / f"backup.db{PART}"
    with part.open("w") as left:
        fcntl.flock(left, fcntl.LOCK_EX)

    backed_up(peopled, tmp_path / "backup.db")

    assert is_whole(tmp_path / "backup.db")

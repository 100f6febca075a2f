import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.errors import StoreError
from bot.paths import migrations_folder
from bot.store.files import copying
from bot.store.files import restore as restoring
from bot.store.files.backup import back_up
from bot.store.files.copying import Contents
from bot.store.files.restore import Restored, restore
from bot.store.files.soundness import Schema, newest_revision, schema_of
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.databases import as_found, fill, is_whole, tear, who_stands_where
from tests.fakes.file import rows
from tests.fakes.older import of_the_first_release
from tests.fakes.people import NAMES, copied, walked
from tests.fakes.program import Program
from tests.sparing import first

DATED = ".before-restore-2026-03-02-120000"
KEPT = f"whichrole.db{DATED}"


@pytest.fixture
async def backup(peopled: Path, clock: FakeClock, catalog: Catalog) -> Path:
    """A backup of ``peopled``, in a folder of its own; then Zoe came."""
    return await backed_up_before_zoe(peopled, clock, catalog)


async def backed_up_before_zoe(peopled: Path, clock: FakeClock, catalog: Catalog) -> Path:
    (folder := peopled.parent / "backups").mkdir()
    path = folder / "backup.db"
    back_up(peopled, path, migrations_folder(), clock, lambda *_: None, force=False)
    async with opened(peopled, clock) as store:
        await walked(store, catalog, "zoe", answers=2)
    return path


def restored(
    backup: Path,
    database: Path,
    *,
    tell: copying.Tell = lambda _left, _pages: None,
    sure: restoring.Sure = lambda _found, _old: True,
) -> Restored | None:
    return restore(backup, database, migrations_folder(), FakeClock(), tell, sure)


def refusal(backup: Path, database: Path) -> str:
    """The sentence with which a restore is refused; nothing was changed by it."""
    before = as_found(database.parent), as_found(backup.parent)
    with pytest.raises(StoreError) as caught:
        restored(backup, database)
    assert (as_found(database.parent), as_found(backup.parent)) == before
    told = str(caught.value)
    assert told.endswith(".")
    assert told.isprintable()
    return told


def names(database: Path) -> tuple[str, ...]:
    return tuple(user for user, *_ in who_stands_where(database))


def beside(database: Path) -> set[str]:
    return {path.name for path in database.parent.iterdir() if path.is_file()}


def test_F53_a_restore_brings_the_backup_back_and_keeps_the_database_with_its_date(
    backup: Path, peopled: Path, no_umask: None
) -> None:
    before = who_stands_where(peopled)

    done = restored(backup, peopled)

    kept = peopled.with_name(KEPT)
    assert done == Restored(peopled, Contents(Schema.CURRENT, 6, "2026-03-02 12:00"), kept)
    assert beside(peopled) == {"whichrole.db", KEPT}
    assert {path.stat().st_mode & 0o777 for path in (peopled, kept)} == {0o600}
    assert names(peopled) == NAMES
    assert who_stands_where(kept) == before
    assert names(kept) == (*NAMES, "zoe")
    assert as_found(backup.parent).keys() == {"backup.db"}


def test_two_restores_in_one_second_keep_both(backup: Path, peopled: Path) -> None:
    restored(backup, peopled)
    rows(peopled, "UPDATE conversation SET version = 77")

    done = restored(backup, peopled)

    assert done is not None
    assert done.kept == peopled.with_name(f"{KEPT}-2")
    assert names(peopled.with_name(KEPT)) == (*NAMES, "zoe")
    assert {version for _, version, _, _ in who_stands_where(done.kept)} == {77}


def test_F53_what_a_killed_program_left_in_its_log_is_kept_and_never_reaches_the_new_file(
    backup: Path, peopled: Path, tmp_path: Path
) -> None:
    (folder := tmp_path / "dead").mkdir()
    other = sqlite3.connect(peopled)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("UPDATE conversation SET version = 77")
    other.commit()
    dead = copied(peopled, folder / "whichrole.db")
    shutil.copy(f"{peopled}-shm", f"{dead}-shm")
    other.close()

    restored(backup, dead)

    assert beside(dead) == {"whichrole.db", KEPT}
    assert 77 not in {version for _, version, _, _ in who_stands_where(dead)}
    assert {version for _, version, _, _ in who_stands_where(dead.with_name(KEPT))} == {77}
    assert is_whole(dead)


def test_F53_while_somebody_talks_a_restore_is_refused_and_they_talk_on(
    backup: Path, peopled: Path
) -> None:
    with Program(peopled, name="ana") as program:
        standing = program.standing[-1]
        before = who_stands_where(peopled)

        with pytest.raises(StoreError) as caught:
            restored(backup, peopled)

        assert str(caught.value) == (
            f"The database {peopled} is in use by another program. Stop that one first; "
            f"nothing was changed."
        )
        assert who_stands_where(peopled) == before
        assert program.choose(standing["choices"][0]["id"])[-1]["progress"]["at"] == 2
        assert "error" not in program.type("/whichrole")[-1]
    assert list(peopled.parent.glob("*restore*")) == []


IN_WAL = "PRAGMA journal_mode=WAL; SELECT count(*) FROM person"
IN_ROLLBACK = "PRAGMA journal_mode=DELETE; BEGIN; SELECT count(*) FROM person"
WRITING = "PRAGMA journal_mode=DELETE; BEGIN IMMEDIATE; UPDATE person SET id = id"


@pytest.mark.parametrize("does", [IN_WAL, IN_ROLLBACK, WRITING])
def test_F53_whoever_has_the_database_open_keeps_it(
    backup: Path, peopled: Path, does: str
) -> None:
    with elsewhere(peopled, does):
        before = peopled.read_bytes()

        with pytest.raises(StoreError, match="is in use by another program"):
            restored(backup, peopled)

        assert peopled.read_bytes() == before


def test_F53_who_opens_the_database_while_somebody_is_asked_keeps_it(
    backup: Path, peopled: Path
) -> None:
    with ExitStack() as until_the_end:

        def opens_it(_found: Contents, _old: Contents | None) -> bool:
            until_the_end.enter_context(elsewhere(peopled, IN_WAL))
            return True

        with pytest.raises(StoreError, match="is in use by another program"):
            restored(backup, peopled, sure=opens_it)

    assert names(peopled) == (*NAMES, "zoe")
    assert beside(peopled) == {"whichrole.db"}


_ELSEWHERE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for sql in sys.argv[2].split("; "):
    connection.execute(sql).fetchall()
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def elsewhere(database: Path, does: str) -> Iterator[None]:
    """Another process has the database open, and did these statements."""
    with subprocess.Popen(
        [sys.executable, "-c", _ELSEWHERE, str(database), does],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        yield
        other.stdin.close()


def junk(database: Path) -> None:
    database.write_bytes(b"Dear diary, today \x00\xff" * 5_000)


def cut_off(database: Path) -> None:
    os.truncate(database, 5_000)


def torn(database: Path) -> None:
    tear(database, "person")


@pytest.mark.parametrize("spoil", [junk, cut_off, torn])
def test_F50_F53_a_damaged_database_is_replaced_and_kept_as_it_was(
    backup: Path, peopled: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(peopled)
    damaged = peopled.read_bytes()

    restored(backup, peopled)

    assert peopled.with_name(KEPT).read_bytes() == damaged
    assert beside(peopled) == {"whichrole.db", KEPT}
    assert names(peopled) == NAMES


@pytest.mark.parametrize("spoil", [junk, cut_off])
def test_F50_F53_the_log_of_a_damaged_database_goes_along_with_it(
    backup: Path, peopled: Path, spoil: Callable[[Path], None]
) -> None:
    with closing_late(peopled) as other:
        other.execute("UPDATE conversation SET version = 77")
        other.commit()
        dead = copied(peopled, peopled.with_name("dead.db"))
    spoil(dead)
    log = dead.with_name("dead.db-wal")
    dead.with_name("dead.db-shm").write_bytes(b"x" * 32_768)
    before = dead.read_bytes(), log.read_bytes()

    restored(backup, dead)

    kept, kept_log = dead.with_name(f"dead.db{DATED}"), dead.with_name(f"dead.db{DATED}-wal")
    assert (kept.read_bytes(), kept_log.read_bytes()) == before
    assert not dead.with_name("dead.db-shm").exists()
    assert names(dead) == NAMES
    assert is_whole(dead)
    assert not log.exists()


@pytest.mark.parametrize("empty", [True, False])
def test_F53_where_no_database_is_nothing_needs_to_be_kept(
    backup: Path, tmp_path: Path, empty: bool
) -> None:
    (folder := tmp_path / "new").mkdir()
    database = folder / "whichrole.db"
    if empty:
        database.touch()

    done = restored(backup, database)

    assert done is not None
    assert done.kept is None
    assert beside(database) == {"whichrole.db"}
    assert names(database) == NAMES
    assert database.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("empty", [True, False])
def test_F53_the_log_of_a_database_that_was_deleted_never_reaches_the_new_file(
    backup: Path, peopled: Path, tmp_path: Path, empty: bool
) -> None:
    (folder := tmp_path / "new").mkdir()
    database = folder / "whichrole.db"
    with closing_late(peopled) as other:
        other.execute("UPDATE conversation SET version = 77")
        other.commit()
        copied(peopled, database)
    database.unlink()
    if empty:
        database.touch()

    restored(backup, database)

    assert beside(database) == {"whichrole.db"}
    assert 77 not in {version for _, version, _, _ in who_stands_where(database)}
    assert is_whole(database)


def test_F49_a_database_that_others_could_read_is_kept_from_them_when_it_is_replaced(
    backup: Path, peopled: Path
) -> None:
    peopled.chmod(0o644)

    restored(backup, peopled)

    assert {path.stat().st_mode & 0o777 for path in peopled.parent.glob("*.db*")} == {0o600}


def test_what_root_restores_belongs_to_whom_the_database_belonged(
    backup: Path, peopled: Path
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    os.chown(peopled, 65534, 65534)

    restored(backup, peopled)

    assert {path.stat().st_uid for path in peopled.parent.glob("*.db*")} == {65534}


async def test_F53_an_older_backup_is_brought_up_to_date(
    tmp_path: Path, database: Path, clock: FakeClock
) -> None:
    (folder := tmp_path / "backups").mkdir()
    older = of_the_first_release(folder / "older.db")

    done = restored(older, database)

    assert done is not None
    assert done.contents == Contents(Schema.CURRENT, 1, "2026-03-02 12:00")
    assert beside(database) == {"whichrole.db", KEPT}
    assert schema_of(database, newest_revision(migrations_folder())) is Schema.CURRENT
    assert beside(older) == {"older.db"}
    async with opened(database, clock):
        assert names(database) == ("sam",)


def test_F53_an_older_backup_that_cannot_be_brought_up_to_date_replaces_nothing(
    peopled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder := tmp_path / "backups").mkdir()
    older = of_the_first_release(folder / "older.db")

    def ended_early(part: Path, *_: object, keep: bool) -> None:
        assert not keep
        part.with_name(f"{part.name}-wal").write_bytes(b"what was half done")
        raise StoreError("The migrations ended early.")

    monkeypatch.setattr(restoring, "upgrade", ended_early)

    assert refusal(older, peopled) == "The migrations ended early."


def test_what_was_restored_is_asked_about_with_both_sides(backup: Path, peopled: Path) -> None:
    asked: list[tuple[Contents, Contents | None]] = []

    def no(found: Contents, old: Contents | None) -> bool:
        asked.append((found, old))
        return False

    before = as_found(peopled.parent)

    assert restored(backup, peopled, sure=no) is None
    assert as_found(peopled.parent) == before
    assert [(found.people, old and old.people) for found, old in asked] == [(6, 7)]


def missing(backup: Path) -> None:
    backup.unlink()


def folder(backup: Path) -> None:
    backup.unlink()
    backup.mkdir()


def empty(backup: Path) -> None:
    backup.write_bytes(b"")


def newer(backup: Path) -> None:
    rows(backup, "UPDATE alembic_version SET version_num = '9999'")


def of_another_program(backup: Path) -> None:
    backup.unlink()
    rows(backup, "CREATE TABLE recipes (name TEXT)")


def with_lost_rows(backup: Path) -> None:
    rows(backup, "UPDATE answers SET conversation_id = 77")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (missing, "There is no backup {backup}."),
        (folder, "The backup {backup} is not a file."),
        (empty, "The database {backup} is empty."),
        (newer, "The database {backup} was written by a newer version"),
        (of_another_program, "The file {backup} is a database of another program."),
        (with_lost_rows, "The file {backup} is damaged"),
        (torn, "The file {backup} is damaged"),
        (junk, "The file {backup} is damaged"),
        (cut_off, "The file {backup} is damaged"),
    ],
)
def test_F53_what_is_no_whole_backup_of_ours_replaces_nothing(
    backup: Path, peopled: Path, spoil: Callable[[Path], None], told: str
) -> None:
    spoil(backup)

    assert refusal(backup, peopled).startswith(told.format(backup=backup))


def test_the_database_itself_is_no_backup(peopled: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(peopled)

    assert "is the database itself" in refusal(tmp_path / "link.db", peopled)


def test_a_backup_in_a_place_that_we_need_ourselves_is_not_thrown_away(
    backup: Path, peopled: Path
) -> None:
    there = backup.rename(peopled.with_name("whichrole.db.whichrole-part"))

    assert "is a name that we need ourselves" in refusal(there, peopled)


def test_a_place_where_no_database_can_be_is_refused(backup: Path, tmp_path: Path) -> None:
    assert "does not exist" in refusal_of_missing_folder(backup, tmp_path / "no" / "w.db")


def refusal_of_missing_folder(backup: Path, database: Path) -> str:
    with pytest.raises(StoreError) as caught:
        restored(backup, database)
    assert not database.parent.exists()
    return str(caught.value)


def test_F53_a_link_to_the_database_stays_a_link(
    backup: Path, peopled: Path, tmp_path: Path
) -> None:
    link = tmp_path / "backups" / "link.db"
    link.symlink_to(peopled)

    restored(backup, link)

    assert link.is_symlink()
    assert names(link) == NAMES
    assert beside(peopled) == {"whichrole.db", KEPT}


@pytest.mark.parametrize("at", ["half-way", "the last rename"])
def test_a_restore_that_is_stopped_changes_nothing(
    backup: Path, peopled: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    before = as_found(peopled.parent)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    if at == "the last rename":
        monkeypatch.setattr(restoring, "settle", stopped)
    with pytest.raises(KeyboardInterrupt):
        restored(backup, peopled, tell=stopped if at == "half-way" else lambda *_: None)

    assert as_found(peopled.parent) == before


def test_a_restore_that_fails_at_last_gives_a_damaged_database_its_log_back(
    backup: Path, peopled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    junk(peopled)
    peopled.with_name("whichrole.db-wal").write_bytes(b"what was in the log" * 500)
    before = as_found(peopled.parent)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "settle", full)
    with pytest.raises(StoreError, match="No space left on device"):
        restored(backup, peopled)

    after = as_found(peopled.parent)
    after.pop("whichrole.db-shm", None)  # an index of the log, which SQLite makes to read it
    assert after == before


def test_F48_a_restore_for_which_there_is_no_room_is_told_and_changes_nothing(
    small_disk: Path, backup: Path
) -> None:
    database = copied(backup, small_disk / "whichrole.db")
    fill(small_disk, 50_000)

    assert refusal(backup, database).endswith(": the disk is full.")


@pytest.mark.parametrize("with_log", first(1, [True, False]))
async def test_F53_a_restore_killed_at_any_step_leaves_the_old_or_the_new_database(
    backup: Path, peopled: Path, tmp_path: Path, clock: FakeClock, with_log: bool
) -> None:
    old = tmp_path / "old.db"
    with closing_late(peopled) as other:
        if with_log:
            other.execute("UPDATE conversation SET heard_at = heard_at")
            other.commit()
        copied(peopled, old)
    (folder := tmp_path / "killed").mkdir()
    found = killed_restores(backup, old, folder)

    assert len(found) > 15
    came_through = []
    for database in found:
        kept = next(iter(folder.glob(f"{database.name}.before-restore-*")), None)
        async with opened(database, clock):
            assert names(database) in (NAMES, (*NAMES, "zoe"))
        assert is_whole(database)
        came_through.append(names(database) == NAMES)
        if came_through[-1]:
            assert kept is not None
            assert names(kept) == (*NAMES, "zoe")
        restored(backup, database)
        assert names(database) == NAMES
        left = {
            one.name.removeprefix(database.name) for one in folder.glob(f"{database.name}*")
        }
        assert left == {"", DATED} | ({f"{DATED}-2"} if came_through[-1] else set())
    assert came_through == sorted(came_through)
    assert came_through[-1]


def killed_restores(backup: Path, old: Path, folder: Path) -> list[Path]:
    """A database for each step at which a restore was killed, and one that came through."""
    command = [sys.executable, "-m", "tests.fakes.half_restore", *map(str, (backup, old))]
    ended = subprocess.run([*command, str(folder)], capture_output=True, check=True)
    found = sorted(folder.glob("???.db"))
    assert len(found) == int(ended.stdout) + 1
    return found


@contextmanager
def closing_late(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection that keeps the log from being folded."""
    other = sqlite3.connect(database)
    other.execute("PRAGMA journal_mode=WAL")
    yield other
    other.close()

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.errors import StoreError
from bot.paths import migrations_folder
from bot.store import engines
from bot.store.address import SqliteFile
from bot.store.files import soundness
from bot.store.files.soundness import Schema, newest_revision, schema_of
from bot.store.migrating import migrate
from bot.store.schema import metadata
from bot.store.sqlite import open_store
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.databases import as_found
from tests.fakes.file import rows

Spoil = Callable[[Path], object]
"""Turns a sound database file into something that we must refuse."""

NOBODY = 65534


def newer(path: Path) -> None:
    rows(path, "UPDATE alembic_version SET version_num = '9999'")


def newer_by_one(path: Path) -> None:
    following = int(newest_revision(migrations_folder())) + 1
    rows(path, "UPDATE alembic_version SET version_num = ?", f"{following:04}")


def of_a_revision_that_we_never_had(path: Path) -> None:
    rows(path, "UPDATE alembic_version SET version_num = '0000'")


def of_somebody_elses_revision(path: Path) -> None:
    rows(path, "UPDATE alembic_version SET version_num = 'ae1027a6acf4'")


def of_a_longer_number(path: Path) -> None:
    rows(path, "UPDATE alembic_version SET version_num = '00010'")


def of_a_number_in_other_digits(path: Path) -> None:
    rows(path, "UPDATE alembic_version SET version_num = '\u0660\u0660\u0660\u0661'")


def of_no_revision(path: Path) -> None:
    rows(path, "DELETE FROM alembic_version")


def of_two_revisions(path: Path) -> None:
    rows(path, "INSERT INTO alembic_version VALUES ('9999')")


def of_a_version_told_otherwise(path: Path) -> None:
    rows(path, "ALTER TABLE alembic_version RENAME version_num TO number")
    rows(path, "UPDATE alembic_version SET number = x'ff'")


def without_its_people(path: Path) -> None:
    rows(path, "DROP TABLE person")


def without_anything_but_its_revision(path: Path) -> None:
    path.unlink()
    rows(path, "CREATE TABLE alembic_version (version_num TEXT)")
    rows(path, "INSERT INTO alembic_version VALUES ('0001')")


def without_its_answers(path: Path) -> None:
    rows(path, "DROP TABLE answers")


def older_without_its_answers(path: Path) -> None:
    rows(path, "UPDATE alembic_version SET version_num = '0001'")
    rows(path, "DROP TABLE answers")


def read_only(path: Path) -> None:
    path.chmod(0o444)


def in_a_read_only_folder(path: Path) -> None:
    path.parent.chmod(0o555)


def not_there_in_a_read_only_folder(path: Path) -> None:
    path.unlink()
    path.parent.chmod(0o555)


def junk(path: Path) -> None:
    path.write_bytes(b"Dear diary, today \x00\xff" * 1_000)


def a_few_bytes(path: Path) -> None:
    path.write_bytes(b"todo")


def header_and_junk(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + b"\xa5" * 8_092)


def with_names_that_are_no_text(path: Path) -> None:
    """Where SQLite complains of the schema, it quotes a name that nobody can decode."""
    path.write_bytes(
        path.read_bytes().replace(b"CREATE TABLE person", b"CREATE T\xe2BLE pers\xffn")
    )


def with_lines_in_its_names(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"tableperson", b"tablepe\nson"))


def cut_off(path: Path) -> None:
    os.truncate(path, 5_000)


def of_another_program(path: Path) -> None:
    path.unlink()
    rows(path, "CREATE TABLE recipes (name TEXT)")


def of_another_program_in_wal_mode(path: Path) -> None:
    of_another_program(path)
    rows(path, "PRAGMA journal_mode=WAL")


def of_another_program_with_alembic(path: Path) -> None:
    of_another_program(path)
    rows(path, "CREATE TABLE alembic_version (version_num TEXT)")
    rows(path, "INSERT INTO alembic_version VALUES ('0001')")


def only_a_view(path: Path) -> None:
    path.unlink()
    rows(path, "CREATE VIEW one AS SELECT 1")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


REFUSALS: list[tuple[Spoil, str]] = [
    (newer, "was written by a newer version of WhichRole: its schema is 9999"),
    (newer_by_one, "was written by a newer version"),
    (of_a_revision_that_we_never_had, "is a database of another program"),
    (of_somebody_elses_revision, "is a database of another program"),
    (of_a_longer_number, "is a database of another program"),
    (of_a_number_in_other_digits, "is a database of another program"),
    (of_no_revision, "is a database of another program"),
    (of_two_revisions, "is a database of another program"),
    (of_a_version_told_otherwise, "is a database of another program"),
    (without_its_people, "is a database of another program"),
    (without_anything_but_its_revision, "is a database of another program"),
    (without_its_answers, "is damaged or is not a SQLite database (it has no table answers)"),
    (older_without_its_answers, "(it has no table answers)"),
    (read_only, "whichrole.db is read-only"),
    (in_a_read_only_folder, "The folder of the database"),
    (not_there_in_a_read_only_folder, "is read-only. Give yourself the right"),
    (with_names_that_are_no_text, "is damaged or is not a SQLite database"),
    (with_lines_in_its_names, "is damaged or is not a SQLite database"),
    (junk, "is damaged or is not a SQLite database"),
    (a_few_bytes, "is damaged or is not a SQLite database"),
    (header_and_junk, "is damaged or is not a SQLite database"),
    (cut_off, "is damaged or is not a SQLite database"),
    (of_another_program, "is a database of another program"),
    (of_another_program_in_wal_mode, "is a database of another program"),
    (of_another_program_with_alembic, "is a database of another program"),
    (only_a_view, "is a database of another program"),
    (folder, "is a folder"),
    (pipe, "is not a file"),
]


@pytest.mark.parametrize(("spoil", "told"), REFUSALS, ids=[s.__name__ for s, _ in REFUSALS])
def test_F49_F50_F52_a_file_that_we_must_not_use_is_refused_and_left_as_it_is(
    database: Path, clock: FakeClock, spoil: Spoil, told: str
) -> None:
    spoil(database)
    before = as_found(database.parent)

    sentence = refusal(database, clock)

    assert told in sentence
    assert as_found(database.parent) == before


def test_F46_a_file_that_another_program_locked_is_refused_and_left_as_it_is(
    database: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soundness, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN EXCLUSIVE")
    before = as_found(database.parent)

    sentence = refusal(database, clock)

    assert "is locked by another program; please try again in a moment." in sentence
    assert as_found(database.parent) == before
    other.close()


@pytest.mark.thorough  # the migrations wait in a process of their own, with its patience
def test_F46_an_empty_file_that_another_program_locked_is_refused(
    database: Path, clock: FakeClock
) -> None:
    database.write_bytes(b"")
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    sentence = refusal(database, clock)

    other.close()
    assert "is locked by another program; please try again in a moment." in sentence
    assert database.read_bytes() == b""


async def test_F46_a_new_file_that_somebody_else_prepares_for_a_moment_is_waited_for(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "new.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.3, other.execute, ["COMMIT"])
    done.start()

    async with opened(path, clock):
        pass

    done.join()
    other.close()


def test_a_folder_that_does_not_exist_is_refused_and_not_made(
    tmp_path: Path, clock: FakeClock
) -> None:
    sentence = refusal(tmp_path / "missing" / "whichrole.db", clock)

    assert "does not exist" in sentence
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_refused(database: Path, clock: FakeClock) -> None:
    sentence = refusal(database / "whichrole.db", clock)

    assert "does not exist" in sentence


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, clock: FakeClock) -> None:
    sentence = refusal(tmp_path / ("x" * 300), clock)

    assert "File name too long" in sentence


def test_a_folder_where_no_file_can_be_made_is_refused(clock: FakeClock) -> None:
    sentence = refusal(Path("/proc/self/fd/whichrole.db"), clock)

    assert "The folder of the database, /proc/self/fd, is read-only" in sentence


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "told"),
    [
        (0o755, 0o666, "The folder of the database, {folder}, is not yours to write."),
        (0o755, None, "The folder of the database, {folder}, is not yours to write."),
        (0o777, 0o644, "The database {folder}/whichrole.db is not yours to write."),
        (0o777, 0o444, "The database {folder}/whichrole.db is not yours to write."),
        (0o777, 0o622, "The database {folder}/whichrole.db is not yours to write."),
        (
            0o700,
            0o666,
            "The database {folder}/whichrole.db cannot be opened: Permission denied.",
        ),
    ],
)
def test_F49_what_belongs_to_somebody_else_is_refused_and_left_as_it_is(
    nobody: Callable[[], AbstractContextManager[None]],
    database: Path,
    clock: FakeClock,
    folder_mode: int,
    file_mode: int | None,
    told: str,
) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        theirs = folder / "whichrole.db"
        if file_mode is not None:
            shutil.copyfile(database, theirs)
            theirs.chmod(file_mode)
        folder.chmod(folder_mode)
        before = as_found(folder)

        with nobody():
            sentence = refusal(theirs, clock)

        assert sentence.startswith(told.format(folder=folder))
        assert as_found(folder) == before


def test_a_file_of_somebody_else_that_only_we_may_use_too_is_used(
    nobody: Callable[[], AbstractContextManager[None]], database: Path
) -> None:
    with nobody():
        pass  # only root may use what somebody else keeps to themselves
    os.chown(database, NOBODY, NOBODY)

    found = schema_of(database, newest_revision(migrations_folder()))

    assert found is Schema.CURRENT


def test_F49_a_file_of_somebody_else_that_everybody_may_write_is_refused(
    nobody: Callable[[], AbstractContextManager[None]], database: Path, clock: FakeClock
) -> None:
    with TemporaryDirectory() as made:
        shared = Path(shutil.copyfile(database, Path(made) / "whichrole.db"))
        shared.chmod(0o666)
        shared.parent.chmod(0o777)

        with nobody():
            sentence = refusal(shared, clock)

    assert "can be reached by others" in sentence


@pytest.fixture
def nobody() -> Callable[[], AbstractContextManager[None]]:
    """Be somebody without rights for a while; only root can become somebody else."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")

    @contextmanager
    def become() -> Iterator[None]:
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)

    return become


def test_a_revision_that_a_newer_program_wrote_meanwhile_is_not_migrated(
    database: Path,
) -> None:
    rows(database, "UPDATE alembic_version SET version_num = '9999'")
    before = database.read_bytes()

    with pytest.raises(StoreError, match="could not be brought up to date"):
        migrate(engines.writer_engine(SqliteFile(database)), migrations_folder())

    assert database.read_bytes() == before


def test_the_tables_that_must_be_there_are_those_of_the_newest_migration() -> None:
    assert {"alembic_version", *metadata.tables} == soundness.TABLES


def test_a_file_of_ours_is_current(database: Path) -> None:
    found = schema_of(database, newest_revision(migrations_folder()))

    assert found is Schema.CURRENT


def test_a_file_that_an_older_version_wrote_is_older(database: Path) -> None:
    found = schema_of(database, "9999")

    assert found is Schema.OLDER


@pytest.mark.parametrize("content", [None, b""], ids=["missing", "empty"])
async def test_a_file_that_is_missing_or_empty_becomes_ours(
    tmp_path: Path, clock: FakeClock, content: bytes | None
) -> None:
    path = tmp_path / "new.db"
    if content is not None:
        path.write_bytes(content)

    async with opened(path, clock):
        pass

    assert schema_of(path, newest_revision(migrations_folder())) is Schema.CURRENT


def refusal(database: Path, clock: FakeClock) -> str:
    """The sentence with which the store refuses a file."""
    with pytest.raises(StoreError) as caught:
        open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), clock)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert str(database.parent) in sentence
    assert "sqlalche" not in sentence
    assert "Background on this error" not in sentence
    return sentence

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from bot.engine.state import Picked
from bot.errors import StoreError
from bot.paths import migrations_folder
from bot.ports.inbound import Address
from bot.store.address import SqliteFile
from bot.store.engines import writer_engine
from bot.store.files.soundness import Schema, newest_revision, schema_of
from bot.store.migrating import migrate
from bot.store.schema import metadata
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.older import FIRST, of_the_first_release
from tests.sparing import first

Structure = dict[str, dict[str, Any]]

STATEMENTS_APART = 11
"""Of a hundred and more; a prime, for migrations repeat themselves, and it meets all kinds of
them."""


@pytest.fixture
def migrated_engine(database: Path) -> Engine:
    return writer_engine(SqliteFile(database))


@pytest.fixture
def declared_engine(tmp_path: Path) -> Engine:
    """A database built from the tables in the code, past the migrations."""
    engine = writer_engine(SqliteFile(tmp_path / "declared.db"))
    metadata.create_all(engine)
    return engine


def test_alembic_finds_nothing_to_migrate(migrated_engine: Engine) -> None:
    with migrated_engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )

        differences = compare_metadata(context, metadata)

    assert differences == []


def test_the_tables_in_the_code_are_those_that_the_migrations_build(
    migrated_engine: Engine, declared_engine: Engine
) -> None:
    migrated = structure(migrated_engine)
    declared = structure(declared_engine)

    assert migrated == declared
    assert set(migrated) == set(metadata.tables)


def test_up_down_and_up_again_leaves_the_same_tables(migrated_engine: Engine) -> None:
    before = structure(migrated_engine)

    run(migrated_engine, command.downgrade, "base")
    between = structure(migrated_engine)
    run(migrated_engine, command.upgrade, "head")

    assert between == {}
    assert structure(migrated_engine) == before


async def test_a_file_that_was_migrated_down_to_nothing_starts_again(
    migrated_engine: Engine, database: Path, clock: FakeClock
) -> None:
    run(migrated_engine, command.downgrade, "base")

    async with opened(database, clock):
        pass

    assert is_current(database)


@pytest.mark.thorough
async def test_F51_a_migration_killed_at_any_statement_leaves_an_empty_file_that_starts(
    tmp_path: Path, clock: FakeClock, torture: str
) -> None:
    *halves, whole = killed_migrations(torture, tmp_path)

    for half in halves:
        assert not is_current(half)
        async with opened(half, clock):
            pass

    assert len(halves) > 10
    assert all(is_current(half) for half in halves)
    assert is_current(whole)


@pytest.mark.thorough
async def test_F51_a_migration_of_people_killed_at_any_statement_starts_again_with_them(
    tmp_path: Path, clock: FakeClock, torture: str
) -> None:
    older = of_the_first_release(tmp_path / "older")
    (folder := tmp_path / "copies").mkdir()
    *halves, whole = killed_migrations(torture, folder, older)

    for path in (*halves, whole):
        assert is_current(path) == (path == whole)
        async with opened(path, clock) as store:
            here = await store.conversation(Address("terminal", "", "sam"))

        assert here is not None
        assert here.answers == {"afternoon": Picked(frozenset({"price"}))}
        assert is_current(path)
        assert others_beside(path) == {f"{path.name}.revision-{FIRST}": 0o600}
        kept = path.with_name(f"{path.name}.revision-{FIRST}")
        assert rows(kept, "SELECT version_num FROM alembic_version") == [FIRST]
        assert rows(kept, "SELECT asking FROM conversation") == ["stack"]
    assert len(halves) > 10


async def test_F51_of_the_copies_before_migrations_only_the_newest_is_kept(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = of_the_first_release(tmp_path / "old.db")
    (tmp_path / "old.db.revision-0000").touch()
    (tmp_path / "other.db.revision-0000").touch()

    async with opened(path, clock):
        pass

    assert set(others_beside(path)) == {"old.db.revision-0001"}
    assert (tmp_path / "other.db.revision-0000").exists()


def test_F51_what_cannot_be_copied_first_is_not_migrated(tmp_path: Path) -> None:
    path = of_the_first_release(tmp_path / "old.db")
    rows(path, "UPDATE answers SET conversation_id = 77")
    before = path.read_bytes()

    with pytest.raises(StoreError, match="a row of answers lost its conversation"):
        migrate(writer_engine(SqliteFile(path)), migrations_folder())

    assert path.read_bytes() == before
    assert others_beside(path) == {}


def test_a_new_file_has_nothing_to_copy(database: Path) -> None:
    assert others_beside(database) == {}


def others_beside(path: Path) -> dict[str, int]:
    """What stands beside a file under a name that begins with its own; the modes."""
    found = path.parent.glob(f"{path.name}?*")
    return {one.name: one.stat().st_mode & 0o777 for one in found}


@pytest.mark.parametrize("times", first(1, [1, 10]))  # who comes first is chance
def test_processes_that_start_at_once_on_a_new_file_all_come_up(
    starters: list["subprocess.Popen[str]"], tmp_path: Path, times: int
) -> None:
    for number in range(times):
        path = tmp_path / f"{number}.db"

        told = started_at_once(starters, path)

        assert told == ["up"] * len(starters)
        assert is_current(path)


@pytest.mark.thorough
def test_processes_that_start_at_once_on_an_older_file_all_come_up(
    starters: list["subprocess.Popen[str]"], tmp_path: Path
) -> None:
    older = of_the_first_release(tmp_path / "older")
    for number in range(3):
        path = Path(shutil.copy(older, tmp_path / f"{number}.db"))

        told = started_at_once(starters, path)

        assert told == ["up"] * len(starters)
        assert is_current(path)
        assert set(others_beside(path)) == {f"{path.name}.revision-{FIRST}"}


@pytest.fixture
def starters() -> Iterator[list["subprocess.Popen[str]"]]:
    """Three processes that open whatever file they are told to."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.fakes.starter"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(3)
        ]


def started_at_once(starters: list["subprocess.Popen[str]"], path: Path) -> list[str]:
    for starter in starters:
        assert starter.stdin is not None
        starter.stdin.write(f"{path}\n")
    for starter in starters:
        assert starter.stdin is not None
        starter.stdin.flush()
    told = []
    for starter in starters:
        assert starter.stdout is not None
        told.append(starter.stdout.readline().strip())
    return told


def killed_migrations(torture: str, folder: Path, *older: Path) -> list[Path]:
    """A file for each statement at which a migration was killed, and one that came through.

    A check takes one statement of several, ``make torture PART=store`` takes each.
    """
    every = 1 if torture == "store" else STATEMENTS_APART
    arguments = map(str, (every, folder, *older))
    command = [sys.executable, "-m", "tests.fakes.half_migration", *arguments]
    killed = int(subprocess.run(command, capture_output=True, check=True).stdout)
    files = sorted(folder.glob("*.db"))
    assert len(files) == killed + 1
    return files


def run(engine: Engine, direction: Any, revision: str) -> None:
    """Migrate as the program does, but in any direction."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        direction(config, revision)


def is_current(path: Path) -> bool:
    return schema_of(path, newest_revision(migrations_folder())) is Schema.CURRENT


def structure(engine: Engine) -> Structure:
    """All that makes up our tables, as the database tells it."""
    look = inspect(engine)
    return {
        table: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column["default"])
                for column in look.get_columns(table)
            ],
            "primary key": look.get_pk_constraint(table),
            "foreign keys": ordered(look.get_foreign_keys(table)),
            "unique": ordered(look.get_unique_constraints(table)),
            "checks": ordered(look.get_check_constraints(table)),
            "indexes": ordered(
                index | {"dialect_options": told(index.get("dialect_options"))}
                for index in look.get_indexes(table)
            ),
            "keywords": keywords(engine, table),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def told(options: dict[str, Any] | None) -> dict[str, str]:
    return {name: str(clause) for name, clause in (options or {}).items()}


def ordered(found: Any) -> list[Any]:
    return sorted(found, key=lambda one: str(one["name"]))


def keywords(engine: Engine, table: str) -> set[str]:
    """What reflection does not tell: words of the table's own CREATE."""
    (sql,) = rows(
        Path(str(engine.url.database)), "SELECT sql FROM sqlite_master WHERE name = ?", table
    )
    return {word for word in ("AUTOINCREMENT", "WITHOUT ROWID", "STRICT") if word in sql}


async def test_a_walk_of_the_first_release_goes_on_under_the_newest_schema(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = of_the_first_release(tmp_path / "old.db")

    async with opened(path, clock) as store:
        here = await store.conversation(Address("terminal", "", "sam"))

    assert here is not None
    assert (here.version, here.asking, here.chosen, here.thorough) == (3, "stack", None, False)
    assert here.answers == {"afternoon": Picked(frozenset({"price"}))}

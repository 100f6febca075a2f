import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.paths import content_folder, migrations_folder
from bot.store.sqlite import SqliteStore, open_store
from tests.fakes.clock import FakeClock, RunningClock

PARTS = ("store", "slack", "discord", "nudges", "mentors", "planted", "content", "matching")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--torture",
        default="",
        choices=("", *PARTS),
        help=f"big counts of one part: {', '.join(PARTS)}",
    )
    parser.addoption("--report", type=Path, help="write the report of a rehearsal to this file")


def pytest_configure() -> None:
    """Files that tests make are as private as those of the program, in all their processes."""
    os.umask(0o077)


@pytest.fixture(scope="session")
def torture(request: pytest.FixtureRequest) -> str:
    """The part whose big counts are wanted, or an empty string."""
    return str(request.config.getoption("--torture"))


@pytest.fixture(scope="session")
def report(request: pytest.FixtureRequest) -> Path | None:
    """Where the report of a rehearsal is wanted, or None."""
    path: Path | None = request.config.getoption("--report")
    return path


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load(content_folder())


@pytest.fixture(scope="session")
def german() -> Catalog:
    return load(content_folder(), "de")


@pytest.fixture(scope="session", params=["en", "de"])
def language(request: pytest.FixtureRequest, catalog: Catalog, german: Catalog) -> Catalog:
    """The content in each of its languages, one after the other."""
    return catalog if request.param == "en" else german


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def running_clock() -> RunningClock:
    """Begins at noon, whatever the hour of this machine: letters wait where it is late."""
    return RunningClock()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh database that the migrations built; copied, because Alembic takes its time."""
    path = tmp_path_factory.mktemp("migrated") / "fresh.db"

    async def build() -> None:
        store = open_store(f"sqlite+aiosqlite:///{path}", migrations_folder(), FakeClock())
        await store.close()

    asyncio.run(build())
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    """An empty database file of this test's own."""
    path = tmp_path / "whichrole.db"
    shutil.copyfile(migrated, path)
    return path


@pytest.fixture(scope="session")
def people(migrated: Path, catalog: Catalog) -> Path:
    """A database with six people in it, each somewhere else on their walk."""
    from tests.fakes.people import with_people

    path = Path(shutil.copy(migrated, migrated.with_name("people.db")))
    asyncio.run(with_people(path, catalog))
    return path


@pytest.fixture
def peopled(people: Path, database: Path) -> Path:
    """A copy of it, of this test's own."""
    return Path(shutil.copy(people, database))


@pytest.fixture
async def store(database: Path, clock: FakeClock) -> AsyncIterator[SqliteStore]:
    async with opened(database, clock) as store:
        yield store


@asynccontextmanager
async def opened(database: Path, clock: FakeClock) -> AsyncIterator[SqliteStore]:
    """The store of a file, as a new process would open it."""
    store = open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), clock)
    try:
        yield store
    finally:
        await store.close()

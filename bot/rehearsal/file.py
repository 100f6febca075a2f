"""The database file of a rehearsal: made once, copied for each episode, opened by each life."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.errors import ConfigError, StoreError
from bot.paths import migrations_folder
from bot.store.address import SqliteFile, sqlite_file
from bot.store.files.place import beside
from bot.store.files.soundness import Schema, newest_revision, schema_of
from bot.store.rehearsed.inline import (
    InlineReader,
    InlineWriter,
    Plan,
    inline_reader_engine,
    mortal_writer_engine,
)
from bot.store.rehearsed.onlooker import Locker, Onlooker
from bot.store.upgrade import upgrade

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
"""A folder in memory, where there is one: a program that dies needs no disk to survive."""


class File:
    """One file, for one episode after the other. Its engines outlive the program's lives."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._newest = newest_revision(migrations_folder())
        file = SqliteFile(path)
        self._writing, self._reading = mortal_writer_engine(file), inline_reader_engine(file)

    @contextmanager
    def of_an_episode(self) -> Iterator[tuple[Onlooker, Locker]]:
        """An empty database, and two who come by."""
        for path in (self.path, *beside(self.path).values()):
            path.unlink(missing_ok=True)
        self.path.touch(mode=0o600)
        self.path.write_bytes(_empty())
        onlooker, locker = Onlooker(self.path), Locker(self.path)
        try:
            yield onlooker, locker
        finally:
            self._reading.dispose()
            locker.close()
            onlooker.close()

    def opened(self, plan: Plan) -> tuple[InlineWriter, InlineReader]:
        """As a new process opens it.

        Raises:
            StoreError: it must not be used any more.
        """
        if schema_of(self.path, self._newest) is not Schema.CURRENT:
            raise StoreError(f"The schema of {self.path} is not the one that was there.")
        return InlineWriter(self._writing, plan), InlineReader(self._reading, plan)


@contextmanager
def rehearsed_file() -> Iterator[File]:
    """A folder of our own, in memory where that is possible, with an empty database."""
    where = MEMORY if MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="whichrole-rehearsal-", dir=where) as folder:
        yield File(Path(folder) / "rehearsed.db")


@contextmanager
def kept_file(database_url: str) -> Iterator[File]:
    """A new database at an address, which stays there.

    Raises:
        ConfigError: the address names no file that we can make, or one that is there already.
    """
    path = sqlite_file(database_url).path
    for one in (path, *beside(path).values()):
        if one.exists() or one.is_symlink():
            raise ConfigError(
                [f"{one} is there already; a rehearsal makes a database of its own."]
            )
    try:
        path.touch(mode=0o600)
    except OSError as problem:
        raise ConfigError([f"{path} cannot be made: {problem.strerror}."]) from problem
    yield File(path)


@cache
def _empty() -> bytes:
    """A database as an installation makes it; that takes its time, so once in a program."""
    with TemporaryDirectory(prefix="whichrole-rehearsal-") as folder:
        path = Path(folder) / "empty.db"
        upgrade(path, migrations_folder())
        return path.read_bytes()

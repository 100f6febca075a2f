"""Broken twins of what looks after files: start, migration, backup, restore."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.files import copying
from bot.store.files.soundness import Schema


def copy_of_whatever_is_there(source: Path, into: Path, *_: object, **__: object) -> None:
    into.write_bytes(source.read_bytes())


def contents_that_nobody_checks(path: Path, *_: object, **__: object) -> copying.Contents:
    return copying.Contents(Schema.CURRENT, 0, "")


@contextmanager
def alone_with_anybody(_database: Path) -> Iterator[None]:
    yield


def logs_that_stay(_database: Path) -> None:
    pass


def damage_that_nobody_looks_for(*_: object) -> None:
    pass


def migration_without_a_copy(*_: object) -> None:
    pass

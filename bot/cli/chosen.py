"""What several commands let somebody choose, and how they are told to end."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.config import Settings

Database = Annotated[
    str | None,
    typer.Option("--db", metavar="URL", help="Another database than the settings name."),
]

ASKS_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def settings_with(db: str | None) -> "Settings":
    """The settings in force, with the database of ``--db`` if it was given.

    Raises:
        ConfigError: a setting cannot be used.
    """
    from bot.config import Settings

    return Settings.from_env(environ_with(db))


def environ_with(db: str | None) -> dict[str, str]:
    """The environment, with the database of ``--db`` if it was given.

    Raises:
        ConfigError: what was given is empty.
    """
    if db is None:
        return dict(os.environ)
    if not db.strip():
        raise ConfigError(["--db takes the address of a database."])
    return {**os.environ, "DATABASE_URL": db}


def content_in_use() -> Path:
    """The content folder of the settings, or the shipped one.

    Raises:
        ConfigError: a setting cannot be used.
    """
    from bot.config import Settings
    from bot.paths import content_folder

    return Settings.from_env(os.environ).content_folder or content_folder()


@contextmanager
def tidy_when_stopped() -> Iterator[None]:
    """Let Ctrl-C, SIGTERM and a closed terminal end the program tidied up; once is enough."""

    def stop(number: int, _frame: object) -> None:
        for one in ASKS_TO_STOP:
            signal.signal(one, signal.SIG_IGN)
        sys.exit(128 + number)

    with _asked(stop):
        yield


@contextmanager
def tidy_between_steps() -> Iterator[Callable[[], None]]:
    """The same for what must not be torn out of a step: only what this gives ends the program.

    It is to be called between two steps, and does nothing unless the program was asked to stop.
    """
    asked: list[int] = []

    def end() -> None:
        if asked:
            sys.exit(128 + asked[0])

    with _asked(lambda number, _frame: asked.append(number)):
        yield end


@contextmanager
def _asked(handler: Callable[[int, object], None]) -> Iterator[None]:
    """Somebody else answers what asks the program to stop, and gives that back afterwards."""
    before = {number: signal.signal(number, handler) for number in ASKS_TO_STOP}
    try:
        yield
    finally:
        for number, previous in before.items():
            if signal.getsignal(number) is handler:
                signal.signal(number, previous)

"""What several commands let somebody choose, and how they are told to end."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.config import Settings

Database = Annotated[
    str | None,
    typer.Option("--db", metavar="URL", help="Another database than the settings name."),
]


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


@contextmanager
def tidy_when_stopped() -> Iterator[None]:
    """Let Ctrl-C, SIGTERM and a closed terminal end the program tidied up; once is enough."""
    caught = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, _frame: object) -> None:
        for one in caught:
            signal.signal(one, signal.SIG_IGN)
        sys.exit(128 + number)

    before = {number: signal.signal(number, stop) for number in caught}
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is stop:
                signal.signal(number, handler)

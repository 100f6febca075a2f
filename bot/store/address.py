"""Which database an address names, and whether we can use that kind."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy import URL

from bot.errors import ConfigError

EXAMPLE = "sqlite+aiosqlite:////home/you/whichrole.db"


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A database in one file.

    Attributes:
        path: absolute.
    """

    path: Path

    def url(self) -> URL:
        """For SQLAlchemy."""
        return URL.create("sqlite+pysqlite", database=str(self.path))

    def read_only(self) -> str:
        """The same file for SQLite's driver, which then cannot write it."""
        return f"{self.path.as_uri()}?mode=ro"


def sqlite_file(database_url: str) -> SqliteFile:
    """The file that a database address names.

    Raises:
        ConfigError: it is no address, or names a database that we cannot use. The sentence
            never repeats the address, which may hold a password.
    """
    kind, mark, rest = database_url.partition("://")
    if not mark or not re.fullmatch(r"[\w+]+", kind):
        raise ConfigError([f"The database address is not a URL; write it like {EXAMPLE}."])
    if kind.partition("+")[0] in ("postgresql", "postgres"):
        problem = "PostgreSQL is not supported yet; leave DATABASE_URL out to use a SQLite file"
        raise ConfigError([f"{problem}, or write it like {EXAMPLE}."])
    if kind not in ("sqlite", "sqlite+aiosqlite"):
        problem = f"A database of the kind '{kind}' is not supported"
        raise ConfigError([f"{problem}; write the address like {EXAMPLE}."])
    if rest in ("", "/") or ":memory:" in rest:
        problem = "The database must be a file, so that answers survive a restart"
        raise ConfigError([f"{problem}; write the address like {EXAMPLE}."])
    if not rest.startswith("/") or "?" in rest:
        problem = "A SQLite address has three slashes, a path and nothing else"
        raise ConfigError([f"{problem}, like {EXAMPLE}."])
    name = unquote(rest[1:])
    if "\0" in name:
        problem = "The database address holds a zero byte, which no file's name can have"
        raise ConfigError([f"{problem}; write it like {EXAMPLE}."])
    try:
        return SqliteFile(Path(name).expanduser().absolute())
    except RuntimeError:
        problem = "The home folder in the database address is not known here"
        raise ConfigError([f"{problem}; write the whole path, like {EXAMPLE}."]) from None

"""Which database an address names, and whether we can use that kind."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import ConfigError

EXAMPLE = "sqlite+aiosqlite:////home/you/whichrole.db"


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A database in one file."""

    path: Path

    def writing(self) -> URL:
        """For the writer's own thread."""
        return URL.create("sqlite+pysqlite", database=str(self.path))

    def reading(self) -> URL:
        """For readers on the event loop; the file is opened read-only."""
        return URL.create(
            "sqlite+aiosqlite",
            database=f"file:{_escaped(self.path)}",
            query={"mode": "ro", "uri": "true"},
        )


def sqlite_file(database_url: str) -> SqliteFile:
    """The file that a database address names.

    Raises:
        ConfigError: it is no address, or names a database that we cannot use. The sentence
            never repeats the address, which may hold a password.
    """
    try:
        url = make_url(database_url)
    except ArgumentError:
        url = None
    if url is None or "://" not in database_url:
        raise ConfigError([f"The database address is not a URL; write it like {EXAMPLE}."])
    kind = url.get_backend_name()
    if kind in ("postgresql", "postgres"):
        problem = "PostgreSQL is not supported yet; leave DATABASE_URL out to use a SQLite file"
        raise ConfigError([f"{problem}, or write it like {EXAMPLE}."])
    if url.drivername not in ("sqlite", "sqlite+aiosqlite"):
        problem = f"A database of the kind '{url.drivername}' is not supported"
        raise ConfigError([f"{problem}; write the address like {EXAMPLE}."])
    if not url.database or ":memory:" in url.database:
        problem = "The database must be a file, so that answers survive a restart"
        raise ConfigError([f"{problem}; write the address like {EXAMPLE}."])
    if url.query or url.host:
        raise ConfigError([f"A SQLite address has three slashes and a path, like {EXAMPLE}."])
    return SqliteFile(Path(url.database).expanduser().absolute())


def _escaped(path: Path) -> str:
    """A path inside a ``file:`` address, where three characters have a meaning of their own."""
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")

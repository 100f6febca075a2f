"""Files with people in them, made by turns."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from bot.catalog import Catalog
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.member import Member

NAMES = ("ana", "ben", "cem", "dia", "eli", "sam")


async def with_people(
    database: Path, catalog: Catalog, names: Iterable[str] = NAMES
) -> dict[str, Member]:
    """Let each of them answer one question more than the one before; their last cards."""
    members = {}
    async with opened(database, FakeClock()) as store:
        for answers, name in enumerate(names):
            members[name] = await walked(store, catalog, name, answers)
    return members


async def walked(store: SqliteStore, catalog: Catalog, name: str, answers: int) -> Member:
    """A member who has answered so many questions."""
    member = Member(store, catalog, name)
    await member.begins()
    for _ in range(answers):
        await member.presses()
    return member


def copied(database: Path, to: Path) -> Path:
    """The database and what SQLite keeps beside it, as a dead machine's disk holds them."""
    for ending in ("", "-wal"):
        source = Path(f"{database}{ending}")
        if source.exists():
            shutil.copy(source, f"{to}{ending}")
    return to

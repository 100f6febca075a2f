"""How the invented adverts are read, beside what their authors meant."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.catalog import Catalog
from bot.engine.adverts.judging import Outcome, judged
from bot.engine.adverts.reading import read
from bot.engine.adverts.values import Reading


@dataclass(frozen=True, slots=True)
class Advert:
    """One of them: what it is meant to be, and what it was read as."""

    id: str
    meant: str
    got: str


def adverts_in(folder: Path, catalog: Catalog) -> list[Advert]:
    """All adverts of a folder, read."""
    tables = [
        table
        for path in sorted(folder.glob("*.toml"))
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["advert"]
    ]
    return [
        Advert(one["id"], one["role"], read_as(catalog, f"{one['title']}\n\n{one['text']}"))
        for one in tables
    ]


def read_as(catalog: Catalog, text: str) -> str:
    """A role, ``several`` or ``none``."""
    reading, _ = read(catalog.adverts, Reading(), text)
    verdict = judged(reading)
    if verdict.outcome is Outcome.SEVERAL:
        return "several"
    return verdict.roles[0] if verdict.roles else "none"


def wrong(adverts: Sequence[Advert]) -> list[Advert]:
    """Those that were read as something else."""
    return [one for one in adverts if one.got != one.meant]

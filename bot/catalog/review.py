"""Everything that an author should hear about a content folder, faults or not.

``loader`` refuses what the program could not run with. A review also finds what it could run
with and should not: one sentence in two places, a translation that lags behind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.catalog.loader import load
from bot.catalog.locales import LEXICON, Overlay
from bot.catalog.model import Catalog
from bot.catalog.tables import Reader
from bot.errors import ContentError, ContentFaults

SENTENCE_WORDS = 4
"""Texts of fewer words may stand in several places: "SQL" is "SQL" everywhere."""


@dataclass(frozen=True, slots=True)
class Review:
    """What was found.

    Attributes:
        catalog: the content, or None when it cannot be used.
        faults: what must be mended, in file order.
        untranslated: by language, the keys that it leaves in English.
    """

    catalog: Catalog | None
    faults: tuple[ContentError, ...]
    untranslated: Mapping[str, list[str]]


def review(folder: Path) -> Review:
    """Look at a whole content folder, in all its languages."""
    try:
        catalog = load(folder)
    except ContentFaults as problem:
        return Review(None, problem.faults, {})
    reader = Reader(folder)
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.toml"))
    tables = {name: reader.table(name) or {} for name in names}
    languages = {name: table for name, table in tables.items() if name.startswith("locales/")}
    content = {name: table for name, table in tables.items() if name not in languages}
    told = {name: table for name, table in content.items() if name != LEXICON}
    faults = [*reader.faults, *_repeated(told)]
    untranslated: dict[str, list[str]] = {}
    for language, table in languages.items():
        faults += _language_faults(folder, language, table, content)
        overlay = Overlay(table)
        untranslated[Path(language).stem] = [
            f"{name}: {key}" for name in content for key in overlay.missing(name, content[name])
        ]
    return Review(catalog, tuple(faults), untranslated)


def links(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Every link with its place and how well we know the page: (seen, place, url)."""
    for role in catalog.roles.values():
        for step in role.ladder:
            yield step.seen, f"ladders/{role.id}.toml: step {step.week}", step.url


def _language_faults(
    folder: Path, language: str, table: dict[str, Any], content: Mapping[str, dict[str, Any]]
) -> Iterator[ContentError]:
    overlay = Overlay(table)
    for name in content:
        for key in overlay.stale(name, content[name]):
            place = f"{name.removesuffix('.toml').replace('/', '.')}.{key}"
            yield ContentError(language, place, "the content has no such text (any more)")
    try:
        load(folder, Path(language).stem)
    except ContentFaults as problem:
        for fault in problem.faults:
            yield ContentError(language, f"{fault.path}: {fault.where}", fault.problem)


def _repeated(content: Mapping[str, dict[str, Any]]) -> Iterator[ContentError]:
    """Sentences that stand in two places."""
    first: dict[str, str] = {}
    for name, table in content.items():
        for key, text in _texts(table):
            if len(text.split()) < SENTENCE_WORDS:
                continue
            if text in first:
                yield ContentError(name, key, f"the same sentence stands in {first[text]}")
            first.setdefault(text, f"{name}: {key}")


def _texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for at, inner in enumerate(value, start=1):
            yield from _texts(inner, f"{place}[{at}]")

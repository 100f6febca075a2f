"""Everything that an author should hear about a content folder, faults or not.

``loader`` refuses what the program could not run with. A review also finds what it could run
with and should not: one sentence in two places, a file that nothing reads, a translation that
lags behind.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from bot.catalog.building_adverts import ADVERTS
from bot.catalog.loader import load
from bot.catalog.locales import ENGLISH, LANGUAGE, LEXICON, Overlay, Table
from bot.catalog.model import Catalog
from bot.catalog.tables import Reader, names_in
from bot.errors import ContentError, ContentFaults

TEXT_WORDS = 4
"""A whole text of fewer words may stand in several places: "SQL" is "SQL" everywhere."""
SENTENCE_WORDS = 6
"""So may a shorter sentence inside a text: "Nothing was changed.", "I did not get that."."""

FILES = (
    "questions.toml",
    "fortnight.toml",
    "weights.toml",
    "by_hand.toml",
    "places.toml",
    ADVERTS,
    LEXICON,
    "speech.toml",
    "roles/*.toml",
    "ladders/*.toml",
)
WORDS_ALONE = (LEXICON, ADVERTS)
"""Files of words that people and adverts use, of which nothing is said as a sentence."""
LANGUAGES = "locales/*.toml"
NOTES = "*.md"
"""What may stand in the folder: the files that are read, and notes for authors."""

_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")

Faults = Iterator[ContentError]


@dataclass(frozen=True, slots=True)
class Review:
    """What was found.

    Attributes:
        catalog: the content, or None when it cannot be used.
        faults: what must be mended: what keeps the content from being used comes first.
        untranslated: by language, the keys that it leaves in English.
    """

    catalog: Catalog | None
    faults: tuple[ContentError, ...]
    untranslated: Mapping[str, list[str]]


def review(folder: Path) -> Review:
    """Look at a whole content folder, in all its languages."""
    catalog, faults = _tried(folder)
    if not folder.is_dir():
        return Review(None, faults, {})
    content = _tables(folder, *FILES)
    languages = _tables(folder, LANGUAGES)
    found = [*faults, *_strays(folder), *_repeated(content)]
    for name in names_in(folder, LANGUAGES):
        found += _language_faults(folder, name, languages.get(name), content, catalog)
    untranslated = {
        Path(language).stem: _untranslated(Overlay(table), content)
        for language, table in languages.items()
    }
    return Review(catalog, tuple(found), untranslated)


def links(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Every link with its place and how well we know the page: (seen, place, url)."""
    for role in catalog.roles.values():
        for step in role.ladder:
            yield step.seen, f"ladders/{role.id}.toml: step {step.id}", step.url


def _tried(
    folder: Path, language: str = ENGLISH
) -> tuple[Catalog | None, tuple[ContentError, ...]]:
    """The content in one language, or why it cannot be used."""
    try:
        return load(folder, language), ()
    except ContentFaults as problem:
        return None, problem.faults


def _tables(folder: Path, *patterns: str) -> dict[str, Table]:
    """The files of some patterns, as far as they can be read."""
    reader = Reader(folder)
    for pattern in patterns:
        for name in names_in(folder, pattern):
            reader.table(name)
    return reader.tables


def _strays(folder: Path) -> Faults:
    """Files that nothing reads; a slip in a name is easily made and hard to see."""
    known = [*FILES, LANGUAGES, NOTES]
    for name in names_in(folder, "**/*"):
        if (folder / name).is_file() and not any(fnmatch(name, one) for one in known):
            nearest = get_close_matches(name, FILES, n=1)
            hint = f"; did you mean '{nearest[0]}'?" if nearest else ""
            yield ContentError(name, "", f"nothing reads this file{hint}")


def _untranslated(overlay: Overlay, content: Mapping[str, Table]) -> list[str]:
    return [
        f"{name}: {key}"
        for name, table in content.items()
        for key in overlay.missing(name, table)
    ]


def _language_faults(
    folder: Path,
    name: str,
    table: Table | None,
    content: Mapping[str, Table],
    catalog: Catalog | None,
) -> Faults:
    """What is wrong with one language's file, beyond what is wrong in English."""
    language = Path(name).stem
    if language == ENGLISH or not LANGUAGE.fullmatch(language):
        yield ContentError(name, "", "a language's file is called like de.toml or pt-br.toml")
        return
    overlay = Overlay(table or {})
    sections = {_section(one) for one in content}
    for section in overlay.sections():
        if section not in sections:
            yield ContentError(name, section, "the content has no such file")
    for one, base in content.items():
        for key in overlay.stale(one, base):
            place = f"{_section(one)}.{key}"
            yield ContentError(name, place, "the content has no such text (any more)")
    if catalog is not None:
        yield from _tried(folder, language)[1]


def _section(name: str) -> str:
    """Where the texts of a file stand in an overlay."""
    return name.removesuffix(".toml").replace("/", ".")


def _repeated(tables: Mapping[str, Table]) -> Faults:
    """Sentences that stand in two places."""
    first: dict[str, str] = {}
    spoken = ((name, table) for name, table in tables.items() if name not in WORDS_ALONE)
    for name, table in spoken:
        for key, text in _texts(table):
            for sentence in sentences(text):
                place = f"{name}: {key}"
                if first.setdefault(sentence, place) != place:
                    problem = f"“{sentence}” stands in {first[sentence]} too"
                    yield ContentError(name, key, problem)


def sentences(text: str) -> list[str]:
    """A text and the sentences in it, without those that are short enough to recur."""
    whole = " ".join(text.split())
    inside = [" ".join(sentence.split()) for sentence in _ENDS.split(text)]
    long = [sentence for sentence in inside if len(sentence.split()) >= SENTENCE_WORDS]
    told = [whole, *long] if len(whole.split()) >= TEXT_WORDS else long
    return list(dict.fromkeys(told))


def _texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for at, inner in enumerate(value, start=1):
            yield from _texts(inner, f"{place}[{at}]")

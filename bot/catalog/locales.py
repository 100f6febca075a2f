"""Another language, or a community's own words, laid over the content key by key.

An overlay is one file with a table per content file, and ids (or numbers from 1) in place of
list positions: ``[questions.question.afternoon]`` with a ``text``, ``[roles.data_analyst]``,
``[speech.welcome]``. What it does not name stays as it is; what it names and the content lacks
is stale. Lists in the lexicon are added to, since people mix their languages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

ENGLISH = "en"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
"""What a language is called, and so its file: ``de``, ``pt-br``, ``en-ourclub``."""

TEXTS = frozenset(
    [
        "name",
        "noun",
        "longing",
        "job",
        "text",
        "why",
        "reason",
        "label",
        "short",
        "days",
        "matters",
        "questions",
        "interview",
        "skill",
        "what",
        "until",
        "title",
        "difference",
        "topic",
        "task",
        "light",
        "stretch",
        "check",
        "answer",
        "sign",
    ]
)
"""The keys whose values people read; ids, kinds, numbers and links are the same everywhere."""

FOLDERS = ("roles", "ladders")
SENTENCES = "speech.toml"
LEXICON = "lexicon.toml"

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Overlay:
    """One overlay file; the empty one changes nothing."""

    tables: Mapping[str, Any] = field(default_factory=dict)

    def over(self, name: str, table: Table) -> Table:
        """A content file's table with this overlay's texts in their places."""
        section = self._section(name)
        if name == LEXICON:
            return _added(table, section)
        laid: Table = _laid(table, section, every=name == SENTENCES)
        return laid

    def missing(self, name: str, table: Table) -> list[str]:
        """What people read in a content file and this overlay does not name."""
        if name == LEXICON:
            return []
        named = set(leaves(self._section(name)))
        return [key for key in _read_keys(name, table) if key not in named]

    def stale(self, name: str, table: Table) -> list[str]:
        """What this overlay names in a content file that has no such text."""
        known = set(leaves(table) if name == LEXICON else _read_keys(name, table))
        return [key for key in leaves(self._section(name)) if key not in known]

    def sections(self) -> list[str]:
        """The content files that this overlay speaks of, as ``questions`` or ``roles.x``."""
        named: list[str] = []
        for key, value in self.tables.items():
            inside = value if key in FOLDERS and isinstance(value, dict) else None
            named += [key] if inside is None else [f"{key}.{inner}" for inner in inside]
        return named

    def _section(self, name: str) -> Table:
        """The overlay's part for one file: ``roles/x.toml`` stands under ``[roles.x]``."""
        section: Any = self.tables
        for part in name.removesuffix(".toml").split("/"):
            section = section.get(part, {}) if isinstance(section, dict) else {}
        return section if isinstance(section, dict) else {}


def leaves(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """The dotted keys of everything in a table that is no table itself."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{prefix}{key}.")
        elif _is_list_of_tables(value):
            yield from leaves(_by_name(value), f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def _read_keys(name: str, table: Table) -> Iterator[str]:
    for key in leaves(table):
        if name == SENTENCES or key.rsplit(".", 1)[-1] in TEXTS:
            yield key


def _laid(base: Any, over: Any, *, every: bool) -> Any:
    """The texts of ``over`` in the places of those of ``base``; ids and numbers stay.

    Args:
        base: a table, a list of tables, or anything that an overlay replaces as a whole.
        over: what the overlay says in this place.
        every: every value is a text, whatever its key.
    """
    if isinstance(base, dict) and isinstance(over, dict):
        changed = {
            key: _laid(base[key], over[key], every=every)
            for key in base.keys() & over.keys()
            if every or key in TEXTS or _is_branch(base[key])
        }
        return {**base, **changed}
    entries = _by_name(over)
    if _is_list_of_tables(base) and isinstance(entries, dict):
        return [
            _laid(entry, entries.get(_called(entry, at), {}), every=every)
            for at, entry in enumerate(base, start=1)
        ]
    return over


def _added(lexicon: Table, section: Table) -> Table:
    """The lexicon with more words; a renamed term keeps its old name as a word."""
    added: Table = {**lexicon}
    for key in lexicon.keys() & section.keys():
        known, more = lexicon[key], _by_name(section[key])
        if isinstance(known, list) and isinstance(more, list):
            added[key] = [*known, *more]
        elif isinstance(known, dict) and isinstance(more, dict):
            added[key] = _added(known, more)
        elif _is_list_of_tables(known) and isinstance(more, dict):
            added[key] = [_renamed(term, more.get(_called(term, 0), {})) for term in known]
        else:
            added[key] = more
    return added


def _renamed(term: Table, more: Any) -> Table:
    if not isinstance(more, dict):
        return term
    extra = {key: value for key, value in more.items() if key not in ("id", "name")}
    if "name" not in more:
        return _added({"words": [], **term}, extra)
    kept = {**term, "words": [*term.get("words", []), term.get("name")], "name": more["name"]}
    return _added(kept, extra)


def _by_name(value: Any) -> Any:
    """A list of tables as the table that an overlay's author may also write."""
    if not _is_list_of_tables(value):
        return value
    return {_called(entry, at): entry for at, entry in enumerate(value, start=1)}


def _is_branch(value: Any) -> bool:
    return isinstance(value, dict) or _is_list_of_tables(value)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _called(entry: Mapping[str, Any], at: int) -> str:
    """What an overlay calls an entry: its id, the role it is about, or its number."""
    return str(entry.get("id") or entry.get("role") or at)

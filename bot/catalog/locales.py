"""Another language, or a community's own words, laid over the content key by key.

An overlay is one file with a table per content file, and ids (or numbers from 1) in place of
list positions: ``[questions.question.afternoon]`` with a ``text``, ``[roles.data_analyst]``,
``[speech.welcome]``. What it does not name stays as it is; what it names and the content lacks
is stale. Lists in the lexicon are added to, since people mix their languages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

TEXTS = frozenset(
    [
        "name",
        "noun",
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

SENTENCES = "speech.toml"
LEXICON = "lexicon.toml"

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Overlay:
    """One overlay file; the empty one changes nothing."""

    tables: Mapping[str, Any] = field(default_factory=dict)

    def over(self, name: str, table: Table) -> Table:
        """A content file's table with this overlay's texts in their places."""
        laid: Table = _laid(table, self._section(name), adds=name == LEXICON)
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
            entries = {_called(entry, at): entry for at, entry in enumerate(value, start=1)}
            yield from leaves(entries, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def _read_keys(name: str, table: Table) -> Iterator[str]:
    for key in leaves(table):
        if name == SENTENCES or key.rsplit(".", 1)[-1] in TEXTS:
            yield key


def _laid(base: Any, over: Any, *, adds: bool) -> Any:
    if isinstance(base, dict) and isinstance(over, dict):
        changed = {key: _laid(base[key], over[key], adds=adds) for key in over if key in base}
        return {**base, **changed}
    if _is_list_of_tables(base) and isinstance(over, dict):
        return [
            _laid(entry, over.get(_called(entry, at), {}), adds=adds)
            for at, entry in enumerate(base, start=1)
        ]
    if adds and isinstance(base, list) and isinstance(over, list):
        return [*base, *over]
    return over


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _called(entry: Mapping[str, Any], at: int) -> str:
    """What an overlay calls an entry: its id, the role or week it is about, or its number."""
    return str(entry.get("id") or entry.get("role") or entry.get("week") or at)

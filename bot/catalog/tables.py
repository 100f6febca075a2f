"""The files of a content folder as tables and shapes, and what is wrong with each by itself."""

import hashlib
import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.catalog import files
from bot.catalog.checks import no_such, phrase_problem
from bot.catalog.locales import SENTENCES, Overlay, Table
from bot.catalog.phrases import PHRASES
from bot.errors import ContentError, ContentFaults

MISSING = "this sentence is missing"
UNREADABLE = "it cannot be read"
DEEPEST = 20
TOO_DEEP = f"its tables stand more than {DEEPEST} deep in each other"

S = TypeVar("S", bound=files.Shape)


class Reader:
    """Reads the files of one folder and collects what is wrong with each.

    Attributes:
        tables: what was read, by file name, before any overlay.
        faults: what is wrong so far.
    """

    def __init__(self, folder: Path, overlay: Overlay | None = None) -> None:
        if not folder.is_dir():
            raise ContentFaults([ContentError(str(folder), "", "there is no such folder")])
        self._folder = folder
        self._overlay = overlay or Overlay()
        self._hash = hashlib.sha256(repr(self._overlay.tables).encode())
        self.tables: dict[str, Table] = {}
        self.faults: list[ContentError] = []

    def version(self) -> str:
        """A short hash over everything that was read."""
        return self._hash.hexdigest()[:12]

    def shaped(self, name: str, shape: type[S]) -> S | None:
        """One file in its shape, or None after noting its faults."""
        table = self.table(name)
        if table is None:
            return None
        try:
            return shape.model_validate(self._overlay.over(name, table))
        except ValidationError as problem:
            for error in problem.errors(include_url=False, include_input=False):
                self.faults.append(ContentError(name, _where(error["loc"]), _told(error)))
            return None

    def all_shaped(self, subfolder: str, shape: type[S]) -> dict[str, S]:
        """Every TOML file of a subfolder that fits its shape, by file name, in their order."""
        names = names_in(self._folder, f"{subfolder}/*.toml")
        if not names:
            self.faults.append(ContentError(subfolder, "", "it holds no .toml file"))
        shaped = {name: self.shaped(name, shape) for name in names}
        return {name: one for name, one in shaped.items() if one is not None}

    def phrases(self) -> dict[str, Template]:
        """Our sentences by dotted key, held against the closed list."""
        table = self.table(SENTENCES)
        if table is None:
            return {}
        sentences = dict(_flat(self._overlay.over(SENTENCES, table)))
        problems = {key: phrase_problem(key, text) for key, text in sentences.items()}
        missing = dict.fromkeys(sorted(PHRASES.keys() - sentences.keys()), MISSING)
        self.faults += (
            ContentError(SENTENCES, key, problem)
            for key, problem in (problems | missing).items()
            if problem
        )
        return {key: Template(text) for key, text in sentences.items() if isinstance(text, str)}

    def table(self, name: str) -> Table | None:
        """One file as it is, or None after noting why it cannot be read."""
        try:
            raw = (self._folder / name).read_bytes()
        except OSError as problem:
            self.faults.append(ContentError(name, "", f"{UNREADABLE}: {problem.strerror}"))
            return None
        self._hash.update(os.fsencode(name) + b"\0" + raw + b"\0")
        try:
            table = tomllib.loads(raw.decode())
        except UnicodeDecodeError:
            self.faults.append(ContentError(name, "", "it is not UTF-8 text"))
        except (ValueError, RecursionError) as problem:  # also a number of 5,000 digits
            self.faults.append(ContentError(name, "", f"it is not TOML: {problem}"))
        else:
            if _is_shallow(table):
                self.tables[name] = table
                return table
            self.faults.append(ContentError(name, "", TOO_DEEP))
        return None


def names_in(folder: Path, pattern: str) -> list[str]:
    """The files of a pattern, relative to the folder, sorted; an editor's hidden ones never."""
    found = (path.relative_to(folder) for path in folder.glob(pattern))
    return sorted(str(path) for path in found if not path.name.startswith("."))


def _is_shallow(table: Table) -> bool:
    """Whether whoever walks through a table gets to its end; a dotted key can be endless."""
    layer: list[Any] = [table]
    for _ in range(DEEPEST):
        layer = [
            inner
            for value in layer
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    return not layer


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _where(location: tuple[int | str, ...]) -> str:
    """A place as authors count: ``question[3].option[2].label``, from 1."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).lstrip(".")


def _told(error: ErrorDetails) -> str:
    """What pydantic found, with the nearest key for one that we do not know."""
    if error["type"] == "extra_forbidden":
        return no_such("key", str(error["loc"][-1]), files.KEYS)
    return error["msg"][:1].lower() + error["msg"][1:]

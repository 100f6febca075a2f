"""Content files to a ``Catalog``: read, checked as a whole, or refused with every fault.

The result is all or nothing (F56): whoever gets a ``Catalog`` can rely on every id in it.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.catalog import files
from bot.catalog.checks import Ties, phrase_problem
from bot.catalog.model import (
    Catalog,
    Command,
    Focus,
    Kind,
    Lexicon,
    Neighbour,
    Option,
    Portfolio,
    Question,
    Role,
    Skip,
    Term,
    Vector,
    Weights,
)
from bot.catalog.phrases import PHRASES
from bot.catalog.words import words
from bot.errors import ContentError, ContentFaults

MISSING = "this sentence is missing"

S = TypeVar("S", bound=files.Shape)


def load(folder: Path) -> Catalog:
    """Read and check a content folder.

    Raises:
        ContentFaults: with every fault that was found, in file order.
    """
    reader = _Reader(folder)
    questions_file = reader.shaped("questions.toml", files.QuestionsFile)
    role_files = [reader.shaped(name, files.RoleFile) for name in reader.names("roles")]
    weights_file = reader.shaped("weights.toml", files.WeightsFile)
    lexicon_file = reader.shaped("lexicon.toml", files.LexiconFile)
    phrases = reader.phrases("speech.toml")
    if reader.faults or not (questions_file and weights_file and lexicon_file):
        raise ContentFaults(reader.faults)
    shapes = [role for role in role_files if role is not None]
    faults = Ties(questions_file, shapes, weights_file, lexicon_file).faults()
    if faults:
        raise ContentFaults(faults)
    roles = {shape.id: _role(shape) for shape in shapes}
    questions = {shape.id: _question(shape) for shape in questions_file.question}
    return Catalog(
        version=reader.version(),
        roles=roles,
        questions=questions,
        weights=_weights(weights_file, tuple(roles), questions),
        lexicon=_lexicon(lexicon_file),
        phrases=phrases,
    )


class _Reader:
    """Reads files of one folder and collects what is wrong with each by itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hash = hashlib.sha256()
        self.faults: list[ContentError] = []
        if not folder.is_dir():
            raise ContentFaults([ContentError(str(folder), "", "there is no such folder")])

    def names(self, subfolder: str) -> list[str]:
        """The TOML files of a subfolder, sorted, relative to the content folder."""
        found = sorted(
            f"{subfolder}/{path.name}" for path in (self._folder / subfolder).glob("*.toml")
        )
        if not found:
            self.faults.append(ContentError(subfolder, "", "it holds no .toml file"))
        return found

    def version(self) -> str:
        """A short hash over everything that was read."""
        return self._hash.hexdigest()[:12]

    def shaped(self, name: str, shape: type[S]) -> S | None:
        """One file in its shape, or None after noting its faults."""
        table = self._table(name)
        if table is None:
            return None
        try:
            return shape.model_validate(table)
        except ValidationError as problem:
            for error in problem.errors(include_url=False, include_input=False):
                fault = ContentError(name, _where(error["loc"]), _lowered(error["msg"]))
                self.faults.append(fault)
            return None

    def phrases(self, name: str) -> dict[str, Template]:
        """The sentences of a file by dotted key, held against the closed list."""
        table = self._table(name)
        if table is None:
            return {}
        sentences = dict(_flat(table))
        problems = {key: phrase_problem(key, text) for key, text in sentences.items()}
        missing = dict.fromkeys(sorted(PHRASES.keys() - sentences.keys()), MISSING)
        self.faults += (
            ContentError(name, key, problem)
            for key, problem in (problems | missing).items()
            if problem
        )
        return {key: Template(text) for key, text in sentences.items() if isinstance(text, str)}

    def _table(self, name: str) -> dict[str, Any] | None:
        try:
            raw = (self._folder / name).read_bytes()
        except OSError as problem:
            self.faults.append(ContentError(name, "", f"it cannot be read: {problem.strerror}"))
            return None
        self._hash.update(name.encode() + b"\0" + raw + b"\0")
        try:
            return tomllib.loads(raw.decode())
        except UnicodeDecodeError:
            self.faults.append(ContentError(name, "", "it is not UTF-8 text"))
        except (tomllib.TOMLDecodeError, RecursionError) as problem:
            self.faults.append(ContentError(name, "", f"it is not TOML: {problem}"))
        return None


def _question(shape: files.QuestionShape) -> Question:
    several = shape.kind is Kind.MULTIPLE
    return Question(
        id=shape.id,
        name=shape.name,
        about=shape.about,
        kind=shape.kind,
        text=shape.text,
        why=shape.why,
        reason=Template(shape.reason or ""),
        options={
            option.id: Option(
                id=option.id,
                label=option.label,
                short=option.short,
                reason=option.reason or "",
                columns=option.columns,
                alone=option.alone,
            )
            for option in shape.option
        },
        least=shape.least,
        most=(shape.most or len(shape.option)) if several else 1,
    )


def _role(shape: files.RoleFile) -> Role:
    return Role(
        id=shape.id,
        name=shape.name,
        noun=shape.noun,
        job=shape.job,
        days=shape.days,
        matters=shape.matters,
        tools_article=shape.tools_article,
        tools_today=shape.tools_today,
        questions=shape.questions,
        interview=shape.interview,
        focus=tuple(Focus(one.skill, one.why) for one in shape.focus),
        skip=tuple(Skip(one.what, one.why, one.until) for one in shape.skip),
        portfolio=tuple(Portfolio(one.title, one.text) for one in shape.portfolio),
        neighbours=tuple(Neighbour(one.role, one.difference) for one in shape.neighbour),
    )


def _weights(
    shape: files.WeightsFile, roles: tuple[str, ...], questions: Mapping[str, Question]
) -> Weights:
    def vector(scores: Mapping[str, float]) -> Vector:
        return tuple(scores.get(role, 0.0) for role in roles)

    return Weights(
        prior=vector(shape.prior),
        options={
            question.id: {
                option: vector(shape.question[question.id][option])
                for option in question.options
            }
            for question in questions.values()
        },
        close=shape.close,
    )


def _lexicon(shape: files.LexiconFile) -> Lexicon:
    terms: dict[tuple[str, ...], tuple[Term, ...]] = {}
    for entry in shape.term:
        means = {question: frozenset(options) for question, options in entry.means.items()}
        term = Term(entry.id, entry.name, means)
        for said in dict.fromkeys(words(word) for word in (entry.name, *entry.words)):
            terms[said] = (*terms.get(said, ()), term)
    return Lexicon(
        commands={said: Command(name) for said, name in _spoken(shape.commands).items()},
        answers=_spoken(shape.answers),
        terms=terms,
        longest=max(map(len, terms), default=0),
    )


def _spoken(listed: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    return {
        words(said): name for name, all_said in listed.items() for said in (name, *all_said)
    }


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


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]

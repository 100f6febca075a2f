"""The catalog: roles, questions, weights, words and sentences, frozen.

Ids are plain strings that stay the same over content edits; an id is never used again for
something else. All mappings keep the authors' order, which is also the order of ties.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Template

Vector = tuple[float, ...]
"""One number per role, in the catalog's role order."""


class Command(StrEnum):
    """What can be asked for anywhere, without consuming the question that stands."""

    BACK = "back"
    WHY = "why"
    HELP = "help"
    RESTART = "restart"


class About(StrEnum):
    """What a question asks for; people are told the difference."""

    INTEREST = "interest"
    EVIDENCE = "evidence"


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be picked, or (in a text question) read out of a sentence.

    Attributes:
        id: unique within its question.
        label: what the person reads on the button.
        short: the same in a few words, inside our sentences.
        reason: what picking it says about the person, as "you …"; empty where the
            question's own reason lists the short forms.
        columns: columns of the practitioners' table that it stands for.
        alone: it cannot be ticked together with others ("none of these").
    """

    id: str
    label: str
    short: str
    reason: str = ""
    columns: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        id: unique in the catalog.
        name: a word or two for the recap line.
        about: interest or evidence.
        kind: how it is answered.
        text: what is asked.
        why: why we ask, for whoever wants to know.
        reason: "you already use $options", for questions with several ticks; else empty.
        options: in the order of the buttons.
        least: fewest ticks of a multiple question; 1 elsewhere.
        most: most ticks of a multiple question; 1 elsewhere.
    """

    id: str
    name: str
    about: About
    kind: Kind
    text: str
    why: str
    reason: Template
    options: Mapping[str, Option]
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Focus:
    """A skill to learn, and why this one."""

    skill: str
    why: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Something to leave out, why, and until when ("until" completes a sentence)."""

    what: str
    why: str
    until: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A project that shows the role's work."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another role and how the day's work differs."""

    role: str
    difference: str


@dataclass(frozen=True, slots=True)
class Role:
    """One of the roles, complete.

    Attributes:
        id: stable.
        name: as it starts a sentence.
        noun: as it stands inside one.
        job: what one is hired for, in one line.
        days: what the days look like.
        matters: why it matters.
        tools_article: the tools of the article that the five roles come from.
        tools_today: what has joined them since.
        questions: typical questions of the job.
        interview: questions an interviewer may ask.
        focus: what to learn, in order.
        skip: what to leave out for now.
        portfolio: projects to show.
        neighbours: every other role, once.
    """

    id: str
    name: str
    noun: str
    job: str
    days: tuple[str, ...]
    matters: str
    tools_article: tuple[str, ...]
    tools_today: tuple[str, ...]
    questions: tuple[str, ...]
    interview: tuple[str, ...]
    focus: tuple[Focus, ...]
    skip: tuple[Skip, ...]
    portfolio: tuple[Portfolio, ...]
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What answers say about roles; the rule is in ``content/SCORING.md``.

    Attributes:
        prior: every role's score before any answer.
        options: what each option adds, by question and option.
        close: two leading fits nearer than this are a close call.
    """

    prior: Vector
    options: Mapping[str, Mapping[str, Vector]]
    close: float


@dataclass(frozen=True, slots=True)
class Term:
    """Something people name in their own words.

    Attributes:
        id: stable.
        name: how we say it back.
        means: the options it stands for, by question.
    """

    id: str
    name: str
    means: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words people type.

    Attributes:
        commands: word sequences to commands.
        answers: word sequences to ``not-sure`` and ``skip``.
        terms: word sequences to the terms they name.
        longest: the number of words in the longest sequence of ``terms``.
    """

    commands: Mapping[tuple[str, ...], Command]
    answers: Mapping[tuple[str, ...], str]
    terms: Mapping[tuple[str, ...], tuple[Term, ...]]
    longest: int


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that authors wrote, checked.

    Attributes:
        version: a short hash of all content files; answers are kept with it.
        roles: by id.
        questions: by id, in asking order.
        weights: scoring.
        lexicon: reading.
        phrases: our sentences, by key.
    """

    version: str
    roles: Mapping[str, Role]
    questions: Mapping[str, Question]
    weights: Weights
    lexicon: Lexicon
    phrases: Mapping[str, Template]

    def say(self, key: str, **facts: object) -> str:
        """One sentence of ``content/speech.toml`` with its placeholders filled."""
        return self.phrases[key].substitute(facts)

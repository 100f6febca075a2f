"""The shapes of the files under ``content/``, as pydantic reads them.

A shape says what one file may hold: keys, types, lengths. What ties files together (an id in
one that must stand in another) is checked in ``ties``.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints

from bot.catalog.model import About, Kind

MOST_OPTIONS_ON_BUTTONS = 10
MOST_OPTIONS = 25
STEPS_OF_A_LADDER = 12
MOST_WEIGHT = 10.0
"""Beyond this, one answer would decide alone, and sums could leave what a float can hold."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,29}$")]
"""Short enough for what platforms let a button carry: a question, and one of its options."""

StepId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,11}$")]
"""Without dots, for a button names a step behind its role and a dot."""

Column = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]

Sentence = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_500)
]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=75)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Weight = Annotated[FiniteFloat, Field(ge=-MOST_WEIGHT, le=MOST_WEIGHT)]
Scores = dict[Id, Weight]
Share = Annotated[float, Field(ge=0, le=1)]
Temperature = Annotated[float, Field(ge=0.1, le=10)]


class Shape(BaseModel):
    """A table of a content file; a key that we do not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionShape(Shape):
    """``[[question.option]]``."""

    id: Id
    label: Label
    short: Label | None = None
    reason: Label | None = None
    columns: tuple[Column, ...] = ()
    alone: bool = False


class QuestionShape(Shape):
    """``[[question]]``."""

    id: Id
    name: Name
    about: About
    kind: Kind
    text: Sentence
    why: Sentence
    reason: Label | None = None
    pair: tuple[Id, Id] | None = None
    opening: bool = False
    after_fortnight: bool = False
    least: int = Field(default=1, ge=1)
    most: int | None = Field(default=None, ge=1)
    option: tuple[OptionShape, ...] = Field(min_length=2, max_length=MOST_OPTIONS)


class QuestionsFile(Shape):
    """``questions.toml``: the questions in asking order, and ids that are never used again."""

    retired: tuple[Id, ...] = ()
    question: tuple[QuestionShape, ...] = Field(min_length=1)


class FocusShape(Shape):
    """``[[focus]]``."""

    skill: Name
    why: Sentence


class SkipShape(Shape):
    """``[[skip]]``."""

    what: Name
    why: Sentence
    until: Sentence


class PortfolioShape(Shape):
    """``[[portfolio]]``."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    text: Sentence


class NeighbourShape(Shape):
    """``[[neighbour]]``."""

    role: Id
    difference: Sentence


class RoleFile(Shape):
    """``roles/*.toml``."""

    id: Id
    name: Name
    noun: Name
    longing: Name
    job: Annotated[str, StringConstraints(min_length=1, max_length=140)]
    days: tuple[Sentence, ...] = Field(min_length=1)
    matters: Sentence
    tools_article: tuple[Word, ...] = Field(min_length=1)
    tools_today: tuple[Word, ...]
    questions: tuple[Sentence, ...] = Field(min_length=2)
    interview: tuple[Sentence, ...] = Field(min_length=1)
    focus: tuple[FocusShape, ...] = Field(min_length=1, max_length=9)
    skip: tuple[SkipShape, ...] = Field(min_length=1, max_length=9)
    portfolio: tuple[PortfolioShape, ...] = Field(min_length=1)
    neighbour: tuple[NeighbourShape, ...]


class StepShape(Shape):
    """``[[step]]`` of a ladder."""

    id: StepId
    topic: Word
    task: Sentence
    light: Sentence
    stretch: Sentence
    resource: Sentence
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>*]+$", max_length=200)]
    seen: Literal["page", "cited", "unchecked"]
    check: Sentence
    answer: Sentence


class LadderFile(Shape):
    """``ladders/*.toml``."""

    role: Id
    step: tuple[StepShape, ...] = Field(
        min_length=STEPS_OF_A_LADDER, max_length=STEPS_OF_A_LADDER
    )


class TasteShape(Shape):
    """``[[task]]`` of the fortnight."""

    name: Name
    text: Sentence
    sign: Sentence


class FortnightFile(Shape):
    """``fortnight.toml``."""

    task: tuple[TasteShape, ...] = Field(min_length=2, max_length=2)


class TermShape(Shape):
    """``[[term]]``: something people name, its words, and the options it stands for."""

    id: Id
    name: Name
    words: tuple[Word, ...] = ()
    means: dict[Id, tuple[Id, ...]]
    years: int = Field(default=0, ge=0, le=50)


class CountryShape(Shape):
    """``[[country]]``: one of several time zones."""

    names: tuple[Word, ...]
    zones: tuple[Word, ...]


class PlacesFile(Shape):
    """``places.toml``: names of places by time zone."""

    cities: dict[Word, tuple[Word, ...]]
    countries: dict[Word, tuple[Word, ...]]
    country: tuple[CountryShape, ...]


class ComparingShape(Shape):
    """``[comparing]`` of the lexicon."""

    liked: tuple[Word, ...] = ()
    than: tuple[Word, ...] = ()
    preferred: tuple[Word, ...] = ()
    to: tuple[Word, ...] = ()
    instead: tuple[Word, ...] = ()


class LexiconFile(Shape):
    """``lexicon.toml``."""

    commands: dict[Id, tuple[Word, ...]]
    answers: dict[Id, tuple[Word, ...]]
    week: dict[Id, tuple[Word, ...]]
    vague: tuple[Word, ...]
    postponing: tuple[Word, ...]
    negations: tuple[Word, ...]
    denials: tuple[Word, ...]
    harmless: tuple[Word, ...] = ()
    dislikes: tuple[Word, ...]
    wishes: tuple[Word, ...]
    others: tuple[Word, ...]
    doers: tuple[Word, ...] = ()
    workplaces: tuple[Word, ...] = ()
    own_words: tuple[Word, ...]
    shared_questions: tuple[Id, ...]
    question_words: tuple[Word, ...]
    clause_words: tuple[Word, ...]
    conjunctions: tuple[Word, ...]
    small_words: tuple[Word, ...]
    everything: tuple[Word, ...]
    coming: tuple[Word, ...]
    with_a_mentor: tuple[Word, ...]
    how_sure: tuple[Word, ...]
    ask_all: tuple[Word, ...]
    nothing: tuple[Word, ...]
    counts: dict[Id, tuple[Word, ...]]
    count_fillers: tuple[Word, ...]
    span_words: tuple[Word, ...]
    likings: tuple[Word, ...] = ()
    needs: tuple[Word, ...] = ()
    affirmations: tuple[Word, ...] = ()
    to_tell: tuple[Word, ...] = ()
    too_vague: tuple[Word, ...] = ()
    only_of_models: tuple[Word, ...] = ()
    of_models: tuple[Word, ...] = ()
    year_words: tuple[Word, ...] = ()
    since_words: tuple[Word, ...] = ()
    decade_words: tuple[Word, ...] = ()
    ago_words: tuple[Word, ...] = ()
    comparing: ComparingShape = ComparingShape()
    headings: dict[Id, tuple[Word, ...]] = {}
    stretches: dict[Id, tuple[Word, ...]] = {}
    on_own_words: dict[Id, tuple[Word, ...]] = {}
    term: tuple[TermShape, ...] = ()


class SignsShape(Shape):
    """``[role.…]`` of the adverts: signs, from those that say most to those that lean."""

    strong: tuple[Sentence, ...] = Field(min_length=1)
    plain: tuple[Sentence, ...]
    weak: tuple[Sentence, ...]
    lean: tuple[Sentence, ...]
    titles: tuple[Sentence, ...] = Field(min_length=1)
    names: tuple[Sentence, ...] = ()


class DemandShape(Shape):
    """``[[demand]]``: something that adverts ask for, and in which roles' lists it stands."""

    id: Id
    name: Name
    words: tuple[Word, ...] = Field(min_length=1)
    focus: tuple[Id, ...] = ()
    skip: tuple[Id, ...] = ()
    unless: tuple[Word, ...] = ()


class AdvertsFile(Shape):
    """``adverts.toml``."""

    small: tuple[Word, ...]
    headings: dict[Id, tuple[Word, ...]]
    voice: dict[Id, tuple[Word, ...]]
    denying: dict[Id, tuple[Word, ...]]
    kinds: dict[Id, tuple[Word, ...]]
    shares: dict[Id, tuple[Word, ...]]
    subjects: dict[Id, tuple[Word, ...]]
    groups: dict[Id, tuple[Word, ...]]
    role: dict[Id, SignsShape]
    other: SignsShape
    demand: tuple[DemandShape, ...]


KEYS = frozenset(key for shape in Shape.__subclasses__() for key in shape.model_fields)
"""Every key of every shape, to guess what an unknown one was meant to be."""

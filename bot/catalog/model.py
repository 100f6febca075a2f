"""The catalog: roles, questions, weights, words and sentences, frozen.

Ids are plain strings that stay the same over content edits; an id is never used again for
something else. All mappings keep the authors' order, which is also the order of ties.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Template

from bot.cards import Choice
from bot.catalog.adverts import AdvertWords
from bot.catalog.roles import Role, Taste
from bot.catalog.telling import Comparing, Telling, Term
from bot.catalog.weights import Weights

PLACES = (
    *("nowhere", "first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
"""The names of the places on a card that people count to in words."""


class Command(StrEnum):
    """What can be asked for anywhere, without consuming the question that stands."""

    BACK = "back"
    WHY = "why"
    EDIT = "edit"
    SUMMARY = "summary"
    COMPARE = "compare"
    SHARE = "share"
    RETAKE = "retake"
    PAUSE = "pause"
    RESUME = "resume"
    RESTART = "restart"
    STOP = "stop"
    MYDATA = "mydata"
    FORGET_ME = "forget-me"
    PLAN = "plan"
    PROGRESS = "progress"
    STUCK = "stuck"
    SETTINGS = "settings"
    JOB = "job"
    HELP = "help"


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
        pair: the two roles that this trade-off sets against each other, if it does.
        opening: asked of everybody, before any question is chosen by what was said.
        after_fortnight: asked first, and only, of those who tried the first fortnight.
        choices: the options as they are offered; none where the answer is written.
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
    pair: frozenset[str] = frozenset()
    opening: bool = False
    after_fortnight: bool = False
    choices: tuple[Choice, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        shown = () if self.kind is Kind.TEXT else self.options.values()
        choices = tuple(Choice(option.id, option.label) for option in shown)
        object.__setattr__(self, "choices", choices)  # worked out once, and then frozen too


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words people type.

    Attributes:
        commands: word sequences to commands.
        answers: word sequences to ``not-sure`` and ``skip``.
        week: word sequences to what can be said about this week's step, as ``done``.
        vague: those of them that may answer another question, too ("skip").
        postponing: words for a pause that put this week's step off where one is open ("later").
        names: sequences of words, as the authors wrote them, to the terms they name.
        stems: the same without endings; asked second, since "plots" and "Plotly" share one.
        longest: the number of words in the longest sequence.
        vocabulary: every single word of the terms by its first letter; typos are mended
            towards it.
        negations: phrases after which a term is not meant ("not", "never").
        denials: phrases that deny the whole clause around them ("gar nicht").
        dislikes: the same, where somebody is asked what they like ("boring").
        harmless: phrases that hold a negation and deny nothing ("no problem").
        wishes: phrases that make a clause a wish, not a fact ("want to learn").
        others: phrases after which other people's work is told ("my team").
        doers: the same, whoever was spoken of before ("people who").
        workplaces: phrases right before the name of somebody's employer ("I work at").
        own_words: words after which one's own work is told ("I").
        shared_questions: where other people's work is part of the answer.
        question_words: words that begin a question.
        clause_words: words that begin a new part of a sentence ("but", "only").
        conjunctions: words between the items of a list ("and").
        small_words: words that name nothing by themselves ("the").
        everything: whole texts for all boxes ("all of them").
        told: whole texts that one sentence answers ("job"), to the name of that sentence, or
            to the button that they stand for: ``how-sure`` and ``more``.
        nothing: whole texts for the box that stands alone ("none of them").
        counts: word sequences to places on a card, from 1 ("third").
        count_fillers: phrases around a count ("number").
        span_words: words between two counts for all from one to the other ("to").
        comparing: the words that put one thing before another ("I prefer").
        telling: how a text about oneself is read.
    """

    commands: Mapping[tuple[str, ...], Command]
    answers: Mapping[tuple[str, ...], str]
    week: Mapping[tuple[str, ...], str]
    vague: frozenset[tuple[str, ...]]
    postponing: frozenset[tuple[str, ...]]
    names: Mapping[tuple[str, ...], Term]
    stems: Mapping[tuple[str, ...], Term]
    longest: int
    vocabulary: Mapping[str, frozenset[str]]
    negations: frozenset[tuple[str, ...]]
    denials: frozenset[tuple[str, ...]]
    harmless: frozenset[tuple[str, ...]]
    dislikes: frozenset[tuple[str, ...]]
    wishes: frozenset[tuple[str, ...]]
    others: frozenset[tuple[str, ...]]
    doers: frozenset[tuple[str, ...]]
    workplaces: frozenset[tuple[str, ...]]
    own_words: frozenset[str]
    shared_questions: frozenset[str]
    question_words: frozenset[str]
    clause_words: frozenset[str]
    conjunctions: frozenset[str]
    small_words: frozenset[str]
    everything: frozenset[tuple[str, ...]]
    told: Mapping[tuple[str, ...], str]
    nothing: frozenset[tuple[str, ...]]
    counts: Mapping[tuple[str, ...], int]
    count_fillers: frozenset[tuple[str, ...]]
    span_words: frozenset[str]
    comparing: Comparing
    telling: Telling


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that authors wrote, checked.

    Attributes:
        version: a short hash of all content files; answers are kept with it.
        roles: by id.
        questions: by id, in the authors' order.
        fortnight: the two tasks for those who have not chosen yet.
        weights: scoring.
        lexicon: reading.
        places: the time zones of cities and countries, by their names as ``words.plain`` writes
            them; those that a zone is named after are left out.
        adverts: how job adverts are read.
        phrases: our sentences, by key, as they were written.
        sentences: the same for the operator ``%``, which fills them several times faster.
        commands: every command as a choice.
        buttons: every other choice that is neither an answer nor a role, by its sentence
            ``button.…``.
    """

    version: str
    roles: Mapping[str, Role]
    questions: Mapping[str, Question]
    fortnight: tuple[Taste, ...]
    weights: Weights
    lexicon: Lexicon
    places: Mapping[str, tuple[str, ...]]
    adverts: AdvertWords
    phrases: Mapping[str, Template]
    sentences: Mapping[str, str]
    commands: Mapping[Command, Choice]
    buttons: Mapping[str, Choice]

    def say(self, key: str, **facts: object) -> str:
        """One sentence of ``content/speech.toml`` with its placeholders filled."""
        return self.sentences[key] % facts

"""Checked shapes to the frozen values of the catalog."""

from collections.abc import Mapping
from string import Template

from bot.cards import Choice
from bot.catalog import files
from bot.catalog.model import (
    PLACES,
    Command,
    Kind,
    Lexicon,
    Option,
    Question,
)
from bot.catalog.roles import (
    Focus,
    LadderStep,
    Neighbour,
    Portfolio,
    Role,
    Skip,
    Taste,
)
from bot.catalog.telling import Comparing, Heading, Telling, Term, entry_of
from bot.catalog.words import stems, words

BUTTON = "button."


def question(shape: files.QuestionShape) -> Question:
    """One question."""
    several = shape.kind is Kind.MULTIPLE
    return Question(
        id=shape.id,
        name=shape.name,
        about=shape.about,
        kind=shape.kind,
        text=shape.text,
        why=shape.why,
        reason=Template(shape.reason or ""),
        options={option.id: _option(option) for option in shape.option},
        least=shape.least,
        most=(shape.most or _boxes(shape)) if several else 1,
        pair=frozenset(shape.pair or ()),
        opening=shape.opening,
        after_fortnight=shape.after_fortnight,
    )


def _boxes(shape: files.QuestionShape) -> int:
    """How many options can be ticked together."""
    return sum(not option.alone for option in shape.option)


def _option(shape: files.OptionShape) -> Option:
    return Option(
        id=shape.id,
        label=shape.label,
        short=shape.short or shape.label,
        reason=shape.reason or "",
        columns=shape.columns,
        alone=shape.alone,
    )


def role(shape: files.RoleFile, ladder: files.LadderFile) -> Role:
    """One role with its ladder."""
    return Role(
        id=shape.id,
        name=shape.name,
        noun=shape.noun,
        longing=shape.longing,
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
        neighbours={one.role: Neighbour(one.role, one.difference) for one in shape.neighbour},
        ladder=tuple(LadderStep(**step.model_dump()) for step in ladder.step),
    )


def fortnight(shape: files.FortnightFile) -> tuple[Taste, ...]:
    """The shared first fortnight."""
    return tuple(Taste(task.name, task.text, task.sign) for task in shape.task)


def sentence(phrase: Template) -> str:
    """The phrase for the operator ``%``, with ``%(name)s`` for each ``$name``."""
    names = {name: f"%({name})s" for name in phrase.get_identifiers()}
    return Template(phrase.template.replace("%", "%%")).substitute(names)


def commands(sentences: Mapping[str, str]) -> dict[Command, Choice]:
    """Every command as a choice."""
    return {one: Choice(one, sentences[f"command.{one}"] % {}) for one in Command}


def buttons(sentences: Mapping[str, str]) -> dict[str, Choice]:
    """The choice of every sentence ``button.…``."""
    said = {key.removeprefix(BUTTON): key for key in sentences if key.startswith(BUTTON)}
    return {name: Choice(name, sentences[key] % {}) for name, key in said.items()}


def lexicon(shape: files.LexiconFile) -> Lexicon:
    """The words, indexed as they are and by their stems."""
    terms = {entry.id: _term(entry) for entry in shape.term}
    names = _said_of(shape, terms)
    return Lexicon(
        commands={said: Command(name) for said, name in _spoken(shape.commands).items()},
        answers=_spoken(shape.answers),
        week=_spoken(shape.week),
        vague=frozenset(map(words, shape.vague)),
        postponing=frozenset(map(words, shape.postponing)),
        names=names,
        stems=_by_stem(names),
        longest=max(map(len, names), default=0),
        vocabulary=_by_letter({word for said in names for word in said}),
        negations=frozenset(map(words, shape.negations)),
        denials=frozenset(map(words, shape.denials)),
        harmless=frozenset(map(words, shape.harmless)),
        dislikes=frozenset(map(words, shape.dislikes)),
        wishes=frozenset(map(words, shape.wishes)),
        others=frozenset(map(words, shape.others)),
        doers=frozenset(map(words, shape.doers)),
        workplaces=frozenset(map(words, shape.workplaces)),
        own_words=frozenset(shape.own_words),
        shared_questions=frozenset(shape.shared_questions),
        question_words=frozenset(shape.question_words),
        clause_words=frozenset(shape.clause_words),
        conjunctions=frozenset(shape.conjunctions),
        small_words=frozenset(shape.small_words),
        everything=frozenset(map(words, shape.everything)),
        told=_told(shape),
        nothing=frozenset(map(words, shape.nothing)),
        counts={said: PLACES.index(name) for said, name in _spoken(shape.counts).items()},
        count_fillers=frozenset(map(words, shape.count_fillers)),
        span_words=frozenset(shape.span_words),
        comparing=_comparing(shape),
        telling=_telling(shape, terms),
    )


def _comparing(shape: files.LexiconFile) -> Comparing:
    """The words that put one thing before another."""
    return Comparing(**{name: frozenset(map(words, said)) for name, said in shape.comparing})


def _told(shape: files.LexiconFile) -> dict[tuple[str, ...], str]:
    """What answers each whole text: a sentence, or a button."""
    return _meant(
        {
            "coming": shape.coming,
            "with-a-mentor": shape.with_a_mentor,
            "how-sure": shape.how_sure,
            "more": shape.ask_all,
        }
    )


def _said_of(
    shape: files.LexiconFile, terms: Mapping[str, Term]
) -> dict[tuple[str, ...], Term]:
    """What each way to say a thing means; of two that are said alike, the first."""
    names: dict[tuple[str, ...], Term] = {}
    for entry in shape.term:
        for word in (entry.name, *entry.words):
            names.setdefault(words(word), terms[entry.id])
    return names


def _by_stem(names: Mapping[tuple[str, ...], Term]) -> dict[tuple[str, ...], Term]:
    """The same by the stems of the words."""
    by_stem: dict[tuple[str, ...], Term] = {}
    for said, term in names.items():
        by_stem.setdefault(stems(said), term)
    return by_stem


def _term(entry: files.TermShape) -> Term:
    means = {question: frozenset(options) for question, options in entry.means.items()}
    return Term(entry.id, entry.name, means, entry.years)


def _telling(shape: files.LexiconFile, terms: Mapping[str, Term]) -> Telling:
    """How a text about oneself is read."""
    headings = _meant(shape.headings)
    stretches = _meant(shape.stretches)
    spelled = {
        words(name): (entry_of(one.id, words(name)), name)
        for one in shape.term
        for name in one.words
        if name != name.lower()
    }
    return Telling(
        openers=frozenset(map(words, shape.to_tell)),
        likings=frozenset(map(words, shape.likings)),
        needs=frozenset(map(words, shape.needs)),
        affirmations=frozenset(map(words, shape.affirmations)),
        vague=frozenset(map(words, shape.too_vague)),
        only_of_models=frozenset(map(words, shape.only_of_models)),
        of_models=frozenset(map(words, shape.of_models)),
        headings={said: Heading(kind) for said, kind in headings.items()},
        year_words=frozenset(shape.year_words),
        since_words=frozenset(shape.since_words),
        decade_words=frozenset(shape.decade_words),
        ago_words=frozenset(shape.ago_words),
        stretches={said: terms[name] for said, name in stretches.items()},
        terms=terms,
        spelled={
            form: known for said, (known, _) in spelled.items() for form in (said, stems(said))
        },
        names=dict(spelled.values()),
        replies=_spoken(shape.on_own_words),
    )


def _by_letter(vocabulary: set[str]) -> dict[str, frozenset[str]]:
    return {
        first: frozenset(word for word in vocabulary if word[0] == first)
        for first in {word[0] for word in vocabulary}
    }


def _spoken(listed: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """The name behind every way to say it, and behind the name itself."""
    return _meant({name: (name, *all_said) for name, all_said in listed.items()})


def _meant(listed: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """The name behind every way to say it."""
    return {words(said): name for name, all_said in listed.items() for said in all_said}

"""Made-up catalogs, random edits and random walks: any content, any order of events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from string import Template

from bot.cards import Card, Place
from bot.catalog import About, Catalog, Command, Kind, Option, Question, Term, Vector
from bot.catalog.spreads import spread
from bot.catalog.words import words
from bot.engine.effects import Forget, Say, Turn
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.engine.state import Conversation
from bot.engine.transitions import advance
from tests.fakes.clock import NOON

EVENT_KINDS = ("opened", "chose", "chose-old", "chose-nonsense", "typed", "asked")
WEIGHTS, WEIGHTS_IN_WRITING = (6, 50, 8, 8, 18, 10), (6, 30, 8, 8, 38, 10)
"""How often each happens; where a card is answered in writing, people rather write."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a walk.

    Attributes:
        kind: what kind of event it is, one of ``EVENT_KINDS``.
        content: what may be said just now.
        before: where they stood.
        event: what happened.
        turn: what came of it.
    """

    kind: str
    content: Catalog
    before: Conversation
    event: Event
    turn: Turn

    @property
    def forgets(self) -> bool:
        """Whether everything about them was deleted; next they come in as somebody new."""
        return Forget() in self.turn.effects


def a_walk(shipped: Catalog, seed: int, steps: int) -> Iterator[Step]:
    """So many random steps over made-up content, which its authors edit half-way."""
    random = Random(seed)
    content = a_catalog(shipped, random)
    turn = advance(content, Conversation(id=1), Opened(NOON))
    old = Place(1, 0)
    for number in range(steps):
        if number == steps // 2:
            content = edited(content, random)
        card, here = last_card(turn), turn.conversation
        kind, event = an_event(content, card, old, random, NOON + timedelta(hours=number))
        old = random.choice([old, card.place or old])
        turn = advance(content, here, event)
        yield Step(kind, content, here, event, turn)
        turn = as_they_go_on(content, turn)


def as_they_go_on(content: Catalog, turn: Turn) -> Turn:
    """The turn, or the greeting of somebody new where it forgot everything about them."""
    if Forget() not in turn.effects:
        return turn
    return advance(content, Conversation(id=turn.conversation.id + 1), Opened(NOON))


def last_card(turn: Turn) -> Card:
    """The card that stands after a turn."""
    return [effect.card for effect in turn.effects if isinstance(effect, Say)][-1]


def a_catalog(shipped: Catalog, random: Random) -> Catalog:
    """The shipped sentences and roles with 1 to 20 questions of all kinds and any weights."""
    roles = [*shipped.roles]
    names = _names("q", random.randint(1, 20))
    questions = {name: _a_question(name, roles, random) for name in names}
    if random.random() < 0.5:
        tasted = random.choice(names)
        questions[tasted] = replace(questions[tasted], after_fortnight=True)
    bare = replace(shipped.lexicon, names={}, stems={}, longest=3, vocabulary={})
    empty = replace(
        shipped,
        questions={},
        weights=replace(shipped.weights, options={}, spreads={}),
        lexicon=bare,
    )
    return _published(empty, questions, random)


def edited(content: Catalog, random: Random) -> Catalog:
    """The next edition: a question is added, an option is gone, and a question is gone."""
    for edit in (with_another_question, without_an_option, without_a_question):
        content = edit(content, random)
    return content


def with_another_question(content: Catalog, random: Random) -> Catalog:
    """An edition with one question more, under an id that was never used before."""
    name = f"new-{random.getrandbits(64)}"
    questions = [*content.questions.items()]
    added = _a_question(name, [*content.roles], random)
    questions.insert(random.randint(0, len(questions)), (name, added))
    return _published(content, dict(questions), random)


def without_a_question(content: Catalog, random: Random) -> Catalog:
    """An edition with one question less; the last one stays."""
    gone = random.choice([*content.questions])
    left = {name: one for name, one in content.questions.items() if name != gone}
    return _published(content, left or content.questions, random)


def without_an_option(content: Catalog, random: Random) -> Catalog:
    """An edition with one option less, where a question has one to spare."""
    spare = [(one, o) for one in content.questions.values() for o in _to_spare(one)]
    if not spare:
        return content
    question, gone = random.choice(spare)
    left = {name: option for name, option in question.options.items() if name != gone}
    most = min(question.most, len(_to_spare(question)) - 1)
    shorter = replace(question, options=left, most=most)
    return _published(content, {**content.questions, question.id: shorter}, random)


def reworded(content: Catalog, random: Random) -> Catalog:
    """An edition in which one question and its options read otherwise."""
    question = random.choice([*content.questions.values()])
    edition = random.getrandbits(32)
    options = {
        name: replace(option, label=f"Call {name} {edition}")
        for name, option in question.options.items()
    }
    other = replace(question, text=f"Ask {question.id} {edition}?", options=options)
    return _published(content, {**content.questions, question.id: other}, random)


def an_event(
    catalog: Catalog, card: Card, old: Place, random: Random, at: datetime
) -> tuple[str, Event]:
    """Something that may happen while this card is shown: what kind it is, and the event.

    Args:
        catalog: what may be said.
        card: what is shown now.
        old: the place of some earlier card.
        random: decides.
        at: when.
    """
    kind = random.choices(EVENT_KINDS, WEIGHTS_IN_WRITING if card.writes else WEIGHTS)[0]
    choices = [choice.id for choice in card.choices]
    place = card.place or old
    if not choices:
        return "opened", Opened(at)  # such as the last card for who is forgotten
    match kind:
        case "opened":
            return kind, Opened(at)
        case "chose":
            most = card.several.most if card.several else 1
            count = random.randint(1, min(most, len(choices)))
            return kind, Chose(at, place, frozenset(random.sample(choices, count)))
        case "chose-old":
            return kind, Chose(at, old, frozenset(random.sample(choices, 1)))
        case "chose-nonsense":
            odd = ["nonsense", "edit-nowhere", *choices[:1]]
            return kind, Chose(at, place, frozenset(random.sample(odd, random.randint(0, 3))))
        case "typed":
            return kind, Typed(at, _a_text(catalog, choices, random))
        case _:
            return kind, Asked(at, random.choice([*Command]))


def _a_text(catalog: Catalog, choices: list[str], random: Random) -> str:
    telling = [f"I like {_named(catalog, random)}", _told_at_length(catalog, random)]
    return random.choice(
        [
            str(random.randint(0, 12)),
            "1 and 3",
            random.choice("abcxyz"),
            random.choice(choices),
            *telling,
            "not sure",
            "back",
            "forget me",
            "\u202e\u0301" * 30,
            "x" * 3_000,
            "",
        ]
    )


def _told_at_length(catalog: Catalog, random: Random) -> str:
    """Something from which something can be left out."""
    return f"I work with {' and '.join(_named(catalog, random) for _ in range(3))}"


def _named(catalog: Catalog, random: Random) -> str:
    question = random.choice([*catalog.questions.values()])
    return f"word {question.id} {random.choice([*question.options])}"


def _published(content: Catalog, questions: Mapping[str, Question], random: Random) -> Catalog:
    """Another edition with these questions; what was there before keeps its weights."""
    known = content.weights.options
    new = {name: one for name, one in questions.items() if name not in known}
    vectors = {
        name: {
            option: known.get(name, {}).get(option) or _a_vector(len(content.roles), random)
            for option in one.options
        }
        for name, one in questions.items()
    }
    spreads = {
        name: content.weights.spreads[name]
        if one is content.questions.get(name)
        else spread(one, vectors[name])
        for name, one in questions.items()
    }
    lexicon = content.lexicon
    names = {**lexicon.names, **_terms(new)}
    vocabulary = {**lexicon.vocabulary}
    vocabulary["w"] = vocabulary.get("w", frozenset()) | {"words"}
    return replace(
        content,
        version=f"{random.getrandbits(48):012x}",
        questions=questions,
        weights=replace(content.weights, options=vectors, spreads=spreads),
        lexicon=replace(
            lexicon,
            names=_still_meant(names, questions),
            stems=_still_meant(lexicon.stems, questions),
            longest=max(lexicon.longest, 3),
            vocabulary=vocabulary,
        ),
    )


def _terms(questions: Mapping[str, Question]) -> dict[tuple[str, ...], Term]:
    """The words "word q1 o2" for each option."""
    return {
        words(f"word {name} {option}"): Term(
            f"{name}-{option}", option, {name: frozenset({option})}
        )
        for name, question in questions.items()
        for option in question.options
    }


def _still_meant(
    terms: Mapping[tuple[str, ...], Term], questions: Mapping[str, Question]
) -> dict[tuple[str, ...], Term]:
    """The terms without what is gone, as the loader wants them."""
    left: dict[tuple[str, ...], Term] = {}
    for said, term in terms.items():
        means = {
            name: frozenset(options & questions[name].options.keys())
            for name, options in term.means.items()
            if name in questions
        }
        same = means == term.means
        left[said] = (
            term if same else replace(term, means={n: o for n, o in means.items() if o})
        )
    return left


def _to_spare(question: Question) -> list[str]:
    """The options of which one may go, and two are left at least."""
    boxes = [name for name, option in question.options.items() if not option.alone]
    return boxes if len(boxes) > max(2, question.least) else []


def _a_question(name: str, roles: list[str], random: Random) -> Question:
    kind = random.choice([*Kind])
    count = random.randint(2, 25 if kind is not Kind.SINGLE else 10)
    ids = _names("o", count)
    loner = ids[-1] if kind is Kind.MULTIPLE and count > 2 and random.random() < 0.5 else ""
    options: Mapping[str, Option] = {
        option: Option(
            option, f"Label {option}", option, f"you {option}", alone=option == loner
        )
        for option in ids
    }
    several = kind is Kind.MULTIPLE
    paired = kind is Kind.SINGLE and random.random() < 0.5
    least = random.randint(1, 2) if several and count > 3 else 1
    return Question(
        id=name,
        name=f"Name {name}",
        about=random.choice([*About]),
        kind=kind,
        text=f"Text {name}?",
        why=f"Why {name}.",
        reason=Template("" if kind is Kind.SINGLE else "you $options"),
        options=options,
        least=least,
        most=random.randint(least, count) if several else 1,
        pair=frozenset(random.sample(roles, 2)) if paired else frozenset(),
        opening=random.random() < 0.2,
    )


def _a_vector(roles: int, random: Random) -> Vector:
    return tuple(
        random.choice([0.0, 0.0, 0.35, -0.35, random.gauss(0, 1)]) for _ in range(roles)
    )


def _names(letter: str, count: int) -> list[str]:
    return [f"{letter}{number}" for number in range(1, count + 1)]

"""Made-up catalogs and random walks: any content, any order of events."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from random import Random
from string import Template

from bot.cards import Card, Place
from bot.catalog import About, Catalog, Command, Kind, Option, Question, Term, Vector
from bot.catalog.spreads import spread
from bot.catalog.words import words
from bot.engine.events import Asked, Chose, Event, Opened, Typed

EVENT_KINDS = ("opened", "chose", "chose-old", "chose-nonsense", "typed", "asked")


def a_catalog(shipped: Catalog, random: Random) -> Catalog:
    """The shipped sentences and roles with 1 to 20 questions of all kinds and any weights."""
    questions = {name: _a_question(name, random) for name in _names("q", random.randint(1, 20))}
    roles = len(shipped.roles)
    options = {
        name: {option: _a_vector(roles, random) for option in question.options}
        for name, question in questions.items()
    }
    weights = replace(
        shipped.weights,
        options=options,
        spreads={name: spread(asked, options[name]) for name, asked in questions.items()},
    )
    names = {
        words(f"word {name} {option}"): Term(
            f"{name}-{option}", option, {name: frozenset({option})}
        )
        for name, question in questions.items()
        for option in question.options
    }
    lexicon = replace(
        shipped.lexicon,
        names=names,
        stems={},
        longest=3,
        vocabulary={"w": frozenset({"words"})},
    )
    return replace(shipped, questions=questions, weights=weights, lexicon=lexicon)


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
    kind = random.choices(EVENT_KINDS, weights=(6, 50, 8, 8, 18, 10))[0]
    choices = [choice.id for choice in card.choices]
    place = card.place or old
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
    question = random.choice([*catalog.questions.values()])
    option = random.choice([*question.options])
    return random.choice(
        [
            str(random.randint(0, 12)),
            "1 and 3",
            random.choice("abcxyz"),
            random.choice(choices),
            f"I like word {question.id} {option}",
            "not sure",
            "back",
            "\u202e\u0301" * 30,
            "x" * 3_000,
            "",
        ]
    )


def _a_question(name: str, random: Random) -> Question:
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
        pair=frozenset(),
        opening=random.random() < 0.2,
    )


def _a_vector(roles: int, random: Random) -> Vector:
    return tuple(
        random.choice([0.0, 0.0, 0.35, -0.35, random.gauss(0, 1)]) for _ in range(roles)
    )


def _names(letter: str, count: int) -> list[str]:
    return [f"{letter}{number}" for number in range(1, count + 1)]

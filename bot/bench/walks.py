"""Ways through the shipped questions, as events, made with the engine alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.effects import Say, Turn
from bot.engine.events import Chose, Event, Opened
from bot.engine.state import Conversation
from bot.engine.transitions import advance

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""When everything in a measurement happens, so that two files can be equal."""

LONGEST_WALK = 100

Choosing = Callable[[Card], Iterable[Event]]
"""What somebody tries when they are shown a card, until something leads on."""


def card_of(turn: Turn) -> Card:
    """The card that a turn says last."""
    return next(effect.card for effect in reversed(turn.effects) if isinstance(effect, Say))


def click(card: Card, choice: int = 0) -> Chose:
    """A click on one choice of a card, by position; counting starts again at the end."""
    assert card.place is not None  # noqa: S101 - every card of the engine has a place
    chosen = card.choices[choice % len(card.choices)]
    return Chose(AT, card.place, frozenset({chosen.id}))


def first_choices(card: Card) -> Iterable[Event]:
    """Always the first choice of the card."""
    return (click(card),)


def walk(
    catalog: Catalog, choosing: Choosing = first_choices, *, thorough: bool = False
) -> Iterator[tuple[Conversation, Card]]:
    """Every place from the welcome to the summary, each with its card.

    Where nothing of what is tried leads on, the first choice is taken. A thorough walk passes
    through every question.
    """
    turn = advance(catalog, Conversation(id=1, thorough=thorough), Opened(AT))
    for _ in range(LONGEST_WALK):
        here, card = turn.conversation, card_of(turn)
        yield here, card
        if card.result is not None:
            return
        tried = (advance(catalog, here, event) for event in (*choosing(card), click(card)))
        turn = next(turn for turn in tried if turn.conversation.version > here.version)
    raise RuntimeError(f"no summary after {LONGEST_WALK} steps")


def steps_to_the_middle(way: Sequence[tuple[Conversation, Card]]) -> int:
    """How many steps of a walk lead from the welcome to its middle question."""
    asked = [step for step, (here, _) in enumerate(way) if here.asking is not None]
    return asked[len(asked) // 2]

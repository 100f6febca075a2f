from dataclasses import replace
from datetime import timedelta

from bot.cards import Card
from bot.ports.inbound import Address
from bot.ports.outbox import Claimed, Kind, Message
from tests.fakes.clock import NOON

SAM = Address("terminal", "", "sam")


def message(card: Card | None = None, **fields: object) -> Message:
    """A message to Sam, held under a first fence, with these fields of its own."""
    made = Message(
        id=1,
        fence=1,
        to=SAM,
        card=card,
        key="key",
        useful_until=NOON + timedelta(hours=24),
        kind=Kind.REPLY,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def card_of(message: Message) -> Card:
    """Its card, where it has one of its own."""
    assert message.card is not None
    return message.card


def bodies(claimed: Claimed) -> list[str]:
    """What the messages say, of those that have a card of their own."""
    return [card_of(one).body for one in claimed.messages]

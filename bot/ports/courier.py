"""Whoever can hand a message to a person."""

from typing import Protocol

from bot.cards import Card
from bot.ports.outbox import Message


class Courier(Protocol):
    """One platform's way of delivering."""

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Hand a card over, under the message's key; return when the platform accepted it.

        Returns:
            The platform's name of the message in which the account's card stands now; None
            where cards are not changed once they are sent.

        Raises:
            DeliveryError: it was not accepted, or nobody knows; the row stays in the outbox.
        """
        ...


class Seeker(Protocol):
    """A platform where one can look whether a message arrived."""

    async def arrived(self, message: Message) -> bool:
        """Whether a message with this key stands there.

        Raises:
            DeliveryError: ``BUSY`` or ``LIMITED`` if it can be asked later; anything else
                means that it cannot be found out.
        """
        ...

"""Whoever can hand a message to a person."""

from typing import Protocol

from bot.ports.outbox import Message


class Courier(Protocol):
    """One platform's way of delivering."""

    async def deliver(self, message: Message) -> None:
        """Hand the card over; return when the platform has accepted it.

        Raises:
            DeliveryError: it was not accepted; the row stays in the outbox.
        """
        ...

"""Where people stand, kept. The store runs pure steps; nobody is handed a transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.engine.effects import Turn
from bot.engine.state import Conversation
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Claimed

Step = Callable[[Conversation], Turn]
"""A pure function from where somebody stands to what happens next; may be called twice."""


class Store(Protocol):
    """Conversations and the log of answers."""

    async def turn(
        self, key: EventKey, sender: Address, step: Step, acted_at: datetime | None = None
    ) -> Claimed:
        """Run one step in one transaction; return after COMMIT, never before (I1).

        The key is claimed first: a repeat of it changes nothing and claims nothing (I2).
        Nothing is claimed either while an earlier message to this account waits to be taken:
        what the turn says waits behind it (F26).

        Args:
            key: the platform's name of the event.
            sender: who acted.
            step: what happens.
            acted_at: when they did it, where the platform tells; aware. What somebody did
                before they asked us to forget them changes nothing (F68).

        Raises:
            StoreError: nothing of this turn is stored.
        """
        ...

    async def conversation(self, account: Address) -> Conversation | None:
        """Where this account's owner stands, or None before the first turn."""
        ...

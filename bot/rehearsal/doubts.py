"""What explains that nobody knows of a message whether it arrived (F17, F21)."""

from collections.abc import Iterable

from bot.ports.inbound import Address
from bot.ports.outbox import Message
from bot.rehearsal.world import World

LAST = 20.0
"""Seconds for which a lost message explains that others to its account end as unknown: they
wait behind it while their leases run out."""


class Doubts:
    """Their causes, and the messages that ended as unknown.

    Attributes:
        unknown: keys of messages that did.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._messages: set[str] = set()
        self._accounts: dict[Address, float] = {}
        self.unknown: set[str] = set()

    def of(self, messages: Iterable[Message]) -> None:
        """Nobody can know how these went; what waits behind them may lose its lease."""
        for message in messages:
            self._messages.add(message.key)
            self._accounts[message.to] = self._world.now() + LAST

    def of_keys(self, keys: Iterable[str]) -> None:
        """Nobody holds these any more, or their leases do not survive what happened."""
        self._messages.update(keys)

    def look(self, found: Iterable[tuple[str, Address]], standing_cards: int) -> None:
        """Hold what ended as unknown against its causes.

        Args:
            found: keys and accounts of all that did so far.
            standing_cards: how many were put in the place of a message so far.
        """
        now = self._world.now()
        for key, account in found:
            if key in self.unknown:
                continue
            self.unknown.add(key)
            until = self._accounts.get(account, 0.0)
            if key not in self._messages and now > until:
                self._world.broken("F17", f"{key} ended as unknown, and nothing was lost")
        if standing_cards > len(self.unknown):
            self._world.broken("F21", "there are more standing cards than doubts")

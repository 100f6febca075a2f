"""What explains that nobody knows of a message whether it arrived (F17, F21)."""

from collections.abc import Iterable

from bot.ports.inbound import Address
from bot.ports.outbox import Message
from bot.rehearsal.world import World

LAST = 48.0
"""Seconds for which something that went wrong explains a doubt: longer than any lease,
and than the time until somebody looks."""


class Doubts:
    """Their causes, and the messages that ended as unknown.

    Attributes:
        unknown: keys of messages that did.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._messages: set[str] = set()
        self._accounts: dict[Address, float] = {}
        self._everybody = 0.0
        self.unknown: set[str] = set()

    def of(self, messages: Iterable[Message]) -> None:
        """Nobody can know how these went; what waits behind them may lose its lease."""
        for message in messages:
            self._messages.add(message.key)
            self._accounts[message.to] = self._world.now() + LAST

    def of_all(self) -> None:
        """Something happened that leases do not survive: a death, a moved clock, a wait."""
        self._everybody = self._world.now() + LAST

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
            until = max(self._everybody, self._accounts.get(account, 0.0))
            if key not in self._messages and now > until:
                self._world.broken("F17", f"{key} ended as unknown, and nothing was lost")
        if standing_cards > len(self.unknown):
            self._world.broken("F21", "there are more standing cards than doubts")

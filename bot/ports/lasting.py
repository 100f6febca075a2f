"""The two of what waits or is active, for whoever sees whether they still are there."""

from collections.abc import Sequence
from typing import Protocol

from bot.engine.mentoring.values import Party
from bot.ports.inbound import Address
from bot.ports.mentoring import Community, PairingStep


class Lasts(Protocol):
    """Names them, and changes all that is theirs."""

    async def to_look_at(self, hour: int, side: Party) -> Sequence[tuple[Community, Address]]:
        """Whoever is on this side of what waits or is active, and is to be looked at.

        Args:
            hour: of the day; in the hours of a day it is everybody.
            side: mentors or mentees.
        """
        ...

    async def change_pairings_of(
        self, community: Community, who: Address, step: PairingStep, side: Party = Party.MENTOR
    ) -> int:
        """Run a step on all that waits or is active of somebody there; how many it changed.

        Nobody gets the same message without a card of its own for several of them.

        Args:
            community: where.
            who: whose.
            step: what becomes of each.
            side: on which they stand.
        """
        ...

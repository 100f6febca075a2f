"""Mentors of what waits or is active, for whoever sees whether they still are."""

from collections.abc import Sequence
from typing import Protocol

from bot.ports.inbound import Address
from bot.ports.mentoring import Community, PairingStep


class Lasts(Protocol):
    """Names them, and changes all that is theirs."""

    async def mentors_to_look_at(self, hour: int) -> Sequence[tuple[Community, Address]]:
        """Mentors of what waits or is active, of whom it is to be seen whether they still are.

        Args:
            hour: of the day; in the hours of a day it is everybody.
        """
        ...

    async def change_pairings_of(
        self, community: Community, mentor: Address, step: PairingStep
    ) -> int:
        """Run a step on all that waits or is active of a mentor; how many it changed.

        Nobody gets the same message without a card of its own for several of them.
        """
        ...

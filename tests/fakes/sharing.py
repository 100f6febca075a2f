"""What is shared with a mentor, as somebody elsewhere leaves it."""

from collections.abc import Mapping, Sequence

from bot.engine.mentoring.values import Item
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.mentoring import Shareable

BOTH = frozenset({Item.ROLE, Item.STEPS})


class Sharing:
    """``SharedWith``, for one mentor.

    Args:
        mentor: with whom.

    Attributes:
        shared: by the number of the pairing.
        asked: how often it was asked for.
        is_broken: the database cannot serve.
    """

    def __init__(self, mentor: Address) -> None:
        self._mentor = mentor
        self.shared: Mapping[int, frozenset[Shareable]] = {7: BOTH, 8: BOTH}
        self.asked = 0
        self.is_broken = False

    async def shared_with(
        self, mentors: Sequence[Address]
    ) -> Mapping[Address, Mapping[int, frozenset[Shareable]]]:
        self.asked += 1
        if self.is_broken:
            raise StoreError("locked")
        return {one: dict(self.shared) for one in mentors if one == self._mentor}

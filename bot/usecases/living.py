"""Which message of each account is alive: the one in which their card stands (F28)."""

from collections import OrderedDict
from dataclasses import dataclass, replace

from bot.errors import StoreError
from bot.ports.accounts import Accounts
from bot.ports.inbound import Address

MOST_REMEMBERED = 10_000
"""So many living cards are remembered (I9); of others the store is asked."""


@dataclass(frozen=True, slots=True)
class Living:
    """A card that can be answered.

    Attributes:
        name: the platform's name of its message.
        line: what it becomes when another stands below it; empty where that is not known.
        over: what the store called the living card when this one was looked for, or made: as
            long as it says so, or names this one, no other program has moved on (F28).
    """

    name: str
    line: str = ""
    over: str | None = None


class LivingCards:
    """Where everybody's card stands on one platform, as far as is known.

    Args:
        accounts: where cards stand, by what was noted of messages that were sent.
    """

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._living: OrderedDict[Address, Living] = OrderedDict()

    async def of(self, account: Address) -> Living | None:
        """Their card: the one that was sent last, here or by another program."""
        mine = self._living.get(account)
        try:
            stored = await self._accounts.living_card(account)
        except StoreError:
            return mine  # if it is none, the card there will say kindly that it is old
        if mine is not None and stored in (mine.name, mine.over):
            return replace(mine, over=stored)
        return None if stored is None else Living(stored, over=stored)

    def remember(self, account: Address, living: Living) -> None:
        """Their card stands there; the store may know it no more."""
        self._living[account] = living
        self._living.move_to_end(account)
        if len(self._living) > MOST_REMEMBERED:
            self._living.popitem(last=False)

    def forget(self, account: Address) -> None:
        """We know of nothing any more."""
        self._living.pop(account, None)

"""What each mentor has before them of their mentees: a newer overview takes its place.

A list or a brief is as old as the moment in which it was asked for, and what stands in it may
be shared no longer (F63). So whoever asks again has one, as far as the platform lets us take
away those of before. Where they stand is forgotten with a restart; then they stay.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from bot.cards import Card
from bot.engine.mentoring.desk import OF_MENTEES, spot_of
from bot.ports.inbound import Address

TakeAway = Callable[[], Awaitable[None]]
"""Takes away what stands somewhere, or finds that it is too late for that; raises nothing."""

MOST_ACCOUNTS = 1_000
MOST_OF_ONE = 10
"""So much is remembered (I9), the latest."""


class Overviews:
    """Those of everybody on a platform."""

    def __init__(self) -> None:
        self._standing: OrderedDict[Address, OrderedDict[str, TakeAway]] = OrderedDict()

    def stands(self, account: Address, name: str, take_away: TakeAway) -> None:
        """One of theirs stands there, or still does; this takes it away."""
        of_theirs = self._standing.setdefault(account, OrderedDict())
        self._standing.move_to_end(account)
        of_theirs[name] = take_away
        of_theirs.move_to_end(name)
        for kept, most in ((of_theirs, MOST_OF_ONE), (self._standing, MOST_ACCOUNTS)):
            if len(kept) > most:
                kept.popitem(last=False)

    async def come(
        self, account: Address, name: str = "", take_away: TakeAway | None = None
    ) -> None:
        """They asked, and have a new one: those of before go.

        Args:
            account: whose.
            name: of where the new one stands; empty where nobody tells.
            take_away: takes it away; None where nothing does.
        """
        before = self._standing.pop(account, OrderedDict())
        if take_away is not None:
            self.stands(account, name, take_away)
        for one, goes in before.items():
            if one != name:
                await goes()


def is_overview(card: Card) -> bool:
    """Whether a card shows what a mentor may see of mentees."""
    spot = spot_of(card.place) if card.place is not None else None
    return spot is not None and spot.view in OF_MENTEES

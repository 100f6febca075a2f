"""What stands before mentors is watched: what is shared no longer stands there no longer (F63).

A press on it is judged anew anyway. This is for the view that nobody presses. A consent ends on
another platform, in a terminal, by ``forget-me``, by parting or by an admin, and nobody tells
us: as long as something stands open, the store is asked every other second. With a restart it
is forgotten what does; then it stays as it is until it is pressed or closed.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.cards import Card
from bot.engine.mentoring.desk import OF_MENTEES, View, spot_of
from bot.engine.mentoring.overview import OPEN
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.mentoring import Shareable, SharedWith
from bot.usecases.mentors.exporting import MenteeTable
from bot.usecases.mentors.sides import numbered
from bot.usecases.underway import Underway

LOOK_EVERY = 2.0
"""Seconds between two looks."""

MOST_OPEN = 1_000
"""So many views are remembered (I9), the latest."""

Shared = Mapping[int, frozenset[Shareable]]
"""What is shared, by the number of the pairing; a pair that is over is not in it."""

Blank = Callable[[], Awaitable[None]]
"""Says that something changed, in the place of a view; raises nothing."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Open:
    """A view.

    Attributes:
        account: for whom it was made.
        about: numbers of the pairings of which it shows something.
        shared: what may stand in it.
        blank: says so in its place.
    """

    account: Address
    about: frozenset[int]
    shared: Shared
    blank: Blank


class Watching:
    """Watches the views of one platform.

    Args:
        pairs: tells what is shared.
    """

    def __init__(self, pairs: SharedWith) -> None:
        self._pairs = pairs
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._blanking = Underway("a view still shows what it may not")

    async def before(self, account: Address) -> Shared:
        """What is shared with somebody, before a card is made for them.

        Raises:
            StoreError: the database cannot serve.
        """
        return (await self._pairs.shared_with([account])).get(account, {})

    def stands(
        self, name: str, account: Address, card: Card, before: Shared, blank: Blank
    ) -> None:
        """A card stands there now, in the place of any other.

        Args:
            name: of the place.
            account: for whom it was made.
            card: what it shows.
            before: what was shared before it was made; it may show that.
            blank: says that something changed, in its place.
        """
        about = numbers_in(card)
        self.leave(name)
        if about:
            shared = {one: before[one] for one in about if one in before}
            self._open[name] = _Open(account, about, shared, blank)
        if len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)

    def leave(self, name: str) -> None:
        """Nothing that is to be watched stands there any more."""
        self._open.pop(name, None)

    async def work(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look()
            except StoreError:
                log.info("what stands open waits for the database")

    async def look(self) -> None:
        """Blank what shows something that is not shared any more, wherever that was said.

        Raises:
            StoreError: the database cannot serve.
        """
        looked_at = dict(self._open)
        accounts = {one.account for one in looked_at.values()}
        if not accounts:
            return
        now = await self._pairs.shared_with([*accounts])
        for name, one in looked_at.items():
            if self._open.get(name) is not one:
                continue
            shared = now.get(one.account, {})
            if _is_over(one, shared):
                self.leave(name)
                self._blanking.begin(_blanked(one))
            else:
                self._open[name] = _with_more(one, shared)

    async def stop(self, grace: float) -> None:
        """Blank what is on its way, for so many seconds."""
        await self._blanking.stop(grace)


def numbers_in(card: Card) -> frozenset[int]:
    """Numbers of the pairings of which a card shows something that a mentee shares."""
    if isinstance(card.file, MenteeTable):
        return card.file.about
    spot = spot_of(card.place) if card.place is not None else None
    if spot is None or spot.view not in OF_MENTEES:
        return frozenset()
    listed = (numbered(one.id, OPEN) for one in card.choices)
    its = () if spot.view is View.STATUS else (spot.about,)
    return frozenset(number for number in (*its, *listed) if number is not None)


async def _blanked(one: _Open) -> None:
    await one.blank()


def _is_over(view: _Open, now: Shared) -> bool:
    """Whether a view may show something that is shared no longer."""
    return any(
        number not in now or not items <= now[number] for number, items in view.shared.items()
    )


def _with_more(view: _Open, now: Shared) -> _Open:
    """What is shared by now may stand in it: the card may be younger than that consent."""
    found = {number: now[number] for number in view.about if number in now}
    return replace(view, shared=found)

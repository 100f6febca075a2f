"""Windows that stand open with what mentees share: blanked as soon as that may have changed.

A press in a window is judged anew anyway (F61). This is for the window that nobody presses:
when a mentee changes what they share, parts, or asks to be forgotten, it says so instead of
what stood there (F63). Of what is done here that is known at once. What is done elsewhere, on
another platform, in a terminal or by an admin, nobody tells us: as long as windows stand open,
the store is asked every other second. With a restart this list is lost; then a window stays as
it is until it is pressed or closed.
"""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.adapters.slack import desk_cards
from bot.adapters.slack.client import FAST, Slack
from bot.adapters.slack.desk_inbound import Deed
from bot.adapters.slack.refusals import told_to_operator
from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import OF_MENTEES, View, spot_of
from bot.engine.mentoring.overview import OPEN
from bot.engine.mentoring.values import Item
from bot.errors import DeliveryError, StoreError
from bot.ports.inbound import Address
from bot.ports.mentoring import SharedWith
from bot.usecases.mentors.asking import Pressed
from bot.usecases.mentors.sides import numbered
from bot.usecases.underway import Underway

MOST_OPEN = 1_000
"""So many windows are remembered (I9), the latest."""

LOOK_EVERY = 2.0
"""Seconds between two looks at what has ended elsewhere."""

EVERY = 0
"""The number of no pairing: all of them may have changed."""

OF_A_PAIR = frozenset({View.CONSENT, View.PAIRING})
"""Cards on which somebody changes what another may see."""

Shared = Mapping[int, frozenset[Item]]
"""What is shared, by the number of the pairing; a pair that is over is not in it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Before:
    """How things stood before a card was made.

    Attributes:
        changes: how often something had changed here that others may see.
        shared: with whoever the card is for.
    """

    changes: int = 0
    shared: Shared = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Open:
    """A window.

    Attributes:
        account: for whom it was drawn.
        about: numbers of the pairings of which it shows something.
        shared: what may stand in it.
    """

    account: Address
    about: frozenset[int]
    shared: Shared


class Windows:
    """Those of one workspace.

    Args:
        slack: changes them.
        catalog: the words.
        pairs: tells what is shared.
    """

    def __init__(self, slack: Slack, catalog: Catalog, pairs: SharedWith) -> None:
        self._slack = slack
        self._catalog = catalog
        self._pairs = pairs
        self._changes = 0
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._latest: deque[tuple[int, int, str]] = deque(maxlen=MOST_OPEN)
        self._blanking = Underway("a window still shows what it may not")

    async def before(self, account: Address) -> Before:
        """How things stand, before a card is made for somebody.

        Raises:
            StoreError: the database cannot serve.
        """
        changes, found = self._changes, await self._pairs.shared_with([account])
        return Before(changes, found.get(account, {}))

    def stands(self, window: str, account: Address, card: Card, before: Before) -> None:
        """A window shows this card.

        Args:
            window: its id.
            account: for whom it was drawn.
            card: what it shows.
            before: how things stood; what changed since then may not be in it.
        """
        about = numbers_in(card)
        self._open.pop(window, None)
        if not window or not about:
            return
        shared = {one: before.shared[one] for one in about if one in before.shared}
        self._open[window] = _Open(account, about, shared)
        if len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        latest = self._latest
        meanwhile = [(number, by) for at, number, by in latest if at > before.changes]
        if any(self._is_of(window, number, by) for number, by in meanwhile):
            self._blank([window])

    def done(self, deed: Deed) -> None:
        """Somebody did something: windows of others may show what they may not any more."""
        match deed.act:
            case Pressed(spot=spot) if spot.view in OF_A_PAIR and spot.about:
                self._change(spot.about, deed.account.user)

    def forgotten(self) -> None:
        """Somebody was forgotten, and nobody knows any more whose mentee they were."""
        self._change(EVERY, "")

    async def watch(self) -> None:
        """Look again and again at what has ended elsewhere, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look()
            except StoreError:
                log.info("open windows wait for the database")

    async def look(self) -> None:
        """Blank windows that show what is not shared any more, wherever that was said.

        Raises:
            StoreError: the database cannot serve.
        """
        looked_at = dict(self._open)
        accounts = {one.account for one in looked_at.values()}
        if not accounts:
            return
        now = await self._pairs.shared_with([*accounts])
        still = {name: one for name, one in looked_at.items() if self._open.get(name) is one}
        over = [name for name, one in still.items() if _is_over(one, now.get(one.account, {}))]
        self._blank(over)
        for name in still.keys() - over:
            one = still[name]
            self._open[name] = _with_more(one, now.get(one.account, {}))

    def _change(self, about: int, by: str) -> None:
        self._changes += 1
        self._latest.append((self._changes, about, by))
        self._blank([window for window in self._open if self._is_of(window, about, by)])

    def _is_of(self, window: str, about: int, by: str) -> bool:
        """Whether a window shows something of a pairing to anybody but whoever changed it."""
        shown = self._open[window]
        return (about == EVERY or about in shown.about) and shown.account.user != by

    async def stop(self, grace: float) -> None:
        """Blank what is on its way, for so many seconds."""
        await self._blanking.stop(grace)

    def _blank(self, windows: Sequence[str]) -> None:
        for window in windows:
            user = self._open.pop(window).account.user
            self._blanking.begin(self._say_so(window, user))

    async def _say_so(self, window: str, user: str) -> None:
        changed = Card(body=self._catalog.say("slack.desk-changed"))
        view = desk_cards.to_window(self._catalog, changed, user)
        try:
            await self._slack.call("views.update", {"view_id": window, "view": view}, FAST)
        except DeliveryError as problem:  # mostly it was closed long ago
            told_to_operator(problem)


def numbers_in(card: Card) -> frozenset[int]:
    """Numbers of the pairings of which a card shows something that a mentee shares."""
    spot = spot_of(card.place) if card.place is not None else None
    if spot is None or spot.view not in OF_MENTEES:
        return frozenset()
    listed = (numbered(one.id, OPEN) for one in card.choices)
    its = () if spot.view is View.STATUS else (spot.about,)
    return frozenset(number for number in (*its, *listed) if number is not None)


def _is_over(window: _Open, now: Shared) -> bool:
    """Whether a window may show something that is shared no longer."""
    return any(
        number not in now or not items <= now[number] for number, items in window.shared.items()
    )


def _with_more(window: _Open, now: Shared) -> _Open:
    """What is shared by now may stand in it: the card may be younger than that consent."""
    found = {number: now[number] for number in window.about if number in now}
    return replace(window, shared=found)

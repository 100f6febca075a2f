"""Windows that stand open with what mentees share: blanked as soon as that may have changed.

A press in a window is judged anew anyway (F61). This is for the window that nobody presses:
when a mentee changes what they share, parts, or asks to be forgotten, it says so instead of
what stood there (F63). Of what is done here that is known at once; of what is done elsewhere,
the store tells (``watching``).
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.adapters.slack import desk_cards
from bot.adapters.slack.client import FAST, Slack
from bot.adapters.slack.desk_inbound import Deed
from bot.adapters.slack.refusals import told_to_operator
from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import OF_A_PAIR
from bot.errors import DeliveryError
from bot.ports.inbound import Address
from bot.usecases.mentors.asking import Pressed, may_take_away
from bot.usecases.mentors.watching import MOST_OPEN, Shared, Watching, numbers_in
from bot.usecases.underway import Underway

EVERY = 0
"""The number of no pairing: all of them may have changed."""


def _nothing() -> None:
    """No file is anywhere."""


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
        user: for whom it was drawn.
        about: numbers of the pairings of which it shows something.
    """

    user: str
    about: frozenset[int]


class Windows:
    """Those of one workspace.

    Args:
        slack: changes them.
        catalog: the words.
        watching: finds what ended elsewhere.
        wake: has files of mentors deleted that show more than may be seen.
    """

    def __init__(
        self,
        slack: Slack,
        catalog: Catalog,
        watching: Watching,
        wake: Callable[[], None] = _nothing,
    ) -> None:
        self._slack = slack
        self._catalog = catalog
        self._watching = watching
        self._wake = wake
        self._changes = 0
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._latest: deque[tuple[int, int, str]] = deque(maxlen=MOST_OPEN)
        self._blanking = Underway("a window still shows what it may not")

    async def before(self, account: Address) -> Before:
        """How things stand, before a card is made for somebody.

        Raises:
            StoreError: the database cannot serve.
        """
        changes = self._changes
        return Before(changes, await self._watching.before(account))

    def stands(self, window: str, account: Address, card: Card, before: Before) -> None:
        """A window shows this card.

        Args:
            window: its id.
            account: for whom it was drawn.
            card: what it shows.
            before: how things stood; what changed since then may not be in it.
        """
        if not window:
            return
        self._open.pop(window, None)
        blank = partial(self._say_so, window, account.user)
        self._watching.stands(window, account, card, before.shared, blank)
        about = numbers_in(card)
        if not about:
            return
        self._open[window] = _Open(account.user, about)
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
            case act if may_take_away(act):
                self._wake()

    def forgotten(self) -> None:
        """Somebody was forgotten, and nobody knows any more whose mentee they were."""
        self._change(EVERY, "")

    def _change(self, about: int, by: str) -> None:
        self._changes += 1
        self._wake()
        self._latest.append((self._changes, about, by))
        self._blank([window for window in self._open if self._is_of(window, about, by)])

    def _is_of(self, window: str, about: int, by: str) -> bool:
        """Whether a window shows something of a pairing to anybody but whoever changed it."""
        shown = self._open[window]
        return (about == EVERY or about in shown.about) and shown.user != by

    async def stop(self, grace: float) -> None:
        """Blank what is on its way, for so many seconds."""
        await self._blanking.stop(grace)

    def _blank(self, windows: Sequence[str]) -> None:
        for window in windows:
            self._watching.leave(window)
            self._blanking.begin(self._say_so(window, self._open[window].user))

    async def _say_so(self, window: str, user: str) -> None:
        self._open.pop(window, None)
        changed = Card(body=self._catalog.say("desk.changed"))
        view = desk_cards.to_window(self._catalog, changed, user)
        try:
            await self._slack.call("views.update", {"view_id": window, "view": view}, FAST)
        except DeliveryError as problem:  # mostly it was closed long ago
            told_to_operator(problem)

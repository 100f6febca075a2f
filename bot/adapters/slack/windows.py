"""Windows that stand open with what mentees share: blanked as soon as that may have changed.

A press in a window is judged anew anyway (F61). This is for the window that nobody presses:
when a mentee changes what they share, parts, or asks to be forgotten, it says so instead of
what stood there (F63). With a restart this list is lost; then a window stays as it is until
it is pressed or closed.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.adapters.slack import desk_cards
from bot.adapters.slack.client import FAST, Slack
from bot.adapters.slack.desk_inbound import Deed
from bot.adapters.slack.refusals import told_to_operator
from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import OF_A_PAIR, OF_MENTEES, View, spot_of
from bot.engine.mentoring.overview import OPEN
from bot.errors import DeliveryError
from bot.usecases.mentors.asking import Pressed
from bot.usecases.mentors.sides import numbered
from bot.usecases.underway import Underway

MOST_OPEN = 1_000
"""So many windows are remembered (I9), the latest."""

EVERY = 0
"""The number of no pairing: all of them may have changed."""


def _nothing() -> None:
    """No file is anywhere."""


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
        wake: has files of mentors deleted that show more than may be seen.

    Attributes:
        changes: how often something changed that others may see.
    """

    def __init__(
        self, slack: Slack, catalog: Catalog, wake: Callable[[], None] = _nothing
    ) -> None:
        self.changes = 0
        self._slack = slack
        self._catalog = catalog
        self._wake = wake
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._latest: deque[tuple[int, int, str]] = deque(maxlen=MOST_OPEN)
        self._blanking = Underway("a window still shows what it may not")

    def stands(self, window: str, user: str, card: Card, since: int) -> None:
        """A window shows this card.

        Args:
            window: its id.
            user: for whom it was drawn.
            card: what it shows.
            since: ``changes`` before the card was made; what changed meanwhile is not in it.
        """
        about = numbers_in(card)
        self._open.pop(window, None)
        if not window or not about:
            return
        self._open[window] = _Open(user, about)
        if len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        meanwhile = [(number, by) for change, number, by in self._latest if change > since]
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

    def _change(self, about: int, by: str) -> None:
        self.changes += 1
        self._wake()
        self._latest.append((self.changes, about, by))
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
            self._blanking.begin(self._say_so(window, self._open.pop(window).user))

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

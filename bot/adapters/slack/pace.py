"""How fast we may ask Slack: it counts by workspace, and each method by itself.

``chat.postMessage`` takes one message a second for each channel and, as Slack writes, several
hundred a minute for a workspace; ``chat.update`` is of Tier 3 and takes fifty.
"""

from datetime import timedelta

from bot.ports.clock import Clock
from bot.usecases.flood import Admission, Buckets, Rate

SPACING = timedelta(milliseconds=102)
"""Between two messages of the long way to one workspace: not quite six hundred a minute, for
some move closer together on their way."""

EDITS = Rate(at_once=10, per_second=0.5)
"""Forty at most in any minute: ten are left for people who are here."""


class Edits:
    """Says whether the card before one that came by itself may become one line now.

    One that may not still says kindly that it is old.

    Args:
        clock: what time it is.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._bucket = Buckets(EDITS)

    def take(self) -> bool:
        """Take one, if there is any left."""
        return self._bucket.take("edits", self._clock.now()) is Admission.TAKEN

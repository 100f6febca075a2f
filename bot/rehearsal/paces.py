"""Whether rounds leave a community alone that was told to wait, and keep their distance (F22).

Where the clock was moved in between, nobody can tell how long a wait was.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.ports.news import Held, News
from bot.ports.outbox import Claimed
from bot.rehearsal.world import World

SLOW = 0.5
"""Seconds in the writer's queue after which a lease of some seconds may run out."""

Community = tuple[str, str]
"""A platform and a workspace; an empty one means the whole platform."""


class Moment(NamedTuple):
    """The simulated second, what the clock showed, and how often it had been moved."""

    second: float
    shown: datetime
    moves: int


class Paces:
    """What was told, and what was taken since."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._told: dict[Community, tuple[Moment, datetime]] = {}
        self._taken: dict[Community, tuple[Moment, timedelta]] = {}

    def moment(self) -> Moment:
        """This one."""
        return Moment(self._world.now(), self._world.clock.now(), self._world.clock.moves)

    def is_long_ago(self, asked: Moment) -> bool:
        """Whether a lease that was counted from that moment may be over."""
        now = self.moment()
        return now.second - asked.second > SLOW or now.moves != asked.moves

    def told(self, news: Sequence[News]) -> None:
        """These waits are stored now."""
        for one in news:
            if isinstance(one, Held):
                self._told[one.platform, one.workspace] = (self.moment(), one.until)

    def forget(self) -> None:
        """What was told by a clock that was ahead does not count any more."""
        self._told.clear()

    def taken(self, claimed: Claimed, asked: Moment, spacing: Mapping[str, timedelta]) -> None:
        """A round took these.

        Args:
            claimed: the messages.
            asked: when it asked for them.
            spacing: by platform, the distance that it wants to the next.
        """
        for community in {
            (one.to.platform, one.to.workspace): None for one in claimed.messages
        }:
            self._look(community, asked)
            self._look((community[0], ""), asked)
            if community[0] in spacing:
                self._keep_distance(community, asked, spacing[community[0]])

    def _look(self, community: Community, asked: Moment) -> None:
        if community not in self._told:
            return
        stored, until = self._told[community]
        is_known = stored.second < asked.second and stored.moves == asked.moves
        if is_known and asked.shown < until:
            self._world.broken("F22", f"{' '.join(community)} was not left alone until {until}")

    def _keep_distance(self, community: Community, asked: Moment, apart: timedelta) -> None:
        last, wanted = self._taken.get(community, (None, apart))
        self._taken[community] = asked, apart
        if last and last.moves == asked.moves and asked.shown < last.shown + wanted:
            self._world.broken("F22", f"{' '.join(community)} was written to twice at once")

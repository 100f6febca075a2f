"""Whether rounds leave a community alone that was told to wait, and keep their distance (F22).

Where the clock was moved in between, nobody can tell how long a wait was.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.ports.outbox import Claimed, Held, News
from bot.rehearsal.world import World

Community = tuple[str, str]
"""A platform and a workspace; an empty one means the whole platform."""


class Paces:
    """What was told, and what was taken since."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._told: dict[Community, tuple[float, datetime, int]] = {}
        self._taken: dict[Community, tuple[datetime, int]] = {}

    def told(self, news: Sequence[News]) -> None:
        """These waits are stored now."""
        for one in news:
            if isinstance(one, Held):
                told = (self._world.now(), one.until, self._world.clock.moves)
                self._told[one.platform, one.workspace] = told

    def taken(
        self,
        claimed: Claimed,
        asked_at: float,
        called: datetime,
        spacing: Mapping[str, timedelta],
    ) -> None:
        """A round took these.

        Args:
            claimed: the messages.
            asked_at: the simulated second at which it asked.
            called: what the clock showed then.
            spacing: by platform, the distance that it wants.
        """
        for community in {
            (one.to.platform, one.to.workspace): None for one in claimed.messages
        }:
            self._look(community, asked_at, called)
            self._look((community[0], ""), asked_at, called)
            self._keep_distance(community, called, spacing.get(community[0], timedelta()))

    def _look(self, community: Community, asked_at: float, called: datetime) -> None:
        stored, until, moves = self._told.get(community, (asked_at, called, 0))
        if stored < asked_at and called < until and moves == self._world.clock.moves:
            self._world.broken("F22", f"{' '.join(community)} was not left alone until {until}")

    def _keep_distance(self, community: Community, called: datetime, apart: timedelta) -> None:
        last, moves = self._taken.get(community, (called - apart, 0))
        self._taken[community] = (called, self._world.clock.moves)
        if moves == self._world.clock.moves and called < last + apart:
            self._world.broken("F22", f"{' '.join(community)} was written to twice at once")

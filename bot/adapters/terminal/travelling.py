"""A time machine: ``+1 week`` puts the clock forward, and whatever is due on the way comes.

A line that begins with a plus is a wish to travel, also where it cannot be understood; so is
one that begins with a minus and a digit.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.adapters.terminal.coming import Coming
from bot.adapters.terminal.surface import Surface
from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.schedule import Schedule
from bot.engine.schedule.zones import DEFAULT_ZONE, days_later
from bot.engine.state import Conversation
from bot.engine.weekly.telling import told_moment
from bot.ports.clock import Adjustable

FURTHEST = timedelta(days=366)
"""In one step; there may be many."""

_WISH = re.compile(r"\s*(\+|-\s*\d)")
_PART = re.compile(r"[+,\s]*(\d{1,6})\s*([^\W\d_]+)")


class Unit(StrEnum):
    """What time is counted in here; its words stand in the content."""

    WEEKS = "weeks"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"


_WORDS = {
    Unit.WEEKS: "terminal.clock-weeks",
    Unit.DAYS: "terminal.clock-days",
    Unit.HOURS: "terminal.clock-hours",
    Unit.MINUTES: "terminal.clock-minutes",
}


@dataclass(frozen=True, slots=True)
class Leap:
    """A step forward.

    Attributes:
        days: on the wall: the clock there shows the same hour after them.
        more: what is added to that.
    """

    days: int
    more: timedelta

    def after(self, now: datetime, wall: tzinfo) -> datetime:
        """Where it leads from an instant, in UTC, for somebody with that clock on the wall."""
        days = days_later(now, timedelta(days=self.days), wall)
        return max(days if self.days else now, now) + self.more


@dataclass(frozen=True, slots=True)
class NoLeap:
    """A step that is not taken.

    Attributes:
        key: of the sentence that says why.
    """

    key: str


class Travelling:
    """The time machine of one screen.

    Args:
        clock: is put forward.
        catalog: the words.
        surface: where it says what time it is.

    Attributes:
        last: the last card that came on the latest way.
    """

    def __init__(self, clock: Adjustable, catalog: Catalog, surface: Surface) -> None:
        self._clock = clock
        self._catalog = catalog
        self._surface = surface
        self.last: Card | None = None

    def is_meant(self, text: str) -> bool:
        """Whether somebody who says this wants to travel."""
        return leap(self._catalog, text) is not None

    async def travel(self, text: str, coming: Coming, here: Conversation | None) -> str:
        """Go as far as the text says, and stop wherever something is due.

        Args:
            text: what was said.
            coming: shows what is due.
            here: where the traveller stands, for the hour on their wall.

        Returns:
            The sentence that says why it is not done; empty if it is.

        Raises:
            StoreError: the way ends here.
        """
        asked = leap(self._catalog, text)
        if not isinstance(asked, Leap):
            return self._catalog.say(asked.key) if asked else ""
        wall = _wall(here)
        target = asked.after(self._clock.now(), wall.wall)
        self.last = None
        while moment := await coming.next_moment(target):
            self._clock.forward_to(moment)
            self.last = await coming.show_due(self._now(wall)) or self.last
        self._clock.forward_to(target)
        await coming.note_presence()
        self._surface.show(self._now(wall))
        return ""

    def _now(self, wall: Schedule) -> Card:
        """What time it is."""
        moment = told_moment(self._catalog, wall, self._clock.now())
        return Card(body=self._catalog.say("terminal.clock-now", moment=moment))


def _wall(here: Conversation | None) -> Schedule:
    """Whose clock on the wall is told: theirs, as far as it is known."""
    if here is not None and here.weekly is not None:
        return here.weekly.agenda.schedule
    zone = here.zone if here is not None else None
    return Schedule(0, time(), zone or DEFAULT_ZONE, date.min)


def leap(catalog: Catalog, text: str) -> Leap | NoLeap | None:
    """How far somebody wants to travel; None if that is not what they say."""
    wish = _WISH.match(text)
    if wish is None:
        return None
    if wish[1] != "+":
        return NoLeap("terminal.clock-back")
    counted = _counted(catalog, text)
    if counted is None:
        return NoLeap("terminal.clock-form")
    if sum(counted.values(), timedelta()) > FURTHEST:
        return NoLeap("terminal.clock-far")
    days = counted[Unit.WEEKS] + counted[Unit.DAYS]
    return Leap(days.days, counted[Unit.HOURS] + counted[Unit.MINUTES])


def _counted(catalog: Catalog, text: str) -> dict[Unit, timedelta] | None:
    """How much of each unit a text names; None if it says anything else, or nothing."""
    units = {
        word: unit for unit in Unit for word in catalog.say(_WORDS[unit]).casefold().split()
    }
    counted = dict.fromkeys(Unit, timedelta())
    end = 0
    while part := _PART.match(text, end):
        unit = units.get(part[2].casefold())
        if unit is None:
            return None
        counted[unit] += timedelta(**{unit: int(part[1])})
        end = part.end()
    return counted if end and not text[end:].strip() and any(counted.values()) else None

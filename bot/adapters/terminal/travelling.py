"""A time machine: ``+1 week`` puts the clock forward, and whatever is due on the way comes.

A line that begins with a plus is a wish to travel, also where it cannot be understood; so is
one that begins with a minus and a digit.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.catalog import Catalog
from bot.engine.schedule.zones import instant_of, zone_or

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


@dataclass(frozen=True, slots=True)
class Leap:
    """A step forward.

    Attributes:
        days: on the wall: the clock there shows the same hour after them.
        more: what is added to that.
    """

    days: int
    more: timedelta

    def after(self, now: datetime, zone: str) -> datetime:
        """Where it leads from an instant, in UTC, for somebody in that zone."""
        there, _ = zone_or(zone, "UTC")
        local = now.astimezone(there)
        days = instant_of(local.date() + timedelta(days=self.days), local.time(), there)
        return max(days if self.days else now, now) + self.more


@dataclass(frozen=True, slots=True)
class NoLeap:
    """A step that is not taken.

    Attributes:
        key: of the sentence that says why.
    """

    key: str


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
        word: unit
        for unit in Unit
        for word in catalog.say(f"terminal.clock-{unit}").casefold().split()
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

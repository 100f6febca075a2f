"""Somebody's time with us: what they wanted and when, and what was written for them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.ports.inbound import Address
from bot.ports.outbox import BY_CALENDAR, Kind
from bot.rehearsal.seasons.calendar import FOR_GOOD, Calendar, Wish, name_of

IN_PLACE_OF_A_NUDGE = BY_CALENDAR - {Kind.REMINDER}
"""A person gets one of these in a period."""

JUST_NOW = timedelta(minutes=5)
"""So long a word and a round may have passed each other."""


@dataclass(frozen=True, slots=True)
class Row:
    """A message of which somebody gets one in a period.

    Attributes:
        key: its own.
        kind: what it is about.
        period: the name of the week.
        at: when it was written.
        heard: when its person had last said anything by then, or None.
    """

    key: str
    kind: Kind
    period: str
    at: datetime
    heard: datetime | None = None


class Change(NamedTuple):
    """What somebody wants from a moment on, and when the program had heard of it."""

    at: datetime
    heard: datetime
    wish: Wish


class PutOff(NamedTuple):
    """A step that somebody does not want before a moment, and when they said so."""

    at: datetime
    until: datetime


@dataclass(slots=True, eq=False)
class Stay:
    """Somebody's time with us, until we are asked to forget them.

    Attributes:
        account: theirs.
        calendar: when they are due a nudge.
        asked: what they said that they want, be it not yet begun; None without weekly steps.
        changes: what they wanted.
        put_off: steps that they put off.
        rows: what was written for them, by period.
        unheard: rows since they last said anything.
        heard: when they last said anything, or None.
        forgotten_at: when we forgot them, or None.
    """

    account: Address
    calendar: Calendar = field(default_factory=Calendar)
    asked: Wish | None = None
    changes: list[Change] = field(default_factory=list)
    put_off: list[PutOff] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    unheard: list[Row] = field(default_factory=list)
    heard: datetime | None = None
    forgotten_at: datetime | None = None

    def want(self, wish: Wish, at: datetime, heard: datetime, *, is_late: bool = False) -> None:
        """They want this from now on; what they never began they cannot stop.

        Args:
            wish: what.
            at: when they said so.
            heard: when the program had heard it.
            is_late: the week that has begun has yet to come.
        """
        if wish.stopped and not self.changes:
            return
        if not self.changes or self.changes[-1].wish != wish:
            self.changes.append(Change(at, heard, wish))
            self.calendar.wish(wish, at, is_late=is_late)

    def forgotten(self, at: datetime) -> None:
        """They are gone."""
        self.calendar.wish(None, at)
        self.forgotten_at = at

    @property
    def wish(self) -> Wish | None:
        """What they want now; None before they have begun."""
        return self.changes[-1].wish if self.changes else None

    def wished(self, since: datetime, until: datetime) -> list[Wish]:
        """What they wanted at any time of a span."""
        ends = [*(change.at for change in self.changes[1:]), FOR_GOOD]
        known = zip(self.changes, ends, strict=False)
        return [one.wish for one, end in known if one.at <= until and end >= since]

    def nudges(self, period: str) -> list[Row]:
        """What was written for a week, reminders aside."""
        rows = self.rows.get(period, ())
        return [row for row in rows if row.kind in IN_PLACE_OF_A_NUDGE]

    def waits(self, at: datetime) -> bool:
        """Whether a week has begun that they want, and nothing is written for it yet."""
        self.calendar.pass_until(at)
        begun = self.calendar.begun_by(at)
        week = None if begun is None else self.calendar.weeks.get(begun)
        if begun is None or week is None or self.nudges(name_of(begun)):
            return False
        return not any(
            wish.stopped or (wish.paused_until is not None and wish.paused_until > week.at)
            for wish in self.wished(week.at, at)
        )

    def was_unheard(self, at: datetime) -> bool:
        """Whether they had just changed something of which the program could not know yet."""
        return any(one.at <= at <= one.heard + JUST_NOW for one in self.changes)

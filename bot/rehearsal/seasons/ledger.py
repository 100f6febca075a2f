"""What became of every nudge that was due: the account of a season.

What was due, each person's own calendar says; what arrived, the platforms know; and why
something did not, stands in the outbox. The program's agendas are asked nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.ports.inbound import Address
from bot.ports.outbox import BY_CALENDAR, Kind, Reason
from bot.rehearsal.seasons.calendar import Calendar, DueWeek, Wish

IN_PLACE_OF_A_NUDGE = BY_CALENDAR - {Kind.REMINDER}
"""A person gets one of these in a period."""

WAITED = timedelta(minutes=5)
"""So long a nudge may wait when nothing goes wrong."""

WAITED_AMONG_FAULTS = timedelta(days=22)
"""Else it may wait until the program runs again, and nothing was written for it by then."""

ASKED_AFTER, PAUSED_AFTER = 2, 4
"""Silent weeks."""


class Skipped(StrEnum):
    """Why a nudge that was due was not sent; the list is closed."""

    STOPPED = "stopped"
    PAUSED = "paused"
    SNOOZED = "snoozed"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    FORGOTTEN = "forgotten"
    PERIOD_ENDED = "period_ended"


REASONS: Mapping[str, Skipped] = {
    Reason.STOPPED: Skipped.STOPPED,
    Reason.PAUSED: Skipped.PAUSED,
    Reason.SNOOZED: Skipped.SNOOZED,
    Reason.OFFLINE: Skipped.OFFLINE,
    Reason.UNREACHABLE: Skipped.UNREACHABLE,
    Reason.REVOKED: Skipped.UNREACHABLE,
    Reason.TOO_LATE: Skipped.PERIOD_ENDED,
    Reason.EXPIRED: Skipped.PERIOD_ENDED,
    Reason.MOOT: Skipped.PAUSED,  # that they are left in peace, and they were back by then
}


@dataclass(frozen=True, slots=True)
class Row:
    """A message of which somebody gets one in a period.

    Attributes:
        key: its own.
        kind: what it is about.
        period: the name of the week.
    """

    key: str
    kind: Kind
    period: str


@dataclass(slots=True, eq=False)
class Stay:
    """Somebody's time with us, until we are asked to forget them.

    Attributes:
        account: theirs.
        calendar: when they are due a nudge.
        wishes: what they wanted, and since when.
        rows: what was written for them, by period.
        unheard: rows since they last said anything.
        forgotten_at: when we forgot them, or None.
    """

    account: Address
    calendar: Calendar = field(default_factory=Calendar)
    wishes: list[tuple[datetime, Wish]] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    unheard: list[Row] = field(default_factory=list)
    forgotten_at: datetime | None = None

    def wish(self, wish: Wish, at: datetime) -> None:
        """They want this from now on; what they never began they cannot stop."""
        if wish.stopped and not self.wishes:
            return
        if not self.wishes or self.wishes[-1][1] != wish:
            self.wishes.append((at, wish))
            self.calendar.wish(wish, at)

    def forgotten(self, at: datetime) -> None:
        """They are gone."""
        self.calendar.wish(None, at)
        self.forgotten_at = at

    @property
    def silent_weeks(self) -> int:
        """Weeks that were asked about and that they said nothing in."""
        rhythm = self.wishes[-1][1].rhythm if self.wishes else 1
        return rhythm * sum(row.kind is not Kind.REMINDER for row in self.unheard)

    def changed_their_mind(self, due: datetime, waited: timedelta) -> Skipped | None:
        """Whether they stopped or paused while a nudge still waited, at most so long."""
        for at, wish in self.wishes:
            if due <= at <= due + waited:
                if wish.stopped:
                    return Skipped.STOPPED
                if wish.paused_until is not None and wish.paused_until > due:
                    return Skipped.PAUSED
        return None


@dataclass(slots=True)
class Account:
    """The sums of a season.

    Attributes:
        due: nudges that were due.
        sent: of them, those that arrived.
        doubled: of them, those that arrived twice.
        missing: of them, those that nobody can say anything about.
        skipped: of them, those that were not sent, by reason.
        unknown: of them, those of which nobody can know whether they arrived.
        wrong: what else must not be, a sentence each.
    """

    due: int = 0
    sent: int = 0
    doubled: int = 0
    missing: int = 0
    skipped: Counter[Skipped] = field(default_factory=Counter)
    unknown: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ends:
    """How messages ended.

    Attributes:
        states: state and reason of each that is still kept, by key.
        accepted: how often platforms accepted each, by key.
        arrived_at: when each was first accepted, by key.
        was_moved: the clock was moved, so that something may have come a day early or late.
        were_faults: something went wrong, so that it may have come late.
    """

    states: Mapping[str, tuple[str, str | None]]
    accepted: Mapping[str, int]
    arrived_at: Mapping[str, datetime]
    was_moved: bool
    were_faults: bool


def settled(stays: Iterable[Stay], until: datetime, ends: Ends) -> Account:
    """Hold what was due until a moment against what arrived."""
    account = Account()
    for stay in stays:
        for number, week in sorted(stay.calendar.weeks.items()):
            if week.at > until:
                continue
            account.due += 1
            _settle(account, stay, number, week, ends)
        _look_for_more(account, stay, ends)
    return account


def name_of(number: int) -> str:
    """How the program names a week, by ISO 8601."""
    year, week, _ = date.fromordinal(number * 7 + 1).isocalendar()
    return f"{year:04}-W{week:02}"


def _settle(account: Account, stay: Stay, number: int, week: DueWeek, ends: Ends) -> None:
    rows = _in_place_of_a_nudge(stay, name_of(number))
    arrived = sum(ends.accepted.get(row.key, 0) for row in rows)
    if arrived:
        account.sent += 1
        account.doubled += arrived > 1
        if week.why_not and not ends.was_moved:
            account.wrong.append(f"{_told(stay, number)} was sent, and they had {week.why_not}")
        if not week.why_not and not ends.were_faults:
            _look_at_the_clock(account, stay, number, week, min(_arrivals(rows, ends)))
        return
    states = {ends.states.get(row.key, ("", None)) for row in rows}
    why = _why_not(stay, week, states, ends)
    if "unknown" in {state for state, _ in states}:
        account.unknown += 1
    elif why is None:
        account.missing += 1
        account.wrong.append(f"{_told(stay, number)} was due {week.at:%d %b %H:%M}: {states}")
    else:
        account.skipped[why] += 1


def _arrivals(rows: list[Row], ends: Ends) -> list[datetime]:
    return [ends.arrived_at[row.key] for row in rows if row.key in ends.arrived_at]


def _look_at_the_clock(
    account: Account, stay: Stay, number: int, week: DueWeek, arrived: datetime
) -> None:
    """It came when it was due, by the clock on its person's wall."""
    if not timedelta() <= arrived - week.at <= WAITED:
        told = f"was due {week.at:%d %b %H:%M} and came {arrived:%d %b %H:%M}"
        account.wrong.append(f"{_told(stay, number)} {told}")


def _why_not(
    stay: Stay, week: DueWeek, states: set[tuple[str, str | None]], ends: Ends
) -> Skipped | None:
    """Why a nudge did not arrive, as far as that is known."""
    if week.why_not:
        return Skipped(week.why_not)
    for _, reason in states:
        if reason is not None and reason in REASONS:
            return REASONS[reason]
    waited = WAITED_AMONG_FAULTS if ends.were_faults else WAITED
    if stay.forgotten_at is not None and (states or stay.forgotten_at - week.at <= waited):
        return Skipped.FORGOTTEN
    return stay.changed_their_mind(week.at, waited)


def _look_for_more(account: Account, stay: Stay, ends: Ends) -> None:
    """What was sent and not due, and reminders that came twice."""
    due = {name_of(number) for number in stay.calendar.weeks}
    for period, rows in stay.rows.items():
        arrived = Counter[bool]()
        for row in rows:
            arrived[row.kind in IN_PLACE_OF_A_NUDGE] += ends.accepted.get(row.key, 0)
        if arrived[True] and period not in due and not ends.was_moved:
            told = f"{stay.account.user} got a nudge in {period}, and none was due"
            account.wrong.append(told)
        if arrived[False] > 1:
            account.wrong.append(f"{stay.account.user} was reminded twice in {period}")


def _in_place_of_a_nudge(stay: Stay, period: str) -> list[Row]:
    return [row for row in stay.rows.get(period, ()) if row.kind in IN_PLACE_OF_A_NUDGE]


def _told(stay: Stay, number: int) -> str:
    return f"the nudge of {stay.account.user} in {name_of(number)}"

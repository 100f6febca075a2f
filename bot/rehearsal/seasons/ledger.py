"""What became of every nudge that was due: the account of a season.

What was due, each person's own calendar says; what arrived, the platforms know; and why
something did not, stands in the outbox and is held against what the rehearsal did. The
program's agendas are asked nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.ports.outbox import Kind
from bot.rehearsal.seasons.calendar import DueWeek, awake, days_later, name_of, opens
from bot.rehearsal.seasons.reasons import Case, Skipped, State
from bot.rehearsal.seasons.stays import Row, Stay
from bot.rehearsal.seasons.troubles import A_DAY_OFF, Troubles

ASKED_AFTER, PAUSED_AFTER = 2, 4
"""Silent weeks."""

REMINDED_AFTER = 5
"""Days."""

ONLY_AMONG_FAULTS = (Skipped.OFFLINE, Skipped.UNREACHABLE, Skipped.PERIOD_ENDED)


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

    def check(self, faults: int, refused_looks: int) -> None:
        """Hold the sums against each other.

        Args:
            faults: how many happened.
            refused_looks: of how many messages nobody could find out whether they arrived.
        """
        if self.due != self.sent + self.unknown + self.skipped.total() + self.missing:
            self.wrong.append(f"{self.due} nudges were due, and their ends are not as many")
        if self.unknown > refused_looks:
            told = f"{self.unknown} are unknown, and {refused_looks} looks were refused"
            self.wrong.append(told)
        if faults:
            return
        lost = self.unknown + self.missing + sum(self.skipped[w] for w in ONLY_AMONG_FAULTS)
        if lost:
            self.wrong.append(f"nothing went wrong, and {lost} nudges did not come")


@dataclass(frozen=True, slots=True)
class Ends:
    """How messages ended.

    Attributes:
        states: state and reason of each that is still kept, by key.
        accepted: how often platforms accepted each, by key.
        arrived_at: when each was first accepted, by key.
        troubles: what went wrong meanwhile.
    """

    states: Mapping[str, State]
    accepted: Mapping[str, int]
    arrived_at: Mapping[str, datetime]
    troubles: Troubles

    def first(self, rows: Iterable[Row]) -> datetime | None:
        """When the first of these arrived, if any did."""
        arrived = (self.arrived_at[row.key] for row in rows if row.key in self.arrived_at)
        return min(arrived, default=None)


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


def _settle(account: Account, stay: Stay, number: int, week: DueWeek, ends: Ends) -> None:
    rows = stay.nudges(name_of(number))
    came = ends.first(rows)
    if came is not None:
        account.sent += 1
        account.doubled += sum(ends.accepted.get(row.key, 0) for row in rows) > 1
        _look_at_the_clock(account, stay, number, week, came, ends.troubles)
        return
    states = {ends.states[row.key] for row in rows if row.key in ends.states}
    if "unknown" in {state for state, _ in states}:
        account.unknown += 1
        return
    dues = _dues(stay, number, week, ends.troubles)
    latest = max(_latest(stay, due, ends.troubles) for due in dues)
    ends_at = stay.calendar.ends_at(number)
    why = Case(stay, week, rows, latest, ends_at, ends.troubles).why(states)
    if why is None:
        account.missing += 1
        account.wrong.append(f"{_told(stay, number)} was due {week.at:%d %b %H:%M}: {states}")
    else:
        account.skipped[why] += 1


def _dues(
    stay: Stay, number: int, week: DueWeek, troubles: Troubles, came: datetime | None = None
) -> list[datetime]:
    """When the nudge of a week was due, and when else it was by a wrong clock.

    Such a clock brings it before a change of the day that came first, or keeps it until one
    that comes later, be it that a rest in between left it out; then the other day counts.
    """
    since = min(week.at, came or week.at) - A_DAY_OFF
    until = _latest(stay, week.at, troubles)
    if not troubles.was_moved(since, until):
        return [week.at]
    wished = stay.wished(since, max(until, came or until))
    return [week.at, *(opens(wish, number) for wish in wished)]


def _latest(stay: Stay, due: datetime, troubles: Troubles) -> datetime:
    """Until when something may come to somebody that is due at a moment."""
    until, again = due, troubles.latest(stay.account, due, stay.wished(due, due))
    while until != again:  # what they change meanwhile may put it off to another morning
        until, again = again, troubles.latest(stay.account, due, stay.wished(due, again))
    return until


def _look_at_the_clock(
    account: Account,
    stay: Stay,
    number: int,
    week: DueWeek,
    came: datetime,
    troubles: Troubles,
) -> None:
    """It came when it was due, by the clock on its person's wall, and to who wanted it."""
    if stay.was_unheard(came) or stay.was_unheard(week.at):
        return
    if week.why_not:
        if not troubles.was_moved(came - A_DAY_OFF, week.at):
            account.wrong.append(f"{_told(stay, number)} was sent, and they had {week.why_not}")
    elif not any(
        troubles.earliest(due) <= came <= _latest(stay, due, troubles)
        for due in _dues(stay, number, week, troubles, came)
    ):
        told = f"was due {week.at:%d %b %H:%M} and came {came:%d %b %H:%M}"
        account.wrong.append(f"{_told(stay, number)} {told}")


def _look_for_more(account: Account, stay: Stay, ends: Ends) -> None:
    """What was sent and not due, and reminders that came twice or on another day."""
    weeks = {name_of(number): week for number, week in stay.calendar.weeks.items()}
    for period, rows in stay.rows.items():
        came = ends.first(stay.nudges(period))
        if came is not None and period not in weeks and not _is_excused(stay, came, ends):
            told = f"{stay.account.user} got a nudge in {period}, and none was due"
            account.wrong.append(told)
        reminders = [row for row in rows if row.kind is Kind.REMINDER]
        if sum(ends.accepted.get(row.key, 0) for row in reminders) > 1:
            account.wrong.append(f"{stay.account.user} was reminded twice in {period}")
        for row in reminders:
            reminded = ends.arrived_at.get(row.key)
            if reminded is not None and period in weeks:
                due = weeks[period].at
                nudged = max([due, *(one.at for one in stay.nudges(period))])
                if not _is_on_its_day(stay, row, due, nudged, reminded, ends):
                    told = f"was nudged {nudged:%d %b %H:%M}, reminded {reminded:%d %b %H:%M}"
                    account.wrong.append(f"{stay.account.user} in {period} {told}")


def _is_excused(stay: Stay, came: datetime, ends: Ends) -> bool:
    """Whether nobody could know better."""
    return stay.was_unheard(came) or ends.troubles.was_moved(came - A_DAY_OFF, came)


def _is_on_its_day(
    stay: Stay, row: Row, due: datetime, nudged: datetime, reminded: datetime, ends: Ends
) -> bool:
    """Whether a reminder came five days after its nudge, or when its person put that off to.

    What kept the nudge keeps the reminder as well: it counts from when the nudge came.
    """
    if stay.was_unheard(reminded):
        return True
    wanted = []
    came = _latest(stay, nudged, ends.troubles)
    for wish in stay.wished(row.at, row.at):
        first, last = (days_later(at, REMINDED_AFTER, wish.wall) for at in (due, came))
        again = [(one.until, one.until) for one in stay.put_off]
        wanted += [
            (awake(one, wish), awake(other, wish)) for one, other in ((first, last), *again)
        ]
    return any(
        ends.troubles.earliest(first) <= reminded <= _latest(stay, last, ends.troubles)
        for first, last in wanted
    )


def _told(stay: Stay, number: int) -> str:
    return f"the nudge of {stay.account.user} in {name_of(number)}"

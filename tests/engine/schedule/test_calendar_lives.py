"""Lives in which anything changes at any moment: moves, days, pauses, outages, clocks."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.engine.schedule import (
    OPEN_END,
    Due,
    Latest,
    Occasion,
    QuietHours,
    Rhythm,
    Schedule,
    begun,
    next_due,
    paced,
    replanned,
    taken,
    zone_named,
)
from tests.sparing import first

pytestmark = pytest.mark.thorough


SEEDS, QUICK = 1_000, 50
PLACES = sorted(z for z in available_timezones() if isinstance(zone_named(z), ZoneInfo))
DATE_LINE = ["Pacific/Kiritimati", "Pacific/Niue", "Pacific/Apia", "Pacific/Honolulu"]
START = datetime(2026, 1, 1, tzinfo=UTC)
DAY, WEEK, MINUTE = timedelta(days=1), timedelta(weeks=1), timedelta(minutes=1)
APART = timedelta(hours=36)

MOVES = ["move", "cross", "day", "hour"]
"""Changes after which no week may be lost."""

ABSENCES = [
    "quiet",
    "rhythm",
    "pause",
    "snooze",
    "stop",
    "return",
    "answer",
    "outage",
    "set back",
]


class Life:
    """One person, and a worker that follows the schedule as whoever wires it will."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.person = seed
        self.now = START + self.random.randrange(500_000) * MINUTE
        self.begin = self.now
        self.latest: Latest | None = None
        self.got: list[tuple[datetime, Due]] = []
        self.ended: list[int] = []
        wanted = Schedule(0, time(9), self.random.choice(PLACES), START.date())
        self.schedule = begun(wanted, self.now)
        self.row = next_due(self.schedule, self.now)

    def live(self, changes: list[str], count: int) -> None:
        for _ in range(count):
            change = self.random.choice(changes)
            span = self.random.choice([MINUTE, DAY, 3 * DAY]) * self.random.random()
            if change == "outage":
                self.now += self.random.choice([DAY, WEEK, 4 * WEEK]) * self.random.random()
            elif change == "set back":
                self.now -= DAY * self.random.random()
            else:
                self.work_until(self.now + span)
                self.change(change)
            self.work_until(self.now + MINUTE)
        self.work_until(self.now + 5 * WEEK)

    def change(self, change: str) -> None:
        before, self.schedule = self.schedule, self.changed(change)
        if change == "answer" and self.latest is not None:
            self.latest = replace(self.latest, settled=True)
        self.row = replanned(self.schedule, before, self.row, self.now, self.latest)

    def changed(self, change: str) -> Schedule:
        random, now, schedule = self.random, self.now, self.schedule
        match change:
            case "move":
                return replace(schedule, zone=random.choice(PLACES))
            case "cross":
                return replace(schedule, zone=random.choice(DATE_LINE))
            case "day":
                return replace(schedule, day=random.randrange(7))
            case "hour":
                return replace(schedule, hour=self.an_hour())
            case "quiet":
                quiet = random.choice([None, QuietHours(self.an_hour(), self.an_hour())])
                return replace(schedule, quiet=quiet)
            case "rhythm":
                return paced(schedule, random.choice([*Rhythm]), self.latest)
            case "pause":
                until = random.choice([now + 4 * WEEK * random.random(), OPEN_END])
                return replace(schedule, paused_until=until)
            case "snooze":
                return replace(schedule, snoozed_until=now + 9 * DAY * random.random())
            case "stop":
                return replace(schedule, stopped=True)
            case "return":
                return replace(schedule, stopped=False, paused_until=None)
            case _:
                return schedule

    def an_hour(self) -> time:
        return time(self.random.randrange(24), self.random.choice([0, 30, 59]))

    def work_until(self, end: datetime) -> None:
        """Take what is due, soon after it is; and stand at the end."""
        while self.row is not None and self.row.at <= end:
            self.now = max(self.now, self.row.at) + self.random.choice([0, 10]) * MINUTE
            self.take(self.row)
        self.now = max(self.now, end)

    def take(self, row: Due) -> None:
        found = taken(self.schedule, row, self.now, self.person)
        self.ended += found.ended
        self.latest = found.latest or self.latest
        if found.due is not None and found.due.at > self.now:
            self.row = found.due
            return
        if found.due is not None:
            self.check(found.due)
            self.got.append((self.now, found.due))
            self.latest = found.due.served()
        self.row = next_due(self.schedule, self.now, self.latest)

    def check(self, due: Due) -> None:
        """It is nobody's night, and nobody's pause."""
        zone, quiet = ZoneInfo(self.schedule.zone), self.schedule.quiet
        if quiet is not None:
            hour = self.now.astimezone(zone).time()
            turned = quiet.start > quiet.end
            assert (
                min(quiet.start, quiet.end) <= hour < max(quiet.start, quiet.end)
            ) is turned or (quiet.start == quiet.end)
        assert not self.schedule.stopped
        assert self.schedule.paused_until is None or self.schedule.paused_until <= due.at
        assert self.schedule.snoozed_until is None or self.schedule.snoozed_until <= due.at

    def nudges(self) -> list[tuple[datetime, Due]]:
        return [(at, due) for at, due in self.got if due.kind is Occasion.NUDGE]

    def reminders(self) -> list[tuple[datetime, Due]]:
        return [(at, due) for at, due in self.got if due.kind is Occasion.REMINDER]


any_life = pytest.mark.parametrize("seed", first(QUICK, range(SEEDS)))


@any_life
def test_whatever_happens_and_whenever_a_period_has_one_nudge_and_one_reminder(
    seed: int,
) -> None:
    life = Life(seed)

    life.live(MOVES + ABSENCES, 60)

    periods = [due.period for _, due in life.nudges()]
    assert periods == sorted({*periods})
    assert not {*periods} & {*life.ended}
    assert len(life.ended) == len({*life.ended})
    opened = [due.opens_at for _, due in life.nudges()]
    assert all(b - a >= APART for a, b in pairwise(opened))
    reminded = [due.period for _, due in life.reminders()]
    assert reminded == sorted({*reminded})
    assert {*reminded} <= {*periods}
    order = [due.period for _, due in life.got]
    assert order == sorted(order)


@any_life
def test_whoever_only_moves_or_changes_the_hour_never_goes_without(seed: int) -> None:
    life = Life(seed)

    life.live(MOVES, 60)

    moments = [life.begin, *(at for at, _ in life.nudges()), life.now]
    # a Sunday, the Sunday but one, and round the world
    assert max(b - a for a, b in pairwise(moments)) <= 17.5 * DAY
    assert not life.ended


@any_life
def test_whoever_changes_their_quiet_hours_as_well_loses_no_week_by_it(seed: int) -> None:
    life = Life(seed)

    life.live([*MOVES, "quiet"], 60)

    assert not life.ended
    assert len(life.nudges()) >= (life.now - life.begin) / (2 * WEEK) - 1


@any_life
def test_F41_across_the_date_line_at_any_moment_each_week_has_one_nudge(seed: int) -> None:
    life = Life(seed)

    life.live(["cross"], 60)

    periods = [due.period for _, due in life.nudges()]
    assert periods == [*range(periods[0], periods[0] + len(periods))]
    moments = [at for at, _ in life.nudges()]
    gaps = [b - a for a, b in pairwise(moments)]
    assert all(5.5 * DAY <= gap <= 8.5 * DAY for gap in gaps)


@any_life
def test_whoever_is_back_after_everything_is_nudged_on(seed: int) -> None:
    life = Life(seed)
    life.live(MOVES + ABSENCES, 40)
    before = len(life.nudges())

    life.change("return")
    life.work_until(life.now + 6 * WEEK)

    assert len(life.nudges()) >= before + 2

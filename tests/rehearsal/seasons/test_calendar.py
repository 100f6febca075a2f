"""The rehearsal's own calendar and the program's schedule say the same, whatever happens."""

from datetime import datetime

import pytest

from bot.engine.schedule import Schedule
from bot.rehearsal.seasons.calendar import Calendar, Wish
from tests.engine.schedule.test_calendar_lives import MOVES, Life
from tests.sparing import first

pytestmark = pytest.mark.thorough

SEEDS, QUICK = 1_000, 50
WISHES = [*MOVES, "quiet", "rhythm", "pause", "stop", "return"]


class Compared(Life):
    """A life in which both are told what the person wants."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.calendar = Calendar()
        self.calendar.wish(wish_of(self.schedule), self.now)

    def change(self, change: str) -> None:
        super().change(change)
        self.calendar.wish(wish_of(self.schedule), self.now)

    def work_until(self, end: datetime) -> None:
        """Whoever is late may come into quiet hours, of which the calendar knows nothing."""
        while self.row is not None and self.row.at <= end:
            self.now = max(self.now, self.row.at)
            self.take(self.row)
        self.now = max(self.now, end)


def wish_of(schedule: Schedule) -> Wish:
    quiet = schedule.quiet
    return Wish(
        schedule.day,
        schedule.hour,
        schedule.zone,
        schedule.since,
        schedule.rhythm,
        (quiet.start, quiet.end) if quiet else None,
        schedule.paused_until,
        stopped=schedule.stopped,
    )


@pytest.mark.parametrize("seed", first(QUICK, range(SEEDS)))
def test_both_nudge_about_the_same_weeks(seed: int) -> None:
    life = Compared(seed)

    life.live(WISHES, 60)

    life.calendar.pass_until(life.now)
    due = {n: week.at for n, week in life.calendar.weeks.items() if not week.why_not}
    assert due == {due.period: due.at for _, due in life.nudges()}

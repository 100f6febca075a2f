from datetime import timedelta

from bot.adapters.slack.pace import SPACING, Edits
from tests.fakes.clock import FakeClock

A_MINUTE = timedelta(minutes=1)


def test_no_minute_has_more_than_forty_edits_that_nobody_waits_for(
    clock: FakeClock,
) -> None:
    edits, step = Edits(clock), timedelta(seconds=0.1)

    taken = []
    for number in range(1_800):
        if edits.take():
            taken.append(number * step)
        clock.pass_by(step)

    each = [sum(begin <= at < begin + A_MINUTE for at in taken) for begin in taken]
    assert 35 < max(each) <= 40
    assert len(taken) > 80


def test_no_minute_has_more_than_six_hundred_messages() -> None:
    assert A_MINUTE / SPACING < 600

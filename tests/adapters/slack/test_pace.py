from datetime import timedelta

from bot.adapters.slack.pace import SPACING, Edits
from tests.fakes.clock import FakeClock

A_MINUTE = timedelta(minutes=1)


def test_no_minute_has_more_than_fifty_edits_whatever_is_wanted(clock: FakeClock) -> None:
    edits, step = Edits(clock), timedelta(seconds=0.1)

    taken = []
    for number in range(1_800):
        if edits.take():
            taken.append(number * step)
        clock.pass_by(step)

    each = [sum(begin <= at < begin + A_MINUTE for at in taken) for begin in taken]
    assert 45 < max(each) <= 50
    assert len(taken) > 100


def test_no_minute_has_more_than_six_hundred_messages() -> None:
    assert A_MINUTE / SPACING < 600

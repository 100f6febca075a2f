from datetime import timedelta

from bot.usecases.jumps import Jumps
from tests.fakes.clock import FakeClock

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_F42_nothing_is_said_of_what_was_before_the_first_look(clock: FakeClock) -> None:
    jumps = Jumps(clock)
    clock.jump(-HOUR)

    assert jumps.look() is None
    assert jumps.look() is False


def test_F42_a_clock_that_was_set_back_is_told_once(clock: FakeClock) -> None:
    jumps = Jumps(clock)
    jumps.look()
    clock.jump(-HOUR)

    assert jumps.look() is True
    assert jumps.look() is False


def test_F42_what_another_question_noticed_is_told_at_the_next_look(clock: FakeClock) -> None:
    jumps = Jumps(clock)
    jumps.look()
    clock.jump(-HOUR)
    jumps.is_steady(MINUTE)

    assert jumps.look() is True


def test_a_clock_that_goes_on_or_is_put_forward_was_not_set_back(clock: FakeClock) -> None:
    jumps = Jumps(clock)
    jumps.look()
    clock.pass_by(HOUR)
    clock.jump(HOUR)

    assert jumps.look() is False


def test_after_a_look_that_came_to_nothing_the_next_is_the_first(clock: FakeClock) -> None:
    jumps = Jumps(clock)
    jumps.look()
    jumps.forget()

    assert jumps.look() is None


def test_F42_a_clock_is_steady_once_it_has_not_jumped_for_long_enough(clock: FakeClock) -> None:
    jumps = Jumps(clock)
    clock.pass_by(HOUR)
    at_first = jumps.is_steady(MINUTE)

    clock.jump(HOUR)
    after_a_jump = jumps.is_steady(MINUTE)
    clock.pass_by(MINUTE)

    assert at_first
    assert not after_a_jump
    assert jumps.is_steady(MINUTE)


def test_a_clock_that_is_put_right_by_little_is_steady(clock: FakeClock) -> None:
    jumps = Jumps(clock)
    clock.jump(timedelta(seconds=2))

    assert jumps.is_steady(MINUTE)

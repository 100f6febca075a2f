"""How commands are told to end."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.cli.chosen import ASKS_TO_STOP, tidy_between_steps, tidy_when_stopped


@contextmanager
def _told() -> Iterator[list[object]]:
    """The codes with which a program inside ended: one or none."""
    codes: list[object] = []
    try:
        yield codes
    except SystemExit as ended:
        codes.append(ended.code)


@pytest.mark.parametrize("number", ASKS_TO_STOP)
def test_whoever_is_stopped_between_steps_ends_a_step_first(number: signal.Signals) -> None:
    before, done = signal.getsignal(number), []

    with _told() as codes, tidy_between_steps() as end_if_asked:
        end_if_asked()
        os.kill(os.getpid(), number)
        done.append("the step")
        end_if_asked()
        done.append("another one")

    assert (codes, done) == ([128 + number], ["the step"])
    assert signal.getsignal(number) is before


@pytest.mark.parametrize("number", ASKS_TO_STOP)
def test_whoever_may_be_stopped_anywhere_ends_at_once(number: signal.Signals) -> None:
    before, done = {one: signal.getsignal(one) for one in ASKS_TO_STOP}, []

    with _told() as codes, tidy_when_stopped():
        os.kill(os.getpid(), number)
        done.append("anything")
    ignored = {signal.signal(one, handler) for one, handler in before.items()}

    assert (codes, done) == ([128 + number], [])
    assert ignored == {signal.SIG_IGN}

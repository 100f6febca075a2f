import logging

import pytest

from bot.rehearsal.listening import listening

log = logging.getLogger("bot.of.a.test")


def heard(act: object) -> list[str]:
    """The promises that these records break."""
    broken: list[str] = []
    with listening("kanarie", lambda promise, told: broken.append(promise)):
        act()  # type: ignore[operator]
    return broken


def raised() -> None:
    try:
        int("kanarie")
    except ValueError:
        log.exception("it failed")


@pytest.mark.parametrize(
    "act",
    [lambda: log.debug("they wrote %s", "kanarie 7"), raised],
    ids=["a debug record", "the text of an exception"],
)
def test_I8_what_nobody_may_tell_is_heard_in_any_record(act: object) -> None:
    assert heard(act) == ["I8"]


def test_what_may_be_told_breaks_nothing() -> None:
    assert heard(lambda: log.error("message 17 is busy")) == []


def test_afterwards_the_logs_are_as_before() -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers))

    heard(lambda: None)

    assert (root.level, list(root.handlers)) == before

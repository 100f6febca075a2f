"""Every promise can be seen to break: each bug here is one that somebody could write."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pytest

from bot.errors import DeliveryError, Refusal
from bot.ports.inbound import Address
from bot.ports.outbox import Doubted, Later, Message, Reason, Sent
from bot.rehearsal.episode import play
from bot.rehearsal.file import rehearsed_file
from bot.rehearsal.rehearsing import shipped, violations
from bot.rehearsal.world import Violation
from bot.store import batches, posting, scheduled, statements, steps
from bot.store.rehearsed.inline import InlineWriter
from bot.usecases import delivery, seeking, verdicts
from bot.usecases.delivery import Delivery
from bot.usecases.lanes import Lanes, Place

SEEDS, FAULTS = (13, *range(3, 10)), 800
"""A bug is looked for with one seed after the other; most show at once."""


class _AddTwice:
    """Writes a message that goes twice."""

    @staticmethod
    def run(connection: Any, values: dict[str, Any]) -> int:
        for _ in range(2):
            statements.add_message.run(connection, {**values, "person_id": None})
        return 1


def falls(*_: object) -> int:
    raise ZeroDivisionError


def nothing(*_: object) -> None:
    return None


def claims_no_key(*_: object) -> int:
    return 1


def believes_in_acceptance(message: Message, *_: object) -> Any:
    return Sent(message), ()


def tries_again_at_once(message: Message, problem: DeliveryError, now: Any) -> Any:
    if problem.refusal is Refusal.LOST:
        return Later(message, now, Reason.LOST), ()
    return verdicts.verdict(message, problem, now)


def takes_for_lost(message: Message, *_: object) -> Any:
    return Doubted(message), ()


def sees_nothing(message: Message, now: Any, **_: bool) -> Any:
    return verdicts.found_out(message, now, arrived=False)


def tells_whom(self: Delivery, message: Message, problem: DeliveryError, *more: Any) -> None:
    delivery.log.debug("refused: %s", message.to)
    judge(self, message, problem, *more)


judge = Delivery._judge


def leaves_its_lane_behind(self: Lanes, account: Address) -> Place:
    place = lane_of(self, account)
    self._lanes[account].asked += 1
    return place


lane_of = Lanes.of


def everybody_at_once(*_: object) -> nullcontext[None]:
    return nullcontext()


async def tells_before_it_commits(self: InlineWriter, step: Callable[..., Any]) -> Any:
    told = self._connection.begin()
    value = step(self._connection)
    told.rollback()
    return value


@dataclass(frozen=True)
class Bug:
    place: Any
    name: str
    twin: Any
    promises: set[str]


BUGS = {
    "a key that is never claimed": Bug(
        statements.claim_event, "run", claims_no_key, {"I1", "I2"}
    ),
    "an answer that is not kept": Bug(steps, "_keep_answer", nothing, {"I2"}),
    "a message that is not written": Bug(
        statements.add_numbered_message, "run_many", nothing, {"I4", "B2"}
    ),
    "a refused message marked as sent": Bug(
        delivery, "verdict", believes_in_acceptance, {"I4"}
    ),
    "a lost message sent again at once": Bug(delivery, "verdict", tries_again_at_once, {"F18"}),
    "no order of one account": Bug(Lanes, "of", everybody_at_once, {"F26"}),
    "a lane that is never left": Bug(Lanes, "of", leaves_its_lane_behind, {"I9"}),
    "an exception that nobody awaits": Bug(batches, "take_turns", falls, {"I9"}),
    "two warnings in a period": Bug(scheduled, "_add_unless_there", _AddTwice, {"I3", "F18"}),
    "no rest for a community": Bug(posting, "_hold", nothing, {"F22"}),
    "no card in the place of a lost one": Bug(
        posting, "_say_the_standing_card", nothing, {"I7"}
    ),
    "a log that names people": Bug(Delivery, "_judge", tells_whom, {"I8"}),
    "an answer before the commit": Bug(InlineWriter, "run", tells_before_it_commits, {"I1"}),
    "a look that sees nothing": Bug(seeking, "found_out", sees_nothing, {"F18"}),
    "a refusal taken for a loss": Bug(delivery, "verdict", takes_for_lost, {"F17"}),
}
QUICKLY_SEEN = {
    "a key that is never claimed",
    "an answer that is not kept",
    "no order of one account",
    "an answer before the commit",
}
"""Bugs that show after a few faults, and stand for the others in the tests of every change."""


@pytest.mark.parametrize(
    "bug",
    [
        pytest.param(bug, id=name, marks=[pytest.mark.thorough] * (name not in QUICKLY_SEEN))
        for name, bug in BUGS.items()
    ],
)
def test_a_bug_breaks_its_promise_and_the_same_seed_shows_the_same_steps(
    bug: Bug, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bug.place, bug.name, bug.twin)

    found = first_violation()

    assert found.promise in bug.promises, str(found)
    assert len(found.steps) > 1
    again = replay(found)
    assert again == [found]
    assert f"(seed {found.seed}, episode {found.episode})" in str(again[0])


def first_violation() -> Violation:
    """What the first seed finds that finds anything."""
    return next(chain.from_iterable(violations(seed, FAULTS) for seed in SEEDS))


def replay(found: Violation) -> Sequence[Violation]:
    """Play the printed episode of the printed seed again."""
    with rehearsed_file() as file:
        return play(found.seed, found.episode, file, shipped()).violations


def test_without_a_bug_nothing_breaks() -> None:
    assert violations(SEEDS[0], 50) == []


def test_I6_an_answer_that_comes_too_late_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rehearsal.life.PATIENCE", 10.0)

    found = first_violation()

    assert found.promise == "I6"

"""Every promise can be seen to break: each bug here is one that somebody could write."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot.errors import DeliveryError, Refusal
from bot.ports.outbox import Later, Message, Reason, Sent
from bot.rehearsal.rehearsing import violations
from bot.store import posting, statements, steps
from bot.store.inline import InlineWriter
from bot.usecases import delivery, verdicts
from bot.usecases.delivery import Delivery
from bot.usecases.lanes import Lanes

SEED, FAULTS = 1, 1_000


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


def tells_whom(self: Delivery, message: Message, problem: DeliveryError, *more: Any) -> None:
    delivery.log.debug("refused: %s", message.to)
    judge(self, message, problem, *more)


judge = Delivery._judge


@asynccontextmanager
async def everybody_at_once(*_: object) -> AsyncIterator[None]:
    yield


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
        statements.add_message, "row", lambda *_: _Row, {"I4", "B2"}
    ),
    "a refused message marked as sent": Bug(
        delivery, "verdict", believes_in_acceptance, {"I4"}
    ),
    "a lost message sent again at once": Bug(delivery, "verdict", tries_again_at_once, {"F18"}),
    "no order of one account": Bug(Lanes, "of", everybody_at_once, {"F26"}),
    "no rest for a community": Bug(posting, "_hold", nothing, {"F22"}),
    "no card in the place of a lost one": Bug(
        posting, "_say_the_standing_card", nothing, {"I7"}
    ),
    "a log that names people": Bug(Delivery, "_judge", tells_whom, {"I8"}),
    "an answer before the commit": Bug(InlineWriter, "run", tells_before_it_commits, {"I1"}),
    "leases that run out at once": Bug(
        posting, "LEASE", timedelta(milliseconds=10), {"F17", "F26"}
    ),
}


class _Row:
    """What a statement gives back that wrote nothing."""

    id = 1


@pytest.mark.parametrize("bug", BUGS.values(), ids=BUGS)
def test_a_bug_breaks_its_promise_and_the_same_seed_shows_the_same_steps(
    bug: Bug, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bug.place, bug.name, bug.twin)

    (found,) = violations(SEED, FAULTS)

    assert found.promise in bug.promises, str(found)
    assert violations(SEED, FAULTS) == [found]
    assert f"(seed {SEED}, episode {found.episode})" in str(found)
    assert len(found.steps) > 1


def test_without_a_bug_nothing_breaks() -> None:
    assert violations(SEED, FAULTS) == []


def test_I6_an_answer_that_comes_too_late_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rehearsal.life.PATIENCE", 10.0)

    (found,) = violations(SEED, FAULTS)

    assert found.promise == "I6"

"""Nobody knows whether it arrived: what is said then, and what is not said again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.slack import courier, serving
from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.engine.events import Opened
from bot.ports.inbound import Address, EventKey, Inbound
from bot.ports.keeping import Keeping
from bot.ports.outbox import ANSWER_LEASE, Message
from bot.usecases.own_words import OurWords
from bot.usecases.retention import retain
from bot.usecases.turns import take_turn
from bot.usecases.verdicts import LOOK_AFTER
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.slack import web_api
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.served import TOKENS, Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.workspace import TEAM

SAM = Address("slack", TEAM, "U0SAM")
LOST = (Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.LATE)
SILENCE = timedelta(days=520)
A_LEASE = ANSWER_LEASE + timedelta(seconds=1)


async def opening(
    slack: FakeSlack, database: Path, catalog: Catalog, clock: FakeClock, *, is_sent: bool
) -> Message:
    """A program that took a turn and died: before it sent what the turn says, or after."""
    async with (
        opened(database, clock) as store,
        serving.entered(TOKENS, slack.api_url, OurWords(catalog), store, clock) as workspace,
    ):
        inbound = Inbound(EventKey("1"), SAM, Opened(clock.now()))
        (message,) = (await take_turn(store, catalog, inbound)).messages
        if is_sent:
            assert message.card is not None
            await workspace.courier.deliver(message, message.card)
        return message


def keys(slack: FakeSlack) -> list[str]:
    """The keys of all that somebody was ever sent, each as often as it was accepted."""
    return sorted(slack.workspace.accepted.elements())


def states(database: Path) -> list[tuple[str, str]]:
    return rows(database, "SELECT kind, state FROM outbox ORDER BY id")


@pytest.mark.parametrize("is_sent", [False, True], ids=["F16 before", "F17 after"])
async def test_F16_F17_after_a_death_around_sending_the_current_card_comes_once(
    slack: FakeSlack, database: Path, catalog: Catalog, *, is_sent: bool
) -> None:
    clock = FakeClock()
    died_with = await opening(slack, database, catalog, clock, is_sent=is_sent)
    clock.pass_by(A_LEASE)

    async with serving_slack(slack, database, catalog, clock) as served:
        await served.rests()

    sent = keys(slack)
    assert len(sent) == len(set(sent)) == 1 + is_sent
    assert (died_with.key in sent) is is_sent
    assert states(database) == [("reply", "unknown"), ("standing", "sent")]


@pytest.mark.parametrize("fault", LOST)
async def test_F18_a_message_whose_answer_was_lost_is_followed_by_the_current_card_once(
    served: Served, database: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr(web_api, "LATE_SECONDS", 0.05)
    sam, slack = served.slack.person(), served.slack
    slack.plan.then("chat.postMessage", fault)

    await sam.says("hello")
    await served.rests()
    await asyncio.sleep(0.1)

    assert len(slack.requests("chat.postMessage")) == 2
    assert set(slack.workspace.accepted.values()) == {1}
    assert len(sam.cards) == (1 if fault is Fault.LOST_BEFORE else 2)
    assert states(database) == [("reply", "unknown"), ("standing", "sent")]


@pytest.mark.parametrize("fault", LOST)
async def test_F18_a_click_whose_answer_was_lost_is_followed_by_the_current_card_once(
    served: Served, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr(web_api, "LATE_SECONDS", 0.05)
    sam, slack = served.slack.person(), served.slack
    await sam.says("hello")
    await served.rests()
    posted = len(slack.requests("chat.postMessage"))
    slack.plan.then("response_url", fault)

    await sam.presses("Start")
    await served.rests()
    await asyncio.sleep(0.1)

    assert len(slack.requests("response_url")) == 1
    assert len(slack.requests("chat.postMessage")) == posted + 1
    assert set(slack.workspace.accepted.values()) == {1}


async def test_F18_a_request_that_takes_too_long_is_given_up_and_not_repeated(
    served: Served, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "FAST", 0.1)
    sam, slack = served.slack.person(), served.slack
    slack.plan.then("chat.postMessage", Fault.SLOW)

    await sam.says("hello")
    await served.rests()
    await asyncio.sleep(web_api.SLOW_SECONDS)

    assert len(slack.requests("chat.postMessage")) == 2
    assert set(slack.workspace.accepted.values()) == {1}
    assert states(database) == [("reply", "unknown"), ("standing", "sent")]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(SystemClock().now())


@pytest.fixture
async def silent(
    slack: FakeSlack, database: Path, catalog: Catalog, clock: FakeClock
) -> AsyncIterator[Served]:
    """Sam has not been heard from for so long that they are to be warned once."""
    async with serving_slack(slack, database, catalog, clock) as served:
        await served.asks(slack.person())
        clock.pass_by(SILENCE)
        yield served


async def warned(served: Served, *faults: Fault | str, looking: str | Fault = "") -> None:
    """The warning is written and tried; what befalls it, and the first look for it."""
    served.slack.plan.then("chat.postMessage", *faults)
    if looking:
        served.slack.plan.then("conversations.history", looking)
    asked = len(served.slack.requests("chat.postMessage"))
    await retain(served.store, Keeping())
    await served.until(lambda: len(served.slack.requests("chat.postMessage")) > asked)
    await served.delivery.settled()


async def looked(served: Served, clock: FakeClock) -> None:
    """The next look for what was lost."""
    asked = len(served.slack.requests("conversations.history"))
    clock.pass_by(LOOK_AFTER + timedelta(seconds=1))
    await served.until(lambda: len(served.slack.requests("conversations.history")) > asked)
    await served.delivery.settled()


def warnings(served: Served, database: Path) -> tuple[list[str], int]:
    """How the warning stands, and how often it was ever accepted."""
    told = rows(database, "SELECT state, key FROM outbox WHERE kind = 'warning'")
    return [state for state, _ in told], sum(
        served.slack.workspace.accepted[key] for _, key in told
    )


async def test_F20_a_warning_that_arrived_although_the_answer_was_lost_is_found_there(
    silent: Served, database: Path, clock: FakeClock
) -> None:
    await warned(silent, Fault.LOST_AFTER)
    await looked(silent, clock)

    assert warnings(silent, database) == (["sent"], 1)


async def test_F20_a_warning_that_arrives_late_is_found_with_the_second_look(
    silent: Served, database: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_api, "LATE_SECONDS", 0.3)
    await warned(silent, Fault.LATE)
    await looked(silent, clock)
    after_one_look = warnings(silent, database)[0]
    await asyncio.sleep(0.4)

    await looked(silent, clock)

    assert after_one_look != ["sent"]
    assert warnings(silent, database) == (["sent"], 1)


@pytest.mark.thorough
async def test_F20_a_warning_that_is_not_there_is_looked_for_twice_and_sent_once_more(
    silent: Served, database: Path, clock: FakeClock
) -> None:
    await warned(silent, Fault.LOST_BEFORE)
    await looked(silent, clock)
    after_one_look = warnings(silent, database)
    await looked(silent, clock)
    clock.pass_by(timedelta(minutes=1))
    await silent.rests()

    assert after_one_look[1] == 0
    assert warnings(silent, database) == (["sent"], 1)


@pytest.mark.parametrize("arrived", [True, False])
async def test_F21_where_nobody_may_look_a_lost_warning_stays_unknown_and_is_not_repeated(
    silent: Served, database: Path, clock: FakeClock, *, arrived: bool
) -> None:
    lost = Fault.LOST_AFTER if arrived else Fault.LOST_BEFORE
    await warned(silent, lost, looking="missing_scope")
    await looked(silent, clock)
    clock.pass_by(timedelta(hours=1))
    await silent.rests()

    assert warnings(silent, database) == (["unknown"], int(arrived))


@pytest.mark.parametrize("passing", [Fault.LIMITED, Fault.SERVER_ERROR, "internal_error"])
async def test_F21_where_one_may_not_look_now_it_is_looked_for_later(
    silent: Served, database: Path, clock: FakeClock, passing: Fault | str
) -> None:
    await warned(silent, Fault.LOST_AFTER, looking=passing)
    await looked(silent, clock)
    before = warnings(silent, database)[0]
    await looked(silent, clock)

    assert before != ["sent"]
    assert warnings(silent, database) == (["sent"], 1)

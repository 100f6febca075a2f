"""How Slack tells: envelopes and their repeats."""

import asyncio

import pytest

from tests.fakes.slack import sockets
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.listening import Connect, Listener, said, text_of
from tests.fakes.slack.program_of_bolt import Bolted
from tests.fakes.slack.server import FakeSlack

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

SHORT = 0.1


async def test_an_event_says_which_attempt_it_is_and_keeps_its_name(
    slack: FakeSlack, listener: Listener
) -> None:
    slack.sockets.deadline, slack.sockets.repeat_after = SHORT, (0.0, SHORT, SHORT)
    told = said(slack)

    heard = [await listener.hears() for _ in range(4)]
    acknowledged = await told

    assert [(one["retry_attempt"], one["retry_reason"]) for one in heard] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]
    assert len({one["envelope_id"] for one in heard}) == 1
    assert len({one["payload"]["event_id"] for one in heard}) == 1
    assert acknowledged is None
    assert len(slack.sockets.unacknowledged) == 1


async def test_a_command_is_told_once_and_takes_an_answer(
    slack: FakeSlack, listener: Listener
) -> None:
    told = asyncio.create_task(slack.person().runs("/whichrole"))

    heard = await listener.hears()
    await listener.acknowledges(heard, {"text": "hello"})
    answer = await told

    assert heard["accepts_response_payload"] is True
    assert "retry_attempt" not in heard
    assert answer == {"text": "hello"}
    assert slack.sockets.said == [{"text": "hello"}]


async def test_a_command_that_nobody_acknowledges_has_failed(
    slack: FakeSlack, listener: Listener
) -> None:
    slack.sockets.deadline = SHORT

    answer = await slack.person().runs("/whichrole")

    assert answer is None
    assert len(slack.sockets.unacknowledged) == 1
    assert (await listener.hears())["type"] == "slash_commands"
    with pytest.raises(TimeoutError):
        await listener.socket.receive(timeout=SHORT)


async def test_a_deadline_is_three_seconds() -> None:
    assert FakeSlack().sockets.deadline == 3.0


async def test_a_repeat_goes_over_another_connection(
    slack: FakeSlack, connect: Connect
) -> None:
    first, second = await connect(), await connect()
    for one in (first, second):
        await one.hears()
    slack.sockets.deadline = SHORT
    told = said(slack)

    heard = [await first.hears(), await second.hears()]
    await second.acknowledges(heard[1])
    await told

    assert [one["retry_attempt"] for one in heard] == [0, 1]
    assert slack.sockets.late == 1


async def test_an_envelope_comes_twice(slack: FakeSlack, listener: Listener) -> None:
    slack.plan.then("socket", Fault.REPEAT)
    told = said(slack)

    heard = [await listener.hears() for _ in range(2)]
    await listener.acknowledges(heard[0])
    await told

    assert heard[0] == heard[1]
    assert slack.plan.happened == {Fault.REPEAT: 1}


async def test_an_envelope_is_overtaken_by_the_next(
    slack: FakeSlack, listener: Listener
) -> None:
    slack.plan.then("socket", Fault.OVERTAKEN)
    first = said(slack, "first")
    await asyncio.sleep(0)
    second = said(slack, "second")

    heard = [await listener.hears() for _ in range(2)]
    for one in heard:
        await listener.acknowledges(one)
    await asyncio.gather(first, second)

    assert list(map(text_of, heard)) == ["second", "first"]


async def test_an_envelope_is_late(
    slack: FakeSlack, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "HELD_SECONDS", SHORT)
    slack.plan.then("socket", Fault.DELAYED)
    before = asyncio.get_running_loop().time()
    told = said(slack)

    await listener.acknowledges(await listener.hears())
    await told

    assert asyncio.get_running_loop().time() - before >= SHORT
    assert slack.sockets.late == 0


async def test_a_slow_listener_hears_the_same_again(slack: FakeSlack, program: Bolted) -> None:
    slack.sockets.deadline, program.pause = SHORT, 2 * SHORT

    await slack.person().says("hello")

    assert program.words()[:2] == ["hello", "hello"]
    assert slack.sockets.late == 1
    assert len({one["event_id"] for one in program.heard}) == 1


async def test_a_thousand_people_are_heard_at_once(
    slack: FakeSlack, listener: Listener
) -> None:
    slack.sockets.deadline = 60.0
    people = [slack.person(f"U{number}") for number in range(1_000)]
    told = asyncio.gather(*(one.says("hello") for one in people))

    for _ in people:
        await listener.acknowledges(await listener.hears())
    acknowledged = await told

    assert acknowledged == [{}] * len(people)
    assert slack.sockets.late == 0

"""Connections of Socket Mode come and go."""

import asyncio

import aiohttp
import pytest

from tests.fakes.slack import sockets
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.listening import Connect, Listener, said, text_of
from tests.fakes.slack.program_of_bolt import Bolted
from tests.fakes.slack.server import FakeSlack
from tests.fakes.waiting import PATIENCE

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

SHORT = 0.1


async def test_a_connection_is_greeted(connect: Connect) -> None:
    first, second = await connect(), await connect()

    told = [await one.hears() for one in (first, second)]

    assert [(one["type"], one["num_connections"]) for one in told] == [
        ("hello", 1),
        ("hello", 2),
    ]


async def test_an_address_opens_one_connection(slack: FakeSlack, listener: Listener) -> None:
    url = slack.api_url.removesuffix("api/") + slack.sockets.ticket()

    async with aiohttp.ClientSession() as session:
        await session.ws_connect(url)
        again = await session.get(url)

    assert again.status == 403


async def test_an_address_grows_old(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "TICKET_SECONDS", -1.0)
    url = slack.api_url.removesuffix("api/") + slack.sockets.ticket()

    async with aiohttp.ClientSession() as session:
        late = await session.get(url)

    assert late.status == 403


async def test_an_eleventh_connection_is_one_too_many(connect: Connect) -> None:
    ten = [await connect() for _ in range(10)]

    told = await (await connect()).hears()

    assert not any(one.socket.closed for one in ten)
    assert (told["type"], told["reason"]) == ("disconnect", "too_many_websockets")


async def test_a_ping_is_answered(listener: Listener) -> None:
    await listener.socket.ping(b"sdk-ping-pong:1.5")

    told = await listener.socket.receive(timeout=PATIENCE)

    assert (told.type, told.data) == (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1.5")


async def test_connections_are_warned_renewed_and_switched_off(
    slack: FakeSlack, listener: Listener
) -> None:
    await slack.sockets.warn()
    await slack.sockets.disable()

    told = [await listener.hears() for _ in range(2)]

    assert [one["reason"] for one in told] == ["warning", "link_disabled"]


async def test_a_connection_that_is_to_be_renewed_is_told_nothing_more(
    slack: FakeSlack, listener: Listener, connect: Connect
) -> None:
    await slack.sockets.refresh()
    asked = await listener.hears()
    told = said(slack)
    new = await connect()
    await new.hears()

    heard = await new.hears()
    await new.acknowledges(heard)
    await told

    assert asked["reason"] == "refresh_requested"
    assert heard["retry_attempt"] == 0
    assert text_of(heard) == "hello"


async def test_a_connection_ends_under_an_envelope(
    slack: FakeSlack, listener: Listener, connect: Connect
) -> None:
    slack.sockets.deadline = SHORT
    slack.plan.then("socket", Fault.DROPPED)
    told = said(slack)
    async with asyncio.timeout(PATIENCE):
        while not listener.socket.closed:
            await listener.socket.receive()
    new = await connect()
    await new.hears()

    heard = await new.hears()
    await new.acknowledges(heard)
    acknowledged = await told

    assert heard["retry_attempt"] >= 1
    assert acknowledged == {}


async def test_a_half_open_connection_says_nothing_and_hears_nothing(
    slack: FakeSlack, listener: Listener, connect: Connect
) -> None:
    slack.sockets.deadline = SHORT
    slack.plan.then("socket", Fault.HALF_OPEN)
    told = said(slack)
    new = await connect()
    await new.hears()

    await new.acknowledges(await new.hears())
    acknowledged = await told

    assert acknowledged == {}
    with pytest.raises(TimeoutError):
        await listener.socket.receive(timeout=SHORT)


@pytest.mark.parametrize("fault", [Fault.DROPPED, Fault.REFRESHED, Fault.HALF_OPEN])
async def test_slacks_own_client_comes_back_and_misses_nothing(
    slack: FakeSlack, program: Bolted, fault: Fault
) -> None:
    slack.sockets.deadline = 1.0
    slack.plan.then("socket", fault)

    first = await slack.person().says("first")
    second = await slack.person().says("second")

    assert (first, second) == ({}, {})
    assert set(program.words()) == {"first", "second"}
    assert slack.sockets.opened >= 2

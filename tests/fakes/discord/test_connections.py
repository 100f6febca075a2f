"""The gateway: sessions, what is told in them, and how they end."""

import asyncio
from random import Random

import aiohttp
import discord
import pytest

from tests.fakes.discord import opcodes
from tests.fakes.discord.faults import EVENTS, ON_EVENTS, Fault, Plan
from tests.fakes.discord.listening import Connect, Listener
from tests.fakes.discord.packing import Zstd
from tests.fakes.discord.program import Program, running
from tests.fakes.discord.seen import words
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.waiting import until

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""


async def test_a_session_is_told_who_we_are_and_where(
    fake: FakeDiscord, connect: Connect
) -> None:
    listener = await connect()

    await listener.identifies(fake.rest.token)

    ready = await listener.hears_of("READY")
    town = await listener.hears_of("GUILD_CREATE")
    assert ready["guilds"] == [{"id": fake.town.id, "unavailable": True}]
    assert ready["resume_gateway_url"] == fake.gateway_url
    assert (town["id"], town["unavailable"]) == (fake.town.id, False)


@pytest.mark.parametrize("compress", ["", "zlib-stream"])
async def test_frames_are_written_as_was_asked_for(
    fake: FakeDiscord, connect: Connect, compress: str
) -> None:
    listener = await connect(compress)
    await listener.identifies(fake.rest.token)
    await listener.hears_of("GUILD_CREATE")

    await fake.person().says("hello")

    assert (await listener.hears_of("MESSAGE_CREATE"))["content"] == "hello"
    wanted = aiohttp.WSMsgType.BINARY if compress else aiohttp.WSMsgType.TEXT
    assert set(listener.frames) == {wanted}


def test_zstandard_frames_are_one_stream_of_raw_blocks() -> None:
    packing = Zstd()

    first, second = packing.pack({"op": 10}), packing.pack({"op": 11})

    size = len('{"op": 10}') << 3
    assert first[:6] == b"\x28\xb5\x2f\xfd\x00\x68"  # the magic number, and a window
    assert (first[6:9], first[9:]) == (size.to_bytes(3, "little"), b'{"op": 10}')
    assert (second[:3], second[3:]) == (size.to_bytes(3, "little"), b'{"op": 11}')


async def test_the_real_client_asks_for_a_compressed_stream(
    fake: FakeDiscord, program: Program
) -> None:
    assert fake.gateway.compressions[0] in ("zlib-stream", "zstd-stream")


async def test_a_heartbeat_is_answered(listener: Listener) -> None:
    await listener.says(opcodes.HEARTBEAT, listener.seq)

    assert (await listener.hears())["op"] == opcodes.HEARTBEAT_ACK


async def test_what_was_not_asked_for_is_not_told(fake: FakeDiscord, connect: Connect) -> None:
    listener = await connect()
    await listener.identifies(fake.rest.token, opcodes.GUILDS)
    await listener.hears_of("GUILD_CREATE")

    await fake.person().says("hello")
    fake.happens.adds_role(fake.town, "Engineer", 5)

    assert (await listener.hears())["t"] == "GUILD_ROLE_CREATE"


@pytest.mark.parametrize(
    ("intents", "code"),
    [
        (opcodes.MESSAGE_CONTENT, 4014),
        (opcodes.GUILD_MEMBERS, 4014),
        (1 << 40, 4013),
    ],
)
async def test_intents_that_we_do_not_have_close_the_connection(
    fake: FakeDiscord, connect: Connect, intents: int, code: int
) -> None:
    listener = await connect()

    await listener.identifies(fake.rest.token, intents)

    assert await listener.ends() == code


async def test_a_wrong_token_closes_the_connection(connect: Connect) -> None:
    listener = await connect()

    await listener.identifies("another")

    assert await listener.ends() == 4004


@pytest.mark.parametrize(
    ("op", "told", "code"),
    [
        (opcodes.PRESENCE, {}, 4003),
        (99, {}, 4001),
        (opcodes.RESUME, {"token": "another", "session_id": "s", "seq": 1}, 4004),
    ],
)
async def test_what_makes_no_sense_closes_the_connection(
    connect: Connect, op: int, told: object, code: int
) -> None:
    listener = await connect()

    await listener.says(op, told)

    assert await listener.ends() == code


async def test_whoever_says_who_they_are_twice_is_closed(
    fake: FakeDiscord, listener: Listener
) -> None:
    await listener.identifies(fake.rest.token)

    assert await listener.ends() == 4005


async def test_what_happens_between_two_connections_is_told_to_whoever_resumes(
    fake: FakeDiscord, listener: Listener, connect: Connect
) -> None:
    await listener.socket.close(code=4000)
    await fake.gateway.gone()
    for said in ("hello", "again"):
        await fake.person().says(said)
    other = await connect()

    await other.resumes(fake.rest.token, listener)

    assert (await other.hears())["d"]["content"] == "hello"
    assert (await other.hears())["d"]["content"] == "again"
    assert (await other.hears())["t"] == "RESUMED"


async def test_a_session_that_was_closed_in_order_cannot_be_resumed(
    fake: FakeDiscord, listener: Listener, connect: Connect
) -> None:
    await listener.socket.close(code=1000)
    await fake.gateway.gone()
    other = await connect()

    await other.resumes(fake.rest.token, listener)

    heard = await other.hears()
    assert (heard["op"], heard["d"]) == (opcodes.INVALID_SESSION, False)


@pytest.mark.parametrize(
    "fault", [Fault.DROPPED, Fault.CLOSED, Fault.RECONNECT, Fault.INVALID_BUT_RESUMABLE]
)
async def test_the_real_client_resumes_and_misses_nothing(
    fake: FakeDiscord, program: Program, fault: Fault
) -> None:
    await program.wait_until_ready()
    fake.plan.then(EVENTS, fault)
    sam = fake.person()

    await sam.says("hello")
    await until(lambda: program.heard == ["hello"])

    assert fake.gateway.resumed == 1
    assert fake.gateway.identified == 1


@pytest.mark.parametrize(
    ("fault", "heard"), [(Fault.INVALID, ["a", "b"]), (Fault.FORGOTTEN, ["b"])]
)
async def test_the_real_client_begins_again_after_an_invalid_session(
    fake: FakeDiscord, program: Program, fault: Fault, heard: list[str]
) -> None:
    await program.wait_until_ready()
    fake.plan.then(EVENTS, fault)

    await fake.person().says("a")
    await until(lambda: fake.gateway.identified == 2)
    await fake.person().says("b")
    await until(lambda: "b" in program.heard)

    assert program.heard == heard
    assert fake.gateway.resumed == 0


async def test_a_connection_that_is_half_open_swallows_everything(
    fake: FakeDiscord, listener: Listener
) -> None:
    fake.gateway.deafen()

    await listener.says(opcodes.HEARTBEAT, listener.seq)
    await fake.person().says("hello")

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await listener.hears()


async def test_an_event_comes_twice_or_late(
    fake: FakeDiscord, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fakes.discord.gateway.HELD_SECONDS", 0.05)
    fake.plan.then(EVENTS, Fault.DELAYED, Fault.REPEAT)

    await fake.person().says("late")
    await fake.person().says("twice")

    heard = [(await listener.hears_of("MESSAGE_CREATE"))["content"] for _ in range(3)]
    assert heard == ["twice", "twice", "late"]


async def test_a_click_without_anybody_who_listens_fails(fake: FakeDiscord) -> None:
    sam = fake.person()
    async with running(fake):
        await sam.says("hello")
        await until(lambda: bool(sam.cards))
    fake.answers.patience = 0.05

    answered = await sam.presses("Count")

    assert answered is None
    assert words(sam.newest_card) == "You said hello"
    assert [one.kind for one in fake.answers.failed] == [3]


async def test_the_real_client_is_told_that_its_token_is_wrong(fake: FakeDiscord) -> None:
    with pytest.raises(discord.LoginFailure):
        async with running(fake, "another"):
            pass


async def test_chance_brings_every_fault_that_it_may(fake: FakeDiscord) -> None:
    plan = Plan(Random(1), dict.fromkeys(ON_EVENTS, 0.2))

    for _ in range(300):
        plan.of_event()

    assert set(plan.happened) == set(ON_EVENTS)

"""The fake in a process of its own, and the program tried through it from outside."""

import asyncio
import re
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp
import pytest

from tests.fakes.discord.models import Json
from tests.fakes.discord.program import Program
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.waiting import PATIENCE, until

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

Deed = Callable[..., Coroutine[Any, Any, Json]]
Sees = Callable[..., Coroutine[Any, Any, str]]


@pytest.fixture
def does(fake: FakeDiscord, session: aiohttp.ClientSession) -> Deed:
    """Somebody does something, through the control."""

    async def does(deed: str, **told: object) -> Json:
        address = fake.api_url.replace("/api/v10", f"/control/{deed}")
        async with session.post(address, json={"user": "Sam", **told}) as answer:
            return dict(await answer.json())

    return does


@pytest.fixture
def sees(fake: FakeDiscord, session: aiohttp.ClientSession) -> Sees:
    """What somebody sees, as text."""

    async def sees(where: str = "dm") -> str:
        address = fake.api_url.replace("/api/v10", f"/control/{where}?user=Sam")
        async with session.get(address) as answer:
            return await answer.text()

    return sees


async def test_a_script_says_and_presses_and_reads_what_is_seen(
    fake: FakeDiscord, program: Program, does: Deed, sees: Sees
) -> None:
    said = await does("say", text="hello")
    await until(lambda: bool(fake.person().cards))
    before = await sees()
    pressed = await does("press", label="Count")
    after = await sees()

    assert said["answered"]
    assert pressed["answer"]["type"] == 7
    assert re.findall(r"(?m)^(?!---).+", before)[:3] == [
        "hello",
        "You said hello",
        "1. [Count]",
    ]
    assert "Pressed 1 times" in after
    assert "edited" in after


async def test_a_script_runs_a_command_and_writes_in_a_modal(
    program: Program, does: Deed, sees: Sees
) -> None:
    await does("run", command="/card", channel="dm")
    await does("pick", labels=["B"])
    await does("press", label="Write")
    modal = await sees()
    await does("submit", text="words")

    assert "You picked b" in modal
    assert "--- MODAL Words" in modal
    assert "You wrote words" in await sees()
    assert await sees("town") == ""


async def test_a_script_lets_things_go_wrong(
    fake: FakeDiscord, program: Program, does: Deed
) -> None:
    await does("fault", route="POST /channels/{channel_id}/messages", what=50007)
    await does("fault", route="gateway", what="DROPPED")

    await does("say", text="hello")
    await until(lambda: fake.plan.happened.total() == 2)

    assert fake.gateway.resumed == 1
    assert fake.person().cards == []


@pytest.mark.parametrize("do", ["drop", "close", "reconnect", "resumable"])
async def test_a_script_ends_connections(
    fake: FakeDiscord, program: Program, does: Deed, do: str
) -> None:
    await program.wait_until_ready()

    await does("gateway", do=do)
    await until(lambda: fake.gateway.resumed == 1)

    assert fake.gateway.opened == 2


async def test_what_a_script_cannot_do_is_said(does: Deed, program: Program) -> None:
    told = [
        await does("sing"),
        await does("press", label="More"),
        await does("say"),
        await does("run", command="/sing"),
        await does("fault", what="RAIN"),
        await does("gateway", do="rain"),
    ]

    assert [one["ok"] for one in told] == [False] * 6
    assert told[3]["error"] == "AssertionError: there is no /sing"


async def test_it_is_tried_by_hand() -> None:
    by_hand = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.discord", "--people", "2"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert by_hand.stdin is not None
    assert by_hand.stdout is not None
    told = (await by_hand.stdout.readuntil(b"--only discord")).decode()
    client = await _program_in_a_process(told)
    try:
        async with asyncio.timeout(PATIENCE):
            by_hand.stdin.write(b"/card\npress 1\npress 9\nas kim\nhello\n")
            seen = (await by_hand.stdout.readuntil(b"You said hello")).decode()
    finally:
        for process in (client, by_hand):
            process.kill()
            await process.wait()

    assert told.startswith("P1, P2 are there.")
    assert "| Pressed 0 times\n| 1. [Count]" in seen
    assert "edited, only you\n| Pressed 1 times" in seen
    assert "(list index out of range)" in seen


async def _program_in_a_process(told: str) -> asyncio.subprocess.Process:
    found = re.search(r"TOKEN=(\S+) \S+API_URL=(\S+) \S+GATEWAY_URL=(\S+)", told)
    assert found is not None
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.discord.program", *found.groups())
    )

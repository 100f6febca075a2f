"""The fake in a process of its own, and the program tried through it from outside."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import aiohttp
import pytest

from tests.fakes.slack.listening import Listener
from tests.fakes.slack.program_of_bolt import Bolted
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN
from tests.fakes.slack.workspace import Json
from tests.fakes.waiting import PATIENCE

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

Deed = Callable[..., Coroutine[Any, Any, Json]]


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def does(slack: FakeSlack, session: aiohttp.ClientSession) -> Deed:
    """Somebody does something, through the control."""

    async def does(deed: str, **told: object) -> Json:
        address = slack.api_url.replace("/api/", f"/control/{deed}")
        async with session.post(address, json={"user": "U1", **told}) as answer:
            return dict(await answer.json())

    return does


@pytest.fixture
def sees(slack: FakeSlack, session: aiohttp.ClientSession) -> Callable[..., Any]:
    """What somebody sees, as text."""

    async def sees(what: str = "dm") -> str:
        address = slack.api_url.replace("/api/", f"/control/{what}?user=U1")
        async with session.get(address) as answer:
            return await answer.text()

    return sees


async def test_a_script_says_and_presses_and_reads_what_is_seen(
    slack: FakeSlack, program: Bolted, does: Deed, sees: Callable[..., Any]
) -> None:
    said = await does("say", text="hello")
    before = await sees()
    await does("press", label="More")
    after = await sees()

    assert said == {"acknowledged": True, "answer": {}}
    assert re.findall(r"(?m)^(?!---).+", before) == ["hello", "[More]"]
    assert re.findall(r"(?m)^(?!---).+", after) == ["hello", "more of it"]
    assert "edited" in after


async def test_a_script_runs_a_command_and_writes_in_a_window(
    slack: FakeSlack, program: Bolted, does: Deed, sees: Callable[..., Any]
) -> None:
    answered = await does("run", command="/answer")
    await does("run", command="/window")
    window = await sees()
    await does("submit", text="words")

    assert answered["answer"] == {"text": "only for you"}
    assert "--- WINDOW" in window
    assert slack.person("U1").window == {}


async def test_a_script_reads_a_home(slack: FakeSlack, sees: Callable[..., Any]) -> None:
    text = {"type": "mrkdwn", "text": "you stand here"}
    slack.workspace.homes["U1"] = {"blocks": [{"type": "section", "text": text}]}

    assert await sees("home") == "you stand here\n"


async def test_what_a_script_cannot_do_is_said(slack: FakeSlack, does: Deed) -> None:
    told = [await does("sing"), await does("press", label="More"), await does("say")]

    assert [one["ok"] for one in told] == [False] * 3
    assert "press_home" in told[0]["error"]
    assert "nothing is called 'More'" in told[1]["error"]


async def test_a_script_makes_things_go_wrong(
    slack: FakeSlack, program: Bolted, does: Deed
) -> None:
    slack.sockets.deadline = 1.0
    await does("fault", method="chat.postMessage", what="SERVER_ERROR")
    await does("fault", method="chat.postMessage", what="fatal_error")
    await does("socket", do="drop")

    said = await does("say", text="hello")

    assert said["acknowledged"] is True
    assert slack.plan.happened == {"server error": 1, "fatal_error": 1}
    assert slack.sockets.opened == 2


async def test_a_process_of_its_own_serves_until_it_is_killed(
    session: aiohttp.ClientSession,
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.slack", "--port", "0", "--people", "2"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            told = (await process.stdout.readuntil(b"slack\n")).decode()
        found = re.search(r"http://127\.0\.0\.1:\d+/api/", told)
        assert found is not None
        headers = {"Authorization": f"Bearer {APP_TOKEN}"}
        opened = await session.post(f"{found[0]}apps.connections.open", headers=headers)
        url = (await opened.json())["url"]
        listener = Listener(await session.ws_connect(url, autoping=False))

        greeting = await listener.hears()

        assert greeting["type"] == "hello"
        assert "U1, U2" in told
        assert process.returncode is None
    finally:
        process.kill()
        await process.wait()


async def test_the_program_is_told_of_its_own_messages_where_that_is_wanted() -> None:
    async with (
        FakeSlack(echoes=True) as slack,
        aiohttp.ClientSession() as session,
    ):
        url = slack.api_url.removesuffix("api/") + slack.sockets.ticket()
        listener = Listener(await session.ws_connect(url, autoping=False))
        await listener.hears()
        posted = slack.workspace.post("DU1", {"text": "a"})
        slack.workspace.change(posted, {"text": "b"})
        slack.workspace.remove(posted)
        slack.workspace.post("DU1", {"text": "psst"}, seen_by="U1")
        slack.person("U1").wrote("not ours")

        heard = [(await listener.hears())["payload"]["event"] for _ in range(3)]

        kinds = [one.get("subtype") for one in heard]
        assert kinds == [None, "message_changed", "message_deleted"]
        assert heard[0]["bot_id"] == "B0BOT"
        assert heard[1]["previous_message"]["text"] == "a"
        assert heard[1]["message"]["text"] == "b"
        with pytest.raises(TimeoutError):
            await listener.socket.receive(timeout=0.05)

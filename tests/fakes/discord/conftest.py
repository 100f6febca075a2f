from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.fakes.discord.listening import Ask, Asked, Connect, Listener
from tests.fakes.discord.program import Program, running
from tests.fakes.discord.server import FakeDiscord


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(deadline=1.0) as fake:
        yield fake


@pytest.fixture
async def program(fake: FakeDiscord) -> AsyncIterator[Program]:
    async with running(fake) as program:
        yield program


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def ask(fake: FakeDiscord, session: aiohttp.ClientSession) -> Ask:
    """Sends one request as the program would, and never twice."""

    async def ask(method: str, path: str, body: Any = None, **more: Any) -> Asked:
        headers = {"Authorization": f"Bot {fake.rest.token}"} | more.pop("headers", {})
        if body is not None:
            more["json"] = body
        async with session.request(
            method, f"{fake.api_url}{path}", headers=headers, **more
        ) as answer:
            told = await answer.json() if answer.status != 204 else None
            return Asked(answer.status, told, answer.headers)

    return ask


@pytest.fixture
def connect(fake: FakeDiscord, session: aiohttp.ClientSession) -> Connect:
    """Opens connections that were greeted."""

    async def connect(compress: str = "") -> Listener:
        address = f"{fake.gateway_url}?v=10&encoding=json"
        address += f"&compress={compress}" if compress else ""
        listener = Listener(await session.ws_connect(address))
        if compress != "zstd-stream":
            assert (await listener.hears())["op"] == 10
        return listener

    return connect


@pytest.fixture
async def listener(fake: FakeDiscord, connect: Connect) -> Listener:
    """A connection with a session that was told of town."""
    listener = await connect()
    await listener.identifies(fake.rest.token)
    await listener.hears_of("GUILD_CREATE")
    return listener

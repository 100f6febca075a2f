from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.listening import Connect, Listener
from tests.fakes.slack.program_of_bolt import Bolted, bolted
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        yield slack


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    """Slack's own client, which never tries twice."""
    return AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, retry_handlers=[], timeout=5)


@pytest.fixture
async def program(slack: FakeSlack) -> AsyncIterator[Bolted]:
    async with bolted(slack) as program:
        yield program


@pytest.fixture
async def connect(slack: FakeSlack) -> AsyncIterator[Connect]:
    """Opens connections."""
    async with aiohttp.ClientSession() as session:

        async def connect() -> Listener:
            headers = {"Authorization": f"Bearer {APP_TOKEN}"}
            address = f"{slack.api_url}apps.connections.open"
            async with session.post(address, headers=headers) as answer:
                url = (await answer.json())["url"]
            return Listener(await session.ws_connect(url, autoping=False))

        yield connect


@pytest.fixture
async def listener(connect: Connect) -> Listener:
    """A connection that was greeted."""
    listener = await connect()
    await listener.hears()
    return listener

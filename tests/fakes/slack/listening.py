"""A bare connection to the fake, for those who look at what is told word by word."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp

from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.workspace import Json
from tests.fakes.waiting import PATIENCE


class Listener:
    """A bare connection: what is told stays in its order, and nothing is acknowledged."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def hears(self) -> Json:
        """The next thing that is told."""
        async with asyncio.timeout(PATIENCE):
            told = await self.socket.receive()
        assert told.type is aiohttp.WSMsgType.TEXT, told
        return dict(json.loads(told.data))

    async def acknowledges(self, envelope: Json, payload: Json | None = None) -> None:
        """Say that it was heard."""
        more = {} if payload is None else {"payload": payload}
        await self.socket.send_json({"envelope_id": envelope["envelope_id"], **more})


Connect = Callable[[], Coroutine[Any, Any, Listener]]


def said(slack: FakeSlack, text: str = "hello") -> asyncio.Task[Any]:
    """Somebody says something meanwhile."""
    return asyncio.create_task(slack.person().says(text))


def text_of(envelope: Json) -> str:
    """The words in an event."""
    return str(envelope["payload"]["event"]["text"])

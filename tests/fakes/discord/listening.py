"""Bare clients of the fake, for those who look at what is told word by word."""

import asyncio
import json
import zlib
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp

from tests.fakes.discord import opcodes
from tests.fakes.discord.models import Json
from tests.fakes.waiting import PATIENCE

USUAL_INTENTS = opcodes.GUILDS | opcodes.GUILD_MESSAGES | opcodes.DIRECT_MESSAGES


class Listener:
    """A bare connection: what is told stays in its order.

    Attributes:
        session: whose it is, once it is told.
        seq: the number of the last event that was heard.
        frames: of what kind each frame was.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.session = ""
        self.seq: int | None = None
        self.frames: list[aiohttp.WSMsgType] = []
        self._stream = zlib.decompressobj()

    async def hears(self) -> Json:
        """The next thing that is told."""
        async with asyncio.timeout(PATIENCE):
            told = await self.socket.receive()
        self.frames.append(told.type)
        assert told.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY), told
        text = self._stream.decompress(told.data) if isinstance(told.data, bytes) else told.data
        heard = dict(json.loads(text))
        self.seq = heard["s"] if heard["s"] is not None else self.seq
        if heard["t"] == "READY":
            self.session = heard["d"]["session_id"]
        return heard

    async def hears_of(self, name: str) -> Json:
        """The next event of this name; what comes before is passed over."""
        while (heard := await self.hears())["t"] != name:
            pass
        return dict(heard["d"])

    async def ends(self) -> int | None:
        """With what code it is closed; what comes before is passed over."""
        async with asyncio.timeout(PATIENCE):
            while not self.socket.closed:
                await self.socket.receive()
        return self.socket.close_code

    async def says(self, op: int, told: Any) -> None:
        """Say something."""
        await self.socket.send_json({"op": op, "d": told})

    async def identifies(self, token: str, intents: int = USUAL_INTENTS) -> None:
        """Begin a session."""
        told = {"token": token, "intents": intents, "properties": {}}
        await self.says(opcodes.IDENTIFY, told)

    async def resumes(self, token: str, other: "Listener") -> None:
        """Go on with the session of another connection."""
        told = {"token": token, "session_id": other.session, "seq": other.seq}
        await self.says(opcodes.RESUME, told)


Connect = Callable[..., Coroutine[Any, Any, Listener]]


class Asked:
    """An answer to a bare request: its status, its JSON, its headers."""

    def __init__(self, status: int, body: Any, headers: Any) -> None:
        self.status = status
        self.body = body
        self.headers = headers

    @property
    def code(self) -> int:
        """The code of the error; 0 where it was taken."""
        return int(self.body["code"]) if self.status >= 400 else 0


Ask = Callable[..., Coroutine[Any, Any, Asked]]

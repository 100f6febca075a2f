"""One connection of the gateway, as Discord holds it, and the session that outlives it."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord.models import Json
from tests.fakes.discord.opcodes import DISPATCH
from tests.fakes.discord.packing import Packing

MOST_KEPT = 5_000
"""So many events does a session keep for whoever resumes it."""


@dataclass(frozen=True, slots=True)
class _Ending:
    code: int
    is_without_a_word: bool = False


class Connection:
    """A socket that is open, or seems to be.

    Args:
        socket: it.
        request: what opened it.
        packing: how it is written.

    Attributes:
        half_open: it hears nothing and says nothing, and is not closed either.
        session: whose it is, once somebody said so.
        compress: what the client asked for.
    """

    def __init__(
        self, socket: web.WebSocketResponse, request: web.Request, packing: Packing
    ) -> None:
        self.half_open = False
        self.session: Session | None = None
        self.compress = request.query.get("compress", "")
        self._socket = socket
        self._request = request
        self._packing = packing
        self._waiting: asyncio.Queue[Mapping[str, Any] | _Ending] = asyncio.Queue()
        self._ended_with: int | None = None
        self._writer = asyncio.create_task(self._write())

    @property
    def closed_with(self) -> int | None:
        """The code with which we closed it, or else the other side did."""
        return self._ended_with or self._socket.close_code

    async def heard(self) -> AsyncIterator[Json | None]:
        """What is said in it; None stands for what nobody can read."""
        async for message in self._socket:
            if self.half_open:
                continue
            if message.type is WSMsgType.TEXT:
                try:
                    told = json.loads(message.data)
                except ValueError:
                    told = None
                yield told if isinstance(told, dict) else None

    def say(self, told: Mapping[str, Any]) -> None:
        """Say something, after all that was said before."""
        self._waiting.put_nowait(told)

    def close(self, code: int) -> None:
        """End it with a code, after all that was said before."""
        self._waiting.put_nowait(_Ending(code))

    def abort(self) -> None:
        """End it without a word, after all that was said before."""
        self._waiting.put_nowait(_Ending(1006, is_without_a_word=True))

    async def end(self) -> None:
        """Nothing is written any more; a farewell is still said."""
        if self._ended_with is None:
            self._writer.cancel()
        with suppress(asyncio.CancelledError):
            await self._writer

    async def _write(self) -> None:
        while True:
            told = await self._waiting.get()
            if isinstance(told, _Ending):
                self._ended_with = told.code
                await self._end(told)
                return
            if self.half_open or self._socket.closed:
                continue
            packed = self._packing.pack(told)
            with suppress(ConnectionError):
                if isinstance(packed, str):
                    await self._socket.send_str(packed)
                else:
                    await self._socket.send_bytes(packed)

    async def _end(self, ending: _Ending) -> None:
        if ending.is_without_a_word:
            if self._request.transport is not None:
                self._request.transport.abort()
            return
        with suppress(ConnectionError):
            await self._socket.close(code=ending.code)


@dataclass(slots=True)
class Session:
    """What a client began with IDENTIFY, and can go on with after a connection is gone.

    Attributes:
        intents: of which kinds of events it is told.
        seq: the number of the last event.
        kept: events with their numbers, for whoever resumes.
        connection: where it is told, or None between two of them.
        until: when it is forgotten, by the monotonic clock, while nobody is connected.
    """

    id: str
    intents: int
    seq: int = 0
    kept: deque[tuple[int, Json]] = field(default_factory=lambda: deque(maxlen=MOST_KEPT))
    connection: Connection | None = None
    until: float = 0.0

    def tell(self, name: str, told: Json) -> None:
        """An event; it is kept where nobody listens."""
        self.keep(name, told)
        if self.connection is not None:
            self.connection.say(self.kept[-1][1])

    def keep(self, name: str, told: Json) -> None:
        """An event that is told only to whoever resumes."""
        self.seq += 1
        self.kept.append((self.seq, {"op": DISPATCH, "s": self.seq, "t": name, "d": told}))

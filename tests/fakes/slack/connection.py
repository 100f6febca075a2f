"""One connection of Socket Mode, as Slack holds it."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.slack.telling import APP
from tests.fakes.slack.workspace import Json

USUAL_SECONDS = 18_060
"""So long does Slack say that a connection will live."""


class Connection:
    """A socket that is open, or seems to be.

    Attributes:
        half_open: it hears nothing and says nothing, and is not closed either.
    """

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.half_open = False
        self._socket = socket
        self._request = request

    async def greet(self, connections: int) -> None:
        """The first word."""
        await self.say(
            {
                "type": "hello",
                "num_connections": connections,
                "debug_info": _debug_info() | {"approximate_connection_time": USUAL_SECONDS},
                "connection_info": {"app_id": APP},
            }
        )

    async def heard(self) -> AsyncIterator[Json]:
        """What is said in it; pings are answered on the way."""
        async for message in self._socket:
            if self.half_open:
                continue
            if message.type is WSMsgType.PING:
                await self._socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                yield json.loads(message.data)

    async def say(self, told: Mapping[str, Any]) -> None:
        """Say something; a connection that is gone or half-open swallows it."""
        if not self.half_open and not self._socket.closed:
            await self._socket.send_json(told)

    async def ask_to_leave(self, reason: str) -> None:
        """Say that it will end."""
        await self.say({"type": "disconnect", "reason": reason, "debug_info": _debug_info()})

    async def close(self) -> None:
        """End it in good order."""
        await self._socket.close()

    def abort(self) -> None:
        """End it without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()


def _debug_info() -> Json:
    return {"host": "applink-1"}

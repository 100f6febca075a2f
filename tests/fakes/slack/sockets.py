"""Socket Mode: envelopes go out over the open connections in turn; they are acknowledged."""

import asyncio
import json
from collections.abc import Mapping
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.slack.faults import Plan

MOST_REPEATS = 3
DEADLINE = 3.0
"""Seconds in which an envelope must be acknowledged."""

REPEAT_AFTER = (0.1, 0.3, 1.0)
"""Seconds between an envelope that was not acknowledged and its repeats; Slack waits longer."""


class Sockets:
    """Connections of the program.

    Attributes:
        opened: how many connections were ever opened.
        told: every payload that was told, with its kind, in order.
        heard: set when something is acknowledged.
        answered: what was acknowledged: kind, payload, and what came with it.
        said: what stood under commands, told with their acknowledgements.
        unacknowledged: envelopes that ran out of repeats.
        late: how many were acknowledged after the deadline, or not at all, at their first go.
        deaf: connections hear nothing and say nothing, as half-open ones.
    """

    def __init__(self, plan: Plan, deadline: float = DEADLINE) -> None:
        self.opened = 0
        self.told: list[tuple[str, Mapping[str, Any]]] = []
        self.late = 0
        self.said: list[Mapping[str, Any]] = []
        self.unacknowledged: list[Mapping[str, Any]] = []
        self.deaf = False
        self.deadline = deadline
        self.answered: list[tuple[str, Mapping[str, Any], Any]] = []
        self.heard = asyncio.Event()
        self._plan = plan
        self._open: list[web.WebSocketResponse] = []
        self._half_open: set[web.WebSocketResponse] = set()
        self._awaited: dict[str, asyncio.Future[Any]] = {}
        self._numbers, self._turns = count(), count()
        self._some = asyncio.Event()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection."""
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.opened += 1
        self._open.append(socket)
        self._some.set()
        await socket.send_json({"type": "hello", "num_connections": len(self._open)})
        try:
            async for message in socket:
                if self._is_deaf(socket):
                    continue
                if message.type is WSMsgType.PING:
                    await socket.pong(message.data)
                elif message.type is WSMsgType.TEXT:
                    self._hear(json.loads(message.data))
        finally:
            self._open.remove(socket)
            self._half_open.discard(socket)
            if not self._open:
                self._some.clear()
        return socket

    async def connected(self) -> None:
        """Wait until somebody is connected."""
        await self._some.wait()

    async def gone(self) -> None:
        """Wait until nobody is connected."""
        while self._open:  # noqa: ASYNC110 - connections tell nobody that they ended
            await asyncio.sleep(0.01)

    async def tell(self, kind: str, payload: Mapping[str, Any], first: int = 0) -> Any:
        """Tell it until it is acknowledged; with what, or None where it never was.

        Commands and clicks are told once, as Slack does; events come again.

        Args:
            kind: of the envelope.
            payload: what it carries.
            first: the number of the attempt that is the first to arrive.
        """
        self.told.append((kind, payload))
        envelope = {
            "type": kind,
            "envelope_id": f"e{next(self._numbers)}",
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        repeats = MOST_REPEATS if kind == "events_api" else 0
        for attempt in range(first, repeats + 1):
            again = {"retry_attempt": attempt, "retry_reason": "timeout"} if attempt else {}
            told, answer = await self._tell_once(envelope | again)
            if told:
                self.answered.append((kind, payload, answer))
                return answer if answer is not None else {}
            self.late += attempt == 0
            await asyncio.sleep(REPEAT_AFTER[min(attempt, len(REPEAT_AFTER) - 1)])
        self.unacknowledged.append(envelope)
        return None

    def deafen(self) -> None:
        """The connections that are open now become half-open; those that come later work."""
        self._half_open.update(self._open)

    async def drop(self) -> None:
        """End every connection without a word."""
        for socket in list(self._open):
            transport = socket._req.transport if socket._req else None
            if transport is not None:
                transport.abort()

    async def refresh(self) -> None:
        """Ask for new connections."""
        for socket in list(self._open):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def close(self) -> None:
        """The end of the server."""
        for socket in list(self._open):
            await socket.close()

    async def _tell_once(self, envelope: Mapping[str, Any]) -> tuple[bool, Any]:
        acknowledged = self._awaited[str(envelope["envelope_id"])] = asyncio.Future()
        try:
            async with asyncio.timeout(self.deadline):
                await self._some.wait()
                times = 2 if self._plan.repeats() else 1
                socket = self._open[next(self._turns) % len(self._open)]
                for _ in range(0 if self._is_deaf(socket) else times):
                    await socket.send_json(envelope)
                return True, await acknowledged
        except (TimeoutError, ConnectionError, ZeroDivisionError):
            return False, None
        finally:
            self._awaited.pop(str(envelope["envelope_id"]), None)

    def _is_deaf(self, socket: web.WebSocketResponse) -> bool:
        return self.deaf or socket in self._half_open

    def _hear(self, told: Mapping[str, Any]) -> None:
        payload = told.get("payload")
        if isinstance(payload, Mapping) and "text" in payload:
            self.said.append(payload)
        awaited = self._awaited.get(str(told.get("envelope_id")))
        self.heard.set()
        if awaited is not None and not awaited.done():
            awaited.set_result(payload)

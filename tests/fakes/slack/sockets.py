"""Socket Mode: envelopes go out over the open connections in turn; they are acknowledged."""

import asyncio
import secrets
import time
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any

from aiohttp import web

from tests.fakes.slack.connection import Connection
from tests.fakes.slack.faults import Fault, Plan
from tests.fakes.slack.workspace import Json

DEADLINE = 3.0
"""Seconds in which an envelope must be acknowledged."""

REPEAT_AFTER = (0.1, 0.3, 1.0)
"""Seconds before each repeat of an envelope that was not acknowledged; Slack waits longer."""

HELD_SECONDS = 0.4
"""So late comes an envelope that is late; so long does one wait for another to overtake it."""

MOST_CONNECTIONS = 10
TICKET_SECONDS = 30.0
GRACE_SECONDS = 1.0
"""So long may a connection that was asked to leave stay."""


class Sockets:
    """Connections of the program.

    Args:
        plan: what goes wrong with envelopes.
        deadline: seconds in which one must be acknowledged.
        repeat_after: seconds before each repeat; as many are there.

    Attributes:
        opened: how many connections were ever opened.
        told: every payload that was told, with its kind, in order.
        heard: set when something is acknowledged.
        answered: what was acknowledged: kind, payload, and what came with it.
        said: what stood under commands, told with their acknowledgements.
        unacknowledged: envelopes that ran out of repeats.
        late: how many were acknowledged after the deadline, or not at all, at their first go.
    """

    def __init__(
        self,
        plan: Plan,
        deadline: float = DEADLINE,
        repeat_after: Sequence[float] = REPEAT_AFTER,
    ) -> None:
        self.opened = 0
        self.told: list[tuple[str, Mapping[str, Any]]] = []
        self.answered: list[tuple[str, Mapping[str, Any], Any]] = []
        self.heard = asyncio.Event()
        self.late = 0
        self.said: list[Mapping[str, Any]] = []
        self.unacknowledged: list[Mapping[str, Any]] = []
        self.deadline = deadline
        self.repeat_after = tuple(repeat_after)
        self._plan = plan
        self._is_deaf = False
        self._tickets: dict[str, float] = {}
        self._connections: list[Connection] = []
        self._open: list[Connection] = []
        self._awaited: dict[str, asyncio.Future[Any]] = {}
        self._overtaken: list[asyncio.Event] = []
        self._numbers, self._turns = count(), count()
        self._some = asyncio.Event()
        self._beside: set[asyncio.Task[None]] = set()

    @property
    def deaf(self) -> bool:
        """Every connection is half-open, those that are still to come as well."""
        return self._is_deaf

    @deaf.setter
    def deaf(self, is_so: bool) -> None:
        self._is_deaf = is_so
        for one in self._connections:
            one.half_open = is_so

    def ticket(self) -> str:
        """The path of a connection; it can be opened once, and soon."""
        now = time.monotonic()
        self._tickets = {one: until for one, until in self._tickets.items() if until > now}
        ticket = secrets.token_hex(8)
        self._tickets[ticket] = now + TICKET_SECONDS
        return f"socket?ticket={ticket}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection."""
        if self._tickets.pop(request.query.get("ticket", ""), 0.0) < time.monotonic():
            return web.Response(status=403, text="invalid ticket")
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        connection = Connection(socket, request)
        if len(self._connections) >= MOST_CONNECTIONS:
            await connection.ask_to_leave("too_many_websockets")
            await connection.close()
            return socket
        self.opened += 1
        self._connections.append(connection)
        await connection.greet(len(self._connections))
        connection.half_open = self._is_deaf
        self._open.append(connection)
        self._some.set()
        try:
            async for told in connection.heard():
                self._hear(told)
        finally:
            self._connections.remove(connection)
            self._leave(connection)
        return socket

    async def connected(self) -> None:
        """Wait until somebody is connected."""
        await self._some.wait()

    async def gone(self) -> None:
        """Wait until nobody is connected."""
        while self._connections:  # noqa: ASYNC110 - connections tell nobody that they ended
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
        pauses = (0.0, *self.repeat_after) if kind == "events_api" else (0.0,)
        for attempt, pause in enumerate(pauses):
            if attempt < first:
                continue
            if pause and attempt > first:
                await asyncio.sleep(pause)
            told, answer = await self._tell_once(envelope | _attempt(kind, attempt))
            if told:
                self.answered.append((kind, payload, answer))
                return answer if answer is not None else {}
            self.late += attempt == 0
        self.unacknowledged.append(envelope)
        return None

    def deafen(self) -> None:
        """The connections that are open now become half-open; those that come later work."""
        for one in self._connections:
            one.half_open = True

    async def drop(self) -> None:
        """End every connection without a word."""
        for one in list(self._connections):
            one.abort()

    async def warn(self) -> None:
        """Say that connections will end soon."""
        for one in list(self._open):
            await one.ask_to_leave("warning")

    async def refresh(self) -> None:
        """Ask for new connections; the old ones end soon."""
        for one in list(self._open):
            await self._renew(one)

    async def disable(self) -> None:
        """Somebody switches Socket Mode off."""
        for one in list(self._open):
            await one.ask_to_leave("link_disabled")
            await one.close()

    async def close(self) -> None:
        """The end of the server."""
        for task in list(self._beside):
            task.cancel()
        for one in list(self._connections):
            await one.close()

    async def _tell_once(self, envelope: Mapping[str, Any]) -> tuple[bool, Any]:
        fault = self._plan.of_envelope()
        await self._hold(fault)
        name = str(envelope["envelope_id"])
        acknowledged = self._awaited[name] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(self.deadline):
                await self._some.wait()
                connection = self._open[next(self._turns) % len(self._open)]
                await self._say(connection, envelope, fault)
                return True, await acknowledged
        except (TimeoutError, ConnectionError):
            return False, None
        finally:
            self._awaited.pop(name, None)

    async def _hold(self, fault: Fault | None) -> None:
        """Let an envelope wait, by itself or for the next one to overtake it."""
        if fault is Fault.DELAYED:
            await asyncio.sleep(HELD_SECONDS)
        elif fault is Fault.OVERTAKEN:
            passed = asyncio.Event()
            self._overtaken.append(passed)
            with suppress(TimeoutError):
                async with asyncio.timeout(HELD_SECONDS):
                    await passed.wait()

    async def _say(
        self, connection: Connection, envelope: Mapping[str, Any], fault: Fault | None
    ) -> None:
        if fault is Fault.HALF_OPEN:
            connection.half_open = True
        for _ in range(2 if fault is Fault.REPEAT else 1):
            await connection.say(envelope)
        if fault is not Fault.OVERTAKEN:
            for passed in self._overtaken:
                passed.set()
            self._overtaken.clear()
        if fault is Fault.DROPPED:
            connection.abort()
        elif fault is Fault.REFRESHED:
            await self._renew(connection)

    async def _renew(self, connection: Connection) -> None:
        await connection.ask_to_leave("refresh_requested")
        self._leave(connection)

        async def end() -> None:
            await asyncio.sleep(GRACE_SECONDS)
            await connection.close()

        self._do_beside(end())

    def _leave(self, connection: Connection) -> None:
        """It is told nothing any more."""
        if connection in self._open:
            self._open.remove(connection)
        if not self._open:
            self._some.clear()

    def _do_beside(self, what: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(what)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    def _hear(self, told: Json) -> None:
        payload = told.get("payload")
        if isinstance(payload, Mapping) and "text" in payload:
            self.said.append(payload)
        awaited = self._awaited.get(str(told.get("envelope_id")))
        self.heard.set()
        if awaited is not None and not awaited.done():
            awaited.set_result(payload)


def _attempt(kind: str, attempt: int) -> Json:
    if kind != "events_api":
        return {}
    return {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}

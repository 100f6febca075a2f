"""The gateway: sessions are told what happens, and keep it for whoever resumes."""

import asyncio
import secrets
import time
from collections.abc import Callable, Iterable

from aiohttp import web

from tests.fakes.discord import opcodes
from tests.fakes.discord.connection import Connection, Session
from tests.fakes.discord.faults import Fault, Plan
from tests.fakes.discord.models import Json
from tests.fakes.discord.packing import packing

USUAL_INTERVAL = 41.25
"""Seconds between two heartbeats."""

RESUMABLE_SECONDS = 90.0
"""So long is a session known after its connection is gone."""

HELD_SECONDS = 0.4
"""So late comes an event that is late."""

FAREWELL_SECONDS = 1.0
"""So long do we wait for a client to agree that a connection is closed."""

MOST_BYTES = 4096
MOST_SENT, MOST_SENT_SECONDS = 120, 60.0
"""So much may a client say in so many seconds."""


class Gateway:
    """Connections and sessions of the program.

    Args:
        plan: what goes wrong with events.
        token: tells what lets somebody in.
        greeting: tells what a new session is told, with the address to resume at.

    Attributes:
        interval: seconds between two heartbeats.
        opened: how many connections were ever opened.
        identified: how many sessions were ever begun.
        resumed: how often one was resumed.
        told: every event that people caused, with its name, in order.
        closings: codes with which clients closed connections.
        compressions: what each connection asked for, in order.
        allowed: privileged intents that we have.
    """

    def __init__(
        self,
        plan: Plan,
        token: Callable[[], str],
        greeting: Callable[[str], Iterable[tuple[str, Json]]],
    ) -> None:
        self.interval = USUAL_INTERVAL
        self.opened = self.identified = self.resumed = 0
        self.told: list[tuple[str, Json]] = []
        self.closings: list[int | None] = []
        self.compressions: list[str] = []
        self.allowed = 0
        self._plan = plan
        self._token = token
        self._greeting = greeting
        self._sessions: dict[str, Session] = {}
        self._connections: list[Connection] = []
        self._is_deaf = False
        self._some = asyncio.Event()

    @property
    def deaf(self) -> bool:
        """Every connection is half-open, those that are still to come as well."""
        return self._is_deaf

    @deaf.setter
    def deaf(self, is_so: bool) -> None:
        self._is_deaf = is_so
        for one in self._connections:
            one.half_open = is_so

    @property
    def sessions(self) -> list[Session]:
        """Those that are known, connected or not."""
        return list(self._sessions.values())

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection."""
        socket = web.WebSocketResponse(
            max_msg_size=MOST_BYTES, compress=False, timeout=FAREWELL_SECONDS
        )
        await socket.prepare(request)
        connection = Connection(socket, request, packing(request.query.get("compress", "")))
        self.opened += 1
        self.compressions.append(connection.compress)
        self._connections.append(connection)
        hello = {"heartbeat_interval": int(self.interval * 1000), "_trace": []}
        connection.say({"op": opcodes.HELLO, "d": hello, "s": None, "t": None})
        connection.half_open = self._is_deaf
        try:
            await self._listen(connection)
        finally:
            self._connections.remove(connection)
            self._leave(connection)
            await connection.end()
        return socket

    async def connected(self) -> None:
        """Wait until a session listens."""
        await self._some.wait()

    async def gone(self) -> None:
        """Wait until nobody is connected."""
        while self._connections:  # noqa: ASYNC110 - connections tell nobody that they ended
            await asyncio.sleep(0.01)

    def tell(self, name: str, told: Json, intent: int = 0) -> None:
        """Something that people did; here events may go wrong.

        Args:
            name: of the event.
            told: what is told of it.
            intent: whoever did not ask for this one is not told; 0 is told to everybody.
        """
        self.told.append((name, told))
        fault = self._plan.of_event()
        if fault is Fault.DELAYED:
            loop = asyncio.get_running_loop()
            loop.call_later(HELD_SECONDS, lambda: self.dispatch(name, told, intent))
            return
        for session in self._listening(intent):
            self._tell(session, name, told, fault)

    def dispatch(self, name: str, told: Json, intent: int = 0) -> None:
        """Something that happened, in good order."""
        for session in self._listening(intent):
            session.tell(name, told)

    def drop(self) -> None:
        """End every connection without a word; sessions can be resumed."""
        for one in self._connections:
            one.abort()

    def close_all(self, code: int = 4000) -> None:
        """Close every connection with a code."""
        for one in self._connections:
            one.close(code)

    def ask_to_reconnect(self) -> None:
        """Ask for new connections (op 7)."""
        for one in self._connections:
            one.say({"op": opcodes.RECONNECT, "d": None, "s": None, "t": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Say that sessions are invalid (op 9)."""
        for session in self.sessions:
            self._invalidate(session, resumable=resumable)

    def deafen(self) -> None:
        """The connections that are open now become half-open; those that come later work."""
        for one in self._connections:
            one.half_open = True

    async def close(self) -> None:
        """The end of the server."""
        for one in list(self._connections):
            one.close(opcodes.GONE_AWAY)
            await asyncio.sleep(0)

    def _listening(self, intent: int) -> list[Session]:
        now = time.monotonic()
        for session in self.sessions:
            if session.connection is None and session.until < now:
                del self._sessions[session.id]
        return [one for one in self.sessions if not intent or one.intents & intent]

    def _tell(self, session: Session, name: str, told: Json, fault: Fault | None) -> None:
        """Tell one session of something that people did, with what goes wrong about it."""
        connection = session.connection
        match fault:
            case Fault.DROPPED | Fault.CLOSED | Fault.RECONNECT if connection is not None:
                session.keep(name, told)
                if fault is Fault.DROPPED:
                    connection.abort()
                elif fault is Fault.CLOSED:
                    connection.close(4000)
                else:
                    connection.say({"op": opcodes.RECONNECT, "d": None, "s": None, "t": None})
                session.connection = None
                session.until = time.monotonic() + RESUMABLE_SECONDS
            case Fault.FORGOTTEN:
                self._invalidate(session, resumable=False)
            case Fault.INVALID_BUT_RESUMABLE:
                session.keep(name, told)
                self._invalidate(session, resumable=True)
            case Fault.HALF_OPEN if connection is not None:
                connection.half_open = True
                session.tell(name, told)
            case _:
                for _ in range(2 if fault is Fault.REPEAT else 1):
                    session.tell(name, told)
                if fault is Fault.INVALID:
                    self._invalidate(session, resumable=False)

    def _invalidate(self, session: Session, *, resumable: bool) -> None:
        connection = session.connection
        if connection is not None:
            connection.say(
                {"op": opcodes.INVALID_SESSION, "d": resumable, "s": None, "t": None}
            )
            session.connection = connection.session = None
            session.until = time.monotonic() + RESUMABLE_SECONDS
        if not resumable:
            self._sessions.pop(session.id, None)

    async def _listen(self, connection: Connection) -> None:
        sent: list[float] = []
        async for told in connection.heard():
            now = time.monotonic()
            sent = [*(one for one in sent if now - one < MOST_SENT_SECONDS), now]
            code = opcodes.UNREADABLE if told is None else self._hear(connection, told)
            if len(sent) > MOST_SENT:
                code = opcodes.TOO_MUCH
            if code:
                connection.close(code)

    def _hear(self, connection: Connection, told: Json) -> int:
        """Take what a client says; the code to close with, or 0."""
        match told.get("op"):
            case opcodes.HEARTBEAT:
                connection.say({"op": opcodes.HEARTBEAT_ACK, "d": None, "s": None, "t": None})
                return 0
            case opcodes.IDENTIFY:
                return self._identify(connection, told.get("d") or {})
            case opcodes.RESUME:
                return self._resume(connection, told.get("d") or {})
            case opcodes.PRESENCE | opcodes.VOICE_WANTED | opcodes.MEMBERS_WANTED:
                return 0 if connection.session else opcodes.NOT_AUTHENTICATED
            case _:
                return opcodes.UNKNOWN_OPCODE

    def _identify(self, connection: Connection, told: Json) -> int:
        intents = told.get("intents")
        if connection.session is not None:
            return opcodes.AUTHENTICATED_ALREADY
        if told.get("token") != self._token():
            return opcodes.NOT_A_TOKEN
        if not isinstance(intents, int) or intents & ~opcodes.EVERY_INTENT:
            return opcodes.NOT_INTENTS
        if intents & opcodes.PRIVILEGED & ~self.allowed:
            return opcodes.NOT_OUR_INTENTS
        session = Session(secrets.token_hex(16), intents)
        self._sessions[session.id] = session
        self.identified += 1
        self._listen_to(session, connection)
        for name, event in self._greeting(session.id):
            session.tell(name, event)
        return 0

    def _resume(self, connection: Connection, told: Json) -> int:
        if connection.session is not None:
            return opcodes.AUTHENTICATED_ALREADY
        if told.get("token") != self._token():
            return opcodes.NOT_A_TOKEN
        session = self._sessions.get(str(told.get("session_id")))
        seq = told.get("seq")
        if session is None or not isinstance(seq, int):
            connection.say({"op": opcodes.INVALID_SESSION, "d": False, "s": None, "t": None})
            return 0
        if seq > session.seq:
            return opcodes.NOT_A_SEQUENCE
        self.resumed += 1
        missed = [event for number, event in session.kept if number > seq]
        for event in missed:
            connection.say(event)
        self._listen_to(session, connection)
        session.tell("RESUMED", {"_trace": []})
        return 0

    def _listen_to(self, session: Session, connection: Connection) -> None:
        session.connection, connection.session = connection, session
        self._some.set()

    def _leave(self, connection: Connection) -> None:
        """It is told nothing any more; its session is forgotten if it was closed in order."""
        code = connection.closed_with
        self.closings.append(code)
        session = connection.session
        if session is not None and session.connection in (None, connection):
            session.connection = None
            session.until = time.monotonic() + RESUMABLE_SECONDS
            if code in (opcodes.NORMAL, opcodes.GONE_AWAY):
                self._sessions.pop(session.id, None)
        if not any(one.connection for one in self.sessions):
            self._some.clear()

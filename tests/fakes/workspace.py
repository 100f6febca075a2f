"""As much of Slack as ``whichrole doctor`` asks: two tokens, one app, one socket."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import TracebackType
from typing import Any

from aiohttp import web

OF_BOT = "xoxb-1-hushed-bot"
OF_APP = "xapp-1-A1-hushed-app"
SCOPES = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "im:history",
    "im:write",
    "usergroups:read",
    "users:read",
)


@dataclass
class FakeWorkspace:
    """A server on loopback, in a thread of its own, for programs that bring their own loop.

    Attributes:
        errors: by method, the word with which it is refused.
        pages: by method, status and text of a page that is no answer of Slack's.
        silent: methods that never answer.
        scopes: what the bot may do; None is not told.
        bot_app, socket_app: the app that each token belongs to.
        greeting: the first words on a socket; None is silence.
        team: what the workspace is called.
        ahead: of this machine's clock.
        heard: every method that was called, with the token.
    """

    errors: dict[str, str] = field(default_factory=dict)
    pages: dict[str, tuple[int, str]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    scopes: tuple[str, ...] | None = SCOPES
    bot_app: str = "A1"
    socket_app: str = "A1"
    greeting: dict[str, Any] | None = field(default_factory=lambda: {"type": "hello"})
    connections: int = 1
    team: str = "Data Club"
    whole_organization: bool = False
    ahead: timedelta = timedelta(0)
    heard: list[tuple[str, str]] = field(default_factory=list)
    closed_sockets: int = 0
    api_url: str = ""

    @property
    def is_silent(self) -> bool:
        """Is there anything that never answers?"""
        return bool(self.silent) or self.greeting is None

    def __enter__(self) -> "FakeWorkspace":
        started = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(started.set,))
        self._thread.start()
        started.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    def _serve(self, started: Callable[[], None]) -> None:
        with asyncio.Runner() as runner:
            runner.run(self._until_stopped(started))

    async def _until_stopped(self, started: Callable[[], None]) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application()
        app.router.add_post("/api/{method}", self._on_call)
        app.router.add_get("/link", self._on_socket)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self._host = "{}:{}".format(*runner.addresses[0])
        self.api_url = f"http://{self._host}/api/"
        started()
        await self._stopped.wait()
        await runner.cleanup()

    async def _on_call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.heard.append((method, token))
        if method in self.silent:
            await self._stopped.wait()
        headers = {"Date": format_datetime(datetime.now(UTC) + self.ahead, usegmt=True)}  # noqa: TID251
        if method in self.pages:
            status, text = self.pages[method]
            return web.Response(status=status, text=text, headers=headers)
        if self.scopes is not None:
            headers["x-oauth-scopes"] = ",".join(self.scopes)
        return web.json_response(self._answer(method, token), headers=headers)

    def _answer(self, method: str, token: str) -> dict[str, object]:
        wanted = OF_APP if method == "apps.connections.open" else OF_BOT
        error = self.errors.get(method, "" if token == wanted else "invalid_auth")
        if error:
            return {"ok": False, "error": error}
        answers: dict[str, dict[str, object]] = {
            "auth.test": {
                "url": "https://dataclub.slack.com/",
                "team": self.team,
                "user": "whichrole",
                "team_id": "T1",
                "user_id": "U1",
                "bot_id": "B1",
                "is_enterprise_install": self.whole_organization,
            },
            "bots.info": {"bot": {"id": "B1", "app_id": self.bot_app}},
            "apps.connections.open": {"url": f"ws://{self._host}/link?ticket=hushed-ticket"},
        }
        return {"ok": True, **answers[method]}

    async def _on_socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if self.greeting is not None:
            told = {
                "connection_info": {"app_id": self.socket_app},
                "num_connections": self.connections,
            }
            await socket.send_json(told | self.greeting)
        async for _ in socket:
            pass
        self.closed_sockets += 1
        return socket

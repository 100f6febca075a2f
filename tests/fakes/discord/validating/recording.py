"""What discord.py really sends: an ear on loopback notes it and answers as Discord would."""

import json
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import discord
from aiohttp import BodyPartReader, web
from aiohttp.test_utils import TestServer
from discord.http import Route

from tests.fakes.discord.validating import samples
from tests.fakes.discord.validating.schemas import Json

PREFIX = "/api/v10"


@dataclass(frozen=True)
class Sent:
    """A request, and what was answered.

    Attributes:
        method: in upper case.
        path: what follows ``/api/v10``.
        body: what came as JSON; None if nothing did.
        files: the names of the files beside it.
        status: of the answer.
        answer: what was answered; None if nothing was.
    """

    method: str
    path: str
    body: Any
    files: tuple[str, ...]
    status: int
    answer: Any


@dataclass
class Recording:
    """A place that takes every request.

    Attributes:
        sent: every request, in its order.
    """

    sent: list[Sent] = field(default_factory=list)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._hear)
        server = await self._stack.enter_async_context(TestServer(app))
        self._stack.enter_context(_directed(str(server.make_url(PREFIX))))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.__aexit__(kind, error, trace)

    async def _hear(self, request: web.Request) -> web.Response:
        body, files = await _heard(request)
        path = request.path.removeprefix(PREFIX)
        status, answer = samples.answer(request.method, path)
        self.sent.append(Sent(request.method, path, body, files, status, answer))
        if answer is None:
            return web.Response(status=status)
        told = json.dumps(answer).encode()
        return web.Response(status=status, body=told, content_type="application/json")


async def _heard(request: web.Request) -> tuple[Any, tuple[str, ...]]:
    """What stands in a request as JSON, and the names of the files beside it."""
    if not request.content_type.startswith("multipart/"):
        told = await request.read()
        return (json.loads(told) if told else None), ()
    body: Json | None = None
    files = []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            files.append(part.filename or "")
            await part.read()
    return body, tuple(files)


@contextmanager
def _directed(address: str) -> Iterator[None]:
    """Meanwhile, discord.py finds Discord at an address."""
    before = Route.BASE
    Route.BASE = address
    try:
        yield
    finally:
        Route.BASE = before


def client_of_ours() -> discord.Client:
    """A client that calls nobody, as ours does."""
    return discord.Client(
        intents=discord.Intents.none(), allowed_mentions=discord.AllowedMentions.none()
    )

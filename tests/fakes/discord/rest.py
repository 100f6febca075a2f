"""Discord's REST API: who is let in, what goes wrong, what is answered."""

import asyncio
import copy
import json
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from aiohttp import web

from tests.fakes.discord.arriving import Request, body_of, headers_of
from tests.fakes.discord.faults import Fault, Plan, What
from tests.fakes.discord.judging import Exchange
from tests.fakes.discord.rates import Rates, Verdict
from tests.fakes.discord.refused import Refused
from tests.fakes.discord.routes import Handler, Routes

LATE_SECONDS = 0.4
SLOW_SECONDS = 0.2
LIMITED_SECONDS = 0.3
TOKEN = "fake.discord.token"  # noqa: S105 - of a Discord that is none
OPEN = ("/interactions/", "/webhooks/")
"""What stands behind these is let in by a token in its path."""

Do = Callable[[], tuple[int, Any]]


class Rest:
    """Answers requests.

    Args:
        handlers: who answers what.
        plan: what goes wrong.
        rates: how much is taken.
        keeps_answers: what was answered is kept for a validator.

    Attributes:
        requests: all that came, in order.
        exchanges: each with its answer, while answers are kept.
        token: what lets somebody in.
    """

    def __init__(
        self,
        handlers: Iterable[Mapping[str, Handler]],
        plan: Plan,
        rates: Rates,
        *,
        keeps_answers: bool,
    ) -> None:
        self.requests: list[Request] = []
        self.exchanges: list[Exchange] = []
        self.token = TOKEN
        self._routes = Routes(handlers)
        self._plan = plan
        self._rates = rates
        self._keeps_answers = keeps_answers
        self._later: set[asyncio.Task[None]] = set()

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        path = "/" + request.match_info["path"]
        found = self._routes.find(request.method, path)
        try:
            body, files = await body_of(request)
        except Refused as problem:
            return _json(problem.answer, {}, problem.status)
        route, names = found if found else (None, {})
        asked = Request(
            request.method, path, route.name if route else "", names, dict(request.query),
            body, files, time.monotonic(),
            request.headers.get("Authorization", "").removeprefix("Bot "), headers_of(request),
        )  # fmt: skip
        self.requests.append(asked)
        if route is None:
            return self._answered(asked, 404, {"message": "404: Not Found", "code": 0}, {})
        if not path.startswith(OPEN) and asked.token != self.token:
            return self._answered(asked, 401, {"message": "401: Unauthorized", "code": 0}, {})
        handler = route.handler
        return await self._answer(request, asked, lambda: _done(handler, asked))

    async def _answer(self, request: web.Request, asked: Request, do: Do) -> web.StreamResponse:
        """What is answered, with everything that goes wrong on the way."""
        what = self._plan.of_request(asked.route)
        verdict = self._rates.judge(asked)
        if verdict.wait > 0 and what is None:
            return self._limited(asked, verdict)
        if what is None:
            return self._answered(asked, *do(), verdict.headers)
        if not isinstance(what, Fault):
            problem = Refused(what)
            return self._answered(asked, problem.status, problem.answer, verdict.headers)
        instead = self._instead(asked, what, verdict)
        if instead is not None:
            return instead
        if what is Fault.SLOW:
            await asyncio.sleep(SLOW_SECONDS)
            return self._answered(asked, *do(), verdict.headers)
        if what is Fault.LATE:
            self._do_later(do)
        elif what is Fault.LOST_AFTER:
            do()
        self._keep(asked, 0, None)
        return _hang_up(request)

    def _instead(self, asked: Request, what: What, verdict: Verdict) -> web.Response | None:
        """What comes in place of an answer, if anything does."""
        page = "<html>no luck</html>"
        match what:
            case Fault.LIMITED | Fault.LIMITED_EVERYWHERE:
                everywhere = what is Fault.LIMITED_EVERYWHERE
                return self._limited(asked, Verdict(LIMITED_SECONDS, everywhere, {}))
            case Fault.BANNED:
                return web.Response(status=429, text=page, content_type="text/html")
            case Fault.SERVER_ERROR:
                return web.Response(status=503, text="no luck", headers=verdict.headers)
            case Fault.BAD_GATEWAY:
                return web.Response(status=502, text=page, content_type="text/html")
            case Fault.HTML:
                return web.Response(text=page, content_type="text/html")
            case Fault.BROKEN:
                return web.Response(text='{"id": "1', content_type="application/json")
            case _:
                return None

    def _limited(self, asked: Request, verdict: Verdict) -> web.Response:
        told = {
            "message": "You are being rate limited.", "retry_after": round(verdict.wait, 3),
            "global": verdict.is_global, "code": 0,
        }  # fmt: skip
        return self._answered(asked, 429, told, verdict.headers)

    def _answered(
        self, asked: Request, status: int, body: Any, headers: dict[str, str]
    ) -> web.Response:
        self._keep(asked, status, body)
        return _json(body, headers, status)

    def _keep(self, asked: Request, status: int, body: Any) -> None:
        if self._keeps_answers:
            self.exchanges.append(Exchange(asked, status, copy.deepcopy(body)))

    def _do_later(self, do: Do) -> None:
        async def later() -> None:
            await asyncio.sleep(LATE_SECONDS)
            do()

        task = asyncio.create_task(later())
        self._later.add(task)
        task.add_done_callback(self._later.discard)


def _done(handler: Handler, asked: Request) -> tuple[int, Any]:
    try:
        answer = handler(asked)
    except Refused as problem:
        return problem.status, problem.answer
    return (204, None) if answer is None else (200, answer)


def _json(body: Any, headers: dict[str, str], status: int) -> web.Response:
    """An answer of Discord's own; clients know by ``Via`` that nobody else gave it."""
    headers = {"Via": "1.1 google", **headers}
    if status == 204:
        return web.Response(status=status, headers=headers)
    # Clients look for the type of the content without anything behind it.
    return web.Response(
        body=_written(body),
        headers=headers | {"Content-Type": "application/json"},
        status=status,
    )


def _written(body: Any) -> bytes:
    return json.dumps(body).encode()


def _hang_up(request: web.Request) -> web.Response:
    """The connection ends without an answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()

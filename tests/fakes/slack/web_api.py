"""Slack's Web API and response addresses: who is let in, what goes wrong, what is answered."""

import asyncio
import time
from collections.abc import Callable

from aiohttp import web

from tests.fakes.slack.about import About
from tests.fakes.slack.admission import APP_TOKEN, BOT_TOKEN, Admission
from tests.fakes.slack.arriving import (
    Request,
    arguments_of,
    headers_of,
    is_form,
    token_of,
    unfolded,
)
from tests.fakes.slack.faults import Fault, Plan
from tests.fakes.slack.files import Files
from tests.fakes.slack.messages import Messages
from tests.fakes.slack.rates import Rates
from tests.fakes.slack.refused import Refused
from tests.fakes.slack.responding import respond
from tests.fakes.slack.views import Views
from tests.fakes.slack.workspace import Json, Workspace

__all__ = ["APP_TOKEN", "BOT_TOKEN", "LATE_SECONDS", "SLOW_SECONDS", "WebApi"]

LATE_SECONDS = 0.4
SLOW_SECONDS = 0.2


class WebApi:
    """Answers requests.

    Args:
        workspace: all that stands there.
        plan: what goes wrong.
        rates: how much is taken.
        address: makes a whole address of a path of ours.
        connection: gives a new address for a connection.

    Attributes:
        requests: all that came, in order.
        admission: who is let in.
    """

    def __init__(
        self,
        workspace: Workspace,
        plan: Plan,
        rates: Rates,
        address: Callable[[str], str],
        connection: Callable[[], str],
    ) -> None:
        self.requests: list[Request] = []
        self.admission = Admission()
        self._workspace = workspace
        self._plan = plan
        self._rates = rates
        self._later: set[asyncio.Task[None]] = set()
        messages = Messages(workspace)
        self._files = Files(workspace, messages.channel, address)
        self._methods: dict[str, Callable[[Json], Json]] = {
            **About(workspace, connection).methods(),
            **messages.methods(),
            **Views(workspace).methods(),
            **self._files.methods(),
        }

    @property
    def bot_token(self) -> str:
        """What lets somebody call most methods."""
        return self.admission.bot_token

    @bot_token.setter
    def bot_token(self, token: str) -> None:
        self.admission.bot_token = token

    @property
    def app_token(self) -> str:
        """What lets somebody open a connection."""
        return self.admission.app_token

    @app_token.setter
    def app_token(self, token: str) -> None:
        self.admission.app_token = token

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of a method."""
        method = request.match_info["method"]
        headers = {"x-oauth-scopes": self.admission.provided(method)}
        try:
            arguments = await arguments_of(request)
            token = token_of(request, arguments)
            arguments.pop("token", None)
            self._note(request, method, arguments)
            self.admission.check(method, token)
        except Refused as problem:
            return web.json_response(problem.answer, headers=headers)
        answer = await self._answer(
            request, method, arguments, lambda: self._do(method, arguments)
        )
        return answer if isinstance(answer, web.Response) else _json(answer, headers)

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take what is posted to a response address."""
        try:
            body = await arguments_of(request)
        except Refused as problem:
            return web.json_response(problem.answer, status=400)
        self._note(request, "response_url", body)
        secret = request.match_info["secret"]
        answer = await self._answer(
            request, "response_url", body, lambda: respond(self._workspace, secret, body)
        )
        if isinstance(answer, web.Response):
            return answer
        return web.Response(text="ok") if answer["ok"] else _json(answer, {}, status=404)

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the content of a file."""
        content = await request.read()
        answer = await self._answer(
            request, "upload", {}, lambda: self._take(request.match_info["file"], content)
        )
        if isinstance(answer, web.Response):
            return answer
        if not answer["ok"]:
            return _json(answer, {}, status=404)
        return web.Response(text=f"OK - {len(content)}")

    def _note(self, request: web.Request, method: str, arguments: Json) -> None:
        at, headers = time.monotonic(), headers_of(request)
        self.requests.append(Request(method, arguments, at, is_form(request), headers))

    def _do(self, method: str, arguments: Json) -> Json:
        known = self._methods.get(method)
        if known is None:
            raise Refused("unknown_method")
        return {"ok": True, **known(unfolded(arguments))}

    def _take(self, file: str, content: bytes) -> Json:
        if not self._files.take(file, content):
            raise Refused("file_not_found")
        return {"ok": True}

    async def _answer(
        self, request: web.Request, method: str, arguments: Json, do: Callable[[], Json]
    ) -> web.Response | Json:
        """What is answered, with everything that goes wrong on the way."""
        what = self._plan.of_request(method)
        wait = self._rates.wait(method, str(arguments.get("channel", "")))
        if wait > 0 and what is None:
            return _limited(str(int(wait) + 1))
        if what is None:
            return _done(do)
        if not isinstance(what, Fault):
            return {"ok": False, "error": what}
        instead = _instead(what)
        if instead is not None:
            return instead
        if what is Fault.SLOW:
            await asyncio.sleep(SLOW_SECONDS)
            return _done(do)
        if what is Fault.LATE:
            self._do_later(do)
        elif what is Fault.LOST_AFTER:
            _done(do)
        return _hang_up(request)

    def _do_later(self, do: Callable[[], Json]) -> None:
        async def later() -> None:
            await asyncio.sleep(LATE_SECONDS)
            _done(do)

        task = asyncio.create_task(later())
        self._later.add(task)
        task.add_done_callback(self._later.discard)


def _done(do: Callable[[], Json]) -> Json:
    try:
        return do()
    except Refused as problem:
        return problem.answer


def _instead(what: Fault) -> web.Response | None:
    """What comes in place of an answer, if anything does."""
    match what:
        case Fault.LIMITED:
            return _limited("1")
        case Fault.LIMITED_UNTOLD:
            return _limited(None)
        case Fault.SERVER_ERROR:
            return web.Response(status=503, text="no luck")
        case Fault.HTML:
            return web.Response(text="<html>a proxy</html>", content_type="text/html")
        case Fault.BROKEN:
            return web.Response(text='{"ok": tr', content_type="application/json")
        case _:
            return None


def _json(answer: Json, headers: dict[str, str], status: int = 200) -> web.Response:
    return web.json_response(answer, headers=headers, status=status)


def _limited(seconds: str | None) -> web.Response:
    headers = {} if seconds is None else {"Retry-After": seconds}
    return _json({"ok": False, "error": "ratelimited"}, headers, status=429)


def _hang_up(request: web.Request) -> web.Response:
    """The connection ends without an answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()

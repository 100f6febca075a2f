"""Slack's Web API and response addresses, as far as the program uses them."""

import asyncio
import json
import time
from collections.abc import Callable

from aiohttp import web

from tests.fakes.slack.arriving import Request, arguments_of, is_form
from tests.fakes.slack.faults import Fault, Plan
from tests.fakes.slack.rates import Rates
from tests.fakes.slack.workspace import TEAM, US, US_AS_BOT, Json, Workspace

BOT_TOKEN, APP_TOKEN = "xoxb-fake-1", "xapp-fake-1"
SCOPES = "app_mentions:read,chat:write,commands,files:write,im:history,im:write,users:read"
LONGEST_MESSAGE = 40_000
LATE_SECONDS = 0.4
SLOW_SECONDS = 0.2


class Refused(Exception):
    """Slack says no, with HTTP 200."""

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.answer = {"ok": False, "error": code, **more}


class WebApi:
    """Answers requests.

    Attributes:
        requests: all that came, in order.
        bot_token, app_token: what lets somebody in.
    """

    def __init__(
        self, workspace: Workspace, plan: Plan, rates: Rates, address: Callable[[str], str]
    ) -> None:
        self.requests: list[Request] = []
        self.bot_token, self.app_token = BOT_TOKEN, APP_TOKEN
        self.scopes = SCOPES
        self._workspace = workspace
        self._plan = plan
        self._rates = rates
        self._address = address
        self._later: set[asyncio.Task[None]] = set()
        self._methods: dict[str, Callable[[Json], Json]] = {
            "auth.test": self._auth_test,
            "apps.connections.open": self._open_connection,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "conversations.open": self._open,
            "conversations.history": self._history,
            "users.info": self._user,
            "views.open": self._open_view,
            "views.publish": self._publish,
            "files.getUploadURLExternal": self._upload_url,
            "files.completeUploadExternal": self._complete,
            "files.delete": self._delete_file,
        }

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of a method."""
        method = request.match_info["method"]
        arguments = await arguments_of(request)
        arrived = Request(method, arguments, time.monotonic(), is_form(request))
        self.requests.append(arrived)
        wanted = self.app_token if method == "apps.connections.open" else self.bot_token
        if request.headers.get("Authorization") != f"Bearer {wanted}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        return await self._answer(
            request, method, lambda: self._do(method, arguments), arguments
        )

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take what is posted to a response address."""
        body = json.loads(await request.text())
        self.requests.append(Request("response_url", body, time.monotonic()))
        secret = request.match_info["secret"]
        return await self._answer(
            request, "response_url", lambda: self._respond(secret, body), body
        )

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the content of a file."""
        await request.read()
        return web.Response(text="OK - 1")

    async def _answer(
        self, request: web.Request, method: str, do: Callable[[], Json], arguments: Json
    ) -> web.StreamResponse:
        what = self._plan.of_request(method)
        wait = self._rates.wait(method, str(arguments.get("channel", "")))
        if wait > 0 and what is None:
            return _limited(str(max(1, round(wait + 0.5))))
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
            case Fault.LOST_BEFORE:
                return _hang_up(request)
            case Fault.LATE:
                self._do_later(do)
                return _hang_up(request)
            case Fault.SLOW:
                await asyncio.sleep(SLOW_SECONDS)
            case str() if not isinstance(what, Fault):
                return web.json_response({"ok": False, "error": what})
        answer = _done(do)
        if what is Fault.LOST_AFTER:
            return _hang_up(request)
        if method == "response_url":
            ok = answer.get("ok", False)
            return web.Response(status=200 if ok else 404, text="ok" if ok else "no_service")
        return web.json_response(answer, headers={"x-oauth-scopes": self.scopes})

    def _do(self, method: str, arguments: Json) -> Json:
        known = self._methods.get(method)
        if known is None:
            raise Refused("unknown_method")
        return {"ok": True, **known(arguments)}

    def _do_later(self, do: Callable[[], Json]) -> None:
        async def later() -> None:
            await asyncio.sleep(LATE_SECONDS)
            _done(do)

        task = asyncio.create_task(later())
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    def _auth_test(self, arguments: Json) -> Json:
        return {
            "url": "https://work.example.org/", "team": "Work", "user": "whichrole",
            "team_id": TEAM, "user_id": US, "bot_id": US_AS_BOT, "is_enterprise_install": False,
        }  # fmt: skip

    def _open_connection(self, arguments: Json) -> Json:
        return {"url": self._address("socket").replace("http", "ws", 1)}

    def _channel(self, asked: str) -> str:
        """The channel of an id; a person's id means their direct message with us."""
        user = asked.removeprefix("D") if asked.startswith("D") else asked
        if user in self._workspace.gone:
            raise Refused("channel_not_found")
        if asked.startswith("U"):
            return f"D{asked}"
        if asked[:1] not in ("D", "C"):
            raise Refused("channel_not_found")
        return asked

    def _post_message(self, arguments: Json) -> Json:
        channel = self._channel(str(arguments.get("channel", "")))
        if code := self._workspace.refused.get(channel.removeprefix("D")):
            raise Refused(code)
        if not arguments.get("text") and not arguments.get("blocks"):
            raise Refused("no_text")
        posted = self._workspace.post(channel, _content(arguments))
        return {"channel": channel, "ts": posted.ts, "message": posted.content}

    def _post_ephemeral(self, arguments: Json) -> Json:
        channel, user = str(arguments.get("channel", "")), str(arguments.get("user", ""))
        posted = self._workspace.post(channel, _content(arguments), seen_by=user)
        return {"message_ts": posted.ts}

    def _update(self, arguments: Json) -> Json:
        channel, stamp = str(arguments.get("channel", "")), str(arguments.get("ts", ""))
        posted = self._workspace.channels.get(channel, {}).get(stamp)
        if posted is None:
            raise Refused("message_not_found")
        if posted.by != US or posted.seen_by:
            raise Refused("cant_update_message")
        self._workspace.change(posted, _content(arguments))
        return {"channel": channel, "ts": stamp, "text": posted.text}

    def _delete(self, arguments: Json) -> Json:
        channel, stamp = str(arguments.get("channel", "")), str(arguments.get("ts", ""))
        posted = self._workspace.channels.get(channel, {}).pop(stamp, None)
        if posted is None:
            raise Refused("message_not_found")
        return {"channel": channel, "ts": stamp}

    def _open(self, arguments: Json) -> Json:
        user = str(arguments.get("users", ""))
        if user in self._workspace.gone:
            raise Refused("user_not_found")
        return {"channel": {"id": f"D{user}"}}

    def _history(self, arguments: Json) -> Json:
        said = self._workspace.channels.get(str(arguments.get("channel", "")), {}).values()
        shown = [one for one in said if not one.seen_by]
        newest = list(reversed(shown))[: int(arguments.get("limit", 100))]
        with_metadata = str(arguments.get("include_all_metadata", "")) == "true"
        return {"messages": [_told(one.ts, one.content, whole=with_metadata) for one in newest]}

    def _user(self, arguments: Json) -> Json:
        user = str(arguments.get("user", ""))
        if user in self._workspace.gone:
            raise Refused("user_not_found")
        known = self._workspace.profiles.get(user, {"tz": "Europe/Berlin", "locale": "de-DE"})
        return {"user": {"id": user, "team_id": TEAM, **known}}

    def _open_view(self, arguments: Json) -> Json:
        user, until = self._workspace.triggers.get(str(arguments.get("trigger_id")), ("", 0.0))
        if not user:
            raise Refused("invalid_trigger_id")
        if time.monotonic() > until:
            raise Refused("expired_trigger_id")
        view = {**arguments["view"], "id": f"V{user}{time.monotonic_ns()}", "hash": "1"}
        self._workspace.windows[user] = view
        return {"view": view}

    def _publish(self, arguments: Json) -> Json:
        user = str(arguments.get("user_id", ""))
        self._workspace.homes[user] = arguments["view"]
        return {"view": arguments["view"]}

    def _upload_url(self, arguments: Json) -> Json:
        file = f"F{len(self._workspace.files)}"
        self._workspace.files[file] = None
        return {"upload_url": self._address(f"upload/{file}"), "file_id": file}

    def _complete(self, arguments: Json) -> Json:
        channel = self._channel(str(arguments.get("channel_id", "")))
        for file in arguments["files"]:
            if file["id"] not in self._workspace.files:
                raise Refused("file_not_found")
            self._workspace.files[file["id"]] = channel
        return {"files": arguments["files"]}

    def _delete_file(self, arguments: Json) -> Json:
        if self._workspace.files.pop(str(arguments.get("file")), None) is None:
            raise Refused("file_not_found")
        return {}

    def _respond(self, secret: str, body: Json) -> Json:
        opened = self._workspace.responses.get(secret)
        if opened is None or opened.left <= 0 or time.monotonic() > opened.until:
            raise Refused("expired_url")
        opened.left -= 1
        if body.get("replace_original") and opened.message is not None:
            self._workspace.change(opened.message, _content(body))
        else:
            only = opened.user if body.get("response_type", "ephemeral") == "ephemeral" else ""
            self._workspace.post(opened.channel, _content(body), seen_by=only)
        return {"ok": True}


def _done(do: Callable[[], Json]) -> Json:
    try:
        return do()
    except Refused as problem:
        return problem.answer


def _content(arguments: Json) -> Json:
    return {name: arguments.get(name) for name in ("text", "blocks", "metadata")}


def _told(stamp: str, content: Json, *, whole: bool) -> Json:
    told = {"type": "message", "ts": stamp, "text": content.get("text")}
    return told | {"metadata": content.get("metadata")} if whole else told


def _limited(seconds: str | None) -> web.Response:
    headers = {} if seconds is None else {"Retry-After": seconds}
    body = {"ok": False, "error": "ratelimited"}
    return web.json_response(body, status=429, headers=headers)


def _hang_up(request: web.Request) -> web.StreamResponse:
    """The connection ends without an answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()

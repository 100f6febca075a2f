"""What can be found out about our access to Slack, as facts; the command line judges them.

Nothing is changed in the workspace. What an exception says is never handed on, for it may
hold an address with a ticket or a token (I8).
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.reaching import Trouble, ahead_of, trouble
from bot.ports.clock import Clock

PATIENCE = 5.0
"""Seconds for one answer, and for the greeting of a socket."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a call came to.

    Attributes:
        trouble: why nothing usable came, or None.
        status: of HTTP; 0 where none came.
        error: Slack's word for its refusal; empty where it did not refuse.
        told: the answer.
        scopes: what the token may do, or None where Slack did not say.
        ahead: how far our clock is ahead of Slack's, or None where Slack told no time.
    """

    trouble: Trouble | None = None
    status: int = 0
    error: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    scopes: frozenset[str] | None = None
    ahead: timedelta | None = None

    @property
    def works(self) -> bool:
        """Did Slack do what was asked?"""
        return self.trouble is None and not self.error


@dataclass(frozen=True, slots=True)
class Greeting:
    """What came of opening a socket.

    Attributes:
        opened: the call that gave its address.
        trouble: why the socket did not open or said nothing, or None.
        goodbye: why Slack closed it at once; empty where it did not.
        app: the id of the app that it belongs to; empty where nobody said.
        connections: how many sockets the app has now, ours among them.
    """

    opened: Heard
    trouble: Trouble | None = None
    goodbye: str = ""
    app: str = ""
    connections: int = 1

    @property
    def works(self) -> bool:
        """Did Slack greet us?"""
        return self.opened.works and self.trouble is None and not self.goodbye


async def authorized(bot_token: str, api_url: str, clock: Clock) -> Heard:
    """Whose token it is, and what it may do."""
    return await _asked("auth.test", bot_token, api_url, clock)


async def app_of(bot_token: str, bot: str, api_url: str, clock: Clock) -> str:
    """The id of the app that a bot belongs to; empty where Slack does not say."""
    heard = await _asked("bots.info", bot_token, api_url, clock, bot=bot)
    told = heard.told.get("bot")
    return str(told.get("app_id") or "") if isinstance(told, Mapping) else ""


async def greeted(app_token: str, api_url: str, clock: Clock) -> Greeting:
    """Open a socket as the program does, wait for Slack's greeting, and close it."""
    opened = await _asked("apps.connections.open", app_token, api_url, clock)
    if not opened.works:
        return Greeting(opened)
    try:
        async with (
            asyncio.timeout(PATIENCE),
            aiohttp.ClientSession() as session,
            session.ws_connect(str(opened.told.get("url", "")), proxy=_proxy()) as socket,
        ):
            first = await socket.receive_json()
    except Exception as problem:  # noqa: BLE001 - whatever it was, it is a fact about the socket
        return Greeting(opened, trouble=trouble(problem))
    return _read(opened, first)


def _read(opened: Heard, first: object) -> Greeting:
    """What the first words on a socket mean."""
    said = first if isinstance(first, Mapping) else {}
    match said.get("type"):
        case "hello":
            told, count = said.get("connection_info"), said.get("num_connections")
            app = str(told.get("app_id") or "") if isinstance(told, Mapping) else ""
            return Greeting(opened, app=app, connections=count if type(count) is int else 1)
        case "disconnect":
            return Greeting(opened, goodbye=str(said.get("reason") or "disconnect"))
        case _:
            return Greeting(opened, trouble=Trouble.ANOTHER)


async def _asked(
    method: str, token: str, api_url: str, clock: Clock, **arguments: str
) -> Heard:
    """Call a method once, without following where it may be redirected to."""
    headers = {"Authorization": f"Bearer {token}"}
    try:
        async with (
            asyncio.timeout(PATIENCE),
            aiohttp.ClientSession(headers=headers) as session,
            session.post(
                f"{api_url}{method}", data=arguments, proxy=_proxy(), allow_redirects=False
            ) as answer,
        ):
            body = await answer.read()
            return _heard(answer.status, answer.headers, body, clock.now())
    except Exception as problem:  # noqa: BLE001 - whatever it was, it is a fact about the way
        return Heard(trouble=trouble(problem))


def _heard(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Heard:
    said = headers.get("x-oauth-scopes")
    scopes = None if said is None else frozenset(filter(None, map(str.strip, said.split(","))))
    ahead = ahead_of(headers.get("Date"), now)
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("ok"), bool):
        failed = status == 429 or status >= 500
        return Heard(Trouble.FAILED if failed else Trouble.ANOTHER, status, ahead=ahead)
    error = "" if told["ok"] else str(told.get("error") or "unknown_error")
    return Heard(None, status, error, told, scopes, ahead)


def _proxy() -> str | None:
    """The proxy that Slack's own client would take from the environment."""
    return AsyncWebClient().proxy

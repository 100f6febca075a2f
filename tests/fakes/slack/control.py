"""Lets a script act as people from outside: ``POST /control/say`` and its like.

Each takes JSON with ``user``, does one thing, and answers with what came back under it. What
somebody sees is told as text: ``GET /control/dm?user=U1``, ``GET /control/home?user=U1``.
"""

import json
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

from aiohttp import web

from tests.fakes.slack.faults import Fault, Plan
from tests.fakes.slack.person import TOWN, Person
from tests.fakes.slack.seen import drawn
from tests.fakes.slack.sockets import Sockets
from tests.fakes.slack.workspace import US, Json, Posted

Deed = Callable[[Person, Json], Awaitable[Any]]

DEEDS: dict[str, Deed] = {
    "say": lambda person, told: person.says(told["text"]),
    "run": lambda person, told: person.runs(
        told["command"], told.get("text", ""), told.get("channel", TOWN)
    ),
    "press": lambda person, told: person.presses(told["label"]),
    "press_home": lambda person, told: person.presses_home(told["label"]),
    "tick": lambda person, told: person.ticks(told["labels"]),
    "confirm": lambda person, _: person.confirms(),
    "submit": lambda person, told: person.submits(told["text"]),
    "close": lambda person, _: person.closes(),
    "mention": lambda person, told: person.mentions(told.get("channel", TOWN)),
    "home": lambda person, _: person.opens_home(),
}


class Control:
    """The addresses under ``/control/``."""

    def __init__(self, person: Callable[[str], Person], plan: Plan, sockets: Sockets) -> None:
        self._person = person
        self._plan = plan
        self._sockets = sockets

    def routes(self) -> list[web.RouteDef]:
        """All of them."""
        return [
            web.get("/control/dm", self._dm),
            web.get("/control/home", self._home),
            web.post("/control/fault", self._fault),
            web.post("/control/socket", self._socket),
            web.post("/control/{deed}", self._act),
        ]

    async def _act(self, request: web.Request) -> web.Response:
        """Somebody does something."""
        deed = DEEDS.get(request.match_info["deed"])
        if deed is None:
            return _unclear(f"there is {', '.join(DEEDS)}")
        try:
            told = json.loads(await request.text())
            answer = await deed(self._person(told["user"]), told)
        except (AssertionError, IndexError, KeyError, TypeError, ValueError) as problem:
            return _unclear(f"{type(problem).__name__}: {problem}")
        return web.json_response({"acknowledged": answer is not None, "answer": answer})

    async def _fault(self, request: web.Request) -> web.Response:
        """``method`` and ``what``: a kind of fault by its name, or a code, for the next one."""
        told = json.loads(await request.text())
        what = str(told.get("what", ""))
        self._plan.then(str(told.get("method", "")), getattr(Fault, what, what))
        return web.json_response({"ok": True})

    async def _socket(self, request: web.Request) -> web.Response:
        """``do``: drop, refresh, warn or deafen."""
        match json.loads(await request.text()).get("do"):
            case "drop":
                await self._sockets.drop()
            case "refresh":
                await self._sockets.refresh()
            case "warn":
                await self._sockets.warn()
            case "deafen":
                self._sockets.deafen()
            case _:
                return _unclear("do: drop, refresh, warn or deafen")
        return web.json_response({"ok": True})

    async def _dm(self, request: web.Request) -> web.Response:
        """What somebody sees in their direct message, and what only they see elsewhere."""
        person = self._person(request.query.get("user", ""))
        elsewhere = [one for one in person.ephemeral if one.channel != person.channel]
        lines = [line for one in (*person.dm, *elsewhere) for line in read(one)]
        if person.window:
            lines += ["--- WINDOW", *drawn(person.window["blocks"])]
        return web.Response(text=_lines(lines))

    async def _home(self, request: web.Request) -> web.Response:
        """What stands on somebody's Home."""
        person = self._person(request.query.get("user", ""))
        return web.Response(text=_lines(drawn(person.home.get("blocks", []))))


def read(posted: Posted) -> Iterator[str]:
    """A message, line by line."""
    by = "app" if posted.by == US else posted.by
    marks = f"{', edited' if posted.edits else ''}{', only you' if posted.seen_by else ''}"
    yield f"--- {posted.ts} {by} in {posted.channel}{marks}"
    yield from drawn(posted.blocks) if posted.blocks else posted.text.splitlines()


def _lines(told: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in told)


def _unclear(why: str) -> web.Response:
    return web.json_response({"ok": False, "error": why}, status=400)

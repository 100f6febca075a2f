"""Lets a script act as people from outside: ``POST /control/say`` and its like.

Each takes JSON with ``user``, a name, does one thing, and answers with what came back. What
somebody sees is told as text: ``GET /control/dm?user=Sam`` and ``GET /control/town?user=Sam``.
"""

import json
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

from aiohttp import web

from tests.fakes.discord.faults import Fault, Plan
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.models import Json, Posted
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import drawn
from tests.fakes.discord.world import US

Deed = Callable[[Person, Json], Awaitable[Any]]


async def _says(person: Person, told: Json) -> Json:
    posted = await person.says(told["text"], told.get("channel", ""))
    return {"id": posted.id}


async def _closes(person: Person, _: Json) -> Json:
    person.closes()
    return {}


DEEDS: dict[str, Deed] = {
    "say": _says,
    "run": lambda person, told: person.runs(
        told["command"],
        told.get("options", ""),
        person.channel if told.get("channel") == "dm" else told.get("channel", ""),
    ),
    "press": lambda person, told: person.presses(told["label"]),
    "pick": lambda person, told: person.picks(told["labels"]),
    "submit": lambda person, told: person.submits(told["text"]),
    "close": _closes,
}


class Control:
    """The addresses under ``/control/``."""

    def __init__(self, person: Callable[[str], Person], plan: Plan, gateway: Gateway) -> None:
        self._person = person
        self._plan = plan
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        """All of them."""
        return [
            web.get("/control/dm", self._dm),
            web.get("/control/town", self._town),
            web.post("/control/fault", self._fault),
            web.post("/control/gateway", self._do_to_gateway),
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
        except (
            AssertionError, IndexError, KeyError, StopIteration, TypeError, ValueError,
        ) as problem:  # fmt: skip
            return _unclear(f"{type(problem).__name__}: {problem}")
        return web.json_response({"answered": answer is not None, "answer": answer})

    async def _fault(self, request: web.Request) -> web.Response:
        """``route`` and ``what``: a kind of fault by its name, or a code, for the next one."""
        told = json.loads(await request.text())
        what = told.get("what")
        if not isinstance(what, int) and what not in Fault.__members__:
            return _unclear(f"what: a code, or one of {', '.join(Fault.__members__)}")
        fault = what if isinstance(what, int) else Fault[what]
        self._plan.then(str(told.get("route", "")), fault)
        return web.json_response({"ok": True})

    async def _do_to_gateway(self, request: web.Request) -> web.Response:
        """``do``: drop, close (with ``code``), reconnect, invalidate, resumable or deafen."""
        told = json.loads(await request.text())
        match told.get("do"):
            case "drop":
                self._gateway.drop()
            case "close":
                self._gateway.close_all(int(told.get("code", 4000)))
            case "reconnect":
                self._gateway.ask_to_reconnect()
            case "invalidate":
                self._gateway.invalidate()
            case "resumable":
                self._gateway.invalidate(resumable=True)
            case "deafen":
                self._gateway.deafen()
            case _:
                return _unclear("do: drop, close, reconnect, invalidate, resumable or deafen")
        return web.json_response({"ok": True})

    async def _dm(self, request: web.Request) -> web.Response:
        """What somebody sees in their direct message, and the modal that stands open."""
        person = self._person(request.query.get("user", ""))
        lines = [line for one in person.dm for line in read(one)]
        if person.window:
            title, inside = person.window["title"], person.window["components"]
            lines += [f"--- MODAL {title}", *drawn(inside)]
        return web.Response(text=_lines(lines))

    async def _town(self, request: web.Request) -> web.Response:
        """What somebody sees in town."""
        person = self._person(request.query.get("user", ""))
        seen = [one for one in person.everything if one.channel == person.town]
        return web.Response(text=_lines(line for one in seen for line in read(one)))


def read(posted: Posted) -> Iterator[str]:
    """A message, line by line."""
    by = "app" if posted.by == US else posted.by
    marks = f"{', edited' if posted.edits else ''}{', only you' if posted.seen_by else ''}"
    yield f"--- {posted.id} {by}{marks}"
    yield from drawn(posted.components, posted.content)


def _lines(told: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in told)


def _unclear(why: str) -> web.Response:
    return web.json_response({"ok": False, "error": why}, status=400)

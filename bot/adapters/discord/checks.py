"""What can be found out about our access to Discord, as facts; the command line judges them.

Nothing is changed there, and no session is begun, for Discord counts those. What an exception
says is never handed on (I8).
"""

import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp
from discord import Permissions, __version__

from bot.adapters.discord import commands
from bot.adapters.discord.roles import POWERS
from bot.adapters.reaching import Trouble, ahead_of, trouble
from bot.catalog import Catalog
from bot.ports.clock import Clock

PATIENCE = 3.0
"""Seconds for one answer, and for the greeting of the gateway."""

MOST_GUILDS = 20
"""So many guilds are looked at; each takes two calls."""

HELLO = 10
NAME, PAGE = "DiscordBot", "https://github.com/Rapptz/discord.py"
USER_AGENT = f"{NAME} ({PAGE}, {__version__})"
"""As the library says it; Discord turns away whoever says nothing."""

INVITE = "https://discord.com/oauth2/authorize"
NEEDED = Permissions(manage_roles=True)
"""What we ask a guild for; all the rest works without a permission."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a call came to.

    Attributes:
        trouble: why nothing usable came, or None.
        status: of HTTP; 0 where none came.
        told: the answer.
        ahead: how far our clock is ahead of Discord's, or None where Discord told no time.
    """

    trouble: Trouble | None = None
    status: int = 0
    told: Any = None
    ahead: timedelta | None = None

    @property
    def works(self) -> bool:
        """Did Discord do what was asked?"""
        return self.trouble is None and self.status == 200


@dataclass(frozen=True, slots=True)
class Server:
    """A guild in which roles of its own stand for ours.

    Attributes:
        name: of the guild.
        mapped: its names of roles, by ours.
        roles: what came of asking for its roles.
        us: what came of asking for ourselves there.
    """

    name: str
    mapped: Mapping[str, str]
    roles: Heard
    us: Heard

    @property
    def may_manage_roles(self) -> bool:
        """Whether we may give roles there at all."""
        held = [Permissions(int(one["permissions"])) for one in self._held()]
        return any(one.manage_roles or one.administrator for one in held)

    @property
    def highest(self) -> int:
        """The position of our highest role."""
        return max((int(one["position"]) for one in self._held()), default=0)

    def role(self, name: str) -> Mapping[str, Any] | None:
        """A role of the guild, or None where it has none of this name."""
        return next((one for one in self.roles.told if one["id"] == name), None)

    def _held(self) -> list[Mapping[str, Any]]:
        ours = self.us.told["roles"]
        return [one for one in self.roles.told if one["id"] in ours or _is_everybodys(one)]


def is_powerful(role: Mapping[str, Any]) -> bool:
    """Whether a role brings power over its guild, so that we give it to nobody."""
    return bool(int(role["permissions"]) & POWERS)


def is_nobodys_to_give(role: Mapping[str, Any]) -> bool:
    """Whether it is everybody's, or that of an integration."""
    return bool(role["managed"]) or _is_everybodys(role)


def _is_everybodys(role: Mapping[str, Any]) -> bool:
    return bool(role["name"] == "@everyone")


def invite(application: str) -> str:
    """The link with which somebody adds us to a server of theirs."""
    return (
        f"{INVITE}?client_id={application}&scope=bot+applications.commands"
        f"&permissions={NEEDED.value}"
    )


def differing(
    catalog: Catalog, localized: Mapping[str, Catalog], found: Sequence[Any]
) -> Collection[str]:
    """Names of commands that Discord has otherwise than we, or that only one side has."""
    mine = {one["name"]: one for one in commands.to_commands(catalog, localized)}
    theirs = {str(one.get("name")): one for one in found if isinstance(one, Mapping)}
    both = mine.keys() & theirs.keys()
    changed = {
        name for name in both if not commands.is_registered([mine[name]], [theirs[name]])
    }
    return changed | (mine.keys() ^ theirs.keys())


@dataclass(frozen=True, slots=True)
class Way:
    """How to ask Discord.

    Attributes:
        token: of the application.
        api_url: where the API is, without a stroke at the end.
        clock: what time it is here.
    """

    token: str = field(repr=False)
    api_url: str
    clock: Clock

    async def ask(self, path: str) -> Heard:
        """Ask for something once, without following where it may be redirected to."""
        headers = {"Authorization": f"Bot {self.token}", "User-Agent": USER_AGENT}
        try:
            async with (
                asyncio.timeout(PATIENCE),
                aiohttp.ClientSession(headers=headers) as session,
                session.get(f"{self.api_url}{path}", allow_redirects=False) as answer,
            ):
                body = await answer.read()
                ahead = ahead_of(answer.headers.get("Date"), self.clock.now())
                return _heard(answer.status, body, ahead)
        except Exception as problem:  # noqa: BLE001 - whatever it was, it is a fact about the way
            return Heard(trouble(problem))


async def greeted(gateway_url: str) -> Trouble | None:
    """Open the gateway, wait for its greeting, and go; why there was none, or None."""
    try:
        async with (
            asyncio.timeout(PATIENCE),
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{gateway_url}/?v=10&encoding=json") as socket,
        ):
            first = await socket.receive_json()
    except Exception as problem:  # noqa: BLE001 - whatever it was, it is a fact about the way
        return trouble(problem)
    is_hello = isinstance(first, Mapping) and first.get("op") == HELLO
    return None if is_hello else Trouble.ANOTHER


async def servers(
    way: Way,
    application: str,
    mapped: Mapping[str, Mapping[str, str]],
    names: Mapping[str, str],
) -> list[Server]:
    """Guilds in which something stands for our roles, and how that is.

    Args:
        way: how to ask.
        application: our id.
        mapped: what stands for what, by guild.
        names: what guilds are called that have us.
    """

    async def of(guild: str) -> Server:
        roles, us = await asyncio.gather(
            way.ask(f"/guilds/{guild}/roles"),
            way.ask(f"/guilds/{guild}/members/{application}"),
        )
        return Server(names[guild], mapped[guild], roles, us)

    looked = [one for one in mapped if one in names][:MOST_GUILDS]
    return list(await asyncio.gather(*map(of, looked)))


def _heard(status: int, body: bytes, ahead: timedelta | None) -> Heard:
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if status == 200 and isinstance(told, dict | list):
        return Heard(None, status, told, ahead)
    failed = status == 429 or status >= 500
    if isinstance(told, dict) and "message" in told and not failed:  # a refusal of Discord's
        return Heard(None, status, None, ahead)
    return Heard(Trouble.FAILED if failed else Trouble.ANOTHER, status, ahead=ahead)

"""Is our access to Discord as it should be?

``looked_at`` asks Discord; each ``about_…`` below judges one fact of what came back. How things
stand in each server is judged in ``servers``.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from bot.adapters.discord import checks
from bot.adapters.discord.checks import Heard, Server, Way
from bot.adapters.reaching import Trouble
from bot.catalog import Catalog
from bot.cli.checkup.findings import (
    Finding,
    named,
    note,
    ok,
    unchecked,
    unless_it_fails,
    wrong,
)
from bot.cli.checkup.servers import about_servers
from bot.cli.checkup.settings import WHERE
from bot.cli.checkup.ways import DISCORD, about_api
from bot.cli.telling import counted
from bot.config import Settings
from bot.config.values import DISCORD_GATEWAY
from bot.ports.clock import Clock

API, TOKEN, GATEWAY, APPLICATION = "Discord", "token", "gateway", "application"
COMMANDS, INTENTS, INVITE, CLOCK = "commands", "intents", "invite link", "Discord clock"
VARIABLE = "DISCORD_TOKEN"
MOST_AHEAD = timedelta(seconds=60)
FEW_SESSIONS = 50
PORTAL = "On discord.com/developers/applications, open your application, then"
NOT_YET = "the token does not work yet."

Words = tuple[Catalog, Mapping[str, Catalog]]
"""The content in the language that is set, and in the others."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What came back from Discord.

    Attributes:
        api_url, gateway_url: where it was looked for.
        us: what came of asking who we are, or None without a usable token.
        application: what came of asking for the application, or None.
        start: what came of asking how sessions are begun, or None.
        registered: what came of asking for our commands, or None.
        guilds: what came of asking for the servers that have us, or None.
        silence: why the gateway did not greet us, or None.
        servers: those with roles of theirs for ours.
    """

    api_url: str
    gateway_url: str
    us: Heard | None = None
    application: Heard | None = None
    start: Heard | None = None
    registered: Heard | None = None
    guilds: Heard | None = None
    silence: Trouble | None = None
    servers: list[Server] = field(default_factory=list)

    @property
    def heard(self) -> tuple[Heard, ...]:
        """The answers that tell how things stand with Discord as a whole."""
        return tuple(one for one in (self.us, self.application, self.start) if one)


async def looked_at(
    settings: Settings, clock: Clock, mapped: Mapping[str, Mapping[str, str]]
) -> Looked:
    """Ask Discord everything that the token allows; it takes at most ten seconds.

    Args:
        settings: where Discord is, and the token.
        clock: this machine's.
        mapped: what stands for what, by server.
    """
    api_url, gateway_url = settings.discord_api_url, settings.discord_gateway_url
    token = settings.discord_token
    if token is None:
        return Looked(api_url, gateway_url, silence=await checks.greeted(gateway_url))
    way = Way(token.get_secret_value(), api_url, clock)
    us, application, start, silence = await asyncio.gather(
        way.ask("/users/@me"),
        way.ask("/applications/@me"),
        way.ask("/gateway/bot"),
        checks.greeted(gateway_url),
    )
    looked = Looked(api_url, gateway_url, us, application, start, silence=silence)
    return await _closer(looked, way, mapped) if application.works and us.works else looked


async def _closer(looked: Looked, way: Way, mapped: Mapping[str, Mapping[str, str]]) -> Looked:
    """The same, with what only an application that is let in can ask."""
    ours = _id(looked)
    registered, guilds = await asyncio.gather(
        way.ask(f"/applications/{ours}/commands?with_localizations=true"),
        way.ask("/users/@me/guilds"),
    )
    names = {str(one["id"]): str(one["name"]) for one in guilds.told or ()}
    servers = await checks.servers(way, ours, mapped, names)
    return replace(looked, registered=registered, guilds=guilds, servers=servers)


def about_discord(
    looked: Looked, words: Words | None, mapped: Mapping[str, Mapping[str, str]] | None
) -> list[Finding]:
    """All that can be said of what came back.

    Args:
        looked: it.
        words: to compare commands with, or None where the content cannot be used.
        mapped: what stands for what, by server; None where the database cannot tell.
    """
    judged = (
        (API, lambda: about_api(API, looked.heard, looked.api_url, DISCORD)),
        (TOKEN, lambda: about_token(looked)),
        (GATEWAY, lambda: about_gateway(looked)),
        (APPLICATION, lambda: about_application(looked)),
        (COMMANDS, lambda: about_commands(looked, words)),
        ("servers", lambda: about_servers(looked.guilds, looked.servers, mapped)),
        (INTENTS, about_intents),
        (INVITE, lambda: about_invite(looked)),
        (CLOCK, lambda: about_clock(looked)),
    )
    return [found for check, judge in judged for found in unless_it_fails(check, judge)]


def about_token(looked: Looked) -> list[Finding]:
    """Is the token one that Discord knows, and whose is it?"""
    heard = looked.us
    if heard is None:
        return [unchecked(TOKEN, f"there is no usable {VARIABLE}.")]
    if heard.trouble:
        return [unchecked(TOKEN, "Discord did not answer.")]
    if heard.status == 401:
        return [wrong(TOKEN, f"Discord does not know {VARIABLE}.", WHERE[VARIABLE])]
    if not heard.works:
        said = f"Discord refuses {VARIABLE} (status {heard.status})."
        return [wrong(TOKEN, said, WHERE[VARIABLE])]
    return [ok(TOKEN, f"works, as {named(heard.told.get('username'))}.")]


def about_gateway(looked: Looked) -> list[Finding]:
    """Does the gateway greet us, and may a session begin there?"""
    if looked.silence:
        said = "the gateway does not greet us"
        fix = "Let connections to gateway.discord.gg (TLS) leave."
        if looked.gateway_url != DISCORD_GATEWAY.rstrip("/"):
            fix = f"{fix} Is WHICHROLE_DISCORD_GATEWAY_URL right?"
        return [wrong(GATEWAY, f"{said}.", fix)]
    start = looked.start
    if start is None or not start.works:
        return [ok(GATEWAY, "greets us.")]
    left = int(start.told["session_start_limit"]["remaining"])
    if left == 0:
        hours = -(-int(start.told["session_start_limit"]["reset_after"]) // 3_600_000)
        said = (
            f"greets us, and lets no session begin for {counted(hours, 'hour')}: too many were."
        )
        return [wrong(GATEWAY, said, "Find out why the program starts so often, and wait.")]
    if left < FEW_SESSIONS:
        said = f"greets us; {counted(left, 'more session')} may begin today."
        return [note(GATEWAY, said, "Find out why the program starts so often.")]
    return [ok(GATEWAY, "greets us.")]


def about_application(looked: Looked) -> list[Finding]:
    """Do the switches of the application let us hear what people press?"""
    heard = looked.application
    if heard is None or not heard.works:
        return [unchecked(APPLICATION, NOT_YET)]
    found = []
    if heard.told.get("interactions_endpoint_url"):
        said = "commands and presses are sent to a web address, so we hear none of them."
        fix = f"{PORTAL} General Information, and empty Interactions Endpoint URL."
        found.append(wrong(APPLICATION, said, fix))
    if heard.told.get("bot_require_code_grant"):
        said = "it asks for a code grant, so nobody can add it with the link."
        fix = f"{PORTAL} Bot, and switch Requires OAuth2 Code Grant off."
        found.append(wrong(APPLICATION, said, fix))
    if "1" not in (heard.told.get("integration_types_config") or {}):
        said = "people cannot bring it along where no server has it."
        fix = f"{PORTAL} Installation, and tick User Install, if they should."
        found.append(note(APPLICATION, said, fix))
    return found or [ok(APPLICATION, f"{named(heard.told.get('name'))} is set up.")]


def about_commands(looked: Looked, words: Words | None) -> list[Finding]:
    """Does Discord have the commands that we would register?"""
    heard = looked.registered
    if heard is None or not heard.works:
        return [unchecked(COMMANDS, NOT_YET)]
    if words is None:
        return [unchecked(COMMANDS, "the content must be put right first.")]
    if not heard.told:
        return [note(COMMANDS, "none are registered yet; the first start does it.")]
    other = sorted(named(one) for one in checks.differing(*words, heard.told))
    if other:
        said = f"registered otherwise than this program has them: {', '.join(other)}."
        return [note(COMMANDS, said, "The next start registers them anew.")]
    return [ok(COMMANDS, f"all {counted(len(heard.told), 'command')} are registered.")]


def about_intents() -> list[Finding]:
    """What nobody needs to switch on."""
    return [ok(INTENTS, "none of the privileged ones is needed.")]


def about_invite(looked: Looked) -> list[Finding]:
    """How somebody adds us to a server, and what for."""
    if looked.application is None or not looked.application.works:
        return [unchecked(INVITE, NOT_YET)]
    said = (
        f"{checks.invite(_id(looked))} adds it to a server: bot, to be a member there; "
        "applications.commands, for /whichrole; Manage Roles, to give a role to whoever asks "
        "for it. No other permission is needed; without Manage Roles all but that works."
    )
    return [ok(INVITE, said)]


def about_clock(looked: Looked) -> list[Finding]:
    """Is this machine's clock right, as far as Discord can tell?"""
    ahead = next((one.ahead for one in looked.heard if one.ahead is not None), None)
    if ahead is None:
        return [unchecked(CLOCK, "there is no time of Discord's to compare it with.")]
    seconds = round(ahead.total_seconds())
    if abs(ahead) > MOST_AHEAD:
        way = "ahead of" if seconds > 0 else "behind"
        said = f"this machine is {counted(abs(seconds), 'second')} {way} Discord."
        return [wrong(CLOCK, said, "Set the clock (sudo timedatectl set-ntp true).")]
    return [ok(CLOCK, "right, within a minute.")]


def _id(looked: Looked) -> str:
    told: Any = looked.application.told if looked.application else {}
    return str(told.get("id", ""))

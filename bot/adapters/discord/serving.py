"""One Discord application, from the first connection to the last message."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route as Request

from bot.adapters.discord import commands
from bot.adapters.discord.at_the_desk import AtTheDesk
from bot.adapters.discord.courier import DiscordCourier
from bot.adapters.discord.gateway import RECONNECT_SECONDS, Client, hopeless
from bot.adapters.discord.handlers import Handlers
from bot.adapters.discord.inbound import PLATFORM
from bot.adapters.discord.joining import Joining
from bot.adapters.discord.open_views import OpenViews
from bot.adapters.discord.pace import SPACING
from bot.adapters.discord.people import People
from bot.adapters.discord.refusals import NO_ANSWER
from bot.adapters.discord.roles import CommunityRoles
from bot.adapters.discord.roster import DiscordRoster
from bot.adapters.discord.whispers import Whispers
from bot.catalog import Catalog
from bot.errors import ConnectionRefused
from bot.ports.accounts import Accounts, Leftovers
from bot.ports.clock import Clock
from bot.ports.communities import Communities
from bot.ports.mentoring import SharedWith
from bot.ports.store import Store
from bot.usecases.clearing import Clearing
from bot.usecases.delivery import Delivery
from bot.usecases.mentors.desk import Desk
from bot.usecases.mentors.watching import Watching
from bot.usecases.own_words import Words
from bot.usecases.routes import Route
from bot.usecases.taking import Taker

GRACE = 5.0
"""Seconds in which what was begun beside the turns may end."""

NOT_NOW = (discord.DiscordException, aiohttp.ClientError, OSError, *NO_ANSWER)
"""Why something was not done that may be done later."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Access:
    """What lets us in.

    Attributes:
        token: of the application.
        api_url: where the API is, without a stroke at the end.
        gateway_url: where the gateway is.
    """

    token: str
    api_url: str
    gateway_url: str


class Keeper(Store, Accounts, Leftovers, Communities, Protocol):
    """What is kept of people and guilds."""


@dataclass(frozen=True, slots=True)
class Application:
    """An application that Discord let in.

    Attributes:
        client: its connection.
        courier: sends cards.
    """

    client: Client
    courier: DiscordCourier

    @property
    def platform(self) -> str:
        """What its accounts are said to be on."""
        return PLATFORM

    @property
    def route(self) -> Route:
        """The long way to its people."""
        return Route(self.courier, self.courier, SPACING)

    @property
    def roster(self) -> DiscordRoster:
        """Who is who in its guilds."""
        return DiscordRoster(self.client)


@asynccontextmanager
async def entered(
    access: Access, catalog: Catalog, keeper: Keeper, clock: Clock
) -> AsyncIterator[Application]:
    """The application, once Discord has told that it knows the token.

    Raises:
        ConnectionRefused: it does not.
    """
    Request.BASE = access.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(access.gateway_url)
    async with Client(keeper) as client:
        await _log_in(client, access.token)
        courier = DiscordCourier(client, catalog, keeper, clock)
        try:
            yield Application(client, courier)
        finally:
            await courier.stop(GRACE)


async def serve(
    application: Application,
    catalog: Catalog,
    localized: commands.Localized,
    keeper: Keeper,
    delivery: Delivery,
    desk: Desk,
    pairs: SharedWith,
    clock: Clock,
    words: Words,
) -> None:
    """Answer everybody until cancelled; then what was begun comes to its end.

    Raises:
        ConnectionRefused: Discord lets us in no more.
    """
    client, courier = application.client, application.courier
    clearing = Clearing(keeper, PLATFORM, "", courier.delete)
    whispers = Whispers(catalog, clock)
    people = People(courier, whispers, clearing, keeper, keeper, catalog)
    taker = Taker(keeper, catalog, delivery, clock, people.moved, words)
    roles = client.roles = CommunityRoles(keeper, whispers, catalog, desk.note_role)
    watching = Watching(pairs)
    views = OpenViews(courier, watching, catalog, clock)
    at_the_desk = AtTheDesk(
        desk, courier, whispers, people.pictures, views, catalog, clock, clearing.wake
    )
    joining = Joining(desk.standings, whispers, catalog, clock)
    client.handlers = Handlers(
        taker, courier, whispers, people, roles, at_the_desk, joining, catalog, words, clock
    )
    beside = [
        asyncio.create_task(clearing.work()),
        asyncio.create_task(watching.work()),
        asyncio.create_task(_register(client, commands.to_commands(catalog, localized))),
    ]
    try:
        await client.stay_connected()
    except (discord.ConnectionClosed, discord.PrivilegedIntentsRequired) as problem:
        raise hopeless(problem) or problem from None
    finally:
        client.handlers = None
        for task in beside:
            task.cancel()
        await taker.settled()
        await asyncio.gather(people.stop(GRACE), watching.stop(GRACE))


async def _log_in(client: Client, token: str) -> None:
    """Ask until Discord answers: a program that starts with its machine may be early."""
    pause = 1.0
    while True:
        try:
            await client.login(token)
        except discord.LoginFailure as problem:
            raise hopeless(problem) or ConnectionRefused("Discord", "") from None
        except NOT_NOW as problem:
            log.warning("Discord does not answer yet: %s", type(problem).__name__)
            await client.connect_anew()
            await asyncio.sleep(pause)
            pause = min(2 * pause, RECONNECT_SECONDS)
        else:
            return


def _registered_at(application: int) -> Request:
    """Our commands, with their words in every language: the library does not ask for these."""
    path = "/applications/{application}/commands?with_localizations=true"
    return Request("GET", path, application=application)


async def _register(client: Client, wanted: list[commands.Payload]) -> None:
    """Register the commands, if Discord does not have just these."""
    pause = 1.0
    while True:
        try:
            application, http = client.application_id or 0, client.http
            found = await http.request(_registered_at(application))
            if not commands.is_registered(wanted, found):
                await http.bulk_upsert_global_commands(application, wanted)
                log.info("the commands were registered with Discord")
        except NOT_NOW as problem:
            log.warning("the commands are not registered yet: %s", type(problem).__name__)
        else:
            return
        await asyncio.sleep(pause)
        pause = min(2 * pause, RECONNECT_SECONDS)

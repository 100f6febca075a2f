"""The connection to Discord: the library's client, with nothing that we do not use.

No intent is privileged: what people say to us alone is told without. Nobody's messages,
members or presences are remembered (I9).
"""

import asyncio
import logging
from typing import Any, Literal

import aiohttp
import discord
from discord.backoff import ExponentialBackoff
from discord.ui import DynamicItem, Item

from bot.adapters.discord.callbacks import TEMPLATE
from bot.adapters.discord.courier import NOBODY
from bot.adapters.discord.handlers import Handlers
from bot.adapters.discord.inbound import PLATFORM
from bot.adapters.discord.roles import CommunityRoles
from bot.errors import ConnectionRefused, StoreError
from bot.ports.communities import Communities

discord.VoiceClient.warn_nacl = False  # we never speak
discord.VoiceClient.warn_dave = False

log = logging.getLogger(__name__)

SILENT = 50.0
"""Seconds without a sign of life after which a connection counts as dead (F36). Discord answers
a heartbeat every 41, so this is just longer; with the farewell it stays below a minute."""

READY_AFTER = 0.1
"""Seconds without another guild after which all are there; nothing of ours waits for that."""

MOST_CONNECTIONS = 100
"""To Discord at once; they are used again. A thousand people would else open a thousand, which
takes longer than what is said in them."""

LONGEST_WAIT = 30.0
"""Seconds that a request waits for a rate limit before it is refused."""

RECONNECT_SECONDS = 30.0
"""Seconds between two attempts to connect; the library's own grow to a quarter of an hour."""


class Pauses(ExponentialBackoff[Literal[False]]):
    """Between attempts to connect: longer and longer at random, and never long."""

    def delay(self) -> float:
        """Seconds until the next attempt."""
        return super().delay() % RECONNECT_SECONDS  # still at random


# The library takes its pauses from this name and lets nobody hand in others; it does not say
# that the module has the name, and ours are its pauses of one kind, between attempts.
discord.client.ExponentialBackoff = Pauses  # type: ignore[attr-defined, assignment]


class Client(discord.Client):
    """One application's connection; what happens goes to its handlers.

    Args:
        communities: is told of guilds that let us in, and no longer do.

    Attributes:
        handlers: are told what people do; None before there is anybody to answer.
        roles: forgets what it remembered of a guild that comes or goes.
    """

    def __init__(self, communities: Communities) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        intents.dm_messages = True
        super().__init__(
            intents=intents,
            allowed_mentions=NOBODY,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_ratelimit_timeout=LONGEST_WAIT,
            heartbeat_timeout=SILENT,
            guild_ready_timeout=READY_AFTER,
            connector=_connector(),
        )
        self.handlers: Handlers | None = None
        self.roles: CommunityRoles | None = None
        self._communities = communities
        self.add_dynamic_items(Press)

    async def connect_anew(self) -> None:
        """Close what a login that failed left open: the next one begins with nothing."""
        await self.http.close()
        self.http.connector = _connector()

    @property
    def was_connected(self) -> bool:
        """Whether Discord ever greeted us."""
        ever: object = self.ws
        return ever is not None

    async def stay_connected(self) -> None:
        """Connect, and connect again whenever the connection ends.

        Raises:
            ConnectionClosed, PrivilegedIntentsRequired: Discord lets us in no more.
        """
        pauses = Pauses()
        while True:
            try:
                return await self.connect()
            except (discord.ConnectionClosed, discord.PrivilegedIntentsRequired):
                raise
            except Exception:  # of what the library cannot read; the next session begins anew
                # Where the very first attempt fails, it looks for a session to resume.
                if self.was_connected:
                    log.exception("the connection fell")
                    await self.ws.close()
                await asyncio.sleep(pauses.delay())

    async def on_ready(self) -> None:
        """A new session: it lists all our guilds, so whoever is missing has put us out."""
        ours = {str(guild.id) for guild in self.guilds}
        try:
            for gone in set(await self._communities.present(PLATFORM)) - ours:
                await self._communities.leave(PLATFORM, gone)
        except StoreError:
            log.warning("which guilds have put us out is not stored")

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A command, or a window; a press comes by its item."""
        if self.handlers and interaction.type is not discord.InteractionType.component:
            await self.handlers.on_interaction(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Words."""
        if self.handlers:
            await self.handlers.on_message(message)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A guild lets us in, perhaps again (F33)."""
        await self._noted(guild, is_here=True)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A guild is there (again): what was told while we were away may have been lost."""
        await self._noted(guild, is_here=True)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A guild has put us out; one that is only unavailable does not come here."""
        await self._noted(guild, is_here=False)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Something fell; the next event goes on."""
        log.exception("what Discord told was not handled: %s", event_method)

    async def _noted(self, guild: discord.Guild, *, is_here: bool) -> None:
        if self.roles:
            self.roles.forget(guild.id)
        note = self._communities.arrive if is_here else self._communities.leave
        try:
            await note(PLATFORM, str(guild.id))
        except StoreError:
            log.warning("that a guild came or went is not stored")


def _connector() -> aiohttp.TCPConnector:
    return aiohttp.TCPConnector(limit=MOST_CONNECTIONS)


class Press(DynamicItem[Item[Any]], template=TEMPLATE):
    """Any element of any card of ours, whichever program sent it, and however long ago."""

    @classmethod
    async def from_custom_id(cls, _: Any, item: Item[Any], __: Any, /) -> "Press":
        """The element as it stands in the message."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Somebody pressed it."""
        handlers = interaction.client.handlers
        if handlers is not None:
            await handlers.on_interaction(interaction)


def hopeless(problem: Exception) -> ConnectionRefused | None:
    """What no second attempt will mend, and what the operator can do; None for the rest."""
    match problem:
        case discord.LoginFailure():
            return closed_with(4004)
        case discord.PrivilegedIntentsRequired():
            return closed_with(4014)
        case discord.ConnectionClosed(code=code):
            return closed_with(code)
        case _:
            return None


def closed_with(code: int) -> ConnectionRefused | None:
    """What a code means with which Discord closes; None for one that says nothing for ever."""
    match code:
        case 4004:
            return ConnectionRefused("Discord", "DISCORD_TOKEN is not valid")
        case 4010 | 4011:
            return ConnectionRefused(
                "Discord", "the application is in too many servers for one connection"
            )
        case 4012:
            return ConnectionRefused("Discord", "this program speaks an older protocol")
        case 4013 | 4014:
            return ConnectionRefused(
                "Discord", "it refuses an intent that we ask for; none of them is privileged"
            )
        case _:
            return None

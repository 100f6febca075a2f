"""What is done for somebody besides their turns: their language, pictures, and the end."""

import asyncio
import logging
from collections import OrderedDict
from contextlib import suppress
from typing import NamedTuple

import discord

from bot.adapters.discord import outbound
from bot.adapters.discord.courier import DiscordCourier
from bot.adapters.discord.inbound import PLATFORM
from bot.adapters.discord.interactions import (
    account_of,
    community_of,
    is_direct,
    name_everywhere,
)
from bot.adapters.discord.outbound import PICTURE
from bot.adapters.discord.whispers import Whispers
from bot.catalog import Catalog
from bot.charts.pictures import Pictures
from bot.errors import StoreError
from bot.ports.accounts import Accounts
from bot.ports.inbound import Address, Inbound
from bot.ports.outbox import Claimed
from bot.ports.store import Store
from bot.usecases.clearing import Clearing
from bot.usecases.living import Living
from bot.usecases.turns import standing_card
from bot.usecases.underway import Underway

log = logging.getLogger(__name__)

LOOKING = 0.5
"""Seconds in which it must be known what to draw: Discord waits for three in all."""

REST = 2.0
"""Seconds after a picture in which the same person gets no other one."""

MOST_KNOWN = 10_000
"""Of so many is remembered what was noted of them (I9); of others it is noted again."""


class Told(NamedTuple):
    """What Discord tells of somebody.

    Attributes:
        language: that of their Discord.
        name: what they are called, the same in every guild.
        guild: in which they acted last; empty as long as it was in none.
    """

    language: str
    name: str
    guild: str


class People:
    """Everybody on Discord.

    Args:
        courier: knows where cards stand.
        whispers: shows them pictures.
        clearing: takes away what is left of somebody.
        store: where they stand.
        accounts: what is known of them.
        catalog: the words.

    Attributes:
        pictures: draws for everybody on Discord.
    """

    def __init__(
        self,
        courier: DiscordCourier,
        whispers: Whispers,
        clearing: Clearing,
        store: Store,
        accounts: Accounts,
        catalog: Catalog,
    ) -> None:
        self._courier = courier
        self._whispers = whispers
        self._clearing = clearing
        self._store = store
        self._accounts = accounts
        self._catalog = catalog
        self.pictures = Pictures(catalog)
        self._drawing: set[Address] = set()
        self._known: OrderedDict[Address, Told] = OrderedDict()
        self._errands = Underway("an errand was not done")

    def moved(self, taken: Inbound, claimed: Claimed) -> None:
        """A turn of theirs was stored."""
        for left in claimed.left:
            if left.account.platform != PLATFORM:
                continue
            if left.living_card is not None:
                self._courier.living.remember(left.account, Living(left.living_card))
            self._known.pop(left.account, None)
        if claimed.left or claimed.takes_back:
            self._clearing.wake()

    def heard(self, interaction: discord.Interaction) -> None:
        """Note what Discord tells of them, once something of theirs is stored.

        A time zone it never tells. What they are called in one guild is not for another. A
        direct message is in no guild, so it leaves them in the one where they were before.
        """
        account, here = account_of(interaction), community_of(interaction)
        before = self._known.get(account)
        guild = here.workspace if here is not None else before.guild if before else ""
        told = Told(str(interaction.locale), name_everywhere(interaction.user), guild)
        if before == told:
            return
        self._known[account] = told
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        self._errands.begin(self._learn(account, told))

    async def draw(self, interaction: discord.Interaction) -> bool:
        """They want what is drawn where they stand as a picture; whether there is one.

        One at a time for each of them, however often they press: to draw takes a while.
        """
        account = account_of(interaction)
        if account in self._drawing:
            await self._whispers.nothing(interaction)
            return True
        self._drawing.add(account)
        try:
            return await self._draw(interaction, account)
        finally:
            asyncio.get_running_loop().call_later(REST, self._drawing.discard, account)

    async def _draw(self, interaction: discord.Interaction, account: Address) -> bool:
        try:
            async with asyncio.timeout(LOOKING):
                card = await standing_card(self._store, self._catalog, account)
        except (StoreError, TimeoutError):
            return False
        picture = await self.pictures.of(card) if card else None
        if picture is None:
            return False
        view = outbound.picture(PICTURE, picture.told)
        shown = await self._whispers.show(interaction, view, picture.png)
        if shown is not None and is_direct(interaction):
            await self._courier.keep(account, f"{interaction.channel_id}:{shown}")
        return True

    async def settled(self) -> None:
        """Wait until everything that was begun is done."""
        await self._errands.settled()

    async def stop(self, grace: float) -> None:
        """Do what was begun, for so many seconds."""
        await self._errands.stop(grace)

    async def _learn(self, account: Address, told: Told) -> None:
        is_known = False
        with suppress(StoreError):
            await self._accounts.learn(account, None, *told)
            is_known = await self._accounts.profile(account) is not None
        if not is_known:  # they were forgotten just now, or it was not kept: note it again
            self._known.pop(account, None)

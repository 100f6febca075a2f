"""The button with which people of a guild say that they would like weekly steps (A25).

An admin posts it; whoever presses it is asked first, in private, and nothing begins by itself.
It is the one message of ours that everybody sees, and it is never changed.
"""

import logging

import discord

from bot.adapters.discord import inbound, outbound
from bot.adapters.discord.callbacks import NO, Pressed
from bot.adapters.discord.courier import FAST, NOBODY
from bot.adapters.discord.inbound import ACTION, TEXT, Payload
from bot.adapters.discord.interactions import Interaction, caller_of
from bot.adapters.discord.refusals import judged, told_to_operator
from bot.adapters.discord.whispers import Whispers
from bot.catalog import Catalog
from bot.errors import DeliveryError, StoreError
from bot.ports.clock import Clock
from bot.usecases.mentors.asking import AdminWord
from bot.usecases.mentors.standing import Standings

log = logging.getLogger(__name__)

BUTTON = "button"
"""Typed behind ``roles``, it posts the button."""


def asks_for_the_button(data: Payload) -> bool:
    """Whether a command of an admin wants it posted."""
    text = inbound.option(data, TEXT).strip().casefold()
    return inbound.option(data, ACTION) == AdminWord.ROLES and text == BUTTON


class Joining:
    """Posts it, and asks whoever presses it.

    Args:
        standings: tells who is an admin.
        whispers: says what one person sees.
        catalog: the words.
        clock: when Discord answered.
    """

    def __init__(
        self, standings: Standings, whispers: Whispers, catalog: Catalog, clock: Clock
    ) -> None:
        self._standings = standings
        self._whispers = whispers
        self._catalog = catalog
        self._clock = clock

    async def post(self, interaction: Interaction) -> None:
        """Post it for everybody where an admin asked for it; others hear that they are none."""
        caller = caller_of(interaction)
        try:
            is_admin = caller.here is not None and await self._standings.is_admin(
                caller.account, caller.here
            )
        except StoreError:
            await self._whispers.say(interaction, self._catalog.say("chat.one-moment"))
            return
        if not is_admin:
            await self._whispers.say(interaction, self._catalog.say("discord.admins-only"))
            return
        try:
            async with judged(self._clock, FAST):
                await interaction.response.send_message(
                    view=outbound.asking_to_join(self._catalog), allowed_mentions=NOBODY
                )
        except DeliveryError as problem:  # the admin sees that nothing stands there
            told_to_operator(problem)

    async def ask(self, interaction: Interaction, pressed: Pressed) -> None:
        """Ask in private whether they want steps, or take their no."""
        if pressed.value != NO:
            await self._whispers.show(interaction, outbound.whether_to_join(self._catalog))
            return
        line = outbound.told(self._catalog.say("discord.join-not"))
        message: discord.Message | None = interaction.message
        if message is None or not message.flags.ephemeral:
            await self._whispers.show(interaction, line)
            return
        try:
            async with judged(self._clock, FAST):
                await interaction.response.edit_message(view=line, allowed_mentions=NOBODY)
        except DeliveryError as problem:
            told_to_operator(problem)

"""What an interaction of Discord's says of where it happened, and who acted."""

from typing import Any, cast

import discord

from bot.adapters.discord.inbound import Payload, address
from bot.ports.inbound import Address

Interaction = discord.Interaction[Any]


def is_direct(interaction: Interaction) -> bool:
    """Whether it happened in the direct message with us."""
    return bool(interaction.context.dm_channel)


def account_of(interaction: Interaction) -> Address:
    """Whoever acted."""
    return address(interaction.user.id)


def data_of(interaction: Interaction) -> Payload:
    """What Discord tells of it."""
    return cast("Payload", interaction.data or {})

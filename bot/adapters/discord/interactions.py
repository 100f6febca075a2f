"""What an interaction of Discord's says of where it happened, and who acted."""

from typing import Any, cast

import discord

from bot.adapters.discord.inbound import PLATFORM, Payload, address
from bot.ports.inbound import Address, readable
from bot.ports.mentoring import Caller, Community

Interaction = discord.Interaction[Any]
Somebody = discord.User | discord.Member


def is_direct(interaction: Interaction) -> bool:
    """Whether it happened in the direct message with us."""
    return bool(interaction.context.dm_channel)


def account_of(interaction: Interaction) -> Address:
    """Whoever acted."""
    return address(interaction.user.id)


def caller_of(interaction: Interaction) -> Caller:
    """Whoever acted, and in which guild; Discord vouches for both (F60)."""
    here = community_of(interaction)
    return Caller(account_of(interaction), name_of(interaction.user), here)


def community_of(interaction: Interaction) -> Community | None:
    """The guild in which it happened; None in a direct message."""
    guild = interaction.guild_id
    return Community(PLATFORM, str(guild)) if guild is not None else None


def name_of(somebody: Somebody) -> str:
    """What somebody is called, where they acted."""
    nick = somebody.nick if isinstance(somebody, discord.Member) else None
    return readable(somebody.global_name or nick or somebody.name)


def name_everywhere(somebody: Somebody) -> str:
    """What somebody is called in every guild."""
    return readable(somebody.global_name or somebody.name)


def data_of(interaction: Interaction) -> Payload:
    """What Discord tells of it."""
    return cast("Payload", interaction.data or {})

"""Roles of a guild that stand for our roles: an admin says which, people wear one at a time."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

import discord

from bot.adapters.discord import commands, inbound
from bot.adapters.discord.inbound import PLATFORM
from bot.adapters.discord.refusals import UNKNOWN_MEMBER
from bot.adapters.discord.whispers import Whispers
from bot.catalog import Catalog
from bot.errors import StoreError
from bot.ports.communities import Communities

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]
Mapped = Mapping[str, str]
"""Discord's names of roles, by ours."""


class CommunityRoles:
    """Of all guilds.

    Args:
        communities: keeps what stands for what.
        whispers: answers.
        catalog: our roles, and the words.
    """

    def __init__(self, communities: Communities, whispers: Whispers, catalog: Catalog) -> None:
        self._communities = communities
        self._whispers = whispers
        self._catalog = catalog
        self._known: dict[int, Mapped] = {}

    async def labels(self, interaction: Interaction) -> Mapping[str, str]:
        """What a button for each role says that can be worn where this happened."""
        guild = interaction.guild
        if guild is None:
            return {}
        named = {
            role: guild.get_role(int(name)) for role, name in (await self._of(guild)).items()
        }
        return {
            role: self._catalog.say("discord.wear", role=there.name)
            for role, there in named.items()
            if there is not None
        }

    async def wear(self, interaction: Interaction, role: str) -> None:
        """Give somebody the guild's role for a role of ours, in the place of any other."""
        guild, member = interaction.guild, interaction.user
        mapped = await self._of(guild) if guild else {}
        wanted = guild.get_role(int(mapped[role])) if guild and role in mapped else None
        if wanted is None or not isinstance(member, discord.Member):
            await self._say(interaction, "discord.cannot-wear")
        elif wanted in member.roles:
            await self._say(interaction, "discord.wears-already", role=wanted.name)
        else:
            await self._swap(interaction, member, wanted, mapped)

    async def administer(self, interaction: Interaction, data: inbound.Payload) -> None:
        """``/whichrole-admin``: what stands for what, and what keeps it from being given."""
        guild = interaction.guild
        if guild is None or not interaction.permissions.manage_guild:
            await self._say(interaction, "discord.admins-only")
            return
        action = inbound.option(data, inbound.ACTION)
        if action not in ("", "roles"):
            await self._whispers.coming(interaction)
            return
        told = []
        role = inbound.option(data, commands.ROLE)
        if role in self._catalog.roles:
            told = [await self._change(guild, role, inbound.option(data, commands.STANDS_FOR))]
        try:
            told += await self._told(interaction, guild)
        except discord.HTTPException as problem:
            log.warning("the roles of a guild were not told: %s", problem.status)
            told.append(self._catalog.say("chat.one-moment"))
        await self._whispers.tell(interaction, "\n".join(told))

    async def _change(self, guild: discord.Guild, role: str, stands_for: str) -> str:
        """Say what stands for a role from now on; what was done."""
        await self._communities.map_role(PLATFORM, str(guild.id), role, stands_for or None)
        self._known.pop(guild.id, None)
        named, name = guild.get_role(int(stands_for or 0)), self._catalog.roles[role].name
        if named is None:
            return self._catalog.say("discord.role-cleared", role=name)
        return self._catalog.say("discord.role-set", role=name, stands_for=named.name)

    async def _told(self, interaction: Interaction, guild: discord.Guild) -> list[str]:
        """What stands for what, and everything that is wrong with it, at once (A23)."""
        mapped = await self._of(guild)
        there = {str(one.id): one for one in await guild.fetch_roles()}
        us = await guild.fetch_member(interaction.client.application_id or 0)
        lines = [self._catalog.say("discord.roles-title")]
        for role in self._catalog.roles.values():
            found = there.get(mapped.get(role.id, ""))
            key = "discord.role-is" if found else "discord.role-is-not"
            words = {"stands_for": found.name} if found else {}
            lines.append(self._catalog.say(key, role=role.name, **words))
        problems = list(self._problems(mapped, there, us))
        return [*lines, "", *problems, self._catalog.say("discord.roles-how")]

    def _problems(
        self, mapped: Mapped, there: Mapping[str, discord.Role], us: discord.Member
    ) -> Iterator[str]:
        """A sentence for everything that keeps a role from being given."""
        held = [there[str(one.id)] for one in us.roles if str(one.id) in there]
        may = any(one.permissions.manage_roles or one.permissions.administrator for one in held)
        highest = max((one.position for one in held), default=0)
        if mapped and not may:
            yield self._catalog.say("discord.problem-permission")
        for role, name in mapped.items():
            found = there.get(name)
            if found is None:
                known = self._catalog.roles.get(role)
                yield self._catalog.say(
                    "discord.problem-gone", role=known.name if known else role
                )
            elif found.managed or found.is_default():
                yield self._catalog.say("discord.problem-managed", stands_for=found.name)
            elif found.position >= highest:
                yield self._catalog.say("discord.problem-order", stands_for=found.name)

    async def _swap(
        self,
        interaction: Interaction,
        member: discord.Member,
        wanted: discord.Role,
        mapped: Mapped,
    ) -> None:
        """One request takes the others away and gives this one (A22)."""
        ours = set(mapped.values())
        kept = [one for one in member.roles if str(one.id) not in ours and not one.is_default()]
        try:
            await member.edit(roles=[*kept, wanted])
        except discord.HTTPException as problem:
            log.warning("a role was not given: %s (%s)", problem.code, problem.status)
            is_gone = problem.code == UNKNOWN_MEMBER
            await self._say(
                interaction, "discord.not-here" if is_gone else "discord.cannot-wear"
            )
        else:
            await self._say(interaction, "discord.wears", role=wanted.name)

    async def _of(self, guild: discord.Guild) -> Mapped:
        """What stands for what in a guild; nothing while the database cannot tell."""
        known = self._known.get(guild.id)
        if known is None:
            try:
                known = await self._communities.roles(PLATFORM, str(guild.id))
            except StoreError:
                return {}
            self._known[guild.id] = known
        return known

    async def _say(self, interaction: Interaction, key: str, **words: object) -> None:
        await self._whispers.say(interaction, self._catalog.say(key, **words))

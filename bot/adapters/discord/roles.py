"""Roles of a guild that stand for our roles: an admin says which, people wear one at a time.

What somebody wears, and who may manage the guild, is asked of Discord at the moment it counts:
what the gateway told before may be old, and a role that we do not know of must not get lost.
"""

import asyncio
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord

from bot.adapters.discord import commands, inbound
from bot.adapters.discord.inbound import PLATFORM
from bot.adapters.discord.interactions import caller_of
from bot.adapters.discord.refusals import (
    MISSING_ACCESS,
    SERVER_ERRORS,
    TOO_MANY,
    UNKNOWN_GUILD,
    UNKNOWN_MEMBER,
)
from bot.adapters.discord.whispers import Whispers
from bot.catalog import Catalog
from bot.errors import StoreError
from bot.ports.communities import Communities
from bot.usecases.mentors.asking import AdminWord
from bot.usecases.mentors.desk import NoteRole

log = logging.getLogger(__name__)

LOOK = 0.5
"""Seconds for a look at what a card may offer besides."""

PATIENCE = 2.0
"""Seconds for all that is asked before the answer, for which Discord waits three."""

POWERS = (
    discord.Permissions.elevated()
    | discord.Permissions(
        mention_everyone=True,
        manage_nicknames=True,
        manage_events=True,
        view_audit_log=True,
        mute_members=True,
        deafen_members=True,
        move_members=True,
    )
).value
"""Permissions that nobody gets by asking us: a mistake of an admin would hand them out."""

OUT = (UNKNOWN_GUILD, MISSING_ACCESS)
"""What Discord says where we are no member."""

TROUBLES = (discord.DiscordException, aiohttp.ClientError, OSError)

Interaction = discord.Interaction[Any]
Mapped = Mapping[str, str]
"""Discord's names of roles, by ours."""


@dataclass(frozen=True, slots=True)
class Guild:
    """How things stand in a guild, as Discord tells it now.

    Attributes:
        roles: by Discord's name.
        ours: names of those that we have.
        theirs: names of those that whoever asks has.
    """

    roles: Mapping[str, discord.Role]
    ours: Collection[str]
    theirs: Collection[str]

    def held(self, names: Collection[str]) -> list[discord.Role]:
        """Roles that somebody has."""
        return [one for name, one in self.roles.items() if name in names or one.is_default()]


class CommunityRoles:
    """Of all guilds.

    Args:
        communities: keeps what stands for what.
        whispers: answers.
        catalog: our roles, and the words.
        note: has the log tell who changed what.
    """

    def __init__(
        self, communities: Communities, whispers: Whispers, catalog: Catalog, note: NoteRole
    ) -> None:
        self._note = note
        self._communities = communities
        self._whispers = whispers
        self._catalog = catalog
        self._known: dict[int, Mapped] = {}

    def forget(self, guild: int) -> None:
        """Ask the database again what stands for what there."""
        self._known.pop(guild, None)

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
            if there is not None and _is_harmless(there)
        }

    async def wear(self, interaction: Interaction, role: str) -> None:
        """Give somebody the guild's role for a role of ours, in the place of any other."""
        guild = interaction.guild
        if guild is None:
            await self._say(interaction, "discord.cannot-wear")
            return
        try:
            async with asyncio.timeout(PATIENCE):
                mapped = await self._communities.roles(PLATFORM, str(guild.id))
                there = {str(one.id): one for one in await guild.fetch_roles()}
                wanted = there.get(mapped.get(role, ""))
                key = "discord.cannot-wear"
                if wanted is not None and _is_harmless(wanted):
                    key = await _swapped(interaction, guild, wanted, set(mapped.values()))
        except (*TROUBLES, StoreError) as problem:
            await self._say(interaction, _refused(problem))
        else:
            await self._say(interaction, key, **({"role": wanted.name} if wanted else {}))

    async def administer(self, interaction: Interaction, data: inbound.Payload) -> None:
        """``/whichrole-admin``: what stands for what, and what keeps it from being given."""
        guild = interaction.guild
        if guild is None or not interaction.permissions.manage_guild:
            await self._say(interaction, "discord.admins-only")
        else:
            try:
                async with asyncio.timeout(PATIENCE):
                    told = await self._administered(interaction, guild, data)
            except (*TROUBLES, StoreError) as problem:
                log.warning("the roles of a guild were not told: %s", type(problem).__name__)
                is_out = isinstance(problem, discord.HTTPException) and problem.code in OUT
                told = self._catalog.say("discord.no-member" if is_out else "chat.one-moment")
            await self._whispers.tell(interaction, told)

    async def _administered(
        self, interaction: Interaction, guild: discord.Guild, data: inbound.Payload
    ) -> str:
        """Change what was asked for; how things stand then."""
        now = await _looked_at(interaction, guild)
        may = may_manage(one.permissions for one in now.held(now.theirs))
        if interaction.user.id != guild.owner_id and not may:
            return self._catalog.say("discord.admins-only")  # demoted since they asked (F62)
        before = await self._communities.roles(PLATFORM, str(guild.id))
        told = await self._changed(guild, now, data)
        mapped = await self._communities.roles(PLATFORM, str(guild.id))
        for role in self._catalog.roles.keys() & dict(before.items() ^ mapped.items()).keys():
            named = now.roles.get(mapped.get(role, ""))
            await self._note(caller_of(interaction), role, named.name if named else "")
        self._known[guild.id] = mapped
        more = [] if data.get("options") else [self._catalog.say("discord.help-has-more")]
        return "\n".join([*told, *self._listed(mapped, now), *more])

    async def _changed(
        self, guild: discord.Guild, now: Guild, data: inbound.Payload
    ) -> list[str]:
        """Change what was asked for; nothing where somebody only looks."""
        role = inbound.option(data, commands.ROLE)
        stands_for = inbound.option(data, commands.STANDS_FOR)
        if role not in self._catalog.roles:
            return [self._catalog.say("discord.role-lacks")] if stands_for else []
        named = now.roles.get(stands_for)
        if stands_for and named is None:
            name = self._catalog.roles[role].name
            return [self._catalog.say("discord.problem-gone", role=name)]
        if named is None and inbound.option(data, commands.CLEAR) != str(True):
            return []
        return [await self._change(guild, role, named)]

    async def _change(self, guild: discord.Guild, role: str, named: discord.Role | None) -> str:
        """Say what stands for a role from now on; what was done."""
        stands_for = str(named.id) if named else None
        await self._communities.map_role(PLATFORM, str(guild.id), role, stands_for)
        name = self._catalog.roles[role].name
        if named is None:
            return self._catalog.say("discord.role-cleared", role=name)
        return self._catalog.say("discord.role-set", role=name, stands_for=named.name)

    def _listed(self, mapped: Mapped, now: Guild) -> Iterator[str]:
        """What stands for what, and everything that is wrong with it, at once (A23)."""
        yield self._catalog.say("discord.roles-title")
        for role in self._catalog.roles.values():
            found = now.roles.get(mapped.get(role.id, ""))
            key = "discord.role-is" if found else "discord.role-is-not"
            words = {"stands_for": found.name} if found else {}
            yield self._catalog.say(key, role=role.name, **words)
        yield ""
        yield from self._problems(mapped, now)
        yield self._catalog.say("discord.roles-how")

    def _problems(self, mapped: Mapped, now: Guild) -> Iterator[str]:
        """A sentence for everything that keeps a role from being given."""
        held = now.held(now.ours)
        may = any(one.permissions.manage_roles or one.permissions.administrator for one in held)
        highest = max((one.position for one in held), default=0)
        if mapped and not may:
            yield self._catalog.say("discord.problem-permission")
        for role, name in mapped.items():
            found, known = now.roles.get(name), self._catalog.roles.get(role)
            if found is None:
                words = {"role": known.name if known else role}
                yield self._catalog.say("discord.problem-gone", **words)
            elif found.is_default():
                yield self._catalog.say("discord.problem-everyone")
            elif found.managed:
                yield self._catalog.say("discord.problem-managed", stands_for=found.name)
            elif not _is_harmless(found):
                yield self._catalog.say("discord.problem-power", stands_for=found.name)
            elif found.position >= highest:
                yield self._catalog.say("discord.problem-order", stands_for=found.name)

    async def _of(self, guild: discord.Guild) -> Mapped:
        """What stands for what in a guild; nothing while the database cannot tell."""
        known = self._known.get(guild.id)
        if known is None:
            try:
                async with asyncio.timeout(LOOK):
                    found = await self._communities.roles(PLATFORM, str(guild.id))
            except (StoreError, TimeoutError):
                return {}
            known = self._known.setdefault(guild.id, found)  # a change may have been faster
        return known

    async def _say(self, interaction: Interaction, key: str, **words: object) -> None:
        await self._whispers.say(interaction, self._catalog.say(key, **words))


def is_about_roles(data: inbound.Payload) -> bool:
    """Whether ``/whichrole-admin`` is about what stands for our roles: so it is alone, too."""
    names = (inbound.ACTION, commands.ROLE, commands.STANDS_FOR, inbound.TEXT)
    action, *roles, text = (inbound.option(data, one) for one in names)
    return action == AdminWord.ROLES or (not action and (any(roles) or not text.strip()))


async def _swapped(
    interaction: Interaction, guild: discord.Guild, wanted: discord.Role, ours: set[str]
) -> str:
    """Take the others away and give this one, in one request (A22); what it came to."""
    http, user, name = interaction.client.http, interaction.user.id, str(wanted.id)
    worn = _names(await http.get_member(guild.id, user))
    if name in worn and not ours & set(worn) - {name}:
        return "discord.wears-already"
    kept = [one for one in worn if one not in ours]
    await http.edit_member(guild.id, user, roles=[*kept, name])
    return "discord.wears"


async def _looked_at(interaction: Interaction, guild: discord.Guild) -> Guild:
    """How things stand in a guild now."""
    http = interaction.client.http
    us = interaction.client.application_id or 0
    roles, ours, theirs = await asyncio.gather(
        guild.fetch_roles(),
        http.get_member(guild.id, us),
        http.get_member(guild.id, interaction.user.id),
    )
    return Guild({str(one.id): one for one in roles}, _names(ours), _names(theirs))


def _names(member: Mapping[str, Any]) -> list[str]:
    return [str(one) for one in member["roles"]]


def may_manage(held: Iterable[discord.Permissions]) -> bool:
    """Whether somebody whose roles allow this may manage their guild."""
    return any(one.manage_guild or one.administrator for one in held)


def _is_harmless(role: discord.Role) -> bool:
    """Whether a role can be given, and brings no power over the guild."""
    return not (role.managed or role.is_default() or role.permissions.value & POWERS)


def _refused(problem: Exception) -> str:
    """What somebody is told whose role was not given."""
    log.warning("a role was not given: %s", type(problem).__name__)
    if not isinstance(problem, discord.HTTPException):
        return "chat.one-moment"
    if problem.status == TOO_MANY or problem.status >= SERVER_ERRORS:
        return "chat.one-moment"
    return "discord.not-here" if problem.code == UNKNOWN_MEMBER else "discord.cannot-wear"

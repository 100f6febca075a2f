"""Who somebody is in a guild, asked of Discord at the moment it counts (F61, F62).

Nothing is remembered: not even lists of roles, for each of them is told with the guild. What
Discord does not tell, nobody has.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import discord
from discord import MemberFlags, Permissions

from bot.adapters.discord.refusals import NO_ANSWER, UNKNOWN_MEMBER
from bot.adapters.discord.roles import TROUBLES, may_manage
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.roster import STRANGER, SURELY_NONE, Membership

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds for Discord to tell of somebody; whoever waits for it waits longer than that."""


class DiscordRoster:
    """The people of all guilds.

    Args:
        client: talks to Discord.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def membership(
        self, account: Address, community: Community, group: str | None
    ) -> Membership:
        """What somebody is in a guild, with all their roles; see ``Roster.membership``."""
        http = self._client.http
        try:
            guild, user = int(community.workspace), int(account.user)
            async with asyncio.timeout(PATIENCE):
                there, member = await asyncio.gather(
                    http.get_guild(guild, with_counts=False), http.get_member(guild, user)
                )
            return _membership(there, member)
        except discord.NotFound as problem:
            return SURELY_NONE if problem.code == UNKNOWN_MEMBER else STRANGER
        except (*TROUBLES, *NO_ANSWER) as problem:
            log.info("who somebody is was not told: %s", type(problem).__name__)
            return STRANGER

    async def find(self, name: str, community: Community) -> Address | None:
        """Nobody: lists of members are not told to us, and mentions name people."""
        return None


def _membership(guild: Mapping[str, Any], member: Mapping[str, Any]) -> Membership:
    user, names = member["user"], {str(one) for one in member["roles"]}
    held = [
        Permissions(int(one["permissions"]))
        for one in guild["roles"]
        if str(one["id"]) in names or str(one["id"]) == str(guild["id"])
    ]
    is_owner = str(guild["owner_id"]) == str(user["id"])
    return Membership(
        is_member=_is_full(member),
        is_admin=_is_full(member) and (is_owner or may_manage(held)),
        groups=frozenset(names),
        is_sure=True,
        place=str(guild["name"]),
        roles={
            str(one["id"]): str(one["name"])
            for one in guild["roles"]
            if str(one["id"]) != str(guild["id"])
        },
    )


def _is_full(member: Mapping[str, Any]) -> bool:
    """Whether it is a person, who has accepted the rules and is no guest of a voice channel."""
    user = member["user"]
    is_person = not (user.get("bot") or user.get("system"))
    is_guest = int(member.get("flags") or 0) & MemberFlags.guest.flag
    return is_person and not member.get("pending") and not is_guest

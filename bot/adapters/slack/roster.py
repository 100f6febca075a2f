"""Who somebody is in the workspace, asked anew each time; who cannot be found out is nobody.

Slack tells of admins and owners, and to no token of ours who installed the app: that person
counts only as far as they are an admin or an owner.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.adapters.slack.client import FAST, Slack
from bot.adapters.slack.payloads import PLATFORM, listed
from bot.adapters.slack.profiles import name_of
from bot.adapters.slack.refusals import told_to_operator
from bot.errors import DeliveryError, Refusal
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.roster import STRANGER, SURELY_NONE, Membership
from bot.usecases.verdicts import rests_until

log = logging.getLogger(__name__)

GOOD_FOR = timedelta(minutes=5)
"""So long a list of a group counts; how somebody else stands is never remembered (F61)."""

GONE = Refusal.EXPIRED
"""What is refused for good: there is no such group, or no longer, and nobody is in it."""

MOST_GROUPS = 100
"""So many lists are remembered (I9); a workspace has one that is of interest."""

NO_FULL_MEMBER = (
    *("is_bot", "is_restricted", "is_ultra_restricted", "is_stranger"),
    *("is_workflow_bot", "is_connector_bot"),
)
"""What Slack says of guests, of people from elsewhere, and of those who are none."""

ADMIN = ("is_admin", "is_owner", "is_primary_owner")
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class _Group:
    """Who is in a group.

    Attributes:
        users: their ids.
        asked_at: when Slack told; aware.
    """

    users: frozenset[str]
    asked_at: datetime


class SlackRoster:
    """Everybody in one workspace.

    Args:
        slack: tells.
        team: the id of the workspace.
    """

    def __init__(self, slack: Slack, team: str) -> None:
        self._slack = slack
        self._team = team
        self._groups: dict[str, _Group] = {}
        self._rests_until = slack.clock.now()
        self._asking = asyncio.Lock()

    async def membership(
        self, account: Address, community: Community, group: str | None
    ) -> Membership:
        """See ``Roster.membership``."""
        if community != Community(PLATFORM, self._team) or not self.is_ours(account):
            return STRANGER
        user = await self._told_of(account)
        if not is_full_member(user, account):
            return SURELY_NONE if user.get("id") == account.user else STRANGER
        is_in_it = group is not None and account.user in await self._users_of(group)
        return Membership(
            is_member=True,
            is_admin=any(user.get(flag) is True for flag in ADMIN),
            groups=frozenset({group}) if group is not None and is_in_it else frozenset(),
            is_sure=group is None or group in self._groups,
        )

    async def find(self, name: str, community: Community) -> Address | None:
        """See ``Roster.find``: people are named by mentions only, which tell their id."""
        return None

    async def name(self, account: Address) -> str:
        """What somebody is called, for others who know them by it; empty if Slack is silent."""
        return name_of(await self._told_of(account)) if self.is_ours(account) else ""

    def is_ours(self, account: Address) -> bool:
        """Whether an account is of this workspace, and not of one that shares a channel."""
        return (account.platform, account.workspace) == (PLATFORM, self._team)

    async def _told_of(self, account: Address) -> Mapping[str, Any]:
        """What Slack tells of somebody now; nothing where it does not answer."""
        try:
            told = await self._slack.call("users.info", {"user": account.user}, FAST)
        except DeliveryError as problem:
            told_to_operator(problem)
            return {}
        user = told.get("user")
        return user if isinstance(user, Mapping) else {}

    async def _users_of(self, group: str) -> frozenset[str]:
        """Who is in a group, as Slack told at most five minutes ago; else nobody.

        One question at a time, so that a whole room asks it once.
        """
        async with self._asking:
            known = self._groups.get(group)
            now = self._slack.clock.now()
            if known is not None and known.asked_at <= now < known.asked_at + GOOD_FOR:
                return known.users
            self._groups.pop(group, None)
            if now < self._rests_until:
                return frozenset()
            return await self._ask_for(group)

    async def _ask_for(self, group: str) -> frozenset[str]:
        """The list as it is now; of a group that does not exist it is told, and is empty."""
        asked_at = self._slack.clock.now()
        told: Mapping[str, Any] = {}
        try:
            told = await self._slack.call("usergroups.users.list", {"usergroup": group}, FAST)
        except DeliveryError as problem:
            told_to_operator(problem)
            if problem.refusal is Refusal.LIMITED:
                self._rests_until = rests_until(problem, self._slack.clock.now())
            if problem.refusal is not GONE:
                return frozenset()
            log.warning("the group of mentors is not there: %s", problem)
        users = frozenset(one for one in listed(told.get("users")) if isinstance(one, str))
        if len(self._groups) >= MOST_GROUPS:
            self._groups.clear()
        self._groups[group] = _Group(users, asked_at)
        return users


def is_full_member(user: Mapping[str, Any], account: Address) -> bool:
    """Whether this is a person who belongs to the workspace wholly (F61).

    Args:
        user: as Slack tells of them.
        account: whom it was asked about.
    """
    if user.get("id") != account.user or user.get("team_id") != account.workspace:
        return False
    if user.get("deleted") is not False or account.user == SLACKBOT:
        return False
    return all(user.get(flag) in (None, False) for flag in NO_FULL_MEMBER)

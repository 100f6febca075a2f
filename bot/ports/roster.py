"""Who somebody is in a community, as its platform tells it at this moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.ports.inbound import Address
from bot.ports.mentoring import Community


@dataclass(frozen=True, slots=True)
class Membership:
    """What a platform tells of somebody in one community.

    Attributes:
        is_member: a full member, and a person: no guest, nobody from another workspace, no bot,
            nobody who has left (F61).
        is_admin: they may manage it. Slack: an admin, an owner, or whoever installed us;
            Discord: whoever may manage the server; the terminal: the operator.
        groups: the platform's ids of the roles or groups that they have there.
        is_unknown: nobody of this name was ever there. Only a terminal can tell that: elsewhere
            people are named by a mention, which nobody makes up.
        is_sure: the platform has told all of that. Where it did not answer, whoever it is about
            is nothing for now, and nobody is told that they left.
        place: what the community is called, or empty where that is not told.
        roles: what its roles are called, by the platform's ids, without the one that everybody
            has; None where that is not told.
    """

    is_member: bool = False
    is_admin: bool = False
    groups: frozenset[str] = frozenset()
    is_unknown: bool = False
    is_sure: bool = field(default=False, compare=False)
    place: str = field(default="", compare=False)
    roles: Mapping[str, str] | None = field(default=None, compare=False)


STRANGER = Membership()
"""Whoever is not there, or of whom the platform does not tell: nothing is theirs to see."""

SURELY_NONE = Membership(is_sure=True)
"""The same, as the platform tells it."""


class Roster(Protocol):
    """A platform's people."""

    async def membership(
        self, account: Address, community: Community, group: str | None
    ) -> Membership:
        """What somebody is in a community; ``STRANGER`` where that cannot be told (F61).

        Args:
            account: whose.
            community: where.
            group: the one role or group that is of interest, or None; others may be left out.

        Lists of groups may be remembered for five minutes, nothing else is.
        """
        ...

    async def find(self, name: str, community: Community) -> Address | None:
        """Whom a typed name means there; None where people are named by mentions only."""
        ...

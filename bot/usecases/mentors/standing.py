"""Who somebody is at the desk: where they are a mentor or an admin, and what is set there.

Asked anew for every call and every click; where a platform does not answer, nobody is anything.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from bot.engine.mentoring.values import Thresholds
from bot.ports.administering import Administering, Setting
from bot.ports.inbound import Address
from bot.ports.mentoring import Caller, Community, Pairing, Pairings
from bot.ports.mentors import Mentors
from bot.ports.roster import STRANGER, Membership, Roster

MOST_DAYS, MOST_TIMES = 365, 12
"""What a threshold may be at most."""


class Known(Mentors, Pairings, Administering, Protocol):
    """What is kept of communities and pairs."""


class HasMentor(Enum):
    """Whether the mentor of a pairing is one there at this moment."""

    YES = auto()
    NO = auto()
    UNTOLD = auto()
    """The platform does not tell: nothing is shown, and nothing is over either."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is now.

    Attributes:
        mentors_in: the communities in which they are a mentor.
        untold_in: those whose platform does not tell whether they are one; they are in none
            of the others.
        admin_in: those in which they are an admin.
        thresholds: of the communities that were looked at.
    """

    mentors_in: frozenset[Community] = frozenset()
    untold_in: frozenset[Community] = frozenset()
    admin_in: frozenset[Community] = frozenset()
    thresholds: Mapping[Community, Thresholds] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _There:
    """Who somebody is in one community."""

    is_member: bool
    is_mentor: bool
    is_admin: bool
    is_unknown: bool
    is_sure: bool
    thresholds: Thresholds

    @property
    def is_untold(self) -> bool:
        """Whether they may be a mentor, though the platform does not tell it."""
        return not (self.is_mentor or self.is_sure)


class Standings:
    """Finds it out.

    Args:
        known: what is kept.
        rosters: by platform; where there is none, nobody is anything.
    """

    def __init__(self, known: Known, rosters: Mapping[str, Roster]) -> None:
        self._known = known
        self._rosters = dict(rosters)

    def open(self, platform: str, roster: Roster) -> None:
        """From now on this platform can be asked."""
        self._rosters[platform] = roster

    async def of(self, caller: Caller) -> Standing:
        """Who they are where they act; in a direct message, wherever they have pairs."""
        places = [caller.here] if caller.here else await self._places(caller.account)
        found = await asyncio.gather(*(self._in(caller.account, one) for one in places))
        there = dict(zip(places, found, strict=True))
        return Standing(
            frozenset(place for place, one in there.items() if one.is_mentor),
            frozenset(place for place, one in there.items() if one.is_untold),
            frozenset(place for place, one in there.items() if one.is_admin),
            {place: one.thresholds for place, one in there.items()},
        )

    async def is_mentor(self, account: Address, community: Community) -> bool:
        """Whether somebody is a mentor there at this moment."""
        return (await self._in(account, community)).is_mentor

    async def surely_mentor(self, account: Address, community: Community) -> bool | None:
        """The same, for telling others; None where the platform does not tell."""
        there = await self._in(account, community)
        return there.is_mentor if there.is_sure else None

    async def surely_member(self, account: Address, community: Community) -> bool | None:
        """Whether somebody is a full member there; None where the platform does not tell."""
        there = await self._membership(account, community, None)
        return there.is_member if there.is_sure and not there.is_unknown else None

    async def has_mentor(self, one: Pairing, taker: Address | None = None) -> bool:
        """Whether the mentor of a pairing is one there at this moment (F61).

        Nothing but its end happens in a pairing without one. Of whose mentor it was told that
        they left, it has one again as soon as that is told, too.

        Args:
            one: the pairing.
            taker: whoever would be its mentor while it is the pool's, or None.
        """
        mentor = one.mentor or taker
        if mentor is None or one.left_at is not None:
            return False
        return await self.is_mentor(mentor, one.community)

    async def tells_mentor(self, one: Pairing) -> HasMentor:
        """The same, for what would be lost if nobody told were taken for a no."""
        if one.mentor is None or one.left_at is not None:
            return HasMentor.NO
        there = await self._in(one.mentor, one.community)
        if there.is_untold:
            return HasMentor.UNTOLD
        return HasMentor.YES if there.is_mentor else HasMentor.NO

    async def called(self, account: Address, community: Community) -> str:
        """What a community is called, as its platform tells one of its people."""
        there = await self._membership(account, community, None)
        return there.place or community.workspace

    async def roles(self, account: Address, community: Community) -> Mapping[str, str] | None:
        """What roles are called there, by id, as its platform tells one of its people."""
        return (await self._membership(account, community, None)).roles

    async def apart(self, reader: Caller, community: Community) -> str:
        """What a community is called, for whoever may take it for another one; else empty.

        That is whoever has pairs, or what waits, in others too, and does not read in this one.
        """
        if reader.here == community:
            return ""
        theirs = {
            one.community
            for one in await self._known.pairings_of(reader.account)
            if reader.account in (one.mentor, one.mentee)
        }
        if theirs <= {community}:
            return ""
        return await self.called(reader.account, community)

    async def namesakes(
        self, account: Address, found: Sequence[tuple[int, Community, str]]
    ) -> dict[int, str]:
        """Where they are of whom others have the same name, by number.

        Args:
            account: who reads the list.
            found: by number, with the community and the name of the other side.
        """
        named = Counter(name.casefold() for _, _, name in found)
        at = {number: where for number, where, name in found if named[name.casefold()] > 1}
        places = sorted(set(at.values()))
        if len(places) <= 1:
            return {}
        called = await asyncio.gather(*(self.called(account, one) for one in places))
        names = dict(zip(places, called, strict=True))
        return {number: names[where] for number, where in at.items()}

    async def is_admin(self, account: Address, community: Community) -> bool:
        """Whether somebody is an admin there at this moment."""
        return (await self._in(account, community)).is_admin

    async def is_member(self, account: Address, community: Community) -> bool:
        """Whether somebody is a full member there at this moment, and a person."""
        return (await self._in(account, community)).is_member

    async def no_member(self, account: Address, community: Community) -> str:
        """The key of why somebody is no full member there, or empty for one who is."""
        there = await self._in(account, community)
        if there.is_member:
            return ""
        return "admin.never-here" if there.is_unknown else "admin.no-member"

    async def _places(self, account: Address) -> list[Community]:
        pairings = await self._known.pairings_of(account)
        return sorted({one.community for one in pairings})

    async def _in(self, account: Address, community: Community) -> _There:
        settings = await self._known.settings(community)
        group = settings.get(Setting.MENTORS)
        there = await self._membership(account, community, group)
        named = await self._known.is_named(community, account)
        is_chosen = named or (group is not None and group in there.groups)
        return _There(
            is_member=there.is_member,
            is_mentor=there.is_member and is_chosen,
            is_admin=there.is_member and there.is_admin,
            is_unknown=there.is_unknown,
            is_sure=there.is_sure or not (named or group),
            thresholds=thresholds(settings),
        )

    async def _membership(
        self, account: Address, community: Community, group: str | None
    ) -> Membership:
        roster = self._rosters.get(community.platform)
        if roster is None or account.platform != community.platform:
            return STRANGER
        return await roster.membership(account, community, group)


def thresholds(settings: Mapping[Setting, str]) -> Thresholds:
    """When facts become flags in a community with these settings."""
    usual = Thresholds()
    return Thresholds(
        number_within(settings.get(Setting.SILENT_DAYS, ""), MOST_DAYS) or usual.silent_days,
        number_within(settings.get(Setting.NOT_YET, ""), MOST_TIMES) or usual.not_yet,
    )


def number_within(text: str, most: int) -> int | None:
    """A whole number from 1 to so much, or None."""
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(most)):
        return None
    return int(text) if 1 <= int(text) <= most else None

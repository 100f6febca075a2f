"""Whether mentors still are mentors, and mentees still there: who was left hears of it, once.

That somebody is none is told only where their platform said so, or the list of the community
with no group beside it: a platform that does not answer makes nobody leave.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.engine.mentoring.values import Party, State
from bot.ports.inbound import Address
from bot.ports.lasting import Lasts
from bot.ports.mentoring import (
    Around,
    Caller,
    Change,
    Community,
    Pairing,
    Pairings,
    PairingStep,
    Tell,
)
from bot.ports.outbox import Kind
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.pairing import (
    back_to_the_pool,
    is_hidden,
    over_with_it,
    to_mentor,
)
from bot.usecases.mentors.standing import Standings

HOUR, HOURS = timedelta(hours=1), 24
PAUSE = timedelta(milliseconds=50)
"""Between two looks, for whoever else asks a platform."""


class Looked(Pairings, Lasts, Protocol):
    """Who is whose, and all of them."""


class Lasting:
    """Looks, and tells.

    Args:
        pairings: who is whose.
        standings: tells who is a mentor.
        closing: what is said of what ends.
    """

    def __init__(self, pairings: Looked, standings: Standings, closing: Closing) -> None:
        self._pairings = pairings
        self._standings = standings
        self._closing = closing

    async def look_round(self, now: datetime, looked_at: datetime | None = None) -> int:
        """Look at those whose turn has come: within a day, that is everybody.

        Args:
            now: what time it is.
            looked_at: when the last round was; None for the first one, which looks at those of
                this hour.

        Returns:
            How many pairings have changed.
        """
        changed = 0
        for hour in hours_since(looked_at, now):
            changed += await self._look_at_hour(hour)
        return changed

    async def _look_at_hour(self, hour: int) -> int:
        changed = 0
        for side, look in ((Party.MENTOR, self.look_at), (Party.MENTEE, self.look_at_mentee)):
            for community, who in await self._pairings.to_look_at(hour, side):
                changed += await look(community, who)
                await asyncio.sleep(PAUSE.total_seconds())
        return changed

    async def look_at_mentors_of(self, pairs: Iterable[Pairing], community: Community) -> None:
        """Look at the mentors of those of these pairs that are in this community.

        Else whoever has just left would keep their mentee from another until the next round.
        """
        for one in pairs:
            is_pair = one.state is State.ACTIVE and one.left_at is None
            if is_pair and one.community == community and one.mentor is not None:
                await self.look_at(community, one.mentor)

    async def look_at_whoever_acts(self, caller: Caller) -> None:
        """Look at somebody of whom their mentees were told that they left, where they act.

        Else whoever is a mentor again would see none of them until the next round.
        """
        left = {
            one.community
            for one in await self._pairings.pairings_of(caller.account)
            if one.left_at is not None and one.mentor == caller.account
        }
        for community in sorted(left):
            if caller.here in (None, community):
                await self.look_at(community, caller.account)

    async def look_at_mentee(self, community: Community, mentee: Address) -> int:
        """Look at a mentee; how many pairings have changed.

        Whoever is no member any more is nobody's mentee there: what they shared was for that
        community (F61).
        """
        if await self._standings.surely_member(mentee, community) is not False:
            return 0
        step = is_gone(self._closing)
        return await self._pairings.change_pairings_of(community, mentee, step, Party.MENTEE)

    async def look_at(self, community: Community, mentor: Address) -> int:
        """Look at a mentor; how many pairings have changed."""
        is_one = await self._standings.surely_mentor(mentor, community)
        if is_one is None:
            return 0
        step = is_back(self._closing) if is_one else has_left(self._closing)
        return await self._pairings.change_pairings_of(community, mentor, step)


def hours_since(looked_at: datetime | None, now: datetime) -> Sequence[int]:
    """The hours of a day that have begun since, the oldest first; each once.

    A round takes its time, so rounds begin less often than hours do.
    """
    begun = now.replace(minute=0, second=0, microsecond=0)
    count = 1
    if looked_at is not None:
        last = looked_at.replace(minute=0, second=0, microsecond=0)
        count = max(0, min(HOURS, (begun - last) // HOUR))
    return [(begun - ago * HOUR).hour for ago in reversed(range(count))]


def has_left(closing: Closing) -> PairingStep:
    """A mentor is none any more.

    A pair stays, for they may be one again, and the mentee can end it. What was asked of them
    is anybody's at once, and an invitation is over.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        match pairing.state:
            case State.ACTIVE if pairing.left_at is None:
                return _told(replace(around, pairing=replace(pairing, left_at=now)), _LEFT)
            case State.ASKED if pairing.mentor is not None:
                return back_to_the_pool(around, pairing, closing)
            case State.INVITED:
                said = closing.over(by_mentee=False)(pairing)
                told = () if is_hidden(around) else (Tell(pairing.mentee, Kind.CLOSED, said),)
                return Change(replace(pairing, state=State.ENDED), told)
            case _:
                return Change(pairing)

    return step


def is_back(closing: Closing) -> PairingStep:
    """Whoever was none is a mentor again, if their mentee has found no other meanwhile.

    What the mentee asked others while they had none is over with it, as with a yes.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        if pairing.state is not State.ACTIVE or pairing.left_at is None:
            return Change(pairing)
        back = _told(replace(around, pairing=replace(pairing, left_at=None)), _BACK)
        asked = any(one.state is State.ASKED for one in around.waiting)
        said = Tell(pairing.mentee, Kind.CLOSED, closing.mentor_is_back(pairing))
        told = (*back.told, *([said] if asked else []))
        return replace(back, told=told, also=over_with_it(around, closing))

    return step


def is_gone(closing: Closing) -> PairingStep:
    """A mentee is no member any more: all that they have there is over.

    Their mentors hear of it, and they themselves what that means for a pair.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        over = replace(pairing, state=State.ENDED, consents=frozenset())
        told = to_mentor(pairing, Kind.CLOSED, closing.mentee_is_gone(pairing))
        if pairing.state is State.ACTIVE:
            told += (Tell(pairing.mentee, Kind.CLOSED, closing.you_are_gone(pairing)),)
        return Change(over, told)

    return step


_LEFT, _BACK = Kind.MENTOR_LEFT, Kind.MENTOR_BACK


def _told(around: Around, kind: Kind) -> Change:
    """The pairing as it is now, of which both sides hear."""
    pairing = around.pairing
    both = (pairing.mentee, *((pairing.mentor,) if pairing.mentor else ()))
    return Change(pairing, tuple(Tell(one, kind) for one in both))

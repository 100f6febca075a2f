"""Whether mentors still are mentors: whoever was left by one hears of it, once.

That somebody is none is told only where their platform said so, or the list of the community
with no group beside it: a platform that does not answer makes nobody leave.
"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.mentoring.values import State
from bot.ports.inbound import Address
from bot.ports.lasting import Lasts
from bot.ports.mentoring import Around, Change, Community, PairingStep, Tell
from bot.ports.outbox import Kind
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.pairing import back_to_the_pool
from bot.usecases.mentors.standing import Standings

PAUSE = timedelta(milliseconds=50)
"""Between two looks, for whoever else asks a platform."""


class Lasting:
    """Looks, and tells.

    Args:
        pairings: who is whose.
        standings: tells who is a mentor.
        closing: what is said of what ends.
    """

    def __init__(self, pairings: Lasts, standings: Standings, closing: Closing) -> None:
        self._pairings = pairings
        self._standings = standings
        self._closing = closing

    async def look_round(self, now: datetime) -> int:
        """Look at those whose turn it is in this hour: within a day, that is everybody.

        Returns:
            How many pairings have changed.
        """
        changed = 0
        for community, mentor in await self._pairings.mentors_to_look_at(now.hour):
            changed += await self.look_at(community, mentor)
            await asyncio.sleep(PAUSE.total_seconds())
        return changed

    async def look_at(self, community: Community, mentor: Address) -> int:
        """Look at one of them; how many pairings have changed."""
        is_one = await self._standings.surely_mentor(mentor, community)
        if is_one is None:
            return 0
        step = is_back if is_one else has_left(self._closing)
        return await self._pairings.change_pairings_of(community, mentor, step)


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
                told = (Tell(pairing.mentee, Kind.CLOSED, said),)
                return Change(replace(pairing, state=State.ENDED), told)
            case _:
                return Change(pairing)

    return step


def is_back(around: Around, now: datetime) -> Change:
    """Whoever was none is a mentor again."""
    pairing = around.pairing
    if pairing.state is not State.ACTIVE or pairing.left_at is None:
        return Change(pairing)
    return _told(replace(around, pairing=replace(pairing, left_at=None)), _BACK)


_LEFT, _BACK = Kind.MENTOR_LEFT, Kind.MENTOR_BACK


def _told(around: Around, kind: Kind) -> Change:
    """The pairing as it is now, of which both sides hear."""
    pairing = around.pairing
    both = (pairing.mentee, *((pairing.mentor,) if pairing.mentor else ()))
    return Change(pairing, tuple(Tell(one, kind) for one in both))

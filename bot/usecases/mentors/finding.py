"""The pairings of whoever acts, and those of the pool that they may take."""

from collections.abc import Sequence

from bot.engine.mentoring.values import State
from bot.ports.mentoring import Caller, Pairing, Pairings
from bot.usecases.mentors.sides import is_mentee, is_of, shown_of
from bot.usecases.mentors.standing import Standings


class Finding:
    """Finds them anew for every act.

    Args:
        pairings: who is whose.
        standings: tells who is a mentor.
    """

    def __init__(self, pairings: Pairings, standings: Standings) -> None:
        self._pairings = pairings
        self._standings = standings

    async def mine(self, caller: Caller) -> list[Pairing]:
        """All of theirs that wait or are active, oldest first."""
        found = await self._pairings.pairings_of(caller.account)
        return [one for one in found if is_of(caller.account, one)]

    async def shown(self, caller: Caller) -> list[Pairing]:
        """Of these, all that they are shown without having asked for one."""
        return shown_of(await self.mine(caller))

    async def one(self, caller: Caller, number: int) -> Pairing | None:
        """One of theirs, or of the pool of a community in which they are a mentor."""
        found = await self._pairings.pairing(caller.account, number)
        if found is not None:
            return found if is_of(caller.account, found) else None
        return next((one for one in await self._pool(caller) if one.id == number), None)

    async def to_answer(self, caller: Caller) -> list[Pairing]:
        """What waits for an answer of theirs: what is meant for them first, then the pool's."""
        mine = [
            one
            for one in await self.mine(caller)
            if (one.state is State.INVITED and is_mentee(caller.account, one))
            or (one.state is State.ASKED and not is_mentee(caller.account, one))
        ]
        return [*mine, *await self._pool(caller)]

    async def _pool(self, caller: Caller) -> Sequence[Pairing]:
        """Requests that they may take: none of people with whom something is open."""
        standing = await self._standings.of(caller)
        at_it = {(one.community, one.mentee) for one in await self.mine(caller)}
        return [
            one
            for community in sorted(standing.mentors_in)
            for one in await self._pairings.waiting(community)
            if one.state is State.ASKED
            and one.mentor is None
            and (community, one.mentee) not in at_it
            and caller.account not in one.declined_by
            and not is_mentee(caller.account, one)
        ]

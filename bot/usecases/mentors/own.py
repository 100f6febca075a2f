"""``/mentor`` alone: who is whose, and what a mentor sets for themselves."""

from collections.abc import Sequence

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.own_cards import Settled, asked_room, settings, wants_digest
from bot.engine.mentoring.pairing_cards import OPEN
from bot.engine.mentoring.values import State
from bot.ports.inbound import EventKey
from bot.ports.mentoring import CAPACITY, Caller, Community, Pairing
from bot.ports.mentors import Mentors
from bot.usecases.mentors.asking import Asked, Pressed
from bot.usecases.mentors.elsewhere import Elsewhere
from bot.usecases.mentors.finding import Finding
from bot.usecases.mentors.sides import Sides, numbered
from bot.usecases.mentors.standing import Standings


class Own:
    """Shows somebody what is theirs.

    Args:
        mentors: what mentors set.
        finding: finds the pairings of whoever acts.
        elsewhere: what their other account shares.
        standings: tells who is a mentor.
        sides: the cards.
        catalog: the words.
    """

    def __init__(
        self,
        mentors: Mentors,
        finding: Finding,
        elsewhere: Elsewhere,
        standings: Standings,
        sides: Sides,
        catalog: Catalog,
    ) -> None:
        self._mentors = mentors
        self._finding = finding
        self._elsewhere = elsewhere
        self._standings = standings
        self._sides = sides
        self._catalog = catalog

    async def mine(self, caller: Caller, _: EventKey, act: Asked) -> Card:
        """Who is whose, and what can be done."""
        return await self._shown(caller)

    async def pressed(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """One of the pairings is opened, or a setting is changed; by a mentor only."""
        number = numbered(act.choice, OPEN)
        if number is not None:
            found = await self._finding.one(caller, number)
            if found is None:
                return await self._elsewhere.pressed(caller, key, number, "")
            return await self._opened(caller, found)
        here = caller.here
        if here is not None and await self._standings.is_mentor(caller.account, here):
            await self._set(caller, here, act.choice)
        return await self._shown(caller)

    async def _set(self, caller: Caller, here: Community, choice: str) -> None:
        """A press says what shall be, so a second one changes nothing."""
        room, digest = asked_room(choice), wants_digest(choice)
        if room is not None:
            await self._mentors.set_capacity(here, caller.account, room)
        if digest is not None:
            await self._mentors.set_digest(here, caller.account, wanted=digest)

    async def _opened(self, caller: Caller, one: Pairing) -> Card:
        has_mentor = await self._standings.has_mentor(one)
        card = self._sides.card(caller, one, has_mentor=has_mentor)
        return await self._sides.placed(caller, one, card, self._standings)

    async def _shown(self, caller: Caller) -> Card:
        found, away = await self._finding.shown(caller), await self._elsewhere.all(caller)
        named = await self._sides.named(caller, found, self._standings)
        lines = [
            self._sides.line(
                caller, one, has_mentor=await self._standings.has_mentor(one), name=name
            )
            for one, (_, name) in zip(found, named, strict=True)
        ]
        lines += [await self._elsewhere.line(caller, one) for one in away]
        settled = await self._settled(caller, found)
        named += self._elsewhere.named(away)
        if not lines and settled is None:
            return self._sides.say("desk.nobody-yet")
        return settings(self._catalog, lines, named, settled)

    async def _settled(self, caller: Caller, found: Sequence[Pairing]) -> Settled | None:
        """What a mentor has set here; None for whoever is none here."""
        here = caller.here
        if here is None or not await self._standings.is_mentor(caller.account, here):
            return None
        mentees = sum(
            one.state is State.ACTIVE and (one.community, one.mentor) == (here, caller.account)
            for one in found
        )
        for one in await self._mentors.mentors(here):
            if one.account == caller.account:
                return Settled(one.capacity, mentees, one.digest)
        return Settled(CAPACITY, mentees, wants_digest=False)

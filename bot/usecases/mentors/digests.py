"""The weekly overview of a mentor, made when it is sent, from what they may see then."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.overview import on_page, overview
from bot.engine.state import Conversation
from bot.engine.weekly.times import hours_of
from bot.ports.inbound import Address
from bot.ports.mentoring import Caller, Community
from bot.ports.mentors import Mentors
from bot.ports.outbox import Message, Reason
from bot.usecases.access import Access, Sight
from bot.usecases.mentors.mentees import listed_apart
from bot.usecases.mentors.standing import Standings
from bot.usecases.wanting import Waits, Withheld, quiet, untold


class Whereabouts(Protocol):
    """Where people stand."""

    async def conversation(self, account: Address) -> Conversation | None:
        """See ``ports.store.Store.conversation``."""
        ...


class Digests:
    """Makes their cards.

    Args:
        mentors: tells who wants one.
        whereabouts: where people stand.
        access: shows what mentors may see.
        standings: tells who is a mentor.
        catalog: the words.
    """

    def __init__(
        self,
        mentors: Mentors,
        whereabouts: Whereabouts,
        access: Access,
        standings: Standings,
        catalog: Catalog,
    ) -> None:
        self._mentors = mentors
        self._whereabouts = whereabouts
        self._access = access
        self._standings = standings
        self._catalog = catalog

    async def card(self, message: Message, now: datetime) -> Card | Withheld | Waits:
        """The weekly overview of a mentor, of the communities for which they want it."""
        caller = Caller(message.to, "", None)
        standing = await self._standings.of(caller)
        maybe = await self._wanting_digest(caller, standing.untold_in)
        if maybe and await self._access.mentees(caller, maybe, standing.thresholds):
            return untold(message, now)  # where we were put out, nobody is waited for
        places = await self._wanting_digest(caller, standing.mentors_in)
        found = await self._access.mentees(caller, places, standing.thresholds)
        if not found:
            return Withheld(Reason.MOOT)
        here = await self._whereabouts.conversation(message.to)
        kept_back = quiet(message, hours_of(here), now) if here is not None else None
        return kept_back or await self._overview(caller, found)

    async def _wanting_digest(
        self, caller: Caller, places: Collection[Community]
    ) -> list[Community]:
        """Those of these communities for which somebody wants the overview."""
        return [one for one in sorted(places) if await self._wants_digest(caller, one)]

    async def _wants_digest(self, caller: Caller, community: Community) -> bool:
        found = await self._mentors.mentors(community)
        return any(one.account == caller.account and one.digest for one in found)

    async def _overview(self, caller: Caller, found: Sequence[Sight]) -> Card:
        """The first page of the list, and that it was shown."""
        mentees = await listed_apart(self._catalog, self._standings, caller.account, found)
        numbers = {one.number for one in on_page(mentees, 0)}
        await self._access.note_seen(caller, [one for one in found if one.number in numbers])
        card = overview(self._catalog, mentees)
        title = self._catalog.say("letter.digest")
        return replace(card, body=f"{title}\n\n{card.body}")

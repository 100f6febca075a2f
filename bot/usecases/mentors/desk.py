"""The desk: one act in, one card out, for whoever acts and for nobody else.

It is no conversation: nothing stands open, and every act says all that it means. So every one
is judged anew, by what the platform and the database say at that moment. What goes to others
goes through the outbox, in the transaction of the act.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, assert_never

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import View
from bot.ports.administering import Administering
from bot.ports.clock import Clock
from bot.ports.inbound import EventKey
from bot.ports.mentee_facts import MenteeFacts
from bot.ports.mentoring import Caller, Mentors, Pairings
from bot.ports.roster import Roster
from bot.usecases.access import Access
from bot.usecases.mentors.asking import MENTEE_STATUS, MENTOR, Act, Asked, Pressed, Word, Wrote
from bot.usecases.mentors.mentees import Mentees
from bot.usecases.mentors.pairs import Pairs
from bot.usecases.mentors.standing import Standings


class Files(Pairings, Mentors, Administering, MenteeFacts, Protocol):
    """All that the desk keeps."""


class Desk:
    """Answers mentors, mentees and admins.

    Args:
        files: what is kept.
        rosters: who is who, by platform.
        catalog: the words.
        clock: what time it is.
    """

    def __init__(
        self, files: Files, rosters: Mapping[str, Roster], catalog: Catalog, clock: Clock
    ) -> None:
        self.standings = Standings(files, rosters)
        access = Access(files, catalog, clock)
        self._catalog = catalog
        self._mentees = Mentees(files, access, self.standings, catalog)
        self._pairs = Pairs(files, files, self.standings, catalog, clock)
        self._views: Mapping[View, Callable[[Caller, EventKey, Pressed], Awaitable[Card]]] = {
            View.STATUS: self._mentees.pressed_list,
            View.BRIEF: self._mentees.pressed_brief,
            View.NOTE: self._mentees.pressed_note,
            View.PAIRING: self._pairs.pressed_pairing,
            View.CONSENT: self._pairs.pressed_consent,
            View.QUESTION: self._pairs.pressed_question,
        }
        self._words: Mapping[str, Callable[[Caller, EventKey, Asked], Awaitable[Card]]] = {
            "": self._pairs.mine,
            Word.ASK: self._pairs.ask,
            Word.INVITE: self._pairs.invite,
            Word.ACCEPT: self._pairs.accept,
            Word.DECLINE: self._pairs.decline,
            Word.END: self._pairs.end,
            Word.CONSENT: self._pairs.consent,
            Word.WHO_LOOKED: self._pairs.who_looked,
            Word.NOTE: self._mentees.note,
            Word.ENCOURAGE: self._mentees.encourage,
        }

    async def answer(self, caller: Caller, key: EventKey, act: Act) -> Card:
        """What whoever acts is shown; only they may see it.

        Args:
            caller: who acts, as the platform vouches for it.
            key: the platform's name of the event; a repeat changes nothing (I2).
            act: what they want.

        Raises:
            StoreError: nothing was changed.
        """
        match act:
            case Asked(command=command) if command == MENTEE_STATUS:
                return await self._mentees.status(caller, act)
            case Asked(command=command) if command == MENTOR:
                return await self._mentor(caller, key, act)
            case Asked():
                return self._unknown()
            case Pressed(spot=spot):
                view = self._views.get(spot.view)
                return await view(caller, key, act) if view else self._unknown()
            case Wrote(spot=spot) if spot.view is View.NOTE:
                return await self._mentees.wrote_note(caller, key, act)
            case Wrote(spot=spot) if spot.view is View.QUESTION:
                return await self._pairs.wrote_question(caller, key, act)
            case Wrote():
                return self._unknown()
            case _:
                assert_never(act)

    async def _mentor(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        word, _, rest = act.words.strip().partition(" ")
        known = self._words.get(word.casefold())
        if known is None:
            return Card(body=self._catalog.say("desk.words"), problem=True)
        return await known(caller, key, Asked(act.command, rest.strip(), act.person))

    def _unknown(self) -> Card:
        return Card(body=self._catalog.say("desk.unknown"), problem=True)

"""The desk: one act in, one card out, for whoever acts and for nobody else.

It is no conversation: nothing stands open, and every act says all that it means. So every one
is judged anew, by what the platform and the database say at that moment. What goes to others
goes through the outbox, in the transaction of the act.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Protocol, assert_never

from bot.cards import Attachment, Card
from bot.catalog import Catalog
from bot.engine.mentoring import desk_help
from bot.engine.mentoring.brief import DeskButton
from bot.engine.mentoring.desk import View
from bot.engine.mentoring.desk_help import HELP
from bot.engine.mentoring.pairing_cards import WORD
from bot.ports.administering import Administering
from bot.ports.clock import Clock
from bot.ports.inbound import Address, EventKey
from bot.ports.lasting import Lasts
from bot.ports.linking import Links
from bot.ports.mentoring import Caller, Community, Pairings
from bot.ports.mentors import Mentors
from bot.ports.roster import Roster
from bot.usecases.access import Access
from bot.usecases.mentors.admin import Admins
from bot.usecases.mentors.answering import Answering
from bot.usecases.mentors.asking import (
    ADMIN,
    MENTEE_STATUS,
    MENTOR,
    OWN,
    Act,
    Asked,
    Pressed,
    Word,
    Wrote,
)
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.consenting import Consenting
from bot.usecases.mentors.elsewhere import Elsewhere
from bot.usecases.mentors.finding import Finding
from bot.usecases.mentors.lasting import Lasting
from bot.usecases.mentors.linking import Draw, Linking, drawn
from bot.usecases.mentors.meeting import Meeting
from bot.usecases.mentors.mentees import Mentees
from bot.usecases.mentors.notes import ON_A_BRIEF, Notes
from bot.usecases.mentors.own import Own
from bot.usecases.mentors.sides import Sides
from bot.usecases.mentors.standing import Standings
from bot.usecases.mentors.their_plans import TheirPlans
from bot.usecases.mentors.unsent import Unsent
from bot.usecases.own_words import OwnWords

Pressing = Callable[[Caller, EventKey, Pressed], Awaitable[Card]]
Asking = Callable[[Caller, EventKey, Asked], Awaitable[Card]]

NoteRole = Callable[[Caller, str, str], Awaitable[None]]
"""See ``Desk.note_role``."""


class Files(Pairings, Mentors, Administering, Links, Lasts, Protocol):
    """What the desk keeps."""


class Desk:
    """Answers mentors, mentees and admins.

    Admins read our words: what they change must not keep them from changing it back.

    Args:
        files: what is kept.
        access: shows what mentors may see.
        rosters: who is who, by platform.
        catalog: the words.
        clock: what time it is.
        own_words: those of communities, where they have some.
        draw: draws a code that links two accounts.

    Attributes:
        standings: tells who is a mentor or an admin; platforms are opened there.
    """

    def __init__(
        self,
        files: Files,
        access: Access,
        rosters: Mapping[str, Roster],
        catalog: Catalog,
        clock: Clock,
        own_words: OwnWords | None = None,
        draw: Draw = drawn,
    ) -> None:
        self.standings = Standings(files, rosters)
        self._catalog = catalog
        self._files = files
        self._access = access
        self._clock = clock
        self._own_words = own_words
        self._draw = draw
        self._unsent = Unsent[tuple[Community, Address]](clock)
        self._unkept = Unsent[tuple[Address, int]](clock)
        self._admins = Admins(files, self.standings, catalog, clock)
        self._ours = self._seat(catalog)

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
            case Asked(command=command) if command == ADMIN:
                card = await self._admins.answer(caller, key, act)
            case Pressed(spot=spot) if spot.view in (View.ADMIN, View.LISTS):
                card = await self._admins.pressed(caller, key, act)
            case _:
                seat = await self._in_words_of(caller.here)
                return await seat.answer(caller, key, act)
        if self._own_words is not None:
            self._own_words.look_again(caller.here)
        return card

    async def still_brings(self, caller: Caller, act: Act, table: Attachment) -> bool:
        """Whether a table that a command brought shows no more than may be seen now (F63).

        Whoever hands it over asks when that is done, for it takes a while.

        Raises:
            StoreError: it cannot be told.
        """
        return isinstance(act, Asked) and await self._ours.still_brings(caller, act, table)

    async def note_role(self, caller: Caller, role: str, stands_for: str) -> None:
        """An admin has said which role there stands for one of ours; the log tells it.

        Raises:
            StoreError: it is not noted.
        """
        if caller.here is not None:
            await self._files.note_role(caller.here, caller, role, stands_for)

    async def _in_words_of(self, community: Community | None) -> "_Seat":
        if self._own_words is None:
            return self._ours
        catalog = await self._own_words.of(community)
        return self._ours if catalog is self._catalog else self._seat(catalog)

    def _seat(self, catalog: Catalog) -> "_Seat":
        linking = Linking(self._files, catalog, self._draw)
        return _Seat(
            self._files,
            self._access,
            self.standings,
            catalog,
            self._clock,
            linking,
            self._unsent,
            self._unkept,
        )


class _Seat:
    """Answers mentors and mentees in the words of one catalog.

    Args:
        files: what is kept.
        access: shows what mentors may see.
        standings: tells who is a mentor.
        catalog: the words.
        clock: what time it is.
        linking: links accounts.
        unsent: words for mentors that went to nobody yet.
        unkept: notes of mentors, of which it was not said yet who can read them.

    Attributes:
        catalog: the same.
    """

    def __init__(
        self,
        files: Files,
        access: Access,
        standings: Standings,
        catalog: Catalog,
        clock: Clock,
        linking: Linking,
        unsent: Unsent[tuple[Community, Address]],
        unkept: Unsent[tuple[Address, int]],
    ) -> None:
        self.catalog = catalog
        self._linking = linking
        sides = Sides(catalog, access)
        finding = Finding(files, standings)
        elsewhere = Elsewhere(files, files, standings, sides, catalog)
        closing = Closing(catalog)
        self._lasting = Lasting(files, standings, closing)
        meeting = Meeting(files, standings, sides, closing, self._lasting, files, unsent)
        own = Own(files, finding, elsewhere, standings, sides, catalog)
        consenting = Consenting(files, finding, elsewhere, access, standings, sides, catalog)
        self._mentees = Mentees(files, access, standings, catalog, clock)
        self._notes = Notes(self._mentees, files, standings, catalog, clock, unkept)
        self._their_plans = TheirPlans(self._mentees, access, standings, catalog)
        self._answering = Answering(
            files, finding, elsewhere, standings, sides, meeting, catalog
        )
        self._views: Mapping[View, Pressing] = {
            View.STATUS: self._mentees.pressed_list,
            View.BRIEF: self._pressed_brief,
            View.NOTE: self._notes.pressed,
            View.NOTES: self._notes.pressed_page,
            View.PLAN: self._their_plans.pressed,
            View.PAIRING: self._answering.pressed,
            View.ASK: meeting.pressed,
            View.QUESTION: self._answering.pressed_question,
            View.CONSENT: consenting.pressed,
            View.MENTOR: own.pressed,
            View.LINK: linking.pressed,
        }
        self._words: Mapping[str, Asking] = {
            "": own.mine,
            Word.ASK: meeting.ask,
            Word.INVITE: meeting.invite,
            Word.ACCEPT: self._answering.accept,
            Word.DECLINE: self._answering.decline,
            Word.END: self._answering.end,
            Word.CONSENT: consenting.consent,
            Word.WHO_LOOKED: consenting.who_looked,
            Word.NOTE: self._notes.note,
            Word.ENCOURAGE: self._mentees.encourage,
        }

    async def answer(self, caller: Caller, key: EventKey, act: Act) -> Card:
        """What whoever acts is shown."""
        await self._lasting.look_at_whoever_acts(caller)
        match act:
            case Asked(command=command) if command == MENTEE_STATUS:
                return await self._mentees.status(caller, act)
            case Asked(command=command) if command == MENTOR:
                return await self._mentor(caller, key, act)
            case Asked(command=command) if command == OWN:
                return await self._linking.answer(caller, key, act)
            case Asked():
                return self._unknown()
            case Pressed(spot=spot):
                view = self._views.get(spot.view)
                return await view(caller, key, act) if view else self._unknown()
            case Wrote(spot=spot) if spot.view is View.NOTE:
                return await self._notes.wrote(caller, key, act)
            case Wrote(spot=spot) if spot.view is View.QUESTION:
                return await self._answering.wrote_question(caller, key, act)
            case Wrote(spot=spot) if spot.view is View.PAIRING and spot.detail == WORD:
                return await self._answering.wrote_under_a_word(caller, key, act)
            case Wrote():
                return self._unknown()
            case _:
                assert_never(act)

    async def still_brings(self, caller: Caller, act: Asked, table: Attachment) -> bool:
        """See ``Desk.still_brings``."""
        return await self._mentees.still_brings(caller, act, table)

    async def _mentor(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        word, _, rest = act.words.strip().partition(" ")
        known = self._words.get(word.casefold())
        if known is None:
            return replace(desk_help.for_two(self.catalog), problem=word.casefold() != HELP)
        return await known(caller, key, replace(act, words=rest.strip()))

    async def _pressed_brief(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """A press on a brief; the plan and the notes behind it have cards of their own."""
        if act.choice == DeskButton.PLAN:
            return await self._their_plans.pressed(caller, key, act)
        if act.choice in ON_A_BRIEF:
            return await self._notes.pressed_brief(caller, key, act)
        return await self._mentees.pressed_brief(caller, key, act)

    def _unknown(self) -> Card:
        return Card(body=self.catalog.say("desk.unknown"), problem=True)

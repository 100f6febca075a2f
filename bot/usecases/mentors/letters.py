"""Messages about mentors and mentees, made when they are sent: what is true then is said.

A pair that is over meanwhile, a consent that was withdrawn, a mentor who is none any more:
then there is nothing left to say (F63). Where a platform does not tell who is a mentor, what
is to be said waits until it does.
"""

from datetime import datetime
from typing import Protocol

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import letters, pairing_cards, plan_letters, words
from bot.engine.mentoring.values import Item, LeftBy, State
from bot.engine.state import Conversation
from bot.engine.weekly import weeks
from bot.engine.weekly.times import hours_of, is_draft
from bot.engine.weekly.values import Weekly
from bot.ports.linking import LETTER_LASTS, Links
from bot.ports.mentoring import Caller, Pairing, Pairings
from bot.ports.mentors import Mentors
from bot.ports.outbox import Kind, Message, Reason
from bot.usecases.access import Access
from bot.usecases.mentors.digests import Digests, Whereabouts
from bot.usecases.mentors.linking import Linking
from bot.usecases.mentors.pairing import other_of
from bot.usecases.mentors.places import where_of
from bot.usecases.mentors.sides import Sides, is_mentee
from bot.usecases.mentors.standing import HasMentor, Standings
from bot.usecases.wanting import Waits, Withheld, quiet, untold, welcome

NOTHING_LEFT = Withheld(Reason.MOOT)
_LEFT_BY = {
    LeftBy.MENTOR: "letter.mentor-forgotten",
    LeftBy.MENTEE: "letter.mentee-forgotten",
    LeftBy.WAITING: "letter.other-forgotten",
}


_OF_A_MENTOR = {
    Kind.MENTOR_LEFT: ("letter.mentor-left", "letter.you-left"),
    Kind.MENTOR_BACK: ("letter.mentor-back", "letter.you-are-back"),
}
"""What the mentee reads, and what the mentor."""


class Pairs(Pairings, Mentors, Links, Protocol):
    """Who is whose, which mentors want an overview, and which accounts are one person."""


class Letters:
    """Makes their cards.

    Args:
        pairs: who is whose.
        whereabouts: where people stand.
        access: shows what mentors may see.
        standings: tells who is a mentor.
        catalog: the words.
    """

    def __init__(
        self,
        pairs: Pairs,
        whereabouts: Whereabouts,
        access: Access,
        standings: Standings,
        catalog: Catalog,
    ) -> None:
        self._pairs = pairs
        self._whereabouts = whereabouts
        self._access = access
        self._standings = standings
        self._catalog = catalog
        self._sides = Sides(catalog, access)
        self._digests = Digests(pairs, whereabouts, access, standings, catalog)

    def in_words_of(self, catalog: Catalog) -> "Letters":
        """The same in the words of another catalog."""
        if catalog is self._catalog:
            return self
        sources = self._pairs, self._whereabouts, self._access, self._standings
        return Letters(*sources, catalog)

    async def card(self, message: Message, now: datetime) -> Card | Withheld | Waits:
        """What a message says now, or why it says nothing, or nothing yet.

        Raises:
            StoreError: it cannot be found out at the moment.
        """
        if message.kind is Kind.DIGEST:
            return await self._digests.card(message, now)
        if message.kind in LETTER_LASTS:
            links = Linking(self._pairs, self._catalog)
            return await links.letter(message) or NOTHING_LEFT
        if message.kind is Kind.FORGOTTEN:
            return self._of_the_forgotten(message)
        about = message.about
        pair = await self._pairs.pairing(message.to, about) if about is not None else None
        if pair is None:
            return NOTHING_LEFT
        if message.kind is Kind.PLAN_CHANGED:
            return await self._of_the_plan(message, pair, now)
        if pair.state is State.ENDED:
            return NOTHING_LEFT
        match await self._standings.tells_mentor(pair):
            case HasMentor.UNTOLD:
                return untold(message, now)
            case has_mentor if message.kind in _OF_A_MENTOR:
                is_one = has_mentor is HasMentor.YES
                return await self._of_the_mentor(message, pair, has_mentor=is_one)
            case HasMentor.NO:
                return NOTHING_LEFT
            case HasMentor.YES:
                return await self._of_two(message, pair, now)

    async def _of_two(
        self, message: Message, pair: Pairing, now: datetime
    ) -> Card | Withheld | Waits:
        """What is between a mentee and somebody who is a mentor now."""
        if message.kind in (Kind.ENCOURAGED, Kind.CHECK_IN_WANTED):
            return await self._from_the_mentor(message, pair, now)
        if message.kind is Kind.WORD:
            return await self._placed(message, pair, await self._word(message, pair, now))
        if pair.state is State.INVITED and await self._has_another(pair):
            return NOTHING_LEFT
        said = self._of_the_pair(message, pair) or NOTHING_LEFT
        return await self._placed(message, pair, said)

    async def closed(self, message: Message, card: Card) -> Card:
        """That something is over, as it was written when it was, with where if need be."""
        number = message.about
        pair = None if number is None else await self._pairs.pairing(message.to, number)
        if pair is None:
            return card
        return await self._sides.placed(_of(message), pair, card, self._standings)

    async def _placed(
        self, message: Message, pair: Pairing, said: Card | Withheld | Waits
    ) -> Card | Withheld | Waits:
        """The same, with which community it is about where its reader cannot tell."""
        if not isinstance(said, Card):
            return said
        return await self._sides.placed(_of(message), pair, said, self._standings)

    async def _has_another(self, pair: Pairing) -> bool:
        """Whether its mentee has another mentor there, who has not left."""
        return any(
            one.id != pair.id
            and one.state is State.ACTIVE
            and one.left_at is None
            and one.community == pair.community
            and is_mentee(pair.mentee, one)
            for one in await self._pairs.pairings_of(pair.mentee)
        )

    async def _of_the_mentor(
        self, message: Message, pair: Pairing, *, has_mentor: bool
    ) -> Card | Withheld:
        """That the mentor of a pair is none any more, or one again, if that is still so."""
        to_mentee, to_mentor = _OF_A_MENTOR[message.kind]
        is_so = has_mentor is (message.kind is Kind.MENTOR_BACK)
        if pair.state is not State.ACTIVE or not is_so:
            return NOTHING_LEFT
        called = await self._standings.called(message.to, pair.community)
        where = where_of(self._catalog, pair, called=called)
        if is_mentee(message.to, pair):
            name = self._sides.name(pair.mentor_name)
            said = [self._catalog.say(to_mentee, name=name, where=where)]
            if not has_mentor:
                has_another = await self._has_another(pair)
                ends = "letter.left-beside" if has_another else "letter.left-ends"
                said.append(self._catalog.say(ends, where=where))
            return Card(body=" ".join(said))
        if message.to != pair.mentor:
            return NOTHING_LEFT
        return Card(body=self._catalog.say(to_mentor, where=where))

    def _of_the_forgotten(self, message: Message) -> Card | Withheld:
        """What is over with somebody who is forgotten; nothing here knows who it was (F68)."""
        by = message.card.body if message.card else ""
        if by not in set(LeftBy):
            return NOTHING_LEFT
        return Card(body=self._catalog.say(_LEFT_BY[LeftBy(by)]))

    def _of_the_pair(self, message: Message, pair: Pairing) -> Card | None:
        """What was asked, answered or still waits; None if that is over."""
        by_mentee = is_mentee(message.to, pair)
        if not by_mentee and pair.mentor != message.to:
            return None
        reader = _of(message)
        match message.kind, pair.state:
            case (Kind.REQUESTED, State.ASKED) if not by_mentee:
                return self._sides.card(reader, pair)
            case (Kind.INVITED, State.INVITED) if by_mentee:
                return self._sides.card(reader, pair)
            case (Kind.REQUEST_REMINDER, State.ASKED) if not by_mentee:
                waits = self._sides.waiting(reader, pair)
                return pairing_cards.reminder(self._catalog, waits, of_a_request=True)
            case (Kind.REQUEST_REMINDER, State.INVITED) if by_mentee:
                waits = self._sides.waiting(reader, pair)
                return pairing_cards.reminder(self._catalog, waits, of_a_request=False)
            case (Kind.PAIRED, State.ACTIVE):
                return self._sides.paired(reader, pair)
            case _:
                return None

    async def _from_the_mentor(
        self, message: Message, pair: Pairing, now: datetime
    ) -> Card | Withheld | Waits:
        """A word to the mentee; it waits as a nudge does, also for whoever has no times.

        Who has said how the week goes, has no step that is open, or shares their steps no
        longer, is not asked (A11, F63).
        """
        here = await self._whereabouts.conversation(message.to)
        if pair.state is not State.ACTIVE or not is_mentee(message.to, pair) or here is None:
            return NOTHING_LEFT
        asks = message.kind is Kind.CHECK_IN_WANTED
        if asks and not (Item.STEPS in pair.consents and self._awaits_word(here)):
            return NOTHING_LEFT
        kept_back = welcome(message, hours_of(here), now)
        if kept_back is not None:
            return kept_back
        if asks:
            return letters.asked_to_check_in(self._catalog, here, pair.mentor_name)
        return letters.encouraged(self._catalog, pair.mentor_name)

    async def _word(
        self, message: Message, pair: Pairing, now: datetime
    ) -> Card | Withheld | Waits:
        """What the other side wrote, as long as the two are at it, at a good hour (F63).

        Of a request that came to another mentor meanwhile, the words of the one before are
        nobody's to read, nor those that were for them.

        What a mentor writes to their mentee waits for the end of a pause, too. A pause is one
        of steps, so a question before the two are a pair, and one to a mentor, do not.
        """
        by_mentor = is_mentee(message.to, pair)
        word = words.kept_in(message.card) if message.card is not None else None
        writer = other_of(pair, message.to) if by_mentor or message.to == pair.mentor else None
        if pair.state is State.ENDED or word is None or writer is None:
            return NOTHING_LEFT
        if word.by != writer.user:
            return NOTHING_LEFT
        said = pairing_cards.word_of(self._catalog, pair.id, word.name, word.text)
        here = await self._whereabouts.conversation(message.to)
        if here is None:
            return said
        kept_back = welcome if by_mentor and pair.state is State.ACTIVE else quiet
        return kept_back(message, hours_of(here), now) or said

    def _awaits_word(self, here: Conversation) -> bool:
        settled = _settled(here)
        return settled is not None and weeks.today(self._catalog, settled).awaits_word

    async def _of_the_plan(
        self, message: Message, pair: Pairing, now: datetime
    ) -> Card | Withheld | Waits:
        """What the mentor's changes came to; that is told, too, when the pair is over."""
        here = await self._whereabouts.conversation(message.to)
        settled = _settled(here)
        if settled is None or message.card is None or not is_mentee(message.to, pair):
            return NOTHING_LEFT
        kept_back = welcome(message, settled.agenda.schedule, now)
        if kept_back is not None:
            return kept_back
        plan = weeks.today(self._catalog, settled)
        told = message.card.choices
        card = plan_letters.letter(self._catalog, pair.mentor_name, plan, told)
        return card or NOTHING_LEFT


def _of(message: Message) -> Caller:
    """Whoever reads a message, which is in no community."""
    return Caller(message.to, "", None)


def _settled(here: Conversation | None) -> Weekly | None:
    """Somebody's weekly steps, once they chose when; else nothing tells when to be quiet."""
    if here is None or here.weekly is None or is_draft(here.weekly):
        return None
    return here.weekly

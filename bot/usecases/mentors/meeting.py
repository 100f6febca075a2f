"""Mentors and mentees find each other: ``/mentor ask`` and ``/mentor invite``."""

from bot.cards import Card
from bot.engine.mentoring import ask_cards
from bot.engine.mentoring.ask_cards import MOST_NAMED, ONLY, AskButton
from bot.engine.mentoring.pairing_cards import MOST_WORDS
from bot.engine.mentoring.values import Origin, State
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Changed, Community, Pairing, Pairings, Why
from bot.ports.mentors import Mentor, Mentors
from bot.ports.waiting import MEETS_AGAIN_AFTER
from bot.usecases.mentors import pairing as steps
from bot.usecases.mentors.asking import BEHIND_A_NAME, MENTOR, Asked, Named, Pressed
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.lasting import Lasting
from bot.usecases.mentors.sides import Sides, is_mentee, numbered
from bot.usecases.mentors.standing import Standings
from bot.usecases.mentors.unknown import not_known
from bot.usecases.mentors.unsent import Held, Unsent


class Meeting:
    """Opens requests and invitations.

    Args:
        pairings: who is whose.
        standings: tells who is a mentor.
        sides: the cards.
        closing: what others read when something is over with it.
        lasting: finds out which mentors are none any more.
        mentors: who is one, by name.
        unsent: words that went to nobody yet.
    """

    def __init__(
        self,
        pairings: Pairings,
        standings: Standings,
        sides: Sides,
        closing: Closing,
        lasting: Lasting,
        mentors: Mentors,
        unsent: Unsent[tuple[Community, Address]],
    ) -> None:
        self._mentors_there = mentors
        self._unsent = unsent
        self._lasting = lasting
        self._pairings = pairings
        self._closing = closing
        self._standings = standings
        self._sides = sides

    async def ask(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """A mentee asks for a mentor: somebody, or anybody of the pool.

        Words without a mention may be meant for one mentor: nobody gets them before that is
        said.
        """
        here, words = caller.here, act.words.lstrip(BEHIND_A_NAME)
        is_for_one = act.person is not None or not words
        if here is None or is_for_one or len(act.words) > MOST_WORDS:
            return await self._ask(caller, key, act)
        if not await self._standings.is_member(caller.account, here):
            return self._sides.say("pair.no-member")
        for_one = await self._begun_with(here, words)
        self._unsent.hold((here, caller.account), words, for_one)
        return ask_cards.for_whom(self._sides.catalog, words, [one.name for one in for_one])

    async def pressed(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """For whom the words are that waited for that."""
        here = caller.here
        held = self._unsent.held((here, caller.account)) if here is not None else None
        if here is None or held is None:
            return self._sides.say("pair.words-gone")
        if act.choice == AskButton.ALL:
            return await self._send(caller, here, key, Asked(MENTOR, held.words))
        if act.choice == AskButton.NOBODY:
            self._unsent.let_go((here, caller.account))
            return self._sides.say("pair.words-left")
        if act.choice == AskButton.ONE:
            return ask_cards.how_to_one(self._sides.catalog, held.words)
        one = _picked(held, act.choice)
        if one is None:
            return self._sides.say("desk.unknown")
        words = _without_name(held.words, one.name)
        asked = Asked(MENTOR, words, Named(one.account, one.name))
        return await self._send(caller, here, key, asked)

    async def _send(self, caller: Caller, here: Community, key: EventKey, act: Asked) -> Card:
        """They go to whom they are for, and wait no longer."""
        card = await self._ask(caller, key, act)
        self._unsent.let_go((here, caller.account))
        return card

    async def _begun_with(self, here: Community, words: str) -> list[Mentor]:
        """Mentors there with whose names these words begin."""
        found = [
            *await self._mentors_there.mentors(here),
            *await self._mentors_there.mentors_by_role(here),
        ]
        begun = [one for one in found if _without_name(words, one.name) != words]
        are_some = [one for one in begun if await self._standings.is_mentor(one.account, here)]
        return are_some[:MOST_NAMED]

    async def _ask(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """Ask, with whom it is for and the words decided.

        Guests have no mentor there (F61): else their request would stand in the pool of a
        community that is not theirs, with their name and words.
        """
        here, mentor = caller.here, act.person
        if here is None:
            return self._sides.say("desk.in-a-community")
        if not await self._standings.is_member(caller.account, here):
            return self._sides.say("pair.no-member")
        if len(act.words) > MOST_WORDS:
            return self._sides.say("note.long", most=MOST_WORDS)
        if mentor is not None and not await self._standings.is_mentor(mentor.account, here):
            return self._sides.say("pair.no-mentor", name=self._sides.name(mentor.name))
        wanted = Pairing(
            0, here, State.ASKED, Origin.ASKED,
            mentor=mentor.account if mentor else None,
            mentee=caller.account,
            mentor_name=mentor.name if mentor else "",
            mentee_name=caller.name,
            words=act.words.lstrip(BEHIND_A_NAME),
        )  # fmt: skip
        await self.look_at_mentors(caller, here)
        opened = await self._open(caller, key, wanted)
        return await self._asked(caller, here, wanted, opened.why)

    async def _asked(
        self, caller: Caller, here: Community, wanted: Pairing, why: Why | None
    ) -> Card:
        """What a mentee reads who has asked somebody, or with no mentor wanted anybody."""
        name, is_of_all = self._sides.name(wanted.mentor_name), wanted.mentor is None
        match why:
            case None if is_of_all:
                return self._sides.say("pair.asked-anybody")
            case None:
                return self._sides.say("pair.asked", name=name)
            case Why.HAS_MENTOR:
                return await self.has_mentor(caller, here)
            case Why.RESTS:
                days = MEETS_AGAIN_AFTER.days
                return self._sides.say("pair.asked-lately", name=name, days=days)
            case Why.THEMSELVES:
                return self._sides.say("pair.asked-oneself")
            case _ if is_of_all:
                return self._sides.say("pair.asked-all-before")
            case _:
                return self._sides.say("pair.asked-before", name=name)

    async def invite(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """A mentor invites somebody, who need never have spoken with us."""
        here, mentee = caller.here, act.person
        if here is None:
            return self._sides.say("desk.in-a-community")
        if not await self._standings.is_mentor(caller.account, here):
            return self._sides.say("status.not-a-mentor")
        if mentee is None and act.words:
            return not_known(self._sides.catalog, here, act.words)
        if mentee is None:
            return self._sides.say("pair.invite-whom")
        if len(act.words) > MOST_WORDS:
            return self._sides.say("note.long", most=MOST_WORDS)
        missing = await self._standings.no_member(mentee.account, here)
        if missing:
            return self._sides.say(missing, name=self._sides.name(mentee.name))
        wanted = Pairing(
            0, here, State.INVITED, Origin.INVITED,
            mentor=caller.account,
            mentee=mentee.account,
            mentor_name=caller.name,
            mentee_name=mentee.name,
            words=act.words.lstrip(BEHIND_A_NAME),
        )  # fmt: skip
        name = self._sides.name(mentee.name)
        match (await self._open(caller, key, wanted)).why:
            case None:
                return self._sides.say("pair.invited", name=name)
            case Why.THEMSELVES:
                return self._sides.say("pair.invited-oneself")
            case _:
                days = MEETS_AGAIN_AFTER.days
                return self._sides.say("pair.not-invited", name=name, days=days)

    async def has_mentor(self, caller: Caller, here: Community) -> Card:
        """That a mentee has a mentor there already, and who it is."""
        found = await self._mentors(caller, here)
        name = found[0].mentor_name if found else ""
        return self._sides.say("pair.has-mentor", name=self._sides.name(name))

    async def look_at_mentors(self, caller: Caller, here: Community) -> None:
        """See whether a mentee's mentors there still are some."""
        await self._lasting.look_at_mentors_of(await self._mentors(caller, here), here)

    async def _mentors(self, caller: Caller, here: Community) -> list[Pairing]:
        """Their pairs with mentors there who have not left, as far as was seen."""
        return [
            one
            for one in await self._pairings.pairings_of(caller.account)
            if one.state is State.ACTIVE
            and one.community == here
            and one.left_at is None
            and is_mentee(caller.account, one)
        ]

    async def _open(self, caller: Caller, key: EventKey, wanted: Pairing) -> Changed:
        """What became of a request or an invitation; a repeat finds what the first left."""
        step = steps.opened(self._closing)
        return await self._pairings.open_pairing(key, caller.account, wanted, step)


def _picked(held: Held, choice: str) -> Mentor | None:
    """The mentor of those who were offered; None for any other choice."""
    number = numbered(choice, ONLY)
    return None if number is None else next(iter(held.for_one[number : number + 1]), None)


def _without_name(words: str, name: str) -> str:
    """Words without the name with which they begin, or as they are if they do not.

    A first name is enough, for so people are spoken to.
    """
    spoken_to = words.removeprefix("@")
    for called in (name, *name.split()[:1]):
        begins = spoken_to.casefold().startswith(called.casefold())
        if called and begins and not spoken_to[len(called) : len(called) + 1].isalnum():
            return spoken_to[len(called) :].lstrip(BEHIND_A_NAME)
    return words

"""Mentors and mentees find each other, agree on what is shared, and part."""

from collections.abc import Sequence

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import pairing_cards
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.pairing_cards import MOST_WORDS, OPEN, PairingButton, Waiting
from bot.engine.mentoring.values import Item, Origin, State
from bot.ports.clock import Clock
from bot.ports.inbound import Address, EventKey
from bot.ports.mentee_facts import MenteeFacts
from bot.ports.mentoring import Caller, Changed, Pairing, Pairings
from bot.ports.outbox import Kind
from bot.usecases import access
from bot.usecases.mentors import pairing as steps
from bot.usecases.mentors.asking import Asked, Named, Pressed, Wrote
from bot.usecases.mentors.mentees import numbered
from bot.usecases.mentors.standing import Standings, account_in


class Pairs:
    """What either side does about their pairings.

    Args:
        pairings: who is whose.
        facts: who looked; only through ``access``.
        standings: tells who is a mentor.
        catalog: the words.
        clock: what time it is.
    """

    def __init__(
        self,
        pairings: Pairings,
        facts: MenteeFacts,
        standings: Standings,
        catalog: Catalog,
        clock: Clock,
    ) -> None:
        self._pairings = pairings
        self._facts = facts
        self._standings = standings
        self._catalog = catalog
        self._clock = clock

    async def mine(self, caller: Caller, _: EventKey, act: Asked) -> Card:
        """``/mentor`` alone: who is whose, and what can be done."""
        found = await self._pairings.pairings_of(caller.account)
        if not found:
            return self._say("desk.nobody-yet")
        lines = [self._line(caller, one) for one in found]
        body = "\n".join([self._catalog.say("desk.yours"), *lines])
        named = [(one.id, self._other(caller, one)) for one in found]
        card = pairing_cards.which(self._catalog, View.PAIRING, named, "desk.which")
        return Card(body=body, place=card.place, choices=card.choices)

    async def ask(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """A mentee asks for a mentor: somebody, or anybody of the pool."""
        here = caller.here
        if here is None:
            return self._say("desk.in-a-community")
        mentor = act.person
        if mentor is not None and not await self._standings.is_mentor(mentor.account, here):
            return self._say("pair.no-mentor", name=self._name(mentor))
        wanted = Pairing(
            0, here, State.ASKED, Origin.ASKED,
            mentor=mentor.account if mentor else None,
            mentee=account_in(caller.account, here),
            mentor_name=mentor.name if mentor else "",
            mentee_name=caller.name,
            words=act.words[:MOST_WORDS],
        )  # fmt: skip
        changed = await self._open(caller, key, wanted)
        if changed.after is None or changed.after.state is State.ENDED:
            return self._say("pair.asked-before")
        if mentor is None:
            return self._say("pair.asked-anybody")
        return self._say("pair.asked", name=self._name(mentor))

    async def invite(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """A mentor invites somebody, who need never have spoken with us."""
        here, mentee = caller.here, act.person
        if here is None:
            return self._say("desk.in-a-community")
        if not await self._standings.is_mentor(caller.account, here):
            return self._say("status.not-a-mentor")
        if mentee is None:
            return self._say("pair.invite-whom")
        wanted = Pairing(
            0, here, State.INVITED, Origin.INVITED,
            mentor=account_in(caller.account, here),
            mentee=mentee.account,
            mentor_name=caller.name,
            mentee_name=mentee.name,
            words=act.words[:MOST_WORDS],
        )  # fmt: skip
        changed = await self._open(caller, key, wanted)
        is_made = changed.after is not None and changed.after.state is not State.ENDED
        return self._say(
            "pair.invited" if is_made else "pair.not-invited", name=self._name(mentee)
        )

    async def accept(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """The only one that waits is taken; of several, the list."""
        waiting = await self._waiting(caller)
        if len(waiting) == 1 and not act.words:
            return await self._accept(caller, key, waiting[0])
        return self._requests(caller, waiting)

    async def decline(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """The only one that waits is declined; of several, the list."""
        waiting = await self._waiting(caller)
        if len(waiting) == 1 and not act.words:
            return await self._decline(caller, key, waiting[0])
        return self._requests(caller, waiting)

    async def end(self, caller: Caller, _: EventKey, act: Asked) -> Card:
        """Part, after one question."""
        found = await self._pairings.pairings_of(caller.account)
        return self._pick(caller, found, View.PAIRING, "pair.end-which", self._ask_end)

    async def consent(self, caller: Caller, _: EventKey, act: Asked) -> Card:
        """What a mentee shares, with each mentor on its own."""
        found = [
            one
            for one in await self._pairings.pairings_of(caller.account)
            if one.state is State.ACTIVE and is_mentee(caller.account, one)
        ]
        return self._pick(caller, found, View.CONSENT, "consent.which", self._consent_card)

    async def who_looked(self, caller: Caller, _: EventKey, act: Asked) -> Card:
        """Who looked at whoever asks, and how many notes there are."""
        found = await access.looks(self._facts, caller)
        hidden = 0
        for one in await self._pairings.pairings_of(caller.account):
            if is_mentee(caller.account, one):
                notes = await self._pairings.notes(caller.account, one.id)
                hidden += sum(not note.text for note in notes)
        told = [(one.by, one.items, one.at) for one in found]
        return pairing_cards.looked(self._catalog, told, hidden)

    async def pressed_pairing(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """Something is done about one pairing."""
        number = numbered(act.choice, OPEN) or act.spot.about
        found = await self._theirs(caller, number)
        if found is None:
            return self._say("desk.gone")
        match act.choice:
            case PairingButton.ACCEPT:
                return await self._accept(caller, key, found)
            case PairingButton.DECLINE:
                return await self._decline(caller, key, found)
            case PairingButton.QUESTION:
                return self._to_write(caller, found)
            case PairingButton.END:
                return self._ask_end(caller, found)
            case PairingButton.REALLY_END:
                return await self._end(caller, key, found, "pair.ended")
            case _:
                return self._card_of(caller, found)

    async def pressed_consent(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """One item more or less is shared, from this moment on (F63)."""
        number = numbered(act.choice, OPEN) or act.spot.about
        found = await self._pairings.pairing(caller.account, number)
        if found is None or not is_mentee(caller.account, found):
            return self._say("desk.gone")
        if act.choice == PairingButton.END:
            return self._ask_end(caller, found)
        items = _after(found.consents, act.choice)
        if items is None:
            return self._consent_card(caller, found)
        changed = await self._pairings.change_pairing(
            key, caller.account, number, steps.consented(items)
        )
        return self._consent_card(caller, changed.after or found)

    async def pressed_question(self, caller: Caller, _: EventKey, act: Pressed) -> Card:
        """No question after all."""
        found = await self._theirs(caller, act.spot.about)
        return self._card_of(caller, found) if found else self._say("desk.gone")

    async def wrote_question(self, caller: Caller, key: EventKey, act: Wrote) -> Card:
        """A word to the other side before deciding."""
        found = await self._theirs(caller, act.spot.about)
        if found is None or found.state is State.ENDED:
            return self._say("desk.gone")
        if len(act.text) > MOST_WORDS:
            return self._say("note.long", most=MOST_WORDS)
        by_mentee = is_mentee(caller.account, found)
        card = pairing_cards.word_of(
            self._catalog, found.id, "pair.word", caller.name, act.text
        )
        step = steps.told(not by_mentee, Kind.CLOSED, lambda _: card)
        await self._pairings.change_pairing(key, caller.account, found.id, step)
        return self._say("pair.word-sent", name=self._other_name(caller, found))

    async def _open(self, caller: Caller, key: EventKey, wanted: Pairing) -> Changed:
        return await self._pairings.open_pairing(key, caller.account, wanted, steps.opened)

    async def _accept(self, caller: Caller, key: EventKey, found: Pairing) -> Card:
        if found.state is State.INVITED and is_mentee(caller.account, found):
            step = steps.accepted_by_mentee
        elif found.state is State.ASKED and await self._may_take(caller, found):
            step = steps.accepted_by_mentor(
                account_in(caller.account, found.community), caller.name
            )
        else:
            return self._card_of(caller, found)
        changed = await self._pairings.change_pairing(key, caller.account, found.id, step)
        now = changed.after
        if now is None or now.state is not State.ACTIVE:
            return self._say("pair.no-room")
        return self._card_of(caller, now)

    async def _decline(self, caller: Caller, key: EventKey, found: Pairing) -> Card:
        if found.state is State.ASKED and not is_mentee(caller.account, found):
            step = steps.declined_by_mentor(account_in(caller.account, found.community))
            await self._pairings.change_pairing(key, caller.account, found.id, step)
            return self._say("pair.declined", name=self._other_name(caller, found))
        if found.state is State.INVITED:
            return await self._end(caller, key, found, "pair.declined-invitation")
        return self._card_of(caller, found)

    async def _end(self, caller: Caller, key: EventKey, found: Pairing, said: str) -> Card:
        by = found.mentee if is_mentee(caller.account, found) else found.mentor
        step = steps.ended(self._closing, by or caller.account)
        await self._pairings.change_pairing(key, caller.account, found.id, step)
        return self._say(said, name=self._other_name(caller, found))

    async def _may_take(self, caller: Caller, found: Pairing) -> bool:
        return await self._standings.is_mentor(caller.account, found.community)

    async def _theirs(self, caller: Caller, number: int) -> Pairing | None:
        """One of theirs, or of the pool of a community in which they are a mentor."""
        found = await self._pairings.pairing(caller.account, number)
        if found is not None:
            return found
        pool = [one for one in await self._pool(caller) if one.id == number]
        return pool[0] if pool else None

    async def _pool(self, caller: Caller) -> Sequence[Pairing]:
        standing = await self._standings.of(caller)
        return [
            one
            for community in sorted(standing.mentors_in)
            for one in await self._pairings.waiting(community)
            if one.state is State.ASKED and one.mentor is None
        ]

    async def _waiting(self, caller: Caller) -> list[Pairing]:
        """What waits for an answer of whoever asks: theirs first, then the pool's."""
        mine = [
            one
            for one in await self._pairings.pairings_of(caller.account)
            if (one.state is State.INVITED and is_mentee(caller.account, one))
            or (one.state is State.ASKED and not is_mentee(caller.account, one))
        ]
        return [*mine, *await self._pool(caller)]

    def _requests(self, caller: Caller, waiting: Sequence[Pairing]) -> Card:
        shown = [self._waits(caller, one) for one in waiting]
        return pairing_cards.requests(self._catalog, shown, self._clock.now())

    def _card_of(self, caller: Caller, found: Pairing) -> Card:
        """Where a pairing stands, for whoever asks."""
        by_mentee = is_mentee(caller.account, found)
        match found.state:
            case State.ASKED if by_mentee:
                return self._say("pair.you-asked", name=self._other_name(caller, found))
            case State.ASKED:
                return pairing_cards.request(self._catalog, self._waits(caller, found))
            case State.INVITED if by_mentee:
                return pairing_cards.invitation(self._catalog, self._waits(caller, found))
            case State.INVITED:
                return self._say("pair.you-invited", name=self._other_name(caller, found))
            case State.ACTIVE if by_mentee:
                return self._consent_card(caller, found)
            case State.ACTIVE:
                return pairing_cards.paired_mentor(self._catalog, found.id, found.mentee_name)
            case State.ENDED:
                return self._say("desk.gone")

    def _consent_card(self, caller: Caller, found: Pairing) -> Card:
        return pairing_cards.consent(self._catalog, found.id, found.mentor_name, found.consents)

    def _ask_end(self, caller: Caller, found: Pairing) -> Card:
        return pairing_cards.really_end(self._catalog, found.id, self._other(caller, found))

    def _to_write(self, caller: Caller, found: Pairing) -> Card:
        spot = Spot(View.QUESTION, found.id)
        return pairing_cards.to_write(
            self._catalog, spot, "pair.write", self._other(caller, found)
        )

    def _closing(self, found: Pairing) -> Card:
        """What the other side reads when a pair, a request or an invitation is over."""
        key = "pair.is-over" if found.state is State.ACTIVE else "pair.is-declined"
        return self._say(key, name=pairing_cards.name_of(self._catalog, found.mentee_name))

    def _pick(
        self, caller: Caller, found: Sequence[Pairing], view: View, key: str, show
    ) -> Card:  # type: ignore[no-untyped-def]
        if not found:
            return self._say("desk.nobody-yet")
        if len(found) == 1:
            card: Card = show(caller, found[0])
            return card
        named = [(one.id, self._other(caller, one)) for one in found]
        return pairing_cards.which(self._catalog, view, named, key)

    def _waits(self, caller: Caller, one: Pairing) -> Waiting:
        is_from_pool = one.state is State.ASKED and one.mentor is None
        return Waiting(one.id, self._other(caller, one), one.words, one.opened_at, is_from_pool)

    def _line(self, caller: Caller, one: Pairing) -> str:
        by_mentee = is_mentee(caller.account, one)
        side = "mentor" if by_mentee else "mentee"
        if one.mentor is None:
            return self._catalog.say("desk.line-pool")
        return self._catalog.say(
            f"desk.line-{one.state}-{side}", name=self._other_name(caller, one)
        )

    def _other(self, caller: Caller, one: Pairing) -> str:
        return one.mentor_name if is_mentee(caller.account, one) else one.mentee_name

    def _other_name(self, caller: Caller, one: Pairing) -> str:
        return pairing_cards.name_of(self._catalog, self._other(caller, one))

    def _name(self, one: Named) -> str:
        return pairing_cards.name_of(self._catalog, one.name)

    def _say(self, key: str, **words: object) -> Card:
        return Card(body=self._catalog.say(key, **words))


def is_mentee(account: Address, found: Pairing) -> bool:
    """Whether this account is the mentee of a pairing."""
    return found.mentee == account or (
        found.mentee.platform == account.platform and found.mentee.user == account.user
    )


def _after(shared: frozenset[Item], choice: str) -> frozenset[Item] | None:
    """What is shared after a press; None for a press that changes nothing."""
    if choice == PairingButton.ALL:
        return frozenset(Item)
    if choice == PairingButton.NOTHING:
        return frozenset()
    if choice not in set(Item):
        return None
    return shared ^ {Item(choice)}

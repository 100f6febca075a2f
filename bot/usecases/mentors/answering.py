"""Requests and invitations are answered, questions asked before that, and pairs part."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import pairing_cards
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.pairing_cards import MOST_WORDS, OPEN, PairingButton
from bot.engine.mentoring.values import Party, State
from bot.ports.inbound import EventKey
from bot.ports.mentoring import Caller, Changed, Pairing, Pairings, PairingStep
from bot.usecases.mentors import pairing as steps
from bot.usecases.mentors.asking import Asked, Pressed, Wrote
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.finding import Finding, named_in
from bot.usecases.mentors.sides import Sides, is_mentee, numbered
from bot.usecases.mentors.standing import Standings


class Answering:
    """What either side does about one of their pairings.

    Args:
        pairings: who is whose.
        finding: finds those of whoever acts.
        standings: tells who is a mentor.
        sides: the cards.
        catalog: the words.
    """

    def __init__(
        self,
        pairings: Pairings,
        finding: Finding,
        standings: Standings,
        sides: Sides,
        catalog: Catalog,
    ) -> None:
        self._pairings = pairings
        self._finding = finding
        self._standings = standings
        self._sides = sides
        self._catalog = catalog
        self._closing = Closing(catalog)

    async def accept(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """The only one that waits for them is taken, or the one with whoever is named.

        One that is anybody's is shown first. Of several, the list.
        """
        waiting = await self._finding.to_answer(caller)
        one = self._meant(caller, act, waiting)
        if one is None:
            return self._requests(caller, waiting)
        if one.mentor is None:
            return self._sides.card(caller, one)
        return await self._accept(caller, key, one)

    async def decline(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """The same with no for an answer; one that is anybody's needs no look before."""
        waiting = await self._finding.to_answer(caller)
        one = self._meant(caller, act, waiting)
        if one is None:
            return self._requests(caller, waiting)
        return await self._decline(caller, key, one)

    async def end(self, caller: Caller, _: EventKey, act: Asked) -> Card:
        """Part, after one question."""
        found = await self._finding.mine(caller)
        one = self._meant(caller, act, found)
        if one is None and found and act.person is not None:
            named = self._sides.named(caller, found)
            return pairing_cards.which(self._catalog, View.PAIRING, named)
        # Of the only one the question names whom it is about, whatever the words were.
        picked = one or self._sides.pick(caller, found, View.PAIRING)
        return picked if isinstance(picked, Card) else self._sides.ask_end(caller, picked)

    def _meant(self, caller: Caller, act: Asked, found: Sequence[Pairing]) -> Pairing | None:
        """The only one with whoever is named; where nobody is, the only one; else none.

        Whoever names somebody means nobody else, also if only somebody else waits.
        """
        named = named_in(act, [(one, *self._sides.whom(caller, one)) for one in found])
        return named[0] if len(named) == 1 else None

    async def pressed(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """Something is done about one pairing."""
        found = await self._finding.one(caller, numbered(act.choice, OPEN) or act.spot.about)
        if found is None:
            return self._sides.say("desk.gone")
        match act.choice:
            case PairingButton.ACCEPT:
                return await self._accept(caller, key, found)
            case PairingButton.DECLINE:
                return await self._decline(caller, key, found)
            case PairingButton.QUESTION:
                return await self._to_write(caller, found)
            case PairingButton.END:
                return self._sides.ask_end(caller, found)
            case PairingButton.REALLY_END:
                return await self._end(caller, key, found)
            case _:
                return await self._shown(caller, found)

    async def pressed_question(self, caller: Caller, _: EventKey, act: Pressed) -> Card:
        """No question after all."""
        found = await self._finding.one(caller, act.spot.about)
        return await self._shown(caller, found) if found else self._sides.say("desk.gone")

    async def wrote_question(self, caller: Caller, key: EventKey, act: Wrote) -> Card:
        """A word to the other side before deciding."""
        found = await self._finding.one(caller, act.spot.about)
        if found is None:
            return self._sides.say("desk.gone")
        refused = await self._no_word(caller, found)
        if refused is not None:
            return refused
        if len(act.text) > MOST_WORDS or not act.text.strip():
            return self._sides.say("note.long", most=MOST_WORDS)
        name = self._sides.name(self._sides.other(caller, found))
        card = pairing_cards.word_of(self._catalog, found.id, caller.name, act.text)
        changed = await self._change(
            caller, key, found, steps.asked_first(caller.account, caller.name, lambda _: card)
        )
        said = "pair.asked-one" if changed.is_refused else "pair.word-sent"
        return self._sides.say(said, name=name)

    async def wrote_under_a_word(self, caller: Caller, _: EventKey, act: Wrote) -> Card:
        """Words under those of the other side, and perhaps not for them: they are asked for."""
        found = await self._finding.one(caller, act.spot.about)
        if found is None:
            return self._sides.say("desk.gone")
        card = await self._to_write(caller, found)
        if not card.writes:
            return card
        name = self._sides.name(self._sides.other(caller, found))
        first = self._catalog.say("pair.write-first", name=name)
        return replace(card, body=f"{first}\n\n{card.body}")

    async def _refused(self, caller: Caller, found: Pairing) -> Card | None:
        """Why nothing goes on between the two now; None if something may.

        The one gate before every act of either side but parting: whoever is its mentor, or
        would be with this act, is one at this moment (F61, F62).
        """
        by_mentee = is_mentee(caller.account, found)
        if by_mentee and found.mentor is None:
            return self._sides.say("pair.nobody-to-ask")
        if await self._standings.has_mentor(found, caller.account):
            return None
        if by_mentee:
            return self._sides.say("pair.no-mentor", name=self._sides.name(found.mentor_name))
        return self._sides.say("status.not-a-mentor")

    async def _no_word(self, caller: Caller, found: Pairing) -> Card | None:
        """Why no word goes to the other side now; whoever never spoke with us gets none."""
        refused = await self._refused(caller, found)
        other = Party.MENTOR if is_mentee(caller.account, found) else Party.MENTEE
        if refused is not None or other not in found.strangers:
            return refused
        name = self._sides.name(self._sides.other(caller, found))
        return self._sides.say("pair.not-here-yet", name=name)

    async def _accept(self, caller: Caller, key: EventKey, found: Pairing) -> Card:
        """Only whoever was asked can say yes."""
        by_mentee = is_mentee(caller.account, found)
        if found.state is State.INVITED and by_mentee:
            step: PairingStep = steps.accepted_by_mentee
        elif found.state is State.ASKED and not by_mentee:
            step = steps.accepted_by_mentor(caller.account, caller.name)
        else:
            return await self._shown(caller, found)
        refused = await self._refused(caller, found)
        if refused is not None:
            return refused
        now = (await self._change(caller, key, found, step)).after
        if now is None or now.state is not State.ACTIVE:
            return self._sides.say("pair.no-room")
        return self._sides.paired(caller, now)

    async def _decline(self, caller: Caller, key: EventKey, found: Pairing) -> Card:
        """Only whoever was asked can say no; a request of the pool stays there."""
        by_mentee = is_mentee(caller.account, found)
        if found.state is State.INVITED and by_mentee:
            return await self._end(caller, key, found)
        if found.state is not State.ASKED or by_mentee:
            return await self._shown(caller, found)
        step = steps.declined_by_mentor(caller.account, self._closing.back_to_the_pool)
        changed = await self._change(caller, key, found, step)
        if changed.is_refused:
            return self._sides.say("desk.gone")
        said = "pair.left-to-others" if found.mentor is None else "pair.declined"
        return self._sides.say(said, name=self._sides.name(found.mentee_name))

    async def _end(self, caller: Caller, key: EventKey, found: Pairing) -> Card:
        """It is over, or was withdrawn; a mentor who was asked declines."""
        by_mentee = is_mentee(caller.account, found)
        if found.state is State.ENDED:
            return await self._shown(caller, found)
        if found.state is State.ASKED and not by_mentee:
            return await self._decline(caller, key, found)
        step = steps.ended(self._closing.over(by_mentee=by_mentee), caller.account)
        changed = await self._change(caller, key, found, step)
        if changed.is_refused:
            return self._sides.say("desk.gone")
        said = "pair.ended" if found.state is State.ACTIVE else "pair.withdrawn"
        if found.state is State.INVITED and by_mentee:
            said = "pair.declined-invitation"
        return self._sides.say(said, name=self._sides.name(self._sides.other(caller, found)))

    async def _change(
        self, caller: Caller, key: EventKey, found: Pairing, step: PairingStep
    ) -> Changed:
        """What a step came to; a repeat of the event finds it as the first left it."""
        return await self._pairings.change_pairing(key, caller.account, found.id, step)

    async def _shown(self, caller: Caller, one: Pairing) -> Card:
        has_mentor = await self._standings.has_mentor(one)
        return self._sides.card(caller, one, has_mentor=has_mentor)

    def _requests(self, caller: Caller, waiting: list[Pairing]) -> Card:
        shown = [self._sides.waiting(caller, one) for one in waiting]
        return pairing_cards.requests(self._catalog, shown)

    async def _to_write(self, caller: Caller, found: Pairing) -> Card:
        refused = await self._no_word(caller, found)
        if refused is not None:
            return refused
        spot = Spot(View.QUESTION, found.id)
        other = self._sides.other(caller, found)
        return pairing_cards.to_write(self._catalog, spot, "pair.write", other)

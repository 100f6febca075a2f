"""Requests and invitations are answered, questions asked before that, and pairs part."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import pairing_cards, words
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.pairing_cards import MOST_WORDS, OPEN, PairingButton
from bot.engine.mentoring.values import Party, State
from bot.ports.inbound import EventKey
from bot.ports.mentoring import Caller, Changed, Pairing, Pairings, PairingStep, Why
from bot.usecases.mentors import pairing as steps
from bot.usecases.mentors import words_between
from bot.usecases.mentors.asking import Asked, Pressed, Wrote, named_in, names_somebody
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.elsewhere import Elsewhere
from bot.usecases.mentors.finding import Finding
from bot.usecases.mentors.meeting import Meeting
from bot.usecases.mentors.sides import Sides, is_mentee, numbered
from bot.usecases.mentors.standing import Standings


class Answering:
    """What either side does about one of their pairings.

    Args:
        pairings: who is whose.
        finding: finds those of whoever acts.
        elsewhere: what their other account shares.
        standings: tells who is a mentor.
        sides: the cards.
        meeting: says why nobody gets another mentor.
        catalog: the words.
    """

    def __init__(
        self,
        pairings: Pairings,
        finding: Finding,
        elsewhere: Elsewhere,
        standings: Standings,
        sides: Sides,
        meeting: Meeting,
        catalog: Catalog,
    ) -> None:
        self._pairings = pairings
        self._meeting = meeting
        self._finding = finding
        self._elsewhere = elsewhere
        self._standings = standings
        self._sides = sides
        self._catalog = catalog
        self._closing = Closing(catalog)

    async def accept(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """The one with whoever is named is taken; with no name, the only one is shown first.

        So nobody says yes to a name and words that they have not seen. One that is anybody's
        is shown in any case. Of several, the list.
        """
        waiting = await self._finding.to_answer(caller)
        one = self._meant(caller, act, waiting)
        if one is None:
            return await self._requests(caller, waiting)
        if one.mentor is not None and names_somebody(act):
            return await self._placed(caller, one, await self._accept(caller, key, one))
        card = await self._refused(caller, one) or self._sides.card(caller, one)
        return await self._placed(caller, one, card)

    async def decline(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """The same with no for an answer; one that is anybody's needs no look before."""
        waiting = await self._finding.to_answer(caller)
        one = self._meant(caller, act, waiting)
        if one is None:
            return await self._requests(caller, waiting)
        return await self._placed(caller, one, await self._decline(caller, key, one))

    async def end(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """Part, after one question."""
        mine, away = await self._finding.shown(caller), await self._elsewhere.all(caller)
        one = await self._elsewhere.meant(caller, act, mine, away, View.PAIRING)
        if isinstance(one, Card):
            return one
        asked = Pressed(Spot(View.PAIRING, one), PairingButton.END)
        return await self.pressed(caller, key, asked)

    def _meant(self, caller: Caller, act: Asked, found: Sequence[Pairing]) -> Pairing | None:
        """The only one with whoever is named; where nobody is, the only one; else none.

        Whoever names somebody means nobody else, also if only somebody else waits.
        """
        named = named_in(act, [(one, *self._sides.whom(caller, one)) for one in found])
        return named[0] if len(named) == 1 else None

    async def pressed(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """Something is done about one pairing."""
        number = numbered(act.choice, OPEN) or act.spot.about
        found = await self._finding.one(caller, number)
        if found is None:
            return await self._elsewhere.pressed(caller, key, number, act.choice)
        card = await self._done(caller, key, found, act.choice)
        return await self._placed(caller, found, card)

    async def _done(self, caller: Caller, key: EventKey, found: Pairing, choice: str) -> Card:
        """What came of a press about one of theirs."""
        match choice:
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
        if found is None:
            return self._sides.say("desk.gone")
        return await self._placed(caller, found, await self._shown(caller, found))

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
        word = words.kept(words.Word(caller.account.user, caller.name, act.text))
        changed = await self._change(
            caller,
            key,
            found,
            words_between.asked_first(caller.account, caller.name, lambda _: word),
        )
        if changed.why is Why.NO_ROOM:
            return self._sides.say("pair.no-room-to-ask", name=name)
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
            step = steps.accepted_by_mentee(self._closing)
        elif found.state is State.ASKED and not by_mentee:
            step = steps.accepted_by_mentor(caller.account, caller.name, self._closing)
        else:
            return await self._shown(caller, found)
        refused = await self._refused(caller, found)
        if refused is not None:
            return refused
        if by_mentee:
            await self._meeting.look_at_mentors(caller, found.community)
        changed = await self._change(caller, key, found, step)
        if changed.why is Why.HAS_MENTOR:
            card = await self._meeting.has_mentor(caller, found.community)
            return replace(
                card, body=f"{card.body}\n\n{self._sides.parted(caller, found).body}"
            )
        now = changed.after
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
        step = steps.declined_by_mentor(caller.account, self._closing)
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
        return self._sides.parted(caller, found)

    async def _change(
        self, caller: Caller, key: EventKey, found: Pairing, step: PairingStep
    ) -> Changed:
        """What a step came to; a repeat of the event finds it as the first left it."""
        return await self._pairings.change_pairing(key, caller.account, found.id, step)

    async def _shown(self, caller: Caller, one: Pairing) -> Card:
        has_mentor = await self._standings.has_mentor(one)
        return self._sides.card(caller, one, has_mentor=has_mentor)

    async def _placed(self, caller: Caller, one: Pairing, card: Card) -> Card:
        return await self._sides.placed(caller, one, card, self._standings)

    async def _requests(self, caller: Caller, waiting: list[Pairing]) -> Card:
        """The list; of several of one name it says where each of them is."""
        named = await self._sides.named(caller, waiting, self._standings)
        shown = [
            self._sides.waiting(caller, one, name)
            for one, (_, name) in zip(waiting, named, strict=True)
        ]
        return pairing_cards.requests(self._catalog, shown)

    async def _to_write(self, caller: Caller, found: Pairing) -> Card:
        refused = await self._no_word(caller, found)
        if refused is not None:
            return refused
        spot = Spot(View.QUESTION, found.id)
        other = self._sides.other(caller, found)
        return pairing_cards.to_write(self._catalog, spot, "pair.write", other)

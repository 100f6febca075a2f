"""A mentee decides what a mentor sees, and sees who looked."""

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import consent_cards
from bot.engine.mentoring.consent_cards import change_of
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.pairing_cards import OPEN, PairingButton
from bot.engine.mentoring.values import State
from bot.ports.inbound import EventKey
from bot.ports.mentoring import Caller, Pairing, Pairings
from bot.usecases.access import Access
from bot.usecases.mentors import pairing as steps
from bot.usecases.mentors.asking import Asked, Pressed
from bot.usecases.mentors.elsewhere import Elsewhere
from bot.usecases.mentors.finding import Finding
from bot.usecases.mentors.sides import Sides, is_mentee, numbered
from bot.usecases.mentors.standing import Standings


class Consenting:
    """What a mentee does about what is theirs.

    Args:
        pairings: who is whose.
        finding: finds those of whoever acts.
        elsewhere: what their other account shares.
        access: tells who looked.
        standings: tells who is a mentor.
        sides: the cards.
        catalog: the words.
    """

    def __init__(
        self,
        pairings: Pairings,
        finding: Finding,
        elsewhere: Elsewhere,
        access: Access,
        standings: Standings,
        sides: Sides,
        catalog: Catalog,
    ) -> None:
        self._pairings = pairings
        self._finding = finding
        self._elsewhere = elsewhere
        self._access = access
        self._standings = standings
        self._sides = sides
        self._catalog = catalog

    async def consent(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """What they share, with each mentor on its own."""
        away = [
            one
            for one in await self._elsewhere.all(caller)
            if one.pairing.state is State.ACTIVE
        ]
        mine = await self._mine(caller)
        one = await self._elsewhere.meant(caller, act, mine, away, View.CONSENT)
        if isinstance(one, Card):
            return one
        return await self.pressed(caller, key, Pressed(Spot(View.CONSENT, one), ""))

    async def _mine(self, caller: Caller) -> list[Pairing]:
        """Pairs of which this account is the mentee."""
        return [
            one
            for one in await self._finding.mine(caller)
            if one.state is State.ACTIVE and is_mentee(caller.account, one)
        ]

    async def pressed(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """Something more is shared, or something less, from this moment on (F63)."""
        number = numbered(act.choice, OPEN) or act.spot.about
        found = await self._finding.one(caller, number)
        if found is None:
            return await self._elsewhere.pressed(caller, key, number, act.choice)
        if not is_mentee(caller.account, found):
            return self._sides.say("desk.gone")
        if act.choice == PairingButton.END:
            asks = self._sides.ask_end(caller, found)
            return await self._sides.placed(caller, found, asks, self._standings)
        change = change_of(act.choice)
        if change is None:
            return await self._shown(caller, found)
        step = steps.consented(change, caller.account)
        changed = await self._pairings.change_pairing(key, caller.account, found.id, step)
        return await self._shown(caller, changed.after or found)

    async def _shown(self, caller: Caller, one: Pairing) -> Card:
        has_mentor = await self._standings.has_mentor(one)
        card = self._sides.card(caller, one, has_mentor=has_mentor)
        return await self._sides.placed(caller, one, card, self._standings)

    async def who_looked(self, caller: Caller, _: EventKey, act: Asked) -> Card:
        """Who looked at whoever asks, the notes for both, and how many they cannot read."""
        looks = await self._access.looks(caller)
        mine = [
            one for one in await self._finding.mine(caller) if is_mentee(caller.account, one)
        ]
        away = [one.pairing for one in await self._elsewhere.all(caller)]
        found = [
            (one.mentor_name, note)
            for one in (*mine, *away)
            for note in await self._pairings.notes(caller.account, one.id)
        ]
        for_both = sorted(
            ((by, note) for by, note in found if note.text),
            key=lambda one: one[1].at,
            reverse=True,
        )
        told = [(one.by, one.items, one.at) for one in looks]
        hidden = len(found) - len(for_both)
        return consent_cards.looked(self._catalog, told, hidden, for_both)

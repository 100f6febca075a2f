"""What somebody's other account shares as a mentee: seen, taken back and ended with this one.

Nothing is given from here: no item is shared, no invitation accepted, no word written. That
only the account says that stands in the pair, so that a link shows no mentor anything (F63).
Mentees of the other account are none of it: who is linked sees no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring import pairing_cards
from bot.engine.mentoring.consent_cards import NOTHING, STOP, ConsentChange, change_of
from bot.engine.mentoring.desk import View
from bot.engine.mentoring.pairing_cards import PairingButton
from bot.engine.mentoring.values import Item, State
from bot.ports.inbound import EventKey
from bot.ports.linking import Links, Side
from bot.ports.mentoring import Caller, Pairing, Pairings, PairingStep
from bot.usecases.mentors import pairing as steps
from bot.usecases.mentors.asking import Asked, named_in, names_somebody
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.linking import where, who
from bot.usecases.mentors.sides import Sides, here_first, is_mentee, is_of, shown_of
from bot.usecases.mentors.standing import Standings

_TAKES_AWAY = frozenset(
    {PairingButton.END, PairingButton.DECLINE, NOTHING, *(f"{STOP}{item}" for item in Item)}
)
"""All that a card about another account offers."""


@dataclass(frozen=True, slots=True)
class Away:
    """A pair, or one that waits, of which another account of whoever acts is the mentee.

    Attributes:
        pairing: as it stands.
        side: that account.
    """

    pairing: Pairing
    side: Side


class Elsewhere:
    """Shows it, takes it back and ends it.

    Args:
        pairings: who is whose.
        links: which accounts are one person.
        standings: tells who is a mentor.
        sides: the cards.
        catalog: the words.
    """

    def __init__(
        self,
        pairings: Pairings,
        links: Links,
        standings: Standings,
        sides: Sides,
        catalog: Catalog,
    ) -> None:
        self._pairings = pairings
        self._links = links
        self._standings = standings
        self._sides = sides
        self._catalog = catalog
        self._closing = Closing(catalog)

    async def all(self, caller: Caller) -> list[Away]:
        """All of the other account's that wait or are active, oldest first."""
        found = await self._pairings.pairings_of(caller.account)
        return await self._of_the_other(caller, shown_of(found))

    def named(self, found: Sequence[Away]) -> list[tuple[int, str]]:
        """Each by number, with the name of the other side and where that account is."""
        return [(one.pairing.id, self._name(one)) for one in found]

    async def meant(
        self,
        caller: Caller,
        act: Asked,
        here: Sequence[Pairing],
        away: Sequence[Away],
        view: View,
    ) -> int | Card:
        """The number of the one pairing that a command means; else the question which.

        Whom a command names is meant and nobody else, not even the only other one.

        Args:
            caller: who acts.
            act: the command.
            here: what this account stands in.
            away: what the other one stands in.
            view: what a choice of one of them opens.
        """
        named = await self._sides.named(caller, here, self._standings)
        named += self.named(away)
        others = [(one.id, *self._sides.whom(caller, one)) for one in here]
        others += [
            (one.pairing.id, one.pairing.mentor, one.pairing.mentor_name) for one in away
        ]
        meant = named_in(act, others)
        of_here = [one.id for one in here_first(caller, here) if one.id in meant]
        if len(of_here) == 1:
            return of_here[0]
        if len(meant) == 1:
            return meant[0]
        if named and names_somebody(act):
            return pairing_cards.which(self._catalog, view, named)
        return self._sides.pick(named, view)

    async def line(self, caller: Caller, one: Away) -> str:
        """One line of the list of all of theirs, which names the account."""
        has_mentor = await self._standings.has_mentor(one.pairing)
        line = self._sides.line(_as_it(caller, one), one.pairing, has_mentor=has_mentor)
        return self._catalog.say("desk.line-elsewhere", line=line, who=self._who(one))

    async def pressed(self, caller: Caller, key: EventKey, number: int, choice: str) -> Card:
        """Less is shared, or it ends; whatever else was pressed shows how things stand."""
        found = await self._of_the_other(caller, await self._numbered(caller, number))
        if not found:
            return self._sides.say("desk.gone")
        (one,) = found
        match choice:
            case PairingButton.END:
                return self._sides.ask_end(_as_it(caller, one), one.pairing)
            case PairingButton.REALLY_END:
                return await self._end(caller, key, one)
            case PairingButton.DECLINE if one.pairing.state is State.INVITED:
                return await self._end(caller, key, one)
            case _:
                return await self._take_back(caller, key, one, change_of(choice))

    async def _numbered(self, caller: Caller, number: int) -> list[Pairing]:
        found = await self._pairings.pairing(caller.account, number)
        return [] if found is None else [found]

    async def _of_the_other(self, caller: Caller, found: Sequence[Pairing]) -> list[Away]:
        """Those of which the other account is the mentee; nobody asks for it without need."""
        others = [one for one in found if not is_of(caller.account, one)]
        side = await self._links.linked_with(caller.account) if others else None
        if side is None:
            return []
        return [Away(one, side) for one in others if is_mentee(side.account, one)]

    async def _take_back(
        self, caller: Caller, key: EventKey, one: Away, change: ConsentChange | None
    ) -> Card:
        """As much less as was asked for, and nothing more."""
        if change is None or not change.less:
            return await self._card(caller, one)
        less = steps.consented(ConsentChange(less=change.less), one.pairing.mentee)
        now = await self._changed(caller, key, one, less)
        return await self._card(caller, now) if now else self._sides.say("desk.gone")

    async def _end(self, caller: Caller, key: EventKey, one: Away) -> Card:
        step = steps.ended(self._closing.over(by_mentee=True), one.pairing.mentee)
        if one.pairing.state is State.ENDED or not await self._changed(caller, key, one, step):
            return self._sides.say("desk.gone")
        return self._sides.parted(_as_it(caller, one), one.pairing)

    async def _changed(
        self, caller: Caller, key: EventKey, one: Away, step: PairingStep
    ) -> Away | None:
        """As a step leaves it; None if the two accounts are one person no longer.

        The account that acts says so itself, so that the store judges it in its transaction.
        """
        number = one.pairing.id
        changed = await self._pairings.change_pairing(key, caller.account, number, step)
        return None if changed.after is None else replace(one, pairing=changed.after)

    async def _card(self, caller: Caller, one: Away) -> Card:
        """What that account itself is shown, with only what takes something away."""
        has_mentor = await self._standings.has_mentor(one.pairing)
        card = self._sides.card(_as_it(caller, one), one.pairing, has_mentor=has_mentor)
        if card.place is None:
            return card
        told = self._catalog.say("consent.elsewhere", who=self._who(one))
        return replace(
            card,
            body=f"{card.body}\n\n{told}",
            choices=_only_what_takes_away(card.choices),
            controls=_only_what_takes_away(card.controls),
        )

    def _who(self, one: Away) -> str:
        return who(self._catalog, one.side)

    def _name(self, one: Away) -> str:
        name = one.pairing.mentor_name or self._catalog.say("pair.any-mentor")
        at = where(self._catalog, one.side)
        return self._catalog.say("desk.name-elsewhere", name=self._sides.name(name), where=at)


def _as_it(caller: Caller, one: Away) -> Caller:
    """Whoever acts, as if with that account: to be shown something, and never to act."""
    return replace(caller, account=one.side.account)


def _only_what_takes_away(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    return tuple(one for one in choices if one.id in _TAKES_AWAY)

"""A pairing as one of its two sees it: who the other is, where it stands, what can be done.

Only the account that stands in a pairing acts on it, so that what somebody agreed to in one
community is not done from another, though both accounts are theirs; but what it shares can be
taken back with either, see ``elsewhere``.

Of a mentor who is none any more both read that they are none: whoever shows a pair asks for it
first.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import consent_cards, pairing_cards
from bot.engine.mentoring.desk import View, spot_of
from bot.engine.mentoring.overview import name_in, name_of
from bot.engine.mentoring.pairing_cards import Waiting
from bot.engine.mentoring.values import State
from bot.ports.inbound import Address, is_number
from bot.ports.mentoring import Caller, Pairing
from bot.ports.waiting import MEETS_AGAIN_AFTER
from bot.usecases.access import Access
from bot.usecases.mentors.places import placed, where_of
from bot.usecases.mentors.standing import Standings

_LINES = {
    (State.ASKED, True): "desk.line-you-asked",
    (State.ASKED, False): "desk.line-asks-you",
    (State.INVITED, True): "desk.line-invites-you",
    (State.INVITED, False): "desk.line-you-invited",
    (State.ACTIVE, True): "desk.line-mentor",
    (State.ACTIVE, False): "desk.line-mentee",
}
"""By where a pairing stands and whether the reader is its mentee."""


class Sides:
    """Says it.

    Args:
        catalog: the words.
        access: tells mentees which question they let go.

    Attributes:
        catalog: the same.
    """

    def __init__(self, catalog: Catalog, access: Access) -> None:
        self.catalog = catalog
        self._catalog = catalog
        self._access = access

    def card(self, caller: Caller, one: Pairing, *, has_mentor: bool = True) -> Card:
        """Where a pairing stands, for one of its two or for a mentor of the pool.

        Args:
            caller: who reads it.
            one: the pairing.
            has_mentor: whether its mentor is one at this moment.
        """
        by_mentee = is_mentee(caller.account, one)
        match one.state:
            case State.ASKED if by_mentee:
                key = "pair.you-asked-anybody" if one.mentor is None else "pair.you-asked"
                return pairing_cards.pending(self._catalog, one.id, key, one.mentor_name)
            case State.ASKED:
                return pairing_cards.request(self._catalog, self.waiting(caller, one))
            case State.INVITED if by_mentee:
                return pairing_cards.invitation(self._catalog, self.waiting(caller, one))
            case State.INVITED:
                name = one.mentee_name
                return pairing_cards.pending(self._catalog, one.id, "pair.you-invited", name)
            case State.ACTIVE if by_mentee:
                return self.consent(caller, one, has_mentor=has_mentor)
            case State.ACTIVE if has_mentor:
                return self.paired(caller, one)
            case State.ACTIVE:
                where = where_of(self._catalog, one, caller.here)
                return pairing_cards.was_mentor(self._catalog, one.id, one.mentee_name, where)
            case State.ENDED:
                return self.say("desk.gone")

    def paired(self, caller: Caller, one: Pairing) -> Card:
        """That two are a pair now; the mentee is asked what they share."""
        if not is_mentee(caller.account, one):
            return pairing_cards.paired_mentor(self._catalog, one.id, one.mentee_name)
        shared, mentor = one.consents, one.mentor_name
        return consent_cards.paired_mentee(self._catalog, one.id, mentor, shared)

    def consent(self, caller: Caller, one: Pairing, *, has_mentor: bool) -> Card:
        """What its mentee shares with its mentor."""
        card = consent_cards.consent(self._catalog, one.id, one.mentor_name, one.consents)
        if has_mentor:
            return card
        name, where = self.name(one.mentor_name), where_of(self._catalog, one, caller.here)
        left = self._catalog.say("consent.no-mentor", name=name, where=where)
        return replace(card, body=f"{left}\n\n{card.body}")

    def ask_end(self, caller: Caller, one: Pairing) -> Card:
        """Before it ends, or is withdrawn."""
        key = pairing_cards.ENDS if one.state is State.ACTIVE else "pair.ask-withdraw"
        if one.mentor is None and is_mentee(caller.account, one):
            key = "pair.ask-withdraw-from-all"
        other, days = self.other(caller, one), MEETS_AGAIN_AFTER.days
        return pairing_cards.really_end(self._catalog, one.id, key, other, days=days)

    def line(self, caller: Caller, one: Pairing, *, has_mentor: bool, name: str = "") -> str:
        """One line of a list of all of theirs, of which none has ended.

        Args:
            caller: who reads it.
            one: the pairing.
            has_mentor: whether its mentor is one at this moment.
            name: of the other side; empty for the one that is known of it.
        """
        if one.mentor is None:
            return self._catalog.say("desk.line-pool")
        by_mentee = is_mentee(caller.account, one)
        key = _LINES[one.state, by_mentee]
        if one.state is State.ACTIVE and not has_mentor:
            key = "desk.line-no-mentor" if by_mentee else "desk.line-no-mentee"
        facts = {"where": where_of(self._catalog, one, caller.here)}
        return self._catalog.say(key, name=self.name(name or self.other(caller, one)), **facts)

    def pick(self, named: Sequence[tuple[int, str]], view: View) -> int | Card:
        """The number of the one pairing that there is; of several, the question which."""
        if not named:
            return self.say("desk.nobody-yet")
        if len(named) == 1:
            return named[0][0]
        return pairing_cards.which(self._catalog, view, named)

    def parted(self, caller: Caller, one: Pairing) -> Card:
        """What whoever ended it reads, or withdrew or declined it, of how it stood before."""
        said = "pair.ended" if one.state is State.ACTIVE else "pair.withdrawn"
        if one.state is State.INVITED and is_mentee(caller.account, one):
            said = "pair.declined-invitation"
        return self.say(said, name=self.name(self.other(caller, one)))

    async def named(
        self, caller: Caller, found: Sequence[Pairing], standings: Standings
    ) -> list[tuple[int, str]]:
        """Pairings by number, with the name of the other side, or that it is anybody's.

        Of several of one name it is said, too, where each of them is.
        """
        named = [(one.id, one.community, self._named(caller, one)) for one in found]
        at = await standings.namesakes(caller.account, named)
        return [
            (number, name_in(self._catalog, name, at[number]) if number in at else name)
            for number, _, name in named
        ]

    async def placed(
        self, caller: Caller, one: Pairing, card: Card, standings: Standings
    ) -> Card:
        """A card about a pairing, with which community it is of where that is not plain.

        On that of consent a question that was let go stands, too, before it is shared.
        """
        told = await self._with_question(caller, one, card)
        return await placed(self._catalog, standings, caller, one.community, told)

    async def _with_question(self, caller: Caller, one: Pairing, card: Card) -> Card:
        spot = spot_of(card.place) if card.place is not None else None
        if spot is None or spot.view is not View.CONSENT:
            return card
        question = await self._access.let_go(caller, one.id)
        if question is None:
            return card
        return consent_cards.with_question(self._catalog, card, one.mentor_name, question)

    def waiting(self, caller: Caller, one: Pairing, name: str = "") -> Waiting:
        """What waits for an answer; with a name for the other side where that is another."""
        from_pool = one.state is State.ASKED and one.mentor is None
        other = name or self.other(caller, one)
        return Waiting(one.id, other, one.words, one.opened_at, from_pool)

    def other(self, caller: Caller, one: Pairing) -> str:
        """The name of the other side, as the platform told it, or empty."""
        return one.mentor_name if is_mentee(caller.account, one) else one.mentee_name

    def whom(self, caller: Caller, one: Pairing) -> tuple[Address | None, str]:
        """The other side by account and by name; of a request that is anybody's, none."""
        by_mentee = is_mentee(caller.account, one)
        return one.mentor if by_mentee else one.mentee, self.other(caller, one)

    def _named(self, caller: Caller, one: Pairing) -> str:
        if one.mentor is None and is_mentee(caller.account, one):
            return self._catalog.say("pair.any-mentor")
        return self.other(caller, one)

    def name(self, name: str) -> str:
        """A name as it may stand in a sentence."""
        return name_of(self._catalog, name)

    def say(self, key: str, **facts: object) -> Card:
        """One sentence as a card."""
        return Card(body=self._catalog.say(key, **facts))


def here_first(caller: Caller, found: Sequence[Pairing]) -> list[Pairing]:
    """Those of the community in which somebody acts, if some are of it; else all."""
    return [one for one in found if one.community == caller.here] or list(found)


def is_mentee(account: Address, one: Pairing) -> bool:
    """Whether this account is the mentee of a pairing."""
    return one.mentee == account


def shown_of(found: Sequence[Pairing]) -> list[Pairing]:
    """Of all pairings of somebody, those that are shown to them.

    An invitation is not, as long as its mentee has a mentor there and could not take it.
    """
    have_one = {
        (one.community, one.mentee)
        for one in found
        if one.state is State.ACTIVE and one.left_at is None
    }
    return [
        one
        for one in found
        if one.state is not State.INVITED or (one.community, one.mentee) not in have_one
    ]


def is_of(account: Address, one: Pairing) -> bool:
    """Whether this account, and not only another one of its owner, stands in a pairing."""
    return account in (one.mentee, one.mentor)


def numbered(choice: str, prefix: str) -> int | None:
    """The number behind a choice of this kind; None for any other."""
    number = choice.removeprefix(prefix)
    return int(number) if choice.startswith(prefix) and is_number(number) else None

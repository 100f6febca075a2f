"""How a pairing comes about and ends: pure steps over what the store has read.

Each takes a pairing as it stands and returns what becomes of it, with who is told what. A step
that does not fit where the pairing stands changes nothing; the caller sees that and says so.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.cards import Card
from bot.engine.mentoring.values import WAITING, Item, Origin, State
from bot.ports.inbound import Address
from bot.ports.mentoring import (
    BACK_AFTER,
    REMINDED_AFTER,
    Around,
    Change,
    Pairing,
    PairingStep,
    Tell,
)
from bot.ports.outbox import Kind

Say = Callable[[Pairing], Card]
"""Makes the card that the other side gets."""


def opened(around: Around, now: datetime) -> Change:
    """A request, an invitation or an assignment, unless the two are at it already.

    A mentor without room can be asked, and an admin may assign beyond it; inviting needs room.
    """
    wanted = around.pairing
    if around.others or (wanted.origin is Origin.INVITED and around.room <= 0):
        return Change(replace(wanted, state=State.ENDED))
    match wanted.origin:
        case Origin.ASKED:
            asked = replace(wanted, state=State.ASKED, opened_at=now)
            return Change(asked, _to_mentor(asked, Kind.REQUESTED))
        case Origin.INVITED:
            invited = replace(wanted, state=State.INVITED, opened_at=now)
            return Change(invited, (Tell(invited.mentee, Kind.INVITED),))
        case Origin.ASSIGNED:
            paired = replace(wanted, state=State.ACTIVE, opened_at=now, began_at=now)
            told = (Tell(paired.mentee, Kind.PAIRED), *_to_mentor(paired, Kind.PAIRED))
            return Change(paired, told)


def accepted_by_mentor(mentor: Address, name: str) -> PairingStep:
    """A mentor takes a request, their own or the pool's."""

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        is_theirs = pairing.mentor in (None, mentor)
        if pairing.state is not State.ASKED or not is_theirs or around.room <= 0:
            return Change(pairing)
        paired = replace(
            pairing, state=State.ACTIVE, mentor=mentor, mentor_name=name, began_at=now
        )
        return Change(paired, (Tell(paired.mentee, Kind.PAIRED),))

    return step


def accepted_by_mentee(around: Around, now: datetime) -> Change:
    """A mentee takes an invitation."""
    pairing = around.pairing
    if pairing.state is not State.INVITED:
        return Change(pairing)
    paired = replace(pairing, state=State.ACTIVE, began_at=now)
    told = (Tell(paired.mentee, Kind.PAIRED), *_to_mentor(paired, Kind.PAIRED))
    return Change(paired, told)


def declined_by_mentor(mentor: Address) -> PairingStep:
    """A mentor cannot take a request: it is the pool's, and the mentee need not ask again."""

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        if pairing.state is not State.ASKED or pairing.mentor != mentor:
            return Change(pairing)
        return Change(replace(pairing, mentor=None, mentor_name="", reminded_at=None))

    return step


def ended(say: Say, by: Address) -> PairingStep:
    """Whoever is one of the two ends it, or withdraws or declines what waits."""

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        if pairing.state is State.ENDED:
            return Change(pairing)
        over = replace(pairing, state=State.ENDED, consents=frozenset())
        others = [one for one in (pairing.mentor, pairing.mentee) if one not in (None, by)]
        told = tuple(Tell(one, Kind.CLOSED, say(pairing)) for one in others if one is not None)
        return Change(over, told)

    return step


def consented(items: frozenset[Item]) -> PairingStep:
    """The mentee shares just these from now on; only while they are a pair."""

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        if pairing.state is not State.ACTIVE:
            return Change(pairing)
        return Change(replace(pairing, consents=items))

    return step


def told(to_mentee: bool, kind: Kind, say: Say | None = None) -> PairingStep:  # noqa: FBT001
    """A word to the other side, while they are a pair or wait for each other."""

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        to = pairing.mentee if to_mentee else pairing.mentor
        if pairing.state is State.ENDED or to is None:
            return Change(pairing)
        return Change(pairing, (Tell(to, kind, say(pairing) if say else None),))

    return step


def chased(around: Around, now: datetime) -> Change:
    """What becomes of one that waits: a reminder, once; then a request is the pool's again."""
    pairing = around.pairing
    waits = now - pairing.opened_at
    if pairing.state not in WAITING:
        return Change(pairing)
    if pairing.state is State.ASKED and pairing.mentor is not None and waits >= BACK_AFTER:
        return Change(replace(pairing, mentor=None, mentor_name=""))
    if pairing.reminded_at is not None or waits < REMINDED_AFTER:
        return Change(pairing)
    asked = pairing.mentor if pairing.state is State.ASKED else pairing.mentee
    reminded = replace(pairing, reminded_at=now)
    return Change(reminded, (Tell(asked, Kind.REQUEST_REMINDER),) if asked else ())


def _to_mentor(pairing: Pairing, kind: Kind) -> tuple[Tell, ...]:
    """What is told to the mentor, where the request has one."""
    return (Tell(pairing.mentor, kind),) if pairing.mentor else ()

"""How a pairing comes about and ends: pure steps over what the store has read.

Each takes a pairing as it stands and returns what becomes of it, with who is told what. A step
that does not fit where the pairing stands changes nothing; the caller sees that and says so.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.cards import Card
from bot.engine.mentoring.consent_cards import ConsentChange
from bot.engine.mentoring.values import WAITING, Origin, Party, State
from bot.ports.inbound import Address
from bot.ports.mentoring import (
    ASKS_AGAIN_AFTER,
    BACK_AFTER,
    INVITED_FOR,
    INVITES_AGAIN_AFTER,
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
    """A request, an invitation or an assignment, unless the two are at it already, or are one.

    Nothing is shared yet: consent is given to a pair, and none is taken over from another. A
    mentor without room can be asked, and an admin may assign beyond it; inviting needs room and
    rests for a while after an invitation that was declined or withdrawn.
    """
    wanted = around.pairing
    is_early = around.turned_down_at and now - around.turned_down_at < INVITES_AGAIN_AFTER
    is_kept = wanted.origin is Origin.INVITED and (around.room <= 0 or is_early)
    if around.others or is_kept or wanted.mentor == wanted.mentee:
        return Change(replace(wanted, state=State.ENDED))
    match wanted.origin:
        case Origin.ASKED:
            asked = replace(wanted, state=State.ASKED, opened_at=now)
            return Change(asked, _to_mentor(asked, Kind.REQUESTED))
        case Origin.INVITED:
            invited = replace(wanted, state=State.INVITED, opened_at=now)
            return Change(invited, (Tell(invited.mentee, Kind.INVITED),))
        case Origin.ASSIGNED:
            paired = _paired(replace(wanted, opened_at=now), now)
            told = (Tell(paired.mentee, Kind.PAIRED), *_to_mentor(paired, Kind.PAIRED))
            return Change(paired, told)


def accepted_by_mentor(mentor: Address, name: str) -> PairingStep:
    """A mentor takes a request, their own or the pool's.

    Two are a pair only once: else what a mentee takes back of one would stay with the other.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        is_theirs = pairing.mentor in (None, mentor) and pairing.mentee != mentor
        is_once = is_theirs and not around.others
        if pairing.state is not State.ASKED or not is_once or around.room <= 0:
            return Change(pairing)
        paired = _paired(replace(pairing, mentor=mentor, mentor_name=name), now)
        return Change(paired, (Tell(paired.mentee, Kind.PAIRED),))

    return step


def accepted_by_mentee(around: Around, now: datetime) -> Change:
    """A mentee takes an invitation; the answer asks what they share, so no letter does."""
    pairing = around.pairing
    if pairing.state is not State.INVITED:
        return Change(pairing)
    paired = _paired(pairing, now)
    return Change(paired, _to_mentor(paired, Kind.PAIRED))


def declined_by_mentor(mentor: Address, say: Say) -> PairingStep:
    """A mentor cannot take a request: it is the other mentors', and the mentee asks no more.

    Of a request that was the pool's before, the mentee hears nothing.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        is_theirs = pairing.mentor in (None, mentor) and pairing.mentee != mentor
        if pairing.state is not State.ASKED or not is_theirs:
            return Change(pairing)
        declined = replace(pairing, declined_by=pairing.declined_by | {mentor})
        return Change(declined) if pairing.mentor is None else _back_to_the_pool(declined, say)

    return step


def ended(say: Say, by: Address) -> PairingStep:
    """Whoever is one of the two ends it, or withdraws or declines what waits."""

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        if pairing.state is State.ENDED or by not in (pairing.mentor, pairing.mentee):
            return Change(pairing)
        over = replace(pairing, state=State.ENDED, consents=frozenset())
        other = other_of(pairing, by)
        told = (Tell(other, Kind.CLOSED, say(pairing)),) if other is not None else ()
        return Change(over, told)

    return step


def consented(change: ConsentChange, by: Address) -> PairingStep:
    """The mentee shares more or less from now on; only while they are a pair."""

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        if pairing.state is not State.ACTIVE or pairing.mentee != by:
            return Change(pairing)
        return Change(replace(pairing, consents=change.of(pairing.consents)))

    return step


def told_mentee(mentor: Address, kind: Kind) -> PairingStep:
    """A word of a mentor to their mentee, while they are a pair."""

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        if pairing.state is not State.ACTIVE or pairing.mentor != mentor:
            return Change(pairing)
        return Change(pairing, (Tell(pairing.mentee, kind),))

    return step


def asked_first(by: Address, name: str, say: Say) -> PairingStep:
    """A question to the other side, before deciding or later.

    One question at a time: as long as the other side has not written back, another one has to
    wait. A request of the pool is from then on for the mentor who asks, who has as long to
    decide as anybody: else the answer would find nobody.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        side = Party.MENTEE if pairing.mentee == by else Party.MENTOR
        if pairing.state is State.ENDED or _has_asked(pairing, side, now):
            return Change(pairing)
        if pairing.mentor is None and pairing.mentee != by:
            if around.others:
                return Change(pairing)
            pairing = replace(
                pairing, mentor=by, mentor_name=name, opened_at=now, reminded_at=None
            )
        asked = replace(pairing, asked_by=side, asked_at=now)
        other = other_of(asked, by)
        told = (Tell(other, Kind.CLOSED, say(asked)),) if other is not None else ()
        return Change(asked, told)

    return step


def chased(say_freed: Say, say_unanswered: Say) -> PairingStep:
    """What becomes of one that waits: a reminder, once; then an end of the waiting.

    A request is the pool's again; an invitation is over.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        waits = now - pairing.opened_at
        if pairing.state not in WAITING:
            return Change(pairing)
        is_asked = pairing.state is State.ASKED
        if is_asked and pairing.mentor is not None and waits >= BACK_AFTER:
            return _back_to_the_pool(pairing, say_freed)
        if not is_asked and waits >= INVITED_FOR:
            over = replace(pairing, state=State.ENDED)
            return Change(over, _to_mentor(pairing, Kind.CLOSED, say_unanswered(pairing)))
        if pairing.reminded_at is not None or waits < REMINDED_AFTER:
            return Change(pairing)
        asked = pairing.mentor if is_asked else pairing.mentee
        told = (Tell(asked, Kind.REQUEST_REMINDER),) if asked is not None else ()
        return Change(replace(pairing, reminded_at=now), told)

    return step


def other_of(pairing: Pairing, one: Address) -> Address | None:
    """The other one of the two; None while nobody is."""
    return pairing.mentor if one == pairing.mentee else pairing.mentee


def _has_asked(pairing: Pairing, side: Party, now: datetime) -> bool:
    """Whether this side waits for an answer to a question of theirs."""
    if pairing.asked_by is not side or pairing.asked_at is None:
        return False
    return now - pairing.asked_at < ASKS_AGAIN_AFTER


def _paired(pairing: Pairing, now: datetime) -> Pairing:
    """A pair from now on, that has still to agree on what is shared."""
    return replace(pairing, state=State.ACTIVE, began_at=now, consents=frozenset())


def _back_to_the_pool(pairing: Pairing, say: Say) -> Change:
    """Anybody may take it now; whoever asked hears of it.

    What was written with it was for one mentor, and the others do not read it.
    """
    freed = replace(
        pairing, mentor=None, mentor_name="", words="", asked_by=None, asked_at=None
    )
    return Change(freed, (Tell(pairing.mentee, Kind.CLOSED, say(pairing)),))


def _to_mentor(pairing: Pairing, kind: Kind, card: Card | None = None) -> tuple[Tell, ...]:
    """What is told to the mentor, where the request has one."""
    return (Tell(pairing.mentor, kind, card),) if pairing.mentor else ()

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
from bot.ports.mentoring import Around, Change, Pairing, PairingStep, Tell, Why
from bot.ports.outbox import Kind
from bot.ports.waiting import BACK_AFTER, INVITED_FOR, MEETS_AGAIN_AFTER, REMINDED_AFTER
from bot.usecases.mentors.closing import Closing

Say = Callable[[Pairing], Card]
"""Makes the card that the other side gets."""


def opened(closing: Closing) -> PairingStep:
    """A request, an invitation or an assignment, unless the two are at it already, or are one.

    Nothing is shared yet: consent is given to a pair, and none is taken over from another. A
    mentor without room can be asked, and an admin may assign beyond it; inviting needs room.
    Asking and inviting rest for a while after the same one was turned down. Whoever has a
    mentor asks for no other; with an assignment what they had asked is answered, also where it
    was between the same two.
    """

    def step(around: Around, now: datetime) -> Change:
        wanted, why = around.pairing, _why_not_opened(around, now)
        if why is not None:
            return Change(replace(wanted, state=State.ENDED), why=why)
        match wanted.origin:
            case Origin.ASKED:
                asked = replace(wanted, state=State.ASKED, opened_at=now)
                return Change(asked, to_mentor(asked, Kind.REQUESTED))
            case Origin.INVITED:
                invited = replace(wanted, state=State.INVITED, opened_at=now)
                return Change(invited, (Tell(invited.mentee, Kind.INVITED),))
            case Origin.ASSIGNED:
                assigned = replace(wanted, opened_at=now)
                told = (Tell(wanted.mentee, Kind.PAIRED), *to_mentor(wanted, Kind.PAIRED))
                return _paired(replace(around, pairing=assigned), now, closing, told)

    return step


def _why_not_opened(around: Around, now: datetime) -> Why | None:
    """Why there is no such request, invitation or assignment; None if there can be."""
    wanted = around.pairing
    if wanted.mentor == wanted.mentee:
        return Why.THEMSELVES
    if wanted.origin is Origin.ASSIGNED:
        waits = sum(one.mentor == wanted.mentor for one in around.waiting)
        return Why.AT_IT if around.others > waits else None
    if around.others:
        return Why.AT_IT
    if wanted.origin is Origin.ASKED and around.mentors:
        return Why.HAS_MENTOR
    if wanted.origin is Origin.INVITED and around.room <= 0:
        return Why.NO_ROOM
    return Why.RESTS if _rests(around, now) else None


def _rests(around: Around, now: datetime) -> bool:
    """Whether somebody was turned down by the one whom they ask or invite, and lately.

    Nobody in particular turns anybody down: a request of the pool is there again at once.
    """
    last = around.turned_down_at
    if around.pairing.mentor is None or last is None:
        return False
    return now - last < MEETS_AGAIN_AFTER


def accepted_by_mentor(mentor: Address, name: str, closing: Closing) -> PairingStep:
    """A mentor takes a request, their own or the pool's.

    Two are a pair only once: else what a mentee takes back of one would stay with the other.
    And a mentee has one mentor in a community, whoever else takes a request of theirs.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        is_theirs = pairing.mentor in (None, mentor) and pairing.mentee != mentor
        is_once = is_theirs and not around.others and not around.mentors
        if pairing.state is not State.ASKED or not is_once or around.room <= 0:
            return Change(pairing)
        taken = replace(pairing, mentor=mentor, mentor_name=name)
        told = (Tell(pairing.mentee, Kind.PAIRED),)
        return _paired(replace(around, pairing=taken), now, closing, told)

    return step


def accepted_by_mentee(closing: Closing) -> PairingStep:
    """A mentee takes an invitation; the answer asks what they share, so no letter does.

    Whoever has a mentor meanwhile cannot, so it is over, and the mentor keeps no place in vain.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        if pairing.state is not State.INVITED:
            return Change(pairing)
        if around.mentors:
            over = replace(pairing, state=State.ENDED)
            return Change(over, cannot_say_yes(pairing, closing), Why.HAS_MENTOR)
        return _paired(around, now, closing, to_mentor(pairing, Kind.PAIRED))

    return step


def declined_by_mentor(mentor: Address, closing: Closing) -> PairingStep:
    """A mentor cannot take a request: it is the other mentors', and the mentee asks no more.

    Of a request that was the pool's before, the mentee hears nothing.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        is_theirs = pairing.mentor in (None, mentor) and pairing.mentee != mentor
        if pairing.state is not State.ASKED or not is_theirs:
            return Change(pairing)
        declined = replace(pairing, declined_by=pairing.declined_by | {mentor})
        if pairing.mentor is None:
            return Change(declined)
        return back_to_the_pool(around, declined, closing, Party.MENTOR)

    return step


def ended(say: Say, by: Address) -> PairingStep:
    """Whoever is one of the two ends it, or withdraws or declines what waits."""

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        if pairing.state is State.ENDED or by not in (pairing.mentor, pairing.mentee):
            return Change(pairing)
        side = Party.MENTEE if by == pairing.mentee else Party.MENTOR
        over = replace(pairing, state=State.ENDED, consents=frozenset(), ended_by=side)
        other = other_of(pairing, by)
        told = (Tell(other, Kind.CLOSED, say(pairing)),) if other is not None else ()
        return Change(over, () if other == pairing.mentee and is_hidden(around) else told)

    return step


def consented(change: ConsentChange, by: Address) -> PairingStep:
    """The mentee shares more or less from now on; only while they are a pair."""

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        if pairing.state is not State.ACTIVE or pairing.mentee != by:
            return Change(pairing)
        return Change(replace(pairing, consents=change.of(pairing.consents)))

    return step


def chased(closing: Closing) -> PairingStep:
    """What becomes of one that waits: a reminder, once; then an end of the waiting.

    A request is the pool's again; an invitation is over. Where the mentee has another mentor
    nobody could say yes, and nobody is reminded: an invitation is over then.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        waits = now - pairing.opened_at
        if pairing.state not in WAITING:
            return Change(pairing)
        is_asked = pairing.state is State.ASKED
        if is_asked and pairing.mentor is not None and waits >= BACK_AFTER:
            return back_to_the_pool(around, pairing, closing)
        if not is_asked and waits >= INVITED_FOR:
            over = replace(pairing, state=State.ENDED)
            return Change(over, to_mentor(pairing, Kind.CLOSED, closing.unanswered(pairing)))
        if pairing.reminded_at is not None or waits < REMINDED_AFTER:
            return Change(pairing)
        if around.mentors and not is_asked:
            over = replace(pairing, state=State.ENDED)
            return Change(over, cannot_say_yes(pairing, closing))
        asked = pairing.mentor if is_asked else pairing.mentee
        told = (Tell(asked, Kind.REQUEST_REMINDER),) if asked and not around.mentors else ()
        return Change(replace(pairing, reminded_at=now), told)

    return step


def back_to_the_pool(
    around: Around, pairing: Pairing, closing: Closing, by: Party | None = None
) -> Change:
    """Anybody may take it now; whoever asked hears of it.

    What was written with it to one mentor the others do not read; what was written to any
    mentor stays. In the pool a mentee has one request: where one is there, this is over.

    Args:
        around: what is around it.
        pairing: as it is when it comes back.
        closing: the words.
        by: the side that declined it; None if nobody did.
    """
    if any(one.mentor is None for one in around.waiting):
        over = replace(pairing, state=State.ENDED, ended_by=by)
        said = closing.another_stands(pairing)
        return Change(over, (Tell(pairing.mentee, Kind.CLOSED, said),))
    freed = replace(
        pairing,
        mentor=None,
        mentor_name="",
        words=pairing.words if pairing.from_pool else "",
        asked_by=None,
        asked_at=None,
        from_pool=False,
    )
    said = closing.back_to_the_pool(pairing, words_go=freed.words != pairing.words)
    return Change(freed, (Tell(pairing.mentee, Kind.CLOSED, said),))


def is_hidden(around: Around) -> bool:
    """Whether its mentee never saw it: an invitation to somebody who has a mentor there."""
    return around.pairing.state is State.INVITED and around.mentors > 0


def other_of(pairing: Pairing, one: Address) -> Address | None:
    """The other one of the two; None while nobody is."""
    return pairing.mentor if one == pairing.mentee else pairing.mentee


def cannot_say_yes(pairing: Pairing, closing: Closing) -> tuple[Tell, ...]:
    """What the mentor of an invitation is told that its mentee cannot take; and not why."""
    return to_mentor(pairing, Kind.CLOSED, closing.over(by_mentee=True)(pairing))


def over_with_it(around: Around, closing: Closing) -> tuple[Change, ...]:
    """What else waits of a mentee who has a mentor now is over; the mentors hear of it."""
    return tuple(
        Change(replace(one, state=State.ENDED), _told_of_a_yes(one, around.pairing, closing))
        for one in around.waiting
    )


def _left_behind(around: Around, closing: Closing) -> tuple[Change, ...]:
    """Pairs with mentors who have left are over with a new one: one has one mentor here.

    Nobody would know, else, that an earlier one sees again what was once shared with them.
    """
    return tuple(
        Change(
            replace(one, state=State.ENDED, consents=frozenset()),
            (
                Tell(one.mentee, Kind.CLOSED, closing.left_is_over(one)),
                *to_mentor(one, Kind.CLOSED, closing.found_another_since(one)),
            ),
        )
        for one in around.left
    )


def _paired(around: Around, now: datetime, closing: Closing, told: tuple[Tell, ...]) -> Change:
    """A pair from now on, that has still to agree on what is shared.

    What its mentee has asked beside it is answered with it, and so are other invitations to
    them: nobody gets a second mentor by that, and no mentor keeps a place in vain. A mentor who
    had left is theirs no more, if they should come back. Other mentors hear of it.
    """
    pairing = around.pairing
    paired = replace(pairing, state=State.ACTIVE, began_at=now, consents=frozenset())
    also = (*over_with_it(around, closing), *_left_behind(around, closing))
    return Change(paired, told, also=also)


def _told_of_a_yes(one: Pairing, paired: Pairing, closing: Closing) -> tuple[Tell, ...]:
    """What is told to the mentor of what ends with a pair, unless they are its mentor.

    Whom a mentee never asked is told no more than that they cannot say yes.
    """
    if one.mentor == paired.mentor:
        return ()
    is_invited = one.state is State.INVITED
    say = closing.over(by_mentee=True) if is_invited else closing.found_another
    return to_mentor(one, Kind.CLOSED, say(one))


def to_mentor(pairing: Pairing, kind: Kind, card: Card | None = None) -> tuple[Tell, ...]:
    """What is told to the mentor, where the request has one."""
    return (Tell(pairing.mentor, kind, card),) if pairing.mentor else ()

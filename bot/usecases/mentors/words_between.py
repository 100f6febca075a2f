"""Words between the two of a pairing: pure steps, as those in ``pairing``."""

from dataclasses import replace
from datetime import datetime

from bot.engine.mentoring.values import Party, State
from bot.ports.inbound import Address
from bot.ports.mentoring import Around, Change, Pairing, PairingStep, Tell, Why
from bot.ports.outbox import Kind
from bot.ports.waiting import ASKS_AGAIN_AFTER
from bot.usecases.mentors.pairing import Say, other_of


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
    decide as anybody: else the answer would find nobody. A mentor without room could not take
    it, and does not keep it from the others.
    """

    def step(around: Around, now: datetime) -> Change:
        pairing = around.pairing
        side = Party.MENTEE if pairing.mentee == by else Party.MENTOR
        if pairing.state is State.ENDED or _has_asked(pairing, side, now):
            return Change(pairing)
        if pairing.mentor is None and pairing.mentee != by:
            if around.others:
                return Change(pairing)
            if around.room <= 0:
                return Change(pairing, why=Why.NO_ROOM)
            pairing = replace(
                pairing,
                mentor=by,
                mentor_name=name,
                opened_at=now,
                reminded_at=None,
                from_pool=True,
            )
        asked = replace(pairing, asked_by=side, asked_at=now)
        other = other_of(asked, by)
        told = (Tell(other, Kind.WORD, say(asked)),) if other is not None else ()
        return Change(asked, told)

    return step


def _has_asked(pairing: Pairing, side: Party, now: datetime) -> bool:
    """Whether this side waits for an answer to a question of theirs."""
    if pairing.asked_by is not side or pairing.asked_at is None:
        return False
    return now - pairing.asked_at < ASKS_AGAIN_AFTER

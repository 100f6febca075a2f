"""What becomes of a pairing, step by step, whoever may have let a press through before."""

from dataclasses import replace

import pytest

from bot.engine.mentoring.consent_cards import ConsentChange
from bot.engine.mentoring.values import Item, Origin, State
from bot.ports.mentoring import Around, Change, Pairing, PairingStep
from bot.ports.outbox import Kind
from bot.usecases.mentors import pairing as steps
from bot.usecases.mentors import words_between
from tests.fakes.clock import NOON
from tests.fakes.closing import closing
from tests.fakes.desk_town import CLUB, account

KIM, LEE, SAM = account("kim"), account("lee"), account("sam")
PAIR = Pairing(4, CLUB, State.ACTIVE, Origin.ASKED, KIM, SAM)
OVER = [replace(PAIR, state=state) for state in State if state is not State.ACTIVE]
ALL = ConsentChange(more=frozenset(Item))


def after(step: PairingStep, pairing: Pairing, room: int = 5, others: int = 0) -> Change:
    return step(Around(pairing, room, others), NOON)


@pytest.mark.parametrize("pairing", OVER)
def test_only_a_pair_is_written_to_and_shares(pairing: Pairing) -> None:
    for step in (words_between.told_mentee(KIM, Kind.ENCOURAGED), steps.consented(ALL, SAM)):
        assert after(step, pairing) == Change(pairing)


def test_only_its_mentor_writes_and_only_its_mentee_shares() -> None:
    for step in (words_between.told_mentee(LEE, Kind.ENCOURAGED), steps.consented(ALL, KIM)):
        assert after(step, PAIR) == Change(PAIR)


def test_nobody_becomes_their_own_mentor_and_none_takes_another_s_request() -> None:
    pool = replace(PAIR, state=State.ASKED, mentor=None)
    lees = replace(pool, mentor=LEE)

    assert after(steps.accepted_by_mentor(SAM, "Sam", closing()), pool) == Change(pool)
    assert after(steps.accepted_by_mentor(KIM, "Kim", closing()), lees) == Change(lees)
    assert after(steps.accepted_by_mentor(KIM, "Kim", closing()), pool, room=0) == Change(pool)


def test_whoever_has_somebody_already_takes_no_second_request_of_theirs() -> None:
    pool = replace(PAIR, state=State.ASKED, mentor=None)
    asks = words_between.asked_first(KIM, "Kim", lambda _: pytest.fail("nobody is told"))

    for step in (steps.accepted_by_mentor(KIM, "Kim", closing()), asks):
        assert after(step, pool, others=1) == Change(pool)


def test_nobody_else_ends_what_is_between_two() -> None:
    step = steps.ended(lambda _: pytest.fail("nobody is told"), LEE)

    assert after(step, PAIR) == Change(PAIR)

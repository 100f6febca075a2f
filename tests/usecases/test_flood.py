from datetime import timedelta

from bot.ports.inbound import Address
from bot.usecases.flood import Admission, Buckets, Floodgate, Rate
from tests.fakes.clock import NOON, FakeClock

LOUD = Address("slack", "T1", "loud")
SECOND = timedelta(seconds=1)
TAKEN, TOLD, REFUSED = Admission.TAKEN, Admission.TOLD, Admission.REFUSED


def quiet(number: int) -> Address:
    return Address("slack", "T1", f"quiet {number}")


def test_F77_one_who_sends_200_a_second_gets_few_through_and_100_others_all() -> None:
    gate, clock = Floodgate(), FakeClock()
    loud, others = [], []

    for tick in range(200 * 60):
        loud.append(gate.admit(LOUD, clock.now()))
        if tick % 4 == 0:
            others.append(gate.admit(quiet(tick % 100), clock.now()))
        clock.pass_by(SECOND / 200)

    assert loud.count(TAKEN) <= 20 + 2 * 60
    assert set(others) == {TAKEN}


def test_F77_whoever_sends_too_much_is_told_once_until_they_have_rested() -> None:
    buckets, clock = Buckets(Rate(at_once=2, per_second=1)), FakeClock()

    first = [buckets.take("loud", clock.now()) for _ in range(5)]
    clock.pass_by(SECOND)
    restless = [buckets.take("loud", clock.now()) for _ in range(2)]
    clock.pass_by(2 * SECOND)
    rested = [buckets.take("loud", clock.now()) for _ in range(3)]

    assert first == [TAKEN, TAKEN, TOLD, REFUSED, REFUSED]
    assert restless == [TAKEN, REFUSED]
    assert rested == [TAKEN, TAKEN, TOLD]


def test_F77_a_thousand_people_of_one_community_who_begin_at_once_are_all_taken() -> None:
    gate = Floodgate()

    admitted = {gate.admit(quiet(number), NOON) for number in range(1_000)}

    assert admitted == {TAKEN}


def test_F77_one_loud_community_takes_nothing_from_another() -> None:
    gate = Floodgate(per_community=Rate(at_once=10, per_second=1))
    for number in range(50):
        gate.admit(quiet(number), NOON)

    assert gate.admit(quiet(1), NOON) is REFUSED
    assert gate.admit(Address("slack", "T2", "calm"), NOON) is TAKEN


def test_what_a_full_community_refuses_costs_its_sender_nothing() -> None:
    gate = Floodgate(Rate(at_once=1, per_second=0), Rate(at_once=1, per_second=1))
    gate.admit(quiet(1), NOON)

    refused = gate.admit(quiet(2), NOON)
    later = gate.admit(quiet(2), NOON + SECOND)

    assert (refused, later) == (REFUSED, TAKEN)


def test_F42_a_clock_that_is_set_back_neither_fills_nor_locks_a_bucket() -> None:
    buckets = Buckets(Rate(at_once=1, per_second=1))
    buckets.take("sam", NOON)

    back = buckets.take("sam", NOON - timedelta(days=1))
    a_second_later = buckets.take("sam", NOON - timedelta(days=1) + SECOND)

    assert (back, a_second_later) == (TOLD, TAKEN)


def test_I9_only_so_many_are_remembered_and_the_loud_one_is_among_them() -> None:
    buckets = Buckets(Rate(at_once=1, per_second=0), most=100)
    for number in range(1_000):
        buckets.take(number, NOON)
        buckets.take("loud", NOON)

    assert len(buckets) == 100
    assert buckets.take("loud", NOON) is REFUSED

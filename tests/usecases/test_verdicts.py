from datetime import timedelta
from itertools import pairwise

import pytest

from bot.errors import DeliveryError, Refusal
from bot.ports.news import Held, Revoked, Unreachable
from bot.ports.outbox import Dead, Doubted, Kind, Later, Reason, Sent, Sought
from bot.usecases.verdicts import (
    LONGEST_PAUSE,
    LOOK_AFTER,
    MOST_FAULTS,
    UNTOLD_LIMIT,
    found_out,
    not_told,
    pause,
    verdict,
)
from tests.fakes.clock import NOON
from tests.fakes.message import SAM, message

HOUR = timedelta(hours=1)


def refused(refusal: Refusal, **more: object) -> DeliveryError:
    return DeliveryError("refused on purpose", refusal, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (Refusal.BUSY, Later),
        (Refusal.LIMITED, Later),
        (Refusal.EXPIRED, Later),
        (Refusal.LOST, Doubted),
        (Refusal.UNREACHABLE, Dead),
        (Refusal.REVOKED, Dead),
        (Refusal.OURS, Later),
    ],
)
def test_F23_each_refusal_has_its_own_end(refusal: Refusal, expected: type) -> None:
    outcome, _ = verdict(message(), refused(refusal), NOON)

    assert type(outcome) is expected


def test_F24_each_pause_is_about_twice_the_one_before_and_never_much_over_a_quarter_hour() -> (
    None
):
    pauses = [pause(message(attempts=attempts)) for attempts in range(200)]

    assert timedelta(seconds=2) <= pauses[0] < timedelta(seconds=3)
    assert {later / one for one, later in pairwise(pauses[:9])} == {2.0}
    assert max(pauses) <= LONGEST_PAUSE * 1.25
    assert pauses[-1] >= LONGEST_PAUSE


def test_F24_messages_that_failed_together_are_not_tried_together() -> None:
    pauses = {pause(message(attempts=5, key=f"{number:x}")) for number in range(50)}

    assert len(pauses) > 10


def test_F24_a_reply_that_would_come_too_late_is_given_up() -> None:
    old = message(attempts=30, useful_until=NOON + timedelta(minutes=1))

    outcome, _ = verdict(old, refused(Refusal.BUSY), NOON)

    assert outcome == Dead(old, Reason.TOO_LATE)


def test_F22_a_limit_holds_its_community_until_the_moment_that_was_told() -> None:
    outcome, news = verdict(message(), refused(Refusal.LIMITED, retry_at=NOON + HOUR), NOON)

    assert outcome == Later(message(), NOON + HOUR, Reason.LIMITED)
    assert news == (Held("terminal", "", NOON + HOUR),)


def test_F22_a_limit_without_a_moment_holds_for_a_while() -> None:
    _, news = verdict(message(), refused(Refusal.LIMITED), NOON)

    assert news == (Held("terminal", "", NOON + UNTOLD_LIMIT),)


def test_F22_a_limit_of_the_whole_platform_holds_all_its_communities() -> None:
    to_a_team = message(to=SAM.__class__("slack", "T1", "U1"))

    _, one = verdict(to_a_team, refused(Refusal.LIMITED), NOON)
    _, whole = verdict(to_a_team, refused(Refusal.LIMITED, everywhere=True), NOON)

    assert one == (Held("slack", "T1", NOON + UNTOLD_LIMIT),)
    assert whole == (Held("slack", "", NOON + UNTOLD_LIMIT),)


def test_F25_a_message_that_cannot_be_formed_is_given_up_after_a_few_attempts() -> None:
    ends = [
        verdict(message(attempts=attempts), refused(Refusal.OURS), NOON)[0]
        for attempts in range(MOST_FAULTS)
    ]

    assert [type(one) for one in ends] == [Later] * (MOST_FAULTS - 1) + [Dead]


def test_what_a_refusal_tells_of_a_person_or_a_community_is_noted() -> None:
    _, person = verdict(message(), refused(Refusal.UNREACHABLE), NOON)
    _, community = verdict(message(), refused(Refusal.REVOKED), NOON)

    assert person == (Unreachable(SAM),)
    assert community == (Revoked("terminal", ""),)


def test_F20_a_lost_message_is_looked_for_only_when_no_request_can_be_on_its_way() -> None:
    lost = message(kind=Kind.WARNING)

    outcome, _ = verdict(lost, refused(Refusal.LOST), NOON)

    assert outcome == Sought(lost, NOON + LOOK_AFTER, looks=0)
    assert timedelta(seconds=30) < LOOK_AFTER


def test_F20_what_is_not_found_is_looked_for_twice_before_it_is_sent_again() -> None:
    lost = message(kind=Kind.WARNING)

    first = found_out(lost, NOON, arrived=False)
    second = found_out(message(kind=Kind.WARNING, looks=1), NOON, arrived=False)

    assert first == Sought(lost, NOON + LOOK_AFTER, looks=1)
    assert isinstance(second, Later)


def test_F42_a_look_that_came_before_its_time_counts_for_nothing() -> None:
    lost = message(kind=Kind.WARNING, looks=1)

    early = found_out(lost, NOON, arrived=False, in_time=False)

    assert early == Sought(lost, NOON + LOOK_AFTER, looks=1)
    assert found_out(lost, NOON, arrived=True, in_time=False) == Sent(lost)


def test_F17_what_is_found_was_sent() -> None:
    lost = message(kind=Kind.WARNING)

    assert found_out(lost, NOON, arrived=True) == Sent(lost)


def test_what_is_not_found_when_nobody_wants_it_any_more_is_given_up() -> None:
    lost = message(kind=Kind.WARNING, looks=1, useful_until=NOON)

    assert found_out(lost, NOON, arrived=False) == Dead(lost, Reason.TOO_LATE)


@pytest.mark.parametrize("refusal", [Refusal.BUSY, Refusal.LIMITED])
def test_F21_a_look_that_is_refused_for_now_is_taken_later(refusal: Refusal) -> None:
    lost = message(kind=Kind.WARNING, looks=1)

    outcome = not_told(lost, refused(refusal, retry_at=NOON + HOUR), NOON)

    assert outcome == Sought(lost, NOON + HOUR, looks=1)


@pytest.mark.parametrize("refusal", [Refusal.OURS, Refusal.REVOKED, Refusal.LOST])
def test_F21_where_one_may_not_look_a_lost_message_ends_as_unknown(refusal: Refusal) -> None:
    lost = message(kind=Kind.WARNING)

    assert not_told(lost, refused(refusal), NOON) == Doubted(lost)


def test_F21_a_look_is_not_put_off_for_ever() -> None:
    lost = message(kind=Kind.WARNING, useful_until=NOON + HOUR)

    outcome = not_told(lost, refused(Refusal.BUSY, retry_at=NOON + HOUR), NOON)

    assert outcome == Doubted(lost)

"""How near messages of one platform come to each other."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from bot.ports.inbound import Address
from bot.ports.outbox import Claimed, Message
from bot.usecases.distances import Distances
from tests.fakes.clock import NOON, FakeClock

APART = timedelta(milliseconds=100)
SAM = Address("slack", "T1", "sam")


class FakeClaims:
    """Has a message for whoever asks.

    Attributes:
        spacing: what it was asked with, in milliseconds.
    """

    def __init__(self, claimed: Claimed) -> None:
        self.spacing: list[float] = []
        self._claimed = claimed

    async def claim_due(
        self, platforms: Sequence[str], most: int, spacing: Mapping[str, timedelta]
    ) -> Claimed:
        self.spacing.append(spacing["slack"] / timedelta(milliseconds=1))
        return self._claimed


def a_message() -> Claimed:
    return Claimed((Message(1, 1, SAM, None, "key", NOON + timedelta(days=1)),))


async def asked_after(clock: FakeClock, claims: FakeClaims, *waits: int) -> list[float]:
    """The distances that claims were asked for, each so many milliseconds after the last."""
    distances = Distances(claims, clock)  # type: ignore[arg-type]
    for wait in (0, *waits):
        clock.pass_by(timedelta(milliseconds=wait))
        await distances.claim_due(["slack"], 1, {"slack": APART})
    return claims.spacing


async def test_what_a_claim_is_late_is_taken_from_the_distance_that_follows(
    clock: FakeClock,
) -> None:
    asked = await asked_after(clock, FakeClaims(a_message()), 105, 95, 103)

    assert asked == [100, 95, 100, 97]


@pytest.mark.parametrize("wait", [99, 121, 5_000, -3_000])
async def test_what_came_early_or_much_later_keeps_the_whole_distance(
    wait: int, clock: FakeClock
) -> None:
    asked = await asked_after(clock, FakeClaims(a_message()), wait)

    assert asked == [100, 100]


async def test_a_round_that_found_nothing_is_no_reason_to_come_sooner(clock: FakeClock) -> None:
    asked = await asked_after(clock, FakeClaims(Claimed()), 105, 105)

    assert asked == [100, 100, 100]

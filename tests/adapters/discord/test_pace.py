import asyncio
from collections.abc import Awaitable

import pytest

from bot.adapters.discord.inbound import address
from bot.adapters.discord.pace import A_SECOND, Pace
from bot.cards import Card
from bot.errors import DeliveryError, Refusal
from bot.ports.outbox import Kind, Message
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.discord.served import Served


async def test_what_would_wait_for_too_long_is_told_when_to_come_again(
    clock: FakeClock,
) -> None:
    pace = Pace(clock)

    ended = await asyncio.gather(
        *(pace.turn(0.5) for _ in range(3 * A_SECOND)), return_exceptions=True
    )

    refused = [one for one in ended if isinstance(one, DeliveryError)]
    assert A_SECOND / 2 <= len(ended) - len(refused) < 2 * A_SECOND
    assert {one.refusal for one in refused} == {Refusal.BUSY}
    assert all(one.retry_at is not None and one.retry_at > clock.now() for one in refused)


async def test_what_nobody_waits_for_comes_last(clock: FakeClock) -> None:
    pace, begun = Pace(clock), list[str]()

    async def urgent() -> None:
        await pace.turn(5.0)
        begun.append("urgent")

    async def spare() -> None:
        await pace.spare()
        begun.append("spare")

    await pace.turn(0.0)
    await asyncio.gather(spare(), spare(), *(urgent() for _ in range(5)))

    assert begun == [*["urgent"] * 5, *["spare"] * 2]


async def test_a_moment_without_anybody_that_never_comes_is_not_waited_for(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.adapters.discord.pace.LONGEST_SPARE", 0.0)
    pace = Pace(clock)
    taken = [asyncio.create_task(pace.turn(60.0)) for _ in range(2 * A_SECOND)]
    await asyncio.sleep(0)

    with pytest.raises(DeliveryError) as refused:
        await pace.spare()

    assert refused.value.refusal is Refusal.BUSY
    for one in taken:
        one.cancel()


async def test_what_comes_by_itself_lets_others_go_first_and_goes_before_what_can_wait(
    clock: FakeClock,
) -> None:
    pace, begun = Pace(clock), list[str]()

    async def one(name: str, turn: Awaitable[None]) -> None:
        await turn
        begun.append(name)

    await pace.turn(0.0)
    spare, patient = one("spare", pace.spare()), one("patient", pace.patiently(5.0))
    await asyncio.gather(spare, patient, *(one("urgent", pace.turn(5.0)) for _ in range(5)))

    assert begun == [*["urgent"] * 5, "patient", "spare"]


async def test_what_comes_by_itself_is_tried_later_where_others_never_cease(
    clock: FakeClock,
) -> None:
    pace = Pace(clock)
    await asyncio.gather(*(pace.turn(0.1) for _ in range(3)))
    taken = [asyncio.create_task(pace.turn(60.0)) for _ in range(A_SECOND)]
    await asyncio.sleep(0)

    with pytest.raises(DeliveryError) as refused:
        await pace.patiently(0.01)

    assert refused.value.refusal is Refusal.BUSY
    for one in taken:
        one.cancel()


async def test_of_thousands_that_can_wait_only_the_first_looks_for_a_turn(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    class Counting(Pace):
        def _wait(self) -> float:
            looks.append(True)
            return super()._wait()

    pace = Counting(clock)
    await pace.turn(0.0)
    waiting = [asyncio.create_task(pace.spare()) for _ in range(2_000)]
    for _ in range(10):
        await pace.turn(1.0)
    for one in waiting:
        one.cancel()

    assert len(looks) < 100


@pytest.mark.parametrize(("kind", "turns"), [(Kind.NUDGE, ["patiently"]), (Kind.REPLY, [])])
async def test_a_message_that_comes_by_itself_is_patient_and_an_answer_is_not(
    kind: Kind, turns: list[str], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, taken = served.discord.person(), []
    await served.asks(sam)

    async def patiently(_: Pace, _longest: float) -> None:
        taken.append("patiently")

    monkeypatch.setattr(Pace, "patiently", patiently)
    message = Message(1, 1, address(sam.id), Card(body="Hello."), "key", NOON, kind)

    await served.application.courier.deliver(message, Card(body="Hello."))

    assert taken == turns

import asyncio

import pytest

from bot.cards import Card
from bot.ports.inbound import Address
from bot.usecases import courtesy
from bot.usecases.courtesy import Courteous, Courtesy
from tests.fakes.courier import FakeCourier
from tests.fakes.message import message

SAM = Address("slack", "T1", "U1")


async def sending(courier: FakeCourier, waiting: Courtesy) -> "asyncio.Task[str | None]":
    """A card that is handed over, as far as it gets by itself."""
    sent = asyncio.create_task(
        Courteous(courier, waiting).deliver(message(to=SAM), Card("hello"))
    )
    for _ in range(5):
        await asyncio.sleep(0)
    return sent


async def test_an_answer_goes_at_once_when_nobody_waits() -> None:
    courier = FakeCourier()

    sent = await sending(courier, Courtesy())

    assert sent.done()
    assert courier.bodies == ["hello"]


async def test_I6_an_answer_lets_everybody_go_first_who_waits_to_be_acknowledged() -> None:
    courier, waiting = FakeCourier(), Courtesy()

    with waiting.waiting():
        with waiting.waiting():
            sent = await sending(courier, waiting)
        before = list(courier.tried)
    await sent

    assert before == []
    assert courier.bodies == ["hello"]


async def test_an_answer_goes_in_between_in_a_crowd_that_never_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(courtesy, "LONGEST", 0.01)
    courier, waiting = FakeCourier(), Courtesy()

    with waiting.waiting():
        sent = await sending(courier, waiting)
        await sent

    assert courier.bodies == ["hello"]


async def test_whoever_could_not_be_served_is_not_waited_for() -> None:
    courier, waiting = FakeCourier(), Courtesy()

    with pytest.raises(ZeroDivisionError), waiting.waiting():
        raise ZeroDivisionError
    sent = await sending(courier, waiting)

    assert sent.done()

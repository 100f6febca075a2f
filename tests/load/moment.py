"""Everybody acts in the same moment: when each is acknowledged, and has their next card.

Seconds count from the moment at which the first of them acts, so what our Slack needs to tell
them all is in them; the floor is the same with a program that only acknowledges.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from time import monotonic

from bot.bench.measured import quantile
from tests.fakes.slack.person import Person, labels
from tests.fakes.slack.server import FakeSlack
from tests.load.hall import ACKNOWLEDGING, OURS, people, served, shown

Act = Callable[[Person], Awaitable[object]]

REST_SECONDS = 1.0
"""Between two moments, so that nothing of the first is left."""


async def words(folder: Path, many: int) -> dict[str, float]:
    """So many people say a word."""
    async with FakeSlack() as slack:
        hall = people(slack, 0, many)
        async with served(slack, folder, OURS):
            await warm(slack, many)
            found = await in_one_moment(hall, say)
        return await with_floor(slack, folder, hall, say, found)


async def clicks(folder: Path, many: int) -> dict[str, float]:
    """So many people press the first button of their card."""
    async with FakeSlack() as slack:
        hall = people(slack, 0, many)
        async with served(slack, folder, OURS):
            await warm(slack, many)
            await in_one_moment(hall, say)
            await asyncio.sleep(REST_SECONDS)
            found = await in_one_moment(hall, press)
        return await with_floor(slack, folder, hall, press, found)


async def warm(slack: FakeSlack, number: int) -> None:
    """Somebody else was here before, so that nothing is done for the first time."""
    await in_one_moment(people(slack, number, 1), say)
    await asyncio.sleep(REST_SECONDS)


async def with_floor(
    slack: FakeSlack, folder: Path, hall: Sequence[Person], act: Act, found: dict[str, float]
) -> dict[str, float]:
    """The figures, with what a program needs that only acknowledges the same."""
    async with served(slack, folder, ACKNOWLEDGING):
        floor = await acknowledgements(hall, act)
    return {**found, "floor": quantile(floor, 0.99)}


async def say(person: Person) -> object:
    """A word in the direct message."""
    return await person.says("hello")


async def press(person: Person) -> object:
    """A press on the newest card: its first button."""
    card = person.live[-1]
    return await person.presses(labels(card)[0], on=card)


async def in_one_moment(hall: Sequence[Person], act: Act) -> dict[str, float]:
    """All of them act now; seconds until they are acknowledged, and see their next card."""
    begun = monotonic()
    waits = await acknowledgements(hall, act)
    cards = [await shown(person, begun) - begun for person in hall]
    return {
        "p50": quantile(waits, 0.5),
        "p99": quantile(waits, 0.99),
        "max": max(waits),
        "cardp50": quantile(cards, 0.5),
        "cardp99": quantile(cards, 0.99),
        "cardmax": max(cards),
    }


async def acknowledgements(hall: Sequence[Person], act: Act) -> list[float]:
    """Seconds from one moment until each is acknowledged, or until Slack waits no more."""
    begun = monotonic()

    async def acknowledged(person: Person) -> float:
        await act(person)
        return monotonic() - begun

    return await asyncio.gather(*(acknowledged(person) for person in hall))

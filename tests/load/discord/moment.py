"""Everybody acts in the same moment: when each is answered, and has their next card.

Seconds count from the moment at which the first of them acts, so what our Discord needs to
tell them all is in them; the floor is the same with a program that only acknowledges.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from bot.bench.measured import quantile
from bot.ports.inbound import SLASH_COMMAND
from tests.fakes.discord.person import Person
from tests.fakes.discord.rates import EVERYTHING
from tests.fakes.discord.seen import buttons
from tests.fakes.discord.server import FakeDiscord
from tests.load.discord.hall import ACKNOWLEDGING, OURS, cards, people, served, shown

Deed = Coroutine[Any, Any, object]
Act = Callable[[Person], Deed]
"""Chooses what somebody is going to do; they do it when it is awaited."""

REST_SECONDS = 1.0
"""Between two moments, so that nothing of the first is left."""

UNANSWERED = 60.0
"""Seconds that count for whoever was not answered while Discord waited."""


async def commands(folder: Path, many: int) -> dict[str, float]:
    """So many people run our command in one guild."""
    async with FakeDiscord() as discord:
        hall = people(discord, 0, many)
        async with served(discord, folder, OURS):
            await warm(discord, many)
            found = await in_one_moment(discord, hall, run)
        nothing_was_refused(discord)
        return await with_floor(discord, folder, hall, run, found)


async def presses(folder: Path, many: int) -> dict[str, float]:
    """So many people press the first button of their card."""
    async with FakeDiscord() as discord:
        hall = people(discord, 0, many)
        async with served(discord, folder, OURS):
            await warm(discord, many)
            await in_one_moment(discord, hall, run)
            await asyncio.sleep(REST_SECONDS)
            found = await in_one_moment(discord, hall, press)
        nothing_was_refused(discord)
        return await with_floor(discord, folder, hall, press, found)


async def words(folder: Path, many: int) -> dict[str, float]:
    """So many people write in their direct message; the floor is what Discord lets us say."""
    async with FakeDiscord() as discord, served(discord, folder, OURS):
        await warm(discord, many)
        found = await in_one_moment(discord, people(discord, 0, many), say)
        nothing_was_refused(discord)
    seen = {name: found[f"card{name}"] for name in ("p50", "p99", "max")}
    return {**seen, "floor": many / EVERYTHING[0]}


async def warm(discord: FakeDiscord, number: int) -> None:
    """Somebody else was here before, so that nothing is done for the first time."""
    await in_one_moment(discord, people(discord, number, 1), run)
    await asyncio.sleep(REST_SECONDS)


async def with_floor(
    discord: FakeDiscord,
    folder: Path,
    hall: Sequence[Person],
    act: Act,
    found: dict[str, float],
) -> dict[str, float]:
    """The figures, with what a program needs that only acknowledges the same."""
    async with served(discord, folder, ACKNOWLEDGING):
        floor = await answers([act(person) for person in hall])
    return {**found, "floor": quantile(floor, 0.99)}


def nothing_was_refused(discord: FakeDiscord) -> None:
    """No answer stands in the way of what Discord limits: of each bucket one 429 at most.

    Raises:
        AssertionError: there were more.
    """
    refused = dict(discord.rates.refused)
    assert all(times <= 1 for times in refused.values()), refused


def run(person: Person) -> Deed:
    """The command, in town."""
    return person.runs(SLASH_COMMAND)


def say(person: Person) -> Deed:
    """A word in the direct message."""
    return person.says("hello")


def press(person: Person) -> Deed:
    """A press on the newest card: its first button."""
    card = cards(person)[-1]
    return person.acts(card, next(buttons(card.components)))


async def in_one_moment(
    discord: FakeDiscord, hall: Sequence[Person], act: Act
) -> dict[str, float]:
    """All of them act now; seconds until they are answered, and see their next card."""
    deeds = [act(person) for person in hall]
    begun = discord.watch.now()
    waits = await answers(deeds)
    seen = [(await shown(person, begun) - begun).total_seconds() for person in hall]
    return {
        "p50": quantile(waits, 0.5),
        "p99": quantile(waits, 0.99),
        "max": max(waits),
        "cardp50": quantile(seen, 0.5),
        "cardp99": quantile(seen, 0.99),
        "cardmax": max(seen),
    }


async def answers(deeds: Sequence[Deed]) -> list[float]:
    """Seconds from one moment until each is answered."""
    begun = monotonic()

    async def answered(deed: Deed) -> float:
        answer = await deed
        return UNANSWERED if answer is None else monotonic() - begun

    return await asyncio.gather(*map(answered, deeds))

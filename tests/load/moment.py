"""Everybody acts in the same moment: when each is acknowledged, and has their next card."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from bot.bench.measured import quantile
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import FakeSlack
from tests.load.hall import ACKNOWLEDGING, OURS, people, served

LONGEST_SECONDS = 60.0
LOOK_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds from the moment until each was acknowledged, and until their card was there."""

    acknowledged: Sequence[float]
    shown: Sequence[float]

    def told(self, name: str) -> dict[str, float]:
        """The figures, under names that begin with this one."""
        return {
            f"{name}p50": quantile(self.acknowledged, 0.5),
            f"{name}p99": quantile(self.acknowledged, 0.99),
            f"{name}max": max(self.acknowledged),
            f"{name}shownp50": quantile(self.shown, 0.5),
            f"{name}shownp99": quantile(self.shown, 0.99),
            f"{name}shownmax": max(self.shown),
        }


async def measured(folder: Path, many: int) -> dict[str, float]:
    """Say a word, all at once; then press, all at once; and the word without our program."""
    async with FakeSlack() as slack, served(slack, folder, ACKNOWLEDGING):
        floor = await acknowledgements(people(slack, 0, many), say)
    async with FakeSlack() as slack, served(slack, folder, OURS):
        hall = people(slack, 0, many)
        words = await in_one_moment(hall, say)
        await asyncio.sleep(1.0)
        clicks = await in_one_moment(hall, start)
        assert slack.sockets.late == 0, f"{slack.sockets.late} were acknowledged too late"
    return {
        **words.told("words"),
        **clicks.told("clicks"),
        "floor": quantile(floor, 0.99),
    }


async def say(person: Person) -> object:
    """A word in the direct message."""
    return await person.says("hello")


async def start(person: Person) -> object:
    """A press on the first card."""
    return await person.presses("Start")


async def in_one_moment(
    hall: Sequence[Person], act: Callable[[Person], Awaitable[object]]
) -> Waits:
    """All of them act now."""
    begun = monotonic()
    waits = await acknowledgements(hall, act)
    async with asyncio.timeout(LONGEST_SECONDS):
        while not all(person.cards and person.cards[-1].at > begun for person in hall):
            await asyncio.sleep(LOOK_SECONDS)
    return Waits(waits, [person.cards[-1].at - begun for person in hall])


async def acknowledgements(
    hall: Sequence[Person], act: Callable[[Person], Awaitable[object]]
) -> list[float]:
    """Seconds from one moment until each of them is acknowledged."""
    begun = monotonic()

    async def acknowledged(person: Person) -> float:
        await act(person)
        return monotonic() - begun

    return await asyncio.gather(*(acknowledged(person) for person in hall))

"""Everybody acts in the same moment: when each is acknowledged, and has their next card."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from bot.bench.measured import quantile
from tests.fakes.slack.person import Person, labels
from tests.fakes.slack.server import FakeSlack
from tests.load.hall import ACKNOWLEDGING, OURS, people, served

LONGEST_SECONDS = 60.0
LOOK_SECONDS = 0.02
REST_SECONDS = 1.0
"""Between two moments, so that nothing of the first is left."""


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
    """Say a word, all at once; then press, all at once; then both with nobody to answer."""
    async with FakeSlack() as slack:
        hall = people(slack, 0, many)
        async with served(slack, folder, OURS):
            await in_one_moment(people(slack, many, 1), say)
            words = await in_one_moment(hall, say)
            await asyncio.sleep(REST_SECONDS)
            clicks = await in_one_moment(hall, press)
        late = slack.sockets.late
        async with served(slack, folder, ACKNOWLEDGING):
            floor_of_words = await acknowledgements(hall, say)
            floor_of_clicks = await acknowledgements(hall, press)
    return {
        **words.told("word"),
        **clicks.told("click"),
        "wordfloor": quantile(floor_of_words, 0.99),
        "clickfloor": quantile(floor_of_clicks, 0.99),
        "late": late,
    }


async def say(person: Person) -> object:
    """A word in the direct message."""
    return await person.says("hello")


async def press(person: Person) -> object:
    """A press on the newest card: its first button."""
    card = person.live[-1]
    return await person.presses(labels(card)[0], on=card)


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

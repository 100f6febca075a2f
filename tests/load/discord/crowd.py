"""Many people, one after the other: whether the program holds more for each of them."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from tests.fakes.discord.person import Person
from tests.fakes.discord.server import FakeDiscord
from tests.load.crowd import REST_SECONDS, UNDER_WAY, YOUTH, resident
from tests.load.discord.hall import people, served, shown
from tests.load.discord.moment import press, run, say


async def memory(folder: Path, many: int) -> dict[str, float]:
    """Bytes of the program after a tenth of so many people, and after all of them."""
    async with FakeDiscord(limited=False) as discord, served(discord, folder) as program:
        everybody = iter(range(many))
        held = []
        for some in (many // YOUTH, many - many // YOUTH):
            await talked(discord, iter([next(everybody) for _ in range(some)]))
            await asyncio.sleep(REST_SECONDS)
            held.append(resident(program.pid))
    young, old = held
    return {"floor": young, "held": old, "people": many}


async def talked(discord: FakeDiscord, numbers: Iterator[int]) -> None:
    """A short conversation with each of them, some at a time; then they are forgotten here."""

    async def serve() -> None:
        for number in numbers:
            (person,) = people(discord, number, 1)
            await talk(discord, person, in_town=bool(number % 2))
            discord.forget(person)

    async with asyncio.TaskGroup() as group:
        for _ in range(UNDER_WAY):
            group.create_task(serve())


async def talk(discord: FakeDiscord, person: Person, *, in_town: bool) -> None:
    """Hello, in town or in the direct message, and the first button."""
    for act in (run if in_town else say, press):
        begun = discord.watch.now()
        await act(person)
        await shown(person, begun)

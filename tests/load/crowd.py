"""Many people, one after the other: whether the program holds more for each of them."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from tests.fakes.slack.person import Person
from tests.fakes.slack.server import FakeSlack
from tests.load.hall import people, served, shown
from tests.load.moment import press, say

UNDER_WAY = 20
YOUTH = 10
"""The first measurement is taken after this part of them: a tenth."""

REST_SECONDS = 2.0


async def memory(folder: Path, many: int) -> dict[str, float]:
    """Bytes of the program after a tenth of so many people, and after all of them."""
    async with FakeSlack(limited=False) as slack, served(slack, folder) as program:
        everybody = iter(range(many))
        held = []
        for some in (many // YOUTH, many - many // YOUTH):
            await talked(slack, iter([next(everybody) for _ in range(some)]))
            await asyncio.sleep(REST_SECONDS)
            held.append(resident(program.pid))
    young, old = held
    return {"floor": young, "held": old, "people": many}


async def talked(slack: FakeSlack, numbers: Iterator[int]) -> None:
    """A short conversation with each of them, some at a time; then they are forgotten here."""

    async def serve() -> None:
        for number in numbers:
            (person,) = people(slack, number, 1)
            await talk(person)
            slack.forget(person)

    async with asyncio.TaskGroup() as group:
        for _ in range(UNDER_WAY):
            group.create_task(serve())


async def talk(person: Person) -> None:
    """Hello, and the first button."""
    for act in (say, press):
        begun = monotonic()
        await act(person)
        await shown(person, begun)


def resident(process: int) -> int:
    """Bytes of a process that are in memory."""
    pages = Path(f"/proc/{process}/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(process)],  # noqa: S607
        capture_output=True,
        check=True,
    )
    return int(told.stdout) * 1024

"""A town full of people on a small Discord in this process, and a program in one of its own."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.bench.programs import environment
from tests.fakes.discord.models import Posted
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import labels
from tests.fakes.discord.server import FakeDiscord

STARTING_SECONDS = 30.0
ENDING_SECONDS = 10.0
LONGEST_SECONDS = 60.0
LOOK_SECONDS = 0.01

OURS = (sys.executable, "-m", "bot", "run", "--only", "discord")
ACKNOWLEDGING = (sys.executable, "-m", "tests.load.discord.acknowledging")
"""The floor: what a program costs that does nothing but acknowledge."""


@asynccontextmanager
async def served(
    discord: FakeDiscord, folder: Path, command: Sequence[str] = OURS
) -> AsyncIterator[Process]:
    """A program, connected to that Discord, with its files in a folder; gone afterwards.

    Raises:
        TimeoutError: it does not come, or does not go.
    """
    settings = {
        "DISCORD_TOKEN": discord.rest.token,
        "WHICHROLE_DISCORD_API_URL": discord.api_url,
        "WHICHROLE_DISCORD_GATEWAY_URL": discord.gateway_url,
        "WHICHROLE_DATA": str(folder),
        "WHICHROLE_LOG": "warning",
    }
    process = await asyncio.create_subprocess_exec(*command, env=environment() | settings)
    try:
        async with asyncio.timeout(STARTING_SECONDS):
            await discord.gateway.connected()
            while not discord.world.commands:  # noqa: ASYNC110 - nobody tells of them
                await asyncio.sleep(LOOK_SECONDS)
        yield process
        process.terminate()
        async with asyncio.timeout(ENDING_SECONDS):
            await process.wait()
            await discord.gateway.gone()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def shown(person: Person, since: datetime) -> datetime:
    """When their newest card came to say what it says, as soon as that is after a moment.

    Raises:
        TimeoutError: no card comes.
    """
    async with asyncio.timeout(LONGEST_SECONDS):
        while not (seen := newest_of(person)) or seen <= since:  # noqa: ASYNC110 - see below
            await asyncio.sleep(LOOK_SECONDS)  # the cards of a thousand have no event each
    return seen


def newest_of(person: Person) -> datetime | None:
    """Since when their newest card says what it says; None while there is none."""
    return next((one.edited_at or one.at for one in reversed(cards(person))), None)


def cards(person: Person) -> list[Posted]:
    """What they can answer, wherever that is; the last one is what they look at."""
    return [one for one in person.heard if labels(one)]


def people(discord: FakeDiscord, first: int, many: int) -> list[Person]:
    """So many people with names of their own."""
    return [discord.person(f"P{number:07}") for number in range(first, first + many)]

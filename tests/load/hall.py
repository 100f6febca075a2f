"""A hall full of people on a small Slack in this process, and a program in one of its own."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.bench.programs import environment
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN

STARTING_SECONDS = 30.0
ENDING_SECONDS = 10.0
LONGEST_SECONDS = 60.0
LOOK_SECONDS = 0.01

OURS = (sys.executable, "-m", "bot", "run", "--only", "slack")
ACKNOWLEDGING = (sys.executable, "-m", "tests.load.acknowledging")
"""The floor: what a program costs that does nothing but acknowledge."""


@asynccontextmanager
async def served(
    slack: FakeSlack, folder: Path, command: Sequence[str] = OURS
) -> AsyncIterator[Process]:
    """A program, connected to that Slack, with its files in a folder; gone afterwards.

    Raises:
        TimeoutError: it does not come, or does not go.
    """
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "WHICHROLE_SLACK_API_URL": slack.api_url,
        "WHICHROLE_DATA": str(folder),
        "WHICHROLE_LOG": "warning",
    }
    process = await asyncio.create_subprocess_exec(*command, env=environment() | settings)
    try:
        async with asyncio.timeout(STARTING_SECONDS):
            await slack.sockets.connected()
        yield process
        process.terminate()
        async with asyncio.timeout(ENDING_SECONDS):
            await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def shown(person: Person, since: float) -> float:
    """When their newest card came to say what it says, as soon as that is after a moment.

    Raises:
        TimeoutError: no card comes.
    """
    async with asyncio.timeout(LONGEST_SECONDS):
        while not (person.cards and person.cards[-1].at > since):  # noqa: ASYNC110 - see below
            await asyncio.sleep(LOOK_SECONDS)  # the cards of a thousand have no event each
    return person.cards[-1].at


def people(slack: FakeSlack, first: int, many: int) -> list[Person]:
    """So many people with names of their own."""
    return [slack.person(f"U{number:07}") for number in range(first, first + many)]

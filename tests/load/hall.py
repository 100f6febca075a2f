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


def people(slack: FakeSlack, first: int, many: int) -> list[Person]:
    """So many people with names of their own."""
    return [slack.person(f"U{number:07}") for number in range(first, first + many)]

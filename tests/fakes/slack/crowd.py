"""A workspace full of people who talk with one process after the other."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from time import perf_counter

from bot.adapters.slack import callbacks
from bot.cards import Place
from bot.ports.inbound import SLASH_COMMAND
from tests.fakes.file import rows
from tests.fakes.slack.person import Person, pressable, tickable
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN
from tests.fakes.slack.workspace import Posted
from tests.fakes.waiting import PATIENCE

LONGEST_THOUGHT = 2.0
NEVER = frozenset({"Stop", "Pause", "My data", "Forget me", "As a picture"})
"""What ends a talk, or takes longer than a death leaves."""

WORDS = ("skip", "not sure", "back", "why", "2", "I like dashboards", "pipelines and sql",
         "help", "summary", "restart", "xyzzy", "edit")  # fmt: skip
COMMANDS = ("", "summary", "back", "help", "resume")


class Neighbour:
    """Somebody who presses, ticks, writes and runs commands, as it happens."""

    def __init__(self, person: Person, random: Random) -> None:
        self.person = person
        self._random = random

    async def lives(self) -> None:
        """Act, for ever."""
        while True:
            await asyncio.sleep(self._random.uniform(0.05, LONGEST_THOUGHT))
            await self.acts()

    async def acts(self) -> None:
        """One thing; now and then the same twice at once, or on an old card."""
        chance, live = self._random.random(), self.person.live
        if not live or chance < 0.05:
            await self.person.runs(SLASH_COMMAND, self._random.choice(COMMANDS))
        elif chance < 0.15:
            await self.person.says(self._random.choice(WORDS))
        elif chance < 0.2:
            await self.person.opens_home()
        elif chance < 0.9:
            await self._answers(live[-1])
        else:
            posted = self._random.choice(live)
            await asyncio.gather(self._presses(posted), self._presses(posted))

    async def _answers(self, posted: Posted) -> None:
        """A choice of the newest card: pressed, or ticked and confirmed."""
        boxes = tickable(posted)
        if boxes and self._random.random() < 0.7:
            await self.person.ticks([self._random.choice(boxes)], posted)
            await self.person.confirms(posted)
        else:
            await self._presses(posted)

    async def _presses(self, posted: Posted) -> None:
        there = [one for one in pressable(posted) if one not in NEVER]
        if there:
            await self.person.presses(self._random.choice(there), posted)


class Neighbourhood:
    """Everybody, and the process that serves them.

    Attributes:
        people: by user.
        pids: of all processes.
        recoveries: seconds from a start to the first acknowledgement of something new.
        in_flight: how many deeds nobody had acknowledged, at each death.
    """

    def __init__(self, slack: FakeSlack, people: int, random: Random) -> None:
        self.slack = slack
        self.random = random
        users = [f"U0P{number:02}" for number in range(people)]
        self.people = {
            user: Neighbour(slack.person(user), Random(random.random())) for user in users
        }
        self.pids: list[int] = []
        self.recoveries: list[float] = []
        self.in_flight: list[int] = []
        self._lost = 0
        self._started = 0.0

    @asynccontextmanager
    async def served(
        self, database: Path, ahead: float
    ) -> AsyncIterator[asyncio.subprocess.Process]:
        """A new process; it is killed when the block is left."""
        self._started = perf_counter()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.fakes.slack.program", str(ahead)),
            env={
                **os.environ,
                "SLACK_BOT_TOKEN": BOT_TOKEN,
                "SLACK_APP_TOKEN": APP_TOKEN,
                "WHICHROLE_SLACK_API_URL": self.slack.api_url,
                "DATABASE_URL": f"sqlite+aiosqlite:///{database}",
                "WHICHROLE_LOG": "error",
            },
        )
        self.pids.append(process.pid)
        try:
            async with asyncio.timeout(PATIENCE):
                await self.slack.sockets.connected()
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
            await self.slack.sockets.gone()

    @asynccontextmanager
    async def talking(self, seconds: float) -> AsyncIterator[None]:
        """Everybody acts, all at once; the inside runs after so many seconds of that."""
        before = len(self.slack.sockets.answered)
        lives = [asyncio.create_task(one.lives()) for one in self.people.values()]
        try:
            async with asyncio.timeout(PATIENCE):
                # Nobody tells of the first one.
                while len(self.slack.sockets.answered) == before:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            self.recoveries.append(perf_counter() - self._started)
            await asyncio.sleep(seconds)
            yield
        finally:
            for life in lives:
                life.cancel()
            for ended in await asyncio.gather(*lives, return_exceptions=True):
                assert isinstance(ended, asyncio.CancelledError), ended
            sockets = self.slack.sockets
            self.in_flight.append(len(sockets.told) - len(sockets.answered) - self._lost)
            self._lost += self.in_flight[-1]

    async def rests(self, database: Path, most: float) -> None:
        """Wait until nothing waits to be said."""
        waiting = """SELECT state, kind, reason, attempts, due_at, user FROM outbox
            JOIN account ON account.id = account_id WHERE closed_at IS NULL"""
        try:
            async with asyncio.timeout(most):
                while rows(database, waiting):  # noqa: ASYNC110 - a file tells nobody
                    await asyncio.sleep(0.1)
                await asyncio.sleep(0.5)
        except TimeoutError:
            paces = rows(database, "SELECT * FROM pace")
            waits = rows(database, waiting)
            raise AssertionError(f"{len(waits)} wait, such as {waits[:3]}; {paces}") from None


def place_on(posted: Posted) -> Place | None:
    """The place of a card, as its blocks tell it."""
    for block in posted.blocks:
        place = callbacks.place_of(str(block.get("block_id", "")))
        if place is not None:
            return place
    return None

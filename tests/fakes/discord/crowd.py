"""A town full of people who talk with one process after the other."""

import asyncio
import os
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from bot.adapters.discord.callbacks import Kind, from_custom_id
from bot.adapters.discord.outbound import FIRST_NAME
from bot.cards import Place
from bot.ports.inbound import SLASH_COMMAND
from tests.fakes.discord.components import walked
from tests.fakes.discord.models import Posted
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import buttons, label, labels, selects
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.file import rows
from tests.fakes.waiting import PATIENCE

LONGEST_THOUGHT = 2.0
NEVER = frozenset({"Stop", "Pause", "My data", "Forget me", "As a picture"})
"""What ends a talk, or takes longer than a death leaves."""

WORDS = ("skip", "not sure", "back", "why", "2", "I like dashboards", "pipelines and sql",
         "help", "summary", "restart", "xyzzy", "edit")  # fmt: skip
COMMANDS = ("", "summary", "back", "help", "resume")

INTERACTION = "INTERACTION_CREATE"

Act = tuple[Mapping[str, Any], list[str] | None]
"""A component of a message, and what is picked there."""


class Neighbour:
    """Somebody who presses, picks, writes and runs commands, as it happens."""

    def __init__(self, person: Person, random: Random) -> None:
        self.person = person
        self._random = random

    @property
    def live(self) -> list[Posted]:
        """What they can answer, in the direct message and in town."""
        return [one for one in self.person.heard if place_on(one) and labels(one)]

    async def lives(self) -> None:
        """Act, for ever."""
        while True:
            await asyncio.sleep(self._random.uniform(0.05, LONGEST_THOUGHT))
            await self.acts()

    async def acts(self) -> None:
        """One thing; now and then the same twice at once, or on an old card."""
        chance, live = self._random.random(), self.live
        if self.person.window:
            await self.person.submits(self._random.choice(WORDS))
        elif not live or chance < 0.1:
            where = self._random.choice((self.person.town, self.person.channel))
            await self.person.runs(SLASH_COMMAND, self._random.choice(COMMANDS), where)
        elif chance < 0.3:
            await self.person.says(self._random.choice(WORDS))
        elif chance < 0.9:
            await self._answers(live[-1])
        else:
            posted = self._random.choice(live)
            await asyncio.gather(self._answers(posted), self._answers(posted))

    async def _answers(self, posted: Posted) -> None:
        """Press or pick something of a card."""
        there = list(self._offered(posted))
        if there:
            component, values = self._random.choice(there)
            await self.person.acts(posted, component, values)

    def _offered(self, posted: Posted) -> Iterator[Act]:
        for one in buttons(posted.components):
            if label(one) not in NEVER:
                yield one, None
        for one in selects(posted.components):
            options = [one for one in one["options"] if label(one) not in NEVER]
            least, most = one.get("min_values", 1), one.get("max_values", 1)
            many = self._random.randint(least, min(most, len(options)))
            yield one, [option["value"] for option in self._random.sample(options, many)]


class Town:
    """Everybody, and the process that serves them.

    Attributes:
        people: by user.
        pids: of all processes.
        recoveries: seconds from a start to the first answer.
        in_flight: how many interactions nobody had answered, at each death.
        shown: by the number that stands for the key of a message, where it was ever shown.
    """

    def __init__(self, discord: FakeDiscord, people: int, random: Random) -> None:
        self.discord = discord
        self.random = random
        everybody = [discord.person(f"P{number}") for number in range(people)]
        self.people = {one.id: Neighbour(one, Random(random.random())) for one in everybody}
        self.pids: list[int] = []
        self.recoveries: list[float] = []
        self.in_flight: list[int] = []
        self.shown: defaultdict[int, set[str]] = defaultdict(set)
        self._over: set[str] = set()
        self._started = 0.0
        self._noticed = discord.world.noticed
        discord.world.noticed = self._notice

    @asynccontextmanager
    async def served(
        self, database: Path, ahead: float
    ) -> AsyncIterator[asyncio.subprocess.Process]:
        """A new process; it is killed when the block is left."""
        self._started = perf_counter()
        async with one_process(self.discord, database, ahead) as process:
            self.pids.append(process.pid)
            yield process

    @asynccontextmanager
    async def talking(self, seconds: float) -> AsyncIterator[None]:
        """Everybody acts, all at once; the inside runs after so many seconds of that."""
        self.discord.answers.heard.clear()
        lives = [asyncio.create_task(one.lives()) for one in self.people.values()]
        try:
            async with asyncio.timeout(PATIENCE):
                await self.discord.answers.heard.wait()
            self.recoveries.append(perf_counter() - self._started)
            await asyncio.sleep(seconds)
            yield
        finally:
            for life in lives:
                life.cancel()
            for ended in await asyncio.gather(*lives, return_exceptions=True):
                assert isinstance(ended, asyncio.CancelledError), ended
            self.in_flight.append(len(self._unanswered()))

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

    def _notice(self, what: str, posted: Posted) -> None:
        """Remember the key of whatever is shown."""
        for one in walked(posted.components):
            if int(one.get("id") or 0) >= FIRST_NAME:
                self.shown[one["id"]].add(posted.id)
        if self._noticed is not None:
            self._noticed(what, posted)

    def _unanswered(self) -> set[str]:
        """Interactions that nobody has answered, and that nobody was told so of."""
        told = {one["id"] for name, one in self.discord.gateway.told if name == INTERACTION}
        answers = self.discord.answers
        answered = {one.id for one in (*answers.answered, *answers.failed)}
        found = told - answered - self._over
        self._over |= found
        return found


@asynccontextmanager
async def one_process(
    discord: FakeDiscord, database: Path, ahead: float = 0.0
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process of our program, connected and with its commands; killed in the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.discord.program_of_ours", str(ahead)),
        env={
            **os.environ,
            "DISCORD_TOKEN": discord.rest.token,
            "WHICHROLE_DISCORD_API_URL": discord.api_url,
            "WHICHROLE_DISCORD_GATEWAY_URL": discord.gateway_url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{database}",
            "WHICHROLE_LOG": "error",
        },
    )
    try:
        async with asyncio.timeout(PATIENCE):
            await discord.gateway.connected()
            while not discord.world.commands:  # noqa: ASYNC110 - nobody tells of them
                await asyncio.sleep(0.01)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await discord.gateway.gone()


def place_on(posted: Posted) -> Place | None:
    """The place of a card, as its components tell it."""
    return place_in(posted.components)


def place_in(components: Sequence[Mapping[str, Any]]) -> Place | None:
    """The place that any of these components tells."""
    for one in walked(components):
        pressed = from_custom_id(str(one.get("custom_id", "")))
        if pressed is not None and pressed.kind is not Kind.WORDS:
            return pressed.place
    return None

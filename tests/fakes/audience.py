"""People on Slack and on Discord whose nudges come due, and the processes that serve both."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from bot.cards import Card
from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.engine.effects import Say, Turn
from bot.engine.schedule import Schedule
from bot.engine.state import Conversation, Stage
from bot.engine.weekly.values import Weekly
from bot.paths import migrations_folder
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Sent
from bot.store.sqlite import SqliteStore, open_store
from tests.fakes.discord.models import Posted
from tests.fakes.discord.person import Person as OnDiscord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.world import US
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN
from tests.fakes.slack.workspace import TEAM
from tests.fakes.stepper import AT_NIGHT, agenda, weekly
from tests.fakes.waiting import PATIENCE

AT_ONCE = 500
MORNING = 9
MINUTE = timedelta(minutes=1)
ABOUT_MESSAGES = frozenset(
    {
        "chat.postMessage",
        "chat.update",
        "conversations.history",
        "conversations.open",
        "POST /users/@me/channels",
        "POST /channels/{channel_id}/messages",
        "PATCH /channels/{channel_id}/messages/{message_id}",
        "GET /channels/{channel_id}/messages",
    }
)
"""What a worker asks of the platforms when it is at work."""


class Audience:
    """Everybody, with a card of ours in their direct message.

    Args:
        slack, discord: where they are.
        many: how many on each.

    Attributes:
        people: their accounts, with the names of those cards.
        closed: who takes no message from us.
        pids: of all processes.
    """

    def __init__(self, slack: FakeSlack, discord: FakeDiscord, many: tuple[int, int]) -> None:
        self.slack = slack
        self.discord = discord
        self.people: dict[Address, str] = {}
        self.closed: set[Address] = set()
        self.pids: list[int] = []
        self._on_discord: dict[str, OnDiscord] = {}
        for number in range(many[0]):
            self._comes_on_slack(f"U0P{number:04}")
        for number in range(many[1]):
            self._comes_on_discord(discord.visitor(f"P{number}"))

    def _comes_on_slack(self, user: str) -> None:
        posted = self.slack.workspace.post(self.slack.person(user).channel, {"text": "Hello."})
        self.people[Address("slack", TEAM, user)] = f"{posted.channel}:{posted.ts}"

    def _comes_on_discord(self, person: OnDiscord) -> None:
        self._on_discord[person.id] = person
        watch = self.discord.world.watch
        posted = Posted(watch.snowflake(), person.channel, US, watch.now(), "Hello.")
        self.discord.world.post(posted)
        self.people[Address("discord", "", person.id)] = f"{posted.channel}:{posted.id}"

    def closes(self, account: Address) -> None:
        """From now on this account takes no message from us."""
        self.closed.add(account)
        if account.platform == "slack":
            self.slack.workspace.refused[account.user] = "cannot_message_user"
        else:
            self.discord.world.closed.add(account.user)

    def said_to(self, account: Address) -> list[str]:
        """The keys of all that was said to an account since it came, by its platform."""
        if account.platform == "slack":
            return [one.key for one in self.slack.person(account.user).cards[1:]]
        return [str(one.nonce) for one in self._on_discord[account.user].cards[1:]]

    async def comes_due(
        self,
        database: Path,
        catalog: Catalog,
        random: Random,
        minutes: int = 0,
        after: timedelta = timedelta(),
    ) -> None:
        """Half of them are due now or at first after a while, the others within minutes."""
        clock = SystemClock()
        start = clock.now().replace(second=0, microsecond=0) + after
        store = open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), clock)
        try:
            begun = [
                (account, card, _due(catalog, start + MINUTE * wait))
                for number, (account, card) in enumerate(self.people.items())
                for wait in [random.randint(0, minutes) if number % 2 else 0]
            ]
            for first in range(0, len(begun), AT_ONCE):
                some = begun[first : first + AT_ONCE]
                await asyncio.gather(*(_begins(store, *one) for one in some))
        finally:
            await store.close()

    @asynccontextmanager
    async def served(self, database: Path, ahead: float) -> AsyncIterator["Serving"]:
        """A new process; it is killed when the block is left."""
        serving = Serving(self, await self._begun(database, ahead))
        self.pids.append(serving.process.pid)
        try:
            yield serving
        finally:
            if serving.process.returncode is None:
                serving.process.kill()
            await serving.process.wait()

    async def alone(self) -> None:
        """Wait until no process is connected any more."""
        await self.slack.sockets.gone()
        await self.discord.gateway.gone()

    async def _begun(self, database: Path, ahead: float) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.fakes.ahead", str(ahead)),
            env={
                **os.environ,
                "SLACK_BOT_TOKEN": BOT_TOKEN,
                "SLACK_APP_TOKEN": APP_TOKEN,
                "WHICHROLE_SLACK_API_URL": self.slack.api_url,
                "DISCORD_TOKEN": self.discord.rest.token,
                "WHICHROLE_DISCORD_API_URL": self.discord.api_url,
                "WHICHROLE_DISCORD_GATEWAY_URL": self.discord.gateway_url,
                "DATABASE_URL": f"sqlite+aiosqlite:///{database}",
                "WHICHROLE_LOG": "error",
            },
        )

    def asked(self) -> int:
        """How many requests about messages there were."""
        slack = sum(one.method in ABOUT_MESSAGES for one in self.slack.api.requests)
        return slack + sum(one.route in ABOUT_MESSAGES for one in self.discord.rest.requests)

    def opened(self) -> tuple[int, int]:
        """How many connections there ever were to each platform."""
        return self.slack.sockets.opened, self.discord.gateway.opened


class Serving:
    """A process that serves an audience on both platforms."""

    def __init__(self, audience: Audience, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self._audience = audience
        self._started = perf_counter()
        self._opened = audience.opened()
        audience.slack.api.requests.clear()
        audience.discord.rest.requests.clear()

    async def at_work(self) -> float:
        """Wait until it asks for something about a message; seconds since its start."""
        async with asyncio.timeout(PATIENCE):
            while not self._audience.asked():
                assert self.process.returncode is None
                await asyncio.sleep(0.01)
        return perf_counter() - self._started

    async def connected(self, many: int = 1) -> None:
        """Wait until it is connected to both platforms, and others that began after it."""
        async with asyncio.timeout(PATIENCE):
            while any(
                now < before + many
                for now, before in zip(self._audience.opened(), self._opened, strict=True)
            ):
                assert self.process.returncode is None
                await asyncio.sleep(0.01)

    def leap(self) -> None:
        """Let two minutes pass at once, by its clock."""
        self.process.send_signal(signal.SIGUSR1)

    async def kill(self) -> None:
        """End it with SIGKILL."""
        self.process.kill()
        await self.process.wait()

    async def terminate(self) -> tuple[int, float]:
        """Ask it to end; its exit code, and how many seconds it took."""
        start = perf_counter()
        self.process.terminate()
        async with asyncio.timeout(PATIENCE):
            code = await self.process.wait()
        return code, perf_counter() - start


def _due(catalog: Catalog, at: datetime) -> Weekly:
    """Steps of somebody for whom it is morning, and whose next one comes at this moment."""
    hours = MORNING - at.hour
    hours += 24 * (hours < -12)
    there = at + timedelta(hours=hours)
    schedule = Schedule(
        there.weekday(),
        time(there.hour, there.minute),
        f"Etc/GMT{-hours:+}",
        there.date(),
        quiet=AT_NIGHT,
    )
    return weekly(catalog, agenda=agenda(schedule, at - MINUTE))


async def _begins(store: SqliteStore, account: Address, card: str, after: Weekly) -> None:
    """A turn takes up steps, and what it said is the card that stands there."""

    def step(before: Conversation) -> Turn:
        moved = replace(before, version=before.version + 1, stage=Stage.WELCOME, weekly=after)
        return Turn(moved, (Say(Card(body="Hello.")),))

    claimed = await store.turn(EventKey(account.user), account, step)
    await store.settle([Sent(message, card) for message in claimed.messages])

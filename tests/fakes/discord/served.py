"""The program, served by a fake Discord in this process: real client, real sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.adapters.discord import serving
from bot.adapters.discord.inbound import address
from bot.catalog import Catalog
from bot.engine.state import Conversation
from bot.ports.clock import Clock
from bot.ports.keeping import Keeping
from bot.store.sqlite import SqliteStore
from bot.usecases.access import Access
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.mentors.desk import Desk
from bot.usecases.mentors.letters import Letters
from bot.usecases.own_words import OwnWords
from bot.usecases.underway import NAME
from bot.usecases.wanting import ASKED_AGAIN
from tests.conftest import opened
from tests.fakes.discord.person import Person
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.waiting import PATIENCE

FOR_LATER = ASKED_AGAIN / 2
"""A message that waits for so long is not on its way."""


class Served:
    """A program and its Discord.

    Attributes:
        discord: the fake.
        application: the program's view of it.
        store: of the program.
        delivery: of the program.
        desk: of the program.
        task: ends when the program does.
        clock: of the program.
    """

    def __init__(
        self,
        discord: FakeDiscord,
        application: serving.Application,
        store: SqliteStore,
        delivery: Delivery,
        desk: Desk,
        task: asyncio.Task[None],
        clock: Clock,
    ) -> None:
        self.discord = discord
        self.application = application
        self.store = store
        self.delivery = delivery
        self.desk = desk
        self.task = task
        self.clock = clock

    async def rests(self) -> None:
        """Wait until nothing is on its way."""
        async with asyncio.timeout(PATIENCE):
            while not self._has_heard:  # noqa: ASYNC110 - the client tells nobody
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.03)
            while await self._is_busy():  # noqa: ASYNC110 - the store tells nobody
                await asyncio.sleep(0.02)
            await self.errands()

    async def errands(self) -> None:
        """Wait until nothing is under way beside the turns."""
        async with asyncio.timeout(PATIENCE):
            while begun := [one for one in asyncio.all_tasks() if one.get_name() == NAME]:
                await asyncio.wait(begun)

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so, for those who cannot rest."""
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self.delivery.wake()
                await asyncio.sleep(0.01)

    async def stands(self, person: Person) -> Conversation | None:
        """Where somebody stands, as it is stored."""
        return await self.store.conversation(address(person.id))

    async def asks(self, person: Person) -> None:
        """Bring somebody to their first question."""
        await person.says("hello")
        await self.rests()
        await person.presses("Start")
        await self.rests()

    async def asks_for_words(self, person: Person) -> None:
        """Bring somebody to the question that they answer in words of their own."""
        for text in ("hello", "start", *["skip"] * 6, "ask me the rest too", *["skip"] * 10):
            await person.says(text)
        await self.rests()

    @property
    def _has_heard(self) -> bool:
        """Whether everything that was told has reached the client, as far as it listens."""
        heard = getattr(self.application.client.ws, "sequence", None)
        told = [
            one.seq
            for one in self.discord.gateway.sessions
            if one.connection is not None and not one.connection.half_open
        ]
        return heard is None or not told or heard >= max(told)

    async def _is_busy(self) -> bool:
        if not self._has_heard or any(map(_is_of_an_event, asyncio.all_tasks())):
            return True
        due = await self.store.next_due(["discord"])
        waits = due is not None and due < self.clock.now() + FOR_LATER
        return waits or not self.delivery.at_rest


def _is_of_an_event(task: asyncio.Task[object]) -> bool:
    """Whether the client's library began it, for something that it was told."""
    return task.get_name().startswith(("discord.py: ", "discord-ui-dynamic-item"))


@asynccontextmanager
async def serving_discord(
    discord: FakeDiscord, database: Path, catalog: Catalog, clock: Clock
) -> AsyncIterator[Served]:
    """Serve until the block is left."""
    access = serving.Access(discord.rest.token, discord.api_url, discord.gateway_url)
    async with (
        opened(database, clock) as store,  # type: ignore[arg-type]
        serving.entered(access, catalog, store, clock) as application,
    ):
        seen = Access(store.mentee_facts, catalog, clock)
        rosters = {application.platform: application.roster}
        own_words = OwnWords(store.mentoring, catalog, clock)
        desk = Desk(store.mentoring, seen, rosters, catalog, clock, own_words)
        letters = Letters(store.mentoring, store, seen, desk.standings, catalog)
        composer = Composer(store, catalog, Keeping(), letters, own_words)
        delivery = Delivery(store, composer, clock, {"discord": application.route})
        async with delivery.serving():
            task = asyncio.create_task(
                serving.serve(
                    *(application, catalog, {}, store, delivery, desk, store.mentoring),
                    *(clock, own_words),
                )
            )
            try:
                served = Served(discord, application, store, delivery, desk, task, clock)
                await served.until(lambda: application.client.is_ready() or task.done())
                await served.until(lambda: discord.world.commands or task.done())
                yield served
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

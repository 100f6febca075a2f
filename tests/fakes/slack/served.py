"""The program, served by a fake Slack in this process: real clients, real sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.adapters.slack import serving
from bot.adapters.slack.socket import Limits
from bot.catalog import Catalog
from bot.engine.state import Conversation
from bot.ports.clock import Clock
from bot.ports.inbound import Address
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
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN
from tests.fakes.slack.workspace import TEAM
from tests.fakes.waiting import PATIENCE

TOKENS = serving.Tokens(BOT_TOKEN, APP_TOKEN)
QUICK = Limits(look=0.05, silent=0.5, longest_pause=0.2)
A_LOOK = 0.005
"""Seconds between two looks whether something is still on its way."""
FOR_LATER = ASKED_AGAIN / 2
"""A message that waits for so long is not on its way."""


class Served:
    """A program and its Slack.

    Attributes:
        slack: the fake.
        workspace: the program's view of it.
        store: of the program.
        delivery: of the program.
        desk: of the program.
        task: ends when the program does.
        clock: of the program.
    """

    def __init__(
        self,
        slack: FakeSlack,
        workspace: serving.Workspace,
        store: SqliteStore,
        delivery: Delivery,
        desk: Desk,
        task: asyncio.Task[None],
        clock: Clock,
    ) -> None:
        self.slack = slack
        self.workspace = workspace
        self.store = store
        self.delivery = delivery
        self.desk = desk
        self.task = task
        self.clock = clock

    async def rests(self) -> None:
        """Wait until nothing is on its way."""
        async with asyncio.timeout(PATIENCE):
            await asyncio.sleep(A_LOOK)
            while await self._is_busy():  # noqa: ASYNC110 - the store tells nobody
                await asyncio.sleep(A_LOOK)
            await self.errands()

    async def errands(self) -> None:
        """Wait until nothing is under way beside the turns: hints, old cards, Homes."""
        async with asyncio.timeout(PATIENCE):
            while begun := [one for one in asyncio.all_tasks() if one.get_name() == NAME]:
                await asyncio.wait(begun)

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so, for those who cannot rest: a message waits for later."""
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self.delivery.wake()
                await asyncio.sleep(0.01)

    async def stands(self, person: Person) -> Conversation | None:
        """Where somebody stands, as it is stored."""
        return await self.store.conversation(Address("slack", TEAM, person.user))

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

    async def _is_busy(self) -> bool:
        due = await self.store.next_due(["slack"])
        waits = due is not None and due < self.clock.now() + FOR_LATER
        return waits or not self.delivery.at_rest


@asynccontextmanager
async def serving_slack(
    slack: FakeSlack,
    database: Path,
    catalog: Catalog,
    clock: Clock,
    limits: Limits = QUICK,
) -> AsyncIterator[Served]:
    """Serve until the block is left."""
    async with (
        opened(database, clock) as store,  # type: ignore[arg-type]
        serving.entered(
            *(TOKENS, slack.api_url),
            own_words := OwnWords(store.mentoring, catalog, clock),
            *(store, clock),
        ) as workspace,
    ):
        access = Access(store.mentee_facts, catalog, clock)
        rosters = {"slack": workspace.roster}
        desk = Desk(store.mentoring, access, rosters, catalog, clock, own_words)
        letters = Letters(store.mentoring, store, access, desk.standings, catalog)
        composer = Composer(store, catalog, Keeping(), letters, own_words)
        delivery = Delivery(store, composer, clock, {"slack": workspace.route})
        mentoring = serving.Mentoring(desk, store.mentoring, store.mentoring)
        async with delivery.serving():
            task = asyncio.create_task(
                serving.serve(
                    workspace, TOKENS, catalog, store, delivery, mentoring, clock, limits
                )
            )
            try:
                async with asyncio.timeout(PATIENCE):
                    await asyncio.wait(
                        [task, asyncio.ensure_future(slack.sockets.connected())],
                        return_when=asyncio.FIRST_COMPLETED,
                    )
                yield Served(slack, workspace, store, delivery, desk, task, clock)
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

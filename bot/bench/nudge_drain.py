"""Many nudges come due in one moment: how near to its limits each platform is served.

Real are the rounds, the outbox in its file, delivery, the composing of cards, the distance that
each platform's long way keeps, and the paces of both adapters. Simulated are the clock, under
which our own work takes the two milliseconds of ``WORK`` a commit; the network; and the
platforms, which enforce what ``limits`` has. Their couriers are as short as can be: a message,
and the edit that makes one line of the card that stood before. Everybody has such a card, so
no direct message is opened.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from functools import cache
from random import Random

from bot.adapters.discord import pace as discord
from bot.adapters.slack import pace as slack
from bot.bench.limits import DISCORD, EVERYTHING, POSTS, SLACK, Platform
from bot.bench.measured import Benchmark, Measured, Sizes, Tell, spread
from bot.cards import Card
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.effects import Say, Turn
from bot.engine.plans import planning
from bot.engine.schedule import Schedule, next_due
from bot.engine.state import Conversation, Stage
from bot.engine.weekly.values import Agenda, Weekly
from bot.errors import DeliveryError
from bot.paths import content_folder
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Message, Sent
from bot.rehearsal.clock import START, SimulatedClock
from bot.rehearsal.file import File, rehearsed_file
from bot.rehearsal.loop import SimulatedLoop
from bot.store.rehearsed.inline import Point
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.nudging import Nudging
from bot.usecases.routes import Route
from bot.usecases.underway import Underway

WORK = 0.002
"""Seconds that a commit takes; a read takes a quarter of it."""

LONGEST_WAIT = 7.5
"""Seconds for which a message waits for its turn at Discord, as the courier has it."""

AT_ONCE = 1_000
LIMITS = {"discord": EVERYTHING, "slack": POSTS}
"""What a message meets first on each platform."""


class Untroubled:
    """A machine on which nothing goes wrong, and a little time passes."""

    def pause(self) -> float:
        """See ``Plan.pause``."""
        return WORK

    def reading(self) -> float:
        """See ``Plan.reading``."""
        return WORK / 4

    def taken(self, waiting: int) -> int:
        """See ``Plan.taken``: whoever waits shares the commit."""
        return waiting

    def dies(self, point: Point) -> bool:
        """See ``Plan.dies``."""
        return False

    def is_full(self) -> bool:
        """See ``Plan.is_full``."""
        return False

    def committed(self) -> None:
        """See ``Plan.committed``."""


class OnDiscord:
    """Sends with the real pace; see ``DiscordCourier``."""

    def __init__(self, platform: Platform, pace: discord.Pace, edits: Underway) -> None:
        self._platform = platform
        self._pace = pace
        self._edits = edits

    async def deliver(self, message: Message, card: Card) -> None:
        """See ``Courier.deliver``."""
        await self._pace.patiently(LONGEST_WAIT)
        await self._platform.ask("message", message.to.user)
        self._edits.begin(self._edit(message.to.user))

    async def _edit(self, channel: str) -> None:
        try:
            await self._pace.spare()
            await self._platform.ask("edit", channel)
        except DeliveryError:
            return


class OnSlack:
    """Sends, with the real pace of edits; see ``SlackCourier``."""

    def __init__(self, platform: Platform, pace: slack.Edits, edits: Underway) -> None:
        self._platform = platform
        self._pace = pace
        self._edits = edits

    async def deliver(self, message: Message, card: Card) -> None:
        """See ``Courier.deliver``."""
        await self._platform.ask("message", message.to.user)
        if self._pace.take():
            self._edits.begin(self._edit(message.to.user))

    async def _edit(self, channel: str) -> None:
        try:
            await self._platform.ask("edit", channel)
        except DeliveryError:
            return


@dataclass(frozen=True, slots=True)
class Drained:
    """What it came to.

    Attributes:
        ratios: by platform, the time from the first moment until the last message was taken,
            over what the limits allow.
        refused: the most requests that any bucket of a platform refused.
    """

    ratios: Mapping[str, float]
    refused: int


@cache
def drained(messages: int) -> Drained:
    """Drain so many nudges, half of them to each platform.

    Raises:
        RuntimeError: it was not exactly these that arrived.
    """
    catalog = load(content_folder())
    with (
        rehearsed_file() as file,
        file.of_an_episode(),
        asyncio.Runner(loop_factory=SimulatedLoop) as runner,
    ):
        return runner.run(_drained(file, catalog, messages // 2))


async def _drained(file: File, catalog: Catalog, each: int) -> Drained:
    loop = asyncio.get_running_loop()
    clock = SimulatedClock(loop)
    store = SqliteStore(file.path, *file.opened(Untroubled()), clock)
    edits = Underway("an edit")
    platforms = {
        "discord": Platform(clock, DISCORD, Random(1)),
        "slack": Platform(clock, SLACK, Random(2)),
    }
    on_discord = OnDiscord(platforms["discord"], discord.Pace(clock), edits)
    on_slack = OnSlack(platforms["slack"], slack.Edits(clock), edits)
    routes = {
        "discord": Route(on_discord, spacing=discord.SPACING),
        "slack": Route(on_slack, spacing=slack.SPACING),
    }
    try:
        await _come_due(store, catalog, each)
        delivery = Delivery(store, Composer(store, catalog), clock, routes)
        await Nudging(store, clock).catch_up()
        start = loop.time()
        async with delivery.serving():
            while (await store.backlog()).waiting:  # noqa: ASYNC110 - a file tells nobody
                await asyncio.sleep(1.0)
        await edits.settled()
    finally:
        await store.close()
    if any(len(one.taken) != each for one in platforms.values()):
        raise RuntimeError("it was not once to everybody")
    refused = [many for one in platforms.values() for many in one.refused.values()]
    ratios = {
        name: (one.taken[-1] - start) / LIMITS[name].allows(each)
        for name, one in platforms.items()
    }
    return Drained(ratios, max(refused, default=0))


async def _come_due(store: SqliteStore, catalog: Catalog, each: int) -> None:
    """So many people on each platform, whose nudge is due at the start of everything."""
    schedule = Schedule(START.weekday(), time(START.hour), "UTC", START.date())
    agenda = Agenda(schedule, next_due(schedule, START - timedelta(minutes=1)))
    weekly = Weekly(planning.begin(catalog, next(iter(catalog.roles)), {}), agenda)

    def step(before: Conversation) -> Turn:
        begun = replace(before, version=1, stage=Stage.WELCOME, weekly=weekly)
        return Turn(begun, (Say(Card(body="A card that stands there.")),))

    async def comes(account: Address) -> None:
        claimed = await store.turn(EventKey(account.user), account, step)
        await store.settle([Sent(one, f"{account.user}:1") for one in claimed.messages])

    for platform, workspace in (("discord", ""), ("slack", "T1")):
        everybody = [Address(platform, workspace, f"{number}") for number in range(each)]
        for first in range(0, each, AT_ONCE):
            await asyncio.gather(*map(comes, everybody[first : first + AT_ONCE]))


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """The time taken over the time that limits allow; nothing varies, so once is enough."""
    found = _told(sizes, tell)
    return Measured(
        figures={name: spread([found.ratios[name]]) for name in ("discord", "slack")}
    )


def measure_refused(sizes: Sizes, tell: Tell) -> Measured:
    """How many requests were one too many, in the bucket that refused most."""
    return Measured(figures={"bucket": spread([float(_told(sizes, tell).refused)])})


def _told(sizes: Sizes, tell: Tell) -> Drained:
    tell(0, 1)
    found = drained(sizes.waiting)
    tell(1, 1)
    return found


NUDGES = Benchmark(
    name="nudge_drain",
    says="5,000 nudges due at once, simulated clock: time taken over what the limits allow",
    unit="x",
    figures=("discord", "slack"),
    has_floor=False,
    measure=measure,
)
REFUSED = Benchmark(
    name="nudge_refused",
    says="of the same drain: requests that were too many, in the bucket that refused most",
    unit="requests",
    figures=("bucket",),
    has_floor=False,
    measure=measure_refused,
)

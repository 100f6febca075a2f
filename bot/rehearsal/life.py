"""One life of the program, from its start to its death.

The store and the use cases are the real ones, and the handler does with them what one of a
real adapter does. Whatever it still tries after its death reaches neither file nor platform.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from bot.catalog import Catalog
from bot.errors import DeliveryError, StoreError
from bot.ports.inbound import Address
from bot.ports.keeping import WARNED_BEFORE
from bot.ports.outbox import Kind
from bot.rehearsal.arrivals import Delivery as Arrival
from bot.rehearsal.faults import Fault
from bot.rehearsal.file import File
from bot.rehearsal.platforms import Platforms
from bot.rehearsal.promises import Witness
from bot.rehearsal.watched import WatchedStore
from bot.rehearsal.weather import Weather
from bot.rehearsal.wire import Wire
from bot.rehearsal.world import World
from bot.store.rehearsed.inline import Point
from bot.store.scheduled import schedule
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.nudging import Nudging
from bot.usecases.routes import Route
from bot.usecases.turns import take_turn

PATIENCE = 1.0
"""Seconds after which a handler says "press again" (F14)."""

SPACING = timedelta(milliseconds=200)
"""Between two claims for one community, on the platform that wants a distance."""

SAID_EARLY = WARNED_BEFORE + timedelta(days=1)
"""How long a warning is useful here: it is moot once its reader was heard from since it had to
be written, and these people were all heard from a moment ago.
"""

CRASHES = {Point.COMMITTED: Fault.CRASH_AFTER_COMMIT}
"""Every other point of the store is before a commit."""

LIFE: ContextVar["Life"] = ContextVar("LIFE")
"""Whose task it is that runs."""

log = logging.getLogger(__name__)


class Life:
    """One life.

    Attributes:
        is_alive: it goes on.
    """

    def __init__(
        self,
        world: World,
        catalog: Catalog,
        file: File,
        platforms: Platforms,
        weather: Weather,
        witness: Witness,
        mourn: Callable[[], None],
    ) -> None:
        self.is_alive = True
        self._mourn = mourn
        self._world = world
        self._catalog = catalog
        self._weather = weather
        self._witness = witness
        self._tasks: dict[asyncio.Task[Any], None] = {}
        self._writer, self._reader = file.opened(self)
        self._store = WatchedStore(file, self._writer, self._reader, world, witness)
        self._wires = {
            name: Wire(platform, world, self, witness) for name, platform in platforms.items()
        }
        spaced = next(iter(platforms))
        routes = {
            name: Route(wire, wire, SPACING if name == spaced else None)
            for name, wire in self._wires.items()
        }
        composer = Composer(self._store, catalog)
        self._delivery = Delivery(self._store, composer, world.clock, routes)
        self._nudging = Nudging(self._store, world.clock, self._delivery.wake)

    def begin(self) -> None:
        """Serve the long way from now on."""
        self._spawn(self._serve())

    def take(self, arrival: Arrival) -> None:
        """Handle an event, in a task of its own."""
        self._spawn(self._handle(arrival))

    def warn(self, account: Address, period: str) -> None:
        """Order a scheduled message, as a round of a job does."""
        self._spawn(self._warn(account, period))

    def dies(self, point: Point | Fault, where: str = "") -> bool:
        """Whether it dies here: at a point of the store, or of a kind of fault at a place."""
        if not self.is_alive:
            return True
        fault = point
        if isinstance(point, Point):
            fault, where = CRASHES.get(point, Fault.CRASH_BEFORE_COMMIT), point.value
        if self._world.fates.strikes(Fault(fault)) is None:
            return False
        self._world.trace.fault(f"the program dies {where}")
        self.end()
        self._mourn()
        return True

    def adopt(self, task: "asyncio.Task[Any]") -> None:
        """This task lives and dies with it."""
        self._tasks[task] = None

    def at_rest(self) -> bool:
        """Nothing is on its way inside: its own round is the only task (I9)."""
        working = [task for task in self._tasks if not task.done()]
        self._tasks = dict.fromkeys(working)
        return len(working) <= MOST_AT_REST and self._delivery.at_rest and not self._writer

    # What the machine does to the store.

    def pause(self) -> float:
        """See ``Plan.pause``."""
        return self._weather.writing()

    def reading(self) -> float:
        """See ``Plan.reading``."""
        return self._weather.reading()

    def taken(self, waiting: int) -> int:
        """See ``Plan.taken``."""
        return self._weather.taken(waiting)

    def is_full(self) -> bool:
        """See ``Plan.is_full``."""
        return self._weather.is_full

    def committed(self) -> None:
        """See ``Plan.committed``."""
        self._witness.committed()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        token = LIFE.set(self)
        self._world.loop.create_task(work).add_done_callback(self._ended)
        LIFE.reset(token)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Whatever begins here ends in peace, or is cancelled by the death."""
        if not task.cancelled() and task.exception() is not None:
            self._world.unexpected(task.exception(), "a task of the program fell")

    def end(self) -> None:
        """Drop everything, as the system does with a killed process."""
        self.is_alive = False
        self._writer.drop()
        self._reader.drop()
        for task in self._tasks:
            task.cancel()
        self._witness.died()

    async def _serve(self) -> None:
        async with self._delivery.serving(), self._nudging.serving():
            await self._world.loop.create_future()

    async def _handle(self, arrival: Arrival) -> None:
        """Acknowledge after the commit, or say in time that it has to be done again (F14)."""
        turn = asyncio.create_task(take_turn(self._store, self._catalog, arrival.inbound))
        await asyncio.wait((turn,), timeout=PATIENCE)
        in_time = turn.done()
        if not in_time:
            arrival.answer()
        try:
            claimed = await turn
        except StoreError as problem:
            log.warning("%s is not stored: %s", arrival.inbound.key, problem)
            arrival.answer()
            return
        if in_time:
            arrival.acknowledge()
        if not claimed.messages:
            self._delivery.wake()
            return
        try:
            wire = self._wires[arrival.inbound.sender.platform]
            await self._delivery.hand_over(claimed, wire.answering(arrival.way))
        except (DeliveryError, StoreError) as problem:
            log.info("an answer to %s goes the long way: %s", arrival.inbound.key, problem)

    async def _warn(self, account: Address, period: str) -> None:
        now = self._world.clock.now()
        try:
            await self._writer.run(
                lambda c: schedule(c, account, Kind.WARNING, period, now + SAID_EARLY, now)
            )
        except Exception as problem:  # noqa: BLE001 - the store would translate it
            log.info("a warning is not stored: %s", type(problem).__name__)


MOST_AT_REST = 5
"""Tasks of a life that waits: it serves; deliveries and nudges have rounds; a timer of each."""

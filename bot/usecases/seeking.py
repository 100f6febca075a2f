"""Finds out on a platform whether a lost message arrived (F20, F21)."""

from bot.errors import DeliveryError
from bot.ports.clock import Clock
from bot.ports.outbox import Doubted, Message, Outcome
from bot.ports.queue import Outbox
from bot.usecases.jumps import Jumps
from bot.usecases.routes import Routes
from bot.usecases.verdicts import LOOK_AFTER, found_out, not_told


class Seeking:
    """Looks for messages, and writes down what came of each look.

    Args:
        outbox: what waits.
        routes: by platform; one without a seeker cannot be asked.
        clock: what time it is.
        jumps: whether the clock has brought a look before its time.
    """

    def __init__(self, outbox: Outbox, routes: Routes, clock: Clock, jumps: Jumps) -> None:
        self._outbox = outbox
        self._routes = routes
        self._clock = clock
        self._jumps = jumps

    async def look_for(self, message: Message) -> None:
        """Ask once, and settle what it comes to."""
        await self._outbox.settle([await self._outcome(message)])

    async def _outcome(self, message: Message) -> Outcome:
        seeker = self._routes.of(message.to.platform).seeker
        if seeker is None:
            return Doubted(message)
        try:
            arrived = await seeker.arrived(message)
        except DeliveryError as problem:
            return not_told(message, problem, self._clock.now())
        in_time = self._jumps.is_steady(LOOK_AFTER)
        return found_out(message, self._clock.now(), arrived=arrived, in_time=in_time)

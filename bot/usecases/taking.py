"""A turn for each thing that people do on a platform, and what follows from it.

A turn is committed before the platform is told that we have the event, and whatever it says
is sent after that. A turn that takes too long goes on: it may still commit, and what it says
is sent then; the platform is told nothing, or the person to press again (F14).
"""

import asyncio
import logging
from collections.abc import Callable
from enum import Enum, auto
from functools import partial

from bot.catalog import Catalog
from bot.errors import StoreError
from bot.ports.clock import Clock
from bot.ports.courier import Courier
from bot.ports.inbound import Address, Inbound
from bot.ports.mentoring import Community
from bot.ports.outbox import Claimed
from bot.ports.store import Store
from bot.usecases.courtesy import Courteous, Courtesy
from bot.usecases.delivery import Delivery
from bot.usecases.flood import Admission, Floodgate
from bot.usecases.own_words import Words, home_of
from bot.usecases.turns import take_turn

PATIENCE = 1.0
"""Seconds for which whoever acted waits for the database (I6)."""

log = logging.getLogger(__name__)


class Taken(Enum):
    """What became of something that somebody did."""

    STORED = auto()
    """It is committed, or it was before; it may be acknowledged (I1)."""

    LATE = auto()
    """The database cannot serve now; it may be committed yet. An event must not be
    acknowledged where it would be repeated; a click is, with a sentence, for no click is."""

    TOO_FAST = auto()
    """They send too much, and are to be told so, once (F77)."""

    IGNORED = auto()
    """They send too much, and were told so."""


class Taker:
    """Takes turns for one platform.

    Args:
        store: where people stand.
        catalog: what is asked.
        delivery: sends what a turn says.
        clock: what time it is.
        then: told of every turn that was stored, with what it claimed, before that is sent.
        own_words: those of communities; None where nobody has any.
    """

    def __init__(
        self,
        store: Store,
        catalog: Catalog,
        delivery: Delivery,
        clock: Clock,
        then: Callable[[Inbound, Claimed], None],
        own_words: Words | None = None,
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._delivery = delivery
        self._clock = clock
        self._then = then
        self._own_words = own_words
        self._gate = Floodgate()
        self._courtesy = Courtesy()
        self._turns: set[asyncio.Task[Claimed]] = set()

    def admission(self, sender: Address) -> Admission:
        """Whether somebody may do something that costs us work, and is no turn (F77)."""
        return self._gate.admit(sender, self._clock.now())

    async def take(
        self,
        inbound: Inbound,
        courier: Courier,
        *,
        here: Community | None = None,
        is_admitted: bool = False,
    ) -> Taken:
        """Take the turn of one event; what it says goes that way.

        Args:
            inbound: the event.
            courier: the way.
            here: the community in which they acted; None in a direct message.
            is_admitted: it was let in before, and is tried once more.

        Returns:
            What became of it, within ``PATIENCE``.
        """
        match Admission.TAKEN if is_admitted else self.admission(inbound.sender):
            case Admission.TOLD:
                return Taken.TOO_FAST
            case Admission.REFUSED:
                return Taken.IGNORED
            case Admission.TAKEN:
                with self._courtesy.waiting():
                    return await self._take(inbound, courier, here)

    async def settled(self) -> None:
        """Wait until every turn has come to its end."""
        while self._turns:
            await asyncio.wait(self._turns)

    async def _take(self, inbound: Inbound, courier: Courier, here: Community | None) -> Taken:
        turn = asyncio.create_task(self._turn(inbound, here))
        self._turns.add(turn)
        turn.add_done_callback(partial(self._taken, inbound, courier))
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.shield(turn)
        except (TimeoutError, StoreError) as problem:
            log.warning("an event waits for the database: %s", type(problem).__name__)
            return Taken.LATE
        return Taken.STORED

    async def _turn(self, inbound: Inbound, here: Community | None) -> Claimed:
        """The turn, in the words of where they act, or of where their account lives."""
        catalog = self._catalog
        if self._own_words is not None:
            catalog = await self._own_words.of(here or home_of(inbound.sender))
        return await take_turn(self._store, catalog, inbound)

    def _taken(self, inbound: Inbound, courier: Courier, turn: asyncio.Task[Claimed]) -> None:
        """Send what it says, at once: in the order in which turns were committed (F26)."""
        self._turns.discard(turn)
        if turn.cancelled():
            return
        if turn.exception() is not None:
            log.warning("a turn was not stored: %s", type(turn.exception()).__name__)
            return
        try:
            self._then(inbound, turn.result())
        finally:
            self._delivery.soon(turn.result(), Courteous(courier, self._courtesy))

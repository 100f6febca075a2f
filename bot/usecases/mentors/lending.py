"""A table of mentees is lent to their mentor: it stands no longer than it is true (F63).

It takes a while to hand one over, and meanwhile somebody may share less. So it is looked at
once more when it is there. That is decided here and nowhere else: a platform only puts it
somewhere, and takes it away.
"""

import logging
from datetime import datetime
from enum import Enum, auto
from typing import Protocol

from bot.cards import Attachment
from bot.errors import StoreError
from bot.ports.clock import Clock
from bot.ports.mentoring import Caller
from bot.usecases.mentors.asking import Act
from bot.usecases.mentors.exporting import STAYS

log = logging.getLogger(__name__)


class Lent(Enum):
    """What became of a table."""

    STANDS = auto()
    """It is there."""

    TAKEN_BACK = auto()
    """It was there, and may not be any more."""

    NOWHERE = auto()
    """It could not be put there."""


class Place(Protocol):
    """Where a platform puts one table."""

    async def put(self, until: datetime) -> bool:
        """Put it there; whether it is. Raises nothing.

        Args:
            until: when it goes at the latest, if the platform does not forget it before.
        """
        ...

    async def take(self) -> None:
        """Take it away, or see to it that it goes. Raises nothing."""
        ...


class Judges(Protocol):
    """Tells what may be seen."""

    async def still_brings(self, caller: Caller, act: Act, table: Attachment) -> bool:
        """See ``usecases.mentors.desk.Desk.still_brings``."""
        ...


class Lending:
    """Lends them.

    Args:
        judges: tells whether a table shows no more than may be seen.
        clock: what time it is.
    """

    def __init__(self, judges: Judges, clock: Clock) -> None:
        self._judges = judges
        self._clock = clock

    async def lend(self, caller: Caller, act: Act, table: Attachment, place: Place) -> Lent:
        """Put a table there, for as long as it may stand.

        Args:
            caller: the mentor.
            act: what brought it.
            table: all of it.
            place: where it goes.
        """
        if not await place.put(self._clock.now() + STAYS):
            return Lent.NOWHERE
        if await self._is_true(caller, act, table):
            return Lent.STANDS
        await place.take()
        return Lent.TAKEN_BACK

    async def _is_true(self, caller: Caller, act: Act, table: Attachment) -> bool:
        """Whether it shows no more than may be seen now; what cannot be told is not (F61)."""
        try:
            return await self._judges.still_brings(caller, act, table)
        except StoreError:
            log.warning("a table was taken back: the database did not answer")
            return False

"""What happens between mentors and mentees by itself: reminders, and the weekly overview."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, time, timedelta
from typing import Protocol

from bot.catalog import Catalog
from bot.engine.schedule import period_key
from bot.engine.schedule.periods import week_of
from bot.ports.clock import Clock
from bot.ports.digests import Digests
from bot.ports.lasting import Lasts
from bot.ports.mentoring import Pairings
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.lasting import Lasting
from bot.usecases.mentors.pairing import chased
from bot.usecases.mentors.standing import Standings

EVERY = timedelta(hours=1)
MOST_AT_ONCE = 100
PAUSE = timedelta(milliseconds=50)
"""Between two small steps, for those who wait behind them."""

DIGEST_FROM = timedelta(hours=7)
DIGEST_USEFUL = timedelta(days=3)
"""After midnight of a week's Monday, in UTC, overviews are written; after so many days no more
of that week. Whoever has quiet hours gets theirs after them."""

log = logging.getLogger(__name__)


class Chased(Pairings, Digests, Lasts, Protocol):
    """What is looked after."""


async def chase(
    kept: Chased,
    catalog: Catalog,
    clock: Clock,
    standings: Standings,
    looked_at: datetime | None = None,
) -> int:
    """Remind whoever is to answer, free or end what waits in vain, and write the overviews.

    It is seen, too, whether mentors still are mentors.

    Args:
        kept: what is looked after.
        catalog: the words.
        clock: what time it is.
        standings: tells who is a mentor.
        looked_at: when the round before this one began, or None.

    Returns:
        How many pairings and overviews it was.

    Raises:
        StoreError: the database cannot serve; what was done stays done.
    """
    closing, done = Closing(catalog), 0
    step = chased(closing)
    while some := await kept.chase_answers(MOST_AT_ONCE, step):
        done += some
        await asyncio.sleep(PAUSE.total_seconds())
    done += await Lasting(kept, standings, closing).look_round(clock.now(), looked_at)
    period, opens = _week(clock.now())
    if not opens + DIGEST_FROM <= clock.now() < opens + DIGEST_USEFUL:
        return done
    while some := await kept.order_digests(period, opens + DIGEST_USEFUL, MOST_AT_ONCE):
        done += some
        await asyncio.sleep(PAUSE.total_seconds())
    return done


@asynccontextmanager
async def chasing(
    kept: Chased,
    catalog: Catalog,
    clock: Clock,
    standings: Standings,
    every: timedelta = EVERY,
) -> AsyncIterator[None]:
    """Do that now and every hour, as long as the inside lasts."""
    rounds = asyncio.create_task(_rounds(kept, catalog, clock, standings, every))
    try:
        yield
    finally:
        rounds.cancel()
        with suppress(asyncio.CancelledError):
            await rounds


async def _rounds(
    kept: Chased, catalog: Catalog, clock: Clock, standings: Standings, every: timedelta
) -> None:
    looked_at: datetime | None = None
    while True:
        begins = clock.now()
        try:
            await chase(kept, catalog, clock, standings, looked_at)
            looked_at = begins
        except Exception as problem:  # noqa: BLE001 - of this round; the next one goes on
            log.info("requests wait for the next round: %s", type(problem).__name__)
        await asyncio.sleep(every.total_seconds())


def _week(now: datetime) -> tuple[str, datetime]:
    """The name of the week of an instant, and when it began in UTC."""
    monday = now.date() - timedelta(days=now.weekday())
    return period_key(week_of(monday)), datetime.combine(monday, time(), now.tzinfo)

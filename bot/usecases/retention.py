"""End what is not kept any longer, a little at a time, so that nobody waits for it (F70)."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.keeping import Keeper, Keeping, Rule

EVERY = timedelta(days=1)
PAUSE = timedelta(milliseconds=50)
"""Between two small steps, for those who wait behind them."""

log = logging.getLogger(__name__)


async def retain(
    keeper: Keeper, keeping: Keeping, pause: timedelta = timedelta()
) -> Mapping[Rule, int]:
    """Follow every rule once; how much each has ended.

    Args:
        keeper: keeps it.
        keeping: for how long.
        pause: rests so long after each small step.

    Raises:
        StoreError: the database cannot serve; what was ended stays ended.
    """
    ended = dict.fromkeys(Rule, 0)
    for rule in Rule:
        while some := await keeper.end_some(rule, keeping):
            ended[rule] += some
            await asyncio.sleep(pause.total_seconds())
    return ended


@asynccontextmanager
async def retaining(
    keeper: Keeper, keeping: Keeping, present: Address | None = None
) -> AsyncIterator[None]:
    """Follow the rules now and every day, as long as the inside lasts.

    Args:
        keeper: keeps it.
        keeping: for how long.
        present: the account of somebody who is here, if anybody is; that counts as a sign
            of life.
    """
    await _heard(keeper, present)
    rounds = asyncio.create_task(_daily(keeper, keeping, present))
    try:
        yield
    finally:
        rounds.cancel()
        with suppress(asyncio.CancelledError):
            await rounds


async def _daily(keeper: Keeper, keeping: Keeping, present: Address | None) -> None:
    while True:
        try:
            await retain(keeper, keeping, PAUSE)
        except Exception as problem:  # noqa: BLE001 - nobody is disturbed; tomorrow will do
            log.info("retention goes on tomorrow: %s", type(problem).__name__)
        await asyncio.sleep(EVERY.total_seconds())
        await _heard(keeper, present)


async def _heard(keeper: Keeper, present: Address | None) -> None:
    """Note it if that can be; a talk is not disturbed."""
    if present is None:
        return
    with suppress(StoreError):
        await keeper.hear(present)

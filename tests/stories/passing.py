"""Days that pass in a story: what is due on the way is written at its moment."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.store.sqlite import SqliteStore
from bot.usecases.nudging import Nudging
from tests.fakes.clock import FakeClock


async def nobody_looks() -> None:
    """Whatever was written waits until the program is opened."""


async def pass_days(
    store: SqliteStore,
    clock: FakeClock,
    days: int,
    then: Callable[[], Awaitable[None]] = nobody_looks,
) -> None:
    """Put the clock forward by so many days, with a stop for whoever is due.

    Args:
        store: the agendas.
        clock: stands that much later in the end.
        days: how many.
        then: is awaited after each round.
    """
    end = clock.now() + timedelta(days=days)
    rounds = Nudging(store, clock)
    while (moment := await store.next_served()) is not None and moment <= end:
        _forward(clock, moment)
        await rounds.catch_up()
        await then()
    _forward(clock, end)


def _forward(clock: FakeClock, to: datetime) -> None:
    """Clocks that run by themselves may be there already."""
    clock.pass_by(max(to - clock.now(), timedelta()))

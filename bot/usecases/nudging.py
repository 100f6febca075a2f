"""Rounds: who is due gets their message written, and what comes next is planned.

A round makes messages, it sends none: they stand in the outbox with everything else. What is
decided here is pure; the store commits what it comes to together with the agenda, so nothing
is written twice and nothing is lost, whoever dies in between.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.engine.schedule import (
    OPEN_END,
    Due,
    Latest,
    Occasion,
    Schedule,
    Silence,
    after_silence,
    next_due,
    period_key,
    taken,
    zone_named,
)
from bot.engine.schedule.periods import openings
from bot.engine.weekly.values import Agenda
from bot.errors import StoreError
from bot.ports.clock import Clock
from bot.ports.nudges import PUT_OFF_BY, Nudges, Order, Served
from bot.ports.outbox import Kind, Reason

MOST_AT_ONCE = 500
"""So many agendas are served in one transaction: others want to write, too."""

LOOK_EVERY = timedelta(seconds=5)
"""What a turn or another process planned is noticed within this, and so is a clock that jumps:
to look costs one step down an index."""

log = logging.getLogger(__name__)

_named = lru_cache(maxsize=1024)(period_key)


def serve(agenda: Agenda, person: int, now: datetime) -> Served:
    """What a round makes of an agenda.

    Args:
        agenda: whose ``due`` is not in the future.
        person: whose it is; it says where they stand among those who are spread (F43).
        now: the moment of the round.
    """
    row, schedule = agenda.due, agenda.schedule
    if row is None:
        return Served(agenda)
    after = taken(schedule, row, now, person)
    latest = after.latest or agenda.latest
    orders = tuple(_passed_over(schedule, period) for period in after.ended)
    if after.due is None:
        return Served(_next(agenda, next_due(schedule, now, latest), latest), orders)
    if after.due.at > now:
        return Served(_next(agenda, after.due, latest), orders)
    written, then = _written(agenda, after.due, now)
    return Served(then, (*orders, written))


def _written(agenda: Agenda, due: Due, now: datetime) -> tuple[Order, Agenda]:
    """The message that is due now, and the agenda after it."""
    kind = _kind(agenda, due)
    if kind is Kind.PAUSED:
        return _order(agenda.schedule, due, kind), _left_in_peace(agenda, due)
    order, latest, following = _after(agenda.schedule, due, kind)
    if following is None or following.at <= now:
        following = next_due(agenda.schedule, now, latest)
    asks = kind is not Kind.REMINDER
    then = Agenda(
        agenda.schedule,
        following,
        latest,
        agenda.nudged + (kind is Kind.NUDGE),
        agenda.silent + agenda.schedule.rhythm if asks else agenda.silent,
        agenda.asked or kind is Kind.CADENCE,
    )
    return order, then


def _kind(agenda: Agenda, due: Due) -> Kind:
    """What is said: after silent weeks there is something else to ask than how it goes."""
    if due.kind is Occasion.REMINDER:
        return Kind.REMINDER
    match after_silence(agenda.silent, asked=agenda.asked):
        case Silence.GO_ON:
            return Kind.NUDGE
        case Silence.ASK:
            return Kind.CADENCE
        case Silence.PAUSE:
            return Kind.PAUSED


def _left_in_peace(agenda: Agenda, due: Due) -> Agenda:
    """Nothing comes any more until they do."""
    paused = replace(agenda.schedule, paused_until=OPEN_END)
    latest = replace(due.served(), settled=True)
    return replace(agenda, schedule=paused, due=None, latest=latest)


@lru_cache(maxsize=4096)
def _after(schedule: Schedule, due: Due, kind: Kind) -> tuple[Order, Latest, Due | None]:
    """The message, what is remembered of it, and what comes after its moment.

    People of one community often have the same schedule, and this takes most of a round.
    Nobody is reminded of a question about the rhythm.
    """
    latest = due.served()
    if kind is Kind.CADENCE:
        latest = replace(latest, settled=True)
    return _order(schedule, due, kind), latest, next_due(schedule, due.at, latest)


def _order(schedule: Schedule, due: Due, kind: Kind) -> Order:
    return Order(kind, _named(due.period), _ends(schedule, due.served(), due.period))


def _passed_over(schedule: Schedule, period: int) -> Order:
    """A nudge that nobody could write in time (F43)."""
    ends = _ends(schedule, None, period)
    return Order(Kind.NUDGE, _named(period), ends, skipped=Reason.OFFLINE)


def _ends(schedule: Schedule, latest: Latest | None, period: int) -> datetime:
    """When a period is over: the next one opens, or would but for a pause."""
    _, opens = next(openings(schedule, schedule.wall, latest, period + 1))
    return opens


def _next(agenda: Agenda, due: Due | None, latest: Latest | None) -> Agenda:
    return replace(agenda, due=due, latest=latest)


class Nudging:
    """Serves everybody whose moment has come.

    A clock that is ahead for a while looks to a round like the end of an outage: whoever is due
    by it is put off until soon after that moment, in their waking hours; and a period of theirs
    that is over by it goes by as ``offline``. When the clock is set right, that stays so: what
    was due before is not kept, and what was passed over may not be planned again, or it could
    come twice (F42). So a nudge is late once, by about what the clock was ahead. To disbelieve
    such a clock is no way out: a machine that slept sees the same leap.

    Args:
        nudges: the agendas.
        clock: what time it is. It decides what is due; how long to wait for that is measured
            by the loop's own time, which nobody sets (F42).
        then: called after messages were written.
        default_zone: by which those go whose zone nobody knows any more; an IANA name.
            None: by what they went by so far.
    """

    def __init__(
        self,
        nudges: Nudges,
        clock: Clock,
        then: Callable[[], None] = lambda: None,
        default_zone: str | None = None,
    ) -> None:
        self._nudges = nudges
        self._clock = clock
        self._then = then
        self._default_zone = default_zone
        self._awake = asyncio.Event()
        self._stopping = False
        self._last_round: datetime | None = None

    @property
    def last_round(self) -> datetime | None:
        """When it was last seen that nobody waits to be served; None before the first time."""
        return self._last_round

    async def catch_up(self) -> int:
        """Rounds until nobody is due; how many agendas were served.

        Raises:
            StoreError: the database cannot serve; what was served stays so.
        """
        served = 0
        while await self._is_due():
            some = await self._nudges.serve_due(MOST_AT_ONCE, self._serves)
            if not some:  # another program was faster
                break
            served += some
            self._then()
        self._last_round = self._clock.now()
        return served

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Rounds go on inside; the one that runs at the end is finished."""
        rounds = asyncio.create_task(self._serve())
        try:
            yield
        finally:
            self._stopping = True
            self.wake()
            await rounds

    def wake(self) -> None:
        """Something may be due now."""
        self._awake.set()

    def _serves(self, agenda: Agenda, person: int, now: datetime) -> Served:
        zone = self._default_zone
        return carefully(by_default_zone(agenda, zone) if zone else agenda, person, now)

    async def _is_due(self) -> bool:
        due = await self._nudges.next_served()
        return due is not None and due <= self._clock.now()

    async def _serve(self) -> None:
        while not self._stopping:
            self._awake.clear()
            pause = LOOK_EVERY
            try:
                await self.catch_up()
                pause = await self._pause()
            except StoreError as problem:
                log.warning("nudges wait for the database: %s", type(problem).__name__)
            except Exception:  # of this round; the next one goes on
                log.exception("a round of nudges fell")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), pause.total_seconds())

    async def _pause(self) -> timedelta:
        """How long nobody is due, as far as is known."""
        due = await self._nudges.next_served()
        left = LOOK_EVERY if due is None else due - self._clock.now()
        return min(max(left, timedelta()), LOOK_EVERY)


def by_default_zone(agenda: Agenda, zone: str) -> Agenda:
    """The agenda, going by this zone if nobody knows its own (F44); mostly the same value."""
    schedule = agenda.schedule
    if schedule.default_zone == zone or isinstance(zone_named(schedule.zone), ZoneInfo):
        return agenda
    return replace(agenda, schedule=replace(schedule, default_zone=zone))


def carefully(agenda: Agenda, person: int, now: datetime) -> Served:
    """``serve``; an agenda that cannot be served waits a day, and holds up no other (F25)."""
    try:
        return serve(agenda, person, now)
    except Exception:
        log.exception("the agenda of person %s cannot be served", person)
        later = agenda.due and replace(agenda.due, at=now + PUT_OFF_BY)
        return Served(replace(agenda, due=later))

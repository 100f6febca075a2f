"""Broken twins of what decides about nudges, writes them and brings them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection

from bot.adapters.terminal.coming import Coming
from bot.cards import Card, Place
from bot.catalog import Catalog
from bot.engine import schedule as real
from bot.engine.plans import planning
from bot.engine.plans.plan import CheckIn, Plan, Step, Week
from bot.engine.plans.plan_cards import PlanButton
from bot.engine.plans.rhythm import Rhythm, cells
from bot.engine.schedule import Due, Latest, Schedule, Silence, Taken, next_due, periods
from bot.engine.state import Conversation
from bot.engine.weekly import messages, times, weeks
from bot.engine.weekly.values import Agenda, Weekly
from bot.ports.nudges import Order, Serve, Served
from bot.ports.outbox import Kind, Reason
from bot.store import agendas, rounds, weeklies, weekly_statements
from bot.usecases import nudging

WEEK = timedelta(weeks=1)
_opening, _gone_on, _checked_in = periods.opening, planning._gone_on, weeks.checked_in
_written, _serve_due = nudging._written, rounds.serve_due
_paused = times.paused
_add_scheduled = weekly_statements.add_scheduled
_from_plan, _from_schedule = weeklies._from_plan, agendas.from_schedule


def zone_of_nobody(*_: str) -> tuple[tzinfo, None]:
    return UTC, None


def opening_by_seven_days_in_utc(schedule: Schedule, week: int, zone: tzinfo) -> datetime:
    first = periods.week_of(schedule.since)
    return _opening(schedule, first, zone) + (week - first) * WEEK


def second_of_two_hours(day: date, hour: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(UTC)


def awake_at_night(instant: datetime, *_: object) -> datetime:
    return instant


def replanned_without_what_was_planned(
    schedule: Schedule,
    _before: Schedule,
    _planned: Due | None,
    now: datetime,
    latest: Latest | None = None,
) -> Due | None:
    return next_due(schedule, now, latest)


def spread_of_nobody(*_: object) -> timedelta:
    return timedelta()


def fortnights_of_the_calendar(schedule: Schedule, week: int) -> bool:
    return week % schedule.rhythm == 0


def asked_in_every_silent_week(weeks: int, **_: bool) -> Silence:
    return real.after_silence(weeks)


def early_finishes_that_nobody_counts(here: Plan, week: Week, **_: bool) -> Plan:
    return _gone_on(here, week, early=False)


def nothing_carried_over(*_: object) -> frozenset[Step]:
    return frozenset()


def rhythm_that_goes_back_to_zero(plan: Plan) -> Rhythm:
    kept = 0
    for cell in cells(plan):
        kept = kept + 1 if cell.kept else 0
    return Rhythm(kept, 8)


def quoted_as_it_was_typed(_: Catalog, text: str) -> str:
    return text


def offered_whatever_it_is(*_: object) -> tuple[PlanButton, ...]:
    return (*PlanButton,)


def names_no_more(*_: object) -> bool:
    return False


def card_of_any_week(_catalog: Catalog, here: Conversation, place: Place) -> bool:
    return here.weekly is not None and place.conversation == here.id


def word_that_settles_nothing(
    catalog: Catalog, weekly: Weekly, check_in: CheckIn, at: datetime
) -> Weekly:
    said = _checked_in(catalog, weekly, check_in, at)
    return replace(said, agenda=replace(said.agenda, latest=weekly.agenda.latest))


def heard_in_vain(weekly: Weekly) -> Weekly:
    return weekly


def reminder_like_a_nudge(catalog: Catalog, here: Conversation) -> Card:
    return messages.nudge(catalog, here)


def zone_of_the_machine(*_: object) -> str:
    return "localtime"


def reminder_that_counts_as_silence(
    agenda: Agenda, due: Due, now: datetime
) -> tuple[Order, Agenda]:
    order, then = _written(agenda, due, now)
    more = agenda.schedule.rhythm * (order.kind is Kind.REMINDER)
    return order, replace(then, silent=then.silent + more)


def offline_weeks_that_nobody_notes(
    schedule: Schedule, row: Due, now: datetime, person: int
) -> Taken:
    return replace(real.taken(schedule, row, now, person), ended=())


def late_as_if_in_time(_schedule: Schedule, row: Due, *_: object) -> Taken:
    return Taken(row)


def peace_that_is_none(agenda: Agenda, due: Due) -> Agenda:
    latest = due.served()
    return replace(agenda, due=next_due(agenda.schedule, due.at, latest), latest=latest)


def serve_that_holds_up_others(agenda: Agenda, person: int, now: datetime) -> Served:
    return nudging.serve(agenda, person, now)


def wanted_whatever_was_said(*_: object) -> None:
    return None


def serve_due_in_many_transactions(
    connection: Connection, most: int, serve: Serve, now: datetime
) -> int:
    served = 0
    driver: Any = connection.connection.driver_connection
    while served < most and _serve_due(connection, 1, serve, now):
        served += 1
        driver.commit()
        driver.execute("BEGIN IMMEDIATE")
    return served


def add_for_nobody(connection: Connection, messages: Sequence[Sequence[Any]]) -> int:
    nobody = [(account, None, *more) for account, _, *more in messages]
    return _add_scheduled(connection, nobody)


def counted_although_nothing_came(_before: Agenda, after: Agenda) -> Agenda:
    return after


def nobody_had_it(*_: object) -> set[int]:
    return set()


def told_to_no_plan(*_: object) -> int:
    return 0


def key_of_the_period_alone(_account: int, order: Order) -> str:
    return order.period


def nothing_given_back(*_: object) -> None:
    pass


def spaced_by_nothing(found: Sequence[Any], *_: object) -> Iterator[Any]:
    return iter(found)


def from_plan_without_pins(plan: Plan) -> dict[str, Any]:
    return {**_from_plan(plan), "pins": []}


def from_schedule_that_always_reminds(schedule: Schedule) -> str:
    return _from_schedule(replace(schedule, reminds=True))


async def due_without_a_round(self: Coming, above: Card | None = None) -> Card | None:
    return await self.hand_over(await self._store.claim_left(self._account), above)


async def nothing_on_the_way(*_: object) -> None:
    return None


def third_that_is_called_offline(
    agenda: Agenda, due: Due, now: datetime
) -> tuple[Order, Agenda]:
    order, then = _written(agenda, due, now)
    if order.kind is not Kind.NUDGE or due.period % 3:
        return order, then
    uncounted = replace(then, nudged=agenda.nudged, silent=agenda.silent)
    return replace(order, skipped=Reason.OFFLINE), uncounted


def begun_three_weeks_late(schedule: Schedule, now: datetime) -> Schedule:
    first = real.begun(schedule, now)
    return replace(first, since=first.since + 3 * WEEK)


def pause_without_end(weekly: Weekly, _until: datetime, at: datetime) -> Weekly:
    return _paused(weekly, real.OPEN_END, at)

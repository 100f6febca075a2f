"""Rounds: agendas whose moment has come are served, and what is due to their people is written.

A round is one step of the writer, so the write lock is its claim: whoever else serves this
database comes before it or after it, and finds what it left (F28). It costs what is due, not
who exists: it touches no row of a person, a conversation or, as a rule, a plan.

What this program did not write, or a newer one did, is its person's alone: it is put off, and
everybody else is served (F25).
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot.engine.schedule import OPEN_END
from bot.engine.weekly.values import Agenda
from bot.ports.nudges import PUT_OFF_BY, Order, Serve, Served
from bot.ports.outbox import Reason
from bot.store import rows, weekly_statements
from bot.store.agendas import from_agenda, instant_text, to_agenda, to_instant

log = logging.getLogger(__name__)


class _Way(NamedTuple):
    """How a message reaches an account.

    Attributes:
        lost: why it does not; None if it does.
        opens: it would be our first direct message there.
    """

    lost: Reason | None
    opens: bool


class _Due(NamedTuple):
    """An agenda whose moment has come; tuples, for there are thousands of them.

    Attributes:
        person: whose it is.
        account: where it goes.
        key: of its row, beside the person.
        schedule: the column.
        before: the agenda that it holds.
        served: what becomes of it.
    """

    person: int
    account: int
    key: str
    schedule: str
    before: Agenda
    served: Served


def serve_due(connection: Connection, most: int, serve: Serve, now: datetime) -> int:
    """See ``ports.nudges.Nudges.serve_due``."""
    found = weekly_statements.due_first.raw_rows(connection, {"now": now, "most": most})
    served: list[_Due] = []
    unread: list[Sequence[Any]] = []
    later = instant_text(now + PUT_OFF_BY)
    for person, account, key, schedule, *more in found:
        try:
            before = to_agenda(key, schedule, *more)
        except rows.STRANGE as problem:
            unread.append(_put_off(person, key, later, problem))
        else:
            after = serve(before, person, now)
            served.append(_Due(person, account, key, schedule, before, after))
    _write(connection, served, _ways(connection, served), now)
    weekly_statements.put_off(connection, unread)
    weekly_statements.point_at_agendas(connection, [(to, person) for to, _, person in unread])
    return len(found)


def next_served(connection: Connection, now: datetime) -> datetime | None:
    """See ``ports.nudges.Nudges.next_served``.

    A moment that cannot be read is now if a round would find it, to put it off.
    """
    ((stored,),) = weekly_statements.earliest.raw_rows(connection, {})
    try:
        at = OPEN_END if stored is None else to_instant(stored)
    except rows.STRANGE:
        is_found = not isinstance(stored, str) or stored <= instant_text(now)
        return now if is_found else None
    return None if at >= OPEN_END else at


def _put_off(person: int, key: str, later: str, problem: Exception) -> Sequence[Any]:
    """The columns that put an agenda off, which is told without a word of what it holds."""
    why = type(problem).__name__
    log.error("the agenda of person %s cannot be read and waits a day: %s", person, why)
    return later, key, person


def _ways(connection: Connection, served: Iterable[_Due]) -> Mapping[int, _Way]:
    """How everybody is reached who is written to, by account."""
    asked = {(one.account,) for one in served if one.served.orders}
    with rows.ours(connection.engine.url.database):
        found = weekly_statements.ways.rows(connection, [*asked])
        return {row.id: _way(row) for row in found}


def _way(row: Any) -> _Way:
    lost = Reason.REVOKED if row.is_out else Reason.UNREACHABLE if row.is_lost else None
    return _Way(lost, row.opens)


def _write(
    connection: Connection, served: Sequence[_Due], ways: Mapping[int, _Way], now: datetime
) -> None:
    """Write the messages and move the agendas; where there is no message, tell the plan."""
    at = instant_text(now)
    messages: list[Sequence[Any]] = []
    moved: list[Sequence[Any]] = []
    untold: list[Sequence[Any]] = []
    for one in served:
        agenda, orders = one.served.agenda, one.served.orders
        way = ways[one.account] if orders else None
        if way and way.lost:
            agenda = _uncounted(one.before, agenda)
        move = _move(one, agenda)
        moved.append(move)
        if way is None:
            untold.append((move[0], one.person))
        else:
            messages += [_message(one, order, way, move[0], at) for order in orders]
    written = weekly_statements.add_scheduled(connection, messages)
    if written != len(messages):  # one was there: it names another row, and nobody knows whose
        untold = [(key, person) for key, *_, person in moved]
        had_it = _who_had_it(connection, messages, written)
        moved = [
            _move(one, _uncounted(one.before, one.served.agenda))
            if one.person in had_it
            else move
            for one, move in zip(served, moved, strict=True)
        ]
    weekly_statements.serve_agendas(connection, moved)
    weekly_statements.point_at_agendas(connection, untold)


def _who_had_it(
    connection: Connection, messages: Iterable[Sequence[Any]], written: int
) -> set[int]:
    """Whose message to be sent was there before, by person: it is none of the newest."""
    newest = weekly_statements.newest_scheduled.rows(connection, {"most": written})
    new = {(row.person_id, row.kind, row.period) for row in newest}
    return {
        person
        for _, person, kind, period, _, state, *_ in messages
        if state == "new" and (person, kind, period) not in new
    }


def _move(one: _Due, agenda: Agenda) -> Sequence[Any]:
    """The columns of an agenda and the key under which its row stands now."""
    is_same = agenda.schedule is one.before.schedule
    return (*from_agenda(agenda, one.schedule if is_same else None), one.key, one.person)


def _uncounted(before: Agenda, after: Agenda) -> Agenda:
    """The agenda of somebody whom this round asks nothing, so that no week counts.

    Nothing reaches them, or they were asked before.
    """
    return replace(
        after,
        nudged=min(after.nudged, before.nudged),
        silent=min(after.silent, before.silent),
        asked=after.asked and before.asked,
    )


def _message(one: _Due, order: Order, way: _Way, next_at: str, now: str) -> Sequence[Any]:
    """The row of a message; one that is passed over is at its end already."""
    skipped = order.skipped or way.lost
    return (
        one.account,
        one.person,
        order.kind.value,
        order.period,
        _key(one.account, order),
        "dead" if skipped else "new",
        skipped and skipped.value,
        now,
        instant_text(order.useful_until),
        now,
        now if skipped else None,
        next_at,
        way.opens,
    )


def _key(account: int, order: Order) -> str:
    """The key of a message, the same whenever it is worked out."""
    told = f"{account}\0{order.kind.value}-{order.period}"
    return blake2b(told.encode(), digest_size=12).hexdigest()

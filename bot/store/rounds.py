"""Rounds: agendas whose moment has come are served, and what is due to their people is written.

A round is one step of the writer, so the write lock is its claim: whoever else serves this
database comes before it or after it, and finds what it left (F28). It costs what is due, not
who exists: it touches no row of a person, a conversation or, as a rule, a plan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection

from bot.engine.schedule import OPEN_END
from bot.engine.weekly.values import Agenda
from bot.ports.accounts import ONLY_THEY
from bot.ports.nudges import Order, Serve
from bot.ports.outbox import Reason
from bot.store import rows, weekly_statements
from bot.store.agendas import due_at, from_agenda, to_agenda
from bot.store.steps import new_message


@dataclass(frozen=True, slots=True)
class _Served:
    """What becomes of one row.

    Attributes:
        row: as it was found.
        before: the agenda that it held.
        agenda: the one that it holds from now on.
        orders: what is to be written.
    """

    row: Any
    before: Agenda
    agenda: Agenda
    orders: Sequence[Order]


def serve_due(connection: Connection, most: int, serve: Serve, now: datetime) -> int:
    """See ``ports.nudges.Nudges.serve_due``."""
    asked = {"now": now, "most": most}
    with rows.ours(connection.engine.url.database):
        found = weekly_statements.due_first.rows(connection, asked)
        agendas = [to_agenda(*row[:7]) for row in found]
    served = []
    for row, before in zip(found, agendas, strict=True):
        after = serve(before, row.person_id, now)
        served.append(_Served(row, before, after.agenda, after.orders))
    _write(connection, _possible(connection, served), now)
    return len(found)


def next_served(connection: Connection) -> datetime | None:
    """See ``ports.nudges.Nudges.next_served``."""
    with rows.ours(connection.engine.url.database):
        at: datetime | None = weekly_statements.earliest.row(connection, {}).at
        return None if at is None or at >= OPEN_END else at


@dataclass(frozen=True, slots=True)
class _Way:
    """How a message reaches an account.

    Attributes:
        lost: why it does not; None if it does.
        opens: it would be our first direct message there.
    """

    lost: Reason | None
    opens: bool


def _possible(
    connection: Connection, served: Sequence[_Served]
) -> Sequence[tuple[_Served, _Way | None]]:
    """The same, with the way of whoever is written to; what would not arrive is passed over.

    Nobody was asked then, so the week does not count.
    """
    ways = _ways(connection, {one.row.account_id for one in served if one.orders})
    return [_reached(one, ways.get(one.row.account_id)) for one in served]


def _reached(served: _Served, way: _Way | None) -> tuple[_Served, _Way | None]:
    if way is None or way.lost is None:
        return served, way
    agenda = replace(
        served.agenda,
        nudged=min(served.agenda.nudged, served.before.nudged),
        silent=min(served.agenda.silent, served.before.silent),
        asked=served.agenda.asked and served.before.asked,
    )
    orders = [replace(one, skipped=one.skipped or way.lost) for one in served.orders]
    return replace(served, agenda=agenda, orders=orders), way


def _ways(connection: Connection, accounts: Iterable[int]) -> dict[int, _Way]:
    asked = [(account,) for account in accounts]
    with rows.ours(connection.engine.url.database):
        return {row.id: _way(row) for row in weekly_statements.ways.rows(connection, asked)}


def _way(row: Any) -> _Way:
    lost = Reason.REVOKED if row.is_out else Reason.UNREACHABLE if row.is_lost else None
    return _Way(lost, row.living_card is None or row.living_card.startswith(ONLY_THEY))


def _write(
    connection: Connection, served: Iterable[tuple[_Served, _Way | None]], now: datetime
) -> None:
    """Write the messages, then move the agendas, and tell the plan where messages do not."""
    messages, moved, untold = [], [], []
    for one, way in served:
        person, agenda = one.row.person_id, one.agenda
        is_same = agenda.schedule is one.before.schedule
        columns = from_agenda(agenda, one.row.schedule if is_same else None)
        moved.append({"key": due_at(one.before), "person": person, **columns})
        messages += [
            _message(one, order, now, opens=way is not None and way.opens)
            for order in one.orders
        ]
        if not one.orders:
            untold.append({"person": person, "key": due_at(agenda)})
    written = weekly_statements.add_scheduled.run_many(connection, messages)
    if written != len(messages):  # one was there: it names another row, and nobody knows whose
        untold = [{"person": one["person"], "key": one["due_at"]} for one in moved]
    weekly_statements.serve_agenda.run_many(connection, moved)
    weekly_statements.point_at_agenda.run_many(connection, untold)


def _message(served: _Served, order: Order, now: datetime, *, opens: bool) -> dict[str, Any]:
    """The row of a message; one that is passed over is at its end already."""
    account, skipped = served.row.account_id, order.skipped
    return {
        **new_message(account, order.kind, now),
        "person_id": served.row.person_id,
        "period": order.period,
        "key": _key(account, order),
        "state": "dead" if skipped else "new",
        "useful_until": order.useful_until,
        "reason": skipped and skipped.value,
        "closed_at": now if skipped else None,
        "next_at": due_at(served.agenda),
        "opens": opens,
    }


def _key(account: int, order: Order) -> str:
    """The key of a message, the same whenever it is worked out."""
    told = f"{account}\0{order.kind.value}-{order.period}"
    return blake2b(told.encode(), digest_size=12).hexdigest()

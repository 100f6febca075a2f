"""What waits in the outbox: until when, how much, and what a clock that was ahead did to it."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime

from sqlalchemy import Connection

from bot.ports.clock import CLOCKS_DIFFER
from bot.ports.outbox import LONGEST_LEASE, SENDING_LEASE
from bot.ports.queue import Backlog
from bot.store import posting_statements, rows, setback_statements


def next_due(connection: Connection, platforms: Sequence[str]) -> datetime | None:
    """See ``ports.queue.Outbox.next_due``.

    It looks no further than it must, however much waits for later: nobody looks at a row before
    it is due.
    """
    first: datetime | None = None
    asked = {"platforms": list(platforms)}
    with (
        rows.ours(connection.engine.url.database),
        closing(posting_statements.looked_at.each_row(connection, asked)) as found,
    ):
        for row in found:
            if first is not None and row.due_at >= first:
                break
            first = row.looked_at if first is None else min(first, row.looked_at)
    return first


def come_back(connection: Connection, now: datetime, *, was_set_back: bool) -> bool:
    """See ``ports.queue.Outbox.come_back``."""
    was_ahead = was_set_back or _was_ahead(connection, now)
    if was_ahead:
        for statement in setback_statements.come_back:
            connection.execute(statement, {"no_later": now + SENDING_LEASE})
    return was_ahead


def _was_ahead(connection: Connection, now: datetime) -> bool:
    """Whether something is written down that no right clock can have written by now."""
    latest = {
        setback_statements.newest_event: now + CLOCKS_DIFFER,
        setback_statements.last_put_off: now + CLOCKS_DIFFER,
        setback_statements.last_lease: now + LONGEST_LEASE,
    }
    found = [(statement.row(connection, {}).at, at) for statement, at in latest.items()]
    return any(written is not None and written > at for written, at in found)


def backlog(connection: Connection) -> Backlog:
    """See ``ports.queue.Outbox.backlog``."""
    with rows.ours(connection.engine.url.database):
        waiting, oldest = connection.execute(posting_statements.waiting).one()
        ended = connection.execute(posting_statements.ended).all()
        return Backlog(waiting, oldest, {str(reason): number for reason, number in ended})

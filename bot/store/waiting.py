"""What waits in the outbox: until when, how much, and what a clock that was ahead did to it."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime

from sqlalchemy import Connection

from bot.ports.clock import CLOCKS_DIFFER
from bot.ports.outbox import SENDING_LEASE
from bot.ports.queue import Backlog
from bot.store import posting_statements, rows


def next_due(connection: Connection, platforms: Sequence[str]) -> datetime | None:
    """See ``ports.queue.Outbox.next_due``.

    It looks no further than it must, however much waits for later: nobody looks at a row before
    it is due.
    """
    first: datetime | None = None
    asked = {"platforms": list(platforms)}
    with (
        rows.ours(connection.engine.url.database),
        closing(connection.execute(posting_statements.looked_at, asked)) as found,
    ):
        for due_at, looked_at in found:
            if first is not None and due_at >= first:
                break
            first = looked_at if first is None else min(first, looked_at)
    return first


def come_back(connection: Connection, now: datetime, *, was_set_back: bool) -> bool:
    """See ``ports.queue.Outbox.come_back``."""
    newest = posting_statements.newest_event.row(connection, {}).at
    is_ahead = newest is not None and newest > now + CLOCKS_DIFFER
    if was_set_back or is_ahead:
        for statement in posting_statements.come_back:
            connection.execute(statement, {"no_later": now + SENDING_LEASE})
    return was_set_back or is_ahead


def backlog(connection: Connection) -> Backlog:
    """See ``ports.queue.Outbox.backlog``."""
    with rows.ours(connection.engine.url.database):
        waiting, oldest = connection.execute(posting_statements.waiting).one()
        ended = connection.execute(posting_statements.ended).all()
        return Backlog(waiting, oldest, {str(reason): number for reason, number in ended})

"""The weekly overviews of mentors: ``ports.digests``."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, exists, literal_column, select, true
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.ports.inbound import Address
from bot.ports.outbox import Kind
from bot.store import rows, statements
from bot.store.mentoring.tables import mentor
from bot.store.new_messages import message_key, new_message
from bot.store.prepared import Prepared
from bot.store.schema import account, community, outbox

_HAS_ONE = exists().where(
    outbox.c.account_id == account.c.id,
    outbox.c.period == bindparam("period"),
    outbox.c.kind == literal_column(f"'{Kind.DIGEST}'"),
)
_IS_PRESENT = ~exists().where(
    community.c.platform == mentor.c.platform,
    community.c.workspace == mentor.c.workspace,
    community.c.left_at.is_not(None),
)
"""Their community lets us in."""

_wanted = (
    select(account.c.id.label("account"))
    .join_from(mentor, account, account.c.id == mentor.c.account_id)
    .where(
        mentor.c.digest == true(), account.c.unreachable_since.is_(None), _IS_PRESENT, ~_HAS_ONE
    )
    .distinct()
    .order_by(account.c.id)
    .limit(bindparam("most"))
    .subquery()
)
_next = Prepared(
    select(
        account.c.id,
        account.c.platform,
        account.c.workspace,
        account.c.user,
    )
    .join(_wanted, _wanted.c.account == account.c.id)
    .order_by(account.c.id)
)
"""Accounts of mentors, also of one person: where each stands, only that account's mentees are
named, and only there can its mentor open them."""

_add = Prepared(insert_on_conflict(outbox).on_conflict_do_nothing(), statements.OF_A_MESSAGE)


def order_digests(
    connection: Connection, period: str, useful_until: datetime, most: int, now: datetime
) -> int:
    """See ``ports.digests.Digests.order_digests``."""
    with rows.ours(connection.engine.url.database):
        found = _next.rows(connection, {"period": period, "most": most})
    for row in found:
        _add.run(connection, _message(row, period, useful_until, now))
    return len(found)


def _message(row: Any, period: str, useful_until: datetime, now: datetime) -> dict[str, Any]:
    to = Address(row.platform, row.workspace, row.user)
    return {
        **new_message(row.id, Kind.DIGEST, now),
        "period": period,
        "key": message_key(to, f"{Kind.DIGEST}-{period}", 0),
        "useful_until": useful_until,
    }

"""Messages that nobody asked for: one of a kind for a person in a period, whoever is first."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, literal_column, or_, select, text
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.ports.inbound import Address
from bot.ports.nudges import OWN_DOING
from bot.ports.outbox import Kind
from bot.store import rows, statements
from bot.store.new_messages import message_key, new_message
from bot.store.prepared import Prepared
from bot.store.schema import account as accounts
from bot.store.schema import outbox
from bot.store.standings import named
from bot.store.statements import THIS_ACCOUNT

_add_unless_there = Prepared(
    insert_on_conflict(outbox).on_conflict_do_nothing(), statements.OF_A_MESSAGE
)

_WAS_SENT = text("state IN ('sent', 'unknown')")
_WAS_UNWANTED = outbox.c.reason.in_(literal_column(f"'{why}'") for why in sorted(OWN_DOING))
_nudged = Prepared(
    select(outbox.c.closed_at)
    .join(accounts, accounts.c.person_id == outbox.c.person_id)
    .where(
        *THIS_ACCOUNT,
        outbox.c.period == bindparam("period"),
        text(f"kind = '{Kind.NUDGE}'"),
        or_(_WAS_SENT, _WAS_UNWANTED),
    )
)


def nudged_at(connection: Connection, account: Address, period: str) -> datetime | None:
    """See ``ports.nudges.Told.nudged_at``."""
    asked = {**named(account), "period": period}
    with rows.ours(connection.engine.url.database):
        found = _nudged.row(connection, asked)
        at: datetime | None = None if found is None else found.closed_at
        return at


def schedule(
    connection: Connection,
    account: Address,
    kind: Kind,
    period: str,
    useful_until: datetime,
    now: datetime,
) -> bool:
    """Write a message whose card is made when it is sent.

    Returns:
        Whether it was written: the person exists, and has none of this kind in this period.
    """
    standing: Any = statements.where_they_stand.row(connection, named(account))
    if standing is None:
        return False
    columns = {
        **new_message(standing.account, kind, now),
        "person_id": standing.person,
        "period": period,
        "key": message_key(account, f"{kind}-{period}", 0),
        "useful_until": useful_until,
    }
    return _add_unless_there.run(connection, columns) == 1

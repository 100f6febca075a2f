"""Messages that nobody asked for: one of a kind for a person in a period, whoever is first."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.ports.inbound import Address
from bot.ports.outbox import Kind
from bot.store import statements
from bot.store.prepared import Prepared
from bot.store.schema import outbox
from bot.store.standings import named
from bot.store.steps import message_key, new_message

_add_unless_there = Prepared(
    insert_on_conflict(outbox).on_conflict_do_nothing(), statements.OF_A_MESSAGE
)


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

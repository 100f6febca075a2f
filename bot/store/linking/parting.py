"""An account that came by a code gets a new person of its own.

What the two were together stays with the account that was there first, also what is to come
of its weekly steps. The other begins as a stranger; its pairs are still its own, and what it
shared with mentors is shared no longer.
"""

from datetime import datetime

from sqlalchemy import Connection, bindparam, text, update
from sqlalchemy import literal_column as literal

from bot.engine.state import Conversation
from bot.ports.outbox import BY_CALENDAR
from bot.store import statements
from bot.store.linking.joining import end_consents_of, point_at_agenda
from bot.store.prepared import Prepared
from bot.store.schema import account, due, outbox
from bot.store.standings import columns_of

_PERSON = bindparam("person", type_=outbox.c.person_id.type)
_LEAVES = bindparam("account", type_=outbox.c.account_id.type)
_STAYS = bindparam("stays", type_=outbox.c.account_id.type)
_THEIRS = (outbox.c.person_id == _PERSON, outbox.c.account_id == _LEAVES)
_BY_CALENDAR = outbox.c.kind.in_([literal(f"'{kind}'") for kind in sorted(BY_CALENDAR)])

_leave = Prepared(
    update(account)
    .where(account.c.id == bindparam("account"))
    .values(person_id=bindparam("alone", type_=account.c.person_id.type), linked_at=None)
)
_serve_there = Prepared(
    update(due)
    .where(due.c.person_id == _PERSON, due.c.account_id == _LEAVES)
    .values(account_id=_STAYS)
)
_say_there = Prepared(
    update(outbox)
    .where(*_THEIRS, _BY_CALENDAR, text("outbox.state <> 'sending'"))
    .values(account_id=_STAYS)
)
"""Of what is on its way at this moment nobody could find out elsewhere whether it arrived."""

_take_along = Prepared(
    update(outbox)
    .where(*_THEIRS, ~_BY_CALENDAR)
    .values(person_id=bindparam("alone", type_=outbox.c.person_id.type))
)


def part(
    connection: Connection, account_id: int, stays: int, person_id: int, now: datetime
) -> None:
    """Take an account out of a person.

    Args:
        connection: of the writer.
        account_id: the account that goes.
        stays: the one that stays.
        person_id: of both, until now.
        now: the moment.
    """
    point_at_agenda(connection, person_id)
    alone = statements.add_person.insert(connection, {"created_at": now})
    begun = {"person_id": alone, **columns_of(Conversation(id=0), now)}
    statements.add_conversation.insert(connection, begun)
    asked = {"person": person_id, "account": account_id, "stays": stays, "alone": alone}
    for statement in (_serve_there, _say_there, _take_along, end_consents_of, _leave):
        statement.run(connection, asked)

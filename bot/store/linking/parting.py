"""An account that came by a code is again the person that it was.

That person was put aside: conversation, answers, results and weekly steps are as they were,
and what comes due of them does so again. What the two said and did together stays with the
account that was there first, also what is to come of its weekly steps. Pairs are still each
account's own, and what the one that goes shared with mentors is shared no longer.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, text, update
from sqlalchemy import literal_column as literal

from bot.engine.schedule import OPEN_END
from bot.ports.outbox import BY_CALENDAR
from bot.store.linking.joining import ITS_KEY, end_consents_of, point_at_agenda
from bot.store.prepared import Prepared
from bot.store.schema import account, conversation, due, outbox, person

_PERSON = bindparam("person", type_=outbox.c.person_id.type)
_LEAVES = bindparam("account", type_=outbox.c.account_id.type)
_STAYS = bindparam("stays", type_=outbox.c.account_id.type)
_THEIRS = (outbox.c.person_id == _PERSON, outbox.c.account_id == _LEAVES)
_BY_CALENDAR = outbox.c.kind.in_([literal(f"'{kind}'") for kind in sorted(BY_CALENDAR)])

_SINCE = outbox.c.written_at >= bindparam("linked", type_=outbox.c.written_at.type)
_OURS_NOW = (_BY_CALENDAR, _SINCE)
"""What came by the calendar since the link is of the weekly steps that stay."""

_put_aside = Prepared(select(person.c.id).where(person.c.joined_id == bindparam("person")))
_ALONE = bindparam("alone", type_=outbox.c.person_id.type)
_come_back = Prepared(update(person).where(person.c.id == _ALONE).values(joined_id=None))
_hear = Prepared(
    update(conversation)
    .where(conversation.c.person_id == _ALONE)
    .values(heard_at=bindparam("now", type_=conversation.c.heard_at.type))
)
_go_on = Prepared(
    update(due)
    .where(
        due.c.person_id == _ALONE,
        due.c.due_at == bindparam("never", type_=due.c.due_at.type),
    )
    .values(due_at=ITS_KEY)
)
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
    .where(*_THEIRS, *_OURS_NOW, text("outbox.state <> 'sending'"))
    .values(account_id=_STAYS)
)
"""Of what is on its way at this moment nobody could find out elsewhere whether it arrived."""

_take_along = Prepared(
    update(outbox).where(*_THEIRS, or_(~_BY_CALENDAR, ~_SINCE)).values(person_id=_ALONE)
)


def part(connection: Connection, leaves: Any, stays: int, now: datetime) -> None:
    """Take an account out of a person, and give it back the one that was put aside.

    Args:
        connection: of the writer.
        leaves: the row of the account that goes: its ``id``, ``person_id`` and ``linked_at``.
        stays: the account that stays.
        now: the moment.
    """
    point_at_agenda(connection, leaves.person_id)
    asked = {"person": leaves.person_id, "account": leaves.id, "stays": stays, "now": now}
    alone = _put_aside.row(connection, asked).id
    asked |= {"alone": alone, "linked": leaves.linked_at, "never": OPEN_END}
    for statement in (_serve_there, _say_there, _take_along):
        statement.run(connection, asked)
    end_consents_of(connection, leaves.id, now)
    for statement in (_leave, _come_back, _hear, _go_on):
        statement.run(connection, asked)

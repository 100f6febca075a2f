"""Two people become one, in the transaction of the last yes.

The account that says it brings the person who stays, with conversation and weekly steps. The
other's person is put aside whole, with conversation, answers, results and weekly steps, of
which nothing comes due; they are shown and deleted with the one who stays, and are there when
the two part. Of each kind that comes once in a period one message is the person's, and it is
one that was said if either was. What that account shared with mentors is shared no longer, for
somebody else's conversation stands behind it now (F11, F63, F68).

Rule for editors: whatever names a person has a line here; a test walks the schema for it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    select,
    text,
    update,
)
from sqlalchemy import literal_column as literal

from bot.engine.schedule import OPEN_END
from bot.ports.outbox import BY_CALENDAR, Reason
from bot.store import rows, weekly_statements
from bot.store.agendas import due_at, instant_text
from bot.store.counting_back import COUNTED, count_back
from bot.store.mentoring.lent import tables_about_account_go
from bot.store.mentoring.tables import consent, pairing
from bot.store.prepared import Prepared
from bot.store.schema import WAITING, account, due, outbox, person, plan
from bot.store.standings import weeklies_of

NAMES_A_PERSON = frozenset(
    {
        *("account.person_id", "outbox.person_id"),
        *("conversation.person_id", "plan.person_id", "due.person_id", "look.person_id"),
    }
)
"""Columns that are written here, and of the second line those that are put aside."""

_KEEPS = bindparam("keeps", type_=outbox.c.person_id.type)
_JOINS = bindparam("joins", type_=outbox.c.person_id.type)
_NOW = bindparam("now", type_=outbox.c.closed_at.type)

_has_plan = Prepared(select(plan.c.version).where(plan.c.person_id == bindparam("person")))
ITS_KEY = select(plan.c.due_at).where(plan.c.person_id == due.c.person_id).scalar_subquery()
"""Where somebody's agenda is or was, if their plan says so itself."""

_rest = Prepared(
    update(due)
    .where(due.c.person_id == _JOINS, due.c.due_at == ITS_KEY)
    .values(due_at=bindparam("never", type_=due.c.due_at.type))
)
"""Nothing comes due of a plan that is put aside; it says itself what was to come, and when."""

_other = outbox.alias("theirs")
_SAID = "('sent', 'sending', 'unknown')"
_BY_CALENDAR = outbox.c.kind.in_([literal(f"'{kind}'") for kind in sorted(BY_CALENDAR)])
_let_go_of_theirs = Prepared(
    update(outbox)
    .where(outbox.c.person_id == _JOINS, text(f"outbox.{WAITING}"), _BY_CALENDAR)
    .values(state="dead", reason=Reason.MOOT.value, closed_at=_NOW, person_id=None)
)
"""What waits to be said about the plan that is put aside."""

_same_of_joins = (
    _other.c.person_id == _JOINS,
    _other.c.kind == outbox.c.kind,
    _other.c.period == outbox.c.period,
)
_NOT_SAID_BUT_THERE = (
    outbox.c.person_id == _KEEPS,
    text(f"outbox.state NOT IN {_SAID}"),
    exists().where(*_same_of_joins, text(f"theirs.state IN {_SAID}")),
)
_COUNTS = outbox.c.kind.in_([literal(f"'{kind}'") for kind in COUNTED])
_waits_there = Prepared(
    select(outbox.c.person_id, outbox.c.kind).where(
        outbox.c.person_id == _JOINS, text(f"outbox.{WAITING}"), _COUNTS
    )
)
_said_there = Prepared(
    select(outbox.c.person_id, outbox.c.kind).where(
        *_NOT_SAID_BUT_THERE, outbox.c.closed_at.is_(None), _COUNTS
    )
)
_let_go_of_ours = Prepared(
    update(outbox)
    .where(*_NOT_SAID_BUT_THERE, outbox.c.closed_at.is_(None))
    .values(state="dead", reason=Reason.MOOT.value, closed_at=_NOW)
)
_make_room = Prepared(update(outbox).where(*_NOT_SAID_BUT_THERE).values(person_id=None))
_ours = outbox.alias("ours")
_give_way = Prepared(
    update(outbox)
    .where(
        outbox.c.person_id == _JOINS,
        exists().where(
            _ours.c.person_id == _KEEPS,
            _ours.c.kind == outbox.c.kind,
            _ours.c.period == outbox.c.period,
        ),
    )
    .values(person_id=None)
)
_take_over = Prepared(
    update(outbox).where(outbox.c.person_id == _JOINS).values(person_id=_KEEPS)
)

_end_consents_of = Prepared(
    delete(consent).where(
        consent.c.pairing_id.in_(
            select(pairing.c.id).where(pairing.c.mentee_account == bindparam("account"))
        )
    )
)

_move = Prepared(
    update(account)
    .where(account.c.id == bindparam("account"))
    .values(person_id=_KEEPS, linked_at=_NOW)
)
_put_aside = Prepared(update(person).where(person.c.id == _JOINS).values(joined_id=_KEEPS))


def join(
    connection: Connection, keeper: Any, person_id: int, account_id: int, now: datetime
) -> None:
    """Make an account one of another one's person.

    Args:
        connection: of the writer.
        keeper: the row of the account that says yes: its ``id`` and its ``person_id``.
        person_id: of the other account; they have no third one.
        account_id: that account.
        now: the moment.
    """
    asked = {"keeps": keeper.person_id, "joins": person_id, "now": now, "account": account_id}
    for one in (keeper.person_id, person_id):
        point_at_agenda(connection, one)
    _join_messages(connection, asked)
    _rest.run(connection, {"joins": person_id, "never": OPEN_END})
    end_consents_of(connection, account_id, now)
    for statement in (_move, _put_aside):
        statement.run(connection, asked)


def end_consents_of(connection: Connection, account_id: int, now: datetime) -> None:
    """An account shares nothing as a mentee any more, and no table shows it; its pairs stay."""
    tables_about_account_go(connection, account_id, now)
    _end_consents_of.run(connection, {"account": account_id})


def point_at_agenda(connection: Connection, person_id: int) -> None:
    """Let somebody's plan say itself where their agenda is, and none of their messages.

    Their messages are about to change hands.
    """
    if _has_plan.row(connection, {"person": person_id}) is None:
        return
    with rows.ours(connection.engine.url.database):
        weekly = weeklies_of(connection, [(person_id,)])[person_id]
        key = instant_text(due_at(weekly.agenda))
    weekly_statements.point_at_agendas(connection, [(key, person_id)])


def _join_messages(connection: Connection, asked: dict[str, Any]) -> None:
    """One of a kind in a period: whoever said it first has said it for both."""
    unsaid = _waits_there.rows(connection, asked)
    _let_go_of_theirs.run(connection, asked)
    unsaid += _said_there.rows(connection, asked)
    _let_go_of_ours.run(connection, asked)
    count_back(connection, unsaid)
    for statement in (_make_room, _give_way, _take_over):
        statement.run(connection, asked)

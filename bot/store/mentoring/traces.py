"""What names somebody in rows that are not theirs, or is about a pairing of theirs.

Rows that a foreign key leads from to a person go with them; this is what no key leads to.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    String,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    union,
    union_all,
    update,
)

from bot.cards import Card
from bot.engine.mentoring.values import WAITING, LeftBy, State
from bot.ports.administering import BETWEEN_NAMES, Naming
from bot.ports.inbound import Address
from bot.ports.outbox import Kind
from bot.ports.waiting import USEFUL_FOR
from bot.store import rows
from bot.store.mentoring import pairing_statements
from bot.store.mentoring.tables import admin_log, look, mentor, pairing
from bot.store.new_messages import message_key, new_message
from bot.store.prepared import Prepared
from bot.store.schema import account, outbox

_PERSON = bindparam("person", type_=account.c.person_id.type)
_accounts = select(account.c.id).where(account.c.person_id == _PERSON)
_OF_ACCOUNT = (account.c.platform, account.c.workspace, account.c.user)
_theirs = account.c.person_id == _PERSON
_called = Prepared(
    union(
        select(*_OF_ACCOUNT, account.c.name).where(_theirs),
        *(
            select(*_OF_ACCOUNT, name)
            .join_from(account, of.table, of == account.c.id)
            .where(_theirs)
            for of, name in (
                (pairing.c.mentor_account, pairing.c.mentor_name),
                (pairing.c.mentee_account, pairing.c.mentee_name),
                (look.c.account_id, look.c.by),
                (mentor.c.account_id, mentor.c.name),
            )
        ),
    )
)
"""Their accounts, each with every name that it has or had where we noted one: the log may have
been written when they were called otherwise."""


def delete_messages_about(pairings: Select[Any]) -> Prepared:
    """Deletes messages about any of these pairings, whoever was to get them."""
    return Prepared(delete(outbox).where(outbox.c.about.in_(pairings)))


_forget_messages = delete_messages_about(
    select(pairing.c.id).where(
        or_(pairing.c.mentor_account.in_(_accounts), pairing.c.mentee_account.in_(_accounts))
    )
)
_leave_looks_unnamed = Prepared(
    update(look).where(look.c.account_id.in_(_accounts)).values(by="")
)
_USER = bindparam("user", type_=account.c.user.type)
_NAME = bindparam("name", type_=account.c.name.type)
_NAMES = (_USER, _NAME)
_PLATFORM = bindparam("platform", type_=account.c.platform.type)
_leave_strangers_looks_unnamed = Prepared(
    update(look)
    .where(look.c.account_id.is_(None), look.c.platform == _PLATFORM, look.c.by.in_(_NAMES))
    .values(by="")
)
"""They looked before they ever spoke with us."""


def _among(names: Any) -> Any:
    """Names with something on either side, so that each is found as a whole."""
    return literal_column(f"'{BETWEEN_NAMES}'") + names + literal_column(f"'{BETWEEN_NAMES}'")


_HOME = bindparam("workspace", type_=account.c.workspace.type)
_there = (
    admin_log.c.platform == _PLATFORM,
    or_(_HOME == "", admin_log.c.workspace == _HOME),
)
"""Entries of their own community; of any, where accounts belong to none (Discord)."""

_leave_changes_unnamed = Prepared(
    update(admin_log)
    .where(
        *_there,
        or_(
            admin_log.c.by_user == _USER,
            admin_log.c.by_user.is_(None) & admin_log.c.by.in_(_NAMES),
        ),
    )
    .values(by=None, by_user=None)
)
_tells_their_name = admin_log.c.first_user.is_(None) & or_(
    *(func.instr(_among(admin_log.c.value), _among(one)) > 0 for one in _NAMES)
)
_leave_values_unnamed = Prepared(
    update(admin_log)
    .where(
        *_there,
        admin_log.c.what.in_([literal_column(f"'{one}'") for one in Naming]),
        or_(
            admin_log.c.first_user == _USER,
            admin_log.c.second_user == _USER,
            _tells_their_name,
        ),
    )
    .values(value=None, first_user=None, second_user=None)
)
"""By account. Of entries that tell none, by the whole name, and only where one stands."""

_UNNAME = (
    _leave_strangers_looks_unnamed,
    _leave_changes_unnamed,
    _leave_values_unnamed,
)


_MENTORS, _MENTEES = pairing.c.mentor_account, pairing.c.mentee_account
_has = pairing.alias("has")
_IS_HIDDEN = and_(
    pairing.c.state == literal_column(f"'{State.INVITED}'"),
    exists().where(
        _has.c.platform == pairing.c.platform,
        _has.c.workspace == pairing.c.workspace,
        _has.c.mentee == pairing.c.mentee,
        _has.c.state == literal_column(f"'{State.ACTIVE}'"),
        _has.c.left_at.is_(None),
    ),
)
"""An invitation that its mentee never saw, as they have a mentor there."""


def _left_behind(by: LeftBy, mine: Any, others: Any, *states: State) -> Any:
    """Accounts of others, by the numbers of their pairings with them in these states."""
    other = account.alias("other")
    return (
        select(
            pairing.c.id,
            other.c.id.label("account"),
            other.c.platform,
            other.c.workspace,
            other.c.user,
            literal_column(f"'{by}'", String).label("left_by"),
        )
        .join_from(pairing, other, other.c.id == others)
        .where(
            mine.in_(_accounts),
            other.c.person_id != _PERSON,
            ~_IS_HIDDEN if mine is _MENTORS else true(),
            pairing.c.state.in_([literal_column(f"'{one}'") for one in states]),
        )
    )


_whom_they_leave = Prepared(
    union_all(
        _left_behind(LeftBy.MENTOR, _MENTORS, _MENTEES, State.ACTIVE),
        _left_behind(LeftBy.MENTEE, _MENTEES, _MENTORS, State.ACTIVE),
        _left_behind(LeftBy.WAITING, _MENTORS, _MENTEES, *sorted(WAITING)),
        _left_behind(LeftBy.WAITING, _MENTEES, _MENTORS, *sorted(WAITING)),
    )
)


def _tell_of_it(connection: Connection, person: int, now: datetime) -> None:
    """Write to whoever is left behind that it is over, and not with whom (F68).

    It is about no pairing: those are deleted with all that is said about them.
    """
    kind = Kind.FORGOTTEN
    for row in _whom_they_leave.rows(connection, {"person": person}):
        to = Address(row.platform, row.workspace, row.user)
        columns = {
            **new_message(row.account, kind, now),
            "key": message_key(to, f"{kind}-{row.id}", 0),
            "card_text": rows.from_card(Card(body=row.left_by)),
            "useful_until": now + USEFUL_FOR[kind],
        }
        pairing_statements.tell.run(connection, columns)


def leave_no_trace(connection: Connection, person: int, now: datetime) -> None:
    """Take a person out of what stays: to be called while their accounts are still there.

    Whoever was a pair with them, or about to be one, is told that it is over; other messages to
    others that are about their pairings go. Of what they looked at, and of what they changed as
    an admin, it stays that it was done, and not by whom.
    """
    _forget_messages.run(connection, {"person": person})
    _tell_of_it(connection, person, now)
    _leave_looks_unnamed.run(connection, {"person": person})
    for row in _called.rows(connection, {"person": person}):
        names = {
            "platform": row.platform,
            "workspace": row.workspace,
            "user": row.user,
            "name": row.name or row.user,
        }
        for statement in _UNNAME:
            statement.run(connection, names)

"""What names somebody in rows that are not theirs, or is about a pairing of theirs.

Rows that a foreign key leads from to a person go with them; this is what no key leads to.
"""

from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, or_, select, update

from bot.store.mentoring.tables import admin_log, look, pairing
from bot.store.prepared import Prepared
from bot.store.schema import account, outbox

_PERSON = bindparam("person", type_=account.c.person_id.type)
_accounts = select(account.c.id).where(account.c.person_id == _PERSON)
_of_person = Prepared(
    select(account.c.platform, account.c.user, account.c.name).where(
        account.c.person_id == _PERSON
    )
)


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

_leave_changes_unnamed = Prepared(
    update(admin_log)
    .where(admin_log.c.platform == _PLATFORM, admin_log.c.by.in_(_NAMES))
    .values(by="")
)
_leave_values_unnamed = Prepared(
    update(admin_log)
    .where(
        admin_log.c.platform == _PLATFORM,
        or_(
            func.instr(admin_log.c.value, _USER) > 0,
            admin_log.c.value == _NAME,
        ),
    )
    .values(value="")
)
_UNNAME = (
    _leave_strangers_looks_unnamed,
    _leave_changes_unnamed,
    _leave_values_unnamed,
)


def leave_no_trace(connection: Connection, person: int) -> None:
    """Take a person out of what stays: to be called while their accounts are still there.

    Messages to others that are about their pairings go. Of what they looked at, and of what
    they changed as an admin, it stays that it was done, and not by whom.
    """
    _forget_messages.run(connection, {"person": person})
    _leave_looks_unnamed.run(connection, {"person": person})
    for row in _of_person.rows(connection, {"person": person}):
        names = {"platform": row.platform, "user": row.user, "name": row.name or row.user}
        for statement in _UNNAME:
            statement.run(connection, names)

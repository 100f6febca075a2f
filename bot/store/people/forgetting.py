"""Delete a person: every row that leads to them, and what the file would still show of it."""

from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, MetaData, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.ports.accounts import Left
from bot.ports.inbound import Address
from bot.store import rows, statements
from bot.store.mentoring.lent import tables_of_mentors_go
from bot.store.mentoring.traces import leave_no_trace
from bot.store.people.holdings import belongs_to
from bot.store.people.wiping import empty_log_after_commit
from bot.store.prepared import Prepared
from bot.store.schema import account, leftover, metadata, upload

_PERSON = bindparam("person", type_=account.c.person_id.type)

_ADDRESSES = select(account.c.platform, account.c.workspace, account.c.user).where(
    account.c.person_id == _PERSON
)

_of_person = Prepared(
    select(
        account.c.id, account.c.platform, account.c.workspace, account.c.user,
        account.c.living_card,
    ).where(account.c.person_id == bindparam("person"))
)  # fmt: skip
_files = (
    select(
        account.c.platform,
        account.c.workspace,
        upload.c.file,
        bindparam("now", type_=leftover.c.left_at.type),
    )
    .join(account, account.c.id == upload.c.account_id)
    .where(account.c.person_id == bindparam("person"))
)
_put_aside = Prepared(
    insert(leftover)
    .from_select(["platform", "workspace", "file", "left_at"], _files)
    .on_conflict_do_update(
        index_elements=["platform", "workspace", "file"],
        set_={"left_at": bindparam("now", type_=leftover.c.left_at.type)},
    )
)


def forget(connection: Connection, person: int, now: datetime) -> tuple[Left, ...]:
    """Delete a person, and mark their accounts so that late events recreate nothing (F68).

    Returns:
        What stands on platforms of them.
    """
    left = _left_of(connection, person)
    for row in connection.execute(_ADDRESSES, {"person": person}).all():
        mark = {"fingerprint": fingerprint(Address(*row)), "forgotten_at": now}
        statements.mark_forgotten.run(connection, mark)
    delete_person(connection, person, now)
    return left


def _left_of(connection: Connection, person: int) -> tuple[Left, ...]:
    """What stands on platforms of somebody whom we are about to forget."""
    with rows.ours(connection.engine.url.database):
        return tuple(
            Left(Address(row.platform, row.workspace, row.user), row.living_card)
            for row in _of_person.rows(connection, {"person": person})
        )


def delete_person(
    connection: Connection, person: int, now: datetime, schema: MetaData = metadata
) -> dict[str, int]:
    """Delete every row that a chain of foreign keys leads from to this person.

    The platforms' names of their files are put aside until the files are deleted there. What
    others keep of dealings with them names them no more.

    Returns:
        How many rows went, by table.
    """
    _put_aside.run(connection, {"person": person, "now": now})
    tables_of_mentors_go(connection, person, now)
    leave_no_trace(connection, person, now)
    gone: dict[str, int] = {}
    for table in reversed(schema.sorted_tables):  # those that point somewhere go first
        theirs = belongs_to(table, _PERSON)
        if theirs is not None:
            ended = connection.execute(delete(table).where(theirs), {"person": person})
            gone[table.name] = ended.rowcount
    empty_log_after_commit(connection)
    return gone


def acted_before_forgotten(
    connection: Connection, account: Address, acted_at: datetime
) -> bool:
    """Whether this is a late event of somebody whom we have forgotten since (F68)."""
    late: dict[str, Any] = {"fingerprint": fingerprint(account), "acted_at": acted_at}
    return statements.was_forgotten.row(connection, late) is not None


def fingerprint(address: Address) -> str:
    """What is kept of an account that was forgotten: it says nothing to whoever reads it."""
    told = "\0".join((address.platform, address.workspace, address.user))
    return blake2b(told.encode(), digest_size=16, person=b"forgotten").hexdigest()

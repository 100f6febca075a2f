"""What is kept of accounts: ``ports.accounts``."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, String, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.ports.accounts import Profile
from bot.ports.inbound import Address
from bot.store import rows
from bot.store.people.wiping import empty_log_after_commit
from bot.store.prepared import Prepared
from bot.store.schema import account, leftover, upload
from bot.store.standings import named
from bot.store.statements import THIS_ACCOUNT

LONGEST_NAME = 80
"""Characters of a name; platforms allow as many."""

_of_account = Prepared(
    select(
        account.c.id, account.c.living_card, account.c.time_zone, account.c.locale,
        account.c.learned_at, account.c.name,
    ).where(*THIS_ACCOUNT)
)  # fmt: skip
_learn = Prepared(
    update(account)
    .where(*THIS_ACCOUNT)
    .values(
        time_zone=bindparam("zone"),
        locale=bindparam("language"),
        learned_at=bindparam("now", type_=account.c.learned_at.type),
        name=func.coalesce(bindparam("told_name", type_=account.c.name.type), account.c.name),
        seen_in=func.coalesce(bindparam("seen", String), account.c.seen_in),
    )
)
_keep_upload = Prepared(insert(upload), ("account_id", "file", "uploaded_at"))
_THERE = (
    leftover.c.platform == bindparam("platform"),
    leftover.c.workspace == bindparam("workspace"),
)
_goes_later = Prepared(
    insert_on_conflict(leftover).on_conflict_do_nothing(),
    ("platform", "workspace", "file", "left_at"),
)
_leftovers = Prepared(
    select(leftover.c.file)
    .where(*_THERE, leftover.c.left_at <= bindparam("now", type_=leftover.c.left_at.type))
    .order_by(leftover.c.left_at, leftover.c.file)
)
_cleared = Prepared(delete(leftover).where(*_THERE, leftover.c.file == bindparam("file")))

_no_upload_any_more = Prepared(
    delete(upload).where(
        upload.c.file == bindparam("file"),
        upload.c.account_id.in_(
            select(account.c.id).where(
                account.c.platform == bindparam("platform"),
                account.c.workspace == bindparam("workspace"),
            )
        ),
    )
)


def living_card(connection: Connection, address: Address) -> str | None:
    """See ``ports.accounts.Accounts.living_card``."""
    row = _row(connection, address)
    return None if row is None else row.living_card


def profile(connection: Connection, address: Address) -> Profile | None:
    """See ``ports.accounts.Accounts.profile``."""
    row = _row(connection, address)
    if row is None or row.learned_at is None:
        return None
    return Profile(row.time_zone, row.locale, row.learned_at, row.name or "")


def learn(
    connection: Connection,
    address: Address,
    time_zone: str | None,
    locale: str | None,
    name: str,
    seen_in: str,
    now: datetime,
) -> None:
    """See ``ports.accounts.Accounts.learn``."""
    told = {"zone": time_zone, "language": locale, "now": now}
    told["told_name"], told["seen"] = name[:LONGEST_NAME] or None, seen_in or None
    _learn.run(connection, named(address) | told)


def keep_upload(
    connection: Connection, address: Address, file: str, now: datetime, until: datetime | None
) -> bool:
    """See ``ports.accounts.Accounts.keep_upload``."""
    row = _row(connection, address)
    if row is None:
        return False
    _keep_upload.run(connection, {"account_id": row.id, "file": file, "uploaded_at": now})
    if until is not None:
        there = {"platform": address.platform, "workspace": address.workspace}
        _goes_later.run(connection, {**there, "file": file, "left_at": until})
    return True


def leftovers(
    connection: Connection, platform: str, workspace: str, now: datetime
) -> list[str]:
    """See ``ports.accounts.Leftovers.leftovers``."""
    there = {"platform": platform, "workspace": workspace, "now": now}
    with rows.ours(connection.engine.url.database):
        return [row.file for row in _leftovers.rows(connection, there)]


def cleared(connection: Connection, platform: str, workspace: str, file: str) -> None:
    """See ``ports.accounts.Leftovers.cleared``."""
    gone = {"platform": platform, "workspace": workspace, "file": file}
    _cleared.run(connection, gone)
    _no_upload_any_more.run(connection, gone)
    empty_log_after_commit(connection)


def _row(connection: Connection, address: Address) -> Any:
    with rows.ours(connection.engine.url.database):
        return _of_account.row(connection, named(address))

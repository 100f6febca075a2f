"""What is kept of accounts: ``ports.accounts``."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, String, bindparam, delete, func, insert, select, update

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
_leftovers = Prepared(
    select(leftover.c.file).where(*_THERE).order_by(leftover.c.left_at, leftover.c.file)
)
_cleared = Prepared(delete(leftover).where(*_THERE, leftover.c.file == bindparam("file")))


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


def keep_upload(connection: Connection, address: Address, file: str, now: datetime) -> bool:
    """See ``ports.accounts.Accounts.keep_upload``."""
    row = _row(connection, address)
    if row is None:
        return False
    _keep_upload.run(connection, {"account_id": row.id, "file": file, "uploaded_at": now})
    return True


def leftovers(connection: Connection, platform: str, workspace: str) -> list[str]:
    """See ``ports.accounts.Leftovers.leftovers``."""
    there = {"platform": platform, "workspace": workspace}
    with rows.ours(connection.engine.url.database):
        return [row.file for row in _leftovers.rows(connection, there)]


def cleared(connection: Connection, platform: str, workspace: str, file: str) -> None:
    """See ``ports.accounts.Leftovers.cleared``."""
    gone = {"platform": platform, "workspace": workspace, "file": file}
    _cleared.run(connection, gone)
    empty_log_after_commit(connection)


def _row(connection: Connection, address: Address) -> Any:
    with rows.ours(connection.engine.url.database):
        return _of_account.row(connection, named(address))

"""What is kept of accounts and communities: ``ports.accounts``, ``ports.communities``."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.ports.accounts import Profile
from bot.ports.inbound import Address
from bot.ports.outbox import Revoked
from bot.store import posting, rows
from bot.store.people.wiping import empty_log_after_commit
from bot.store.prepared import Prepared
from bot.store.schema import account, community, leftover, upload
from bot.store.standings import named
from bot.store.statements import THIS_ACCOUNT

_of_account = Prepared(
    select(
        account.c.id, account.c.living_card, account.c.time_zone, account.c.locale,
        account.c.learned_at,
    ).where(*THIS_ACCOUNT)
)  # fmt: skip
_learn = Prepared(
    update(account)
    .where(*THIS_ACCOUNT)
    .values(
        time_zone=bindparam("zone"),
        locale=bindparam("language"),
        learned_at=bindparam("now", type_=account.c.learned_at.type),
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
_arrive = Prepared(
    insert_on_conflict(community).on_conflict_do_update(
        index_elements=["platform", "workspace"], set_={"left_at": None}
    ),
    ("platform", "workspace", "arrived_at"),
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
    return Profile(row.time_zone, row.locale, row.learned_at)


def learn(
    connection: Connection,
    address: Address,
    time_zone: str | None,
    locale: str | None,
    now: datetime,
) -> None:
    """See ``ports.accounts.Accounts.learn``."""
    told = {"zone": time_zone, "language": locale, "now": now}
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


def arrive(connection: Connection, platform: str, workspace: str, now: datetime) -> None:
    """See ``ports.communities.Communities.arrive``."""
    there = {"platform": platform, "workspace": workspace, "arrived_at": now}
    _arrive.run(connection, there)


def leave(connection: Connection, platform: str, workspace: str, now: datetime) -> None:
    """See ``ports.communities.Communities.leave``."""
    posting.settle(connection, (), [Revoked(platform, workspace)], now)


def _row(connection: Connection, address: Address) -> Any:
    with rows.ours(connection.engine.url.database):
        return _of_account.row(connection, named(address))

"""What is kept of communities: ``ports.communities``."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.ports.news import Revoked
from bot.store import posting, rows
from bot.store.prepared import Prepared
from bot.store.schema import community, community_role

_arrive = Prepared(
    insert_on_conflict(community).on_conflict_do_update(
        index_elements=["platform", "workspace"], set_={"left_at": None}
    ),
    ("platform", "workspace", "arrived_at"),
)
_present = Prepared(
    select(community.c.workspace).where(
        community.c.platform == bindparam("platform"), community.c.left_at.is_(None)
    )
)
_HERE = (
    community_role.c.platform == bindparam("platform"),
    community_role.c.workspace == bindparam("workspace"),
)
_roles = Prepared(select(community_role.c.role, community_role.c.stands_for).where(*_HERE))
_adding = insert_on_conflict(community_role)
_map = Prepared(
    _adding.on_conflict_do_update(
        index_elements=["platform", "workspace", "role"],
        set_={"stands_for": _adding.excluded.stands_for},
    ),
    ("platform", "workspace", "role", "stands_for"),
)
_unmap = Prepared(
    delete(community_role).where(*_HERE, community_role.c.role == bindparam("role"))
)


def arrive(connection: Connection, platform: str, workspace: str, now: datetime) -> None:
    """See ``ports.communities.Communities.arrive``."""
    there = {"platform": platform, "workspace": workspace, "arrived_at": now}
    _arrive.run(connection, there)


def leave(connection: Connection, platform: str, workspace: str, now: datetime) -> None:
    """See ``ports.communities.Communities.leave``."""
    posting.settle(connection, (), [Revoked(platform, workspace)], now)


def present(connection: Connection, platform: str) -> Collection[str]:
    """See ``ports.communities.Communities.present``."""
    with rows.ours(connection.engine.url.database):
        found = _present.rows(connection, {"platform": platform})
        return frozenset(row.workspace for row in found)


def roles(connection: Connection, platform: str, workspace: str) -> Mapping[str, str]:
    """See ``ports.communities.Communities.roles``."""
    here = {"platform": platform, "workspace": workspace}
    with rows.ours(connection.engine.url.database):
        return {row.role: row.stands_for for row in _roles.rows(connection, here)}


def map_role(
    connection: Connection, platform: str, workspace: str, role: str, stands_for: str | None
) -> None:
    """See ``ports.communities.Communities.map_role``."""
    mapped = {"platform": platform, "workspace": workspace, "role": role}
    if stands_for is None:
        _unmap.run(connection, mapped)
    else:
        _map.run(connection, mapped | {"stands_for": stands_for})

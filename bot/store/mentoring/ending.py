"""What is not kept any longer of mentors, mentees and communities; ``people.retention`` asks.

Each is a select of the keys of what is outdated, and what ends a row with such a key.
"""

from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, or_, select, update

from bot.store.mentoring.tables import (
    admin_log,
    community_setting,
    look,
    mentor,
    pairing,
    wording,
)
from bot.store.mentoring.traces import delete_messages_about
from bot.store.prepared import Prepared
from bot.store.schema import account, community, community_role

OF_A_COMMUNITY = (community_role, community_setting, wording, admin_log, mentor, pairing)
"""Tables of what is set in a community, and of who is whose there."""


def _before(column: Any) -> Any:
    return column < bindparam("before", type_=column.type)


outdated_looks = select(look.c.id).where(_before(look.c.looked_at))
outdated_pairings = select(pairing.c.id).where(_before(pairing.c.ended_at))
_this_pairing = pairing.c.id == bindparam("key_id")
_still_outdated = outdated_pairings.where(_this_pairing)
_end_its_messages = delete_messages_about(_still_outdated)
_end_pairing = Prepared(delete(pairing).where(_this_pairing, _before(pairing.c.ended_at)))

left_communities = select(community.c.platform, community.c.workspace).where(
    _before(community.c.left_at),
    or_(
        *(
            exists().where(
                table.c.platform == community.c.platform,
                table.c.workspace == community.c.workspace,
            )
            for table in OF_A_COMMUNITY
        ),
        exists().where(
            account.c.platform == community.c.platform,
            account.c.seen_in == community.c.workspace,
        ),
    ),
)
"""Communities that put us out long ago, and of which something is still kept."""

_this_community = (
    community.c.platform == bindparam("key_platform"),
    community.c.workspace == bindparam("key_workspace"),
)
_still_left = Prepared(left_communities.where(*_this_community))


def _of_this(table: Any) -> tuple[Any, Any]:
    return (
        table.c.platform == bindparam("key_platform"),
        table.c.workspace == bindparam("key_workspace"),
    )


_end_messages_of_community = delete_messages_about(
    select(pairing.c.id).where(*_of_this(pairing))
)
_end_of_community = [
    Prepared(delete(table).where(*_of_this(table))) for table in OF_A_COMMUNITY
]
_nobody_was_seen_there = Prepared(
    update(account)
    .where(
        account.c.platform == bindparam("key_platform"),
        account.c.seen_in == bindparam("key_workspace"),
    )
    .values(seen_in=None)
)


def end_pairing(connection: Connection, keyed: dict[str, Any]) -> int:
    """Delete a pairing that ended long ago, and what was said about it; 1, or 0 if it stays."""
    _end_its_messages.run(connection, keyed)
    return _end_pairing.run(connection, keyed)


def end_community(connection: Connection, keyed: dict[str, Any]) -> int:
    """Delete what is set in a community, and who is whose or was seen there.

    Returns:
        1, or 0 if it is back.
    """
    if _still_left.row(connection, keyed) is None:
        return 0
    _end_messages_of_community.run(connection, keyed)
    for statement in _end_of_community:
        statement.run(connection, keyed)
    _nobody_was_seen_there.run(connection, keyed)
    return 1

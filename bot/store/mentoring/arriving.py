"""Somebody speaks with us for the first time, and others have waited for that.

Mentors invite people who never used the bot, and admins name people as mentors. What is kept of
them names their account by its address only; with their first contact it is linked to them,
so that it is shown to them and goes with them, and they are told what waits.
"""

from typing import NamedTuple

from sqlalchemy import (
    Connection,
    Integer,
    String,
    bindparam,
    literal_column,
    null,
    select,
    union_all,
    update,
)

from bot.engine.mentoring.values import State
from bot.ports.inbound import Address
from bot.ports.outbox import Kind
from bot.store import rows
from bot.store.mentoring.tables import mentor, pairing
from bot.store.prepared import Prepared


class Expected(NamedTuple):
    """A message that waited for somebody.

    Attributes:
        kind: what it says.
        about: the number of the pairing.
    """

    kind: Kind
    about: int


_AT = (pairing.c.platform == bindparam("platform"), pairing.c.home == bindparam("workspace"))
_USER = bindparam("user", type_=pairing.c.mentee.type)

_waiting = Prepared(
    union_all(
        select(
            pairing.c.id,
            pairing.c.state,
            literal_column("'mentee'", String).label("side"),
        ).where(*_AT, pairing.c.mentee == _USER, pairing.c.mentee_account.is_(None)),
        select(
            pairing.c.id,
            pairing.c.state,
            literal_column("'mentor'", String).label("side"),
        ).where(*_AT, pairing.c.mentor == _USER, pairing.c.mentor_account.is_(None)),
        select(
            literal_column("0", Integer),
            null(),
            literal_column("'list'", String),
        ).where(
            mentor.c.platform == bindparam("platform"),
            mentor.c.home == bindparam("workspace"),
            mentor.c.user == _USER,
            mentor.c.account_id.is_(None),
        ),
    )
)
"""One look for everything: hardly anybody is waited for."""

_ACCOUNT = bindparam("account", type_=pairing.c.mentee_account.type)
_link = {
    "mentee": Prepared(
        update(pairing)
        .where(*_AT, pairing.c.mentee == _USER, pairing.c.mentee_account.is_(None))
        .values(mentee_account=_ACCOUNT)
    ),
    "mentor": Prepared(
        update(pairing)
        .where(*_AT, pairing.c.mentor == _USER, pairing.c.mentor_account.is_(None))
        .values(mentor_account=_ACCOUNT)
    ),
    "list": Prepared(
        update(mentor)
        .where(
            mentor.c.platform == bindparam("platform"),
            mentor.c.home == bindparam("workspace"),
            mentor.c.user == _USER,
        )
        .values(account_id=_ACCOUNT)
    ),
}

_TOLD = {
    (State.INVITED, "mentee"): Kind.INVITED,
    (State.ASKED, "mentor"): Kind.REQUESTED,
    (State.ACTIVE, "mentee"): Kind.PAIRED,
    (State.ACTIVE, "mentor"): Kind.PAIRED,
}
"""What is news to whom; of what ended meanwhile nobody is told."""


def welcome(connection: Connection, address: Address, account: int) -> tuple[Expected, ...]:
    """Link what waited for this address to the account that it has now.

    Returns:
        What its owner is to be told, oldest first.
    """
    named = {
        "platform": address.platform,
        "workspace": address.workspace,
        "user": address.user,
    }
    found = _waiting.rows(connection, named)
    if not found:
        return ()
    for side in {row.side for row in found}:
        _link[side].run(connection, {**named, "account": account})
    with rows.ours(connection.engine.url.database):
        news = {
            row.id: kind
            for row in found
            if row.state and (kind := _TOLD.get((State(row.state), row.side)))
        }
    return tuple(Expected(news[about], about) for about in sorted(news))

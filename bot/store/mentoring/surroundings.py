"""What a change of a pairing may depend on: other pairings of its two, and room."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, literal_column, or_, select, union_all

from bot.engine.mentoring.values import WAITING, Origin, Party, State
from bot.ports.inbound import Address
from bot.ports.mentoring import CAPACITY, Around, Pairing
from bot.store import rows
from bot.store.mentoring.pairing_rows import to_pairing
from bot.store.mentoring.pairing_statements import NUMBERED, pairings
from bot.store.mentoring.tables import declined, mentor, pairing
from bot.store.prepared import Prepared
from bot.store.schema import account

_two = pairing.alias("two")
_OF_THE_MENTEE = (
    _two.c.mentee == bindparam("mentee"),
    _two.c.platform == bindparam("platform"),
    _two.c.workspace == bindparam("workspace"),
    _two.c.id != bindparam("number"),
)
_THE_SAME_TWO = (
    *_OF_THE_MENTEE,
    _two.c.mentor.is_not_distinct_from(bindparam("mentor")),
)
_THEY_ARE_AT_IT = (
    *_THE_SAME_TWO,
    _two.c.state != literal_column("'ended'"),
)
_held = pairing.alias("held")
_capacity = (
    select(mentor.c.capacity)
    .where(
        mentor.c.platform == bindparam("platform"),
        mentor.c.workspace == bindparam("workspace"),
        mentor.c.user == bindparam("taker"),
    )
    .scalar_subquery()
)
_places_taken = (
    select(func.count())
    .select_from(_held)
    .where(
        _held.c.mentor == bindparam("taker"),
        _held.c.platform == bindparam("platform"),
        _held.c.workspace == bindparam("workspace"),
        _held.c.state.in_([literal_column("'invited'"), literal_column("'active'")]),
        _held.c.id != bindparam("number"),
    )
    .scalar_subquery()
)
_around = Prepared(
    select(
        (func.coalesce(_capacity, literal_column(str(CAPACITY))) - _places_taken).label("room"),
        select(func.count())
        .select_from(_two)
        .where(*_THEY_ARE_AT_IT)
        .scalar_subquery()
        .label("others"),
        select(func.count())
        .select_from(_two)
        .where(
            *_OF_THE_MENTEE,
            _two.c.state == literal_column(f"'{State.ACTIVE}'"),
            _two.c.left_at.is_(None),
            _two.c.mentor.is_distinct_from(bindparam("mentor")),
        )
        .scalar_subquery()
        .label("mentors"),
    )
)
"""What a change may depend on."""

_the_same_two = Prepared(select(_two.c.id).where(*_THEY_ARE_AT_IT).order_by(_two.c.id).limit(1))
_IS_ACTIVE = pairing.c.state == literal_column(f"'{State.ACTIVE}'")
_beside = Prepared(
    pairings()
    .where(
        pairing.c.mentee == bindparam("mentee"),
        pairing.c.platform == bindparam("platform"),
        pairing.c.workspace == bindparam("workspace"),
        or_(
            pairing.c.state.in_([literal_column(f"'{one}'") for one in sorted(WAITING)]),
            and_(_IS_ACTIVE, pairing.c.left_at.is_not(None)),
        ),
        ~NUMBERED,
    )
    .order_by(pairing.c.id)
)
"""What else waits of a mentee, and their pairs with mentors who have left."""


def _turned_down(opener: Origin, by: Party) -> Prepared:
    """When somebody was turned down last by the other of the two.

    Args:
        opener: what they open: an invitation, or a request.
        by: the other side.
    """
    is_over = and_(*_THE_SAME_TWO, _two.c.ended_by.is_not(None))
    never_began = and_(
        _two.c.origin == literal_column(f"'{opener}'"), _two.c.began_at.is_(None)
    )
    was_left = and_(_two.c.began_at.is_not(None), _two.c.ended_by == literal_column(f"'{by}'"))
    ends = select(_two.c.ended_at.label("at")).where(is_over, or_(never_began, was_left))
    if opener is Origin.ASKED:
        went_back = (
            select(declined.c.declined_at)
            .join_from(declined, _two, _two.c.id == declined.c.pairing_id)
            .join(account, account.c.id == declined.c.account_id)
            .where(*_OF_THE_MENTEE, account.c.user == bindparam("mentor"))
        )
        ends = union_all(ends, went_back)  # type: ignore[assignment]
    found = ends.subquery()
    return Prepared(select(func.max(found.c.at).label("at")))


_last_turned_down = {
    Origin.INVITED: _turned_down(Origin.INVITED, Party.MENTEE),
    Origin.ASKED: _turned_down(Origin.ASKED, Party.MENTOR),
}


def around(
    connection: Connection, found: Pairing, by: Address | None, mentor: Address | None
) -> Around:
    """What its change may depend on.

    Args:
        connection: reads.
        found: the pairing.
        by: who acts, or None where nobody does.
        mentor: of whom other pairings with its mentee are looked for.
    """
    taker = found.mentor or by
    asked = {
        **_two_of(found),
        "mentor": mentor and mentor.user,
        "taker": taker and taker.user,
    }
    row = _around.row(connection, asked)
    with rows.ours(connection.engine.url.database):
        beside = [to_pairing(one) for one in _beside.rows(connection, _two_of(found))]
    waiting = tuple(one for one in beside if one.state in WAITING)
    left = tuple(one for one in beside if one.state is State.ACTIVE)
    return Around(found, row.room, row.others, row.mentors, waiting, left)


def of_a_new_one(connection: Connection, wanted: Pairing, by: Address) -> Around:
    """The same for one that is opened, with when its opener was turned down last."""
    found = around(connection, wanted, by, wanted.mentor)
    last = _last_turned_down.get(wanted.origin)
    at = None if last is None else last.row(connection, _two_of(wanted)).at
    return replace(found, turned_down_at=at)


def of_the_same_two(connection: Connection, wanted: Pairing) -> int | None:
    """The number of what the same two are at already, or None."""
    row = _the_same_two.row(connection, _two_of(wanted))
    return None if row is None else row.id


def _two_of(found: Pairing) -> dict[str, Any]:
    """Who the two are, and where, for a look at their other pairings."""
    return {
        "platform": found.community.platform,
        "workspace": found.community.workspace,
        "mentee": found.mentee.user,
        "mentor": found.mentor and found.mentor.user,
        "number": found.id,
    }

"""Who is a mentor on a community's list, and what they set: ``ports.mentoring.Mentors``."""

from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from bot.ports.administering import Setting
from bot.ports.inbound import Address
from bot.ports.mentoring import CAPACITY, Community
from bot.ports.mentors import Mentor
from bot.store import rows
from bot.store.mentoring.tables import community_setting, mentor, pairing
from bot.store.people.accounts import LONGEST_NAME
from bot.store.prepared import Prepared
from bot.store.schema import account

_linked = (
    select(account.c.id)
    .where(
        account.c.platform == bindparam("platform"),
        account.c.workspace == bindparam("home"),
        account.c.user == bindparam("user"),
    )
    .scalar_subquery()
)


def _setting(*names: str) -> Prepared:
    """Sets these of somebody, who gets a row with it if they have none."""
    wanted = {name: bindparam(name, type_=mentor.c[name].type) for name in names}
    keys = {
        name: bindparam(name, type_=mentor.c[name].type)
        for name in ("platform", "workspace", "user", "home")
    }
    fresh = insert(mentor).values(
        {"name": bindparam("name"), **keys, **wanted, "account_id": _linked}
    )
    return Prepared(
        fresh.on_conflict_do_update(
            index_elements=["platform", "workspace", "user"],
            set_={name: getattr(fresh.excluded, name) for name in names},
        )
    )


_name = _setting("is_named", "name")
_set_capacity = _setting("capacity")
_set_digest = _setting("digest")
_THEY = (
    mentor.c.platform == bindparam("platform"),
    mentor.c.workspace == bindparam("workspace"),
    mentor.c.user == bindparam("user"),
    mentor.c.home == bindparam("home"),
)
_unname = Prepared(update(mentor).where(*_THEY).values(is_named=False))
_HAS_SET_SOMETHING = or_(mentor.c.capacity.is_not(None), mentor.c.digest == true())
_drop = Prepared(
    delete(mentor).where(
        *_THEY, ~mentor.c.is_named, ~_HAS_SET_SOMETHING, mentor.c.looked_at.is_(None)
    )
)
_is_named = Prepared(select(mentor.c.user).where(*_THEY, mentor.c.is_named))


def _counted(state: str) -> Any:
    """How many pairings of a mentor are in this state."""
    return (
        select(func.count())
        .select_from(pairing)
        .where(
            pairing.c.mentor == mentor.c.user,
            pairing.c.platform == mentor.c.platform,
            pairing.c.workspace == mentor.c.workspace,
            pairing.c.state == literal_column(f"'{state}'"),
        )
        .correlate(mentor)
        .scalar_subquery()
    )


_oldest = (
    select(func.min(pairing.c.began_at))
    .where(
        pairing.c.mentor == mentor.c.user,
        pairing.c.platform == mentor.c.platform,
        pairing.c.workspace == mentor.c.workspace,
        pairing.c.state == literal_column("'active'"),
    )
    .correlate(mentor)
    .scalar_subquery()
)
_shown_name = func.coalesce(account.c.name, mentor.c.name)
_mentors = Prepared(
    select(
        mentor.c.platform,
        mentor.c.user,
        mentor.c.home,
        _shown_name.label("name"),
        mentor.c.is_named,
        mentor.c.capacity,
        mentor.c.digest,
        mentor.c.looked_at,
        _oldest.label("mentees_since"),
        _counted("active").label("mentees"),
        _counted("asked").label("waiting"),
    )
    .outerjoin(account, account.c.id == mentor.c.account_id)
    .where(
        mentor.c.platform == bindparam("platform"),
        mentor.c.workspace == bindparam("workspace"),
        or_(mentor.c.is_named, _HAS_SET_SOMETHING),
    )
    .order_by(func.lower(_shown_name), mentor.c.user)
)


def _so_many(state: str) -> Any:
    """How many of the pairings of a group are in this state."""
    return func.sum(case((pairing.c.state == literal_column(f"'{state}'"), 1), else_=0))


_name_in_pair = func.max(func.coalesce(account.c.name, pairing.c.mentor_name))
_by_role = Prepared(
    select(
        pairing.c.platform,
        pairing.c.mentor.label("user"),
        pairing.c.home,
        _name_in_pair.label("name"),
        func.max(mentor.c.looked_at).label("looked_at"),
        func.min(
            case((pairing.c.state == literal_column("'active'"), pairing.c.began_at))
        ).label("mentees_since"),
        _so_many("active").label("mentees"),
        _so_many("asked").label("waiting"),
    )
    .outerjoin(account, account.c.id == pairing.c.mentor_account)
    .outerjoin(
        mentor,
        and_(
            mentor.c.platform == pairing.c.platform,
            mentor.c.workspace == pairing.c.workspace,
            mentor.c.user == pairing.c.mentor,
        ),
    )
    .where(
        pairing.c.platform == bindparam("platform"),
        pairing.c.workspace == bindparam("workspace"),
        pairing.c.mentor.is_not(None),
        or_(mentor.c.user.is_(None), ~mentor.c.is_named & ~_HAS_SET_SOMETHING),
        exists().where(
            community_setting.c.platform == bindparam("platform"),
            community_setting.c.workspace == bindparam("workspace"),
            community_setting.c.setting == literal_column(f"'{Setting.MENTORS}'"),
        ),
    )
    .group_by(pairing.c.platform, pairing.c.mentor, pairing.c.home)
    .having(_so_many("active") > 0)
    .order_by(func.lower(_name_in_pair), pairing.c.mentor)
)


def name_mentor(connection: Connection, community: Community, who: Address, name: str) -> None:
    """Put somebody on the list."""
    named = {"is_named": True, "name": name[:LONGEST_NAME]}
    _name.run(connection, _they(community, who) | named)


def unname_mentor(connection: Connection, community: Community, who: Address) -> None:
    """Take somebody off it; their pairings stay, and show them nothing."""
    _unname.run(connection, _they(community, who))
    _drop.run(connection, _they(community, who))


def is_named(connection: Connection, community: Community, who: Address) -> bool:
    """See ``ports.mentoring.Mentors.is_named``."""
    return _is_named.row(connection, _they(community, who)) is not None


def mentors(connection: Connection, community: Community) -> list[Mentor]:
    """See ``ports.mentoring.Mentors.mentors``."""
    there = {"platform": community.platform, "workspace": community.workspace}
    with rows.ours(connection.engine.url.database):
        return [
            _mentor(
                row,
                is_named=row.is_named,
                capacity=CAPACITY if row.capacity is None else row.capacity,
                digest=row.digest,
            )
            for row in _mentors.rows(connection, there)
        ]


def mentors_by_role(connection: Connection, community: Community) -> list[Mentor]:
    """See ``ports.mentors.Mentors.mentors_by_role``."""
    there = {"platform": community.platform, "workspace": community.workspace}
    with rows.ours(connection.engine.url.database):
        return [
            _mentor(row, is_named=False, capacity=CAPACITY, digest=False)
            for row in _by_role.rows(connection, there)
        ]


def _mentor(row: Any, **told: Any) -> Mentor:
    """A row of either list, with what only one of them has."""
    mentor: Mentor = rows.made(
        Mentor,
        account=Address(row.platform, row.home, row.user),
        name=row.name,
        mentees=row.mentees,
        waiting=row.waiting,
        looked_at=row.looked_at,
        mentees_since=row.mentees_since,
        **told,
    )
    return mentor


def set_capacity(
    connection: Connection, community: Community, who: Address, capacity: int
) -> None:
    """See ``ports.mentoring.Mentors.set_capacity``."""
    _set_capacity.run(connection, _they(community, who) | {"name": "", "capacity": capacity})


def set_digest(
    connection: Connection, community: Community, who: Address, *, wanted: bool
) -> None:
    """See ``ports.mentoring.Mentors.set_digest``."""
    _set_digest.run(connection, _they(community, who) | {"name": "", "digest": wanted})


def _they(community: Community, who: Address) -> dict[str, Any]:
    """The columns that name somebody in a community; of another platform nobody is there."""
    return {
        "platform": community.platform,
        "workspace": community.workspace,
        "user": who.user if who.platform == community.platform else None,
        "home": who.workspace,
    }

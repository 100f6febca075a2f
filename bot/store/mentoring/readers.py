"""Which mentors may read what somebody asks, beside where that person stands; what each may."""

from collections.abc import Mapping, Sequence

from sqlalchemy import (
    Connection,
    String,
    and_,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from bot.engine.mentoring.values import Item, State
from bot.ports.administering import Setting
from bot.ports.inbound import Address
from bot.ports.mentoring import Shareable
from bot.store import rows
from bot.store.mentoring.tables import community_setting, mentor
from bot.store.prepared import Prepared, PreparedForMany
from bot.store.schema import account, community, consent, pairing, plan

IS_PRESENT = ~exists().where(
    community.c.platform == pairing.c.platform,
    community.c.workspace == pairing.c.workspace,
    community.c.left_at.is_not(None),
)
"""The community of a pairing lets us in."""

_MAY_BE_A_MENTOR = pairing.c.left_at.is_(None) & or_(
    exists().where(
        mentor.c.platform == pairing.c.platform,
        mentor.c.workspace == pairing.c.workspace,
        mentor.c.user == pairing.c.mentor,
        mentor.c.is_named,
    ),
    exists().where(
        community_setting.c.platform == pairing.c.platform,
        community_setting.c.workspace == pairing.c.workspace,
        community_setting.c.setting == literal_column(f"'{Setting.MENTORS}'"),
    ),
)
"""The mentor of a pairing stands on the list of its community, or may be one by a role or group
of the platform, which no statement can ask; and nobody has seen yet that they are none."""

_as_mentee = account.alias("as_mentee")
_their_mentor = account.alias("their_mentor")

READERS = (
    select(func.json_group_array(func.coalesce(_their_mentor.c.name, pairing.c.mentor_name)))
    .join_from(_as_mentee, pairing, pairing.c.mentee_account == _as_mentee.c.id)
    .join(
        consent,
        and_(
            consent.c.pairing_id == pairing.c.id,
            consent.c.item == literal_column(f"'{Item.WORDS}'"),
        ),
    )
    .outerjoin(_their_mentor, _their_mentor.c.id == pairing.c.mentor_account)
    .where(
        _as_mentee.c.person_id == account.c.person_id,
        pairing.c.state == literal_column(f"'{State.ACTIVE}'"),
        IS_PRESENT,
        _MAY_BE_A_MENTOR,
    )
    .correlate(account)
    .scalar_subquery()
)
"""Their names as a JSON list, of the owner of an account of the statement round it.

Whoever has no pairing, as nearly everybody, costs one look into an index that says so.
"""

_SEEN_IN = (State.ACTIVE, State.ASKED)
seen_by_others = Prepared(
    select(pairing.c.id)
    .join(_as_mentee, _as_mentee.c.id == pairing.c.mentee_account)
    .where(
        _as_mentee.c.person_id == bindparam("person"),
        pairing.c.state.in_([literal_column(f"'{one}'") for one in _SEEN_IN]),
        IS_PRESENT,
        or_(pairing.c.mentor.is_(None), _MAY_BE_A_MENTOR),
    )
)
"""Pairings of which somebody else sees something of this mentee: a mentor, or all of them."""

_shared_with = PreparedForMany(
    lambda asked: (
        select(
            pairing.c.id,
            pairing.c.platform,
            pairing.c.home,
            pairing.c.mentor,
            func.group_concat(consent.c.item).label("items"),
            func.max(plan.c.asked_at).label("asked_at"),
        )
        .join_from(
            asked,
            pairing,
            and_(
                pairing.c.mentor == asked.c.user,
                pairing.c.platform == asked.c.platform,
                pairing.c.home == asked.c.home,
            ),
        )
        .outerjoin(_as_mentee, _as_mentee.c.id == pairing.c.mentee_account)
        .outerjoin(plan, (plan.c.person_id == _as_mentee.c.person_id) & plan.c.question_sent)
        .outerjoin(consent, consent.c.pairing_id == pairing.c.id)
        .where(
            pairing.c.state == literal_column(f"'{State.ACTIVE}'"),
            IS_PRESENT,
            _MAY_BE_A_MENTOR,
        )
        .group_by(pairing.c.id)
    ),
    column("platform", String),
    column("home", String),
    column("user", String),
)


def shared_with(
    connection: Connection, mentors: Sequence[Address]
) -> Mapping[Address, Mapping[int, frozenset[Shareable]]]:
    """See ``ports.mentoring.SharedWith.shared_with``."""
    asked = [(one.platform, one.workspace, one.user) for one in mentors]
    found: dict[Address, dict[int, frozenset[Shareable]]] = {one: {} for one in mentors}
    with rows.ours(connection.engine.url.database):
        for row in _shared_with.rows(connection, asked):
            items = frozenset(map(Item, row.items.split(",") if row.items else ()))
            let_go = row.asked_at is not None and Item.WORDS in items
            question = frozenset([row.asked_at] if let_go else [])
            found[Address(row.platform, row.home, row.mentor)][row.id] = items | question
    return found

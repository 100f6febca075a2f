"""The statements of weekly steps, built once.

A person's row of ``due`` has no index of its own. It is where the plan says, or else where
their newest message that a round wrote says; the one of the two that exists is it.
"""

from sqlalchemy import (
    Integer,
    Text,
    and_,
    bindparam,
    column,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.ports.accounts import ONLY_THEY
from bot.store.agendas import COLUMNS
from bot.store.prepared import Prepared, PreparedForMany
from bot.store.schema import account, community, due, outbox, plan

_newest = (
    select(outbox.c.next_at)
    .where(outbox.c.person_id == plan.c.person_id, outbox.c.next_at.is_not(None))
    .order_by(outbox.c.id.desc())
    .limit(literal_column("1"))
    .offset(literal_column("0"))  # or SQLAlchemy would bind one
    .correlate(plan)
    .scalar_subquery()
)
_ITS_AGENDA = and_(
    due.c.person_id == plan.c.person_id,
    or_(due.c.due_at == plan.c.due_at, due.c.due_at == _newest),
)

_AGENDA = (
    type_coerce(due.c.due_at, Text).label("due_at"),
    due.c.schedule,
    due.c.next,
    due.c.latest,
    due.c.nudged,
    due.c.silent,
    type_coerce(due.c.asked, Integer).label("asked"),
)
"""As the driver gives them: ``agendas`` keeps what the texts stand for."""

weeklies = PreparedForMany(
    lambda asked: (
        select(
            plan.c.person_id,
            plan.c.version,
            plan.c.body,
            plan.c.cue,
            plan.c.question,
            plan.c.asked_at,
            plan.c.question_sent,
            *_AGENDA,
        )
        .join_from(asked, plan, plan.c.person_id == asked.c.person)
        .outerjoin(due, _ITS_AGENDA)
    ),
    column("person", Integer),
)
"""The plan and the agenda of each."""

_PLANNED = [one.name for one in plan.c]

keep_plan = Prepared(
    insert_on_conflict(plan).on_conflict_do_update(
        index_elements=["person_id"],
        set_={
            name: getattr(insert_on_conflict(plan).excluded, name)
            for name in _PLANNED
            if name != "person_id"
        },
    ),
    _PLANNED,
)

_VALUES = {
    name: bindparam(name, type_=Text if name == "due_at" else due.c[name].type)
    for name in ("account_id", *COLUMNS)
}
"""Instants of ``due`` are texts already when they come here."""

add_agenda = Prepared(insert(due).values({"person_id": bindparam("person"), **_VALUES}))


def _moving(*columns: str) -> Prepared:
    """Changes these columns of an agenda. No row: somebody else has moved it."""
    its_key = (
        due.c.due_at == bindparam("key", type_=Text),
        due.c.person_id == bindparam("person"),
    )
    return Prepared(
        update(due).where(*its_key).values({name: _VALUES[name] for name in columns})
    )


move_agenda = _moving("account_id", *COLUMNS)
serve_agendas = _moving(*COLUMNS).taking(*COLUMNS, "key", "person")
put_off = _moving("due_at").taking("due_at", "key", "person")
"""An agenda that nobody can read: its other columns stay as they are."""

count_back = _moving("nudged", "silent", "asked")

due_first = Prepared(
    select(due.c.person_id, due.c.account_id, *_AGENDA)
    .where(due.c.due_at <= bindparam("now", type_=due.c.due_at.type))
    .order_by(due.c.due_at, due.c.person_id)
    .limit(bindparam("most"))
)
"""Agendas whose moment has come, the longest due first."""

earliest = Prepared(select(func.min(due.c.due_at)))

_begins = func.substr(account.c.living_card, text("1"), text(f"{len(ONLY_THEY)}"), type_=Text)
"""What the name of the place of a card begins with, even one that we never wrote."""

ways = PreparedForMany(
    lambda asked: (
        select(
            account.c.id,
            or_(
                account.c.living_card.is_(None),
                _begins == text(f"'{ONLY_THEY}'"),
            ).label("opens"),
            account.c.unreachable_since.is_not(None).label("is_lost"),
            community.c.left_at.is_not(None).label("is_out"),
        )
        .join_from(asked, account, account.c.id == asked.c.account)
        .outerjoin(
            community,
            and_(
                community.c.platform == account.c.platform,
                community.c.workspace == account.c.workspace,
            ),
        )
    ),
    column("account", Integer),
)
"""Whether a message to these accounts would arrive, and where."""

_WRITTEN = (
    *("account_id", "person_id", "kind", "period", "key", "state", "reason"),
    *("due_at", "useful_until", "written_at", "closed_at", "next_at", "opens"),
)
add_scheduled = Prepared(
    insert_on_conflict(outbox)
    .values(
        {name: bindparam(name, type_=Text) for name in _WRITTEN}
        | {name: literal_column("0") for name in ("attempts", "looks", "fence")}
    )
    .on_conflict_do_nothing()
).taking(*_WRITTEN)

newest_scheduled = Prepared(
    select(outbox.c.person_id, outbox.c.kind, outbox.c.period)
    .order_by(outbox.c.id.desc())
    .limit(bindparam("most"))
)
"""What was written last: after ``add_scheduled``, the messages that were not there before."""

point_at_agendas = Prepared(
    update(plan)
    .where(plan.c.person_id == bindparam("person"))
    .values(due_at=bindparam("key", type_=Text))
).taking("key", "person")

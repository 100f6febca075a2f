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
    type_coerce,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.store import statements
from bot.store.prepared import Prepared, PreparedForMany
from bot.store.schema import account, community, due, outbox, plan

_newest = (
    select(outbox.c.next_at)
    .where(outbox.c.person_id == plan.c.person_id, outbox.c.next_at.is_not(None))
    .order_by(outbox.c.id.desc())
    .limit(literal_column("1"))
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

point_at_agenda = Prepared(
    update(plan)
    .where(plan.c.person_id == bindparam("person"))
    .values(due_at=bindparam("key", type_=plan.c.due_at.type))
)

_KEY = (
    due.c.due_at == bindparam("key", type_=due.c.due_at.type),
    due.c.person_id == bindparam("person"),
)
_MOVED = ("due_at", "schedule", "next", "latest", "nudged", "silent", "asked")

add_agenda = Prepared(insert(due), [one.name for one in due.c])


def _moving(*columns: str) -> Prepared:
    """Changes these columns of an agenda. No row: somebody else has moved it."""
    values = {name: bindparam(name, type_=due.c[name].type) for name in columns}
    return Prepared(update(due).where(*_KEY).values(values))


move_agenda = _moving(*_MOVED, "account_id")
serve_agenda = _moving(*_MOVED)
count_back = _moving("nudged", "silent", "asked")

due_first = Prepared(
    select(*_AGENDA, due.c.person_id, due.c.account_id)
    .where(due.c.due_at <= bindparam("now", type_=due.c.due_at.type))
    .order_by(due.c.due_at, due.c.person_id)
    .limit(bindparam("most"))
)
"""Agendas whose moment has come, the longest due first."""

earliest = Prepared(select(func.min(due.c.due_at, type_=due.c.due_at.type).label("at")))

ways = PreparedForMany(
    lambda asked: (
        select(
            account.c.id,
            account.c.living_card,
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

add_scheduled = Prepared(
    insert_on_conflict(outbox).on_conflict_do_nothing(),
    [*statements.OF_A_MESSAGE, "reason", "closed_at", "next_at", "opens"],
)

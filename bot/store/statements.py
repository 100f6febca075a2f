"""The statements of a turn, built once, so that each compiles once.

``insert`` is SQLite's: it knows ON CONFLICT.
"""

from sqlalchemy import (
    Integer,
    String,
    Text,
    and_,
    bindparam,
    column,
    exists,
    insert,
    select,
    table,
    text,
    type_coerce,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.store.mentoring.readers import READERS
from bot.store.prepared import Prepared, PreparedForMany
from bot.store.schema import (
    WAITING,
    account,
    answers,
    conversation,
    forgotten,
    inbox,
    outbox,
    person,
    plan,
    result,
)

THIS_ACCOUNT = (
    account.c.platform == bindparam("platform"),
    account.c.workspace == bindparam("workspace"),
    account.c.user == bindparam("user"),
)

claim_event = Prepared(
    insert_on_conflict(inbox).on_conflict_do_nothing(),
    ("platform", "workspace", "event_key", "claimed_at"),
)
"""One row: the event is new. No row: it is a repeat."""

STANDING = (
    account.c.id.label("account"),
    account.c.person_id.label("person"),
    account.c.unreachable_since,
    account.c.time_zone,
    plan.c.person_id.label("planned"),
    conversation.c.id,
    conversation.c.version,
    conversation.c.attempt,
    conversation.c.stage,
    conversation.c.asking,
    conversation.c.chosen,
    conversation.c.thorough,
    conversation.c.leaning_role,
    conversation.c.leaned_at,
    conversation.c.earlier_role,
    conversation.c.earlier_at,
    conversation.c.moved_at,
    conversation.c.own_words,
    conversation.c.advert,
    conversation.c.heard_at,
    exists()
    .where(
        outbox.c.account_id == account.c.id,
        outbox.c.closed_at.is_(None),
        text(f"outbox.{WAITING}"),
    )
    .label("something_waits"),
    READERS.label("mentors"),
)

_OF_ITS_OWNER = conversation.c.person_id == account.c.person_id

_ITS_PLAN = plan.c.person_id == account.c.person_id

where_they_stand = Prepared(
    select(*STANDING)
    .join_from(account, conversation, _OF_ITS_OWNER)
    .outerjoin(plan, _ITS_PLAN)
    .where(*THIS_ACCOUNT)
)

where_all_stand = PreparedForMany(
    lambda asked: (
        select(asked.c.place, *STANDING)
        .join_from(
            asked,
            account,
            and_(
                account.c.platform == asked.c.platform,
                account.c.workspace == asked.c.workspace,
                account.c.user == asked.c.user,
            ),
        )
        .join(conversation, _OF_ITS_OWNER)
        .outerjoin(plan, _ITS_PLAN)
    ),
    column("place", Integer),
    column("platform", String),
    column("workspace", String),
    column("user", String),
)
"""The same for many accounts, each with the place at which it was asked for."""

walks = PreparedForMany(
    lambda asked: (
        select(
            answers.c.conversation_id,
            answers.c.question,
            answers.c.manner,
            type_coerce(answers.c.options, Text).label("options"),
            answers.c.text,
        )
        .join_from(
            asked,
            answers,
            and_(
                answers.c.conversation_id == asked.c.conversation,
                answers.c.attempt == asked.c.attempt,
            ),
        )
        .order_by(answers.c.id)
    ),
    column("conversation", Integer),
    column("attempt", Integer),
)
"""The log of one attempt of each in the order of answering; the latest per question counts."""

was_forgotten = Prepared(
    select(forgotten.c.forgotten_at).where(
        forgotten.c.fingerprint == bindparam("fingerprint"),
        forgotten.c.forgotten_at >= bindparam("acted_at", type_=forgotten.c.forgotten_at.type),
    )
)
"""A row: what the person did was done before they asked us to forget them."""

mark_forgotten = Prepared(
    insert_on_conflict(forgotten).on_conflict_do_update(
        index_elements=["fingerprint"], set_={"forgotten_at": text("excluded.forgotten_at")}
    ),
    ("fingerprint", "forgotten_at"),
)

add_person = Prepared(insert(person), ("created_at",))
add_account = Prepared(insert(account), ("person_id", "platform", "workspace", "user"))
add_conversation = Prepared(
    insert(conversation),
    [column.name for column in conversation.c if column.name != "id"],
)
add_answer = Prepared(
    insert(answers), [column.name for column in answers.c if column.name != "id"]
)
add_result = Prepared(
    insert(result), [column.name for column in result.c if column.name != "id"]
)
OF_A_MESSAGE = [
    column.name
    for column in outbox.c
    if column.name not in ("id", "closed_at", "reason", "next_at", "opens")
]
add_message = Prepared(insert(outbox), OF_A_MESSAGE)
add_numbered_message = Prepared(
    insert(outbox).values(card=bindparam("card_text", type_=Text)), ["id", *OF_A_MESSAGE]
)
"""Its card is JSON already, and its id known."""

newest_message = Prepared(
    select(column("seq", Integer))
    .select_from(table("sqlite_sequence"))
    .where(column("name", String) == outbox.name)
)
"""The highest id that a message ever had; no row before the first one."""

_MOVED = (
    "version",
    "attempt",
    "stage",
    "asking",
    "chosen",
    "thorough",
    "leaning_role",
    "leaned_at",
    "earlier_role",
    "earlier_at",
    "moved_at",
    "own_words",
    "advert",
    "heard_at",
)

move = Prepared(
    update(conversation)
    .where(
        conversation.c.id == bindparam("conversation"),
        conversation.c.version == bindparam("before"),
    )
    .values({name: bindparam(name, type_=conversation.c[name].type) for name in _MOVED})
)
"""No row: somebody else moved first."""

hear = Prepared(
    update(conversation)
    .where(conversation.c.id == bindparam("conversation"))
    .values(heard_at=bindparam("heard", type_=conversation.c.heard_at.type))
)

reach_again = Prepared(
    update(account).where(account.c.id == bindparam("account")).values(unreachable_since=None)
)

hurry = Prepared(
    update(outbox)
    .where(
        outbox.c.account_id == bindparam("account"),
        outbox.c.closed_at.is_(None),
        text(WAITING),
        outbox.c.due_at > bindparam("now", type_=outbox.c.due_at.type),
    )
    .values(due_at=bindparam("now", type_=outbox.c.due_at.type))
)
"""Whoever writes to us can be reached, so what waits for them is tried at once."""

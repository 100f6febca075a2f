"""Every statement, built once, so that each compiles once.

``insert`` is SQLite's: it knows ON CONFLICT.
"""

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.store.schema import account, answers, conversation, inbox, outbox, person, result

claim_event = insert_on_conflict(inbox).on_conflict_do_nothing()
"""One row: the event is new. No row: it is a repeat."""

where_they_stand = (
    select(
        account.c.id.label("account"),
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
    )
    .join(conversation, conversation.c.person_id == account.c.person_id)
    .where(
        account.c.platform == bindparam("platform"),
        account.c.workspace == bindparam("workspace"),
        account.c.user == bindparam("user"),
    )
)

walk = (
    select(answers.c.question, answers.c.manner, answers.c.options, answers.c.text)
    .where(
        answers.c.conversation_id == bindparam("conversation"),
        answers.c.attempt == bindparam("attempt"),
    )
    .order_by(answers.c.id)
)
"""The log of one attempt in the order of answering; the latest per question counts."""

add_person = insert(person).returning(person.c.id)
add_account = insert(account).returning(account.c.id)
add_conversation = insert(conversation).returning(conversation.c.id)
add_answer = insert(answers)
add_result = insert(result)
add_message = insert(outbox).returning(outbox.c.id)

move = (
    update(conversation)
    .where(
        conversation.c.id == bindparam("conversation"),
        conversation.c.version == bindparam("before"),
    )
    .values(
        version=bindparam("version"),
        attempt=bindparam("attempt"),
        stage=bindparam("stage"),
        asking=bindparam("asking"),
        chosen=bindparam("chosen"),
        thorough=bindparam("thorough"),
        leaning_role=bindparam("leaning_role"),
        leaned_at=bindparam("leaned_at"),
        earlier_role=bindparam("earlier_role"),
        earlier_at=bindparam("earlier_at"),
        moved_at=bindparam("moved_at"),
    )
)
"""No row: somebody else moved first."""

left_unsent = (
    select(outbox.c.id, outbox.c.fence, outbox.c.card)
    .join(account, account.c.id == outbox.c.account_id)
    .where(
        account.c.platform == bindparam("platform"),
        account.c.workspace == bindparam("workspace"),
        account.c.user == bindparam("user"),
        outbox.c.state.in_(("new", "sending", "retry")),
    )
    .order_by(outbox.c.id)
)

take_over = (
    update(outbox)
    .where(outbox.c.id == bindparam("message"))
    .values(state="sending", fence=outbox.c.fence + 1, lease_until=bindparam("until"))
)

mark_sent = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("message"),
        outbox.c.fence == bindparam("held"),
        outbox.c.state == "sending",
    )
    .values(state="sent", sent_at=bindparam("at"), lease_until=None)
)

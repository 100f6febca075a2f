"""What one transaction does. Plain functions of a connection, run by the writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.engine.effects import KeepAnswer, KeepResult, Say, Turn
from bot.engine.state import Conversation
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Claimed, Message
from bot.ports.store import Step
from bot.store import rows, statements

LEASE = timedelta(seconds=10)
"""How long a message belongs to the process that wrote it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A conversation, and the account through which its owner speaks."""

    account: int
    conversation: Conversation


def take_turn(
    connection: Connection, key: EventKey, sender: Address, step: Step, now: datetime
) -> Claimed:
    """Claim the event, load, step, write. A repeat of the key does nothing (I2)."""
    event = {
        "platform": sender.platform,
        "workspace": sender.workspace,
        "event_key": key,
        "claimed_at": now,
    }
    if connection.execute(statements.claim_event, event).rowcount == 0:
        return Claimed()
    standing = _standing(connection, sender) or _newcomer(connection, sender, now)
    turn = step(standing.conversation)
    _move(connection, standing.conversation, turn.conversation, now)
    return _carry_out(connection, standing.account, sender, turn, now)


def claim_left(connection: Connection, account: Address, now: datetime) -> Claimed:
    """Take over every unsent message of an account under a new fence, oldest first."""
    with rows.ours(connection.engine.url.database):
        left = connection.execute(statements.left_unsent, named(account)).all()
        cards = [rows.to_card(row.card) for row in left]
    if left:
        taken = [{"message": row.id, "until": now + LEASE} for row in left]
        connection.execute(statements.take_over, taken)
    return Claimed(
        tuple(
            Message(row.id, row.fence + 1, account, card)
            for row, card in zip(left, cards, strict=True)
        )
    )


def mark_sent(connection: Connection, messages: Sequence[Message], now: datetime) -> int:
    """Close what was handed over; count those that were still held under their fence."""
    if not messages:
        return 0
    sent = [{"message": one.id, "held": one.fence, "at": now} for one in messages]
    return connection.execute(statements.mark_sent, sent).rowcount


def _standing(connection: Connection, sender: Address) -> Standing | None:
    with rows.ours(connection.engine.url.database):
        row = connection.execute(statements.where_they_stand, named(sender)).one_or_none()
        if row is None:
            return None
        log = {"conversation": row.id, "attempt": row.attempt}
        walk = connection.execute(statements.walk, log).all()
        return Standing(row.account, rows.to_conversation(row, walk))


def _newcomer(connection: Connection, sender: Address, now: datetime) -> Standing:
    """Write a new person, with the account they speak through and an empty conversation."""
    person = connection.execute(statements.add_person, {"created_at": now}).scalar_one()
    account = connection.execute(
        statements.add_account, {"person_id": person, **named(sender)}
    ).scalar_one()
    fresh = Conversation(id=0)
    conversation = connection.execute(
        statements.add_conversation, {"person_id": person, **_columns(fresh, now)}
    ).scalar_one()
    return Standing(account, Conversation(id=conversation))


def _move(
    connection: Connection, before: Conversation, after: Conversation, now: datetime
) -> None:
    if after.version == before.version:
        return
    moved = connection.execute(
        statements.move,
        {"conversation": before.id, "before": before.version, **_columns(after, now)},
    )
    if moved.rowcount != 1:
        raise StoreError("The conversation was moved by another process; please try again.")


def _carry_out(
    connection: Connection, account: int, sender: Address, turn: Turn, now: datetime
) -> Claimed:
    """Write what the turn ordered; its messages are ours to send until the lease runs out."""
    messages = []
    for effect in turn.effects:
        match effect:
            case KeepAnswer():
                _keep_answer(connection, turn.conversation, effect)
            case KeepResult():
                _keep_result(connection, turn.conversation, effect)
            case Say(card=card):
                row = {
                    "account_id": account,
                    "kind": "reply",
                    "card": rows.from_card(card),
                    "state": "sending",
                    "fence": 1,
                    "lease_until": now + LEASE,
                    "written_at": now,
                }
                written = connection.execute(statements.add_message, row).scalar_one()
                messages.append(Message(written, 1, sender, card))
    return Claimed(tuple(messages))


def _keep_answer(connection: Connection, after: Conversation, kept: KeepAnswer) -> None:
    row = {
        "conversation_id": after.id,
        "attempt": after.attempt,
        "question": kept.question,
        "content": kept.content,
        "answered_at": kept.at,
        **rows.from_answer(kept.answer),
    }
    connection.execute(statements.add_answer, row)


def _keep_result(connection: Connection, after: Conversation, kept: KeepResult) -> None:
    row = {
        "conversation_id": after.id,
        "attempt": after.attempt,
        "role": kept.role,
        "fits": dict(kept.fits),
        "content": kept.content,
        "reached_at": kept.at,
    }
    connection.execute(statements.add_result, row)


def _columns(conversation: Conversation, now: datetime) -> dict[str, Any]:
    return {
        "version": conversation.version,
        "attempt": conversation.attempt,
        "stage": conversation.stage,
        "asking": conversation.asking,
        "chosen": conversation.chosen,
        "thorough": conversation.thorough,
        **rows.from_leaning("leaning_role", "leaned_at", conversation.leaning),
        **rows.from_leaning("earlier_role", "earlier_at", conversation.earlier),
        "moved_at": now,
    }


def named(address: Address) -> dict[str, str]:
    """The columns that name an account."""
    return {
        "platform": address.platform,
        "workspace": address.workspace,
        "user": address.user,
    }

"""What one turn does in its transaction. Plain functions of a connection, run by the writer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection

from bot.cards import Card
from bot.engine.effects import Forget, KeepAnswer, KeepResult, Say, TellKept, Turn
from bot.engine.state import Conversation
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import ANSWER_LEASE, NO_ROW, Claimed, Kind, Message
from bot.ports.store import Step
from bot.store import rows, statements
from bot.store.people import forgetting

REPLY_IS_USEFUL = timedelta(hours=24)
HEARD_EVERY = timedelta(days=1)
"""Somebody who only looks is noted as heard from so often; one who moves, every time."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A conversation, and the account through which its owner speaks.

    Attributes:
        person: their row.
        account: the row of the account.
        conversation: where they stand.
        heard_at: when they were last heard from; aware.
        reachable: False if they could not be written to lately.
        something_waits: an earlier message to this account waits to be taken.
    """

    person: int
    account: int
    conversation: Conversation
    heard_at: datetime
    reachable: bool = True
    something_waits: bool = False


def take_turn(
    connection: Connection,
    key: EventKey,
    sender: Address,
    step: Step,
    acted_at: datetime,
    now: datetime,
) -> Claimed:
    """Claim the event, load, step, write. A repeat of the key does nothing (I2)."""
    event = {
        "platform": sender.platform,
        "workspace": sender.workspace,
        "event_key": key,
        "claimed_at": now,
    }
    if statements.claim_event.run(connection, event) == 0:
        return Claimed()
    standing = _standing(connection, sender)
    if standing is None:
        if forgetting.acted_before_forgotten(connection, sender, acted_at):
            return Claimed()
        standing = _newcomer(connection, sender, now)
    turn = step(standing.conversation)
    if Forget() in turn.effects:
        forgetting.forget(connection, standing.person, now)
        return _farewell(key, sender, turn, now)
    _hear(connection, standing, turn.conversation, now)
    return _carry_out(connection, key, standing, sender, turn, now)


def where_they_stand(connection: Connection, account: Address) -> Conversation | None:
    """The conversation of this account's owner, or None before their first turn."""
    standing = _standing(connection, account)
    return None if standing is None else standing.conversation


def named(address: Address) -> dict[str, str]:
    """The columns that name an account."""
    return {
        "platform": address.platform,
        "workspace": address.workspace,
        "user": address.user,
    }


def message_key(address: Address, event: str, number: int) -> str:
    """The key of the message that an event writes, the same whenever it is worked out.

    The account is part of it: what comes once in a period is one event for many people.
    """
    told = "\0".join((address.platform, address.workspace, address.user, event, str(number)))
    return blake2b(told.encode(), digest_size=12).hexdigest()


def _standing(connection: Connection, sender: Address) -> Standing | None:
    with rows.ours(connection.engine.url.database):
        row = statements.where_they_stand.row(connection, named(sender))
        if row is None:
            return None
        log = {"conversation": row.id, "attempt": row.attempt}
        walk = statements.walk.rows(connection, log)
        return Standing(
            person=row.person,
            account=row.account,
            conversation=rows.to_conversation(row, walk),
            heard_at=row.heard_at,
            reachable=row.unreachable_since is None,
            something_waits=bool(row.something_waits),
        )


def _newcomer(connection: Connection, sender: Address, now: datetime) -> Standing:
    """Write a new person, with the account they speak through and an empty conversation."""
    person = statements.add_person.insert(connection, {"created_at": now})
    account = statements.add_account.insert(connection, {"person_id": person, **named(sender)})
    columns = {"person_id": person, **_columns(Conversation(id=0), now)}
    conversation = statements.add_conversation.insert(connection, columns)
    return Standing(person, account, Conversation(id=conversation), heard_at=now)


def _hear(
    connection: Connection, standing: Standing, after: Conversation, now: datetime
) -> None:
    """Note that somebody was here, and where they stand now."""
    before = standing.conversation
    if after.version != before.version:
        values = {"conversation": before.id, "before": before.version, **_columns(after, now)}
        if statements.move.run(connection, values) != 1:
            raise StoreError("The conversation was moved by another process; please try again.")
    elif now - standing.heard_at > HEARD_EVERY:
        statements.hear.run(connection, {"conversation": before.id, "heard": now})
    if not standing.reachable:
        statements.reach_again.run(connection, {"account": standing.account})
    if standing.something_waits:
        statements.hurry.run(connection, {"account": standing.account, "now": now})


def _carry_out(
    connection: Connection,
    key: EventKey,
    standing: Standing,
    sender: Address,
    turn: Turn,
    now: datetime,
) -> Claimed:
    """Write what the turn ordered; its messages are ours to send until the lease runs out.

    Unless an earlier one to this account waits: then they wait behind it, for none may
    overtake another (F26). Whoever sends keeps those in order that it holds itself.
    """
    messages: list[Message] = []
    for effect in turn.effects:
        match effect:
            case KeepAnswer():
                _keep_answer(connection, turn.conversation, effect)
            case KeepResult():
                _keep_result(connection, turn.conversation, effect)
            case Say(card=card):
                reply = _message(sender, key, len(messages), now, card)
                messages.append(_write(connection, standing, reply, now))
            case TellKept():
                kept = _message(sender, key, len(messages), now, None, Kind.KEPT)
                messages.append(_write(connection, standing, kept, now))
    return Claimed() if standing.something_waits else Claimed(tuple(messages))


def _farewell(key: EventKey, sender: Address, turn: Turn, now: datetime) -> Claimed:
    """What is said last to somebody whom we have forgotten.

    It is the one message without a row: nothing may name them any more. If it does not
    arrive, it is lost.
    """
    cards = [effect.card for effect in turn.effects if isinstance(effect, Say)]
    said = (_message(sender, key, place, now, card) for place, card in enumerate(cards))
    return Claimed(tuple(said))


def _message(
    sender: Address,
    event: str,
    number: int,
    now: datetime,
    card: Card | None,
    kind: Kind = Kind.REPLY,
) -> Message:
    """What an event says, before it has a row."""
    return Message(
        id=NO_ROW,
        fence=1,
        to=sender,
        card=card,
        kind=kind,
        key=message_key(sender, event, number),
        useful_until=now + REPLY_IS_USEFUL,
    )


def _write(
    connection: Connection, standing: Standing, message: Message, now: datetime
) -> Message:
    """The message with its row, held for sending unless something waits before it."""
    columns = {
        **new_message(standing.account, message.kind, now),
        "key": message.key,
        "card": message.card and rows.from_card(message.card),
        "useful_until": message.useful_until,
    }
    if not standing.something_waits:
        columns |= {"state": "sending", "fence": message.fence, "due_at": now + ANSWER_LEASE}
    return replace(message, id=statements.add_message.insert(connection, columns))


def new_message(account: int, kind: Kind, now: datetime) -> dict[str, Any]:
    """The columns of a message that anybody may take, but for its key and its end."""
    return {
        "account_id": account,
        "person_id": None,
        "kind": kind.value,
        "period": None,
        "card": None,
        "state": "new",
        "attempts": 0,
        "looks": 0,
        "fence": 0,
        "due_at": now,
        "written_at": now,
    }


def _keep_answer(connection: Connection, after: Conversation, kept: KeepAnswer) -> None:
    row = {
        "conversation_id": after.id,
        "attempt": after.attempt,
        "question": kept.question,
        "content": kept.content,
        "answered_at": kept.at,
        **rows.from_answer(kept.answer),
    }
    statements.add_answer.run(connection, row)


def _keep_result(connection: Connection, after: Conversation, kept: KeepResult) -> None:
    row = {
        "conversation_id": after.id,
        "attempt": after.attempt,
        "role": kept.role,
        "fits": dict(kept.fits),
        "content": kept.content,
        "reached_at": kept.at,
    }
    statements.add_result.run(connection, row)


def _columns(conversation: Conversation, now: datetime) -> Mapping[str, Any]:
    return {
        "version": conversation.version,
        "attempt": conversation.attempt,
        "stage": conversation.stage.value,
        "asking": conversation.asking,
        "chosen": conversation.chosen,
        "thorough": conversation.thorough,
        **rows.from_leaning("leaning_role", "leaned_at", conversation.leaning),
        **rows.from_leaning("earlier_role", "earlier_at", conversation.earlier),
        "heard_at": now,
    }

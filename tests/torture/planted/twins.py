"""Broken twins of our own functions; each has a bug that somebody could write tomorrow."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, update

from bot.cards import Place
from bot.catalog import Catalog
from bot.engine.effects import KeepAnswer, Turn
from bot.engine.events import Chose, Event
from bot.engine.state import Conversation
from bot.engine.transitions import advance
from bot.ports.courier import Courier
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Claimed, Outbox
from bot.ports.store import Step
from bot.store import copying, rows, statements, steps, writer
from bot.store.schema import conversation, outbox
from bot.store.soundness import Schema


def take_turn_that_claims_no_key(
    connection: Connection, key: EventKey, sender: Address, step: Step, now: datetime
) -> Claimed:
    standing = steps._standing(connection, sender) or steps._newcomer(connection, sender, now)
    turn = step(standing.conversation)
    steps._move(connection, standing.conversation, turn.conversation, now)
    return steps._carry_out(connection, standing.account, sender, turn, now)


def keep_answer_that_forgets_the_attempt(
    connection: Connection, after: Conversation, kept: KeepAnswer
) -> None:
    row = {
        "conversation_id": after.id,
        "attempt": 1,
        "question": kept.question,
        "content": kept.content,
        "answered_at": kept.at,
        **rows.from_answer(kept.answer),
    }
    connection.execute(statements.add_answer, row)


move_past_newer_versions = (
    update(conversation)
    .where(
        conversation.c.id == bindparam("conversation"),
        conversation.c.version >= bindparam("before"),
    )
    .values(
        version=bindparam("version"),
        attempt=bindparam("attempt"),
        stage=bindparam("stage"),
        asking=bindparam("asking"),
        moved_at=bindparam("moved_at"),
    )
)

mark_sent_under_any_older_fence = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("message"),
        outbox.c.fence >= bindparam("held"),
        outbox.c.state == "sending",
    )
    .values(state="sent", sent_at=bindparam("at"), lease_until=None)
)

left_unsent_newest_first = statements.left_unsent.order_by(None).order_by(outbox.c.id.desc())


def commit_that_tells_first(
    self: writer.WriterThread, connection: Connection, batch: list[Any]
) -> list[Any]:
    with connection.begin():
        writer._report([writer._run(connection, waiting) for waiting in batch])
        time.sleep(0.05)
    return []


def run_that_keeps_half_a_step(connection: Connection, waiting: Any) -> Any:
    try:
        return writer._Settled(waiting, waiting.step(connection), None)
    except Exception as problem:  # noqa: BLE001 - a twin, with what our own function catches
        return writer._Settled(waiting, None, problem)


def advance_that_takes_old_cards(catalog: Catalog, before: Conversation, event: Event) -> Turn:
    if isinstance(event, Chose):
        event = replace(event, place=Place(before.id, before.version))
    return advance(catalog, before, event)


async def deliver_that_marks_everything(
    outbox: Outbox, courier: Courier, claimed: Claimed
) -> None:
    try:
        for message in claimed.messages:
            await courier.deliver(message)
    finally:
        await outbox.mark_sent(claimed.messages)


def schema_of_any_number(path: Path, newest: str) -> Schema:
    return Schema.CURRENT if path.exists() else Schema.NONE


def copy_of_whatever_is_there(source: Path, into: Path, *_: object, **__: object) -> None:
    into.write_bytes(source.read_bytes())


def contents_that_nobody_checks(path: Path, *_: object, **__: object) -> copying.Contents:
    return copying.Contents(Schema.CURRENT, 0, "")


@contextmanager
def alone_with_anybody(_database: Path) -> Iterator[None]:
    yield


def logs_that_stay(_database: Path) -> None:
    pass


def damage_that_nobody_looks_for(*_: object) -> None:
    pass


def migration_without_a_copy(*_: object) -> None:
    pass

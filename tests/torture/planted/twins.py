"""Broken twins of our own functions; each has a bug that somebody could write tomorrow."""

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, create_engine, text, update

from bot.cards import Card, Place
from bot.catalog import Catalog
from bot.engine.effects import KeepAnswer, Turn
from bot.engine.events import Chose, Event
from bot.engine.state import Conversation
from bot.engine.transitions import advance
from bot.errors import DeliveryError, Refusal, StoreError
from bot.ports.courier import Courier
from bot.ports.inbound import Address
from bot.ports.news import News
from bot.ports.outbox import Claimed, Kind, Later, Message, Outcome, Reason, Sent
from bot.store import (
    batches,
    commits,
    new_messages,
    posting,
    posting_statements,
    rows,
    standings,
    statements,
    steps,
    writer,
)
from bot.store.address import SqliteFile
from bot.store.files.opened import OpenedFile
from bot.store.files.soundness import Schema
from bot.store.prepared import Prepared
from bot.store.reader import ReaderThreads
from bot.store.schema import account, conversation, outbox
from bot.store.standings import Standing
from bot.usecases import verdicts
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery, log
from bot.usecases.lanes import Lane, Lanes

# The store: a turn.


def claim_that_takes_repeats_for_new(connection: Connection, turn: steps.Arrived) -> bool:
    return True


def keep_answer_that_forgets_the_attempt(
    writing: steps.Writing, after: Conversation, kept: KeepAnswer
) -> None:
    _KEEP_ANSWER(writing, replace(after, attempt=1), kept)


_KEEP_ANSWER = steps._keep_answer


def standings_in_any_order(
    connection: Connection, accounts: Sequence[Address]
) -> list[Standing | None]:
    return _STANDINGS(connection, accounts)[::-1]


_STANDINGS = standings.standings


def groups_of_all_turns(waiting: Sequence[Any]) -> list[list[Any]]:
    return [[*waiting]] if isinstance(waiting[0], batches.TakesTurn) else [[waiting[0]]]


def write_whatever_moved(self: steps.Writing) -> None:
    for statement, values in self._values.items():
        statement.run_many(self.connection, values)


move_past_newer_versions = Prepared(
    update(conversation)
    .where(
        conversation.c.id == bindparam("conversation"),
        conversation.c.version >= bindparam("before"),
    )
    .values(
        {name: bindparam(name, type_=conversation.c[name].type) for name in statements._MOVED}
    )
)


def hear_that_hurries_nothing(
    writing: steps.Writing, standing: Standing, after: Conversation, now: datetime
) -> None:
    _HEAR(writing, replace(standing, something_waits=False), after, now)


def carry_out_that_overtakes(
    writing: steps.Writing, arrived: steps.Arrived, standing: Standing, turn: Turn
) -> Claimed:
    return _CARRY_OUT(writing, arrived, replace(standing, something_waits=False), turn)


_HEAR, _CARRY_OUT = steps._hear, steps._carry_out


def message_key_of_the_number_alone(address: Address, event: str, number: int) -> str:
    return f"{number}"


# The store: the outbox.


def _marking(*held: Any) -> Prepared:
    return Prepared(
        update(outbox)
        .where(outbox.c.id == bindparam("message"), *held)
        .values(
            state="sent", closed_at=bindparam("at", type_=outbox.c.closed_at.type), reason=None
        )
    )


mark_sent_under_any_older_fence = _marking(
    outbox.c.fence >= bindparam("held"), outbox.c.state == "sending"
)
mark_sent_whatever_became_of_it = _marking(outbox.c.fence == bindparam("held"))

left_unsent_newest_first = Prepared(
    posting_statements._MESSAGES.where(
        *statements.THIS_ACCOUNT, outbox.c.closed_at.is_(None)
    ).order_by(outbox.c.id.desc())
)

take_without_a_new_fence = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("message"))
    .values(state="sending", due_at=bindparam("until", type_=outbox.c.due_at.type))
)


def claim_due_that_ignores_order_and_pace(
    connection: Connection,
    platforms: Sequence[str],
    most: int,
    spacing: dict[str, timedelta],
    now: datetime,
) -> Claimed:
    found = connection.execute(
        posting_statements._MESSAGES.where(
            outbox.c.closed_at.is_(None),
            text("outbox.state IN ('new', 'retry')"),
            outbox.c.due_at <= now,
            account.c.platform.in_(platforms),
        )
        .order_by(outbox.c.id.desc())
        .limit(most)
    ).all()
    return posting._taken(connection, [posting._message(row) for row in found], now)


def claim_due_that_holds_nothing(
    connection: Connection,
    platforms: Sequence[str],
    most: int,
    spacing: dict[str, timedelta],
    now: datetime,
) -> Claimed:
    asked = {"platforms": list(platforms), "most": most, "now": now}
    found = connection.execute(posting_statements.due, asked).all()
    return Claimed(tuple(posting._message(row) for row in found))


def claim_doubtful_that_sends_again(
    connection: Connection, platforms: Sequence[str], most: int, now: datetime
) -> Claimed:
    asked = {"platforms": list(platforms), "most": most, "now": now}
    found = connection.execute(posting_statements.doubtful, asked).all()
    taken = posting._taken(connection, [posting._message(row) for row in found], now)
    posting.settle(
        connection, [Later(one, now, Reason.BUSY) for one in taken.messages], (), now
    )
    return Claimed()


def say_the_standing_card_always(
    connection: Connection, doubted: Message, now: datetime
) -> None:
    standing = statements.where_they_stand.row(connection, standings.named(doubted.to))
    columns = {
        **new_messages.new_message(standing.account, Kind.STANDING, now),
        "key": new_messages.message_key(doubted.to, doubted.key, doubted.fence),
        "useful_until": now + steps.REPLY_IS_USEFUL,
    }
    statements.add_message.insert(connection, columns)


def spread_that_forgets_the_news(connection: Connection, news: News, now: datetime) -> None:
    return None


# The store: commits, threads, files.


def commit_that_tells_first(
    self: writer.WriterThread, connection: Connection, batch: list[Any]
) -> list[Any]:
    with connection.begin():
        settled = commits._guarded(connection, [waiting.step for waiting in batch])
        writer._report(batch, settled)
        time.sleep(0.05)
    return settled


def run_that_keeps_half_a_step(connection: Connection, step: commits.Step) -> commits.Settled:
    try:
        return commits.Settled(step(connection))
    except Exception as problem:  # noqa: BLE001 - a twin, with what our own function catches
        return commits.Settled(problem=problem)


def check_that_looks_away(self: OpenedFile) -> None:
    return None


def begin_without_the_lock(engine: Engine, words: str) -> None:
    def begin(driver: Any) -> None:
        driver.execute("BEGIN").close()

    engine.dialect.do_begin = begin  # type: ignore[assignment,method-assign]


def reader_engine_that_may_write(file: SqliteFile) -> Engine:
    return create_engine(file.url(), connect_args={"check_same_thread": False})


def read_without_a_transaction(self: ReaderThreads, step: Callable[[Connection], Any]) -> Any:
    with self._engine.begin() as connection:
        connection.exec_driver_sql("COMMIT")
        return step(connection)


def schema_of_any_number(path: Path, newest: str) -> Schema:
    return Schema.CURRENT if path.exists() else Schema.NONE


def translated_with_everything(self: Any, problem: Exception) -> StoreError:
    return StoreError(f"{problem} {getattr(problem, 'params', '')}")


def to_card_that_loses_the_place(stored: dict[str, Any]) -> Card:
    return replace(_TO_CARD(stored), place=None)


_TO_CARD = rows.to_card


def bound_in_the_order_of_the_caller(self: Prepared, values: dict[str, Any]) -> list[Any]:
    known = {**self._fixed, **values}
    names = self._pick({name: name for name in known})
    bound = dict(zip(names, _BOUND(self, values), strict=True))
    return [bound[name] for name in known if name in bound]


_BOUND = Prepared._bound


# The use cases.


def advance_that_takes_old_cards(catalog: Catalog, before: Conversation, event: Event) -> Turn:
    if isinstance(event, Chose):
        event = replace(event, place=Place(before.id, before.version))
    return advance(catalog, before, event)


async def send_that_notes_before_it_sends(
    self: Delivery, messages: Sequence[Message], courier: Courier
) -> DeliveryError | None:
    await self._outbox.settle([Sent(message) for message in messages])
    for message in messages:
        card = await self._composer.card(message, self._clock.now())
        if isinstance(card, Card):
            await courier.deliver(message, card)
    return None


async def send_that_goes_on_after_a_refusal(
    self: Delivery, messages: Sequence[Message], courier: Courier
) -> DeliveryError | None:
    outcomes: list[Outcome] = []
    problem = None
    for message in messages:
        problem = await self._attempt(message, courier, outcomes, []) or problem
    await self._outbox.settle(outcomes)
    return problem


async def careful_that_passes_everything_on(self: Any, message: Message, card: Card) -> None:
    await self._courier.deliver(message, card)


@asynccontextmanager
async def lane_of_nobody(self: Lanes, account: Address) -> AsyncIterator[None]:
    yield


@asynccontextmanager
async def lane_that_stays(self: Lanes, account: Address) -> AsyncIterator[None]:
    self._lanes.setdefault(account, Lane())
    yield


async def card_as_it_was_written(
    self: Composer, message: Message, now: datetime
) -> Card | None:
    return message.card


def outcome_that_sends_again_what_is_in_doubt(
    message: Message, problem: DeliveryError, now: datetime
) -> Outcome:
    if problem.refusal is Refusal.LOST:
        return Later(message, now, Reason.BUSY)
    return _OUTCOME(message, problem, now)


def outcome_that_never_gives_up(
    message: Message, problem: DeliveryError, now: datetime
) -> Outcome:
    if problem.refusal is Refusal.OURS:
        return Later(message, now + timedelta(seconds=1), Reason.OURS)
    return _OUTCOME(message, problem, now)


_OUTCOME = verdicts._outcome


def pause_that_does_not_grow(message: Message) -> timedelta:
    return timedelta(seconds=2)


def found_out_after_one_look(
    message: Message, now: datetime, *, arrived: bool, in_time: bool = True
) -> Outcome:
    return Sent(message) if arrived else Later(message, now, Reason.LOST)


def judge_that_logs_what_was_said(
    self: Delivery,
    message: Message,
    problem: DeliveryError,
    outcomes: list[Outcome],
    news: list[News],
) -> None:
    log.error("message %s: %s", message.card, problem)
    outcome, told = verdicts.verdict(message, problem, self._clock.now())
    outcomes.append(outcome)
    news.extend(told)

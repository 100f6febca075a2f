"""What one turn writes, as values of statements that a group of turns shares."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Connection

from bot.cards import Card
from bot.engine.effects import Forget, KeepAnswer, KeepResult, Say, TellKept, Turn
from bot.engine.state import Conversation
from bot.engine.weekly.values import Weekly
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import ANSWER_LEASE, NO_ROW, Claimed, Kind, Message
from bot.ports.store import Step
from bot.ports.waiting import USEFUL_FOR
from bot.store import rows, statements, weekly_statements
from bot.store.agendas import COLUMNS, due_at, from_agenda, instant_text
from bot.store.mentoring.lent import tables_of_mentors_go
from bot.store.new_messages import message_key, new_message
from bot.store.people import forgetting
from bot.store.prepared import Prepared, Values
from bot.store.standings import Standing, columns_of
from bot.store.weeklies import from_weekly

REPLY_IS_USEFUL = timedelta(hours=24)
HEARD_EVERY = timedelta(days=1)
"""Somebody who only looks is noted as heard from so often; one who moves, every time."""

_FORGET = Forget()
_MOVES = (statements.move, weekly_statements.move_agenda)
"""Each finds the row that was read before, unless somebody else has moved it."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrived:
    """A turn that somebody waits for.

    Attributes:
        key: the event's.
        sender: whose it is.
        step: what the event does to a conversation.
        acted_at: when they did it; aware.
        now: when it is taken; aware.
    """

    key: EventKey
    sender: Address
    step: Step
    acted_at: datetime
    now: datetime


class Writing:
    """What turns write, gathered by statement, so that each is run once for all of them.

    Args:
        connection: of the writer; it holds the write lock until all is written.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._values: dict[Prepared, list[Values]] = defaultdict(list)
        self._message_ids = _message_ids(connection)

    def add(self, statement: Prepared, values: Values) -> None:
        """One more row for this statement."""
        self._values[statement].append(values)

    def message_id(self) -> int:
        """The id of the next message, which must then be added."""
        return next(self._message_ids)

    def write(self) -> None:
        """Write all of it.

        Raises:
            StoreError: one of the conversations was moved meanwhile; nothing may be committed.
        """
        for statement, values in self._values.items():
            touched = statement.run_many(self.connection, values)
            if statement in _MOVES and touched != len(values):
                told = "The conversation was moved by another process; please try again."
                raise StoreError(told)


def carry_out(writing: Writing, arrived: Arrived, standing: Standing, turn: Turn) -> Claimed:
    """Write what the turn ordered; what it says is held for whoever waits for the turn."""
    if _FORGET in turn.effects:
        left = forgetting.forget(writing.connection, standing.person, arrived.now)
        return Claimed(_farewell(arrived, turn), left)
    _hear(writing, standing, turn.conversation, arrived.now)
    keep_weekly(writing, standing, turn.conversation.weekly)
    claimed = _carry_out(writing, arrived, standing, turn)
    if not _takes_back(standing.conversation.weekly, turn.conversation.weekly):
        return claimed
    tables_of_mentors_go(writing.connection, standing.person, arrived.now)
    return replace(claimed, takes_back=True)


def _takes_back(before: Weekly | None, after: Weekly | None) -> bool:
    """Whether a question was let go that is no longer, as it was taken away or written anew."""
    was = before.let_go if before else None
    return was is not None and after is not None and after.let_go != was


def _message_ids(connection: Connection) -> Iterator[int]:
    """Ids that no message ever had; they are read with the first one that is wanted."""
    newest = statements.newest_message.row(connection, {})
    yield from count(1 if newest is None else newest.seq + 1)


def _hear(writing: Writing, standing: Standing, after: Conversation, now: datetime) -> None:
    """Note that somebody was here, and where they stand now."""
    before = standing.conversation
    if after.version != before.version:
        moved = {"conversation": before.id, "before": before.version, **columns_of(after, now)}
        writing.add(statements.move, moved)
    elif now - standing.heard_at > HEARD_EVERY:
        writing.add(statements.hear, {"conversation": before.id, "heard": now})
    if not standing.reachable:
        writing.add(statements.reach_again, {"account": standing.account})
    if standing.something_waits:
        writing.add(statements.hurry, {"account": standing.account, "now": now})


def keep_weekly(writing: Writing, standing: Standing, after: Weekly | None) -> None:
    """Note what became of somebody's weekly steps, and when they are due now."""
    before = standing.conversation.weekly
    if after is None or after is before:
        return
    of_plan = replace(after, agenda=before.agenda) if before else after
    key = due_at(after.agenda)
    if before is None or of_plan != before or key != due_at(before.agenda):
        columns = {"person_id": standing.person, **from_weekly(after), "due_at": key}
        writing.add(weekly_statements.keep_plan, columns)
    columns = {
        "person": standing.person,
        "account_id": standing.account,
        **dict(zip(COLUMNS, from_agenda(after.agenda), strict=True)),
    }
    if before is None:
        writing.add(weekly_statements.add_agenda, columns)
    elif after.agenda != before.agenda:
        there = instant_text(due_at(before.agenda))
        writing.add(weekly_statements.move_agenda, {"key": there, **columns})


def _carry_out(writing: Writing, arrived: Arrived, standing: Standing, turn: Turn) -> Claimed:
    """Do its orders; its messages are ours to send until the lease runs out.

    Unless an earlier one to this account waits: then they wait behind it, for none may
    overtake another (F26). Whoever sends keeps those in order that it holds itself.
    """
    messages: list[Message] = []
    for effect in turn.effects:
        match effect:
            case KeepAnswer():
                _keep_answer(writing, turn.conversation, effect)
            case KeepResult():
                _keep_result(writing, turn.conversation, effect)
            case Say(card=card):
                reply = _message(arrived, len(messages), card, row=writing.message_id())
                messages.append(reply)
            case TellKept():
                told = _message(
                    arrived, len(messages), None, Kind.KEPT, row=writing.message_id()
                )
                messages.append(told)
    for message in messages:
        _write(writing, standing, message, arrived.now)
    for kind, about in standing.expected:
        _tell_expected(writing, arrived, standing.account, kind, about)
    return Claimed() if standing.something_waits else Claimed(tuple(messages))


def _farewell(arrived: Arrived, turn: Turn) -> tuple[Message, ...]:
    """What is said last to somebody whom we have forgotten.

    It is the one message without a row: nothing may name them any more. If it does not
    arrive, it is lost.
    """
    cards = [effect.card for effect in turn.effects if isinstance(effect, Say)]
    said = (_message(arrived, place, card, row=NO_ROW) for place, card in enumerate(cards))
    return tuple(said)


def _message(
    arrived: Arrived, number: int, card: Card | None, kind: Kind = Kind.REPLY, *, row: int
) -> Message:
    """What an event says."""
    return Message(
        id=row,
        fence=1,
        to=arrived.sender,
        card=card,
        key=message_key(arrived.sender, arrived.key, number),
        useful_until=arrived.now + REPLY_IS_USEFUL,
        kind=kind,
    )


def _write(writing: Writing, standing: Standing, message: Message, now: datetime) -> None:
    """Write the message, held for sending unless something waits before it."""
    columns = {
        **new_message(standing.account, message.kind, now),
        "id": message.id,
        "key": message.key,
        "card_text": message.card and rows.from_card(message.card),
        "useful_until": message.useful_until,
    }
    if not standing.something_waits:
        columns |= {"state": "sending", "fence": message.fence, "due_at": now + ANSWER_LEASE}
    writing.add(statements.add_numbered_message, columns)


def _tell_expected(
    writing: Writing, arrived: Arrived, account: int, kind: Kind, about: int
) -> None:
    """Write what waited for a newcomer; it comes behind what they asked for."""
    columns = {
        **new_message(account, kind, arrived.now),
        "id": writing.message_id(),
        "key": message_key(arrived.sender, f"{kind}-{about}", 0),
        "card_text": None,
        "useful_until": arrived.now + USEFUL_FOR[kind],
        "about": about,
    }
    writing.add(statements.add_numbered_message, columns)


def _keep_answer(writing: Writing, after: Conversation, kept: KeepAnswer) -> None:
    row = {
        "conversation_id": after.id,
        "attempt": after.attempt,
        "question": kept.question,
        "content": kept.content,
        "answered_at": kept.at,
        **rows.from_answer(kept.answer),
    }
    writing.add(statements.add_answer, row)


def _keep_result(writing: Writing, after: Conversation, kept: KeepResult) -> None:
    row = {
        "conversation_id": after.id,
        "attempt": after.attempt,
        "role": kept.role,
        "fits": dict(kept.fits),
        "content": kept.content,
        "reached_at": kept.at,
    }
    writing.add(statements.add_result, row)

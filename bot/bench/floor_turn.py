"""The floor of a durable turn: the same rows, written with raw ``sqlite3``.

The statements are written by hand and the values are ready before the clock starts, so this
is what SQLite and the disk cost, and nothing else. A test holds the file that it leaves
against the file that our own turn leaves, column by column.
"""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.bench.walks import AT, card_of
from bot.engine.effects import KeepAnswer, Turn
from bot.engine.state import Conversation
from bot.ports.inbound import Inbound
from bot.ports.outbox import ANSWER_LEASE
from bot.store import rows
from bot.store.new_messages import message_key
from bot.store.steps import REPLY_IS_USEFUL

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON")

CLAIM = """INSERT INTO inbox (platform, workspace, event_key, claimed_at)
VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"""
STANDING = """SELECT account.id, conversation.id, conversation.version, conversation.attempt,
account.unreachable_since, conversation.stage, conversation.asking, conversation.chosen,
conversation.thorough, conversation.leaning_role, conversation.leaned_at,
conversation.earlier_role, conversation.earlier_at, conversation.moved_at,
conversation.heard_at,
EXISTS (SELECT 1 FROM outbox WHERE outbox.account_id = account.id
AND outbox.closed_at IS NULL AND outbox.state IN ('new', 'retry'))
FROM account JOIN conversation ON conversation.person_id = account.person_id
WHERE account.platform = ? AND account.workspace = ? AND account.user = ?"""
WALK = """SELECT question, manner, options, text FROM answers
WHERE conversation_id = ? AND attempt = ? ORDER BY id"""
MOVE = """UPDATE conversation SET version = ?, attempt = ?, stage = ?, asking = ?, chosen = ?,
thorough = ?, leaning_role = NULL, leaned_at = NULL, earlier_role = NULL, earlier_at = NULL,
moved_at = ?, heard_at = ? WHERE id = ? AND version = ?"""
ANSWER = """INSERT INTO answers (conversation_id, attempt, question, manner, options, text,
content, answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
MESSAGE = """INSERT INTO outbox (account_id, kind, key, card, state, attempts, looks, fence,
due_at, useful_until, written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""


@dataclass(frozen=True, slots=True)
class Values:
    """Everything that one turn writes, in the order of the statements' columns.

    Attributes:
        event: the inbox row.
        sender: whom the select looks for.
        moved: the conversation's new columns.
        before: the version that it must still have.
        answer: the answer's row behind its conversation.
        message: the outbox row behind its account.
    """

    event: tuple[Any, ...]
    sender: tuple[str, str, str]
    moved: tuple[Any, ...]
    before: int
    answer: tuple[Any, ...]
    message: tuple[Any, ...]


def values(inbound: Inbound, before: Conversation, turn: Turn) -> Values:
    """The rows of a turn that answers a question."""
    kept = next(effect for effect in turn.effects if isinstance(effect, KeepAnswer))
    answer = rows.from_answer(kept.answer)
    address = inbound.sender
    return Values(
        event=(address.platform, address.workspace, inbound.key, _instant(AT)),
        sender=(address.platform, address.workspace, address.user),
        moved=_moved(turn.conversation),
        before=before.version,
        answer=(
            turn.conversation.attempt,
            kept.question,
            answer["manner"],
            json.dumps(answer["options"]),
            answer["text"],
            kept.content,
            _instant(kept.at),
        ),
        message=(
            "reply",
            message_key(address, inbound.key, 0),
            rows.from_card(card_of(turn)),
            "sending",
            0,
            0,
            1,
            _instant(AT + ANSWER_LEASE),
            _instant(AT + REPLY_IS_USEFUL),
            _instant(AT),
        ),
    )


def _moved(after: Conversation) -> tuple[Any, ...]:
    """The conversation's columns; when a platform sent what led there, nobody told."""
    return (
        after.version,
        after.attempt,
        after.stage.value,
        after.asking,
        after.chosen,
        after.thorough,
        None,
        _instant(AT),
    )


class FloorTurns:
    """One connection that takes turns with no program round it."""

    def __init__(self, database: Path) -> None:
        self._connection = sqlite3.connect(database, isolation_level=None)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}").close()

    def take(self, turn: Values) -> None:
        """Claim, look, write, commit."""
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        run(CLAIM, turn.event)
        account, conversation, _, attempt, *_ = run(STANDING, turn.sender).fetchone()
        run(WALK, (conversation, attempt)).fetchall()
        run(MOVE, (*turn.moved, conversation, turn.before))
        run(ANSWER, (conversation, *turn.answer))
        run(MESSAGE, (account, *turn.message)).fetchone()
        run("COMMIT")

    def settings(self) -> dict[str, object]:
        """What makes a commit durable here, as SQLite has it."""
        asked = ("journal_mode", "synchronous", "foreign_keys")
        return {
            name: self._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked
        }

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def copy(database: Path, to: Path) -> None:
    """The same database in another file, also what still waits in its write-ahead log."""
    to.touch(mode=0o600)  # as the store makes its own; it opens no file that others can read
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


def _instant(at: datetime) -> str:
    """An instant as SQLAlchemy keeps it in SQLite: without its zone, which is UTC."""
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"

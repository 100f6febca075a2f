"""What the file holds, asked in plain SQL: nothing of the program vouches for itself."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.ports.inbound import Address, EventKey
from bot.rehearsal.oracle import Kept
from bot.store.rehearsed.onlooker import Onlooker

_CONVERSATION = """
    SELECT c.id, c.version, c.attempt, c.stage, c.asking, c.chosen, c.thorough,
           c.leaning_role, c.leaned_at, c.earlier_role, c.earlier_at, c.moved_at
    FROM account a JOIN conversation c ON c.person_id = a.person_id
    WHERE a.platform = ? AND a.workspace = ? AND a.user = ?"""
_ANSWERS = """
    SELECT attempt, question, manner, options, text FROM answers
    WHERE conversation_id = ? ORDER BY id"""
_CLAIMED = "SELECT 1 FROM inbox WHERE platform = ? AND workspace = ? AND event_key = ?"
_REACHABLE = """
    SELECT unreachable_since IS NULL FROM account
    WHERE platform = ? AND workspace = ? AND user = ?"""
_LAST_CARD = """
    SELECT o.reason FROM outbox o JOIN account a ON a.id = o.account_id
    WHERE a.platform = ? AND a.workspace = ? AND a.user = ?
          AND o.kind IN ('reply', 'standing')
    ORDER BY o.id DESC LIMIT 1"""
_WRITTEN = """
    SELECT o.id, o.key, o.kind, o.period, o.card, a.platform, a.workspace, a.user
    FROM outbox o JOIN account a ON a.id = o.account_id WHERE o.id > ? ORDER BY o.id"""
_SENDING = """
    SELECT o.key, a.platform, a.workspace, a.user
    FROM outbox o JOIN account a ON a.id = o.account_id
    WHERE o.closed_at IS NULL AND o.state = 'sending'"""
_STATE = "SELECT state FROM outbox WHERE key = ?"
_UNKNOWN = """
    SELECT o.key, a.platform, a.workspace, a.user
    FROM outbox o JOIN account a ON a.id = o.account_id
    WHERE o.state = 'unknown' AND o.id > (SELECT max(id) FROM outbox) - ?"""
_WITHOUT_END = """
    SELECT key, state FROM outbox
    WHERE closed_at IS NULL OR (state != 'sent' AND reason IS NULL)"""
_WAITING = """
    SELECT key, state, reason, due_at FROM outbox
    WHERE closed_at IS NULL ORDER BY due_at LIMIT 3"""
_MOMENTS = """
    SELECT min(due_at) FROM outbox WHERE closed_at IS NULL
    UNION ALL SELECT min(due_at) FROM due"""
_DOUBLED = """
    SELECT person_id, kind, period FROM outbox WHERE period IS NOT NULL
    GROUP BY person_id, kind, period HAVING count(*) > 1"""
_COUNTS = """
    SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM person),
           (SELECT count(*) FROM account), (SELECT count(*) FROM conversation),
           (SELECT count(*) FROM answers), (SELECT count(*) FROM result),
           (SELECT count(*) FROM outbox WHERE kind = 'reply'),
           (SELECT count(*) FROM plan), (SELECT count(*) FROM due)"""
COUNTED = (
    *("events", "persons", "accounts", "conversations", "answers", "results", "replies"),
    *("plans", "agendas"),
)


class Written(NamedTuple):
    """A message as its row begins: id, key, kind, period, card (or None), and whose it is."""

    row: int
    key: str
    kind: str
    period: str | None
    card: Any
    account: Address


class Books:
    """One file."""

    def __init__(self, onlooker: Onlooker) -> None:
        self._rows = onlooker.rows

    def conversation(self, account: Address) -> Sequence[tuple[Any, ...]]:
        """The row of its conversation, from ``id`` to ``moved_at``, if there is one."""
        return self._rows(_CONVERSATION, *_columns(account))

    def answers(self, conversation: int) -> list[Kept]:
        """Its log, oldest first."""
        return [
            (attempt, question, manner, tuple(json.loads(options)), text)
            for attempt, question, manner, options, text in self._rows(_ANSWERS, conversation)
        ]

    def has_claimed(self, key: EventKey, sender: Address) -> bool:
        """Whether an event is in the inbox."""
        return bool(self._rows(_CLAIMED, sender.platform, sender.workspace, key))

    def is_reachable(self, account: Address) -> bool:
        """Whether it is believed that they can be written to."""
        return bool(self._rows(_REACHABLE, *_columns(account))[0][0])

    def was_given_up(self, account: Address) -> bool:
        """Whether the last card for it was given up, because it had waited for a day (F24)."""
        return self._rows(_LAST_CARD, *_columns(account)) == [("too-late",)]

    def written(self, after: int) -> list[Written]:
        """Messages with a higher row, in order."""
        return [
            Written(row, key, kind, period, card and json.loads(card), Address(*account))
            for row, key, kind, period, card, *account in self._rows(_WRITTEN, after)
        ]

    def sending(self) -> list[tuple[str, Address]]:
        """Keys and accounts of messages that somebody holds under a lease."""
        return [(key, Address(*account)) for key, *account in self._rows(_SENDING)]

    def is_dead(self, key: str) -> bool:
        """Whether a message will not be sent any more."""
        return self._rows(_STATE, key) == [("dead",)]

    def unknown(self, among: int) -> list[tuple[str, Address]]:
        """Those of the latest messages of which nobody can know whether they arrived."""
        return [(key, Address(*account)) for key, *account in self._rows(_UNKNOWN, among)]

    def states(self) -> Sequence[tuple[str, str, str | None]]:
        """Key, state and reason of every message."""
        return self._rows("SELECT key, state, reason FROM outbox")

    def next_moment(self) -> str | None:
        """When somebody has to look at a message or an agenda next, as the file has it."""
        moments = [at for (at,) in self._rows(_MOMENTS) if at is not None]
        return min(moments, default=None)

    def without_end(self) -> Sequence[tuple[str, str]]:
        """Key and state of messages that have not ended, or do not say why they ended so."""
        return self._rows(_WITHOUT_END)

    def waiting(self) -> list[str]:
        """Some of what waits, for people."""
        return [" ".join(map(str, row)) for row in self._rows(_WAITING)]

    def doubled(self) -> Sequence[tuple[int, str, str]]:
        """Person, kind and period of scheduled messages of which somebody has two."""
        return self._rows(_DOUBLED)

    def counts(self) -> tuple[int, ...]:
        """How many rows there are of what ``COUNTED`` names."""
        counted: tuple[int, ...] = self._rows(_COUNTS)[0]
        return counted


def _columns(account: Address) -> tuple[str, str, str]:
    return account.platform, account.workspace, account.user

"""Holds the promises against the file and the platforms, after every step.

The witness reads the file with plain SQL and works out with ``advance`` alone what it must
hold. After a commit it looks at the accounts that were touched; after a death, and at the
end, at everything.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.catalog import Catalog
from bot.engine.state import Conversation
from bot.ports.inbound import Address, EventKey, Inbound
from bot.ports.outbox import Claimed, Held, Kind, Message, News
from bot.rehearsal.oracle import Oracle
from bot.rehearsal.platforms import Mailbox
from bot.rehearsal.world import World
from bot.store.onlooker import Onlooker

CONVERSATION = """
    SELECT c.id, c.version, c.attempt, c.stage, c.asking, c.chosen, c.thorough,
           c.leaning_role, c.leaned_at, c.earlier_role, c.earlier_at
    FROM account a JOIN conversation c ON c.person_id = a.person_id
    WHERE a.platform = ? AND a.workspace = ? AND a.user = ?"""
ANSWERS = """
    SELECT attempt, question, manner, options, text FROM answers
    WHERE conversation_id = ? ORDER BY id"""
WRITTEN = """
    SELECT o.id, o.key, o.kind, o.card, a.platform, a.workspace, a.user
    FROM outbox o JOIN account a ON a.id = o.account_id WHERE o.id > ? ORDER BY o.id"""
COUNTS = """
    SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM person),
           (SELECT count(*) FROM account), (SELECT count(*) FROM conversation),
           (SELECT count(*) FROM answers), (SELECT count(*) FROM result),
           (SELECT count(*) FROM outbox WHERE kind = 'reply')"""
NAMES = ("events", "persons", "accounts", "conversations", "answers", "results", "replies")

DOUBT_LASTS = 45.0
"""Seconds for which something that went wrong explains that nobody knows of a message."""


class Witness:
    """Sees everything in an episode.

    Args:
        world: where.
        catalog: for ``advance``.
        onlooker: reads the file.
        events: every event that happened, by platform and key.
    """

    def __init__(
        self,
        world: World,
        catalog: Catalog,
        onlooker: Onlooker,
        events: Mapping[str, Mapping[EventKey, Inbound]],
    ) -> None:
        self._world = world
        self._catalog = catalog
        self._onlooker = onlooker
        self._events = events
        self._tokens = count()
        self._asked: dict[int, tuple[EventKey, Address]] = {}
        self._heard: set[tuple[str, EventKey]] = set()
        self._oracles: dict[Address, Oracle] = {}
        self._written: dict[str, int] = {}
        self._last_written = 0
        self._accepted: Counter[str] = Counter()
        self._last_accepted: dict[Address, int] = {}
        self._doubted: set[str] = set()
        self._doubt_until: dict[Address | None, float] = {}
        self._unknown: set[str] = set()
        self._holds: dict[tuple[str, str], tuple[float, datetime, int]] = {}
        self.standing_cards = 0

    # What the store was asked for, and what it told.

    def asked(self, key: EventKey, sender: Address) -> int:
        """A turn is in the writer's queue; the token is for ``told``."""
        token = next(self._tokens)
        self._asked[token] = (key, sender)
        return token

    def told(self, token: int) -> None:
        """Whoever asked for the turn knows how it went."""
        self._asked.pop(token, None)

    def committed(self) -> None:
        """Something was committed: what is in it must be what had to be (I1, I2)."""
        touched: dict[Address, int] = {}
        for key, sender in list(self._asked.values()):
            event = (sender.platform, key)
            if event not in self._heard and self._is_claimed(key, sender):
                said = len(self._oracles[sender].said) if sender in self._oracles else 0
                touched.setdefault(sender, said)
                self._hear(self._events[sender.platform][key])
        written = self._read_written()
        for account, said in touched.items():
            self._compare(account)
            self._compare_said(account, said, written.pop(account, []))
        for account in written:
            self._world.broken("I2", f"{_named(account)} got messages without an event")

    def claimed(self, claimed: Claimed, called: datetime, since: float) -> None:
        """Rounds took these; none may be of a community that waits (F22)."""
        for message in claimed.messages:
            for community in ((message.to.platform, message.to.workspace), (message.to.platform, "")):
                heard, until, moves = self._holds.get(community, (since, called, -1))
                if heard < since and called < until and moves == self._world.clock.moves:
                    self._world.broken("F22", f"{message.key} was taken for {community[0]} too early")

    def settled(self, news: Sequence[News]) -> None:
        """What a refusal told is stored."""
        for one in news:
            if isinstance(one, Held):
                hold = (self._world.now(), one.until, self._world.clock.moves)
                self._holds[one.platform, one.workspace] = hold

    # What explains a doubt.

    def doubted(self, messages: Iterable[Message]) -> None:
        """Nobody can know how these went."""
        for message in messages:
            self._doubted.add(message.key)
            self._doubt_until[message.to] = self._world.now() + DOUBT_LASTS

    def shaken(self) -> None:
        """Something happened that leases do not survive: a death, a moved clock, a full disk."""
        self._doubt_until[None] = self._world.now() + DOUBT_LASTS

    def looked_for_doubts(self) -> None:
        """What ended as unknown must have a cause, and at most one card takes its place."""
        rows = self._onlooker.rows(
            "SELECT o.key, a.platform, a.workspace, a.user FROM outbox o "
            "JOIN account a ON a.id = o.account_id WHERE o.state = 'unknown'"
        )
        for key, *address in rows:
            if key in self._unknown:
                continue
            self._unknown.add(key)
            causes = (self._doubt_until.get(Address(*address)), self._doubt_until.get(None))
            known = key in self._doubted or any(
                until is not None and self._world.now() <= until for until in causes
            )
            if not known:
                self._world.broken("F17", f"{key} ended as unknown, and nothing was lost")
        if self.standing_cards > len(self._unknown):
            self._world.broken("F21", "there are more standing cards than doubts")

    def died(self) -> None:
        """The program is dead: whatever was being sent is in doubt."""
        self._asked.clear()
        self.shaken()

    # What platforms see.

    def acknowledged(self, inbound: Inbound) -> None:
        """The platform was told that we have it (I1)."""
        sender = inbound.sender
        event = (sender.platform, inbound.key)
        if event not in self._heard or not self._is_claimed(inbound.key, sender):
            self._world.broken("I1", f"{inbound.key} is acknowledged and not stored")

    def accepted(self, mailbox: Mailbox, message: Message, *, excused: bool) -> None:
        """See ``Ear.accepted``."""
        row = self._written.get(message.key)
        if row is None:
            self._world.broken("B2", f"{message.key} was sent before it was committed")
            return
        self._accepted[message.key] += 1
        if self._accepted[message.key] > 1 and not self._may_be_twice(message):
            self._world.broken("F18", f"{mailbox.person} sees {message.key} twice")
        last = self._last_accepted.get(mailbox.account, 0)
        was_sought = message.looks > 0  # what was said meanwhile did not wait for that
        if row < last and not excused and not was_sought:
            self._world.broken("F26", f"{message.key} came to {mailbox.person} out of order")
        self._last_accepted[mailbox.account] = max(row, last)

    def _may_be_twice(self, message: Message) -> bool:
        """Only where it was looked for, and the clock was moved so that this was too early."""
        return message.kind is Kind.WARNING and self._world.clock.moves > 0

    # The whole.

    def check(self) -> None:
        """Look at everything; after a death, and at the end."""
        for account in self._oracles:
            self._compare(account)
        self.looked_for_doubts()
        oracles = self._oracles.values()
        wanted = (
            len(self._heard),
            *(len(oracles),) * 3,
            sum(len(one.kept) for one in oracles),
            sum(one.results for one in oracles),
            sum(len(one.said) for one in oracles),
        )
        found = self._onlooker.rows(COUNTS)[0]
        for name, want, have in zip(NAMES, wanted, found, strict=True):
            if want != have:
                self._world.broken("I2", f"there are {have} {name} instead of {want}")

    def check_ends(self) -> None:
        """Every message has come to its end, and says how (I4)."""
        for key, state in self._onlooker.rows(
            "SELECT key, state FROM outbox WHERE closed_at IS NULL OR (state != 'sent' AND "
            "reason IS NULL)"
        ):
            self._world.broken("I4", f"{key} ended as {state} without a reason, or not at all")
        for key, state in self._onlooker.rows("SELECT key, state FROM outbox"):
            if state == "sent" and not self._accepted[key]:
                self._world.broken("I4", f"{key} counts as sent, and nobody ever saw it")

    def check_seen(self, mailboxes: Iterable[Mailbox], *, also_late: bool) -> None:
        """Everybody who can be reached sees the place where they stand (I7)."""
        for mailbox in mailboxes:
            oracle = self._oracles.get(mailbox.account)
            if oracle is None or not self._is_reachable(mailbox.account):
                continue
            card = mailbox.newest() if also_late else mailbox.newest_in_time()
            place = card and card.place
            shown = place and (place.conversation, place.version, place.question)
            stored = (oracle.here.id, oracle.here.version, oracle.here.asking)
            if shown != stored:
                self._world.broken("I7", f"{mailbox.person} sees {shown}, and {stored} is stored")

    def open_messages(self) -> list[str]:
        """Some of what waits, for people."""
        rows = self._onlooker.rows(
            "SELECT key, state, reason, due_at FROM outbox WHERE closed_at IS NULL "
            "ORDER BY due_at LIMIT 3"
        )
        return [" ".join(map(str, row)) for row in rows]

    def _is_claimed(self, key: EventKey, sender: Address) -> bool:
        asked = "SELECT 1 FROM inbox WHERE platform = ? AND workspace = ? AND event_key = ?"
        return bool(self._onlooker.rows(asked, sender.platform, sender.workspace, key))

    def _is_reachable(self, account: Address) -> bool:
        asked = (
            "SELECT unreachable_since IS NULL FROM account "
            "WHERE platform = ? AND workspace = ? AND user = ?"
        )
        return bool(self._onlooker.rows(asked, *_columns(account))[0][0])

    def _hear(self, inbound: Inbound) -> None:
        """An event counts from the moment at which its key is there."""
        sender = inbound.sender
        self._heard.add((sender.platform, inbound.key))
        oracle = self._oracles.get(sender)
        if oracle is None:
            (row,) = self._onlooker.rows(CONVERSATION, *_columns(sender)) or [(0,)]
            oracle = self._oracles[sender] = Oracle(Conversation(id=row[0]))
        oracle.hear(self._catalog, inbound.event)
        here = oracle.here
        told = f"{here.stage} {here.asking or ''}".rstrip()
        self._world.trace.fact(f"{inbound.key} is stored: {_named(sender)} v{here.version} {told}")

    def _compare(self, account: Address) -> None:
        """Its conversation and its log must be what the oracle says."""
        oracle = self._oracles[account]
        rows = self._onlooker.rows(CONVERSATION, *_columns(account))
        if rows != [oracle.row()]:
            told = f"{_named(account)} stands at {rows}, and must at {oracle.row()}"
            self._world.broken("I2", told)
            return
        log = [
            (attempt, question, manner, tuple(json.loads(options)), text)
            for attempt, question, manner, options, text in self._onlooker.rows(
                ANSWERS, oracle.here.id
            )
        ]
        if log != oracle.kept:
            told = f"{_named(account)} has {len(log)} answers instead of {len(oracle.kept)}"
            self._world.broken("I2", f"{told}, or others")

    def _read_written(self) -> dict[Address, list[Any]]:
        """The replies among the new messages, by account; the others are noted."""
        replies: dict[Address, list[Any]] = {}
        for row, key, kind, card, *address in self._onlooker.rows(WRITTEN, self._last_written):
            self._written[key] = self._last_written = row
            self.standing_cards += kind == Kind.STANDING
            if kind == Kind.REPLY:
                replies.setdefault(Address(*address), []).append(json.loads(card))
        return replies

    def _compare_said(self, account: Address, before: int, written: list[Any]) -> None:
        """Every card that a turn said has a row (I4)."""
        said = self._oracles[account].said[before:]
        wanted = [(card.body, card.place and card.place.version) for card in said]
        found = [(one["body"], one.get("place", {}).get("version")) for one in written]
        if wanted != found:
            told = f"{len(found)} messages to {_named(account)} instead of {len(wanted)}"
            self._world.broken("I4", f"{told}, or others")


def _columns(account: Address) -> tuple[str, str, str]:
    return account.platform, account.workspace, account.user


def _named(account: Address) -> str:
    """As the trace calls them."""
    return account.user.rpartition("-")[2]

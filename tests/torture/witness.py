import asyncio
import shutil
from collections import Counter
from pathlib import Path

from bot.catalog import Catalog
from bot.engine.effects import KeepAnswer, Say
from bot.engine.state import Answer, Conversation
from bot.engine.transitions import advance
from bot.paths import migrations_folder
from bot.store.new_messages import message_key
from bot.store.rows import to_answer
from bot.store.sqlite import open_store
from tests.fakes.clock import FakeClock
from tests.fakes.crowd import address, event_of
from tests.fakes.file import rows
from tests.fakes.town import Serving, Town

BOUND = 30.0
"""Seconds within which whatever waits has come to its end."""

LOOK_EVERY = 0.02

MESSAGES = """SELECT account.user, outbox.id, outbox.key, outbox.kind FROM outbox
JOIN account ON account.id = outbox.account_id WHERE outbox.id > ? ORDER BY outbox.id"""
ANSWERS = """SELECT account.user, answers.id, question, manner, options, text FROM answers
JOIN conversation ON conversation.id = conversation_id
JOIN account ON account.person_id = conversation.person_id
WHERE answers.id > ? ORDER BY answers.id"""
STANDS = """SELECT conversation.id FROM conversation
JOIN account ON account.person_id = conversation.person_id WHERE user = ?"""
OPEN = """SELECT DISTINCT account.user FROM outbox
JOIN account ON account.id = outbox.account_id WHERE closed_at IS NULL"""


class Witness:
    """Knows what a town was told, and holds every file and every new process against it.

    What should have come of the events is worked out with the engine alone: each event that
    was claimed, once, in the order of the messages that it wrote.

    Attributes:
        committed_unheard: events that were committed and not acknowledged, over all deaths.
    """

    def __init__(self, database: Path, catalog: Catalog, town: Town) -> None:
        self.committed_unheard = 0
        self.ids: dict[str, int] = {}
        self.standing: Counter[str] = Counter()
        self._database = database
        self._catalog = catalog
        self._town = town
        self._here: dict[str, Conversation] = {}
        self._taken: set[str] = set()
        self._kept: dict[str, list[tuple[str, Answer]]] = {name: [] for name in town.people}
        self._stored: dict[str, list[tuple[str, Answer]]] = {name: [] for name in town.people}
        self._said: Counter[str] = Counter()
        self._replies: Counter[str] = Counter()
        self._last_answer = 0
        self._deaths_since_rest = 0
        self._standing_at_rest: Counter[str] = Counter()

    async def of_a_death(self) -> None:
        """The file that a killed process left; a copy, so that the next one finds it so."""
        self._deaths_since_rest += 1
        await self.of_a_file(_copy(self._database))

    async def of_a_file(self, file: Path) -> None:
        """Whole, with the effects that it must have, and people have seen what it says."""
        await self.of_effects(file)
        self._compare_heard(file)
        waits = set(rows(file, OPEN))
        for name in self._here:
            assert name in waits or self._shows_where_they_stand(name), name

    async def of_effects(self, file: Path) -> None:
        """Everything acknowledged is in it, and each event has had one effect."""
        assert rows(file, "PRAGMA integrity_check") == ["ok"]
        self._read_messages(file)
        self._replay(file)
        self._read_answers(file)
        assert self._stored == self._kept
        assert self._replies == self._said
        await self._compare_places(file)

    async def of_rest(self, serving: Serving) -> None:
        """Nobody talks, and no lease is left: what waits ends, and the newest cards stand."""
        async with asyncio.timeout(BOUND):
            await serving.rests()
            while not self._all_ended_and_was_heard():  # noqa: ASYNC110 - in another process
                await asyncio.sleep(LOOK_EVERY)
        self._read_messages(self._database)
        self._compare_heard(self._database)
        for name in self._here:
            assert self._shows_where_they_stand(name), name
        for name, standing in self.standing.items():
            assert standing - self._standing_at_rest[name] <= self._deaths_since_rest
        self._standing_at_rest = self.standing.copy()
        self._deaths_since_rest = 0

    def _read_messages(self, file: Path) -> None:
        for name, number, key, kind in rows(file, MESSAGES, max(self.ids.values(), default=0)):
            assert key not in self.ids
            self.ids[key] = number
            counted = self.standing if kind == "standing" else self._replies
            counted[name] += 1

    def _replay(self, file: Path) -> None:
        """Apply what was claimed since the last time, in the order of commit."""
        claimed = set(rows(file, "SELECT event_key FROM inbox"))
        sent = {
            key: line for one in self._town.people.values() for key, line in one.sent.items()
        }
        told = {key for one in self._town.people.values() for key in one.acknowledged}
        assert told <= claimed <= sent.keys()
        self.committed_unheard += len(claimed - self._taken - told)
        new = [sent[key] for key in claimed - self._taken]
        for line in sorted(new, key=self._first_message):
            name = line["as"]
            before = self._here.get(name) or Conversation(rows(file, STANDS, name)[0])
            turn = advance(self._catalog, before, event_of(line))
            self._here[name] = turn.conversation
            for effect in turn.effects:
                if isinstance(effect, KeepAnswer):
                    self._kept[name].append((effect.question, effect.answer))
                self._said[name] += isinstance(effect, Say)
        self._taken = claimed

    def _first_message(self, line: dict[str, str]) -> int:
        return self.ids[message_key(address(line["as"]), line["key"], 0)]

    def _read_answers(self, file: Path) -> None:
        for name, number, question, manner, options, text in rows(
            file, ANSWERS, self._last_answer
        ):
            answer = to_answer(manner, options, text)
            self._stored[name].append((question, answer))
            self._last_answer = number

    async def _compare_places(self, file: Path) -> None:
        store = open_store(f"sqlite+aiosqlite:///{file}", migrations_folder(), FakeClock())
        for name in self._town.people:
            assert await store.conversation(address(name)) == self._here.get(name)
        await store.close()

    def _compare_heard(self, file: Path) -> None:
        """Nothing was heard twice or out of order, and what is marked as sent was heard."""
        keys = [key for _, key in self._town.heard]
        assert len(set(keys)) == len(keys)
        for name, person in self._town.people.items():
            order = [self.ids[card["key"]] for card in person.cards]
            assert order == sorted(order), name
        assert set(rows(file, "SELECT key FROM outbox WHERE state = 'sent'")) <= set(keys)

    def _all_ended_and_was_heard(self) -> bool:
        """Nothing waits, and what is in the pipe has been read."""
        if rows(self._database, OPEN):
            return False
        sent = rows(self._database, "SELECT key FROM outbox WHERE state = 'sent'")
        return set(sent) <= {key for _, key in self._town.heard}

    def _shows_where_they_stand(self, name: str) -> bool:
        cards, here = self._town.people[name].cards, self._here[name]
        return bool(cards) and cards[-1]["place"] == [here.id, here.version, here.asking]


def _copy(database: Path) -> Path:
    """The file with the log that lies beside it, as a killed process left the two."""
    copied = database.with_name("copied.db")
    for end in ("", "-wal"):
        left, copy = Path(f"{database}{end}"), Path(f"{copied}{end}")
        copy.unlink(missing_ok=True)
        if left.exists():
            shutil.copyfile(left, copy)
    return copied

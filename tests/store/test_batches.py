"""Turns that are taken together leave what they would leave one after the other."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copy
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.catalog import Catalog, Command
from bot.engine import speech
from bot.engine.effects import Forget, KeepAnswer, Say, Turn
from bot.engine.events import Asked, Opened
from bot.engine.state import Conversation, Picked
from bot.engine.transitions import advance
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.store import Step
from bot.store.address import SqliteFile
from bot.store.batches import TakesTurn
from bot.store.commits import Settled, commit
from bot.store.engines import writer_engine
from tests.fakes.clock import NOON
from tests.fakes.file import rows
from tests.fakes.member import click
from tests.sparing import first

PEOPLE = [Address("terminal", "", f"member {number}") for number in range(8)]
TURNS = 150
PLAYS, QUICK = 12, 4
LARGEST = 12
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"

MISHAPS = (
    """UPDATE outbox SET state = 'retry', due_at = '2030-01-01 00:00:00.000000'
    WHERE id % 3 AND closed_at IS NULL""",
    "UPDATE outbox SET state = 'sent', closed_at = due_at WHERE id % 2 AND closed_at IS NULL",
    "UPDATE account SET unreachable_since = '2026-03-01 00:00:00.000000' WHERE id % 2",
    """UPDATE account SET person_id = (SELECT min(id) FROM person)
    WHERE user IN ('member 5', 'member 6', 'member 7')""",
)
"""What others do to the file: messages wait or are sent, accounts are lost or linked."""


@dataclass(frozen=True)
class Sent:
    """One event of a play, told without a file, so that it can be played on two.

    Attributes:
        key: many come twice.
        sender: who sends it.
        does: what happens, by name.
        which: which choice is clicked, or which mishap it is.
        at: when.
    """

    key: str
    sender: Address
    does: str
    which: int
    at: datetime


DEEDS = (
    ("click",) * 12
    + ("look", "back", "restart", "words", "twice")
    + (
        "forget",
        "raises",
        "overtaken",
        "no zone",
        "mishap",
        "mishap",
    )
)


class Writer:
    """The writer's connection to a file, used by hand."""

    def __init__(self, connection: Connection, catalog: Catalog) -> None:
        self.connection = connection
        self.driver: Any = connection.connection.driver_connection
        self._catalog = catalog

    def commits(self, sent: Sequence[Sent]) -> list[Settled]:
        return commit(self.connection, [self._step(one) for one in sent], lambda: None)

    def _step(self, sent: Sent) -> Callable[[Connection], Any]:
        if sent.does == "mishap":
            mishap = MISHAPS[sent.which % len(MISHAPS)]
            return lambda _: self.driver.execute(mishap).rowcount
        return TakesTurn(EventKey(sent.key), sent.sender, self._turn(sent), sent.at, sent.at)

    def _turn(self, sent: Sent) -> Step:
        def step(before: Conversation) -> Turn:
            card = speech.current(self._catalog, before)
            clicked = click(card, card.choices[sent.which % len(card.choices)].id)
            turn = advance(self._catalog, before, clicked)
            match sent.does:
                case "look":
                    return advance(self._catalog, before, Opened(sent.at))
                case "back":
                    return advance(self._catalog, before, Asked(sent.at, Command.BACK))
                case "restart":
                    return advance(self._catalog, before, Asked(sent.at, Command.RESTART))
                case "words":
                    return advance(self._catalog, before, Asked(sent.at, Command.MYDATA))
                case "twice":
                    return replace(turn, effects=(*turn.effects, Say(card)))
                case "forget":
                    return Turn(before, (Forget(), Say(card)))
                case "raises":
                    raise ZeroDivisionError
                case "overtaken":
                    self.driver.execute("UPDATE conversation SET version = version + 1")
                case "no zone":
                    naive = sent.at.replace(tzinfo=None)
                    kept = KeepAnswer("own", Picked(frozenset("a")), "content", naive)
                    return replace(turn, effects=(*turn.effects, kept))
            return turn

        return step


@contextmanager
def writing(database: Path, catalog: Catalog) -> Iterator[Writer]:
    engine = writer_engine(SqliteFile(database))
    with engine.connect() as connection:
        yield Writer(connection, catalog)


def play(random: Random) -> list[Sent]:
    """Events of a few people who come again and again, at moments that are hours apart."""
    return [
        Sent(
            key=f"{random.randrange(TURNS)}",
            sender=random.choice(PEOPLE),
            does=random.choice(DEEDS),
            which=random.randrange(100),
            at=NOON + timedelta(hours=number),
        )
        for number in range(TURNS)
    ]


def everything(database: Path) -> dict[str, list[Any]]:
    """Every row of every table, also the numbers that are given out next."""
    return {table: rows(database, f"SELECT * FROM {table}") for table in rows(database, TABLES)}


def told(settled: Settled) -> object:
    """What can be compared: problems are equal if they say the same."""
    return settled.value if settled.problem is None else repr(settled.problem)


@pytest.mark.parametrize("seed", first(QUICK, range(PLAYS)))
def test_turns_taken_together_leave_what_they_leave_one_after_the_other(
    seed: int, database: Path, catalog: Catalog
) -> None:
    random = Random(seed)
    sent = play(random)
    other = Path(copy(database, database.with_name("other.db")))

    with writing(database, catalog) as together, writing(other, catalog) as alone:
        while sent:
            size = random.randint(1, LARGEST)
            batch, sent = sent[:size], sent[size:]

            ended = together.commits(batch)

            expected = [settled for one in batch for settled in alone.commits([one])]
            assert list(map(told, ended)) == list(map(told, expected))
            assert everything(database) == everything(other)


@pytest.mark.thorough
def test_the_plays_have_all_that_is_special_in_them(database: Path, catalog: Catalog) -> None:
    """Else the comparison would compare nothing but ordinary clicks."""
    ended: list[Settled] = []

    with writing(database, catalog) as writer:
        for one in (one for seed in range(PLAYS) for one in play(Random(seed))):
            ended += writer.commits([one])

    problems = {type(one.problem) for one in ended}
    assert problems == {type(None), ZeroDivisionError, StoreError}
    said = [len(one.value.messages) for one in ended if hasattr(one.value, "messages")]
    assert {0, 1, 2} <= set(said)


def test_turns_of_many_are_looked_up_with_two_statements(
    database: Path, catalog: Catalog
) -> None:
    sent = [Sent(f"{number}", one, "click", 0, NOON) for number, one in enumerate(PEOPLE)]
    seen: list[str] = []

    with writing(database, catalog) as writer:
        writer.commits([replace(one, key=f"first {one.key}") for one in sent])
        writer.driver.set_trace_callback(seen.append)
        writer.commits(sent)

    looked = [statement for statement in seen if "SELECT" in statement]
    assert len([one for one in looked if " account" in one]) == 1
    assert len([one for one in looked if " answers" in one]) == 1


def test_of_two_accounts_of_one_person_the_second_sees_what_the_first_did(
    database: Path, catalog: Catalog
) -> None:
    phone, laptop = PEOPLE[:2]
    first = [Sent("1", phone, "click", 0, NOON), Sent("2", laptop, "click", 0, NOON)]

    with writing(database, catalog) as writer:
        writer.commits(first)
        writer.driver.execute("UPDATE account SET person_id = 1")
        clicked, looked = writer.commits(
            [Sent("3", phone, "click", 0, NOON), Sent("4", laptop, "look", 0, NOON)]
        )

    (answered,), (seen,) = clicked.value.messages, looked.value.messages
    assert answered.card.place == seen.card.place
    assert rows(database, "SELECT count(*) FROM answers") == [1]

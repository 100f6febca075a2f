import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text, insert, select

from bot.cards import Card
from bot.catalog import Catalog, Command
from bot.engine.events import Opened
from bot.ports.inbound import Address
from bot.ports.news import Unreachable
from bot.ports.outbox import NO_ROW, Dead, Doubted, Message, Reason, Sent
from bot.store.address import SqliteFile
from bot.store.engines import writer_engine
from bot.store.people.forgetting import delete_person
from bot.store.people.owners import everything
from bot.store.schema import metadata
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from tests.fakes.canary import (
    counts,
    dump,
    forgets_themselves,
    raw,
    two_with_rows_in_every_table,
)
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member, click

LATER = timedelta(seconds=5)


async def test_F68_no_table_and_no_byte_of_the_file_names_whom_we_have_forgotten(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam, ana = await two_with_rows_in_every_table(store, catalog, clock)
    filled = counts(database)
    ids = ids_of(database, sam.name)
    hers = await store.kept(ana.member.address)
    assert all(secret in raw(database) for secret in sam.secrets)

    await forgets_themselves(sam)

    assert min(filled.values()) > 0
    told = dump(database)
    for secret in (*sam.secrets, *ana.secrets):
        assert (secret.decode() in told) == (secret in raw(database)) == (secret in ana.secrets)
    assert not ids_in(database, ids)
    assert await store.kept(sam.member.address) is None
    assert await store.kept(ana.member.address) == hers


async def test_F68_the_farewell_is_said_and_is_no_row(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    await sam.asks(Command.FORGET_ME)
    said: list[Card] = []

    claimed = await sam.does(click(sam.cards[-1], "forget"))
    delivery = Delivery(store, Composer(store, catalog), clock, routes={})
    await delivery.hand_over(claimed, Listener(said))

    assert [message.id for message in claimed.messages] == [NO_ROW]
    assert [card.body for card in said] == [catalog.say("forget.done")]
    assert rows(database, "SELECT count(*) FROM outbox") == [0]


async def test_F68_however_the_farewell_ends_nothing_is_written(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam, _ = await two_with_rows_in_every_table(store, catalog, clock)
    (farewell,) = await forgets_themselves(sam)
    before = dump(database)

    held = await store.settle(
        [Sent(farewell), Doubted(farewell), Dead(farewell, Reason.UNREACHABLE)],
        [Unreachable(farewell.to)],
    )

    assert held == 0
    assert dump(database) == before


async def test_F68_what_was_done_before_comes_late_and_recreates_nothing(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    await sam.asks(Command.FORGET_ME)
    yes = click(sam.cards[-1], "forget")
    clock.pass_by(LATER)
    await sam.does(yes, key="yes")
    second_press = replace(yes, at=clock.now() + timedelta(milliseconds=300))

    late = await sam.does(Opened(clock.now() - LATER))
    repeated = await sam.does(yes, key="yes")
    pressed_twice = await sam.does(second_press)

    assert late == repeated == pressed_twice
    assert not late.messages
    assert rows(database, "SELECT count(*) FROM person") == [0]


async def test_F68_a_late_event_after_an_operator_forgot_recreates_nothing(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    clock.pass_by(LATER)
    await store.forget(sam.address)

    late = await sam.does(Opened(clock.now() - LATER))

    assert not late.messages
    assert rows(database, "SELECT count(*) FROM person") == [0]


async def test_F68_turns_that_race_with_it_recreate_nothing(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    await sam.asks(Command.FORGET_ME)
    yes = click(sam.cards[-1], "forget")

    await asyncio.gather(*(sam.does(Opened(NOON)) for _ in range(5)), sam.does(yes))
    await asyncio.gather(*(sam.does(Opened(NOON)) for _ in range(5)))

    assert rows(database, "SELECT count(*) FROM person") == [0]
    assert rows(database, "SELECT count(*) FROM outbox") == [0]


async def test_F68_who_writes_again_is_a_newcomer(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam = Member(store, catalog)
    before = await sam.begins()
    await store.forget(sam.address)

    claimed = await sam.does(Opened(clock.now() + LATER))

    (message,) = claimed.messages
    assert message.card is not None
    assert message.card.place is not None
    assert before.place is not None
    assert message.card.place.conversation > before.place.conversation
    assert [choice.id for choice in message.card.choices] == ["start", "about", "own-words"]


async def test_forgetting_again_moves_the_mark(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = Member(store, catalog)
    await sam.opens()
    await store.forget(sam.address)
    clock.pass_by(LATER)
    await sam.does(Opened(clock.now()))

    again = await store.forget(sam.address)

    assert again
    (mark,) = rows(database, "SELECT forgotten_at FROM forgotten")
    assert datetime.fromisoformat(mark) == clock.now().replace(tzinfo=None)


async def test_nobody_is_forgotten_where_nobody_is(store: SqliteStore, database: Path) -> None:
    known = await store.forget(Address("terminal", "", "nobody"))

    assert not known
    assert set(counts(database).values()) == {0}


async def test_F68_a_reader_of_an_older_state_delays_the_wiping_by_one_commit(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam, ana = await two_with_rows_in_every_table(store, catalog, clock)
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        await forgets_themselves(sam)
    assert any(secret in raw(database) for secret in sam.secrets)

    await ana.member.asks(Command.HELP)

    assert not any(secret in raw(database) for secret in sam.secrets)


def test_F68_a_table_of_tomorrow_is_shown_and_deleted_without_new_code(
    database: Path,
) -> None:
    tomorrow = MetaData()
    for table in metadata.tables.values():
        table.to_metadata(tomorrow)
    remark = Table(
        "remark",
        tomorrow,
        Column("id", Integer, primary_key=True),
        Column("result_id", ForeignKey("result.id"), nullable=False),
        Column("words", Text, nullable=False),
    )
    with writer_engine(SqliteFile(database)).begin() as connection:
        remark.create(connection)
        for person in (1, 2):
            somebody(connection, tomorrow, person)

        found = everything(connection, 1, tomorrow)
        gone = delete_person(connection, 1, NOON, tomorrow)

        assert [row["words"] for row in found["remark"]] == ["words 1"]
        assert gone["remark"] == 1
        assert connection.execute(select(remark.c.words)).scalars().all() == ["words 2"]


class Listener:
    """A courier that keeps the cards."""

    def __init__(self, said: list[Card]) -> None:
        self._said = said

    async def deliver(self, message: Message, card: Card) -> None:
        self._said.append(card)


def somebody(connection: Any, schema: MetaData, person: int) -> None:
    """A person with a conversation, a result and a note about it."""
    now = {"created_at": NOON, "heard_at": NOON, "reached_at": NOON}
    values: dict[str, dict[str, Any]] = {
        "person": {"id": person},
        "conversation": {
            "id": person + 10,
            "person_id": person,
            "version": 1,
            "attempt": 1,
            "stage": "summary",
        },
        "result": {
            "id": person + 20,
            "conversation_id": person + 10,
            "attempt": 1,
            "fits": {},
            "content": "",
        },
        "remark": {"id": person + 30, "result_id": person + 20, "words": f"words {person}"},
    }
    for name, row in values.items():
        table = schema.tables[name]
        instants = {key: at for key, at in now.items() if key in table.c}
        connection.execute(insert(table).values(row | instants))


def ids_of(database: Path, name: str) -> dict[str, set[int]]:
    """The numbers of everything about an account's owner, by table."""
    with writer_engine(SqliteFile(database)).begin() as connection:
        account = metadata.tables["account"]
        (person,) = connection.execute(
            select(account.c.person_id).where(account.c.user == name)
        ).scalars()
        found = everything(connection, person)
        return {
            table: {row["id"] for row in theirs if "id" in row}
            for table, theirs in found.items()
        }


def ids_in(database: Path, ids: dict[str, set[int]]) -> list[str]:
    """The columns in which one of these numbers still names something."""
    left = []
    for name, table in metadata.tables.items():
        named = {"id": ids[name]} if name in ids and "id" in table.c else {}
        for key in table.foreign_keys:
            named[key.parent.name] = ids[key.column.table.name]
        for column, gone in named.items():
            found = set(rows(database, f"SELECT {column} FROM {name}"))
            left += [f"{name}.{column}"] if found & gone else []
    return left

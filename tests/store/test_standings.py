from typing import Any

import pytest
from sqlalchemy import Connection

from bot.catalog import Catalog
from bot.ports.inbound import Address
from bot.store import statements
from bot.store.prepared import PreparedForMany
from bot.store.sqlite import SqliteStore
from bot.store.standings import standings
from tests.fakes.member import Member


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6])
async def test_of_many_accounts_each_gets_its_own_place_and_strangers_none(
    number: int, store: SqliteStore, catalog: Catalog
) -> None:
    for steps in range(0, number, 2):
        member = Member(store, catalog, f"{steps}")
        await member.begins()
        for _ in range(steps):
            await member.presses()
    asked = [Address("terminal", "", f"{steps}") for steps in reversed(range(number))]

    found = await store._writer.run(lambda connection: standings(connection, asked))

    answers = [None if one is None else len(one.conversation.answers) for one in found]
    assert answers == [None if steps % 2 else steps for steps in reversed(range(number))]


async def test_nobody_is_looked_up_without_a_statement(store: SqliteStore) -> None:
    found = await store._writer.run(lambda connection: standings(connection, []))

    assert found == []


@pytest.mark.parametrize("many", [statements.where_all_stand, statements.walks])
async def test_whoever_is_looked_up_no_table_is_read_from_end_to_end(
    many: PreparedForMany, store: SqliteStore
) -> None:
    def steps(connection: Connection) -> list[str]:
        prepared = many._of_size(64)
        nobody = [None] * (64 * len(many._columns))
        driver: Any = connection.connection.driver_connection
        return [
            step[3]
            for step in driver.execute(f"EXPLAIN QUERY PLAN {prepared._text}", nobody)
            if step[3].startswith("SCAN")
        ]

    scanned = await store._writer.run(steps)

    assert scanned == ["SCAN 64 CONSTANT ROWS", "SCAN asked"]

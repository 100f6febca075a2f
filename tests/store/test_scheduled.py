from datetime import timedelta
from pathlib import Path

from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Kind
from bot.store.address import SqliteFile
from bot.store.engines import writer_engine
from bot.store.scheduled import schedule
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import NOON
from tests.fakes.file import rows
from tests.fakes.step import saying

SAM, KIM, LOU = (Address("slack", "T1", name) for name in ("sam", "kim", "lou"))
UNTIL = NOON + timedelta(days=7)


async def test_a_person_gets_one_message_of_a_kind_in_a_period(
    store: SqliteStore, database: Path
) -> None:
    for address in (SAM, KIM):
        await store.turn(EventKey(address.user), address, saying("hello"))
    asked = [
        (SAM, "1"),
        (SAM, "1"),
        (KIM, "1"),
        (SAM, "2"),
        (LOU, "1"),
    ]

    with writer_engine(SqliteFile(database)).begin() as connection:
        written = [
            schedule(connection, address, Kind.WARNING, period, UNTIL, NOON)
            for address, period in asked
        ]

    assert written == [True, False, True, True, False]
    scheduled = rows(database, "SELECT key, state, card FROM outbox WHERE kind = 'warning'")
    assert len({key for key, _, _ in scheduled}) == 3
    assert {(state, card) for _, state, card in scheduled} == {("new", None)}

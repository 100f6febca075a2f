from pathlib import Path

from bot.cards import Card
from bot.catalog import Catalog, Command
from bot.engine.events import Asked
from bot.ports.outbox import Kind, Reason
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.wanting import Withheld
from tests.fakes.clock import NOON
from tests.fakes.file import rows
from tests.fakes.member import Member


async def test_what_is_kept_is_written_down_nowhere_and_told_as_it_is_when_it_is_sent(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    asked = await sam.does(Asked(NOON, Command.MYDATA))
    await sam.presses()
    message, standing = asked.messages

    card = await Composer(store, catalog).card(message, NOON)

    assert rows(database, "SELECT card FROM outbox WHERE kind = 'kept'") == [None]
    assert (message.kind, message.card) == (Kind.KEPT, None)
    assert standing.kind is Kind.REPLY
    assert isinstance(card, Card)
    assert "**Your answers** (1)" in card.body
    assert card.file is not None
    assert "answered_at" in card.file.text


async def test_what_is_kept_about_somebody_forgotten_meanwhile_is_not_told(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    message, _ = (await sam.does(Asked(NOON, Command.MYDATA))).messages
    await store.forget(sam.address)

    card = await Composer(store, catalog).card(message, NOON)

    assert card == Withheld(Reason.MOOT)

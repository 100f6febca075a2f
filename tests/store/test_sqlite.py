from bot.catalog import Catalog
from bot.engine.events import Opened, Typed
from bot.engine.transitions import advance
from bot.ports.inbound import Address, EventKey
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import NOON

SAM = Address("terminal", "", "sam")


async def test_a_newcomer_gets_a_conversation_and_a_claimed_card(
    store: SqliteStore, catalog: Catalog
) -> None:
    claimed = await store.turn(EventKey("1"), SAM, lambda c: advance(catalog, c, Opened(NOON)))
    await store.turn(EventKey("2"), SAM, lambda c: advance(catalog, c, Typed(NOON, "start")))

    here = await store.conversation(SAM)

    assert here is not None
    assert here.asking == "afternoon"
    assert len(claimed.messages) == 1

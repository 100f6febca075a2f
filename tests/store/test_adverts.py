import json

from bot.catalog import Catalog, Command
from bot.engine.adverts.values import Reading
from bot.engine.state import Stage
from bot.store.rows import from_reading, to_reading
from bot.store.sqlite import SqliteStore
from tests.fakes.member import Member

PIPELINES = "You will build and maintain our data pipelines.\nRequirements\nSQL"


async def test_what_was_read_of_an_advert_outlives_a_turn_and_is_gone_with_the_room(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    await sam.opens()
    await sam.asks(Command.JOB)
    await sam.types(PIPELINES)

    here = await store.conversation(sam.address)
    assert here is not None
    assert here.advert is not None
    assert here.advert.asked == {"pipelines", "sql"}
    assert "data_engineer" in here.advert.about
    assert max(here.advert.duties, key=here.advert.duties.__getitem__) == "data_engineer"

    await sam.asks(Command.BACK)

    there = await store.conversation(sam.address)
    assert there is not None
    assert (there.stage, there.advert) == (Stage.WELCOME, None)


def test_what_an_older_version_read_of_an_advert_can_still_be_read() -> None:
    stored = json.loads(from_reading(Reading(asked=frozenset({"sql"}))) or "")
    del stored["about"]

    assert to_reading(json.dumps(stored)) == Reading(asked=frozenset({"sql"}))

import json
from pathlib import Path

import pytest

from bot.catalog import Catalog, Command
from bot.engine.adverts.values import Reading
from bot.engine.events import Asked, Typed
from bot.engine.state import Stage
from bot.store.rows import from_reading, to_reading
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.canary import raw
from tests.fakes.clock import NOON, FakeClock
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


CANARY = "Zanzibar"
ADVERT = (
    f"Data Engineer, {CANARY}\n\nYou will build and maintain our pipelines. We are looking."
)
LONG_ADVERT = f"{ADVERT}\n{'You will run the warehouse. ' * 60}{CANARY}"


@pytest.mark.parametrize("advert", [ADVERT, LONG_ADVERT], ids=["short", "long"])
@pytest.mark.parametrize("way", ["typed", "asked"])
async def test_an_advert_behind_its_command_is_read_and_its_words_are_nowhere(
    database: Path,
    catalog: Catalog,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
    advert: str,
    way: str,
) -> None:
    typed, asked = Typed(NOON, f"job {advert}"), Asked(NOON, Command.JOB, text=advert)
    async with opened(database, clock) as store:
        sam = Member(store, catalog)
        await sam.does(typed if way == "typed" else asked)
        await sam.types(f"You will test the pipelines. It is in {CANARY}. {'And so on. ' * 30}")

        here = await store.conversation(sam.address)
        assert here is not None
        assert here.advert is not None
        assert here.advert.title == "data_engineer"
        assert here.advert.characters > len(advert)
        assert CANARY.encode() not in raw(database)
    assert sam.cards[0].body.startswith("**Data engineer**")
    assert CANARY not in caplog.text

from pathlib import Path

from bot.engine.effects import Turn
from bot.engine.state import Conversation
from bot.paths import migrations_folder
from bot.ports.inbound import Address, EventKey
from bot.store.sqlite import open_store
from tests.fakes.clock import FakeClock

SAM = Address("terminal", "", "sam")


async def test_F44_whoever_comes_finds_the_zone_of_this_installation(
    database: Path, clock: FakeClock
) -> None:
    store = open_store(
        f"sqlite+aiosqlite:///{database}", migrations_folder(), clock, "Asia/Tokyo"
    )
    found: list[str] = []

    def step(here: Conversation) -> Turn:
        found.append(here.default_zone)
        return Turn(here, ())

    await store.turn(EventKey("first"), SAM, step)
    here = await store.conversation(SAM)
    await store.close()

    assert found == ["Asia/Tokyo"]
    assert here is not None
    assert here.default_zone == "Asia/Tokyo"

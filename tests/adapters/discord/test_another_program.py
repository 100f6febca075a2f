"""A card is pressed after the program that showed it is gone."""

from pathlib import Path

import pytest

from bot.adapters.discord.inbound import address
from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.ports.inbound import EventKey
from bot.ports.outbox import Later
from tests.fakes.discord.crowd import one_process, place_on
from tests.fakes.discord.seen import words
from tests.fakes.discord.served import serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.file import rows
from tests.fakes.step import saying
from tests.fakes.waiting import until
from tests.sparing import first

MOVED = "SELECT version FROM conversation"
OPEN = "SELECT id FROM outbox WHERE closed_at IS NULL"


@pytest.mark.parametrize("where", first(1, ["in a guild", "in the direct message"]))
async def test_F09_another_process_than_showed_a_card_takes_its_press(
    database: Path, where: str
) -> None:
    async with FakeDiscord() as discord:
        sam = discord.person()
        channel = sam.town if where == "in a guild" else sam.channel
        async with one_process(discord, database) as first:
            await sam.runs("/whichrole", "", channel)
            await until(lambda: not rows(database, OPEN))  # it has noted that it was shown
        (shown,) = sam.heard
        before, (version,) = words(shown), rows(database, MOVED)
        async with one_process(discord, database) as second:
            answer = await sam.presses("Start")
            await until(lambda: words(shown) != before)

            assert first.pid != second.pid
            assert first.returncode is not None
            assert answer is not None
            place = place_on(shown)
            assert place is not None
            assert (words(shown) != before, place.version) == (True, version + 1)
            assert rows(database, MOVED) == [version + 1]
            assert sam.heard == [shown]


async def test_a_new_program_writes_below_a_card_without_asking_which_channel_that_is(
    database: Path, catalog: Catalog, discord: FakeDiscord
) -> None:
    clock, sam = SystemClock(), discord.person()
    async with serving_discord(discord, database, catalog, clock) as served:
        await served.asks(sam)
    discord.rest.requests.clear()
    async with serving_discord(discord, database, catalog, clock) as served:
        key, account = EventKey("by itself"), address(sam.id)
        claimed = await served.store.turn(key, account, saying("Later."))

        await served.store.settle([Later(one, clock.now()) for one in claimed.messages])
        await served.rests()

    assert words(sam.newest_card) == "Later."
    assert discord.requests("POST /users/@me/channels") == []

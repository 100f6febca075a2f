"""A card is pressed after the program that showed it is gone."""

import asyncio
from pathlib import Path

import pytest

from tests.fakes.discord.crowd import one_process, place_on
from tests.fakes.discord.seen import words
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.file import rows
from tests.sparing import first

MOVED = "SELECT version FROM conversation"


@pytest.mark.parametrize("where", first(1, ["in a guild", "in the direct message"]))
async def test_F09_another_process_than_showed_a_card_takes_its_press(
    database: Path, where: str
) -> None:
    async with FakeDiscord() as discord:
        sam = discord.person()
        channel = sam.town if where == "in a guild" else sam.channel
        async with one_process(discord, database) as first:
            await sam.runs("/whichrole", "", channel)
        (shown,) = sam.heard
        before, (version,) = words(shown), rows(database, MOVED)
        async with one_process(discord, database) as second:
            answer = await sam.presses("Start")
            async with asyncio.timeout(10):
                while words(shown) == before:  # noqa: ASYNC110 - in another process
                    await asyncio.sleep(0.05)

            assert first.pid != second.pid
            assert first.returncode is not None
            assert answer is not None
            place = place_on(shown)
            assert place is not None
            assert (words(shown) != before, place.version) == (True, version + 1)
            assert rows(database, MOVED) == [version + 1]
            assert sam.heard == [shown]

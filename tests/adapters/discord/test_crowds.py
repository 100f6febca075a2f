"""Many who act at once, and answers that are promised before they are there."""

import asyncio
import gc
from pathlib import Path

import pytest

from bot.adapters.discord import handlers
from bot.catalog import Catalog
from tests.fakes.clock import RunningClock
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.seen import labels
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord

pytestmark = pytest.mark.thorough


A_PROMISE, A_PROMISE_IN_PLACE = 5, 6
CROWD = 60


@pytest.fixture
def everybody_is_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even who is alone stands behind others."""
    monkeypatch.setattr(handlers, "MOST_ANSWERS", 0)


@pytest.mark.usefixtures("everybody_is_a_crowd")
@pytest.mark.parametrize("where", ["in a guild", "in the direct message"])
async def test_in_a_crowd_a_command_and_a_press_are_promised_an_answer_which_takes_its_place(
    database: Path, catalog: Catalog, where: str
) -> None:
    async with (
        FakeDiscord() as discord,
        serving_discord(discord, database, catalog, RunningClock()) as served,
    ):
        sam = discord.person()
        ran = await sam.runs("/whichrole", "", sam.town if "guild" in where else sam.channel)
        await served.rests()
        first = [labels(one) for one in sam.heard]

        pressed = await sam.presses("Start")
        await served.rests()

        assert ran is not None
        assert pressed is not None
        assert (ran["type"], pressed["type"]) == (A_PROMISE, A_PROMISE_IN_PLACE)
        assert len(first) == len(sam.heard) == 1
        assert "Start" in first[0]
        assert "Start" not in labels(sam.heard[0])
        assert discord.answers.failed == []


async def test_F22_a_crowd_that_writes_is_answered_without_one_refusal(
    database: Path, catalog: Catalog
) -> None:
    async with (
        FakeDiscord() as discord,
        serving_discord(discord, database, catalog, RunningClock()) as served,
    ):
        crowd = [discord.person(f"P{number}") for number in range(CROWD)]

        await asyncio.gather(*(one.says("hello") for one in crowd))
        await served.until(lambda: all(one.live for one in crowd))
        await served.rests()

        assert [len(one.cards) for one in crowd] == [1] * CROWD
        assert discord.rates.refused == {}


async def test_F24_a_page_instead_of_an_answer_is_no_welcome_and_leaves_nothing_open(
    database: Path, catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    async with FakeDiscord() as discord:
        discord.plan.then("GET /users/@me", Fault.HTML)
        discord.plan.then("GET /applications/{application_id}/commands", Fault.BROKEN)

        async with serving_discord(discord, database, catalog, RunningClock()) as served:
            await _is_served(served)
        gc.collect()

        assert discord.world.commands
        assert "Unclosed" not in caplog.text


async def _is_served(served: Served) -> None:
    """Somebody is answered."""
    assert await served.discord.person().runs("/whichrole") is not None

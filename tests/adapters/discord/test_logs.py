"""What the program says about itself on Discord: never what people say, and no secret."""

import asyncio
from pathlib import Path

import pytest

from bot.adapters.discord import spoken
from bot.catalog import Catalog
from bot.clock import SystemClock
from tests.fakes.discord.faults import Fault, What
from tests.fakes.discord.interacting import CALLBACK
from tests.fakes.discord.rest import TOKEN
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.file import rows
from tests.test_logs import everything_logged

CANARY = "canary-of-sam"
POST = "POST /channels/{channel_id}/messages"
FAULTS: tuple[What, ...] = (
    *(Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.LIMITED, Fault.SERVER_ERROR, Fault.HTML),
    *(Fault.BROKEN, Fault.BANNED, 50035, 50007, 10062, 40060),
)
ROUTES = (POST, f"POST {CALLBACK}", "PATCH /channels/{channel_id}/messages/{message_id}")


async def much_goes_wrong(served: Served, database: Path) -> None:
    """One person says a canary in every way, while everything breaks in every way."""
    sam, discord = served.discord.person(), served.discord
    await served.asks(sam)
    discord.answers.patience = 0.3
    for number, fault in enumerate(FAULTS):
        for route in ROUTES:
            discord.plan.then(route, fault)
        await sam.says(f"I made charts {CANARY}")
        await sam.runs("/whichrole", "help")
        discord.gateway.tell("MESSAGE_CREATE_OF_TOMORROW", {"content": CANARY})
        if number % 3 == 0:
            discord.gateway.drop()
            await discord.gateway.connected()
    discord.plan.clear()
    discord.answers.patience = 10.0
    await sam.runs("/whichrole")
    await sam.presses("In my own words")
    await sam.submits(f"charts {CANARY}")
    rows(database, "ALTER TABLE inbox RENAME TO inbox_aside")
    await sam.says(CANARY)
    await sam.runs("/whichrole", "summary")
    await asyncio.sleep(0.1)
    rows(database, "ALTER TABLE inbox_aside RENAME TO inbox")
    await served.until(lambda: sam.cards)


@pytest.mark.usefixtures("no_gate")
@pytest.mark.thorough
async def test_F79_with_everything_logged_and_much_going_wrong_nothing_personal_is_told(
    database: Path,
    catalog: Catalog,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spoken, "AGAIN", 0.05)
    with everything_logged() as out:
        async with (
            FakeDiscord(limited=False) as discord,
            serving_discord(discord, database, catalog, SystemClock()) as served,
        ):
            await much_goes_wrong(served, database)
            secrets = list(discord.world.interactions)
            await asyncio.sleep(0.1)

    told = out.getvalue() + "".join(capfd.readouterr())
    assert "bot.usecases.delivery: message" in told
    assert secrets
    for secret in (CANARY, TOKEN, *secrets):
        assert secret not in told


@pytest.mark.usefixtures("no_gate")
async def test_F79_a_bug_of_ours_is_told_without_what_it_stumbled_over(
    database: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(*told: object) -> object:
        raise ValueError(f"{CANARY} {told[-1]}")

    monkeypatch.setattr(spoken, "AGAIN", 0.01)
    with everything_logged() as out:
        async with (
            FakeDiscord(limited=False) as discord,
            serving_discord(discord, database, catalog, SystemClock()) as served,
        ):
            sam = discord.person()
            await served.asks(sam)
            for place in ("turns.advance", "underway.Underway.begin"):
                with monkeypatch.context() as patch:
                    patch.setattr(f"bot.usecases.{place}", stumbles)
                    await sam.says(CANARY)
                    await sam.presses("Not sure")
                    await served.until(lambda: "stumbles" in out.getvalue())

    told = out.getvalue()
    assert "ValueError" in told
    assert "stumbles" in told
    assert CANARY not in told

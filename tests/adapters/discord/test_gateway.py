"""The connection breaks in every way that Discord knows, and nothing is lost by it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import discord as library
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.adapters.discord import gateway
from bot.adapters.discord.gateway import SILENT, Client, Pauses, closed_with, hopeless
from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.errors import ConnectionRefused, StoreError
from bot.ports.communities import Communities
from bot.store.sqlite import SqliteStore
from tests.fakes.discord.faults import EVENTS, Fault
from tests.fakes.discord.gateway import USUAL_INTERVAL
from tests.fakes.discord.models import Guild
from tests.fakes.discord.seen import labels
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.validating import validator
from tests.fakes.file import rows
from tests.fakes.waiting import PATIENCE, until

FATAL = {
    4004: "DISCORD_TOKEN is not valid",
    4010: "the application is in too many servers for one connection",
    4011: "the application is in too many servers for one connection",
    4012: "this program speaks an older protocol",
    4013: "it refuses an intent that we ask for; none of them is privileged",
    4014: "it refuses an intent that we ask for; none of them is privileged",
}


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(deadline=15.0, limited=False, validator=validator()) as discord:
        yield discord
    assert discord.problems() == []


@pytest.fixture
async def served(
    discord: FakeDiscord, database: Path, catalog: Catalog
) -> AsyncIterator[Served]:
    async with serving_discord(discord, database, catalog, SystemClock()) as served:
        yield served


async def is_answered(served: Served, name: str) -> bool:
    """Whether somebody new who writes gets one card."""
    person = served.discord.person(name)
    await person.says("hello")
    await served.until(lambda: person.cards)
    await served.rests()
    return [labels(card)[0] for card in person.cards] == ["Start"]


def stands(database: Path, guild: Guild) -> list[str]:
    """Whether a guild is stored as one that lets us in; nothing where it is not stored."""
    found = rows(
        database,
        "SELECT CASE WHEN left_at IS NULL THEN 'here' ELSE 'gone' END FROM community "
        f"WHERE workspace = '{guild.id}'",
    )
    return [str(one) for one in found]


@pytest.mark.parametrize(
    "fault", [Fault.DROPPED, Fault.CLOSED, Fault.RECONNECT, Fault.INVALID_BUT_RESUMABLE]
)
async def test_F36_a_connection_that_ends_under_words_is_resumed_and_they_are_answered(
    served: Served, discord: FakeDiscord, fault: Fault
) -> None:
    discord.plan.then(EVENTS, fault)

    assert await is_answered(served, "Sam")
    assert (discord.gateway.resumed, discord.gateway.identified) == (1, 1)


async def test_F36_an_event_that_the_library_cannot_read_ends_one_session_and_no_more(
    served: Served, discord: FakeDiscord
) -> None:
    discord.gateway.tell("MESSAGE_UPDATE", {"id": "1", "channel_id": "2", "embeds": []}, 0)
    await served.until(lambda: discord.gateway.identified == 2)

    assert await is_answered(served, "Sam")
    assert not served.task.done()


@pytest.mark.thorough  # the library waits for five seconds
async def test_F36_after_an_invalid_session_a_new_one_begins(
    served: Served, discord: FakeDiscord
) -> None:
    discord.gateway.invalidate()
    await served.until(lambda: discord.gateway.identified == 2)

    assert await is_answered(served, "Sam")
    assert discord.gateway.resumed == 0


async def test_F36_a_half_open_connection_is_noticed_and_replaced(
    discord: FakeDiscord, database: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "SILENT", 1.0)
    discord.gateway.interval = 0.3
    async with serving_discord(discord, database, catalog, SystemClock()) as served:
        discord.gateway.deafen()

        assert await is_answered(served, "Sam")
        assert discord.gateway.opened >= 2


def test_F36_a_dead_connection_is_noticed_within_a_minute_and_a_living_one_is_left() -> None:
    farewell = 5.0  # the library waits no longer than so for the other side to agree

    assert USUAL_INTERVAL < SILENT < 60.0 - farewell


def test_F36_attempts_to_connect_are_never_far_apart() -> None:
    pauses = Pauses()

    waited = [pauses.delay() for _ in range(200)]

    assert max(waited) <= 30.0
    assert len(set(waited)) > 20  # many programs do not come at once
    assert library.client.ExponentialBackoff is Pauses  # type: ignore[attr-defined]


async def test_a_gateway_that_is_not_there_yet_is_waited_for(
    discord: FakeDiscord, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "RECONNECT_SECONDS", 0.05)
    monkeypatch.setattr(Route, "BASE", discord.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL("ws://127.0.0.1:9/"))
    async with Client(store) as client:
        await client.login(discord.rest.token)
        task = asyncio.create_task(client.stay_connected())
        await asyncio.sleep(0.3)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(discord.gateway_url))
        async with asyncio.timeout(PATIENCE):
            await discord.gateway.connected()
            await client.wait_until_ready()

        assert not task.done()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.mark.parametrize("code", FATAL)
async def test_F37_a_close_that_is_for_ever_ends_the_program_with_what_is_wrong(
    discord: FakeDiscord, database: Path, catalog: Catalog, code: int
) -> None:
    async def served_until_closed() -> None:
        async with serving_discord(discord, database, catalog, SystemClock()) as served:
            discord.gateway.close_all(code)
            await served.until(served.task.done)

    with pytest.raises(ConnectionRefused) as refused:
        await served_until_closed()

    assert (refused.value.reason, refused.value.exit_code) == (FATAL[code], 78)


@pytest.mark.parametrize("code", [1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009])
def test_other_closes_say_nothing_for_ever(code: int) -> None:
    assert closed_with(code) is None


def test_what_is_no_close_says_nothing_for_ever() -> None:
    assert hopeless(ValueError()) is None


@pytest.mark.parametrize("compress", ["", "zlib-stream"])
async def test_frames_are_read_plain_and_compressed(
    discord: FakeDiscord,
    database: Path,
    catalog: Catalog,
    compress: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not compress:
        plain = partial(DiscordWebSocket.from_client.__func__, DiscordWebSocket, compress=False)  # type: ignore[attr-defined]
        monkeypatch.setattr(DiscordWebSocket, "from_client", plain)
    async with serving_discord(discord, database, catalog, SystemClock()) as served:
        assert await is_answered(served, "Sam")

    assert discord.gateway.compressions == [compress]


async def test_guilds_that_have_us_are_noted_at_the_start(
    served: Served, discord: FakeDiscord, database: Path
) -> None:
    await served.until(lambda: stands(database, discord.town))

    assert stands(database, discord.town) == ["here"]


async def test_F32_F33_a_guild_that_puts_us_out_and_takes_us_back_is_noted(
    served: Served, discord: FakeDiscord, database: Path
) -> None:
    village = discord.world.add_guild("Village", has_us=False)

    discord.happens.guild_adds_us(village)
    await served.until(lambda: stands(database, village) == ["here"])
    discord.happens.guild_removes_us(village)
    await served.until(lambda: stands(database, village) == ["gone"])
    discord.happens.guild_adds_us(village)
    await served.until(lambda: stands(database, village) == ["here"])

    assert not served.task.done()


async def test_a_guild_with_an_outage_has_not_put_us_out(
    served: Served, discord: FakeDiscord, database: Path
) -> None:
    await served.until(lambda: stands(database, discord.town))

    discord.happens.guild_is_gone_for_a_while(discord.town)
    answered = await is_answered(served, "Sam")
    during = stands(database, discord.town)
    discord.happens.guild_is_back(discord.town)
    await is_answered(served, "Kim")

    assert answered
    assert (during, stands(database, discord.town)) == (["here"], ["here"])


async def test_F32_a_guild_that_put_us_out_while_we_were_away_is_learnt_at_the_next_start(
    discord: FakeDiscord, database: Path, catalog: Catalog
) -> None:
    village = discord.world.add_guild("Village")
    async with serving_discord(discord, database, catalog, SystemClock()) as served:
        await served.until(lambda: stands(database, village) and stands(database, discord.town))
    discord.happens.guild_removes_us(village)

    async with serving_discord(discord, database, catalog, SystemClock()) as served:
        await served.until(lambda: stands(database, village) == ["gone"])

        assert stands(database, discord.town) == ["here"]


class _Failing(Communities):
    """A database that takes nothing now."""

    async def arrive(self, platform: str, workspace: str) -> None:
        raise StoreError("busy")

    async def leave(self, platform: str, workspace: str) -> None:
        raise StoreError("busy")

    async def present(self, platform: str) -> frozenset[str]:
        raise StoreError("busy")


async def test_a_database_that_does_not_take_a_guild_does_not_end_the_connection(
    discord: FakeDiscord, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Route, "BASE", discord.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(discord.gateway_url))
    async with Client(_Failing()) as client:  # type: ignore[abstract]
        await client.login(discord.rest.token)
        task = asyncio.create_task(client.stay_connected())
        await until(lambda: "that a guild came or went is not stored" in caplog.messages)

        assert not task.done()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

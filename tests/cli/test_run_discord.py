"""``whichrole run`` as a process of its own, in a server of the fake Discord."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.fakes.discord.faults import Fault
from tests.fakes.discord.rest import TOKEN
from tests.fakes.discord.seen import labels
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.slack.person import labels as labels_on_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN
from tests.fakes.waiting import PATIENCE

TERMINATED = 143
WRONG = "another.made-up.token"
OURS = ("SLACK_", "DISCORD_", "WHICHROLE_", "DATABASE_")


@asynccontextmanager
async def running(
    discord: FakeDiscord, database: Path, *arguments: str, **environ: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program; it is gone when the block is left."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", *arguments),
        stderr=asyncio.subprocess.PIPE,
        env={
            **kept,
            "DISCORD_TOKEN": TOKEN,
            "WHICHROLE_DISCORD_API_URL": discord.api_url,
            "WHICHROLE_DISCORD_GATEWAY_URL": discord.gateway_url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{database}",
            **environ,
        },
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def on_slack(slack: FakeSlack) -> dict[str, str]:
    """Variables that connect the program to a workspace, too."""
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "WHICHROLE_SLACK_API_URL": slack.api_url,
    }


async def ended(process: asyncio.subprocess.Process) -> tuple[int, str]:
    """Its exit code, and what it told."""
    async with asyncio.timeout(PATIENCE):
        _, told = await process.communicate()
    assert process.returncode is not None
    return process.returncode, told.decode()


@pytest.mark.thorough
async def test_F29_it_answers_and_ends_in_good_order_when_it_is_asked_to(
    database: Path,
) -> None:
    async with (
        FakeDiscord() as discord,
        running(discord, database, "--only", "discord") as process,
    ):
        sam = discord.person()
        async with asyncio.timeout(PATIENCE):
            await discord.gateway.connected()
            await sam.says("hello")
            while not sam.cards:  # noqa: ASYNC110 - nobody tells of it
                await asyncio.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        code, told = await ended(process)

        assert code == TERMINATED
        assert "Start" in labels(sam.cards[-1])
        assert "Traceback" not in told
        assert TOKEN not in told


async def test_F37_a_token_that_nobody_knows_ends_it_with_a_sentence_and_a_code_of_its_own(
    database: Path,
) -> None:
    async with (
        FakeDiscord() as discord,
        running(discord, database, DISCORD_TOKEN=WRONG) as process,
    ):
        code, told = await ended(process)

    said = "whichrole: Discord does not let us in: DISCORD_TOKEN is not valid. "
    assert code == 78
    assert f"{said}See `whichrole doctor`.\n" in told
    assert "Traceback" not in told
    assert WRONG not in told


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (4004, "DISCORD_TOKEN is not valid"),
        (4013, "it refuses an intent that we ask for; none of them is privileged"),
        (4014, "it refuses an intent that we ask for; none of them is privileged"),
    ],
)
async def test_F37_a_gateway_that_closes_for_ever_ends_it_the_same_way(
    database: Path, code: int, reason: str
) -> None:
    async with FakeDiscord() as discord, running(discord, database) as process:
        async with asyncio.timeout(PATIENCE):
            await discord.gateway.connected()
        discord.gateway.close_all(code)
        exit_code, told = await ended(process)

    assert exit_code == 78
    assert f"whichrole: Discord does not let us in: {reason}. See `whichrole doctor`." in told
    assert "Traceback" not in told


@pytest.mark.parametrize("fault", [Fault.HTML, Fault.BROKEN, Fault.LOST_BEFORE, 50001])
@pytest.mark.thorough
async def test_a_discord_that_does_not_answer_yet_is_waited_for(
    database: Path, fault: Fault | int
) -> None:
    async with FakeDiscord() as discord:
        discord.plan.then("GET /users/@me", fault)
        discord.plan.then("GET /oauth2/applications/@me", fault)
        async with running(discord, database) as process:
            async with asyncio.timeout(PATIENCE):
                await discord.gateway.connected()

            assert process.returncode is None


async def test_one_process_serves_discord_and_slack(database: Path) -> None:
    async with (
        FakeDiscord() as discord,
        FakeSlack() as slack,
        running(discord, database, **on_slack(slack)) as process,
    ):
        sam, kim = discord.person("Sam"), slack.person()
        async with asyncio.timeout(PATIENCE):
            await discord.gateway.connected()
            await slack.sockets.connected()
            await sam.says("hello")
            await kim.says("hello")
            while not (sam.cards and kim.cards):  # noqa: ASYNC110 - nobody tells of it
                await asyncio.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        code, told = await ended(process)

        assert code == TERMINATED
        assert "Start" in labels(sam.cards[-1])
        assert "Start" in labels_on_slack(kim.cards[-1])
        assert "Traceback" not in told


async def test_only_discord_leaves_slack_alone(database: Path) -> None:
    async with (
        FakeDiscord() as discord,
        FakeSlack() as slack,
        running(discord, database, "--only", "discord", **on_slack(slack)),
    ):
        async with asyncio.timeout(PATIENCE):
            await discord.gateway.connected()

        assert slack.sockets.opened == 0


@pytest.mark.thorough
async def test_F37_one_platform_that_refuses_ends_both_with_its_sentence(
    database: Path,
) -> None:
    async with (
        FakeDiscord() as discord,
        FakeSlack() as slack,
        running(discord, database, **on_slack(slack)) as process,
    ):
        async with asyncio.timeout(PATIENCE):
            await discord.gateway.connected()
            await slack.sockets.connected()
        discord.gateway.close_all(4004)
        code, told = await ended(process)

    assert code == 78
    assert "whichrole: Discord does not let us in: DISCORD_TOKEN is not valid." in told
    assert "Traceback" not in told


async def test_only_discord_without_a_token_says_where_it_comes_from(database: Path) -> None:
    async with (
        FakeDiscord() as discord,
        running(discord, database, "--only", "discord", DISCORD_TOKEN="") as process,
    ):
        code, told = await ended(process)

    assert code == 1
    assert "Discord needs DISCORD_TOKEN (docs/discord.md says where)." in told

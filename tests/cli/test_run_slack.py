"""``whichrole run`` as a process of its own, in a workspace of the fake Slack."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.engine.schedule import Due, Occasion
from bot.engine.schedule.periods import week_of
from bot.ports.inbound import Address
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.slack.person import labels, words
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN
from tests.fakes.slack.workspace import TEAM
from tests.fakes.stepper import MONDAYS, agenda, changes, weekly
from tests.fakes.waiting import PATIENCE
from tests.sparing import first

AT_ANY_HOUR = replace(MONDAYS, quiet=None)
TERMINATED = 143


@asynccontextmanager
async def running(
    slack: FakeSlack, database: Path, **environ: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program; it is gone when the block is left."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--only", "slack"),
        stderr=asyncio.subprocess.PIPE,
        env={
            **os.environ,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "WHICHROLE_SLACK_API_URL": slack.api_url,
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


async def ended(process: asyncio.subprocess.Process) -> tuple[int, str]:
    """Its exit code, and what it told."""
    async with asyncio.timeout(PATIENCE):
        _, told = await process.communicate()
    assert process.returncode is not None
    return process.returncode, told.decode()


async def test_F29_it_answers_and_ends_in_good_order_when_it_is_asked_to(
    database: Path,
) -> None:
    async with FakeSlack() as slack, running(slack, database) as process:
        sam = slack.person()
        async with asyncio.timeout(PATIENCE):
            await slack.sockets.connected()
            await sam.says("hello")
            process.send_signal(signal.SIGTERM)
            code, told = await ended(process)

        assert code == TERMINATED
        assert "Start" in labels(sam.cards[-1])
        assert "Traceback" not in told


async def test_a_step_that_comes_due_while_it_runs_is_sent(
    database: Path, catalog: Catalog
) -> None:
    now = SystemClock().now()
    async with FakeSlack() as slack:
        sam = slack.person()
        account = Address("slack", TEAM, sam.user)
        async with opened(database, FakeClock(now)) as store:
            today = Due(now, week_of(now.date()), Occasion.NUDGE, now)
            steps = agenda(AT_ANY_HOUR, now, due=today)
            await changes(store, account, weekly(catalog, agenda=steps))

        async with running(slack, database), asyncio.timeout(PATIENCE):
            while not sam.live:  # noqa: ASYNC110 - the fake tells nobody
                await asyncio.sleep(0.05)

        assert "Week 1: " in words(sam.live[-1].blocks)


@pytest.mark.parametrize(
    ("name", "told"),
    first(
        1,
        [
            ("SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN is not valid, or the app was removed."),
            ("SLACK_APP_TOKEN", "SLACK_APP_TOKEN is not valid."),
        ],
    ),
)
async def test_F37_a_token_that_nobody_knows_ends_it_with_a_sentence_and_a_code_of_its_own(
    database: Path, name: str, told: str
) -> None:
    wrong = {"SLACK_BOT_TOKEN": "xoxb-other", "SLACK_APP_TOKEN": "xapp-other"}[name]
    async with FakeSlack() as slack, running(slack, database, **{name: wrong}) as process:
        code, said = await ended(process)

    assert code == 78
    assert f"whichrole: Slack does not let us in: {told} See `whichrole doctor`.\n" in said
    assert wrong not in said


@pytest.mark.thorough
async def test_a_slack_that_does_not_answer_yet_is_waited_for(database: Path) -> None:
    async with FakeSlack() as slack:
        slack.plan.then("auth.test", "internal_error")
        async with running(slack, database) as process:
            async with asyncio.timeout(PATIENCE):
                await slack.sockets.connected()

            assert process.returncode is None

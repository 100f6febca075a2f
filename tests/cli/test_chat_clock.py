"""``whichrole chat --clock``: a person lives through weeks in a few minutes."""

import asyncio
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.catalog.loader import load
from bot.clock import ShiftedClock, SystemClock
from bot.paths import content_folder
from tests.cli.running import Ran, address, whichrole
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.message import SAM
from tests.fakes.stepper import MONDAYS, begins_steps

OPEN = '{"text": "/whichrole"}'


def chat(database: Path, *lines: str, clock: bool = True, **environ: str) -> Ran:
    options = ("--clock",) if clock else ()
    typed = "\n".join(lines).encode()
    arguments = ("chat", "--jsonl", "--as", "sam", "--db", address(database), *options)
    return whichrole(*arguments, typed=typed, environ=environ)


def told(ran: Ran) -> list[dict[str, Any]]:
    messages = [json.loads(line) for line in ran.out.splitlines()]
    return [one for one in messages if one["type"] == "message"]


def test_a_step_in_time_says_what_time_it_is_there_and_shows_the_card_that_stands(
    database: Path,
) -> None:
    ran = chat(database, OPEN, '{"text": "+1 week"}', TZ="Asia/Tokyo")

    greeting, clock, standing = told(ran)
    assert clock["body"].startswith("The clock shows: ")
    assert clock["body"].endswith("(Asia/Tokyo)")
    assert standing == greeting


def test_the_clock_goes_on_where_this_account_was_last(database: Path) -> None:
    chat(database, OPEN, '{"text": "+13 weeks"}')
    (before,) = map(datetime.fromisoformat, rows(database, "SELECT heard_at FROM conversation"))

    chat(database, '{"text": "+1 day"}')

    (after,) = map(datetime.fromisoformat, rows(database, "SELECT heard_at FROM conversation"))
    assert timedelta(days=1) <= after - before < timedelta(days=1, hours=2)


def test_without_the_option_such_words_are_words(database: Path) -> None:
    ran = chat(database, OPEN, '{"text": "+1 week"}', clock=False)

    assert not [one for one in told(ran) if "The clock" in one["body"]]


def test_a_step_back_is_an_error_with_an_example(database: Path) -> None:
    ran = chat(database, OPEN, '{"text": "-1 week"}')

    assert told(ran)[-1]["error"]
    assert "+1 week" in told(ran)[-1]["body"]


@pytest.mark.parametrize("platform", ["slack", "discord"])
def test_a_database_that_serves_a_community_is_left_alone(
    database: Path, platform: str
) -> None:
    community = "INSERT INTO community (platform, workspace, arrived_at) VALUES (?, 'T1', ?)"
    rows(database, community, platform, "2026-03-02 12:00:00.000000")

    ran = chat(database, OPEN)

    assert (ran.code, ran.out) == (1, "")
    assert "Give it one of its own with --db." in ran.err


def test_a_clock_that_is_put_forward_goes_on_and_never_back() -> None:
    clock, machine = ShiftedClock(), SystemClock()
    there = machine.now() + timedelta(weeks=1)

    clock.forward_to(there)
    clock.forward_to(machine.now())

    assert there <= clock.now() <= machine.now() + timedelta(weeks=1)


def test_F44_whose_zone_is_lost_goes_by_the_one_that_is_set_here_too(database: Path) -> None:
    asyncio.run(takes_steps(database))

    ran = chat(database, '{"text": "+5 weeks"}', WHICHROLE_TIME_ZONE="Asia/Tokyo")

    assert any("(Asia/Tokyo)" in one["body"] for one in told(ran))


async def takes_steps(database: Path) -> None:
    """Sam takes weekly steps by a zone that nobody knows any more."""
    async with opened(database, FakeClock()) as store:
        schedule = replace(MONDAYS, zone="Mars/Base")
        await begins_steps(store, load(content_folder()), SAM, schedule)

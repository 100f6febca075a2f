"""Who can read what we say: whoever it is for, and nobody else."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
import pytest_asyncio

from bot.catalog import Catalog
from bot.clock import SystemClock
from tests.adapters.slack.conftest import patient, ungated, workspace
from tests.fakes.slack.person import words
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.workspace import US, Posted

TOWN = "C0TOWN"
on_tour = pytest.mark.asyncio(loop_scope="module")
COMMANDS = ("", "help", "summary", "compare", "share", "mydata", "edit", "why", "forget-me")


def ours(served: Served) -> Iterator[Posted]:
    """Every message of ours, wherever it stands."""
    for said in served.slack.workspace.channels.values():
        yield from (one for one in said.values() if one.by == US)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def toured(migrated: Path, catalog: Catalog) -> AsyncIterator[Served]:
    """Two people have gone through all that there is, most of it from a channel."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patient(patch)
        ungated(patch)
        database = Path(copy(migrated, folder))
        async with (
            workspace() as slack,
            serving_slack(slack, database, catalog, SystemClock()) as served,
        ):
            await tour(served)
            yield served


async def tour(served: Served) -> None:
    """What each of the two does."""
    for user in ("U0SAM", "U0ZOE"):
        person = served.slack.person(user)
        await served.asks_for_words(person)
        await person.runs("/whichrole", f"I made charts canary {user}", channel=TOWN)
        for command in COMMANDS:
            await person.runs("/whichrole", command, channel=TOWN)
        await person.runs("/mentor", "ask", channel=TOWN)
        await person.runs("/whichrole", "keep everything", channel=TOWN)
        await person.mentions(TOWN)
        await person.mentions("C0OTHER", f"<@{US}> summary")
        await person.runs("/whichrole", "summary", channel=TOWN)
        await served.rests()
        await person.presses("As a picture")
        await person.opens_home()
        await served.rests()


@on_tour
async def test_F65_whatever_is_asked_anywhere_is_said_in_a_direct_message_or_to_one_alone(
    toured: Served,
) -> None:
    said = list(ours(toured))

    in_public = [one for one in said if not one.channel.startswith("D") and not one.seen_by]
    assert in_public == []
    assert len([one for one in said if one.channel.startswith("D")]) > 20
    assert {one.seen_by for one in said if one.channel == TOWN} == {"U0SAM", "U0ZOE"}


@on_tour
async def test_F65_nothing_that_leaves_is_marked_as_meant_for_a_channel(toured: Served) -> None:
    asked = [one.arguments for one in toured.slack.requests()]

    assert [one for one in asked if one.get("response_type") == "in_channel"] == []
    assert [one for one in toured.slack.sockets.said if one.get("response_type")] == []
    assert {one.arguments["channel"] for one in toured.slack.requests("chat.postMessage")} == {
        "U0SAM",
        "U0ZOE",
    }


@on_tour
async def test_F65_files_and_pictures_go_to_whoever_asked_for_them(toured: Served) -> None:
    files = toured.slack.workspace.files
    await toured.until(lambda: len(files) == 4 and all(files.values()))

    assert sorted(map(str, files.values())) == ["DU0SAM"] * 2 + ["DU0ZOE"] * 2


@on_tour
async def test_F65_what_one_said_never_comes_to_another(toured: Served) -> None:
    for user, other in (("U0SAM", "U0ZOE"), ("U0ZOE", "U0SAM")):
        person = toured.slack.person(user)
        seen = "".join(one.text + words(one.blocks) for one in person.dm)
        seen += words(person.home["blocks"]) + "".join(person.whispers(TOWN))

        assert f"canary {user}" in seen
        assert f"canary {other}" not in seen


async def test_F65_what_stands_under_a_command_tells_nothing_of_the_person(
    no_gate: None, served: Served
) -> None:
    sam = served.slack.person()
    await served.asks_for_words(sam)
    await sam.says("I made charts canary")

    for command in COMMANDS:
        told = await sam.runs("/whichrole", command, channel=TOWN)

        assert told.keys() <= {"text"}
        assert "canary" not in str(told)
        assert "analyst" not in str(told)

"""Who can read what we say: whoever it is for, and nobody else."""

from collections.abc import Iterator

import pytest

from tests.fakes.slack.person import words
from tests.fakes.slack.served import Served
from tests.fakes.slack.workspace import US, Posted

TOWN = "C0TOWN"
COMMANDS = ("", "help", "summary", "compare", "share", "mydata", "edit", "why", "forget-me")


def ours(served: Served) -> Iterator[Posted]:
    """Every message of ours, wherever it stands."""
    for said in served.slack.workspace.channels.values():
        yield from (one for one in said.values() if one.by == US)


@pytest.fixture
async def toured(no_gate: None, served: Served) -> Served:
    """Two people have gone through all that there is, most of it from a channel."""
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
    return served


async def test_F65_whatever_is_asked_anywhere_is_said_in_a_direct_message_or_to_one_alone(
    toured: Served,
) -> None:
    said = list(ours(toured))

    in_public = [one for one in said if not one.channel.startswith("D") and not one.seen_by]
    assert in_public == []
    assert len([one for one in said if one.channel.startswith("D")]) > 20
    assert {one.seen_by for one in said if one.channel == TOWN} == {"U0SAM", "U0ZOE"}


async def test_F65_nothing_that_leaves_is_marked_as_meant_for_a_channel(toured: Served) -> None:
    asked = [one.arguments for one in toured.slack.requests()]

    assert [one for one in asked if one.get("response_type") == "in_channel"] == []
    assert [one for one in toured.slack.sockets.said if one.get("response_type")] == []
    assert {one.arguments["channel"] for one in toured.slack.requests("chat.postMessage")} == {
        "U0SAM",
        "U0ZOE",
    }


async def test_F65_files_and_pictures_go_to_whoever_asked_for_them(toured: Served) -> None:
    files = toured.slack.workspace.files
    await toured.until(lambda: len(files) == 4 and all(files.values()))

    assert sorted(map(str, files.values())) == ["DU0SAM"] * 2 + ["DU0ZOE"] * 2


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

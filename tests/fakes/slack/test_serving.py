"""Slack's own libraries, served by the fake: what people do arrives, and is answered."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.program_of_bolt import Bolted
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.workspace import US

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""


async def test_what_is_said_is_heard_and_the_answer_is_seen(
    slack: FakeSlack, program: Bolted
) -> None:
    sam = slack.person()

    acknowledged = await sam.says("hello & <good> day")

    assert acknowledged == {}
    assert program.words() == ["hello &amp; &lt;good&gt; day"]
    assert [one.text for one in sam.dm] == ["hello & <good> day", program.words()[0]]
    assert sam.newest_card.by == US


async def test_a_press_is_answered_in_the_message_that_was_pressed(
    slack: FakeSlack, program: Bolted
) -> None:
    sam = slack.person()
    await sam.says("hello")
    (card,) = sam.cards

    await sam.presses("More")

    assert [one.ts for one in sam.cards] == [card.ts]
    assert (card.text, card.edits) == ("more of it", 1)
    assert program.heard[-1]["message"]["ts"] == card.ts


async def test_a_command_is_answered_with_its_acknowledgement(
    slack: FakeSlack, program: Bolted
) -> None:
    told = await slack.person().runs("/answer", "a & b")

    assert told == {"text": "only for you"}
    assert program.heard[-1]["text"] == "a &amp; b"


async def test_a_window_stays_open_until_its_words_are_taken(
    slack: FakeSlack, program: Bolted
) -> None:
    sam = slack.person()
    await sam.runs("/window")

    await sam.submits("-")
    stayed = sam.window
    await sam.submits("many words")

    assert stayed["title"]["text"] == "Window"
    assert sam.window == {}
    values = [one["view"]["state"]["values"] for one in program.heard if "view" in one]
    assert [one["field"]["words"]["value"] for one in values] == ["-", "many words"]


async def test_every_request_is_noted_and_no_secret_with_it(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="U0SAM", text="hello")

    (noted,) = slack.requests("chat.postMessage")
    assert noted.arguments == {"channel": "U0SAM", "text": "hello"}
    assert "User-Agent" in noted.headers
    assert client.token is not None
    assert client.token not in str(noted)


async def test_whoever_is_told_the_same_twice_is_counted(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    metadata = {"event_type": "card", "event_payload": {"key": "k1"}}
    other = {"event_type": "card", "event_payload": {"key": "k2"}}

    for told in (metadata, metadata, other):
        await client.chat_postMessage(channel="U0SAM", text="hello", metadata=told)

    assert slack.workspace.doubled == {"k1": 2}


async def test_history_comes_in_pages_newest_first(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    sam = slack.person()
    metadata = {"event_type": "card", "event_payload": {"key": "k1"}}
    for number in range(3):
        await client.chat_postMessage(channel=sam.user, text=str(number), metadata=metadata)

    first = await client.conversations_history(channel=sam.channel, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(
        channel=sam.channel, limit=2, cursor=cursor, include_all_metadata=True
    )

    assert [one["text"] for one in first["messages"]] == ["2", "1"]
    assert [one["text"] for one in second["messages"]] == ["0"]
    assert (first["has_more"], second["has_more"]) == (True, False)
    assert "metadata" not in first["messages"][0]
    assert second["messages"][0]["metadata"] == metadata


async def test_history_keeps_to_its_ends_and_tells_no_ephemeral_messages(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    sam = slack.person()
    stamps = [
        (await client.chat_postMessage(channel=sam.user, text=str(number)))["ts"]
        for number in range(3)
    ]
    await client.chat_postEphemeral(channel=sam.channel, user=sam.user, text="psst")

    everything = await client.conversations_history(channel=sam.channel)
    ends = {"oldest": stamps[0], "latest": stamps[2]}
    within = await client.conversations_history(channel=sam.channel, **ends)
    with_ends = await client.conversations_history(channel=sam.channel, inclusive=True, **ends)

    assert [one["text"] for one in everything["messages"]] == ["2", "1", "0"]
    assert [one["text"] for one in within["messages"]] == ["1"]
    assert [one["text"] for one in with_ends["messages"]] == ["2", "1", "0"]
    assert [one.text for one in sam.ephemeral] == ["psst"]


async def test_a_file_goes_into_a_direct_message_and_away_again(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    sam = slack.person()

    told = await client.files_upload_v2(
        channel=sam.channel, filename="a.txt", content="words", title="A"
    )
    there = sam.files
    await client.files_delete(file=told["files"][0]["id"])

    assert list(there.values()) == [b"words"]
    assert sam.files == {}


async def test_a_language_is_told_to_whoever_asks_for_it(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    without = await client.users_info(user="U0SAM")
    with_it = await client.users_info(user="U0SAM", include_locale=True)

    assert "locale" not in without["user"]
    assert with_it["user"]["locale"] == "de-DE"


async def test_whoever_is_in_a_group_is_told_unless_they_are_gone(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.workspace.groups["S1"] = ["U0SAM", "U0GONE"]
    slack.workspace.gone.add("U0GONE")

    told = await client.usergroups_users_list(usergroup="S1")

    assert told["users"] == ["U0SAM"]

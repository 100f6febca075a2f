"""What Slack tells and nobody said to us: it is acknowledged, and nothing comes of it."""

import logging
from pathlib import Path

import pytest

from tests.fakes.file import rows
from tests.fakes.slack.person import Person
from tests.fakes.slack.served import Served
from tests.fakes.slack.workspace import TEAM, US, US_AS_BOT, Json, Posted

SUBTYPES = (
    *("assistant_app_thread", "bot_add", "bot_message", "bot_remove", "channel_archive"),
    *("channel_convert_to_private", "channel_join", "channel_leave", "channel_name"),
    *("channel_posting_permissions", "channel_purpose", "channel_topic", "channel_unarchive"),
    *("document_mention", "ekm_access_denied", "file_comment", "file_mention"),
    *("group_archive", "group_join", "group_leave", "group_name", "group_purpose"),
    *("group_topic", "group_unarchive", "huddle_thread", "joiner_notification"),
    *("message_changed", "message_deleted", "message_replied", "pinned_item", "reminder_add"),
    *("reply_broadcast", "sh_room_created", "slackbot_response"),
    *("tombstone", "unpinned_item", "a_subtype_of_tomorrow"),
)
"""What docs.slack.dev lists under the event ``message``, and what it will list some day."""

STRANGERS = (
    {"type": "team_join", "user": {"id": "U1"}},
    {"type": "reaction_added", "item": {"type": "message"}},
    {"type": "member_left_channel", "user": US, "channel": "C0TOWN"},
    {"type": "channel_rename", "channel": {"id": "C0TOWN", "name": "x"}},
    {"type": "assistant_thread_started", "assistant_thread": {}},
    {"type": "an_event_of_tomorrow"},
)


def of_subtype(person: Person, subtype: str) -> Json:
    """An event as Slack words it, with the fields that move from place to place."""
    event = person.wrote("I like charts") | {"subtype": subtype}
    inner = {name: event.pop(name) for name in ("user", "text")} | {"type": "message"}
    match subtype:
        case "message_changed":
            return event | {"message": inner | {"edited": {}}, "previous_message": inner}
        case "message_deleted":
            return event | {"deleted_ts": event["ts"], "previous_message": inner}
        case "message_replied":
            return event | {"message": inner | {"thread_ts": event["ts"]}}
        case "bot_message":
            return event | {"text": "I like charts", "bot_id": "B0OTHER", "username": "other"}
        case _:
            return event | {"user": person.user, "text": "I like charts"}


def counted(caplog: pytest.LogCaptureFixture) -> list[int]:
    """How often something unknown had come, whenever it was counted."""
    ours = [one for one in caplog.records if one.name == "bot.adapters.slack.handlers"]
    return [int(one.getMessage().rpartition(": ")[2]) for one in ours]


async def test_F05_thirty_events_that_nobody_knows_are_acknowledged_and_counted(
    served: Served, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    sam = served.slack.person()

    told = [await sam.tells(one) for one in STRANGERS * 5]

    assert None not in told
    assert served.slack.sockets.late == 0
    assert counted(caplog) == list(range(1, 31))
    assert rows(database, "SELECT count(*) FROM inbox") == [0]


async def test_F05_what_we_never_asked_for_is_acknowledged_and_counted(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    sam = served.slack.person()
    kinds = ("shortcut", "message_action", "block_suggestion", "view_closed")
    who = {"team": {"id": TEAM}, "user": {"id": sam.user, "team_id": TEAM}}
    more = {"callback_id": "x", "action_id": "x", "value": "", "view": {"callback_id": "x"}}

    told = [await sam.sends({"type": kind, **who, **more}) for kind in kinds]

    assert None not in told
    assert counted(caplog) == [1, 2, 3, 4]


async def test_F12_no_subtype_of_a_message_is_taken_or_changes_what_was(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    before, cards = await served.stands(sam), len(sam.cards)

    told = [await sam.tells(of_subtype(sam, one)) for one in SUBTYPES]
    await served.rests()

    assert None not in told
    assert await served.stands(sam) == before
    assert len(sam.cards) == cards
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []


@pytest.mark.parametrize("missing", ["user", "text", "ts", "channel", "channel_type", "team"])
async def test_F12_a_message_that_lacks_a_field_is_acknowledged(
    served: Served, caplog: pytest.LogCaptureFixture, missing: str
) -> None:
    sam = served.slack.person()
    event = sam.wrote("hello")
    del event[missing]

    told = await sam.tells(event)
    await served.rests()

    assert told is not None
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []


@pytest.mark.parametrize(
    "by",
    [
        {"user": US, "bot_id": US_AS_BOT},
        {"user": US},
        {"bot_id": "B0OTHER", "user": "U0OTHER", "bot_profile": {"id": "B0OTHER"}},
        {"bot_id": "B0OTHER", "subtype": "bot_message"},
    ],
    ids=["ours", "ours without an id of a bot", "another's", "an old one"],
)
async def test_F13_an_echo_of_what_we_say_ends_at_once(served: Served, by: Json) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    heard = 0

    while heard < len(ours(served)) < 20:
        for card in ours(served)[heard:]:
            heard += 1
            echo = sam.wrote(card.text)
            del echo["user"]
            await sam.tells(echo | by)
        await served.rests()

    assert ours(served) == sam.cards
    assert len(sam.cards) == 1


def ours(served: Served) -> list[Posted]:
    """All that we ever said, to whomever."""
    channels = served.slack.workspace.channels.values()
    return [one for said in channels for one in said.values() if one.by == US]


async def test_F13_no_other_program_is_answered_when_it_calls_our_name(served: Served) -> None:
    sam = served.slack.person()

    await sam.tells(
        {
            "type": "app_mention",
            "user": "U0OTHER",
            "bot_id": "B0OTHER",
            "ts": "1.1",
            "channel": "C0TOWN",
            "text": f"<@{US}> hello",
        }
    )

    assert served.slack.requests("chat.postEphemeral") == []


async def test_words_in_a_channel_or_among_several_are_not_for_us(
    served: Served, database: Path
) -> None:
    sam = served.slack.person()

    for kind in ("channel", "group", "mpim", "app_home"):
        await sam.says("hello", channel_type=kind)

    assert rows(database, "SELECT count(*) FROM inbox") == [0]

"""What Slack refuses, the fake refuses, in the same words."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import payloads, workspace
from tests.fakes.slack.program_of_bolt import Bolted
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN
from tests.fakes.slack.workspace import Json

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

SAM, THERE = "U0SAM", "DU0SAM"
BUTTON = payloads.actions(payloads.button())["blocks"][0]
NAMED = {**payloads.DIVIDER, "block_id": "same"}
PRIVATE = {"private_metadata": payloads.words(3_001)}


async def refusal(client: AsyncWebClient, method: str, **arguments: Any) -> Json:
    """How a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=arguments)
    told = caught.value.response.data
    assert isinstance(told, dict)
    return told


@pytest.mark.parametrize(
    ("method", "arguments", "code"),
    [
        ("chat.sing", {}, "unknown_method"),
        ("chat.postMessage", {"channel": "", "text": "a"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "X1", "text": "a"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "U0GONE", "text": "a"}, "channel_not_found"),
        ("chat.postMessage", {"channel": SAM}, "no_text"),
        ("chat.postMessage", {"channel": SAM, "text": "a" * 40_001}, "msg_too_long"),
        (
            "chat.postMessage",
            {"channel": SAM, "text": "a", "blocks": "?"},
            "invalid_blocks_format",
        ),
        ("chat.postMessage", {"channel": SAM, "text": "a", "blocks": {}}, "invalid_blocks"),
        (
            "chat.postMessage",
            {"channel": SAM, "text": "a", "blocks": [payloads.DIVIDER] * 51},
            "invalid_blocks",
        ),
        (
            "chat.postMessage",
            {"channel": SAM, "text": "a", "blocks": [NAMED, NAMED]},
            "invalid_blocks",
        ),
        (
            "chat.postMessage",
            {"channel": SAM, **payloads.actions(payloads.button(text=payloads.plain(76)))},
            "invalid_blocks",
        ),
        (
            "chat.postMessage",
            {"channel": SAM, **payloads.actions(payloads.button(), payloads.button())},
            "invalid_blocks",
        ),
        (
            "chat.postMessage",
            {"channel": SAM, **payloads.section(text=payloads.mrkdwn(3_001))},
            "invalid_blocks",
        ),
        (
            "chat.postMessage",
            {"channel": SAM, "text": "a", "metadata": {"event_payload": {}}},
            "invalid_metadata_format",
        ),
        ("chat.postEphemeral", {"channel": "C1", "text": "a"}, "user_not_in_channel"),
        ("chat.update", {"channel": THERE, "ts": "1.2", "text": "a"}, "message_not_found"),
        ("chat.update", {"channel": SAM, "ts": "1.2", "text": "a"}, "channel_not_found"),
        ("chat.delete", {"channel": THERE, "ts": "1.2"}, "message_not_found"),
        ("conversations.open", {"users": "U0GONE"}, "user_not_found"),
        ("conversations.history", {"channel": SAM}, "channel_not_found"),
        ("conversations.history", {"channel": THERE, "limit": 0}, "invalid_limit"),
        ("conversations.history", {"channel": THERE, "cursor": "?"}, "invalid_cursor"),
        ("users.info", {"user": "U0GONE"}, "user_not_found"),
        ("usergroups.users.list", {"usergroup": "S1"}, "no_such_subteam"),
        ("bots.info", {"bot": "B1"}, "bot_not_found"),
        ("team.info", {}, "missing_scope"),
        ("views.open", payloads.modal(), "invalid_trigger_id"),
        ("views.update", {"view_id": "V1WU0SAM", **payloads.modal()}, "not_found"),
        ("views.publish", {**payloads.home(), "user_id": "U0GONE"}, "invalid_arguments"),
        ("views.publish", {**payloads.modal(), "user_id": SAM}, "invalid_arguments"),
        ("views.publish", payloads.home(**PRIVATE), "invalid_arguments"),
        ("files.getUploadURLExternal", {"filename": "a"}, "invalid_arguments"),
        (
            "files.completeUploadExternal",
            {"channel_id": THERE, "files": [{"id": "F9"}]},
            "file_not_found",
        ),
        ("files.delete", {"file": "F9"}, "file_not_found"),
        ("apps.connections.open", {}, "not_allowed_token_type"),
    ],
)
async def test_what_slack_would_not_do(
    slack: FakeSlack, client: AsyncWebClient, method: str, arguments: Json, code: str
) -> None:
    slack.workspace.gone.add("U0GONE")

    told = await refusal(client, method, **arguments)

    assert (told["ok"], told["error"]) == (False, code)


async def test_a_scope_that_is_lacking_is_named(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.api.admission.scopes = "commands,chat:write"

    told = await refusal(client, "users.info", user=SAM)

    assert (told["needed"], told["provided"]) == ("users:read", "commands,chat:write")


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (None, "not_authed"),
        ("xoxb-other", "invalid_auth"),
        (APP_TOKEN, "not_allowed_token_type"),
    ],
)
async def test_nobody_comes_in_with_the_wrong_token(
    slack: FakeSlack, client: AsyncWebClient, token: str | None, code: str
) -> None:
    client.token = token

    told = await refusal(client, "auth.test")

    assert told["error"] == code


async def test_a_token_that_was_revoked_is_good_for_nothing(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.api.admission.revoked_as = "token_revoked"

    told = await refusal(client, "chat.postMessage", channel=SAM, text="a")

    assert told["error"] == "token_revoked"
    assert slack.person().dm == []


async def test_what_is_no_json_is_refused(slack: FakeSlack) -> None:
    headers = {"Content-Type": "application/json"}
    async with aiohttp.ClientSession(headers=headers) as session:
        broken = await session.post(f"{slack.api_url}auth.test", data=b"{")
        other = await session.post(f"{slack.api_url}auth.test", data=b"[]")

        told = [(await one.json())["error"] for one in (broken, other)]

    assert told == ["invalid_json", "json_not_object"]


async def test_what_somebody_else_said_is_not_ours_to_change(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    event = slack.person().wrote("mine")
    place = {"channel": event["channel"], "ts": event["ts"]}

    changed = await refusal(client, "chat.update", text="yours", **place)
    deleted = await refusal(client, "chat.delete", **place)

    assert changed["error"] == "cant_update_message"
    assert deleted["error"] == "cant_delete_message"


async def test_an_update_takes_less_than_a_message(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel=SAM, text="a" * 4_001)
    place = {"channel": posted["channel"], "ts": posted["ts"]}

    told = await refusal(client, "chat.update", text="a" * 4_001, **place)

    assert told["error"] == "msg_too_long"


async def test_an_ephemeral_message_is_changed_through_its_own_address_alone(
    slack: FakeSlack, client: AsyncWebClient, program: Bolted
) -> None:
    sam = slack.person()
    button = payloads.button(action_id="more")
    whispered = await client.chat_postEphemeral(
        channel="C0TOWN", user=sam.user, **_without_channel(payloads.actions(button))
    )
    place = {"channel": "C0TOWN", "ts": whispered["message_ts"]}

    changed = await refusal(client, "chat.update", text="b", **place)
    deleted = await refusal(client, "chat.delete", **place)
    await sam.presses("wwwww")

    assert (changed["error"], deleted["error"]) == ("message_not_found", "message_not_found")
    assert sam.whispers("C0TOWN") == ["more of it"]
    assert program.heard[-1]["container"]["is_ephemeral"] is True
    assert "message" not in program.heard[-1]


def _without_channel(arguments: Json) -> Json:
    return {name: value for name, value in arguments.items() if name != "channel"}


async def test_a_trigger_works_once(slack: FakeSlack, client: AsyncWebClient) -> None:
    trigger = slack.workspace.trigger(SAM)
    sent = payloads.modal() | {"trigger_id": trigger}
    await client.views_open(**sent)

    told = await refusal(client, "views.open", **sent)

    assert told["error"] == "exchanged_trigger_id"


async def test_a_trigger_lives_for_three_seconds(
    slack: FakeSlack, client: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workspace.TRIGGER_SECONDS == 3.0
    monkeypatch.setattr(workspace, "TRIGGER_SECONDS", 0.0)
    sent = payloads.modal() | {"trigger_id": slack.workspace.trigger(SAM)}
    await asyncio.sleep(0.01)

    told = await refusal(client, "views.open", **sent)

    assert told["error"] == "expired_trigger_id"
    assert slack.person().window == {}


async def test_a_view_that_somebody_changed_meanwhile_is_not_overwritten(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    first = (await client.views_publish(**payloads.home()))["view"]["hash"]
    await client.views_publish(**payloads.home(), hash=first)

    told = await refusal(client, "views.publish", **payloads.home(), hash=first)

    assert told["error"] == "hash_conflict"


async def test_a_window_is_changed_where_it_stands(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    sent = payloads.modal() | {"trigger_id": slack.workspace.trigger(SAM)}
    opened = await client.views_open(**sent)

    await client.views_update(
        view_id=opened["view"]["id"], view=payloads.modal(title=payloads.plain(7))["view"]
    )

    assert slack.person().window["title"]["text"] == payloads.words(7)

"""What the fake tells has no key that Slack's own samples lack."""

import json
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest

from tests.fakes.slack import payloads
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN
from tests.fakes.slack.workspace import Json, Workspace
from tests.required import required

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

OURS = frozenset({"blocks", "attachments", "metadata", "state"})
"""What stands there, we sent ourselves, or it has names of ours."""

NOT_IN_SAMPLES = frozenset({"view.blocks"})
"""The samples lack it, and Slack's reference has it."""

BOXES = {"type": "checkboxes", "action_id": "tick", "options": payloads.options(2)}
MENU = payloads.menu(2)


class Heard:
    """Takes what a person does, in place of sockets."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Json]] = []

    async def tell(self, kind: str, payload: Json) -> None:
        """Note it."""
        self.told.append((kind, json.loads(json.dumps(payload))))


def sample(name: str) -> Any:
    path = required("specs", "WHICHROLE_SPECS") / f"slack/samples/{name}.json"
    return json.loads(path.read_text())


def strange(told: Any, known: Any, place: str = "") -> Iterator[str]:
    """Keys that a sample lacks, each with what it stands in."""
    if isinstance(told, dict):
        of_sample = known if isinstance(known, dict) else {}
        for name, inner in told.items():
            if name not in of_sample:
                yield f"{place}.{name}".lstrip(".")
            elif name not in OURS:
                yield from strange(inner, of_sample[name], name)
    elif isinstance(told, list):
        for inner in told:
            yield from strange(inner, known[0] if isinstance(known, list) else known, place)


def strangers(told: Any, name: str) -> set[str]:
    return set(strange(told, sample(name))) - NOT_IN_SAMPLES


async def everything(workspace: Workspace) -> list[tuple[str, Json]]:
    """All that a person can do, as it is told."""
    heard = Heard()
    sam = Person("U0SAM", workspace, heard, lambda secret: f"https://a.example/{secret}")  # type: ignore[arg-type]
    content = payloads.actions(payloads.button(value="1"), BOXES, MENU)
    workspace.post(sam.channel, content)
    workspace.homes[sam.user] = payloads.home(blocks=content["blocks"])["view"]
    workspace.windows[sam.user] = {**payloads.modal()["view"], "id": "V1", "hash": "1"}
    await sam.says("hello")
    await sam.mentions()
    await sam.opens_home()
    await sam.joins(inviter="U0ADA")
    await sam.runs("/whichrole", "help")
    await sam.presses("wwwww")
    await sam.acts(sam.live[-1], {"block_id": "a"}, MENU, MENU["options"][0])
    await sam.presses_home("wwwww")
    workspace.windows[sam.user] |= {"blocks": content["blocks"]}
    await sam.presses_in_window("wwwww")
    workspace.windows[sam.user] |= payloads.modal()["view"]
    await sam.submits("my own words")
    return heard.told


def kind_of(told: Json) -> str:
    event = told.get("event", {})
    return str(event.get("type") or told.get("type") or "slash_command")


SAMPLES = {
    "message": "MessagePayload",
    "app_mention": "AppMentionPayload",
    "app_home_opened": "AppHomeOpenedPayload",
    "member_joined_channel": "MemberJoinedChannelPayload",
    "slash_command": "SlashCommandPayload",
    "block_actions": "BlockActionPayload",
    "view_submission": "ViewSubmissionPayload",
}


async def test_what_a_person_does_is_told_with_the_keys_of_slack() -> None:
    told = [payload for _, payload in await everything(Workspace())]

    assert {kind_of(one) for one in told} == SAMPLES.keys()
    for one in told:
        assert strangers(one, SAMPLES[kind_of(one)]) == set(), one


async def test_a_key_that_slack_does_not_know_is_seen() -> None:
    told = [payload for kind, payload in await everything(Workspace()) if kind == "interactive"]
    told[0]["actions"][0]["colour"] = "red"
    told[0]["container"]["message"] = "1.2"

    strange_ones = strangers(told[0], "BlockActionPayload")

    assert strange_ones == {"actions.colour", "container.message"}


ANSWERED: dict[str, Json] = {
    "auth.test": {},
    "apps.connections.open": {},
    "chat.postEphemeral": {"channel": "C0TOWN", "user": "U0SAM", "text": "words"},
    "users.info": {"user": "U0SAM"},
    "views.open": payloads.modal(),
    "views.publish": payloads.home(),
    "files.getUploadURLExternal": {"filename": "a.txt", "length": 1},
    "files.completeUploadExternal": {
        "files": [{"id": "F0", "title": "a.txt"}],
        "channel_id": "D0SAM",
    },
}


@pytest.mark.parametrize("method", ANSWERED)
async def test_an_answer_has_the_keys_of_slack(method: str) -> None:
    known = sample(f"api.{method}")
    async with FakeSlack() as slack, aiohttp.ClientSession() as session:
        slack.workspace.files["F0"], slack.workspace.contents["F0"] = None, b"a"
        trigger = {"trigger_id": slack.workspace.trigger("U0SAM")}
        sent = ANSWERED[method] | (trigger if method == "views.open" else {})
        token = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        headers = {"Authorization": f"Bearer {token}"}

        answer = await session.post(f"{slack.api_url}{method}", json=sent, headers=headers)

        told = await answer.json()
    assert told["ok"] is True, told
    assert set(strange(told, known)) - NOT_IN_SAMPLES == set()

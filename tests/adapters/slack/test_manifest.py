"""Slack takes the manifest; it asks for no more than we use, and agrees with the code."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from bot.adapters.slack.manifest import manifest
from bot.catalog import Catalog, Command
from bot.cli.checkup.workspace import WHAT_FOR, about_manifest
from bot.errors import ConfigError
from bot.paths import slack_folder
from bot.ports.inbound import SLASH_COMMAND
from bot.usecases.commands import COMMANDS, INSIDE_THE_QUIZ
from bot.usecases.mentors.asking import LinkWord
from tests.required import required

FILE = slack_folder() / "manifest.yaml"
GUIDE = slack_folder().parent / "docs/slack.md"
TABLE = {name: set(words) for name, words in COMMANDS.items()}
LISTED = re.compile(r"^ +- (?P<name>[a-z_.:]+)(?: +# (?P<why>.+))?$", re.MULTILINE)


def as_values() -> dict[str, Any]:
    told = yaml.safe_load(FILE.read_text())
    assert isinstance(told, dict)
    return told


def commands_of(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["command"]: one for one in manifest["features"]["slash_commands"]}


def schema(version: str) -> Any:
    specs = required("specs", "WHICHROLE_SPECS")
    return json.loads((specs / f"slack/manifest.schema.{version}.json").read_text())


def test_slacks_own_schema_takes_it() -> None:
    told = as_values()
    version = f"{told['_metadata']['major_version']}.0.0"  # which schema, the manifest says

    problems = [
        f"{error.instance_path}: {error.message}"
        for error in jsonschema_rs.validator_for(schema(version)).iter_errors(told)
    ]

    assert problems == []


def test_the_schema_refuses_what_is_none() -> None:
    told = as_values()
    told["display_information"]["name"] = "W" * 36
    told["features"]["slash_commands"][0]["command"] = "whichrole"

    problems = list(jsonschema_rs.validator_for(schema("1.0.0")).iter_errors(told))

    assert len(problems) == 2


def test_it_opens_a_socket_for_one_workspace_and_lets_people_write() -> None:
    told = as_values()

    assert told["settings"]["socket_mode_enabled"] is True
    assert told["settings"]["interactivity"] == {"is_enabled": True}
    assert told["settings"]["org_deploy_enabled"] is False
    assert told["settings"]["token_rotation_enabled"] is False
    assert told["features"]["bot_user"]["always_online"] is True
    assert told["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_it_asks_for_these_permissions_of_a_bot_and_for_nothing_of_a_person() -> None:
    assert as_values()["oauth_config"] == {"scopes": {"bot": sorted(WHAT_FOR)}}


def test_each_permission_and_each_event_says_what_it_is_for() -> None:
    wanted = manifest(slack_folder())

    explained = {line["name"]: line["why"] for line in LISTED.finditer(FILE.read_text())}

    assert explained.keys() == wanted.scopes | set(wanted.events)
    assert all(explained.values())


def test_each_event_has_the_permission_without_which_slack_does_not_send_it() -> None:
    needed = {
        "app_mention": "app_mentions:read",
        "member_joined_channel": "channels:read",
        "message.im": "im:history",
    }
    wanted = manifest(slack_folder())

    assert {needed[event] for event in wanted.events if event in needed} <= wanted.scopes


def test_the_manifest_the_table_help_doctor_and_the_guide_name_the_same_commands(
    catalog: Catalog,
) -> None:
    registered = commands_of(as_values())
    hints = {name: words_in(one.get("usage_hint", "")) for name, one in registered.items()}
    today = {str(command) for command in Command}
    linking = {str(word) for word in LinkWord}
    (compared,) = about_manifest(manifest(slack_folder()))

    assert registered.keys() == COMMANDS.keys()
    assert all(one["should_escape"] is True for one in registered.values())
    assert [name for name in COMMANDS if name not in compared.fix] == []
    assert commands_in(GUIDE.read_text()) == TABLE
    assert set(COMMANDS[SLASH_COMMAND]) >= today
    assert set(hints[SLASH_COMMAND]) == (today | linking) - set(INSIDE_THE_QUIZ)
    assert bold_in(catalog.say("help")) == today - {"help"}
    assert hints["/mentor"] == list(COMMANDS["/mentor"])
    assert hints["/whichrole-admin"] == list(COMMANDS["/whichrole-admin"])


def test_they_are_the_commands_of_the_products_description() -> None:
    """It asks for linked accounts, and leaves it to the table how one says so."""
    product = required("specs", "WHICHROLE_SPECS").parent / "PRODUCT.md"
    if not product.is_file():
        pytest.skip("PRODUCT.md does not stand beside the specs")

    described = commands_in(product.read_text())
    described[SLASH_COMMAND] |= set(LinkWord)
    assert described == TABLE


def words_in(hint: str) -> list[str]:
    return re.findall(r"[a-z-]+", hint)


def bold_in(text: str) -> set[str]:
    return set(re.findall(r"\*\*([a-z-]+)\*\*", text))


def commands_in(text: str) -> dict[str, set[str]]:
    """The slash commands of a table like ``| who | `/command` | `word` `word` |``."""
    rows = re.findall(r"^\|[^|]+\| `(/[a-z-]+)` \|([^|]*)\|$", text, re.MULTILINE)
    return {name: set(re.findall(r"`([a-z-]+)`", words)) for name, words in rows}


@pytest.mark.parametrize(
    "spoiled",
    ["", "just words", "- a list", "oauth_config: {scopes: {}}", "a: [", "\x00", "features: 1"],
)
def test_what_is_no_manifest_of_ours_is_refused(tmp_path: Path, spoiled: str) -> None:
    (tmp_path / "manifest.yaml").write_text(spoiled)

    with pytest.raises(ConfigError, match="cannot be read as a manifest"):
        manifest(tmp_path)


def test_an_installation_without_its_manifest_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read as a manifest"):
        manifest(tmp_path / "nowhere")

    (found,) = about_manifest(None)
    assert (found.state, found.fix) == ("wrong", "Install WhichRole again.")

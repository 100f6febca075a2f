"""The commands, as Discord registers them; the table, help, Slack and the guides agree."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
import yaml
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.adapters.discord import inbound, serving
from bot.adapters.discord.commands import is_registered, to_commands
from bot.adapters.discord.gateway import Client
from bot.adapters.slack.manifest import manifest
from bot.catalog import Catalog, Command
from bot.catalog.loader import load_languages
from bot.cli.checkup.workspace import about_manifest
from bot.engine.events import Asked, Event, Opened
from bot.paths import content_folder, slack_folder
from bot.store.sqlite import SqliteStore
from bot.usecases.commands import COMMANDS, INSIDE_THE_QUIZ
from tests.adapters.slack.test_manifest import bold_in, commands_in
from tests.fakes.clock import NOON
from tests.fakes.discord.models import MANAGE_GUILD
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.validating import validator

PUT = "PUT /applications/{application_id}/commands"
DOCS = slack_folder().parent / "docs"
TABLE = {name: set(words) for name, words in COMMANDS.items()}

Payload = dict[str, Any]


@pytest.fixture(scope="module")
def localized() -> Mapping[str, Catalog]:
    return load_languages(content_folder())


@pytest.fixture
def made(catalog: Catalog, localized: Mapping[str, Catalog]) -> dict[str, Payload]:
    """Each command by its name."""
    return {one["name"]: one for one in to_commands(catalog, localized)}


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(limited=False, validator=validator()) as discord:
        yield discord
    assert discord.problems() == []


@pytest.fixture
async def client(
    discord: FakeDiscord, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Client]:
    """Somebody whom Discord knows."""
    monkeypatch.setattr(Route, "BASE", discord.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(discord.gateway_url))
    async with Client(store) as client:
        await client.login(discord.rest.token)
        yield client


def choices(command: Payload, option: str) -> list[Payload]:
    """What can be chosen for an option."""
    (found,) = (one for one in command["options"] if one["name"] == option)
    return list(found["choices"])


async def test_they_are_registered_at_the_first_start_and_not_again(
    discord: FakeDiscord, client: Client, catalog: Catalog, localized: Mapping[str, Catalog]
) -> None:
    wanted = to_commands(catalog, localized)

    await serving._register(client, wanted)
    await serving._register(client, to_commands(catalog, localized))

    assert [one["name"] for one in discord.world.commands] == [
        *("whichrole", "mentee-status", "mentor", "whichrole-admin")
    ]
    assert len(discord.requests(PUT)) == 1


@pytest.mark.parametrize(
    "path",
    [
        ("description",),
        ("description_localizations", "de"),
        ("options", 0, "choices", 0, "name"),
        ("options", 0, "choices", 0, "name_localizations", "de"),
        ("contexts",),
        ("integration_types",),
    ],
    ids=str,
)
async def test_they_are_registered_anew_when_anything_of_them_differs(
    discord: FakeDiscord,
    client: Client,
    catalog: Catalog,
    localized: Mapping[str, Catalog],
    path: tuple[Any, ...],
) -> None:
    wanted = to_commands(catalog, localized)
    await serving._register(client, wanted)
    there: Any = discord.world.commands[0]
    for step in path[:-1]:
        there = there[step]
    there[path[-1]] = [1] if isinstance(there[path[-1]], list) else "Something else"

    await serving._register(client, wanted)

    assert len(discord.requests(PUT)) == 2


async def test_a_command_too_many_or_too_few_differs(made: dict[str, Payload]) -> None:
    all_of_them = list(made.values())

    assert is_registered(all_of_them, all_of_them)
    assert not is_registered(all_of_them, all_of_them[1:])
    assert not is_registered(all_of_them[1:], all_of_them)


def test_they_can_be_run_in_guilds_alone_with_us_and_among_friends(
    made: dict[str, Payload],
) -> None:
    for name in ("whichrole", "mentee-status", "mentor"):
        assert made[name]["contexts"] == [0, 1, 2]
        assert made[name]["integration_types"] == [0, 1]
        assert "default_member_permissions" not in made[name]


def test_F61_the_one_of_admins_is_offered_to_admins_of_a_guild_only(
    made: dict[str, Payload],
) -> None:
    admin = made["whichrole-admin"]

    assert admin["default_member_permissions"] == MANAGE_GUILD
    assert (admin["contexts"], admin["integration_types"]) == ([0], [0])


def test_somebody_whose_discord_speaks_german_reads_german(
    made: dict[str, Payload], localized: Mapping[str, Catalog]
) -> None:
    german = localized["de"]

    for name, one in made.items():
        assert one["description_localizations"] == {"de": german.say(f"discord.about-{name}")}
    built = [
        one for one in choices(made["whichrole"], "action") if one["value"] in set(Command)
    ]
    assert [one["name_localizations"]["de"] for one in built] == [
        german.commands[Command(one["value"])].label for one in built
    ]
    assert len(built) > 10


def test_a_language_that_discord_does_not_know_is_left_out(catalog: Catalog) -> None:
    (first, *_) = to_commands(catalog, {"tlh": catalog})

    assert "description_localizations" not in first


def test_the_five_roles_can_be_chosen_by_an_admin(
    made: dict[str, Payload], catalog: Catalog
) -> None:
    offered = {one["value"] for one in choices(made["whichrole-admin"], "role")}

    assert offered == catalog.roles.keys()


def test_the_table_help_both_platforms_the_doctor_and_the_guides_name_the_same_commands(
    made: dict[str, Payload], catalog: Catalog
) -> None:
    registered = yaml.safe_load((slack_folder() / "manifest.yaml").read_text())
    on_slack = {one["command"] for one in registered["features"]["slash_commands"]}
    (compared,) = about_manifest(manifest(slack_folder()))
    on_discord = {
        f"/{name}": {one["value"] for one in choices(command, "action")}
        if any(one["name"] == "action" for one in command["options"])
        else set()
        for name, command in made.items()
    }

    assert on_discord == TABLE
    assert on_slack == TABLE.keys()
    assert [name for name in COMMANDS if name not in compared.fix] == []
    assert {*bold_in(catalog.say("help")), "help"} <= TABLE["/whichrole"]
    for guide in ("slack.md", "discord.md"):
        assert commands_in((DOCS / guide).read_text()) == TABLE
    assert set(INSIDE_THE_QUIZ) <= TABLE["/whichrole"]


@pytest.mark.parametrize(
    ("options", "event"),
    [
        ({"action": "job"}, Asked(NOON, Command.JOB)),
        ({"text": "We build."}, Opened(NOON)),
        ({"action": "job", "text": "We build."}, Asked(NOON, Command.JOB, text="We build.")),
        ({"action": "help", "text": "We build."}, Asked(NOON, Command.HELP)),
    ],
)
def test_a_text_counts_behind_job_alone(options: dict[str, str], event: Event) -> None:
    data = {"options": [{"name": name, "value": value} for name, value in options.items()]}

    taken = inbound.from_command(0, 1, data, NOON)

    assert replace(taken.event, sent_at=None, at=NOON) == event


def test_an_advert_has_the_room_that_discord_gives(made: dict[str, Payload]) -> None:
    most = {
        name: [one["max_length"] for one in command["options"] if one["name"] == "text"]
        for name, command in made.items()
    }

    assert most["whichrole"] == [6_000]
    assert most["mentor"] == [1_000]

"""What ``whichrole doctor`` says of Discord; a test sees to it that a process says it, too."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.discord import checks
from bot.catalog.loader import load, load_languages
from bot.cli.checkup.findings import Finding, State
from bot.cli.doctor import examined
from bot.clock import SystemClock
from bot.paths import content_folder
from tests.cli import running
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.discord import about
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.models import MANAGE_GUILD, MANAGE_ROLES, Role
from tests.fakes.discord.rest import TOKEN
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.telling import of_application
from tests.fakes.discord.validating import validator
from tests.fakes.discord.world import US
from tests.sparing import first

GUIDE = Path(__file__).parents[2] / "docs/discord.md"
INVITE = (
    "https://discord.com/oauth2/authorize?client_id=1000000000000000001"
    "&scope=bot+applications.commands&permissions=268435456"
)
ME, APPLICATION = "GET /users/@me", "GET /applications/@me"
START = "GET /gateway/bot"
ROLES = "GET /guilds/{guild_id}/roles"

Environ = dict[str, str]


class Hospital:
    """An installation where all is well, until something is broken.

    Attributes:
        discord: a Discord with one server, in which one of its roles stands for ours.
        environ: the variables.
        engineers: that role.
        folder: where the database is.
    """

    def __init__(self, discord: FakeDiscord, environ: Environ, folder: Path) -> None:
        self.discord = discord
        self.environ = environ
        self.folder = folder
        self.engineers: Role = discord.world.add_role(discord.town, "Engineers", 5)
        self.clock: Any = SystemClock()
        self.application: dict[str, Any] = {}
        self.sessions_left = 1000

    async def told(self, state: State) -> list[Finding]:
        """What is said of Discord, and stands so."""
        return [one for one in await self.all_told() if one.state is state]

    async def all_told(self) -> list[Finding]:
        """Everything that is said."""
        return await examined(self.environ, self.clock, lambda _: None, lambda _: None)


@pytest.fixture
async def hospital(database: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hospital]:
    monkeypatch.setattr(checks, "PATIENCE", 20.0)
    async with FakeDiscord(limited=False, validator=validator()) as discord:
        environ = {
            "DISCORD_TOKEN": TOKEN,
            "WHICHROLE_DISCORD_API_URL": discord.api_url,
            "WHICHROLE_DISCORD_GATEWAY_URL": discord.gateway_url,
            "WHICHROLE_DATA": str(database.parent),
        }
        hospital = Hospital(discord, environ, database.parent)
        limits = {"total": 1000, "reset_after": 7_200_000, "max_concurrency": 1}
        monkeypatch.setattr(
            about, "of_application", lambda world: of_application(world) | hospital.application
        )
        monkeypatch.setattr(
            about.About,
            "_start",
            lambda self: {
                "url": self._gateway(),
                "shards": 1,
                "session_start_limit": limits | {"remaining": hospital.sessions_left},
            },
        )
        async with opened(database, SystemClock()) as store:  # type: ignore[arg-type]
            await store.arrive("discord", discord.town.id)
            await store.map_role(
                "discord", discord.town.id, "data_engineer", hospital.engineers.id
            )
        register(discord)
        yield hospital
        assert discord.problems() == []


def register(discord: FakeDiscord) -> None:
    """The commands, as a start of the program leaves them."""
    from bot.adapters.discord.commands import to_commands

    folder = content_folder()
    made = to_commands(load(folder), load_languages(folder))
    discord.world.commands[:] = [
        {
            **one,
            "id": str(number + 5),
            "application_id": US,
            "version": "1",
            "default_member_permissions": str(one.get("default_member_permissions", ""))
            or None,
        }
        for number, one in enumerate(made)
    ]


Broken = Callable[[Hospital], object]


def set_to(name: str, value: str) -> Broken:
    return lambda hospital: hospital.environ.update({name: value})


def answered(route: str, what: Fault | int) -> Broken:
    return lambda hospital: hospital.discord.plan.always(route, what)


def application(**more: Any) -> Broken:
    return lambda hospital: hospital.application.update(more)


def over_tls(hospital: Hospital) -> None:
    api_url = hospital.discord.api_url.replace("http:", "https:")
    hospital.environ["WHICHROLE_DISCORD_API_URL"] = api_url


def without_permission(hospital: Hospital) -> None:
    hospital.discord.town.role("WhichRole").permissions = 0
    hospital.discord.world.add_role(hospital.discord.town, "Others", 30, MANAGE_ROLES)


def above_ours(hospital: Hospital) -> None:
    hospital.engineers.position = 12


def deleted(hospital: Hospital) -> None:
    del hospital.discord.town.roles[hospital.engineers.id]


def of_an_integration(hospital: Hospital) -> None:
    hospital.engineers.is_managed = True


def with_power(hospital: Hospital) -> None:
    hospital.engineers.permissions = MANAGE_GUILD


def no_session_left(hospital: Hospital) -> None:
    hospital.sessions_left = 0


def clock_off_by(ahead: timedelta) -> Broken:
    return lambda hospital: setattr(hospital, "clock", FakeClock(SystemClock().now() + ahead))


ANOTHER_TOKEN = "then Bot, press Reset Token, and copy it into DISCORD_TOKEN"  # noqa: S105 - no secret
ANOTHER_ROLE = "run /whichrole-admin and name another role"

BREAKAGES: dict[str, tuple[Broken, str, str]] = {
    "a token of another kind": (
        set_to("DISCORD_TOKEN", "hushed"),
        "settings: DISCORD_TOKEN: the token that is meant has three parts with dots",
        ANOTHER_TOKEN,
    ),
    "a sample value": (
        set_to("DISCORD_TOKEN", "your-token-here"),
        "settings: DISCORD_TOKEN still holds a sample value",
        ANOTHER_TOKEN,
    ),
    "F37 an unknown token": (
        set_to("DISCORD_TOKEN", "hushed.hushed.hushed"),
        "token: Discord does not know DISCORD_TOKEN",
        ANOTHER_TOKEN,
    ),
    "a refusal that nobody knows": (
        answered(ME, 40001),
        "token: Discord does not know DISCORD_TOKEN",
        ANOTHER_TOKEN,
    ),
    "an address without anybody": (
        set_to("WHICHROLE_DISCORD_API_URL", "http://127.0.0.1:9/api/v10"),
        "Discord: 127.0.0.1 takes no connection",
        "Is WHICHROLE_DISCORD_API_URL right?",
    ),
    "an address of somebody else": (
        answered(ME, Fault.HTML),
        "Discord: 127.0.0.1 answers, but not as Discord does (status 200)",
        "login page in between",
    ),
    "a Discord with trouble": (
        answered(ME, Fault.SERVER_ERROR),
        "Discord: 127.0.0.1 answers with status 503",
        "Try again in some minutes; discordstatus.com",
    ),
    "an address without TLS": (
        over_tls,
        "Discord: there is no safe connection to 127.0.0.1 (TLS)",
        "Install ca-certificates, set the clock",
    ),
    "an odd address of the gateway": (
        set_to("WHICHROLE_DISCORD_GATEWAY_URL", "http://127.0.0.1/"),
        "settings: WHICHROLE_DISCORD_GATEWAY_URL: the address is written like wss://",
        "Change WHICHROLE_DISCORD_GATEWAY_URL, or leave it out",
    ),
    "a gateway without anybody": (
        set_to("WHICHROLE_DISCORD_GATEWAY_URL", "ws://127.0.0.1:9"),
        "gateway: the gateway does not greet us",
        "Let connections to gateway.discord.gg (TLS) leave",
    ),
    "no session left": (
        no_session_left,
        "gateway: greets us, and lets no session begin for 2 hours: too many were",
        "Find out why the program starts so often",
    ),
    "presses go to a web address": (
        application(interactions_endpoint_url="https://example.org/x"),
        "application: commands and presses are sent to a web address",
        "empty Interactions Endpoint URL",
    ),
    "a code grant": (
        application(bot_require_code_grant=True),
        "application: it asks for a code grant, so nobody can add it with the link",
        "switch Requires OAuth2 Code Grant off",
    ),
    "a permission that lacks": (
        without_permission,
        "roles in Town: we lack the permission Manage Roles",
        "allow Manage Roles",
    ),
    "a role above ours": (
        above_ours,
        "roles in Town: Engineers stands above our role",
        "drag our role above it",
    ),
    "a role that was deleted": (
        deleted,
        "roles in Town: the role that stood for data_engineer was deleted",
        ANOTHER_ROLE,
    ),
    "a role of an integration": (
        of_an_integration,
        "roles in Town: Engineers cannot be given to anybody",
        ANOTHER_ROLE,
    ),
    "a role that brings power": (
        with_power,
        "roles in Town: Engineers lets people moderate the server, so we give it to nobody",
        ANOTHER_ROLE,
    ),
    "a clock that is behind": (
        clock_off_by(-timedelta(minutes=10)),
        " seconds behind Discord",
        "Set the clock",
    ),
    "a clock that is ahead": (
        clock_off_by(timedelta(minutes=10)),
        " seconds ahead of Discord",
        "Set the clock",
    ),
}
"""By name: what breaks it, what is said of it, and what mends it."""


def lines(found: list[Finding]) -> list[str]:
    return [f"{one.check}: {one.said}" for one in found]


async def test_where_everything_is_in_order_it_says_so(hospital: Hospital) -> None:
    found = lines(await hospital.told(State.OK))

    assert found[-10:] == [
        f"Discord: answers at {hospital.discord.api_url}.",
        "token: works, as whichrole.",
        "gateway: greets us.",
        "application: WhichRole is set up.",
        "commands: all 4 commands are registered.",
        "servers: 1 server let us in.",
        "roles in Town: 1 role can be given.",
        "intents: none of the privileged ones is needed.",
        (
            f"invite link: {INVITE} adds it to a server: bot, to be a member there; "
            "applications.commands, for /whichrole; Manage Roles, to give a role to whoever "
            "asks for it. No other permission is needed; without Manage Roles all but that "
            "works."
        ),
        "Discord clock: right, within a minute.",
    ]


@pytest.mark.parametrize("name", first(6, BREAKAGES))
async def test_a_single_thing_that_is_broken_is_named_with_its_fix(
    hospital: Hospital, name: str
) -> None:
    broken, said, fix = BREAKAGES[name]
    broken(hospital)

    found = await hospital.all_told()

    (only,) = (one for one in found if one.state is State.WRONG)
    assert said in f"{only.check}: {only.said}"
    assert fix in only.fix
    assert "hushed" not in repr(found)
    assert TOKEN not in repr(found)


async def test_everything_that_is_wrong_is_told_at_once(hospital: Hospital) -> None:
    for name in ("no session left", "a code grant", "a permission that lacks"):
        BREAKAGES[name][0](hospital)
    clock_off_by(timedelta(hours=1))(hospital)
    hospital.environ["WHICHROLE_LOG"] = "loud"
    deleted(hospital)

    found = await hospital.told(State.WRONG)

    assert [one.check for one in found] == [
        *("settings", "gateway", "application", "roles in Town", "roles in Town"),
        "Discord clock",
    ]


@pytest.mark.thorough
async def test_a_gateway_that_is_silent_is_told(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "PATIENCE", 3.0)
    elsewhere = hospital.discord.gateway_url.replace("/gateway", "/nowhere")
    hospital.environ["WHICHROLE_DISCORD_GATEWAY_URL"] = elsewhere

    (only,) = await hospital.told(State.WRONG)

    assert only.said == "the gateway does not greet us."


@pytest.mark.thorough
async def test_a_discord_that_is_silent_is_told(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "PATIENCE", 3.0)

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(hold, "127.0.0.1", 0) as silent:
        port = silent.sockets[0].getsockname()[1]
        hospital.environ["WHICHROLE_DISCORD_API_URL"] = f"http://127.0.0.1:{port}/api"

        (only,) = await hospital.told(State.WRONG)

    assert only.said == "127.0.0.1 did not answer in time."


@pytest.mark.thorough
async def test_no_session_is_begun(hospital: Hospital) -> None:
    await hospital.all_told()

    assert (hospital.discord.gateway.opened, hospital.discord.gateway.identified) == (1, 0)
    assert {one.method for one in hospital.discord.requests()} == {"GET"}


@pytest.mark.thorough
async def test_commands_that_are_not_registered_yet_are_a_remark(hospital: Hospital) -> None:
    hospital.discord.world.commands.clear()

    (only,) = await hospital.told(State.NOTE)

    assert only.said == "none are registered yet; the first start does it."


@pytest.mark.thorough
async def test_commands_that_differ_are_named(hospital: Hospital) -> None:
    first, *_ = hospital.discord.world.commands
    first["description"] = "Something else"
    hospital.discord.world.commands[-1] = first | {"name": "another", "id": "9"}

    (only,) = await hospital.told(State.NOTE)

    assert only.said == (
        "registered otherwise than this program has them: another, whichrole, whichrole-admin."
    )
    assert only.fix == "The next start registers them anew."


@pytest.mark.thorough
async def test_switches_that_somebody_may_have_meant_are_remarks(hospital: Hospital) -> None:
    hospital.application["integration_types_config"] = {"0": {}}
    hospital.sessions_left = 20

    found = lines(await hospital.told(State.NOTE))

    assert found == [
        "gateway: greets us; 20 more sessions may begin today.",
        "application: people cannot bring it along where no server has it.",
    ]


@pytest.mark.thorough
async def test_what_could_not_be_checked_is_named_with_the_reason(hospital: Hospital) -> None:
    hospital.environ["DISCORD_TOKEN"] = "hushed.hushed.hushed"  # noqa: S105

    found = lines(await hospital.told(State.UNCHECKED))

    assert found[-4:] == [
        "application: the token does not work yet.",
        "commands: the token does not work yet.",
        "servers: Discord did not tell where the application is.",
        "invite link: the token does not work yet.",
    ]


@pytest.mark.thorough
async def test_content_and_a_database_that_cannot_be_used_leave_the_rest(
    hospital: Hospital,
) -> None:
    hospital.environ["WHICHROLE_LOCALE"] = "fr"
    (hospital.folder / "whichrole.db").write_bytes(b"not a database" * 99)

    found = lines(await hospital.told(State.UNCHECKED))

    assert "commands: the content must be put right first." in found
    assert "roles: the database must be put right first." in found
    assert "gateway: greets us." in lines(await hospital.told(State.OK))


@pytest.mark.thorough
async def test_roles_that_discord_does_not_tell_are_not_checked(hospital: Hospital) -> None:
    hospital.discord.plan.always(ROLES, 50001)

    found = lines(await hospital.told(State.UNCHECKED))

    assert "roles in Town: Discord did not tell them." in found


@pytest.mark.thorough
async def test_a_server_that_put_us_out_is_not_looked_at(hospital: Hospital) -> None:
    hospital.discord.happens.guild_removes_us(hospital.discord.town)

    found = await hospital.all_told()

    assert "servers: 0 servers let us in." in lines(found)
    assert not [one for one in found if one.check.startswith("roles")]


@pytest.mark.thorough
async def test_of_very_many_servers_some_are_looked_at_and_the_rest_is_told(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "MOST_GUILDS", 0)

    found = lines(await hospital.told(State.UNCHECKED))

    assert any(one.startswith("roles: 1 more server with roles") for one in found)


@pytest.mark.thorough
async def test_without_a_token_discord_is_not_checked_and_nothing_is_wrong(
    hospital: Hospital,
) -> None:
    del hospital.environ["DISCORD_TOKEN"]

    found = await hospital.all_told()

    assert "Discord: DISCORD_TOKEN is not set." in lines(found)
    assert hospital.discord.requests() == []
    assert not [one for one in found if one.state is State.WRONG]


@pytest.mark.thorough
async def test_a_name_that_would_spoil_the_lines_cannot(hospital: Hospital) -> None:
    hospital.discord.town.name = "[red]Club\x1b[31m\nwrong: all" + "!" * 500

    found = await hospital.all_told()

    (check,) = (one.check for one in found if one.check.startswith("roles in"))
    assert check.isprintable()
    assert len(check) < 80


@pytest.mark.parametrize("level", ["info", "debug"])
@pytest.mark.thorough
async def test_F79_a_process_says_it_too_and_prints_no_token(
    hospital: Hospital, level: str
) -> None:
    hospital.environ["WHICHROLE_LOG"] = level
    hospital.discord.plan.always(APPLICATION, 50001)

    ended = await asyncio.to_thread(running.whichrole, "doctor", environ=hospital.environ)

    assert (ended.code, ended.err) == (0, "")
    assert "ok token: works, as whichrole." in ended.out
    assert TOKEN not in ended.out


def test_what_the_guide_lets_the_doctor_say_it_says() -> None:
    rows = re.findall(r"^\|[^|]+\|([^|]+)\|[^|]+\|$", GUIDE.read_text(), re.MULTILINE)
    quoted = [quote for row in rows for quote in re.findall(r"`(\w+ [^`]+)`", row)]
    sayings = [said for _, said, _ in BREAKAGES.values()]

    assert len(quoted) > 8
    assert [one for one in quoted if not any(one in said for said in sayings)] == []


def test_the_guide_has_the_link_and_the_permissions_of_it() -> None:
    told = GUIDE.read_text()

    assert INVITE.replace(US, "YOUR_APPLICATION_ID") in told
    assert "| Manage Roles |" in told

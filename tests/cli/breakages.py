"""What can be wrong with an installation, one thing at a time, and what is said of it."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.paths import content_folder
from tests.catalog.spoiling import spoil
from tests.fakes.file import rows
from tests.fakes.workspace import OF_APP, SCOPES, FakeWorkspace

Environ = dict[str, str]
Broken = Callable[[FakeWorkspace, Environ, Path], object]
"""Breaks one thing: the workspace, a variable, or a file of the folder."""


def refused(method: str, error: str) -> Broken:
    return lambda workspace, _, __: workspace.errors.update({method: error})


def answered(method: str, status: int, page: str) -> Broken:
    return lambda workspace, _, __: workspace.pages.update({method: (status, page)})


def set_to(name: str, value: str) -> Broken:
    return lambda _, environ, __: environ.update({name: value})


def without(name: str) -> Broken:
    return lambda _, environ, __: environ.pop(name)


def without_scope(lacks: str) -> Broken:
    scopes = tuple(scope for scope in SCOPES if scope != lacks)
    return lambda workspace, _, __: setattr(workspace, "scopes", scopes)


def greeted_with(greeting: dict[str, str] | None) -> Broken:
    return lambda workspace, _, __: setattr(workspace, "greeting", greeting)


def clock_off_by(ahead: timedelta) -> Broken:
    return lambda workspace, _, __: setattr(workspace, "ahead", ahead)


def over_tls(workspace: FakeWorkspace, environ: Environ, _: Path) -> None:
    environ["WHICHROLE_SLACK_API_URL"] = workspace.api_url.replace("http:", "https:")


def silent(workspace: FakeWorkspace, _: Environ, __: Path) -> None:
    workspace.silent |= {"auth.test", "apps.connections.open"}


def two_apps(workspace: FakeWorkspace, _: Environ, __: Path) -> None:
    workspace.bot_app = "A2"


def in_an_organization(workspace: FakeWorkspace, _: Environ, __: Path) -> None:
    workspace.whole_organization = True


def database_is(spoiled: Callable[[Path], object]) -> Broken:
    return lambda _, __, folder: spoiled(folder / "whichrole.db")


def bad_content(_: FakeWorkspace, environ: Environ, folder: Path) -> None:
    content = Path(shutil.copytree(content_folder(), folder / "content"))
    spoil(content, "speech.toml", "$minutes", "$hours")
    environ["WHICHROLE_CONTENT"] = str(content)


def data_in_a_file(_: FakeWorkspace, environ: Environ, folder: Path) -> None:
    environ["WHICHROLE_DATA"] = str(folder / "whichrole.db" / "inside")


ANOTHER_FOR_BOT = "copy the Bot User OAuth Token (xoxb-…) into SLACK_BOT_TOKEN"
ANOTHER_FOR_APP = "make one with the scope connections:write"
INSTALL = "install it to the workspace again"

BREAKAGES: dict[str, tuple[Broken, str, str]] = {
    "no bot token": (
        without("SLACK_BOT_TOKEN"),
        "settings: SLACK_APP_TOKEN is set without SLACK_BOT_TOKEN",
        ANOTHER_FOR_BOT,
    ),
    "no app token": (
        without("SLACK_APP_TOKEN"),
        "settings: SLACK_BOT_TOKEN is set without SLACK_APP_TOKEN",
        ANOTHER_FOR_APP,
    ),
    "a token in the other's place": (
        set_to("SLACK_BOT_TOKEN", OF_APP),
        "settings: SLACK_BOT_TOKEN: what stands there belongs into SLACK_APP_TOKEN",
        ANOTHER_FOR_BOT,
    ),
    "a sample value": (
        set_to("SLACK_APP_TOKEN", "xapp-your-token"),
        "settings: SLACK_APP_TOKEN still holds a sample value",
        ANOTHER_FOR_APP,
    ),
    "an odd setting": (
        set_to("WHICHROLE_LOG", "loud"),
        "settings: WHICHROLE_LOG: a level is one of",
        "Change WHICHROLE_LOG, or leave it out",
    ),
    "an unknown bot token": (
        set_to("SLACK_BOT_TOKEN", "xoxb-2-hushed"),
        "bot token: SLACK_BOT_TOKEN: Slack does not know this token",
        ANOTHER_FOR_BOT,
    ),
    "F34 a removed app": (
        refused("auth.test", "account_inactive"),
        "bot token: SLACK_BOT_TOKEN: the app was removed from the workspace",
        INSTALL,
    ),
    "a revoked token": (
        refused("auth.test", "token_revoked"),
        "bot token: SLACK_BOT_TOKEN: the token was revoked",
        ANOTHER_FOR_BOT,
    ),
    "a refusal that nobody knows": (
        refused("auth.test", "moon_is_full"),
        "bot token: SLACK_BOT_TOKEN: Slack refuses with moon_is_full",
        "docs.slack.dev",
    ),
    "a whole organization": (
        in_an_organization,
        "bot token: the app is installed in a whole organization",
        "install the app in one",
    ),
    "a scope that lacks": (
        without_scope("im:write"),
        "permissions: the bot lacks im:write, to open direct messages",
        "Add what lacks under OAuth & Permissions, Bot Token Scopes, and reinstall",
    ),
    "no way to see a group": (
        without_scope("usergroups:read"),
        "permissions: the bot lacks usergroups:read, to know who is a mentor by a user group",
        "Add what lacks under OAuth & Permissions, Bot Token Scopes, and reinstall",
    ),
    "no way to hear who joins": (
        without_scope("channels:read"),
        "permissions: the bot lacks channels:read, to ask whoever comes into the channel",
        "Add what lacks under OAuth & Permissions, Bot Token Scopes, and reinstall",
    ),
    "an unknown app token": (
        set_to("SLACK_APP_TOKEN", "xapp-2-hushed"),
        "socket: SLACK_APP_TOKEN: Slack does not know this token",
        ANOTHER_FOR_APP,
    ),
    "an app token that may not connect": (
        refused("apps.connections.open", "missing_scope"),
        "socket: SLACK_APP_TOKEN: the token lacks a permission: connections:write",
        ANOTHER_FOR_APP,
    ),
    "Socket Mode off": (
        greeted_with({"type": "disconnect", "reason": "link_disabled"}),
        "socket: Socket Mode is switched off for the app",
        "then Socket Mode, and switch it on",
    ),
    "too many sockets": (
        greeted_with({"type": "disconnect", "reason": "too_many_websockets"}),
        "socket: Slack closed it at once (too_many_websockets)",
        "Stop other copies",
    ),
    "F36 a silent socket": (
        greeted_with(None),
        "socket: Slack gave an address for it, and nobody there greets us",
        "Let connections to wss-primary.slack.com (TLS) leave",
    ),
    "tokens of two apps": (
        two_apps,
        "one app: SLACK_BOT_TOKEN and SLACK_APP_TOKEN are of two different apps",
        "take both from the same app",
    ),
    "an address without anybody": (
        set_to("WHICHROLE_SLACK_API_URL", "http://127.0.0.1:9/api/"),
        "Slack: 127.0.0.1 takes no connection",
        "Is WHICHROLE_SLACK_API_URL right?",
    ),
    "an address of somebody else": (
        answered("auth.test", 200, "<html>Please log in</html>"),
        "Slack: 127.0.0.1 answers, but not as Slack does (status 200)",
        "login page in between",
    ),
    "a Slack with trouble": (
        answered("auth.test", 503, "upstream"),
        "Slack: 127.0.0.1 answers with status 503",
        "Try again in some minutes",
    ),
    "an address without TLS": (
        over_tls,
        "Slack: there is no safe connection to 127.0.0.1 (TLS)",
        "Install ca-certificates, set the clock",
    ),
    "a Slack that is silent": (
        silent,
        "Slack: 127.0.0.1 did not answer in time",
        "a firewall that drops what leaves",
    ),
    "a clock that is behind": (
        clock_off_by(timedelta(minutes=10)),
        " seconds behind Slack",
        "Set the clock",
    ),
    "a clock that is ahead": (
        clock_off_by(timedelta(minutes=-10)),
        " seconds ahead of Slack",
        "Set the clock",
    ),
    "F49 a database that others read": (
        database_is(lambda path: path.chmod(0o644)),
        "can be reached by others on this machine",
        "chmod 600",
    ),
    "F50 a damaged database": (
        database_is(lambda path: path.write_bytes(b"not a database" * 99)),
        "is damaged or is not a SQLite database",
        "restore a backup",
    ),
    "F52 a newer database": (
        database_is(lambda path: rows(path, "UPDATE alembic_version SET version_num = '9999'")),
        "was written by a newer version of WhichRole",
        "Update the program",
    ),
    "another database": (
        set_to("DATABASE_URL", "postgresql://sam:hushed@example.org/db"),
        "database: PostgreSQL is not supported yet",
        "Change DATABASE_URL, or leave it out",
    ),
    "a database without its folder": (
        set_to("DATABASE_URL", "sqlite+aiosqlite:////nowhere/at/all.db"),
        "database: The folder of the database, /nowhere/at, does not exist",
        "Make the folder",
    ),
    "broken content": (
        bad_content,
        "content: speech.toml: welcome.hello: $hours is not known here",
        "Mend the file",
    ),
    "a language that is not there": (
        set_to("WHICHROLE_LOCALE", "fr"),
        "content: locales/fr.toml: there is no language 'fr'",
        "Set another WHICHROLE_LOCALE",
    ),
    "a data folder that cannot be": (
        data_in_a_file,
        "whichrole.db is not a folder",
        "Name another folder in WHICHROLE_DATA",
    ),
}
"""By name: what breaks it, what is said of it, and what mends it."""

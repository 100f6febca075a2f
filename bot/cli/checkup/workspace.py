"""Is our access to the Slack workspace as it should be?

``looked_at`` asks Slack; each ``about_…`` below judges one fact of what came back.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.adapters.slack import checks
from bot.adapters.slack.checks import Greeting, Heard
from bot.adapters.slack.manifest import FILE, Manifest, manifest
from bot.cli.checkup.findings import (
    Finding,
    named,
    note,
    ok,
    unchecked,
    unless_it_fails,
    wrong,
)
from bot.cli.checkup.refused import APP, BOT, ONE_WORKSPACE, refused
from bot.cli.checkup.ways import SLACK, about_api
from bot.cli.telling import counted
from bot.config import Settings
from bot.errors import ConfigError
from bot.ports.clock import Clock

API, TOKEN, SCOPES, SOCKET = "Slack", "bot token", "permissions", "socket"
ONE_APP, CLOCK, MANIFEST = "one app", "clock", "manifest"
NO_TIME = "there is no time of Slack's to compare it with."
MOST_AHEAD = timedelta(seconds=60)

WHAT_FOR = {
    "app_mentions:read": "to answer whoever mentions it in a channel",
    "channels:read": "to ask whoever comes into the channel for weekly steps",
    "chat:write": "to send its cards",
    "commands": "for /whichrole and the other commands",
    "files:write": "to show a chart",
    "im:history": "to hear what people write to it",
    "im:write": "to open direct messages",
    "usergroups:read": "to know who is a mentor by a user group",
    "users:read": "for somebody's name, time zone and language, and to know guests and admins",
}
"""What we need each permission for, as the comments of the manifest say it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What came back from Slack.

    Attributes:
        authorized: what came of asking with the bot token, or None without a usable one.
        app: the id of the app that the bot token belongs to; empty where nobody said.
        greeting: what came of opening a socket, or None without a usable app token.
    """

    api_url: str
    authorized: Heard | None
    app: str
    greeting: Greeting | None

    @property
    def heard(self) -> tuple[Heard, ...]:
        """The answers that tell how things stand with Slack as a whole."""
        opened = self.greeting.opened if self.greeting else None
        return tuple(one for one in (self.authorized, opened) if one)


async def looked_at(settings: Settings, clock: Clock) -> Looked:
    """Ask Slack everything that the tokens allow; it takes at most ten seconds."""
    api_url = settings.slack_api_url
    bot, app = settings.slack_bot_token, settings.slack_app_token

    async def of_bot() -> tuple[Heard | None, str]:
        if bot is None:
            return None, ""
        token = bot.get_secret_value()
        heard = await checks.authorized(token, api_url, clock)
        bot_id = heard.told.get("bot_id")
        if not heard.works or not isinstance(bot_id, str):
            return heard, ""
        return heard, await checks.app_of(token, bot_id, api_url, clock)

    async def of_app() -> Greeting | None:
        if app is None:
            return None
        return await checks.greeted(app.get_secret_value(), api_url, clock)

    (authorized, app_id), greeting = await asyncio.gather(of_bot(), of_app())
    return Looked(api_url, authorized, app_id, greeting)


def about_workspace(looked: Looked, folder: Path) -> list[Finding]:
    """All that can be said of what came back; ``folder`` has the manifest."""
    try:
        wanted: Manifest | None = manifest(folder)
    except ConfigError:
        wanted = None
    judged = (
        (API, lambda: about_api(API, looked.heard, looked.api_url, SLACK)),
        (TOKEN, lambda: about_bot_token(looked)),
        (SCOPES, lambda: about_scopes(looked, wanted)),
        (SOCKET, lambda: about_socket(looked)),
        (ONE_APP, lambda: about_one_app(looked)),
        (CLOCK, lambda: about_clock(looked)),
        (MANIFEST, lambda: about_manifest(wanted)),
    )
    return [found for check, judge in judged for found in unless_it_fails(check, judge)]


def about_bot_token(looked: Looked) -> list[Finding]:
    """Is the bot token one that Slack knows, and whose is it?"""
    heard = looked.authorized
    if heard is None:
        return [unchecked(TOKEN, f"there is no usable {BOT}.")]
    if heard.trouble:
        return [unchecked(TOKEN, "Slack did not answer.")]
    if heard.error:
        said, fix = refused(heard.error, BOT)
        return [wrong(TOKEN, f"{BOT}: {said}.", fix)]
    if heard.told.get("is_enterprise_install") is True:
        return [wrong(TOKEN, "the app is installed in a whole organization.", ONE_WORKSPACE)]
    user, team = named(heard.told.get("user")), named(heard.told.get("team"))
    return [ok(TOKEN, f"works, as {user} in the workspace {team}.")]


def about_scopes(looked: Looked, wanted: Manifest | None) -> list[Finding]:
    """What the bot may do, beside what the manifest asks for."""
    heard = looked.authorized
    if heard is None or not heard.works:
        return [unchecked(SCOPES, "the bot token does not work yet.")]
    if heard.scopes is None or wanted is None:
        who = "Slack did not tell them" if wanted else "the manifest cannot be read"
        return [unchecked(SCOPES, f"{who}.")]
    fix = "Add what lacks under OAuth & Permissions, Bot Token Scopes, and reinstall the app."
    missing = [
        wrong(SCOPES, f"the bot lacks {scope}, {WHAT_FOR.get(scope, 'which we need')}.", fix)
        for scope in sorted(wanted.scopes - heard.scopes)
    ]
    surplus = sorted(map(named, heard.scopes - wanted.scopes))
    said = f"the bot may do more than we need: {', '.join(surplus)}."
    notes = [note(SCOPES, said, "Remove what nothing else uses.")] if surplus else []
    all_there = [ok(SCOPES, f"all {counted(len(wanted.scopes), 'scope')} are there.")]
    return [*(missing or all_there), *notes]


def about_socket(looked: Looked) -> list[Finding]:
    """Does Slack open a socket for us, and greet us on it?"""
    greeting = looked.greeting
    if greeting is None:
        return [unchecked(SOCKET, f"there is no usable {APP}.")]
    if greeting.opened.trouble:
        return [unchecked(SOCKET, "Slack did not answer.")]
    if greeting.opened.error:
        said, fix = refused(greeting.opened.error, APP)
        lacks = ": connections:write" if greeting.opened.error == "missing_scope" else ""
        return [wrong(SOCKET, f"{APP}: {said}{lacks}.", fix)]
    if greeting.trouble:
        said = "Slack gave an address for it, and nobody there greets us."
        return [wrong(SOCKET, said, "Let connections to wss-primary.slack.com (TLS) leave.")]
    if greeting.goodbye == "link_disabled":
        said, fix = refused("socket_mode_not_enabled", APP)
        return [wrong(SOCKET, f"{said}.", fix)]
    if greeting.goodbye:
        said = f"Slack closed it at once ({named(greeting.goodbye)})."
        return [wrong(SOCKET, said, "Stop other copies of the program, then try again.")]
    others = greeting.connections - 1
    open_too = (
        f" {counted(others, 'other')} open: the program runs already." if others > 0 else ""
    )
    return [ok(SOCKET, f"opens, and Slack greets us.{open_too}")]


def about_one_app(looked: Looked) -> list[Finding]:
    """Are both tokens of the same app? If not, the program would hear nothing it can answer."""
    heard, greeting = looked.authorized, looked.greeting
    if heard is None or greeting is None or not (heard.works and greeting.works):
        return [unchecked(ONE_APP, "both tokens must work first.")]
    if not looked.app or not greeting.app:
        return [unchecked(ONE_APP, "Slack did not tell of which app the tokens are.")]
    if looked.app != greeting.app:
        said = f"{BOT} and {APP} are of two different apps."
        return [wrong(ONE_APP, said, "On api.slack.com/apps, take both from the same app.")]
    return [ok(ONE_APP, "both tokens are of the same one.")]


def about_clock(looked: Looked) -> list[Finding]:
    """Is this machine's clock right, as far as Slack can tell?"""
    ahead = next((one.ahead for one in looked.heard if one.ahead is not None), None)
    if ahead is None:
        return [unchecked(CLOCK, NO_TIME)]
    seconds = round(ahead.total_seconds())
    if abs(ahead) > MOST_AHEAD:
        way = "ahead of" if seconds > 0 else "behind"
        said = f"this machine is {counted(abs(seconds), 'second')} {way} Slack."
        return [wrong(CLOCK, said, "Set the clock (sudo timedatectl set-ntp true).")]
    return [ok(CLOCK, "right, within a minute.")]


def about_manifest(wanted: Manifest | None) -> list[Finding]:
    """What only a person can compare."""
    if wanted is None:
        return [wrong(MANIFEST, f"slack/{FILE} cannot be read.", "Install WhichRole again.")]
    why = "a bot token cannot read the commands, events and switches of the app."
    commands, events = ", ".join(wanted.commands), ", ".join(wanted.events)
    fix = (
        f"On api.slack.com/apps, open your app, then App Manifest, and compare: commands "
        f"{commands}; events {events}; Socket Mode, interactivity, the Home tab and the "
        f"Messages tab on."
    )
    return [unchecked(MANIFEST, why, fix)]

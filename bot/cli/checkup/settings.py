"""Are the settings as they should be?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from bot.cli.checkup.findings import Finding, note, ok, unchecked, wrong
from bot.cli.telling import counted
from bot.config import Settings
from bot.errors import ConfigError

CHECK = "settings"
SLACK_TOKENS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
DISCORD_PLACES = ("WHICHROLE_DISCORD_API_URL", "WHICHROLE_DISCORD_GATEWAY_URL")
SLACK_ADDRESS = "WHICHROLE_SLACK_API_URL"
OF_TESTS = frozenset({"WHICHROLE_SPECS", "WHICHROLE_PRACTITIONERS", "WHICHROLE_REQUIRE"})
DOTENV = ".env"

WHERE = {
    "SLACK_BOT_TOKEN": (
        "On api.slack.com/apps, open your app, then OAuth & Permissions, and copy the Bot User "
        "OAuth Token (xoxb-…) into SLACK_BOT_TOKEN."
    ),
    "SLACK_APP_TOKEN": (
        "On api.slack.com/apps, open your app, then Basic Information, App-Level Tokens: make "
        "one with the scope connections:write and copy it (xapp-…) into SLACK_APP_TOKEN."
    ),
    "DISCORD_TOKEN": (
        "On discord.com/developers/applications, open your application, then Bot, press Reset "
        "Token, and copy it into DISCORD_TOKEN."
    ),
}
"""Where each token comes from."""

_ASSIGNED = re.compile(r"^\s*(?:export\s+)?([A-Z_]+)=\s*\S", re.MULTILINE)


def usable(environ: Mapping[str, str]) -> tuple[Settings, Mapping[str, str]]:
    """The settings without those that cannot be used, and what is wrong with these, by name."""
    faults = Settings.faults(environ)
    kept = {name: value for name, value in environ.items() if name not in faults}
    return Settings.from_env(kept), faults


def about_settings(
    environ: Mapping[str, str], settings: Settings, faults: Mapping[str, str], folder: Path
) -> list[Finding]:
    """Everything that is wrong with the settings.

    Args:
        environ: the variables as they are set.
        settings: those that can be used.
        faults: what is wrong with the others, by name.
        folder: the one we are in.
    """
    found = [wrong(CHECK, fault, _fix(name)) for name, fault in faults.items()]
    found += _tokens(settings, faults)
    if not found:
        known = [field.alias for field in Settings.model_fields.values()]
        number = sum(bool(environ.get(name or "", "").strip()) for name in known)
        found = [ok(CHECK, f"{counted(number, 'variable')} set, and usable.")]
    return [*found, *_unread(environ), *_left_in_file(environ, folder)]


def _fix(name: str) -> str:
    return WHERE.get(name, f"Change {name}, or leave it out.")


def _tokens(settings: Settings, faults: Mapping[str, str]) -> Iterator[Finding]:
    """One token of Slack's without the other."""
    if faults.keys() & set(SLACK_TOKENS):
        return
    try:
        settings.slack()
    except ConfigError as problem:
        (lacking,) = (name for name in SLACK_TOKENS if not _is_set(settings, name))
        yield wrong(CHECK, str(problem), WHERE[lacking])


def _is_set(settings: Settings, token: str) -> bool:
    return bool(getattr(settings, token.lower()))


def _unread(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Variables that look like ours and are not."""
    known = {field.alias or "" for field in Settings.model_fields.values()}
    for name in sorted(environ):
        if (
            name.startswith(("WHICHROLE_", "SLACK_", "DISCORD_"))
            and name not in known | OF_TESTS
        ):
            near = get_close_matches(name, known, n=1, cutoff=0.8)
            fix = f"Did you mean {near[0]}?" if near else "Leave it out."
            yield note(CHECK, f"Nothing reads the variable {named_variable(name)}.", fix)


def named_variable(name: str) -> str:
    """A variable's name; whoever puts a token there by mistake does not find it printed."""
    return name if re.fullmatch(r"[A-Z_]{1,40}", name) else "with an odd name"


def _left_in_file(environ: Mapping[str, str], folder: Path) -> Iterator[Finding]:
    """Variables that stand in a file ``.env``, which only make reads."""
    try:
        told = (folder / DOTENV).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    known = {field.alias for field in Settings.model_fields.values()}
    left = sorted(
        name for name in set(_ASSIGNED.findall(told)) & known if not environ.get(name)
    )
    if left:
        said = f"{_listed(left)} in {DOTENV}, which only make reads."
        yield note(CHECK, said, "Start with make doctor and make run.")


def _listed(names: Iterable[str]) -> str:
    told = list(names)
    return f"{', '.join(told)} {'stands' if len(told) == 1 else 'stand'}"


def no_slack() -> Finding:
    """That nobody asked for Slack."""
    return unchecked(
        "Slack",
        "neither SLACK_BOT_TOKEN nor SLACK_APP_TOKEN is set.",
        "To connect a workspace, follow docs/slack.md.",
    )


def no_discord() -> Finding:
    """That nobody asked for Discord."""
    return unchecked(
        "Discord", "DISCORD_TOKEN is not set.", "To connect a server, follow docs/discord.md."
    )

"""What the app must be in a workspace, as ``slack/manifest.yaml`` says it."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.errors import ConfigError

FILE = "manifest.yaml"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a workspace can be compared with.

    Attributes:
        scopes: what the bot may do.
        commands: the slash commands, each with its slash.
        events: what Slack tells the app about.
    """

    scopes: frozenset[str]
    commands: tuple[str, ...]
    events: tuple[str, ...]


def manifest(folder: Path) -> Manifest:
    """Read the manifest in a folder.

    Raises:
        ConfigError: it is not there, or is no longer what we shipped.
    """
    path = folder / FILE
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Manifest(
            scopes=frozenset(map(str, told["oauth_config"]["scopes"]["bot"])),
            commands=tuple(str(one["command"]) for one in told["features"]["slash_commands"]),
            events=tuple(map(str, told["settings"]["event_subscriptions"]["bot_events"])),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError, LookupError, TypeError) as problem:
        raise ConfigError([f"The file {path} cannot be read as a manifest."]) from problem

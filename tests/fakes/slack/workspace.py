"""What stands in a workspace: messages, ephemeral ones, Homes, windows, files."""

import secrets
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.clock import SystemClock

TEAM = "T0WORK"
US = "U0BOT"
US_AS_BOT = "B0BOT"
RESPONSES, RESPONSE_SECONDS = 5, 30 * 60
TRIGGER_SECONDS = 3.0

Json = dict[str, Any]


@dataclass(slots=True)
class Posted:
    """A message.

    Attributes:
        channel: where it stands.
        ts: its name there, and when it was posted.
        content: text, blocks, metadata.
        by: who posted it.
        edits: how often it was changed.
        seen_by: the only one who sees it; empty if it is no ephemeral one.
        at: when it came to say what it says, on the monotonic clock.
    """

    channel: str
    ts: str
    content: Json
    by: str = US
    edits: int = 0
    seen_by: str = ""
    at: float = field(default_factory=time.monotonic)

    @property
    def blocks(self) -> list[Json]:
        return list(self.content.get("blocks") or [])

    @property
    def text(self) -> str:
        return str(self.content.get("text", ""))

    @property
    def key(self) -> str:
        """The key in its metadata, or an empty text."""
        told = self.content.get("metadata") or {}
        return str(told.get("event_payload", {}).get("key", ""))


@dataclass(slots=True)
class ResponseAddress:
    """What a click or a command opened."""

    channel: str
    user: str
    message: Posted | None
    until: float
    left: int = RESPONSES


@dataclass(slots=True)
class Workspace:
    """One workspace.

    Attributes:
        channels: messages by channel and their ts, oldest first.
        homes: views by person.
        windows: open windows by person.
        files: who has which file: file id to channel, or None while it is nowhere.
        gone: people who are there no more.
        refused: people whose every message is refused, with what Slack says then.
        accepted: how often a message of each key was accepted.
    """

    channels: dict[str, dict[str, Posted]] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    windows: dict[str, Json] = field(default_factory=dict)
    files: dict[str, str | None] = field(default_factory=dict)
    profiles: dict[str, Json] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    accepted: Counter[str] = field(default_factory=Counter)
    responses: dict[str, ResponseAddress] = field(default_factory=dict)
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def stamp(self) -> str:
        """The next ts: later than any before."""
        now = SystemClock().now().timestamp()
        return f"{int(now)}.{next(self._numbers):06}"

    def post(self, channel: str, content: Json, by: str = US, seen_by: str = "") -> Posted:
        """A new message."""
        posted = Posted(channel, self.stamp(), content, by, seen_by=seen_by)
        self.channels.setdefault(channel, {})[posted.ts] = posted
        if by == US and posted.key:
            self.accepted[posted.key] += 1
        return posted

    def change(self, posted: Posted, content: Json) -> None:
        """Other content in its place."""
        posted.content = content
        posted.edits += 1
        posted.at = time.monotonic()
        if posted.key:
            self.accepted[posted.key] += 1

    def trigger(self, user: str) -> str:
        """Lets a window be opened for three seconds."""
        trigger = f"{next(self._numbers)}.{secrets.token_hex(8)}"
        self.triggers[trigger] = (user, time.monotonic() + TRIGGER_SECONDS)
        return trigger

    def respond(self, channel: str, user: str, message: Posted | None) -> str:
        """The secret of a new response address."""
        secret = secrets.token_hex(12)
        until = time.monotonic() + RESPONSE_SECONDS
        self.responses[secret] = ResponseAddress(channel, user, message, until)
        if len(self.responses) > 20_000:
            del self.responses[next(iter(self.responses))]
        return secret

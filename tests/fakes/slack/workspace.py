"""What stands in a workspace: messages, ephemeral ones, Homes, windows, files."""

import secrets
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from bot.clock import SystemClock

TEAM = "T0WORK"
US = "U0BOT"
US_AS_BOT = "B0BOT"
RESPONSES, RESPONSE_SECONDS = 5, 30 * 60
TRIGGER_SECONDS = 3.0
MOST_REMEMBERED = 20_000
"""So many response addresses and triggers are known at once; the oldest are forgotten."""

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
        contents: what is in them.
        profiles: what users.info tells of somebody, where it is not the usual.
        groups: who is in which user group.
        gone: people who are there no more.
        refused: people whose every message is refused, with what Slack says then.
        accepted: how often a message of each key was accepted, as a new one or in place.
        posted: how often a message of each key was posted as a new one.
        deleted: messages that stand no more, by channel.
        whispered: ephemeral messages by person.
        noticed: is told of each message of ours that was posted, changed or deleted: what
            became of it, how it is, and how it was.
    """

    channels: dict[str, dict[str, Posted]] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    windows: dict[str, Json] = field(default_factory=dict)
    files: dict[str, str | None] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    profiles: dict[str, Json] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    accepted: Counter[str] = field(default_factory=Counter)
    posted: Counter[str] = field(default_factory=Counter)
    deleted: defaultdict[str, list[Posted]] = field(default_factory=lambda: defaultdict(list))
    whispered: defaultdict[str, list[Posted]] = field(default_factory=lambda: defaultdict(list))
    noticed: Callable[[str, Posted, Posted], None] | None = None
    responses: dict[str, ResponseAddress] = field(default_factory=dict)
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _last: int = 0

    @property
    def doubled(self) -> dict[str, int]:
        """Keys of which more than one message was posted, and how many were."""
        return {key: many for key, many in self.posted.items() if many > 1}

    def stamp(self) -> str:
        """The next ts: later than any before."""
        now = int(SystemClock().now().timestamp() * 1_000_000)
        self._last = max(now, self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06}"

    def stands(self, posted: Posted) -> bool:
        """Whether a message is still there."""
        return self.channels.get(posted.channel, {}).get(posted.ts) is posted

    def post(self, channel: str, content: Json, by: str = US, seen_by: str = "") -> Posted:
        """A new message."""
        posted = Posted(channel, self.stamp(), self._named(content), by, seen_by=seen_by)
        self.channels.setdefault(channel, {})[posted.ts] = posted
        if seen_by:
            self.whispered[seen_by].append(posted)
        if by == US and posted.key:
            self.accepted[posted.key] += 1
            self.posted[posted.key] += 1
        self._notice("posted", posted, posted)
        return posted

    def change(self, posted: Posted, content: Json) -> None:
        """Other content in its place."""
        before = replace(posted)
        posted.content = self._named(content)
        posted.edits += 1
        posted.at = time.monotonic()
        if posted.key:
            self.accepted[posted.key] += 1
        self._notice("changed", posted, before)

    def remove(self, posted: Posted) -> None:
        """It stands no more."""
        del self.channels[posted.channel][posted.ts]
        if posted.seen_by:
            self.whispered[posted.seen_by].remove(posted)
        self.deleted[posted.channel].append(posted)
        self._notice("deleted", posted, posted)

    def trigger(self, user: str) -> str:
        """Lets a window be opened for three seconds."""
        trigger = f"{next(self._numbers)}.{secrets.token_hex(8)}"
        self.triggers[trigger] = (user, time.monotonic() + TRIGGER_SECONDS)
        if len(self.triggers) > MOST_REMEMBERED:
            del self.triggers[next(iter(self.triggers))]
        return trigger

    def respond(self, channel: str, user: str, message: Posted | None) -> str:
        """The secret of a new response address."""
        secret = secrets.token_hex(12)
        until = time.monotonic() + RESPONSE_SECONDS
        self.responses[secret] = ResponseAddress(channel, user, message, until)
        if len(self.responses) > MOST_REMEMBERED:
            del self.responses[next(iter(self.responses))]
        return secret

    def _named(self, content: Json) -> Json:
        """The content with a name for each block that came without one."""
        blocks = content.get("blocks")
        if not blocks or all("block_id" in one for one in blocks):
            return content
        return content | {
            "blocks": [{"block_id": f"n{next(self._numbers)}", **one} for one in blocks]
        }

    def _notice(self, what: str, posted: Posted, before: Posted) -> None:
        if self.noticed is not None and posted.by == US and not posted.seen_by:
            self.noticed(what, posted, before)

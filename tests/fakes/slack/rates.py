"""How much of each method Slack takes: a bucket for each tier, method and workspace.

Source: rate_limit_tiers.json; a test holds the tiers against it.
"""

import time
from collections import Counter
from collections.abc import Hashable

TIERS = {
    "apps.connections.open": 1,
    "bots.info": 3,
    "chat.delete": 3,
    "chat.postEphemeral": 4,
    "chat.update": 3,
    "conversations.history": 3,
    "conversations.open": 3,
    "files.completeUploadExternal": 4,
    "files.delete": 3,
    "files.getUploadURLExternal": 4,
    "team.info": 3,
    "usergroups.users.list": 2,
    "users.info": 4,
    "views.open": 4,
    "views.publish": 4,
    "views.update": 4,
}
PER_MINUTE = {1: 20, 2: 20, 3: 50, 4: 100}
"""A first connection and its repairs are more than one in a minute, so Tier 1 is wider here."""

IN_ONE_CHANNEL = 4
"""Messages that a channel takes at once; one more each second (chat.postMessage)."""


class Rates:
    """Buckets that fill up with time.

    Attributes:
        refused: how often a method was asked for too often.
    """

    def __init__(self, *, enforced: bool = True) -> None:
        self.enforced = enforced
        self.refused: Counter[str] = Counter()
        self._buckets: dict[Hashable, tuple[float, float]] = {}

    def wait(self, method: str, channel: str) -> float:
        """Seconds until a request is taken; 0 takes it now.

        A channel is the same by its own id and by that of the person whose it is.
        """
        seconds = self._wait(method, channel) if self.enforced else 0.0
        if seconds:
            self.refused[method] += 1
        return seconds

    def _wait(self, method: str, channel: str) -> float:
        if method == "chat.postMessage":
            channel = f"D{channel}" if channel.startswith("U") else channel
            return self._take((method, channel), IN_ONE_CHANNEL, 1.0)
        tier = TIERS.get(method)
        if tier is None:
            return 0.0
        return self._take(method, PER_MINUTE[tier], PER_MINUTE[tier] / 60)

    def _take(self, key: Hashable, most: float, per_second: float) -> float:
        now = time.monotonic()
        tokens, at = self._buckets.get(key, (most, now))
        tokens = min(most, tokens + (now - at) * per_second)
        if tokens < 1.0 - 1e-9:
            self._buckets[key] = (tokens, now)
            return (1.0 - tokens) / per_second
        self._buckets[key] = (tokens - 1.0, now)
        return 0.0

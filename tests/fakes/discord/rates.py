"""How much of each route Discord takes: buckets by route and major names, and one of all.

Discord writes no numbers down and says that they may change; these are what it was seen to say
in its headers.
"""

from collections import Counter
from dataclasses import dataclass
from hashlib import md5

from tests.fakes.discord.arriving import Request
from tests.fakes.discord.routes import MAJOR
from tests.fakes.discord.watch import Watch

USUAL = (50, 1.0)
PER_ROUTE: dict[str, tuple[int, float]] = {
    "POST /users/@me/channels": (10, 10.0),
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "GET /channels/{channel_id}/messages": (5, 5.0),
    "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": (5, 2.0),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": (5, 2.0),
    "PATCH /guilds/{guild_id}/members/{user_id}": (10, 10.0),
    "PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}": (10, 10.0),
    "DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}": (10, 10.0),
    "PUT /applications/{application_id}/commands": (5, 20.0),
}
"""By route: so many requests in so many seconds."""

EVERYTHING = (50, 1.0)
WIDE = (10_000, 1.0)
"""What headers tell while nothing is enforced."""

CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"


@dataclass(slots=True)
class _Bucket:
    until: float
    left: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a request.

    Attributes:
        wait: seconds until it would be taken; 0 takes it now.
        is_global: it is one too many of all, not of its own kind.
        headers: what stands above the answer.
    """

    wait: float
    is_global: bool
    headers: dict[str, str]


class Rates:
    """Buckets that are full again when their time is over.

    Attributes:
        enforced: whether there are limits at all.
        refused: how often a route was asked for too often.
    """

    def __init__(self, watch: Watch, *, enforced: bool = True) -> None:
        self.enforced = enforced
        self.refused: Counter[str] = Counter()
        self._watch = watch
        self._buckets: dict[str, _Bucket] = {}

    def judge(self, request: Request) -> Verdict:
        """Whether a request is taken; callbacks of interactions always are."""
        if request.route == CALLBACK:
            return Verdict(0.0, is_global=False, headers={})
        most, seconds = PER_ROUTE.get(request.route, USUAL) if self.enforced else WIDE
        major = "+".join(request.names[one] for one in MAJOR if one in request.names)
        left, wait = self._take(f"{request.route}:{major}", most, seconds)
        headers = self._headers(request.route, most, max(left, 0), wait)
        if left < 0:
            self.refused[request.route] += 1
            return Verdict(wait, is_global=False, headers=_refused(headers, "user", wait))
        if self.enforced and not request.route.split("/", 2)[1].startswith("webhooks"):
            left, wait = self._take("everything", *EVERYTHING)
            if left < 0:
                self.refused["everything"] += 1
                return Verdict(wait, is_global=True, headers=_refused({}, "global", wait))
        return Verdict(0.0, is_global=False, headers=headers)

    def _take(self, name: str, most: int, seconds: float) -> tuple[int, float]:
        """How many are left after this one, and in how many seconds all are there again."""
        now = self._watch.seconds()
        bucket = self._buckets.get(name)
        if bucket is None or bucket.until <= now:
            bucket = self._buckets[name] = _Bucket(now + seconds, most)
        if bucket.left <= 0:
            return -1, bucket.until - now
        bucket.left -= 1
        return bucket.left, bucket.until - now

    def _headers(self, route: str, most: int, left: int, wait: float) -> dict[str, str]:
        reset = self._watch.now().timestamp() + wait
        bucket = md5(route.encode(), usedforsecurity=False).hexdigest()
        return {
            "X-RateLimit-Limit": str(most),
            "X-RateLimit-Remaining": str(left),
            "X-RateLimit-Reset": f"{reset:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": bucket,
        }


def _refused(headers: dict[str, str], scope: str, wait: float) -> dict[str, str]:
    more = {"X-RateLimit-Scope": scope, "Retry-After": str(int(wait) + 1)}
    return headers | more | ({"X-RateLimit-Global": "true"} if scope == "global" else {})

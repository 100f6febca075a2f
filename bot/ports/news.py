"""What a refusal tells of more than its own message: of accounts and of communities."""

from dataclasses import dataclass
from datetime import datetime

from bot.ports.inbound import Address


@dataclass(frozen=True, slots=True)
class Held:
    """A community, or with an empty workspace a platform, to which nothing goes for a while."""

    platform: str
    workspace: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Unreachable:
    """An account that cannot be written to; what waits for it ends, until it writes first."""

    account: Address


@dataclass(frozen=True, slots=True)
class Revoked:
    """A community that no longer lets us in.

    What waits for it ends, and the time begins after which its people are forgotten.
    """

    platform: str
    workspace: str


News = Held | Unreachable | Revoked
"""What a refusal tells of more than its own message."""

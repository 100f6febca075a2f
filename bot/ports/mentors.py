"""Who is a mentor in a community, and what mentors set for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.inbound import Address
from bot.ports.mentoring import Community


@dataclass(frozen=True, slots=True)
class Mentor:
    """A mentor of a community.

    Attributes:
        account: theirs.
        name: as the platform told it last, or empty.
        is_named: they stand on the list; else a role or group of the platform makes them one.
        capacity: how many mentees they take.
        mentees: how many they have.
        waiting: how many requests wait for them.
        digest: they want the weekly digest.
        looked_at: when they last looked after a mentee, or None.
        mentees_since: when the oldest of their pairs began, or None without one.
    """

    account: Address
    name: str
    is_named: bool
    capacity: int
    mentees: int
    waiting: int
    digest: bool
    looked_at: datetime | None
    mentees_since: datetime | None = None


class Mentors(Protocol):
    """Who is a mentor on a community's own list, and what they set for themselves.

    Admins change the list, see ``administering``.
    """

    async def is_named(self, community: Community, who: Address) -> bool:
        """Whether they are on it."""
        ...

    async def mentors(self, community: Community) -> Sequence[Mentor]:
        """All who are on it, or have set something for themselves, by name."""
        ...

    async def mentors_by_role(self, community: Community) -> Sequence[Mentor]:
        """All others who have mentees there, as long as a role or group may make mentors.

        Whether it still makes one of them, only the platform knows.
        """
        ...

    async def set_capacity(self, community: Community, who: Address, capacity: int) -> None:
        """So many mentees they take."""
        ...

    async def set_digest(self, community: Community, who: Address, *, wanted: bool) -> None:
        """Whether they want the weekly digest."""
        ...

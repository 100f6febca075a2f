"""Who is who in communities, as a test says it."""

from dataclasses import dataclass, field

from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.roster import STRANGER, Membership

MEMBER = Membership(is_member=True, is_sure=True)
ADMIN = Membership(is_member=True, is_admin=True, is_sure=True)


@dataclass
class FakeRoster:
    """A platform's people; whoever was not named is a stranger.

    Attributes:
        people: by account and community.
        asked: who was asked about, in order.
    """

    people: dict[tuple[Address, Community], Membership] = field(default_factory=dict)
    asked: list[tuple[Address, Community, str | None]] = field(default_factory=list)

    async def membership(
        self, account: Address, community: Community, group: str | None
    ) -> Membership:
        self.asked.append((account, community, group))
        return self.people.get((account, community), STRANGER)

    async def find(self, name: str, community: Community) -> Address | None:
        raise NotImplementedError

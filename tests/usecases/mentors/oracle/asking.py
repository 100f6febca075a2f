"""The worlds of the judge, in the program's own words."""

from bot.engine.mentoring.values import Item, Origin, State
from bot.ports.inbound import Address
from bot.ports.mentee_facts import Facts
from bot.ports.mentoring import Community, Pairing
from bot.ports.roster import STRANGER, Membership
from tests.fakes.clock import NOON
from tests.usecases.mentors.oracle.worlds import Account, Pair, Place, World

GROUP = "mentors"


class RosterOf:
    """The platforms of a world, as it is at each moment."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def membership(
        self, account: Address, community: Community, group: str | None
    ) -> Membership:
        who, place = to_account(account), (community.platform, community.workspace)
        kind = self._world.kinds.get((who, place))
        if kind is None:
            return STRANGER
        wears = group == GROUP and (who, place) in self._world.grouped
        return Membership(
            is_member=kind == "member",
            is_admin=(who, place) in self._world.admins,
            groups=frozenset({GROUP}) if wears else frozenset(),
        )

    async def find(self, name: str, community: Community) -> Address | None:
        raise NotImplementedError


def address(who: Account) -> Address:
    return Address(*who)


def to_account(found: Address) -> Account:
    return found.platform, found.workspace, found.user


def community(place: Place) -> Community:
    return Community(*place)


def pairing(pair: Pair) -> Pairing:
    return Pairing(
        pair.number,
        community(pair.place),
        State(pair.state),
        Origin.ASKED,
        address(pair.mentor) if pair.mentor else None,
        address(pair.mentee),
        consents=frozenset(map(Item, pair.shares)),
        left_at=NOON if pair.left else None,
    )


def facts(world: World, asker: Account, number: int) -> Facts:
    """What a store that does its work would find of the pair of this number."""
    found = next((one for one in world.pairs if one.number == number), None)
    if found is None:
        return Facts()
    return Facts(
        pairing(found),
        is_theirs=found.mentor == asker,
        is_present=found.place in world.let_us_in,
    )

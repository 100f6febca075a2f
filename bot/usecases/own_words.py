"""In which words somebody is spoken to: ours, or those of their community."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.catalog import Catalog
from bot.catalog.own_words import with_own_words
from bot.errors import StoreError
from bot.ports.clock import Clock
from bot.ports.inbound import Address
from bot.ports.mentoring import Community

LOOK_EVERY = timedelta(seconds=30)
"""What another process changed counts after so long; what this one changed, at once."""

MOST_KEPT = 200
"""Communities that are remembered, those without words of their own included (I9)."""


class Kept(Protocol):
    """What communities say in their own words."""

    async def wording(self, community: Community) -> Mapping[str, str]:
        """See ``ports.administering.Administering.wording``."""
        ...


@dataclass(frozen=True, slots=True)
class _Made:
    """A catalog, of which words it was made, and when those were looked at."""

    catalog: Catalog
    own: Mapping[str, str]
    looked_at: datetime


class Words(Protocol):
    """Tells in which words somebody is spoken to."""

    async def for_account(self, account: Address) -> Catalog:
        """The words for somebody in a direct message."""
        ...

    async def of(self, community: Community | None) -> Catalog:
        """The words of a community; ours for none."""
        ...

    def known(self, community: Community | None) -> Catalog:
        """The words of a community as they were when somebody last looked; nobody waits."""
        ...


class OurWords:
    """Speaks to everybody in ours: nobody has words of their own."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def for_account(self, account: Address) -> Catalog:
        """See ``Words.for_account``."""
        return self._catalog

    async def of(self, community: Community | None) -> Catalog:
        """See ``Words.of``."""
        return self._catalog

    def known(self, community: Community | None) -> Catalog:
        """See ``Words.known``."""
        return self._catalog


class OwnWords:
    """Makes a catalog for each community that has words of its own, once for each change.

    Args:
        kept: their words.
        catalog: ours.
        clock: what time it is.
    """

    def __init__(self, kept: Kept, catalog: Catalog, clock: Clock) -> None:
        self._kept = kept
        self._catalog = catalog
        self._clock = clock
        self._made: OrderedDict[Community, _Made] = OrderedDict()

    async def for_account(self, account: Address) -> Catalog:
        """The words for somebody in a direct message.

        On Discord nobody can tell which server's they would be, so there they are ours.
        """
        return await self.of(home_of(account))

    async def of(self, community: Community | None) -> Catalog:
        """The words of a community; ours for none, and where nobody can look at the moment."""
        if community is None:
            return self._catalog
        made, now = self._made.get(community), self._clock.now()
        if made is not None and timedelta() <= now - made.looked_at < LOOK_EVERY:
            return made.catalog
        try:
            own = await self._kept.wording(community)
        except StoreError:
            return made.catalog if made is not None else self._catalog
        is_as_it_was = made is not None and made.own == own
        catalog = made.catalog if made and is_as_it_was else with_own_words(self._catalog, own)
        self._remember(community, _Made(catalog, own, now))
        return catalog

    def known(self, community: Community | None) -> Catalog:
        """The words of a community as they were at the last look; ours if there was none.

        For what stands round a card: the turn that says the card has looked just before.
        """
        made = self._made.get(community) if community is not None else None
        return made.catalog if made is not None else self._catalog

    def look_again(self, community: Community | None) -> None:
        """Something may have been changed there just now."""
        if community is not None:
            self._made.pop(community, None)

    def _remember(self, community: Community, made: _Made) -> None:
        self._made[community] = made
        self._made.move_to_end(community)
        while len(self._made) > MOST_KEPT:
            self._made.popitem(last=False)


def home_of(account: Address) -> Community:
    """The community that an account lives in; on Discord, none that anybody has."""
    return Community(account.platform, account.workspace)

"""What comes to an account without being asked for, while its screen is open."""

from contextlib import suppress
from datetime import datetime
from typing import Protocol

from bot.adapters.terminal.surface import Surface
from bot.cards import Card
from bot.errors import StoreError
from bot.ports.accounts import Accounts
from bot.ports.clock import Clock
from bot.ports.inbound import Address
from bot.ports.keeping import Shower
from bot.ports.nudges import Nudges
from bot.ports.outbox import Claimed, Message
from bot.ports.queue import Outbox
from bot.ports.store import Store
from bot.usecases.delivery import Delivery
from bot.usecases.nudging import Nudging


class Hub(Store, Outbox, Nudges, Accounts, Shower, Protocol):
    """Where people stand and what waits to be said: one store keeps it all."""

    async def hear(self, account: Address) -> None:
        """See ``ports.keeping.Keeper.hear``."""
        ...


class Chases(Protocol):
    """Does what is due between people."""

    async def catch_up(self) -> None:
        """Do it now, unless it was done lately."""
        ...


class Coming:
    """Serves who is due, and shows what waits for one account.

    Args:
        store: keeps all of it.
        delivery: hands messages over.
        clock: what time it is.
        account: whose screen this is.
        surface: the screen.
        default_zone: see ``Nudging``.
        chases: does what is due between people, where there is a desk for them.
    """

    def __init__(
        self,
        store: Hub,
        delivery: Delivery,
        clock: Clock,
        account: Address,
        surface: Surface,
        default_zone: str | None = None,
        chases: Chases | None = None,
    ) -> None:
        self._store = store
        self._delivery = delivery
        self._clock = clock
        self._account = account
        self._surface = surface
        self._rounds = Nudging(store, clock, default_zone=default_zone)
        self._chases = chases

    async def show_left(self) -> Card | None:
        """Show whatever an earlier process left, or a round writes now; the last card."""
        await self._catch_up()
        return await self.hand_over(await self._store.claim_left(self._account))

    async def show_due(self, above: Card | None = None) -> Card | None:
        """Show what has come due, if anything has; the last card of it.

        Args:
            above: is shown before that.

        Raises:
            StoreError: it cannot be found out now.
        """
        await self._catch_up()
        due = await self._store.next_due([self._account.platform])
        if due is None or due > self._clock.now():
            return None
        return await self.hand_over(await self._store.claim_left(self._account), above)

    async def _catch_up(self) -> None:
        await self._rounds.catch_up()
        if self._chases is not None:
            await self._chases.catch_up()

    async def hand_over(self, claimed: Claimed, above: Card | None = None) -> Card | None:
        """Show what was claimed, under a card if there is one; the last card of it.

        What cannot be noted as shown is shown again later.
        """
        shown = _Shown(self._surface, above)
        with suppress(StoreError):
            await self._delivery.hand_over(claimed, shown)
        return shown.last

    async def note_presence(self) -> None:
        """Somebody is here at this moment."""
        await self._store.hear(self._account)

    async def next_moment(self, before: datetime) -> datetime | None:
        """When something comes due, in the future but not after a moment."""
        moments = (
            await self._store.next_served(),
            await self._store.next_due([self._account.platform]),
        )
        now = self._clock.now()
        return min((one for one in moments if one and now < one <= before), default=None)


class _Shown:
    """A courier to a surface that remembers the last card.

    Args:
        surface: where cards go.
        above: is shown before the first of them.

    Attributes:
        last: the card that was handed over last.
    """

    def __init__(self, surface: Surface, above: Card | None) -> None:
        self._surface = surface
        self._above = above
        self.last: Card | None = None

    async def deliver(self, message: Message, card: Card) -> str | None:
        """See ``Courier.deliver``."""
        if self._above is not None:
            self._surface.show(self._above)
            self._above = None
        name = await self._surface.deliver(message, card)
        self.last = card
        return name

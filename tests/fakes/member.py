from itertools import count

from bot.cards import Card
from bot.catalog import Catalog, Command
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.ports.inbound import Address, EventKey, Inbound
from bot.ports.outbox import Claimed
from bot.ports.store import Store
from bot.usecases.turns import standing_card, take_turn
from tests.fakes.clock import NOON
from tests.fakes.message import card_of


class Member:
    """Somebody who takes turns through the use case, on one device.

    Attributes:
        cards: every card that this device was shown, in order.
    """

    def __init__(
        self,
        store: Store,
        catalog: Catalog,
        name: str = "sam",
        device: str = "phone",
        platform: str = "terminal",
    ) -> None:
        self.address = Address(platform, "", name)
        self.cards: list[Card] = []
        self._store = store
        self._catalog = catalog
        self._keys = (EventKey(f"{name}-{device}-{number}") for number in count())

    async def does(self, event: Event, key: str = "") -> Claimed:
        """One event, under a key of the caller's or the device's next one."""
        inbound = Inbound(EventKey(key) or next(self._keys), self.address, event)
        claimed = await take_turn(self._store, self._catalog, inbound)
        self.cards += [one.card for one in claimed.messages if one.card]
        return claimed

    async def looks(self) -> Card:
        """The card that stands, without a turn."""
        card = await standing_card(self._store, self._catalog, self.address)
        assert card is not None
        return card

    async def opens(self) -> Card:
        return _shown(await self.does(Opened(NOON)))

    async def types(self, text: str) -> Card:
        return _shown(await self.does(Typed(NOON, text)))

    async def asks(self, command: Command) -> Card:
        return _shown(await self.does(Asked(NOON, command)))

    async def presses(self, card: Card | None = None, choice: str = "") -> Card:
        """A choice of a card: the first one of the newest, unless told otherwise."""
        return _shown(await self.does(click(card or self.cards[-1], choice)))

    async def begins(self) -> Card:
        """From nothing to the first question."""
        await self.opens()
        return await self.presses()

    async def walks_to_the_end(self, most: int = 40) -> Card:
        """Answer until the summary stands."""
        card = self.cards[-1] if self.cards else await self.begins()
        for _ in range(most):
            if card.result:
                return card
            card = await self.presses(card)
        raise AssertionError(f"no summary after {most} answers")


def click(card: Card, choice: str = "") -> Chose:
    """A press on a choice of a card; on its first one, unless told otherwise."""
    assert card.place is not None
    return Chose(NOON, card.place, frozenset({choice or card.choices[0].id}))


def _shown(claimed: Claimed) -> Card:
    return card_of(claimed.messages[-1])

"""Members who walk on for ever: first choices to the summary, and from the start again."""

from collections.abc import Iterable
from itertools import count

from bot.bench.members import addresses
from bot.bench.walks import AT, click
from bot.cards import Card
from bot.catalog import Catalog, Command
from bot.engine.events import Asked, Event, Opened
from bot.ports.inbound import Address, EventKey, Inbound
from bot.ports.outbox import Message
from bot.ports.store import Store
from bot.usecases.delivery import Delivery
from bot.usecases.turns import take_turn


class Walker:
    """One of them, who looks at the card that was handed over last."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._card: Card | None = None
        self._keys = count()

    async def deliver(self, message: Message, card: Card) -> None:
        """See ``Courier.deliver``."""
        self._card = card

    def acts(self) -> Inbound:
        """What they do next."""
        key = EventKey(f"{self.address.user}, {next(self._keys)}")
        return Inbound(key, self.address, self._event())

    def _event(self) -> Event:
        if self._card is None:
            return Opened(AT)
        return Asked(AT, Command.RESTART) if self._card.result else click(self._card)


def walkers(members: int) -> list[Walker]:
    """So many of them, before their first turn."""
    return [Walker(address) for address in addresses(members, "walker")]


async def walk_on(
    store: Store, delivery: Delivery, catalog: Catalog, acting: Iterable[Walker]
) -> None:
    """A turn of each in turn, committed, handed over and settled."""
    for walker in acting:
        claimed = await take_turn(store, catalog, walker.acts())
        await delivery.hand_over(claimed, walker)

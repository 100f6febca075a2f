"""Cards that are made when their message is sent, so that they say what is true then."""

from typing import Protocol, assert_never

from bot.cards import Card
from bot.catalog import Catalog
from bot.ports.keeping import Keeping, Shower
from bot.ports.outbox import Kind, Message
from bot.ports.store import Store
from bot.usecases.showing import kept_card, warning_card
from bot.usecases.turns import standing_card

USUAL = Keeping()


class Sources(Store, Shower, Protocol):
    """What cards are made from: where people stand, and what is kept about them."""


class Composer:
    """Makes the cards of messages that were written without one.

    Args:
        store: what they are made from.
        catalog: the words.
        keeping: for how long things are kept, for those who ask.
    """

    def __init__(self, store: Sources, catalog: Catalog, keeping: Keeping = USUAL) -> None:
        self._store = store
        self._catalog = catalog
        self._keeping = keeping

    async def card(self, message: Message) -> Card | None:
        """What the message says now; None if there is nothing left to say.

        Raises:
            StoreError: it cannot be found out at the moment.
        """
        if message.card is not None:
            return message.card
        match message.kind:
            case Kind.REPLY | Kind.STANDING:
                return await standing_card(self._store, self._catalog, message.to)
            case Kind.KEPT | Kind.WARNING:
                return await self._about_kept(message)
            case _:
                assert_never(message.kind)

    async def _about_kept(self, message: Message) -> Card | None:
        kept = await self._store.kept(message.to)
        if kept is None:
            return None
        if message.kind is Kind.WARNING:
            return warning_card(self._catalog, kept, message.useful_until)
        return kept_card(self._catalog, kept, message.to, self._keeping)

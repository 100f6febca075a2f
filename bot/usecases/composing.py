"""Cards that are made when their message is sent, so that they say what is true then."""

from typing import assert_never

from bot.cards import Card
from bot.catalog import Catalog
from bot.ports.outbox import Kind, Message
from bot.ports.store import Store
from bot.usecases.turns import standing_card


class Composer:
    """Makes the cards of messages that were written without one."""

    def __init__(self, store: Store, catalog: Catalog) -> None:
        self._store = store
        self._catalog = catalog

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
                return None
            case _:
                assert_never(message.kind)

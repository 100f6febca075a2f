"""The loop: a line in, a turn, its cards out, and again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Protocol, assert_never
from uuid import uuid4

from bot.adapters.terminal.surface import Garbled, Left, Pressed, Said, Surface
from bot.cards import NOWHERE, Card
from bot.catalog import Catalog
from bot.engine.events import Chose, Event, Opened
from bot.errors import StoreError
from bot.ports.clock import Clock
from bot.ports.inbound import Address, EventKey, Inbound, from_words, readable
from bot.ports.outbox import Claimed, Kind, Outbox
from bot.ports.store import Store
from bot.usecases.delivery import Delivery
from bot.usecases.turns import standing_card, take_turn


class Hub(Store, Outbox, Protocol):
    """Where people stand and what waits to be said: one store keeps both."""


class Talk:
    """One person's conversation on one surface."""

    def __init__(
        self,
        store: Hub,
        delivery: Delivery,
        catalog: Catalog,
        clock: Clock,
        account: Address,
        surface: Surface,
    ) -> None:
        self._store = store
        self._delivery = delivery
        self._catalog = catalog
        self._clock = clock
        self._account = account
        self._surface = surface

    async def run(self, lines: AsyncIterator[bytes]) -> None:
        """Show where they stand, then answer line by line until the input ends."""
        try:
            await self._begin()
            self._surface.ready()
            async for line in lines:
                heard = self._surface.hear(line)
                if isinstance(heard, Left):
                    break
                if heard is not None:
                    await self._answer(heard)
                self._surface.ready()
        except asyncio.CancelledError:  # Ctrl-C; all that was acknowledged is stored
            self._surface.close()
            raise
        self._surface.close()

    async def _begin(self) -> None:
        """What an earlier process left unsent, then the current card unless that was it."""
        left = await self._store.claim_left(self._account)
        await self._hand_over(left)
        current = await standing_card(self._store, self._catalog, self._account)
        if current is None and self._surface.opens_by_itself:
            await self._take(Opened(self._clock.now()))
        elif current is not None and not _ends_with(left, current):
            self._surface.show(current)

    async def _answer(self, heard: Said | Pressed | Garbled) -> None:
        """Take a turn; for a line that is none, or when the database cannot serve, say so."""
        now = self._clock.now()
        try:
            match heard:
                case Said(text=text, place=place):
                    await self._take(from_words(readable(text), now, place))
                case Pressed(place=place) if place == NOWHERE:
                    await self._complain(self._catalog.say("problem.unknown-choice"))
                case Pressed(place=place, choices=choices):
                    await self._take(Chose(now, place, frozenset(map(readable, choices))))
                case Garbled():
                    await self._complain(self._catalog.say("problem.line"))
                case _:
                    assert_never(heard)
        except StoreError as problem:
            await self._complain(str(problem))

    async def _take(self, event: Event) -> None:
        key = EventKey(uuid4().hex)
        claimed = await take_turn(
            self._store, self._catalog, Inbound(key, self._account, event)
        )
        if not claimed.messages:  # something from before waits, and what was said now behind it
            claimed = await self._store.claim_left(self._account)
        await self._hand_over(claimed)

    async def _hand_over(self, claimed: Claimed) -> None:
        """Show what a turn claimed; what cannot be noted as shown is shown again later."""
        with suppress(StoreError):
            await self._delivery.hand_over(claimed, self._surface)

    async def _complain(self, sentence: str) -> None:
        """Say what was wrong above the card that stands, if that can be read."""
        standing = None
        with suppress(StoreError):
            standing = await standing_card(
                self._store, self._catalog, self._account, sentence, problem=True
            )
        self._surface.show(standing or Card(body=sentence, problem=True))


def _ends_with(left: Claimed, current: Card) -> bool:
    """Whether the last of these messages shows the current card."""
    if not left.messages:
        return False
    last = left.messages[-1]
    return last.kind is Kind.STANDING or (
        last.card is not None and last.card.place == current.place
    )

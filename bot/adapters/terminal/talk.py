"""The loop: a line in, a turn, its cards out, and again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import assert_never
from uuid import uuid4

from bot.adapters.terminal.coming import Coming, Hub
from bot.adapters.terminal.deskside import Deskside, elsewhere
from bot.adapters.terminal.surface import Garbled, Left, Pressed, Said, Surface
from bot.adapters.terminal.travelling import Travelling
from bot.cards import NOWHERE, Card
from bot.catalog import Catalog
from bot.engine.events import Chose, Event, Opened
from bot.engine.mentoring.desk import is_of_the_desk
from bot.engine.weekly.weeks import is_of_a_week
from bot.errors import StoreError
from bot.ports.clock import Clock
from bot.ports.inbound import Address, EventKey, Inbound, from_words, readable
from bot.usecases.delivery import Delivery
from bot.usecases.own_words import OwnWords
from bot.usecases.turns import standing_card, take_turn

LOOK_EVERY = 2.0
"""Seconds between two looks for what came due while nobody types."""


class Talk:
    """One person's conversation on one surface.

    Args:
        store: keeps where they stand and what waits for them.
        delivery: hands messages over.
        catalog: the words.
        clock: what time it is.
        account: whose conversation it is.
        surface: where it is held.
        zone: the time zone of this machine, if it has one with a name.
        default_zone: by which steps go of those whose zone nobody knows any more; see
            ``Nudging``.
        travelling: the time machine, where there is one.
        own_words: those of this machine; None where it has none.
        desk: the way to the desk of mentors and mentees, where there is one.
        look_every: seconds between two looks for what came due.
    """

    def __init__(
        self,
        store: Hub,
        delivery: Delivery,
        catalog: Catalog,
        clock: Clock,
        account: Address,
        surface: Surface,
        *,
        zone: str | None = None,
        default_zone: str | None = None,
        travelling: Travelling | None = None,
        desk: Deskside | None = None,
        own_words: OwnWords | None = None,
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._clock = clock
        self._account = account
        self._surface = surface
        self._coming = Coming(store, delivery, clock, account, surface, default_zone, desk)
        self._zone = zone
        self._travelling = travelling
        self._desk = desk
        self._own_words = own_words
        self._look_every = look_every

    async def run(self, lines: AsyncIterator[bytes]) -> None:
        """Show where they stand, then answer line by line until the input ends."""
        try:
            await self._begin()
            self._surface.ready()
            async for line in self._lines(lines):
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
        """What waits for them, then the current card unless that was it."""
        await self._choose_words()
        last = await self._coming.show_left()
        current = await standing_card(self._store, self._catalog, self._account)
        if current is None and self._surface.opens_by_itself:
            await self._take(Opened(self._clock.now()))
        elif current is not None and not _is_enough(last, current):
            self._surface.show(current)
        await self._learn_zone()

    async def _lines(self, lines: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The lines; while none comes, what comes due is shown."""
        while True:
            coming = asyncio.ensure_future(anext(lines, None))
            try:
                while not (await asyncio.wait([coming], timeout=self._look_every))[0]:
                    await self._look()
            except asyncio.CancelledError:
                coming.cancel()
                await asyncio.wait([coming])
                raise
            line = coming.result()
            if line is None:
                return
            yield line

    async def _look(self) -> None:
        """Show what came due while nobody typed."""
        with suppress(StoreError):  # the next look may see it
            if await self._coming.show_due() is not None:
                self._surface.ready_again()

    async def _answer(self, heard: Said | Pressed | Garbled) -> None:
        """Take a turn; for a line that is none, or when the database cannot serve, say so."""
        now = self._clock.now()
        await self._choose_words()
        try:
            if await self._is_for_the_desk(heard):
                return
            match heard:
                case Said(text=text) if self._travelling and self._travelling.is_meant(text):
                    await self._travel(self._travelling, text)
                case Said(text=text):
                    await self._take(from_words(readable(text), now, elsewhere(heard)))
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

    async def _choose_words(self) -> None:
        """Speak in the words that were chosen for this machine."""
        if self._own_words is not None:
            self._catalog = await self._own_words.for_account(self._account)

    async def _is_for_the_desk(self, heard: Said | Pressed | Garbled) -> bool:
        """Whether the desk was meant, which has answered then."""
        if self._desk is None or isinstance(heard, Garbled):
            return False
        act = await self._desk.act(heard)
        if act is None:
            return False
        self._surface.show(await self._desk.answer(act))
        await self._learn_zone()
        await self._coming.show_due()
        return True

    async def _take(self, event: Event) -> None:
        key = EventKey(uuid4().hex)
        claimed = await take_turn(
            self._store, self._catalog, Inbound(key, self._account, event)
        )
        if not claimed.messages:  # something from before waits, and what was said now behind it
            claimed = await self._store.claim_left(self._account)
        await self._coming.hand_over(claimed)
        await self._learn_zone()
        await self._coming.show_due()

    async def _travel(self, travelling: Travelling, text: str) -> None:
        """Go on in time; what is due on the way comes at its moment, then the standing card."""
        here = await self._store.conversation(self._account)
        refused = await travelling.travel(text, self._coming, here)
        if refused:
            await self._complain(refused)
            return
        current = await standing_card(self._store, self._catalog, self._account)
        if current is not None and not _is_enough(travelling.last, current):
            self._surface.show(current)

    async def _learn_zone(self) -> None:
        """Keep the machine's time zone as that of the account, if it is news."""
        if self._zone is None or not await self._store.conversation(self._account):
            return
        with suppress(StoreError):
            known = await self._store.profile(self._account)
            if known is None or known.time_zone != self._zone:
                locale = known.locale if known else None
                await self._store.learn(self._account, self._zone, locale)
            self._zone = None

    async def _complain(self, sentence: str) -> None:
        """Say what was wrong above the card that stands, if that can be read."""
        standing = None
        with suppress(StoreError):
            standing = await standing_card(
                self._store, self._catalog, self._account, sentence, problem=True
            )
        self._surface.show(standing or Card(body=sentence, problem=True))


def _is_enough(last: Card | None, current: Card) -> bool:
    """Whether the card that was shown last can be answered, also if it is not the current."""
    if last is None:
        return False
    is_by_itself = is_of_a_week(last.place) or is_of_the_desk(last.place)
    return last.place == current.place or is_by_itself

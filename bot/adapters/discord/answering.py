"""The fast ways: what somebody did is answered where they did it.

A press is answered by changing the message that was pressed, a command by a message in its
place, and either goes without a second message that a repeat would double.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial

from discord.ui import LayoutView

from bot.adapters.discord.courier import (
    FAST,
    DiscordCourier,
    brought,
    drawn,
    with_files,
)
from bot.adapters.discord.interactions import Interaction, is_direct
from bot.adapters.discord.one_answer import OneAnswer
from bot.adapters.discord.outbound import (
    NO_OFFERS,
    Offers,
    finished,
    to_view,
)
from bot.adapters.discord.refusals import told_to_operator
from bot.cards import Attachment, Card
from bot.catalog import Catalog
from bot.errors import DeliveryError
from bot.ports.clock import Clock
from bot.ports.outbox import NO_ROW, Message
from bot.usecases.living import Living

LOOK = 0.5
"""Seconds for a look at what is alive and offered, before an answer goes without."""


class AnsweringInteraction:
    """The fast way of one command, press or window: the answer that Discord waits for.

    What a turn says before its card is told above it, in the same message, so that nothing
    here needs a second one, which a repeat would double.

    Args:
        courier: knows which card is alive, and posts what does not go here.
        interaction: what is answered.
        words: tells those round a card, once there is one.
        clock: when it was.
        offers: tells what this place adds to a card.
        is_hidden: it does not stay in the direct message either.
    """

    def __init__(
        self,
        courier: DiscordCourier,
        interaction: Interaction,
        words: Callable[[], Catalog],
        clock: Clock,
        offers: Callable[[], Awaitable[Offers]],
        *,
        is_hidden: bool = False,
    ) -> None:
        self._courier = courier
        is_private = is_hidden or not is_direct(interaction)
        self._answer = OneAnswer(interaction, clock, is_private=is_private)
        self._words = words
        self._offers = offers
        self._turn = asyncio.Lock()
        self._told: list[Card] = []
        self._posted = False
        self._tried = asyncio.Event()

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Show a card where the person looks."""
        try:
            before, offers = await self._looked(message, card)
            async with self._courier.answering, self._turn:
                return await self._deliver(message, card, before, offers)
        finally:
            self._tried.set()

    async def _looked(self, message: Message, card: Card) -> tuple[Living | None, Offers]:
        """Which card is alive, and what this place offers, if that can be told soon.

        Nobody else waits meanwhile, and that we are at it can be shown.
        """
        before, offers = None, NO_OFFERS
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK):
                before = await self._courier.living.of(message.to) if card.place else None
                if message.id != NO_ROW:  # whoever is forgotten is offered nothing
                    offers = await self._offers()
        return before, offers

    async def promise(self, after: float) -> None:
        """Show that the answer is on its way, unless it is there after so many seconds."""
        if await self.within(after):
            return
        async with self._turn:
            if not self._answer.is_begun:
                with suppress(DeliveryError):  # the answer itself may still come in time
                    await self._answer.think()

    async def within(self, seconds: float) -> bool:
        """Whether it is answered in time; known as soon as the first attempt has failed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._tried.wait()
        return self._answer.is_there

    async def put_off(self, why: str) -> None:
        """Let Discord know that the answer takes a while, or goes another way (F14).

        Args:
            why: stands under a command meanwhile: without words, Discord would show that we
                think, for as long as nothing else comes.
        """
        async with self._turn:
            if not self._answer.is_there:
                with suppress(DeliveryError):  # then Discord says that we do not answer
                    await self._answer.say_something(why)

    async def show(
        self,
        view: LayoutView,
        picture: bytes | None = None,
        attached: Sequence[Attachment] = (),
    ) -> str:
        """Show what belongs to no conversation, where the person looks.

        A picture is brought with it as ``PICTURE``, and files under their own names.

        Returns:
            The message's name; empty if it was not shown.
        """
        shown = with_files(view, attached)
        try:
            async with self._courier.answering, self._turn:
                return await self._answer.show(
                    shown, lambda: [*drawn(picture), *brought(attached)]
                )
        except DeliveryError as problem:  # whoever it was for will try again
            told_to_operator(problem)
            return ""
        finally:
            self._tried.set()

    async def close(self, line: str) -> None:
        """Leave one line where a card stood."""
        async with self._turn:
            try:
                await self._answer.show(finished(self._words(), line))
            finally:
                self._tried.set()

    async def _deliver(
        self, message: Message, card: Card, before: Living | None, offers: Offers
    ) -> str | None:
        if not self._answer.is_private and (card.place is None or card.file is not None):
            return await self._beside(message, card)
        if self._is_old(before):
            return await self._below(message, card)
        cards = [*self._told, card]
        view = to_view(self._words(), cards, message.key, offers)
        attached = [one.file for one in cards if one.file is not None]
        name = await self._answer.show(with_files(view, attached), partial(brought, attached))
        if card.place is None:
            self._told.append(card)
            return None
        self._courier.stand(message, card, name, before)
        return name

    async def _beside(self, message: Message, card: Card) -> str | None:
        """In the direct message, what is no step stays: in a message of its own."""
        is_the_answer = self._answer.under is None and not self._posted
        self._posted = True
        if not is_the_answer:
            posted = await self._courier.post(message, card, FAST)
            await self._settle_for(None)
            return posted
        attached = [card.file] if card.file is not None else []
        view = with_files(to_view(self._words(), [card], message.key), attached)
        name = await self._answer.show(view, partial(brought, attached))
        if attached:
            await self._courier.keep(message.to, name)
        return None

    async def _below(self, message: Message, card: Card) -> str | None:
        """Post the card below; an old one that was pressed becomes a line."""
        posted = await self._courier.post(message, card, FAST)
        await self._settle_for(finished(self._words(), ""))
        return posted

    async def _settle_for(self, line: LayoutView | None) -> None:
        """What was to be said stands elsewhere: answer the press, with a line or not."""
        if self._answer.under is None:
            return
        with suppress(DeliveryError):  # nothing that was said is lost with it
            if line is not None:
                await self._answer.show(line)
            elif not self._answer.is_begun:
                await self._answer.say_something("")

    def _is_old(self, before: Living | None) -> bool:
        """Whether something stands below the card that was pressed, in the same place."""
        if self._answer.is_private or self._answer.under is None:
            return self._posted
        is_another = before is not None and before.name != self._answer.named(
            self._answer.under
        )
        return self._posted or is_another

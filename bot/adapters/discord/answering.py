"""The fast ways: what somebody did is answered where they did it.

A press is answered by changing the message that was pressed, a command by a message in its
place, and either goes without a second message that a repeat would double.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial

import aiohttp
import discord
from discord.ui import LayoutView

from bot.adapters.discord.courier import (
    FAST,
    NOBODY,
    DiscordCourier,
    brought,
    drawn,
    with_files,
)
from bot.adapters.discord.interactions import Interaction, is_direct
from bot.adapters.discord.outbound import (
    NO_OFFERS,
    Offers,
    finished,
    holds_what_stays,
    to_view,
)
from bot.adapters.discord.outbound import told as as_line
from bot.adapters.discord.refusals import DONE_BEFORE, judged, told_to_operator
from bot.cards import Attachment, Card
from bot.catalog import Catalog
from bot.errors import DeliveryError
from bot.ports.accounts import ONLY_THEY
from bot.ports.clock import Clock
from bot.ports.outbox import NO_ROW, Message
from bot.usecases.living import Living

Bring = Callable[[], list[discord.File]]
"""Makes what goes with an answer, anew for each attempt."""

LOOK = 0.5
"""Seconds for a look at what is alive and offered, before an answer goes without."""


def _nothing() -> list[discord.File]:
    return []


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
        self._interaction = interaction
        self._words = words
        self._clock = clock
        self._offers = offers
        self._is_private = is_hidden or not is_direct(interaction)
        self._turn = asyncio.Lock()
        self._told: list[Card] = []
        self._posted = False
        self._has_answer = False
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
            if not self._is_answered:
                with suppress(DeliveryError):  # the answer itself may still come in time
                    async with judged(self._clock, FAST):
                        await self._interaction.response.defer(
                            ephemeral=self._is_private, thinking=self._under is None
                        )

    async def within(self, seconds: float) -> bool:
        """Whether it is answered in time; known as soon as the first attempt has failed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._tried.wait()
        return self._has_answer

    async def put_off(self, why: str) -> None:
        """Let Discord know that the answer takes a while, or goes another way (F14).

        Args:
            why: stands under a command meanwhile: without words, Discord would show that we
                think, for as long as nothing else comes.
        """
        async with self._turn:
            if not self._has_answer:
                with suppress(DeliveryError):  # then Discord says that we do not answer
                    await self._say_something(why)

    async def _say_something(self, why: str) -> None:
        async with judged(self._clock, FAST):
            if self._under is None:
                await self._respond(as_line(why), _nothing)
            elif not self._is_answered:
                await self._interaction.response.defer()
        self._has_answer = True

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
                return await self._show(shown, lambda: [*drawn(picture), *brought(attached)])
        except DeliveryError as problem:  # whoever it was for will try again
            told_to_operator(problem)
            return ""
        finally:
            self._tried.set()

    async def close(self, line: str) -> None:
        """Leave one line where a card stood."""
        async with self._turn:
            try:
                await self._show(finished(self._words(), line))
            finally:
                self._tried.set()

    async def _deliver(
        self, message: Message, card: Card, before: Living | None, offers: Offers
    ) -> str | None:
        if not self._is_private and (card.place is None or card.file is not None):
            return await self._beside(message, card)
        if self._is_old(before):
            return await self._below(message, card)
        cards = [*self._told, card]
        view = to_view(self._words(), cards, message.key, offers)
        attached = [one.file for one in cards if one.file is not None]
        name = await self._show(with_files(view, attached), partial(brought, attached))
        if card.place is None:
            self._told.append(card)
            return None
        self._courier.stand(message, card, name, before)
        return name

    async def _beside(self, message: Message, card: Card) -> str | None:
        """In the direct message, what is no step stays: in a message of its own."""
        is_the_answer = self._under is None and not self._posted
        self._posted = True
        if not is_the_answer:
            posted = await self._courier.post(message, card, FAST)
            await self._settle_for(None)
            return posted
        attached = [card.file] if card.file is not None else []
        view = with_files(to_view(self._words(), [card], message.key), attached)
        name = await self._show(view, partial(brought, attached))
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
        if self._under is None:
            return
        with suppress(DeliveryError):  # nothing that was said is lost with it
            if line is not None:
                await self._show(line)
            elif not self._is_answered:
                await self._say_something("")

    async def _show(self, view: LayoutView, bring: Bring = _nothing) -> str:
        """Answer the interaction, or change the answer that it has; the message's name.

        Discord takes one answer, so one that may be lost is tried again without fear: if it is
        there already, it is made to say the same (F19).
        """
        name, tries = "", 2
        async with judged(self._clock, FAST):
            while not name:
                tries -= 1
                try:
                    name = await self._respond(view, bring)
                except discord.HTTPException as problem:
                    if problem.code != DONE_BEFORE:
                        raise
                    name = await self._change(view, bring)
                except aiohttp.ClientError:
                    if not tries:
                        raise
        self._has_answer = True
        return name

    async def _respond(self, view: LayoutView, bring: Bring) -> str:
        if self._is_answered:
            return await self._change(view, bring)
        response = self._interaction.response
        if self._under is not None:
            await response.edit_message(view=view, attachments=bring(), allowed_mentions=NOBODY)
            return self._named(self._under)
        sent = await response.send_message(
            view=view,
            files=bring(),
            ephemeral=self._is_private,
            allowed_mentions=NOBODY,
        )
        return self._named(sent.message_id)

    async def _change(self, view: LayoutView, bring: Bring) -> str:
        shown = await self._interaction.edit_original_response(
            view=view,
            attachments=bring(),
            allowed_mentions=NOBODY,
        )
        return self._named(shown.id)

    def _named(self, message: int | None) -> str:
        channel = ONLY_THEY if self._is_private else str(self._interaction.channel_id)
        return f"{channel}:{message}"

    def _is_old(self, before: Living | None) -> bool:
        """Whether something stands below the card that was pressed, in the same place."""
        if self._is_private or self._under is None:
            return self._posted
        is_another = before is not None and before.name != self._named(self._under)
        return self._posted or is_another

    @property
    def _is_answered(self) -> bool:
        """Whether it has an answer, as far as we know."""
        return self._has_answer or self._interaction.response.is_done()

    @property
    def _under(self) -> int | None:
        """The message that was pressed, if its answer may take its place.

        Where a file or a card to share stands in it, the answer comes below. What others see,
        too, never becomes what is meant for one of them (F65).
        """
        pressed = self._interaction.message
        if pressed is None:
            return None
        is_ours_alone = pressed.flags.ephemeral and not holds_what_stays(pressed)
        return pressed.id if is_ours_alone or not self._is_private else None

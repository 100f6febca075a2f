"""The desk on Discord: what mentors, mentees and admins do, and what they alone are shown.

It is no turn: nothing stands open, so nothing goes through the outbox but what others get. An
answer that is lost is asked for again, and changes nothing a second time (I2).
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import discord
from discord.ui import LayoutView

from bot.adapters.discord import desk_acts, outbound
from bot.adapters.discord.answering import AnsweringInteraction
from bot.adapters.discord.callbacks import Kind, Pressed
from bot.adapters.discord.courier import FAST, DiscordCourier
from bot.adapters.discord.inbound import address, key_of, key_of_words
from bot.adapters.discord.interactions import (
    Interaction,
    caller_of,
    data_of,
    is_direct,
    name_everywhere,
)
from bot.adapters.discord.open_views import OpenViews
from bot.adapters.discord.outbound import NO_OFFERS, Offers, to_view
from bot.adapters.discord.refusals import told_to_operator
from bot.adapters.discord.tables import InAnAnswer, InDirectMessage
from bot.adapters.discord.whispers import Whispers
from bot.cards import NOWHERE, Attachment, Card
from bot.catalog import Catalog
from bot.charts.pictures import Picture, Pictures
from bot.engine.mentoring.desk import spot_of
from bot.errors import DeliveryError, StoreError
from bot.ports.clock import Clock
from bot.ports.inbound import EventKey
from bot.ports.mentoring import Caller
from bot.usecases.mentors.asking import Act, Asked, Wrote, may_take_away
from bot.usecases.mentors.asking import Pressed as PressedChoice
from bot.usecases.mentors.desk import Desk
from bot.usecases.mentors.exporting import MINUTES
from bot.usecases.mentors.lending import Lending, Lent
from bot.usecases.mentors.watching import Shared
from bot.usecases.taking import Taken

log = logging.getLogger(__name__)

SOON = 0.5
"""Seconds after which whoever is not answered yet is shown that we are at it (I6)."""

LONGEST = 10.0
"""Seconds after which an answer is given up: guilds and the database are asked for it."""

DRAWING = 1.0
"""Seconds for a picture; without it the card offers one."""


class Answer(NamedTuple):
    """What somebody is to be shown.

    Attributes:
        card: with everything in words.
        picture: of what can be drawn of it, or None.
        before: what was shared with them before it was made.
    """

    card: Card
    picture: Picture | None = None
    before: Shared = MappingProxyType({})


class AtTheDesk:
    """Everybody who comes to it.

    Args:
        desk: answers them.
        courier: lets so many be answered at the same time, and posts.
        whispers: opens windows, and says what nobody needs to keep.
        pictures: draws.
        views: knows what stands before mentors.
        catalog: the words.
        clock: when it was.
        wake: has files of mentors deleted that show more than may be seen.
    """

    def __init__(
        self,
        desk: Desk,
        courier: DiscordCourier,
        whispers: Whispers,
        pictures: Pictures,
        views: OpenViews,
        catalog: Catalog,
        clock: Clock,
        wake: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._lending = Lending(desk, clock)
        self._wake = wake
        self._courier = courier
        self._whispers = whispers
        self._pictures = pictures
        self._catalog = catalog
        self._clock = clock
        self._views = views

    async def run(self, interaction: Interaction, command: str) -> None:
        """A command."""
        act = desk_acts.from_command(command, data_of(interaction))
        await self._answer(interaction, act)

    async def press(self, interaction: Interaction, pressed: Pressed) -> None:
        """A press on a card of the desk."""
        act = desk_acts.from_press(pressed, data_of(interaction))
        if act is None:
            await self._unknown(interaction)
        elif pressed.kind is Kind.TYPE:
            await self._whispers.ask_for_words(interaction, pressed.place)
        else:
            await self._answer(interaction, act)

    async def submit(self, interaction: Interaction) -> None:
        """A window of the desk."""
        act = desk_acts.from_window(data_of(interaction))
        if act is None:
            await self._unknown(interaction)
        else:
            await self._answer(interaction, act)

    async def hear(self, message: discord.Message, act: Asked) -> None:
        """A command in words of the direct message; the answer comes below."""
        caller = Caller(address(message.author.id), name_everywhere(message.author), None)
        made = await self._made(caller, key_of_words(message.id), act, is_drawn=False)
        if made is None:
            await self._post(caller, outbound.told(self._whispers.why_not(Taken.LATE)), message)
        elif made.card.file is not None:
            await self._hand_over(caller, act, made, made.card.file, message)
        else:
            view = to_view(self._catalog, [made.card], key_of_words(message.id))
            name = await self._post(caller, view, message)
            if name:
                await self._views.typed(caller.account, made.card, name, made.before)

    async def _post(self, caller: Caller, view: LayoutView, message: discord.Message) -> str:
        """Post an answer below what was typed; its name, empty if it is not there."""
        try:
            return await self._courier.send(caller.account, view, f"desk-{message.id}", FAST)
        except DeliveryError as problem:
            told_to_operator(problem)
            return ""

    async def _hand_over(
        self,
        caller: Caller,
        act: Act,
        made: Answer,
        table: Attachment,
        under: discord.Message,
    ) -> None:
        """Post an answer with a table; where it does not stand, what became of it."""
        end = self._catalog.say("chat.table", minutes=MINUTES)
        card = replace(made.card, body=f"{made.card.body}\n\n{end}")
        view = to_view(self._catalog, [card], key_of_words(under.id))
        key = f"file-{under.id}"
        place = InDirectMessage(self._courier, caller.account, view, key, table)
        match await self._lending.lend(caller, act, table, place):
            case Lent.STANDS:
                await self._views.typed(caller.account, card, place.name, made.before)
            case Lent.TAKEN_BACK:
                changed = outbound.page(self._catalog.say("desk.changed"))
                await self._post(caller, changed, under)
            case Lent.NOWHERE:
                missing = outbound.page(self._catalog.say("chat.no-table"))
                await self._post(caller, missing, under)

    async def _answer(self, interaction: Interaction, act: Act) -> None:
        """Let the desk answer, and show that; whoever acted is not left waiting (I6)."""
        is_hidden = not is_direct(interaction) or desk_acts.is_for_a_while(act)
        way = AnsweringInteraction(
            self._courier,
            interaction,
            lambda: self._catalog,
            self._clock,
            _nothing_more,
            is_hidden=is_hidden,
        )
        caller, key = caller_of(interaction), key_of(interaction.id)
        making = asyncio.create_task(self._made(caller, key, act, is_drawn=is_hidden))
        await asyncio.wait({making}, timeout=SOON)
        if not making.done():
            await way.promise(0.0)
        made = await making
        if made is None:
            await self._whispers.say(interaction, self._whispers.why_not(Taken.LATE))
        elif isinstance(act, Wrote) and made.card.place is None:
            # The card under which it was written stays: it may be answered yet.
            await self._whispers.tell(interaction, made.card.body)
        elif made.card.writes and not interaction.response.is_done():
            place = made.card.place or NOWHERE
            await self._whispers.ask_for_words(interaction, place, made.card.body)
        else:
            name = await self._shown(interaction, way, made, caller, act)
            if name:
                await self._views.shown(interaction, act, made.card, name, made.before)

    async def _shown(
        self,
        interaction: Interaction,
        way: AnsweringInteraction,
        made: Answer,
        caller: Caller,
        act: Act,
    ) -> str:
        """Show an answer; the message's name, empty where it does not stand."""
        show = partial(self._show, interaction, way, made)
        if made.card.file is None:
            return await show()
        place = InAnAnswer(show, self._views, interaction)
        lent = await self._lending.lend(caller, act, made.card.file, place)
        return place.name if lent is Lent.STANDS else ""

    async def _show(
        self, interaction: Interaction, way: AnsweringInteraction, made: Answer
    ) -> str:
        """Show a card, with its picture in it; the message's name."""
        card, picture, _ = made
        offers = Offers(drawn=picture.told) if picture is not None else NO_OFFERS
        view = to_view(self._catalog, [card], key_of(interaction.id), offers)
        attached = [card.file] if card.file is not None else []
        return await way.show(view, picture.png if picture is not None else None, attached)

    async def _made(
        self, caller: Caller, key: EventKey, act: Act, *, is_drawn: bool
    ) -> Answer | None:
        """What the desk says; None if it cannot say anything now."""
        try:
            async with asyncio.timeout(LONGEST):
                before = await self._views.before(caller.account)
                made = Answer(await self._desk.answer(caller, key, act))
                if may_take_away(act):
                    self._wake()
                if is_drawn:
                    made = await self._with_picture(caller, key, made.card)
                return made._replace(before=before)
        except Exception as problem:  # of this act; whoever acted is told to try again
            if isinstance(problem, StoreError | TimeoutError):
                log.warning("the desk waits for the database: %s", type(problem).__name__)
            else:
                log.exception("the desk fell")
            return None

    async def _with_picture(self, caller: Caller, key: EventKey, card: Card) -> Answer:
        """A card with what can be drawn of it, if it is true when that is drawn (F63)."""
        picture = await self._drawn(card)
        spot = spot_of(card.place) if card.place is not None else None
        if picture is None or spot is None:
            return Answer(card)
        now = await self._desk.answer(caller, key, PressedChoice(spot, desk_acts.OPENS))
        is_true = card.body.endswith(now.body)  # what was done stands above what is
        is_drawn = (card.chart, card.weeks) == (now.chart, now.weeks)
        return Answer(card, picture) if is_true and is_drawn else Answer(now)

    async def _drawn(self, card: Card) -> Picture | None:
        """What can be drawn of a card, if that is done soon."""
        try:
            async with asyncio.timeout(DRAWING):
                return await self._pictures.of(card)
        except TimeoutError:
            return None

    async def _unknown(self, interaction: Interaction) -> None:
        await self._whispers.tell(interaction, self._catalog.say("desk.unknown"))


async def _nothing_more() -> Offers:
    """At the desk nothing is offered besides."""
    return NO_OFFERS

"""Cards to people: one living card in the direct message of each account.

A message of the long way goes to the channel of the direct message, under a nonce that Discord
takes once; so a repeat within minutes doubles nothing (F19). A press is answered in the answer
of its interaction: the card takes the place of the one that was pressed.
"""

import asyncio
import io
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import discord
from discord.ui import File as ShownFile
from discord.ui import LayoutView

from bot.adapters.discord.outbound import PICTURE, finished, name_of, to_view
from bot.adapters.discord.pace import Pace
from bot.adapters.discord.refusals import judged
from bot.cards import Attachment, Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import is_of_the_desk
from bot.errors import DeliveryError
from bot.ports.accounts import ONLY_THEY, Accounts
from bot.ports.clock import Clock
from bot.ports.inbound import Address
from bot.ports.outbox import NO_ROW, REPEATABLE, Message
from bot.usecases.laying_out import line_of
from bot.usecases.living import Living, LivingCards
from bot.usecases.underway import Underway

FAST, LONG = 2.0, 10.0
"""Seconds after which a request is given up, by the way that it goes."""

WAITING = 0.75
"""The part of that for which it waits for its turn before: all in all less than its lease."""

MOST_ANSWERS = 50
"""So many interactions are answered at the same time: each is done soon, and those that wait
can be told so."""

MOST_CHANNELS = 10_000
"""So many direct messages are remembered (I9); Discord is asked for others."""

LOOKED_THROUGH = 100
"""So many of the latest messages are looked through for one that was lost."""

NOBODY = discord.AllowedMentions.none()


class DiscordCourier:
    """Posts to the direct message of an account; the courier of the long way, and its seeker.

    Args:
        client: talks to Discord.
        catalog: the words round a card.
        accounts: keeps where files stand.
        clock: when it did.

    Attributes:
        living: where everybody's card stands.
        answering: lets so many interactions be answered at the same time.
    """

    def __init__(
        self, client: discord.Client, catalog: Catalog, accounts: Accounts, clock: Clock
    ) -> None:
        self.living = LivingCards(accounts)
        self.answering = asyncio.Semaphore(MOST_ANSWERS)
        self._client = client
        self._catalog = catalog
        self._accounts = accounts
        self._clock = clock
        self._pace = Pace(clock)
        self._channels: OrderedDict[Address, int] = OrderedDict()
        self._finishing = Underway("an old card still looks alive")

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Post a card; see ``Courier.deliver``."""
        return await self.post(message, card, LONG)

    async def post(self, message: Message, card: Card, within: float) -> str | None:
        """Post a card; the request is given up after so many seconds."""
        before = await self.living.of(message.to) if is_step(card) else None
        is_line = before is not None and not before.name.startswith(ONLY_THEY)
        # The line on the finished step stands in the card before, where there is one.
        shown = replace(card, recap="") if is_line else card
        view = to_view(self._catalog, [shown], message.key)
        attached = [card.file] if card.file else []
        await self._turn(message, within * WAITING)
        posted = await self._send(message.to, view, message.key, within, attached)
        if card.file is not None:
            await self.keep(message.to, posted)
        if not is_step(card):
            return None
        self.stand(message, card, posted, before)
        return posted

    async def send(
        self,
        account: Address,
        view: LayoutView,
        key: str,
        within: float,
        attached: Sequence[Attachment] = (),
    ) -> str:
        """Send a message to somebody's direct message; its name at Discord."""
        await self._pace.turn(within * WAITING)
        return await self._send(account, view, key, within, attached)

    async def _turn(self, message: Message, longest: float) -> None:
        """Wait for the turn of a message: what comes by itself lets others go first."""
        if message.kind in REPEATABLE:
            await self._pace.turn(longest)
        else:
            await self._pace.patiently(longest)

    async def _send(
        self,
        account: Address,
        view: LayoutView,
        key: str,
        within: float,
        attached: Sequence[Attachment],
    ) -> str:
        async with judged(self._clock, within):
            channel = self._client.get_partial_messageable(await self.channel(account))
            sent = await channel.send(
                view=with_files(view, attached),
                files=brought(attached),
                nonce=key,
                allowed_mentions=NOBODY,
            )
        return f"{channel.id}:{sent.id}"

    async def arrived(self, message: Message) -> bool:
        """See ``Seeker.arrived``: whether the message stands in the direct message."""
        wanted = name_of(message.key)
        await self._pace.spare()
        async with judged(self._clock, LONG):
            channel = self._client.get_partial_messageable(await self.channel(message.to))
            async for one in channel.history(limit=LOOKED_THROUGH):
                if any(getattr(part, "id", None) == wanted for part in one.components):
                    return True
        return False

    async def channel(self, account: Address) -> int:
        """Discord's name of their direct message with us."""
        known = self._channels.get(account) or await self._where_their_card_stands(account)
        if known is None:
            await self._pace.turn(LONG)
            user = discord.Object(int(account.user))
            known = (await self._client.create_dm(user)).id
            self.remember(account, known)
        return known

    async def _where_their_card_stands(self, account: Address) -> int | None:
        """The channel of their card, if it stands in one: then nobody has to be asked."""
        living = await self.living.of(account)
        if living is None or living.name.startswith(ONLY_THEY):
            return None
        channel = int(living.name.partition(":")[0])
        self.remember(account, channel)
        return channel

    def remember(self, account: Address, channel: int) -> None:
        """Their direct message with us is that channel."""
        self._channels[account] = channel
        self._channels.move_to_end(account)
        if len(self._channels) > MOST_CHANNELS:
            self._channels.popitem(last=False)

    async def keep(self, account: Address, name: str, until: datetime | None = None) -> bool:
        """Note that a message has a file of theirs in it, which goes when they do (F68).

        With ``until`` it shows others; see ``Accounts.keep_upload``.

        Returns:
            Whether it stands; not of somebody whom we do not know.
        """
        if await self._accounts.keep_upload(account, name, until):
            return True
        with suppress(DeliveryError):  # they went meanwhile, and nobody else knows of it
            await self.delete(name)
        return False

    async def delete(self, name: str) -> None:
        """Take away a message of ours.

        Raises:
            DeliveryError: ``EXPIRED`` if it is gone already.
        """
        channel, _, message = name.partition(":")
        await self._pace.spare()
        async with judged(self._clock, LONG):
            await self._message(channel, message).delete()

    async def change(self, name: str, view: LayoutView) -> None:
        """Make a message of ours say something else, without what was in it.

        Raises:
            DeliveryError: ``EXPIRED`` if it is gone already.
        """
        channel, _, message = name.partition(":")
        await self._pace.spare()
        async with judged(self._clock, LONG):
            await self._message(channel, message).edit(
                view=view, attachments=[], allowed_mentions=NOBODY
            )

    def stand(
        self, message: Message, card: Card, living_card: str, before: Living | None
    ) -> None:
        """From now on their card stands there; the one before becomes one line, soon."""
        if before is not None and before.name != living_card:
            recap = card.recap
            if message.id == NO_ROW:
                recap = self._catalog.say("forget.done")
            elif living_card.startswith(ONLY_THEY):
                recap = self._catalog.say("discord.elsewhere")
            self._finishing.begin(self._finish(before, recap))
        if message.id == NO_ROW:  # the farewell: from now on we know of nothing
            self.living.forget(message.to)
            self._channels.pop(message.to, None)
        else:
            line, over = line_of(self._catalog, card), before.over if before else None
            self.living.remember(message.to, Living(living_card, line, over))

    async def settled(self) -> None:
        """Wait until every old card is one line."""
        await self._finishing.settled()

    async def stop(self, grace: float) -> None:
        """Finish what is on its way, for so many seconds."""
        await self._finishing.stop(grace)

    async def _finish(self, living: Living, recap: str) -> None:
        """Make one line of a card: nobody can answer it any more."""
        channel, _, message = living.name.partition(":")
        if channel == ONLY_THEY:
            return  # it says kindly that it is old, if anybody presses it
        try:
            await self._pace.spare()
            async with judged(self._clock, LONG):
                line = finished(self._catalog, recap or living.line)
                await self._message(channel, message).edit(view=line, allowed_mentions=NOBODY)
        except DeliveryError:
            return

    def _message(self, channel: str, message: str) -> discord.PartialMessage:
        there = self._client.get_partial_messageable(int(channel))
        return there.get_partial_message(int(message))


def is_step(card: Card) -> bool:
    """Whether a card is where somebody stands, so that it takes the place of the one before.

    A card of the desk is no part of their conversation, which goes on beside it.
    """
    return card.place is not None and not is_of_the_desk(card.place)


def with_files(view: LayoutView, attached: Iterable[Attachment]) -> LayoutView:
    """The message with its files in it."""
    for one in attached:
        view.add_item(ShownFile(f"attachment://{one.name}"))
    return view


def brought(attached: Iterable[Attachment]) -> list[discord.File]:
    """What is brought with a message."""
    return [discord.File(io.BytesIO(one.text.encode()), filename=one.name) for one in attached]


def drawn(picture: bytes | None) -> list[discord.File]:
    """A picture that is brought with a message, if there is one."""
    return [discord.File(io.BytesIO(picture), PICTURE)] if picture else []

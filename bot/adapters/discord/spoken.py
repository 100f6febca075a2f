"""What people write in the direct message with us."""

import asyncio
import logging

import discord

from bot.adapters.discord import desk_acts, inbound
from bot.adapters.discord.at_the_desk import AtTheDesk
from bot.adapters.discord.courier import FAST, DiscordCourier
from bot.adapters.discord.outbound import told
from bot.adapters.discord.refusals import told_to_operator
from bot.cards import Card
from bot.catalog import Catalog
from bot.errors import DeliveryError
from bot.ports.clock import Clock
from bot.ports.courier import Courier
from bot.ports.inbound import Inbound
from bot.ports.mentoring import Community
from bot.ports.outbox import Message
from bot.usecases.flood import Admission
from bot.usecases.lanes import Lanes
from bot.usecases.taking import Taken, Taker

AGAIN = 1.0
"""Seconds after which words that the database could not take are tried again: Discord tells
them once."""

MOST_TRIES = 60

SAID = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Kinds of messages that somebody wrote."""

log = logging.getLogger(__name__)


class AnsweringWords:
    """The fast way of words in the direct message: whoever wrote them waits."""

    def __init__(self, courier: DiscordCourier) -> None:
        self._courier = courier

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Post a card, soon or not at all."""
        return await self._courier.post(message, card, FAST)


class Spoken:
    """Takes it, and has it answered.

    Args:
        taker: takes turns.
        courier: sends cards.
        desk: answers commands that are no turn.
        catalog: the words.
        clock: what time it is.
    """

    def __init__(
        self,
        taker: Taker,
        courier: DiscordCourier,
        desk: AtTheDesk,
        catalog: Catalog,
        clock: Clock,
    ) -> None:
        self._writing = Lanes()
        self._taker = taker
        self._courier = courier
        self._desk = desk
        self._catalog = catalog
        self._clock = clock

    async def heard(self, message: discord.Message) -> None:
        """Somebody wrote; only what people say to us alone is for us (F12, F13)."""
        is_said = message.type in SAID and not message.author.bot
        if not is_said or message.guild is not None:
            return
        self._courier.remember(inbound.address(message.author.id), message.channel.id)
        taken = inbound.from_message(
            message.id, message.author.id, message.content, self._clock.now()
        )
        async with self._writing.of(taken.sender):  # in the order in which they were said (F26)
            act = desk_acts.from_words(message.content)
            if act is None:
                await self._take(taken, message)
            elif await self._is_admitted(message):
                await self._desk.hear(message, act)

    async def _is_admitted(self, message: discord.Message) -> bool:
        """Whether what is no turn may be done; whoever asks for too much is told so, once."""
        admission = self._taker.admission(inbound.address(message.author.id))
        if admission is Admission.TOLD:
            await self._tell_too_fast(message)
        return admission is Admission.TAKEN

    async def _take(self, taken: Inbound, message: discord.Message) -> None:
        """Take their turn, if need be again and again: nobody tells us of them once more."""
        for number in range(MOST_TRIES):
            way = AnsweringWords(self._courier)
            turned = await became(self._taker, taken, way, is_admitted=number > 0)
            if turned is Taken.TOO_FAST:
                await self._tell_too_fast(message)
            if turned is not Taken.LATE:
                return
            await asyncio.sleep(AGAIN)
        log.error("words were not kept: the database did not take them")

    async def _tell_too_fast(self, message: discord.Message) -> None:
        view = told(self._catalog.say("problem.too-fast"))
        account = inbound.address(message.author.id)
        try:
            await self._courier.send(account, view, f"fast-{message.id}", FAST)
        except DeliveryError as problem:
            told_to_operator(problem)


async def became(
    taker: Taker,
    taken: Inbound,
    way: Courier,
    *,
    here: Community | None = None,
    is_admitted: bool = False,
) -> Taken:
    """What became of a turn; one that fell is as good as late: it may be tried again."""
    try:
        return await taker.take(taken, way, here=here, is_admitted=is_admitted)
    except Exception:  # of this turn; whoever acted is answered, and the next one goes on
        log.exception("a turn fell")
        return Taken.LATE

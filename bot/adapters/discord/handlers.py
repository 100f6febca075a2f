"""What Discord's client calls: translate, take the turn, and answer.

Dispatch is by the kind of what happened, in tables; what nobody knows is counted.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

import discord
from discord import InteractionType

from bot.adapters.discord import commands, inbound
from bot.adapters.discord.answering import AnsweringInteraction, AnsweringWords
from bot.adapters.discord.callbacks import Kind, Pressed
from bot.adapters.discord.courier import FAST, MOST_ANSWERS, DiscordCourier
from bot.adapters.discord.going_private import GoingPrivate
from bot.adapters.discord.interactions import Interaction, account_of, data_of, is_direct
from bot.adapters.discord.outbound import Offers, told
from bot.adapters.discord.people import People
from bot.adapters.discord.refusals import told_to_operator
from bot.adapters.discord.roles import CommunityRoles
from bot.adapters.discord.whispers import Whispers
from bot.catalog import Catalog
from bot.errors import DeliveryError
from bot.ports.clock import Clock
from bot.ports.courier import Courier
from bot.ports.inbound import SLASH_COMMAND, Inbound
from bot.usecases.courtesy import Courtesy
from bot.usecases.flood import Admission
from bot.usecases.lanes import Lanes
from bot.usecases.taking import Taken, Taker

AGAIN = 1.0
"""Seconds after which words that the database could not take are tried again: Discord tells
them once."""

MOST_TRIES = 60

SOON = 0.5
"""Seconds after which whoever is not answered yet is shown that we are at it: among a thousand
who act at once, the last would else see nothing for longer than a second (I6)."""

SAID = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Kinds of messages that somebody wrote."""

ANSWERED_WITHIN = 1.8
"""Seconds after a turn in which its answer must have gone: Discord waits for three in all."""

log = logging.getLogger(__name__)


class Handlers:
    """One application's.

    Args:
        taker: takes turns.
        courier: sends cards.
        whispers: says what only one person sees, and opens windows.
        people: what is done for somebody besides a turn.
        roles: what a community's roles stand for.
        catalog: the words.
        clock: what time it is.

    Attributes:
        unknown: how often what came that nobody knows, by kind.
    """

    def __init__(
        self,
        taker: Taker,
        courier: DiscordCourier,
        whispers: Whispers,
        people: People,
        roles: CommunityRoles,
        catalog: Catalog,
        clock: Clock,
    ) -> None:
        self.unknown: Counter[str] = Counter()
        self._under_way = 0
        self._courtesy = Courtesy()
        self._writing = Lanes()
        self._taker = taker
        self._courier = courier
        self._whispers = whispers
        self._people = people
        self._roles = roles
        self._catalog = catalog
        self._clock = clock
        self._kinds: Mapping[InteractionType, Callable[[Interaction], Awaitable[None]]] = {
            InteractionType.application_command: self._on_command,
            InteractionType.component: self._on_press,
            InteractionType.modal_submit: self._on_window,
        }
        self._presses: Mapping[Kind, Callable[[Interaction, Pressed], Awaitable[None]]] = {
            Kind.TYPE: self._whispers.open_window,
            Kind.CHART: self._on_chart,
            Kind.PRIVATE: self._on_private,
            Kind.WEAR: self._on_wear,
        }

    async def on_interaction(self, interaction: Interaction) -> None:
        """Somebody ran a command, pressed something or sent a window of ours."""
        known = self._kinds.get(interaction.type)
        if known is None:
            self._count(f"interaction {interaction.type}")
        else:
            await known(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote; only what people say to us alone is for us (F12, F13)."""
        is_said = message.type in SAID and not message.author.bot
        if not is_said or message.guild is not None:
            return
        self._courier.remember(inbound.address(message.author.id), message.channel.id)
        taken = inbound.from_message(
            message.id, message.author.id, message.content, self._clock.now()
        )
        async with self._writing.of(taken.sender):  # in the order in which they were said (F26)
            await self._take_words(taken, message)

    async def _take_words(self, taken: Inbound, message: discord.Message) -> None:
        """Take their turn, if need be again and again: nobody tells us of them once more."""
        for number in range(MOST_TRIES):
            way = AnsweringWords(self._courier)
            became = await self._became(taken, way, is_admitted=number > 0)
            if became is Taken.TOO_FAST:
                await self._tell_too_fast(message)
            if became is not Taken.LATE:
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

    async def _on_command(self, interaction: Interaction) -> None:
        data = data_of(interaction)
        name = f"/{data.get('name')}"
        if name == commands.ADMINS:
            if await self._is_admitted(interaction):
                await self._roles.administer(interaction, data)
            return
        if name != SLASH_COMMAND:
            await self._whispers.coming(interaction)
            return
        taken = inbound.from_command(
            interaction.id, interaction.user.id, data, self._clock.now()
        )
        await self._take_here(taken, interaction)

    async def _on_press(self, interaction: Interaction) -> None:
        pressed = inbound.pressed_in(data_of(interaction))
        if pressed is None:
            await self._pass_over(interaction, "press")
            return
        special = self._presses.get(pressed.kind)
        if special is not None:
            await special(interaction, pressed)
            return
        taken = self._pressed_by(interaction)
        if taken is None:
            await self._pass_over(interaction, "press")
        else:
            await self._take_here(taken, interaction)

    def _pressed_by(self, interaction: Interaction) -> Inbound | None:
        """The event of a press; None for one that asks for no turn."""
        return inbound.from_press(
            interaction.id, interaction.user.id, data_of(interaction), self._clock.now()
        )

    async def _on_window(self, interaction: Interaction) -> None:
        taken = inbound.from_window(
            interaction.id, interaction.user.id, data_of(interaction), self._clock.now()
        )
        if taken is None:
            await self._pass_over(interaction, "window")
        else:
            await self._take_here(taken, interaction)

    async def _on_chart(self, interaction: Interaction, _: Pressed) -> None:
        """Draw, or show where they stand if there is nothing to draw any more."""
        if not await self._people.draw(interaction):
            taken = self._pressed_by(interaction)
            if taken is not None:
                await self._take_here(taken, interaction)

    async def _on_wear(self, interaction: Interaction, pressed: Pressed) -> None:
        if await self._is_admitted(interaction):
            await self._roles.wear(interaction, pressed.value)

    async def _is_admitted(self, interaction: Interaction) -> bool:
        """Whether what is no turn may be done; whoever asks for too much is told so, once."""
        match self._taker.admission(account_of(interaction)):
            case Admission.TAKEN:
                return True
            case Admission.TOLD:
                await self._whispers.say(interaction, self._whispers.why_not(Taken.TOO_FAST))
            case Admission.REFUSED:
                await self._whispers.nothing(interaction)
        return False

    async def _on_private(self, interaction: Interaction, _: Pressed) -> None:
        """Go on in the direct message, if it is open."""
        taken = self._pressed_by(interaction)
        if taken is not None:
            here = self._answering(interaction)
            say = partial(self._whispers.say, interaction)
            way = GoingPrivate(self._courier, here, self._catalog, say)
            await self._take(taken, interaction, here, way)

    async def _take_here(self, taken: Inbound, interaction: Interaction) -> None:
        """Take a turn, and answer the interaction with what it says."""
        answer = self._answering(interaction)
        await self._take(taken, interaction, answer, answer)

    def _answering(self, interaction: Interaction) -> AnsweringInteraction:
        """The answer of an interaction, with what this place adds to a card."""
        offers = partial(self._offers, interaction)
        return AnsweringInteraction(
            self._courier, interaction, self._catalog, self._clock, offers
        )

    async def _offers(self, interaction: Interaction) -> Offers:
        return Offers(not is_direct(interaction), await self._roles.labels(interaction))

    async def _take(
        self,
        taken: Inbound,
        interaction: Interaction,
        answer: AnsweringInteraction,
        way: Courier,
    ) -> None:
        """Take a turn whose words go that way; in a crowd, show first that we are at it."""
        self._under_way += 1
        try:
            if self._under_way > MOST_ANSWERS:
                with self._courtesy.waiting():
                    await answer.promise(0.0)
                await self._courtesy.nobody()
            await self._take_in_time(taken, interaction, answer, way)
        finally:
            self._under_way -= 1

    async def _take_in_time(
        self,
        taken: Inbound,
        interaction: Interaction,
        answer: AnsweringInteraction,
        way: Courier,
    ) -> None:
        """Take a turn; the interaction is answered in any case."""
        promising = asyncio.create_task(answer.promise(SOON))
        became = await self._became(taken, way)
        if became is Taken.STORED:
            self._people.heard(interaction)
            await promising
            if await answer.within(ANSWERED_WITHIN):
                return
        promising.cancel()
        # It is a repeat, or what it says went the long way, or waits.
        await answer.put_off(self._whispers.why_not(became))
        if became in (Taken.LATE, Taken.TOO_FAST) and interaction.message is not None:
            await self._whispers.say(interaction, self._whispers.why_not(became))

    async def _became(
        self, taken: Inbound, way: Courier, *, is_admitted: bool = False
    ) -> Taken:
        """What became of a turn; one that fell is as good as late: it may be tried again."""
        try:
            return await self._taker.take(taken, way, is_admitted=is_admitted)
        except Exception:  # of this turn; whoever acted is answered, and the next one goes on
            log.exception("a turn fell")
            return Taken.LATE

    async def _pass_over(self, interaction: Interaction, kind: str) -> None:
        """Answer what comes to nothing: whoever did it is not to wait for an answer."""
        self._count(kind)
        await self._whispers.nothing(interaction)

    def _count(self, kind: str) -> None:
        self.unknown[kind] += 1
        log.info(
            "Discord told of something that we do not know; so often now: %s",
            self.unknown.total(),
        )

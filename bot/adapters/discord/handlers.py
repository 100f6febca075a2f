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

from bot.adapters.discord import commands, desk_acts, inbound
from bot.adapters.discord.answering import AnsweringInteraction
from bot.adapters.discord.at_the_desk import AtTheDesk
from bot.adapters.discord.callbacks import YES, Kind, Pressed
from bot.adapters.discord.courier import MOST_ANSWERS, DiscordCourier
from bot.adapters.discord.going_private import GoingPrivate
from bot.adapters.discord.interactions import (
    Interaction,
    account_of,
    community_of,
    data_of,
    is_direct,
)
from bot.adapters.discord.joining import Joining, asks_for_the_button
from bot.adapters.discord.outbound import Offers
from bot.adapters.discord.people import People
from bot.adapters.discord.roles import CommunityRoles, is_about_roles
from bot.adapters.discord.spoken import Spoken, became
from bot.adapters.discord.whispers import Whispers
from bot.catalog import Catalog
from bot.ports.clock import Clock
from bot.ports.courier import Courier
from bot.ports.inbound import SLASH_COMMAND, Inbound
from bot.usecases.commands import COMMANDS
from bot.usecases.courtesy import Courtesy
from bot.usecases.flood import Admission
from bot.usecases.own_words import Words
from bot.usecases.taking import Taken, Taker

SOON = 0.5
"""Seconds after which whoever is not answered yet is shown that we are at it: among a thousand
who act at once, the last would else see nothing for longer than a second (I6)."""

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
        desk: for mentors, mentees and admins.
        joining: asks who wants weekly steps.
        catalog: our words.
        words: those of guilds.
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
        desk: AtTheDesk,
        joining: Joining,
        catalog: Catalog,
        words: Words,
        clock: Clock,
    ) -> None:
        self.unknown: Counter[str] = Counter()
        self._under_way = 0
        self._courtesy = Courtesy()
        self._spoken = Spoken(taker, courier, desk, catalog, clock)
        self._taker = taker
        self._courier = courier
        self._whispers = whispers
        self._people = people
        self._roles = roles
        self._desk = desk
        self._joining = joining
        self._catalog = catalog
        self._words = words
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
            Kind.JOIN: self._on_join,
        }

    async def on_interaction(self, interaction: Interaction) -> None:
        """Somebody ran a command, pressed something or sent a window of ours."""
        known = self._kinds.get(interaction.type)
        if known is None:
            self._count(f"interaction {interaction.type}")
        else:
            await known(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote."""
        await self._spoken.heard(message)

    async def _on_command(self, interaction: Interaction) -> None:
        data = data_of(interaction)
        name = f"/{data.get('name')}"
        if desk_acts.is_for_the_desk(name, data):
            if await self._is_admitted(interaction):
                await self._beside_turns(interaction, name)
        elif name == SLASH_COMMAND:
            taken = inbound.from_command(
                interaction.id, interaction.user.id, data, self._clock.now()
            )
            await self._take_here(taken, interaction)
        elif name not in COMMANDS:
            await self._whispers.coming(interaction)
        elif await self._is_admitted(interaction):
            await self._beside_turns(interaction, name)

    async def _beside_turns(self, interaction: Interaction, name: str) -> None:
        """A command of mentors, mentees and admins."""
        data = data_of(interaction)
        is_of_admins = name == commands.ADMINS
        if is_of_admins and asks_for_the_button(data):
            await self._joining.post(interaction)
        elif is_of_admins and is_about_roles(data):
            await self._roles.administer(interaction, data)
        else:
            await self._desk.run(interaction, name)
            self._people.heard(interaction)

    async def _on_press(self, interaction: Interaction) -> None:
        pressed = inbound.pressed_in(data_of(interaction))
        if pressed is None:
            await self._pass_over(interaction, "press")
            return
        if desk_acts.is_at_the_desk(pressed):
            if await self._is_admitted(interaction):
                await self._desk.press(interaction, pressed)
                self._people.heard(interaction)
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
        window = inbound.pressed_in(data_of(interaction))
        if window is not None and desk_acts.is_at_the_desk(window):
            if await self._is_admitted(interaction):
                await self._desk.submit(interaction)
            return
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

    async def _on_join(self, interaction: Interaction, pressed: Pressed) -> None:
        """Ask whether they want weekly steps; a yes is a turn, which asks when."""
        taken = self._pressed_by(interaction) if pressed.value == YES else None
        if taken is not None:
            await self._take_here(taken, interaction)
        elif await self._is_admitted(interaction):
            await self._joining.ask(interaction, pressed)

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
        words = partial(self._words.known, community_of(interaction))
        return AnsweringInteraction(self._courier, interaction, words, self._clock, offers)

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
        here = community_of(interaction)
        turned = await became(self._taker, taken, way, here=here)
        if turned is Taken.STORED:
            self._people.heard(interaction)
            await promising
            if await answer.within(ANSWERED_WITHIN):
                return
        promising.cancel()
        # It is a repeat, or what it says went the long way, or waits.
        await answer.put_off(self._whispers.why_not(turned))
        if turned in (Taken.LATE, Taken.TOO_FAST) and interaction.message is not None:
            await self._whispers.say(interaction, self._whispers.why_not(turned))

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

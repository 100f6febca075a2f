"""The one answer that Discord waits for after a command, a press or a window.

It stands where the person looks, and can be changed; a second one would be doubled by a repeat.
"""

from collections.abc import Callable

import aiohttp
import discord
from discord.ui import LayoutView

from bot.adapters.discord.courier import FAST, NOBODY
from bot.adapters.discord.interactions import Interaction
from bot.adapters.discord.outbound import holds_what_stays
from bot.adapters.discord.outbound import told as as_line
from bot.adapters.discord.refusals import DONE_BEFORE, judged
from bot.ports.accounts import ONLY_THEY
from bot.ports.clock import Clock

Bring = Callable[[], list[discord.File]]
"""Makes what goes with an answer, anew for each attempt."""


def _nothing() -> list[discord.File]:
    return []


class OneAnswer:
    """Gives it.

    Args:
        interaction: what is answered.
        clock: when it was.
        is_private: only the person sees it.

    Attributes:
        is_private: the same.
        is_there: it has been given.
    """

    def __init__(self, interaction: Interaction, clock: Clock, *, is_private: bool) -> None:
        self.is_private = is_private
        self.is_there = False
        self._interaction = interaction
        self._clock = clock

    @property
    def is_begun(self) -> bool:
        """Whether Discord has one, as far as we know, be it that we think."""
        return self.is_there or self._interaction.response.is_done()

    @property
    def under(self) -> int | None:
        """The message that was pressed, if its answer may take its place.

        Where a file or a card to share stands in it, the answer comes below. What others see,
        too, never becomes what is meant for one of them (F65).
        """
        pressed = self._interaction.message
        if pressed is None:
            return None
        is_ours_alone = pressed.flags.ephemeral and not holds_what_stays(pressed)
        return pressed.id if is_ours_alone or not self.is_private else None

    def named(self, message: int | None) -> str:
        """The name of a message where the answer stands."""
        channel = ONLY_THEY if self.is_private else str(self._interaction.channel_id)
        return f"{channel}:{message}"

    async def think(self) -> None:
        """Show that we are at it.

        Raises:
            DeliveryError: Discord does not take that.
        """
        async with judged(self._clock, FAST):
            await self._interaction.response.defer(
                ephemeral=self.is_private, thinking=self.under is None
            )

    async def say_something(self, why: str) -> None:
        """Say this under a command, and nothing under a press.

        Raises:
            DeliveryError: Discord does not take that.
        """
        async with judged(self._clock, FAST):
            if self.under is None:
                await self._respond(as_line(why), _nothing)
            elif not self.is_begun:
                await self._interaction.response.defer()
        self.is_there = True

    async def show(self, view: LayoutView, bring: Bring = _nothing) -> str:
        """Answer the interaction, or change the answer that it has; the message's name.

        Discord takes one answer, so one that may be lost is tried again without fear: if it is
        there already, it is made to say the same (F19).

        Raises:
            DeliveryError: it is not there, or nobody knows.
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
        self.is_there = True
        return name

    async def _respond(self, view: LayoutView, bring: Bring) -> str:
        if self.is_begun:
            return await self._change(view, bring)
        response = self._interaction.response
        if self.under is not None:
            await response.edit_message(view=view, attachments=bring(), allowed_mentions=NOBODY)
            return self.named(self.under)
        sent = await response.send_message(
            view=view,
            files=bring(),
            ephemeral=self.is_private,
            allowed_mentions=NOBODY,
        )
        return self.named(sent.message_id)

    async def _change(self, view: LayoutView, bring: Bring) -> str:
        shown = await self._interaction.edit_original_response(
            view=view,
            attachments=bring(),
            allowed_mentions=NOBODY,
        )
        return self.named(shown.id)

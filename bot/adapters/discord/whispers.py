"""What only one person sees, and what carries no state: hints, refusals, windows, pictures.

Nothing here is a row of the outbox: if it is lost, nothing is.
"""

import io
import logging

import discord
from discord.ui import LayoutView, Modal

from bot.adapters.discord import modals, outbound
from bot.adapters.discord.callbacks import Pressed
from bot.adapters.discord.courier import FAST, NOBODY
from bot.adapters.discord.interactions import is_direct
from bot.adapters.discord.outbound import PICTURE
from bot.adapters.discord.refusals import judged, told_to_operator
from bot.cards import Place
from bot.catalog import Catalog
from bot.engine.mentoring.pairing_cards import MOST_WORDS
from bot.errors import DeliveryError
from bot.ports.clock import Clock
from bot.usecases.taking import Taken

log = logging.getLogger(__name__)


class Whispers:
    """Says it, in the answer of an interaction.

    Args:
        catalog: the words.
        clock: when Discord answered.
    """

    def __init__(self, catalog: Catalog, clock: Clock) -> None:
        self._catalog = catalog
        self._clock = clock

    async def coming(self, interaction: discord.Interaction) -> None:
        """A command will come, and is not there yet."""
        await self.say(interaction, self._catalog.say("coming"))

    def why_not(self, became: Taken) -> str:
        """Why what somebody did is not answered, or not yet."""
        is_slow = became in (Taken.STORED, Taken.LATE)
        return self._catalog.say("chat.one-moment" if is_slow else "problem.too-fast")

    async def nothing(self, interaction: discord.Interaction) -> None:
        """Not a word; Discord only learns that we have it."""
        try:
            async with judged(self._clock, FAST):
                await interaction.response.defer()
        except DeliveryError as problem:
            told_to_operator(problem)

    async def say(self, interaction: discord.Interaction, text: str) -> None:
        """A sentence that only they see."""
        await self.show(interaction, outbound.told(text))

    async def tell(self, interaction: discord.Interaction, text: str) -> None:
        """A longer text that only they see."""
        await self.show(interaction, outbound.page(text))

    async def show(
        self,
        interaction: discord.Interaction,
        view: LayoutView,
        picture: bytes | None = None,
    ) -> int | None:
        """A message beside the conversation; Discord's name of it, where it told one.

        Args:
            interaction: what is answered with it.
            view: what it says.
            picture: is brought with it, or None; in the direct message it stays.
        """
        brought = [discord.File(io.BytesIO(picture), PICTURE)] if picture else []
        try:
            async with judged(self._clock, FAST):
                if interaction.response.is_done():
                    sent = await interaction.followup.send(
                        view=view,
                        files=brought,
                        ephemeral=True,
                        allowed_mentions=NOBODY,
                        wait=True,
                    )
                    return sent.id
                is_hidden = picture is None or not is_direct(interaction)
                answered = await interaction.response.send_message(
                    view=view, files=brought, ephemeral=is_hidden, allowed_mentions=NOBODY
                )
                return answered.message_id
        except DeliveryError as problem:  # whoever it was for will try again
            told_to_operator(problem)
            return None

    async def open_window(self, interaction: discord.Interaction, pressed: Pressed) -> None:
        """Open the window for own words, while Discord lets us."""
        await self._open(interaction, modals.own_words(self._catalog, pressed.place))

    async def ask_for_words(
        self, interaction: discord.Interaction, place: Place, told: str = ""
    ) -> None:
        """Open a window for words on a card of the desk.

        Args:
            interaction: what is answered with it.
            place: of the card.
            told: what is to be known before anything is written, or empty.
        """
        window = modals.own_words(self._catalog, place, told, MOST_WORDS)
        await self._open(interaction, window)

    async def _open(self, interaction: discord.Interaction, window: Modal) -> None:
        try:
            async with judged(self._clock, FAST):
                await interaction.response.send_modal(window)
        except DeliveryError as problem:
            told_to_operator(problem)

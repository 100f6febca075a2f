"""From a guild to the direct message, where that is open."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.adapters.discord.answering import AnsweringInteraction
from bot.adapters.discord.courier import FAST, DiscordCourier
from bot.cards import Card
from bot.catalog import Catalog
from bot.errors import DeliveryError, Refusal
from bot.ports.outbox import Message


class GoingPrivate:
    """The way of whoever wants to go on in the direct message: there, or else here.

    Args:
        courier: writes there.
        here: answers where the wish was uttered.
        catalog: the words.
        say: tells only them.
    """

    def __init__(
        self,
        courier: DiscordCourier,
        here: AnsweringInteraction,
        catalog: Catalog,
        say: Callable[[str], Awaitable[None]],
    ) -> None:
        self._courier = courier
        self._here = here
        self._catalog = catalog
        self._say = say

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Post a card in the direct message, and leave a line here."""
        try:
            posted = await self._courier.post(message, card, FAST)
        except DeliveryError as problem:
            if problem.refusal not in (Refusal.UNREACHABLE, Refusal.LIMITED):
                raise
            shown = await self._here.deliver(message, card)
            is_closed = problem.refusal is Refusal.UNREACHABLE
            key = "discord.closed" if is_closed else "discord.not-there-now"
            await self._say(self._catalog.say(key))
            return shown
        with suppress(DeliveryError):
            await self._here.close(self._catalog.say("discord.in-direct"))
        return posted

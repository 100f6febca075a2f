"""Tables of mentees on Discord.

One stands in the answer that only their mentor sees; or in the direct message, where they typed
for it, and goes from there by itself after a while (F63).
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

from discord.ui import LayoutView

from bot.adapters.discord.courier import FAST, DiscordCourier
from bot.adapters.discord.interactions import Interaction
from bot.adapters.discord.open_views import OpenViews
from bot.adapters.discord.refusals import told_to_operator
from bot.cards import Attachment
from bot.errors import DeliveryError, StoreError
from bot.ports.inbound import Address


class InAnAnswer:
    """The place of one in the answer to an interaction, which Discord forgets by itself.

    Args:
        show: shows it; the message's name, or empty.
        views: takes it back.
        interaction: what is answered.

    Attributes:
        name: of the message; empty if it was not shown.
    """

    def __init__(
        self, show: Callable[[], Awaitable[str]], views: OpenViews, interaction: Interaction
    ) -> None:
        self.name = ""
        self._show = show
        self._views = views
        self._interaction = interaction

    async def put(self, until: datetime) -> bool:
        """Show it."""
        self.name = await self._show()
        return bool(self.name)

    async def take(self) -> None:
        """Say that something changed, in its place."""
        await self._views.blank(self._interaction, self.name)


class InDirectMessage:
    """The place of one in the direct message.

    Args:
        courier: posts and deletes it.
        account: whose direct message it is.
        view: the message that brings it.
        key: of the message.
        table: all of it.

    Attributes:
        name: of the message; empty if it does not stand.
    """

    def __init__(
        self,
        courier: DiscordCourier,
        account: Address,
        view: LayoutView,
        key: str,
        table: Attachment,
    ) -> None:
        self.name = ""
        self._courier = courier
        self._account = account
        self._view = view
        self._key = key
        self._table = table

    async def put(self, until: datetime) -> bool:
        """Post it; what cannot be kept in mind does not stay."""
        account, attached = self._account, [self._table]
        try:
            self.name = await self._courier.send(account, self._view, self._key, FAST, attached)
        except DeliveryError as problem:
            told_to_operator(problem)
            return False
        with suppress(StoreError):
            return await self._courier.keep(account, self.name, until)
        await self.take()
        return False

    async def take(self) -> None:
        """Delete it; what cannot be deleted now goes in a while all the same."""
        try:
            await self._courier.delete(self.name)
        except DeliveryError as problem:
            told_to_operator(problem)

"""What mentors have before them on Discord: one overview, and nothing that ended meanwhile.

As long as Discord takes the token of its latest interaction, a quarter of an hour, what only
they see can be changed and taken away; what they typed for in the direct message always.
"""

from collections.abc import Awaitable, Callable
from functools import partial

from discord.ui import LayoutView

from bot.adapters.discord import outbound
from bot.adapters.discord.courier import FAST, NOBODY, DiscordCourier
from bot.adapters.discord.interactions import Interaction, account_of
from bot.adapters.discord.refusals import judged, told_to_operator
from bot.cards import Card
from bot.catalog import Catalog
from bot.errors import DeliveryError
from bot.ports.clock import Clock
from bot.ports.inbound import Address
from bot.usecases.mentors.asking import Act, Asked
from bot.usecases.mentors.overviews import Overviews, is_overview
from bot.usecases.mentors.watching import Shared, Watching


class OpenViews:
    """Those of everybody.

    Args:
        courier: changes and deletes what stands in a direct message.
        watching: finds what ended.
        catalog: the words.
        clock: when Discord answered.
    """

    def __init__(
        self, courier: DiscordCourier, watching: Watching, catalog: Catalog, clock: Clock
    ) -> None:
        self._courier = courier
        self._watching = watching
        self._catalog = catalog
        self._clock = clock
        self._overviews = Overviews()

    async def before(self, account: Address) -> Shared:
        """What is shared with somebody, before a card is made for them.

        Raises:
            StoreError: the database cannot serve.
        """
        return await self._watching.before(account)

    async def shown(
        self, interaction: Interaction, act: Act, card: Card, name: str, before: Shared
    ) -> None:
        """A card was shown for what somebody did, in the message of this name."""
        account, blank = account_of(interaction), partial(self._change, interaction)
        self._watching.stands(name, account, card, before, blank)
        if not is_overview(card):
            return
        goes = partial(self._take_away, interaction)
        if isinstance(act, Asked):
            await self._overviews.come(account, name, goes)
        else:
            self._overviews.stands(account, name, goes)

    async def typed(self, account: Address, card: Card, name: str, before: Shared) -> None:
        """A card was posted in the direct message for words that somebody typed."""
        changed = partial(self._courier.change, name, self._changed())
        self._watching.stands(name, account, card, before, partial(_tried, changed))
        if is_overview(card):
            goes = partial(_tried, partial(self._courier.delete, name))
            await self._overviews.come(account, name, goes)

    async def blank(self, interaction: Interaction, name: str) -> None:
        """What was shown in the message of this name is not so any more; it says so."""
        self._watching.leave(name)
        await self._change(interaction)

    def _changed(self) -> LayoutView:
        return outbound.page(self._catalog.say("desk.changed"))

    async def _change(self, interaction: Interaction) -> None:
        async def change() -> None:
            async with judged(self._clock, FAST):
                await interaction.edit_original_response(
                    view=self._changed(), attachments=[], allowed_mentions=NOBODY
                )

        if not interaction.is_expired():
            await _tried(change)

    async def _take_away(self, interaction: Interaction) -> None:
        async def delete() -> None:
            async with judged(self._clock, FAST):
                await interaction.delete_original_response()

        if not interaction.is_expired():
            await _tried(delete)


async def _tried(doing: Callable[[], Awaitable[None]]) -> None:
    """Do it, unless it is too late: whoever it was for has closed it."""
    try:
        await doing()
    except DeliveryError as problem:
        told_to_operator(problem)

"""Tables of mentees as files in their mentor's direct message, where they stand for a while.

Slack shows no file to one person alone elsewhere. So it goes by itself, and at once when one of
the mentees shares less, parts or is forgotten (F63, F68).
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from bot.adapters.slack.courier import SlackCourier
from bot.adapters.slack.refusals import told_to_operator
from bot.cards import Attachment, Card
from bot.catalog import Catalog
from bot.errors import DeliveryError, StoreError
from bot.ports.clock import Clock
from bot.ports.inbound import Address
from bot.usecases.laying_out import with_file_in_words
from bot.usecases.mentors.exporting import MINUTES, STAYS

LONGEST = 20.0
"""Seconds for all requests of one file."""


class Tables:
    """Puts them there.

    Args:
        courier: sends files.
        catalog: the words.
        clock: what time it is.
    """

    def __init__(self, courier: SlackCourier, catalog: Catalog, clock: Clock) -> None:
        self._courier = courier
        self._catalog = catalog
        self._clock = clock

    async def sent(
        self, account: Address, card: Card, is_true: Callable[[], Awaitable[bool]]
    ) -> Card:
        """A card that says where its table is; where that cannot be sent, what it holds.

        Args:
            account: for whom it is.
            card: the answer.
            is_true: whether its table shows no more than may be seen at that moment.
        """
        if card.file is None:
            return card
        file = await self._tried(account, card.file)
        if not file:
            is_told = await _answered(is_true)
            return with_file_in_words(self._catalog, card) if is_told else self._changed()
        if await _answered(is_true):
            where = self._catalog.say("chat.table", minutes=MINUTES)
            return replace(card, body=f"{card.body}\n\n{where}", file=None)
        with suppress(DeliveryError):  # it goes in a while all the same
            await self._courier.delete(file)
        return self._changed()

    async def _tried(self, account: Address, table: Attachment) -> str:
        """Slack's name of the file; empty if it is not there."""
        try:
            async with asyncio.timeout(LONGEST):
                return await self._courier.send_file(
                    account, table.name, table.text.encode(), until=self._clock.now() + STAYS
                )
        except (DeliveryError, StoreError, TimeoutError) as problem:
            if isinstance(problem, DeliveryError):
                told_to_operator(problem)
            return ""

    def _changed(self) -> Card:
        return Card(body=self._catalog.say("desk.changed"))


async def _answered(is_true: Callable[[], Awaitable[bool]]) -> bool:
    """Whether it is; what cannot be told is not (F61)."""
    try:
        return await is_true()
    except StoreError:
        return False

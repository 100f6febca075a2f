"""Tables of mentees in their mentor's direct message, where they stand for a while.

Slack shows no file to one person alone elsewhere, and what only one person sees elsewhere
nobody can take away again. So a table stands in the direct message: as a file, or where Slack
takes none as words. It goes by itself, and at once when one of the mentees shares less, parts
or is forgotten (F63, F68).
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.adapters.slack import desk_cards
from bot.adapters.slack.filing import Filing
from bot.adapters.slack.refusals import told_to_operator
from bot.cards import Attachment, Card
from bot.catalog import Catalog
from bot.errors import DeliveryError, StoreError
from bot.ports.inbound import Address
from bot.ports.mentoring import Caller
from bot.usecases.laying_out import with_file_in_words
from bot.usecases.mentors.asking import Act
from bot.usecases.mentors.exporting import MINUTES
from bot.usecases.mentors.lending import Lending, Lent

LONGEST = 20.0
"""Seconds for all requests of one table in one form."""


class Tables:
    """Puts them there.

    Args:
        filing: sends them, and takes them away.
        catalog: the words.
        lending: says whether they may stand.
    """

    def __init__(self, filing: Filing, catalog: Catalog, lending: Lending) -> None:
        self._filing = filing
        self._catalog = catalog
        self._lending = lending

    async def sent(self, caller: Caller, act: Act, card: Card) -> Card:
        """A card that says where its table is, or that it is nowhere.

        Args:
            caller: for whom it is.
            act: what they asked.
            card: the answer.
        """
        if card.file is None:
            return card
        place = _InDirectMessage(self._filing, self._catalog, caller.account, card, card.file)
        match await self._lending.lend(caller, act, card.file, place):
            case Lent.TAKEN_BACK:
                return Card(body=self._catalog.say("desk.changed"))
            case Lent.NOWHERE:
                return Card(body=self._catalog.say("chat.no-table"), problem=True)
            case Lent.STANDS if place.is_in_words:
                return Card(body=self._catalog.say("chat.table-in-words", minutes=MINUTES))
            case Lent.STANDS:
                where = self._catalog.say("chat.table", minutes=MINUTES)
                return replace(card, body=f"{card.body}\n\n{where}", file=None)


class _InDirectMessage:
    """The place of one of them.

    Args:
        filing: sends it, and takes it away.
        catalog: the words.
        account: whose direct message it is.
        card: the answer that brings it.
        table: all of it.

    Attributes:
        is_in_words: Slack took no file.
    """

    def __init__(
        self, filing: Filing, catalog: Catalog, account: Address, card: Card, table: Attachment
    ) -> None:
        self.is_in_words = False
        self._filing = filing
        self._catalog = catalog
        self._account = account
        self._card = card
        self._table = table
        self._name = ""

    async def put(self, until: datetime) -> bool:
        """As a file, or else in words."""
        self._name = await self._tried(until)
        if not self._name:
            self.is_in_words = True
            self._name = await self._tried(until)
        return bool(self._name)

    async def take(self) -> None:
        """Delete it; what cannot be deleted now goes in a while all the same."""
        with suppress(DeliveryError):
            await self._filing.delete(self._name)

    async def _tried(self, until: datetime) -> str:
        """Slack's name of it; empty if it is not there."""
        try:
            async with asyncio.timeout(LONGEST):
                return await self._sent(until)
        except (DeliveryError, StoreError, TimeoutError) as problem:
            if isinstance(problem, DeliveryError):
                told_to_operator(problem)
            return ""

    async def _sent(self, until: datetime) -> str:
        account, table = self._account, self._table
        if not self.is_in_words:
            content = table.text.encode()
            return await self._filing.send_file(account, table.name, content, until=until)
        card = with_file_in_words(self._catalog, self._card)
        said = desk_cards.to_message(self._catalog, card, account.user)
        return await self._filing.send_message(account, said, until)

"""App Home: published when somebody opens it, and when they move or get a step soon after.

Slack draws what was published last, so somebody who is not looking needs nothing; whoever
opened it lately sees it change.
"""

import logging
from collections import OrderedDict
from datetime import datetime, timedelta

from bot.adapters.slack.client import LONG, Slack
from bot.adapters.slack.home import to_home
from bot.adapters.slack.refusals import told_to_operator
from bot.cards import Card
from bot.errors import DeliveryError, StoreError
from bot.ports.accounts import Accounts
from bot.ports.clock import Clock
from bot.ports.courier import Courier
from bot.ports.inbound import Address
from bot.ports.outbox import BY_CALENDAR, Message
from bot.ports.store import Store
from bot.usecases.own_words import Words
from bot.usecases.turns import standing_card, week_card
from bot.usecases.underway import Underway

log = logging.getLogger(__name__)

LATELY = timedelta(hours=1)
MOST_OPEN = 10_000


class Homes:
    """Everybody's Home in one workspace.

    Args:
        slack: publishes.
        words: those of whoever looks.
        store: where people stand.
        accounts: what Slack told of them.
        clock: what time it is.
    """

    def __init__(
        self, slack: Slack, words: Words, store: Store, accounts: Accounts, clock: Clock
    ) -> None:
        self._slack = slack
        self._words = words
        self._store = store
        self._accounts = accounts
        self._clock = clock
        self._opened: OrderedDict[Address, datetime] = OrderedDict()
        self._stale: set[Address] = set()
        self._busy: set[Address] = set()
        self._publishing = Underway("a Home is not as it should be")

    def open(self, account: Address) -> None:
        """They look at it now."""
        self._opened[account] = self._clock.now()
        self._opened.move_to_end(account)
        if len(self._opened) > MOST_OPEN:
            self._opened.popitem(last=False)
        self._refresh(account)

    def moved(self, account: Address) -> None:
        """They stand elsewhere now; whoever opened their Home lately sees that."""
        opened = self._opened.get(account)
        if opened is None:
            return
        if self._clock.now() - opened > LATELY:
            del self._opened[account]
        else:
            self._refresh(account)

    async def settled(self) -> None:
        """Wait until all are as they should be."""
        await self._publishing.settled()

    async def stop(self, grace: float) -> None:
        """Publish what is on its way, for so many seconds."""
        await self._publishing.stop(grace)

    def _refresh(self, account: Address) -> None:
        """Publish it, once more for however many moves come meanwhile.

        One at a time for each of them: what was drawn first must not arrive last.
        """
        self._stale.add(account)
        if account not in self._busy:
            self._busy.add(account)
            self._publishing.begin(self._publish_until_fresh(account))

    async def _publish_until_fresh(self, account: Address) -> None:
        try:
            while account in self._stale:
                self._stale.discard(account)
                await self._publish(account)
        finally:
            self._busy.discard(account)

    async def _publish(self, account: Address) -> None:
        try:
            catalog = await self._words.for_account(account)
            card = await standing_card(self._store, catalog, account)
            week = await week_card(self._store, catalog, account)
            profile = await self._accounts.profile(account)
            view = to_home(catalog, card, week, profile)
            await self._slack.call(
                "views.publish", {"user_id": account.user, "view": view}, LONG
            )
        except DeliveryError as problem:  # it is published again when they open it
            told_to_operator(problem)
        except StoreError:
            log.info("a Home waits for the database")


class AtHomeToo:
    """A courier after which a step that came by itself stands in Home, too.

    Args:
        courier: sends.
        homes: of the people to whom it sends.
    """

    def __init__(self, courier: Courier, homes: Homes) -> None:
        self._courier = courier
        self._homes = homes

    async def deliver(self, message: Message, card: Card) -> str | None:
        """See ``Courier.deliver``."""
        living_card = await self._courier.deliver(message, card)
        if message.kind in BY_CALENDAR:
            self._homes.moved(message.to)
        return living_card

"""What is done for somebody besides their turns: Home, profile, pictures, and the end."""

import asyncio
import logging

from bot.adapters.slack import inbound
from bot.adapters.slack.courier import SlackCourier
from bot.adapters.slack.homes import Homes
from bot.adapters.slack.payloads import PLATFORM, Payload
from bot.adapters.slack.profiles import Profiles
from bot.adapters.slack.refusals import told_to_operator
from bot.adapters.slack.whispers import Whispers
from bot.adapters.slack.windows import Windows
from bot.catalog import Catalog
from bot.charts.pictures import Pictures
from bot.errors import DeliveryError, StoreError
from bot.ports.communities import Communities
from bot.ports.inbound import Address, Inbound
from bot.ports.outbox import Claimed
from bot.ports.store import Store
from bot.usecases.clearing import Clearing
from bot.usecases.laying_out import can_be_drawn
from bot.usecases.living import Living
from bot.usecases.own_words import Words
from bot.usecases.taking import PATIENCE
from bot.usecases.turns import standing_card
from bot.usecases.underway import Underway

log = logging.getLogger(__name__)

PICTURE = "whichrole.png"


class People:
    """Everybody in one workspace.

    Args:
        homes: their App Homes.
        profiles: what Slack tells of them.
        clearing: takes away what is left of somebody.
        courier: sends them pictures.
        whispers: tells them when there is none.
        windows: of others, in which they may stand.
        store: where they stand.
        communities: whether the workspace lets us in.
        catalog: our words.
        words: theirs.
    """

    def __init__(
        self,
        homes: Homes,
        profiles: Profiles,
        clearing: Clearing,
        courier: SlackCourier,
        whispers: Whispers,
        windows: Windows,
        store: Store,
        communities: Communities,
        catalog: Catalog,
        words: Words,
    ) -> None:
        self._homes = homes
        self._profiles = profiles
        self._clearing = clearing
        self._courier = courier
        self._whispers = whispers
        self._windows = windows
        self._store = store
        self._communities = communities
        self._words = words
        self._drawing: set[Address] = set()
        self._pictures = Pictures(catalog)
        self._errands = Underway("an errand was not done")

    def moved(self, taken: Inbound, claimed: Claimed) -> None:
        """A turn of theirs was stored."""
        if claimed.left:
            for left in claimed.left:
                if left.living_card is not None:
                    self._courier.living.remember(left.account, Living(left.living_card))
                self._profiles.forget(left.account)
                if left.account.platform == PLATFORM:
                    self._homes.open(left.account)
            self._windows.forgotten()
            self._clearing.wake()
            return
        if claimed.takes_back:
            self._clearing.wake()
        self._profiles.heard(taken.sender)
        self._homes.moved(taken.sender)

    def open_home(self, account: Address) -> None:
        """They look at their Home."""
        self._homes.open(account)

    def draw(self, body: Payload) -> None:
        """They want what is drawn where they stand as a picture."""
        account = inbound.actor_of(body)
        if account is not None and account not in self._drawing:
            self._drawing.add(account)
            self._errands.begin(self._draw(account, body))

    async def leave(self, team: str) -> bool:
        """The workspace has put us out; whether that is stored."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._communities.leave(PLATFORM, team)
        except (StoreError, TimeoutError):
            return False
        log.error("the workspace has put us out; install the app again, and start again")
        return True

    async def settled(self) -> None:
        """Wait until everything that was begun is done."""
        await self._errands.settled()
        await self._profiles.settled()
        await self._homes.settled()

    async def stop(self, grace: float) -> None:
        """Do what was begun, for so many seconds."""
        await self._errands.stop(grace)
        await self._profiles.stop(grace)
        await self._homes.stop(grace)

    async def _draw(self, account: Address, body: Payload) -> None:
        """One picture at a time for each of them, however often they press."""
        try:
            if not await self._send_picture(account):
                self._whispers.no_picture(body)
        except DeliveryError as problem:
            log.warning("a picture was not sent: %s", problem)
            told_to_operator(problem)
            self._whispers.no_picture(body)
        except StoreError:
            log.info("a picture waits for the database")
            self._whispers.no_picture(body)
        finally:
            self._drawing.discard(account)

    async def _send_picture(self, account: Address) -> bool:
        """Whether nothing is missing: it was sent, or there is nothing to draw any more."""
        catalog = await self._words.for_account(account)
        card = await standing_card(self._store, catalog, account)
        if card is None or not can_be_drawn(card):
            return True
        picture = await self._pictures.of(card, catalog)
        if picture is not None:
            await self._courier.filing.send_file(account, PICTURE, picture.png, picture.told)
        return picture is not None

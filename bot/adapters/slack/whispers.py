"""What only one person sees, and only for a while: hints, refusals, windows.

Nothing here carries state, so nothing here is a row of the outbox: if it is lost, nothing is.
It is begun and not awaited, because the acknowledgement of what it answers must not wait for
another request.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from bot.adapters.slack import inbound, modals, rich
from bot.adapters.slack.client import FAST, Slack
from bot.adapters.slack.courier import SlackCourier
from bot.adapters.slack.payloads import Payload
from bot.adapters.slack.refusals import told_to_operator
from bot.catalog import Catalog
from bot.errors import DeliveryError
from bot.ports.inbound import Address
from bot.usecases.taking import Taken
from bot.usecases.underway import Underway

LOOK = 0.5
"""Seconds for a look at where somebody's card stands, while Slack waits to hear of us."""


class Whispers:
    """Says it.

    Args:
        slack: sends.
        catalog: the words.
        courier: knows where somebody's card stands.
    """

    def __init__(self, slack: Slack, catalog: Catalog, courier: SlackCourier) -> None:
        self._slack = slack
        self._catalog = catalog
        self._courier = courier
        self._saying = Underway("what only one person sees was not said")

    def not_now(self, became: Taken) -> str:
        """Why what somebody did was not taken."""
        key = "chat.one-moment" if became is Taken.LATE else "problem.too-fast"
        return rich.plain(self._catalog.say(key))

    async def after_command(self, became: Taken, sender: Address, body: Payload) -> str:
        """What stands under a command: where its answer is, or why there is none."""
        if became is not Taken.STORED:
            return self.not_now(became)
        here, standing = str(body.get("channel_id", "")), None
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK):
                standing = await self._courier.living.of(sender)
        if standing is not None and standing.name.startswith(f"{here}:"):
            return ""
        return rich.plain(self._catalog.say("slack.in-dm"))

    def after_click(self, became: Taken, body: Payload) -> None:
        """Tell whoever pressed something that was not taken."""
        if became in (Taken.LATE, Taken.TOO_FAST):
            self._tell_presser(body, self.not_now(became))

    def say(self, body: Payload, key: str) -> None:
        """Tell whoever pressed or asked for something one sentence."""
        self._tell_presser(body, rich.plain(self._catalog.say(key)))

    def no_picture(self, body: Payload) -> None:
        """Tell whoever asked for a picture that there is none."""
        self.say(body, "chat.no-picture")

    def _tell_presser(self, body: Payload, told: str) -> None:
        """What only they see, where they pressed; after a press on Home, in private."""
        address, account = inbound.response_url_of(body), inbound.actor_of(body)
        if address:
            said = {"response_type": "ephemeral", "replace_original": False, "text": told}
            self._begin(self._slack.respond(address, said))
        elif account is not None:
            self._begin(self._tell_in_private(account, told))

    def after_mention(self, body: Payload) -> None:
        """Tell whoever called our name in a channel where we talk."""
        if not body["event"].get("bot_id"):
            self._tell(body, rich.plain(self._catalog.say("slack.mention")))

    def too_fast(self, body: Payload) -> None:
        """Tell whoever writes faster than anybody reads."""
        self._tell(body, self.not_now(Taken.TOO_FAST))

    def open_window(self, body: Payload) -> None:
        """Open the window for own words, while Slack lets us."""
        view = modals.own_words(self._catalog, inbound.place_of_action(body))
        asked = {"trigger_id": inbound.trigger_of(body), "view": view}
        self._begin(self._slack.call("views.open", asked, FAST))

    async def settled(self) -> None:
        """Wait until everything is said."""
        await self._saying.settled()

    async def stop(self, grace: float) -> None:
        """Say what is on its way, for so many seconds."""
        await self._saying.stop(grace)

    async def _tell_in_private(self, account: Address, told: str) -> None:
        channel = await self._courier.filing.channel(account)
        said = {"channel": channel, "user": account.user, "text": told}
        await self._slack.call("chat.postEphemeral", said, FAST)

    def _tell(self, body: Payload, told: str) -> None:
        channel, user = inbound.where_of(body)
        said = {"channel": channel, "user": user, "text": told}
        self._begin(self._slack.call("chat.postEphemeral", said, FAST))

    def _begin(self, sending: Coroutine[Any, Any, object]) -> None:
        self._saying.begin(_tried(sending))


async def _tried(sending: Coroutine[Any, Any, object]) -> None:
    try:
        await sending
    except DeliveryError as problem:  # whoever it was for will try again
        told_to_operator(problem)

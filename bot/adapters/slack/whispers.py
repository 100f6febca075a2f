"""What only one person sees, and only for a while: hints, refusals, windows.

Nothing here carries state, so nothing here is a row of the outbox: if it is lost, nothing is.
"""

from typing import Any

from bot.adapters.slack import inbound, modals, rich
from bot.adapters.slack.client import FAST, Slack
from bot.adapters.slack.courier import SlackCourier
from bot.adapters.slack.inbound import Payload
from bot.adapters.slack.taking import Taken
from bot.catalog import Catalog
from bot.errors import DeliveryError
from bot.ports.inbound import Address


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

    @property
    def coming(self) -> str:
        """That a command will come, and is not there yet."""
        return rich.plain(self._catalog.say("coming"))

    def not_now(self, became: Taken) -> str:
        """Why what somebody did was not taken."""
        key = "slack.one-moment" if became is Taken.LATE else "problem.too-fast"
        return rich.plain(self._catalog.say(key))

    async def after_command(self, became: Taken, sender: Address, body: Payload) -> str:
        """What stands under a command: where its answer is, or why there is none."""
        if became is not Taken.STORED:
            return self.not_now(became)
        standing = await self._courier.living_card(sender)
        here = str(body.get("channel_id", ""))
        if standing is not None and standing.name.startswith(f"{here}:"):
            return ""
        return rich.plain(self._catalog.say("slack.in-dm"))

    async def after_click(self, became: Taken, body: Payload) -> None:
        """Tell whoever pressed something that was not taken."""
        if became in (Taken.LATE, Taken.TOO_FAST):
            told = {
                "response_type": "ephemeral",
                "replace_original": False,
                "text": self.not_now(became),
            }
            await self._try(self._slack.respond(inbound.response_url_of(body), told))

    async def after_mention(self, body: Payload) -> None:
        """Tell whoever called our name in a channel where we talk."""
        if not body["event"].get("bot_id"):
            await self._tell(body, rich.plain(self._catalog.say("slack.mention")))

    async def too_fast(self, body: Payload) -> None:
        """Tell whoever writes faster than anybody reads."""
        await self._tell(body, self.not_now(Taken.TOO_FAST))

    async def open_window(self, body: Payload) -> None:
        """Open the window for own words, while Slack lets us."""
        view = modals.own_words(self._catalog, inbound.place_of_action(body))
        asked = {"trigger_id": inbound.trigger_of(body), "view": view}
        await self._try(self._slack.call("views.open", asked, FAST))

    async def _tell(self, body: Payload, told: str) -> None:
        channel, user = inbound.where_of(body)
        said = {"channel": channel, "user": user, "text": told}
        await self._try(self._slack.call("chat.postEphemeral", said, FAST))

    @staticmethod
    async def _try(sending: Any) -> None:
        try:
            await sending
        except DeliveryError:
            return  # whoever it was for will try again

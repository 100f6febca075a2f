"""A mentor who asks again has one overview, as far as Slack lets us take away those of before.

What only one person sees can be taken away by the address of a press on it, for half an hour;
what was never pressed is gone when Slack is left. A window is one anyway.
"""

from functools import partial

from bot.adapters.slack import desk_inbound, inbound
from bot.adapters.slack.client import Slack
from bot.adapters.slack.desk_inbound import Deed
from bot.adapters.slack.payloads import Payload
from bot.adapters.slack.refusals import told_to_operator
from bot.cards import Card
from bot.engine.mentoring.desk import OF_MENTEES
from bot.errors import DeliveryError
from bot.usecases.mentors.asking import Asked
from bot.usecases.mentors.overviews import Overviews, is_overview


class OneOverview:
    """Those of one workspace.

    Args:
        slack: takes them away.
    """

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._overviews = Overviews()

    async def shown(self, deed: Deed, body: Payload, card: Card) -> None:
        """Somebody was shown this card for what they did."""
        if isinstance(deed.act, Asked):
            if is_overview(card):
                await self._overviews.come(deed.account)
            return
        message = desk_inbound.whispered(body)
        if message and deed.act.spot.view in OF_MENTEES:
            goes = partial(self._take_away, inbound.response_url_of(body))
            self._overviews.stands(deed.account, message, goes)

    async def _take_away(self, address: str) -> None:
        try:
            await self._slack.respond(address, {"delete_original": True})
        except DeliveryError as problem:  # it is too late, or Slack has lost it
            told_to_operator(problem)

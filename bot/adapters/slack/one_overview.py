"""The list or brief of a mentor that stands in a message which only they see.

Slack lets it be changed and taken away by the address of a press on it, for half an hour. So a
new one takes away those of before, and one of which something ended says so (F63). What was
never pressed is gone when Slack is left; a window is one anyway, and has ``windows``.
"""

from collections import OrderedDict
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.adapters.slack import desk_cards, desk_inbound, inbound
from bot.adapters.slack.client import Slack
from bot.adapters.slack.desk_inbound import Deed
from bot.adapters.slack.payloads import Payload
from bot.adapters.slack.refusals import told_to_operator
from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import OF_MENTEES
from bot.errors import DeliveryError
from bot.ports.inbound import Address
from bot.usecases.mentors.asking import Asked
from bot.usecases.mentors.overviews import MOST_ACCOUNTS, Overviews, is_overview
from bot.usecases.mentors.watching import Shared, Watching


class OneOverview:
    """Those of one workspace.

    Args:
        slack: changes them, and takes them away.
        catalog: the words.
        watching: finds what ended.
    """

    def __init__(self, slack: Slack, catalog: Catalog, watching: Watching) -> None:
        self._slack = slack
        self._catalog = catalog
        self._watching = watching
        self._overviews = Overviews()
        self._latest: OrderedDict[Address, tuple[Card, Shared]] = OrderedDict()

    async def shown(
        self, deed: Deed, body: Payload, card: Card, before: Shared, *, is_below: bool
    ) -> None:
        """Somebody was shown this card for what they did.

        Args:
            deed: what they did.
            body: as Slack told it.
            card: the answer.
            before: what was shared with them before it was made.
            is_below: it stands in the message, and in no window.
        """
        if is_below and is_overview(card):
            self._remember(deed.account, card, before)
        if not isinstance(deed.act, Asked):
            self._pressed(deed, body)
        elif is_overview(card):
            await self._overviews.come(deed.account)

    def _remember(self, account: Address, card: Card, before: Shared) -> None:
        """What they have before them in a message: a press on it does not tell."""
        self._latest[account] = card, before
        self._latest.move_to_end(account)
        if len(self._latest) > MOST_ACCOUNTS:
            self._latest.popitem(last=False)

    def _pressed(self, deed: Deed, body: Payload) -> None:
        """From now on Slack lets that message be changed, if only they see it."""
        message, known = desk_inbound.whispered(body), self._latest.get(deed.account)
        if not message or isinstance(deed.act, Asked) or deed.act.spot.view not in OF_MENTEES:
            return
        address, user = inbound.response_url_of(body), deed.account.user
        deleted = {"delete_original": True}
        self._overviews.stands(deed.account, message, partial(self._says, address, deleted))
        if known is not None:
            blank = partial(self._says, address, self._changed(user))
            self._watching.stands(message, deed.account, *known, blank)

    def _changed(self, user: str) -> Mapping[str, Any]:
        card = Card(body=self._catalog.say("desk.changed"))
        said = desk_cards.to_message(self._catalog, card, user).as_arguments()
        return said | {"replace_original": True}

    async def _says(self, address: str, told: Mapping[str, Any]) -> None:
        try:
            await self._slack.respond(address, told)
        except DeliveryError as problem:  # it is too late, or Slack has lost it
            told_to_operator(problem)

"""Takes off Slack what stands there of somebody whom we have forgotten (F68)."""

import logging

from bot.adapters.slack.client import Slack
from bot.adapters.slack.homes import Homes
from bot.adapters.slack.inbound import PLATFORM
from bot.errors import DeliveryError
from bot.ports.accounts import Left

log = logging.getLogger(__name__)


class Clearing:
    """Deletes files, and lets Home start anew; the farewell takes the place of the card."""

    def __init__(self, slack: Slack, homes: Homes) -> None:
        self._slack = slack
        self._homes = homes

    async def clear(self, left: Left) -> None:
        """Do it, once; what Slack refuses now stays."""
        if left.account.platform != PLATFORM:
            return
        for file in left.uploads:
            await self._delete(file)
        self._homes.open(left.account)

    async def _delete(self, file: str) -> None:
        try:
            await self._slack.call("files.delete", {"file": file})
        except DeliveryError as problem:
            log.warning("a file of somebody who was forgotten stays: %s", problem.refusal)

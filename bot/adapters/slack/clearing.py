"""Takes off Slack what stands there of people whom we know no more (F68).

The names of their files are kept until Slack has deleted them, whoever forgot the people: they
themselves, the operator, or the end of what is kept. So a file outlives neither a restart nor a
refusal of Slack's.
"""

import asyncio
import logging
from contextlib import suppress

from bot.adapters.slack.client import Slack
from bot.adapters.slack.homes import Homes
from bot.adapters.slack.inbound import PLATFORM
from bot.errors import DeliveryError, Refusal, StoreError
from bot.ports.accounts import Left, Leftovers

AGAIN = 600.0
"""Seconds until the next look for what another program left, or Slack refused."""

log = logging.getLogger(__name__)


class Clearing:
    """Deletes files of one workspace, and lets Home start anew.

    Args:
        slack: deletes.
        leftovers: which files are still to go.
        homes: what somebody sees when they open it.
        team: the workspace.
    """

    def __init__(self, slack: Slack, leftovers: Leftovers, homes: Homes, team: str) -> None:
        self._slack = slack
        self._leftovers = leftovers
        self._homes = homes
        self._team = team
        self._wanted = asyncio.Event()

    def forgot(self, left: Left) -> None:
        """Somebody asked to be forgotten, and is."""
        self._homes.open(left.account)
        self._wanted.set()

    async def work(self) -> None:
        """Delete whatever is left, now and whenever there is more, until cancelled."""
        while True:
            self._wanted.clear()
            await self.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(AGAIN):
                    await self._wanted.wait()

    async def clear(self) -> None:
        """Delete what is left now; what cannot be deleted yet stays for the next time."""
        try:
            for file in await self._leftovers.leftovers(PLATFORM, self._team):
                await self._delete(file)
                await self._leftovers.cleared(PLATFORM, self._team, file)
        except DeliveryError as problem:
            log.warning("a file of somebody who was forgotten stays for now: %s", problem)
        except StoreError:
            log.info("files of people who were forgotten wait for the database")

    async def _delete(self, file: str) -> None:
        try:
            await self._slack.call("files.delete", {"file": file})
        except DeliveryError as problem:
            if problem.refusal is not Refusal.EXPIRED:  # it may be gone already
                raise

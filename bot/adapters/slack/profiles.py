"""The time zone and the language of people who write to us, as Slack tells them."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import available_timezones

from bot.adapters.slack.client import Slack
from bot.errors import DeliveryError, Refusal, StoreError
from bot.ports.accounts import Accounts
from bot.ports.clock import Clock
from bot.ports.inbound import Address
from bot.usecases.underway import Underway
from bot.usecases.verdicts import UNTOLD_LIMIT

GOOD_FOR = timedelta(days=7)
"""People move; nobody is asked about more often."""

MOST_KNOWN = 50_000
LONGEST_LOCALE = 35


class Profiles:
    """What Slack tells of people.

    Args:
        slack: tells.
        accounts: keeps it.
        clock: what time it is.
    """

    def __init__(self, slack: Slack, accounts: Accounts, clock: Clock) -> None:
        self._slack = slack
        self._accounts = accounts
        self._clock = clock
        self._known: set[Address] = set()
        self._rests_until = clock.now()
        self._learning = Underway("a profile is not learned")

    def heard(self, account: Address) -> None:
        """They are here: learn who they are, once in this life and again after a while."""
        if account in self._known or self._clock.now() < self._rests_until:
            return
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known.add(account)
        self._learning.begin(self._learn(account))

    async def settled(self) -> None:
        """Wait until all is learned."""
        await self._learning.settled()

    async def stop(self, grace: float) -> None:
        """Learn what is on its way, for so many seconds."""
        await self._learning.stop(grace)

    async def _learn(self, account: Address) -> None:
        try:
            known = await self._accounts.profile(account)
            if known is not None and self._clock.now() - known.learned_at < GOOD_FOR:
                return
            asked = {"user": account.user, "include_locale": "true"}
            told = await self._slack.call("users.info", asked)
            await self._accounts.learn(account, *told_of(told))
        except (DeliveryError, StoreError) as problem:
            self._known.discard(account)  # they will come again
            if isinstance(problem, DeliveryError) and problem.refusal is Refusal.LIMITED:
                self._rests_until = problem.retry_at or self._clock.now() + UNTOLD_LIMIT


def told_of(answer: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The time zone and the language in an answer of ``users.info``, where we know them."""
    user = answer.get("user")
    told = user if isinstance(user, Mapping) else {}
    zone, locale = told.get("tz"), told.get("locale")
    return (
        zone if isinstance(zone, str) and zone in available_timezones() else None,
        locale[:LONGEST_LOCALE] if isinstance(locale, str) and locale else None,
    )

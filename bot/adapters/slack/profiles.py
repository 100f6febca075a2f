"""Time zone, language and name of people who write to us, as Slack tells them."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from bot.adapters.slack.client import Slack
from bot.adapters.slack.payloads import text_at
from bot.errors import DeliveryError, Refusal, StoreError
from bot.ports.accounts import Accounts
from bot.ports.clock import Clock
from bot.ports.inbound import Address, readable
from bot.usecases.underway import Underway
from bot.usecases.verdicts import rests_until

GOOD_FOR = timedelta(days=7)
"""People move; nobody is asked about more often."""

MOST_KNOWN = 50_000
MOST_WAITING = 10_000
"""So many may wait to be asked about (I9); whoever finds no room comes again."""

LONGEST_LOCALE = 35
LONGEST_NAME = 80


class Profiles:
    """What Slack tells of people.

    One after the other: when a whole room comes at once, its answers go first, and Slack takes
    about a hundred of these questions in a minute. Nothing that anybody waits for needs them.

    Args:
        slack: tells.
        accounts: keeps it.
        clock: what time it is.
    """

    def __init__(self, slack: Slack, accounts: Accounts, clock: Clock) -> None:
        self._slack = slack
        self._accounts = accounts
        self._clock = clock
        self._known: dict[Address, datetime] = {}
        self._waiting: deque[Address] = deque()
        self._rests_until = clock.now()
        self._learning = Underway("a profile is not learned")

    def heard(self, account: Address) -> None:
        """They are here: learn who they are, and again after a while."""
        now = self._clock.now()
        asked_at = self._known.get(account)
        is_due = asked_at is None or now - asked_at >= GOOD_FOR
        if is_due and len(self._waiting) < MOST_WAITING:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[account] = now
            self._waiting.append(account)
        if self._waiting and not len(self._learning) and now >= self._rests_until:
            self._learning.begin(self._learn_all())

    def forget(self, account: Address) -> None:
        """They are forgotten: if they come again, they come as somebody new."""
        self._known.pop(account, None)

    async def settled(self) -> None:
        """Wait until all is learned."""
        await self._learning.settled()

    async def stop(self, grace: float) -> None:
        """Learn who is being asked about, for so many seconds, and nobody else."""
        self._waiting.clear()
        await self._learning.stop(grace)

    async def _learn_all(self) -> None:
        """One after the other, until all are known or Slack takes no more for a while.

        Then whoever is heard after that while lets it go on.
        """
        while self._waiting:
            account = self._waiting.popleft()
            try:
                await self._learn(account)
            except DeliveryError as problem:
                if problem.refusal is Refusal.LIMITED:
                    self._waiting.appendleft(account)
                    self._rests_until = rests_until(problem, self._clock.now())
                    return
                self._known.pop(account, None)  # they will come again
            except StoreError:
                self._known.pop(account, None)

    async def _learn(self, account: Address) -> None:
        known = await self._accounts.profile(account)
        is_fresh = known is not None and self._clock.now() - known.learned_at < GOOD_FOR
        if known is not None and known.name and is_fresh:
            return
        asked = {"user": account.user, "include_locale": "true"}
        told = await self._slack.call("users.info", asked)
        await self._accounts.learn(account, *told_of(told))
        if await self._accounts.profile(account) is None:
            self._known.pop(account, None)  # nothing is kept of somebody we do not know yet


def told_of(answer: Mapping[str, object]) -> tuple[str | None, str | None, str]:
    """Time zone, language and name in an answer of ``users.info``, where we know them."""
    user = answer.get("user")
    told = user if isinstance(user, Mapping) else {}
    zone, locale = told.get("tz"), told.get("locale")
    return (
        zone if isinstance(zone, str) and zone in _zones() else None,
        locale[:LONGEST_LOCALE] if isinstance(locale, str) and locale else None,
        name_of(told),
    )


def name_of(user: Mapping[str, object]) -> str:
    """What somebody is called: as they chose, else by their full name, else as they log in."""
    told = text_at(user, "profile", "display_name").strip()
    told = told or text_at(user, "profile", "real_name").strip()
    told = told or text_at(user, "real_name").strip() or text_at(user, "name").strip()
    return readable(told)[:LONGEST_NAME]


@cache
def _zones() -> set[str]:
    """Every time zone of this machine; looking for them opens some hundred files."""
    return available_timezones()

"""Real processes that drain due nudges to both platforms, killed and stopped all the time."""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median

import pytest

from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.ports.inbound import Address
from bot.store.agendas import instant_text
from tests.fakes.ahead import LEAP
from tests.fakes.audience import ABOUT_MESSAGES, Audience
from tests.fakes.discord import faults as on_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.file import rows
from tests.fakes.slack import faults as on_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.waiting import PATIENCE
from tests.torture.everyday import seed_of

CLOSED = 0.02
"""The share of people who take no message from us."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is tried.

    Attributes:
        kills, stops: how many lives end so.
        people: on Slack, which takes ten messages a second, and on Discord, which takes thirty.
        together: the same, for two processes that serve them side by side.
        minutes: within which half of them come due, by clocks that go on from life to life.
        life: seconds of work before a process is killed or stopped, at most.
        recovery: seconds from a start until it is at work, at most.
    """

    kills: int
    stops: int
    people: tuple[int, int]
    together: tuple[int, int]
    minutes: int
    life: float
    recovery: float


QUICK = Size(3, 2, (30, 50), (20, 80), minutes=2, life=0.5, recovery=PATIENCE)
"""While other tests run beside it, a start takes its time."""

TORTURE = Size(200, 50, (2_500, 2_500), (100, 400), minutes=100, life=1.0, recovery=5.0)

LEASES_RUN_OUT = 35.0
MOST_LEAPS = 60
"""What was lost is looked for twice and sent again, and on a busy machine lost once more; in so
many leaps that is done."""

A_MOMENT = 1.0
"""What is on its way arrives in it: a leap would be the end of its lease, and lose it anew."""

ENDS_WITHIN = 10.0
STOPPED = 128 + 15
SAID_PER_SECOND = 5.0
"""At least: everybody's last nudges may have to be said in the last life."""

A_LEASE = timedelta(seconds=31)

ON_SLACK = {
    on_slack.Fault.LOST_BEFORE: 0.02,
    on_slack.Fault.LOST_AFTER: 0.03,
    on_slack.Fault.LATE: 0.01,
    on_slack.Fault.LIMITED: 0.005,
    on_slack.Fault.SERVER_ERROR: 0.02,
    on_slack.Fault.HTML: 0.01,
}
ON_DISCORD = {
    on_discord.Fault.LOST_BEFORE: 0.02,
    on_discord.Fault.LOST_AFTER: 0.03,
    on_discord.Fault.LATE: 0.01,
    on_discord.Fault.LIMITED: 0.01,
    on_discord.Fault.LIMITED_EVERYWHERE: 0.005,
    on_discord.Fault.SERVER_ERROR: 0.02,
    on_discord.Fault.BAD_GATEWAY: 0.01,
    on_discord.Fault.HTML: 0.01,
}

NUDGES = """SELECT platform, workspace, user, state, reason, key
FROM account LEFT JOIN outbox ON account_id = account.id AND kind = 'nudge'"""
POST_ON_DISCORD = "POST /channels/{channel_id}/messages"
HELD = "SELECT id, fence, due_at FROM outbox WHERE state = 'sending'"
OPEN = "SELECT min(due_at) FROM outbox WHERE closed_at IS NULL HAVING count(*)"
TO_BE_SERVED = "SELECT count(*) FROM due WHERE due_at <= ?"

Note = Callable[[str, object], None]


class SlackPlan(on_slack.Plan):
    """Faults befall what is said to people, not how a process begins."""

    def of_request(self, method: str) -> on_slack.Fault | str | None:
        return super().of_request(method) if method in ABOUT_MESSAGES else None


class DiscordPlan(on_discord.Plan):
    """As on Slack."""

    def of_request(self, route: str) -> on_discord.What | None:
        return super().of_request(route) if route in ABOUT_MESSAGES else None


async def test_F16_F17_F29_a_worker_that_is_killed_nudges_everybody_once_or_it_is_written_why(
    database: Path, catalog: Catalog, torture: str, record_property: Note
) -> None:
    size = TORTURE if torture == "nudges" else QUICK
    random = Random(seed := seed_of(torture))
    plans = SlackPlan(Random(seed), dict(ON_SLACK)), DiscordPlan(Random(seed), dict(ON_DISCORD))
    async with (
        FakeSlack(plans[0], limited=False) as slack,
        FakeDiscord(plans[1], limited=False) as discord,
    ):
        audience = Audience(slack, discord, size.people)
        for one in random.sample(list(audience.people), int(len(audience.people) * CLOSED)):
            audience.closes(one)
        await audience.comes_due(database, catalog, random, size.minutes)
        deaths = [True] * size.kills + [False] * size.stops
        random.shuffle(deaths)
        lives = Lives(audience, database)
        for is_killed in deaths:
            await lives.one(random.uniform(0, size.life), is_killed=is_killed)
        in_doubt = len(rows(database, HELD))
        happened = sum(plan.happened.total() for plan in plans)
        for plan in plans:
            plan.clear()
        lives.ahead += size.minutes * 60
        await lives.until_all_is_said()

        ends = Counter((state, reason) for *_, state, reason, _ in rows(database, NUDGES))
        told = (
            f"{len(audience.people)} nudges, {size.kills} kills, {size.stops} stops, "
            f"{happened} faults, {in_doubt} in doubt after the last; at work again after "
            f"{median(lives.recoveries):.2f} s, at most {max(lives.recoveries):.2f} s; stopped "
            f"within {max(lives.endings):.2f} s; {dict(ends)}; WHICHROLE_SEED={seed}"
        )
        record_property("kills on nudges", told)
        sys.stdout.write(f"\n{told}\n")
        everybody_got_one_or_it_is_written_why(audience, database)
        nobody_was_told_twice(audience)
        assert len(set(audience.pids)) == len(audience.pids)
        assert max(lives.recoveries) <= size.recovery
        assert max(lives.endings) <= ENDS_WITHIN
        assert ends["sent", None] > 0.9 * len(audience.people)


@pytest.mark.thorough
async def test_F28_two_processes_that_nudge_on_one_database_never_double(
    database: Path, catalog: Catalog, torture: str
) -> None:
    size = TORTURE if torture == "nudges" else QUICK
    async with FakeSlack(limited=False) as slack, FakeDiscord(limited=False) as discord:
        # While a message is on its way, the other process looks what is due several times.
        slack.plan.always("chat.postMessage", on_slack.Fault.SLOW)
        discord.plan.always(POST_ON_DISCORD, on_discord.Fault.SLOW)
        audience = Audience(slack, discord, size.together)
        await audience.comes_due(database, catalog, Random(28), after=LEAP)
        async with (
            audience.served(database, 0.0) as one,
            audience.served(database, 0.0) as other,
        ):
            await one.connected(2)
            for serving in (one, other):  # both see at once that everybody is due
                serving.leap()
            await all_is_said(database, len(audience.people))
            ended = [await serving.terminate() for serving in (one, other)]

        assert [code for code, _ in ended] == [STOPPED, STOPPED]
        everybody_got_one_or_it_is_written_why(audience, database)
        nobody_was_told_twice(audience)
        assert set(rows(database, "SELECT DISTINCT state FROM outbox")) == {"sent"}


class Lives:
    """One process after the other.

    Attributes:
        ahead: of this machine's clock, in seconds.
        recoveries: seconds from each start until it was at work.
        endings: seconds that those took which were asked to end.
    """

    def __init__(self, audience: Audience, database: Path) -> None:
        self.ahead = 0.0
        self.recoveries: list[float] = []
        self.endings: list[float] = []
        self._audience = audience
        self._database = database
        self._patience = PATIENCE + len(audience.people) / SAID_PER_SECOND

    async def one(self, seconds: float, *, is_killed: bool) -> None:
        """A life, with so many seconds of work."""
        before = held(self._database)
        async with self._audience.served(self._database, self.ahead) as serving:
            self.recoveries.append(await serving.at_work())
            await asyncio.sleep(seconds)
            if is_killed:
                await serving.kill()
            else:
                code, took = await serving.terminate()
                self.endings.append(took)
                assert code == STOPPED
                self._nothing_is_held(before)
        await self._audience.alone()
        assert rows(self._database, "PRAGMA integrity_check") == ["ok"]
        self.ahead += LEASES_RUN_OUT

    async def until_all_is_said(self) -> None:
        """A life in which everything goes well, until nothing waits."""
        async with self._audience.served(self._database, self.ahead) as serving:
            await serving.connected()
            await self._nothing_is_due()
            for _ in range(MOST_LEAPS):
                if not rows(self._database, OPEN):
                    break
                await asyncio.sleep(A_MOMENT)
                serving.leap()
                self.ahead += LEAP.total_seconds()
                await self._nothing_is_due()
            code, _ = await serving.terminate()
        assert code == STOPPED
        assert rows(self._database, f"{NUDGES} WHERE closed_at IS NULL") == []

    async def _nothing_is_due(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                while self._waits():  # noqa: ASYNC110 - in another process
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(self._waits()) from None

    def _waits(self) -> dict[str, object]:
        """What is to be done now or in a moment, and is not."""
        soon = timedelta(seconds=self.ahead + 5)
        until = instant_text(SystemClock().now() + soon)
        return {
            what: found
            for what, found in {
                "unserved": rows(self._database, TO_BE_SERVED, until),
                "unsaid": [at for at in rows(self._database, OPEN) if at <= until],
            }.items()
            if any(found)
        }

    def _nothing_is_held(self, before: set[tuple[int, int, str]]) -> None:
        """What it took is at an end, or given back, or known to be lost: looked for later."""
        lease = instant_text(SystemClock().now() + timedelta(seconds=self.ahead) + A_LEASE)
        left = [one for one in held(self._database) - before if one[2] <= lease]
        assert left == []


def held(database: Path) -> set[tuple[int, int, str]]:
    """Messages that somebody holds, or held when they died, and until when."""
    return set(rows(database, HELD))


async def all_is_said(database: Path, many: int) -> None:
    """Wait until so many nudges have come to their end."""
    ended = "SELECT count(*) FROM outbox WHERE kind = 'nudge' AND closed_at IS NOT NULL"
    try:
        async with asyncio.timeout(PATIENCE):
            while rows(database, ended) != [many]:  # noqa: ASYNC110 - in other processes
                await asyncio.sleep(0.05)
    except TimeoutError:
        waits = Counter(tuple(one[3:5]) for one in rows(database, NUDGES))
        raise AssertionError(f"{waits}; {rows(database, HELD)[:3]}") from None


def everybody_got_one_or_it_is_written_why(audience: Audience, database: Path) -> None:
    """What the platforms show is what is written about each account's one nudge."""
    found = rows(database, NUDGES)
    assert len(found) == len(audience.people)  # the same person twice would be another row
    for *account, state, reason, key in found:
        to = Address(*account)
        said = audience.said_to(to)
        match state:
            case "sent":
                assert said == [key], (to, said)
            case "unknown":
                assert reason == "lost", to
                assert said in ([], [key]), (to, said)
            case _:
                assert (state, reason, said) == ("dead", "unreachable", []), to
                assert to in audience.closed


def nobody_was_told_twice(audience: Audience) -> None:
    """No message of one key was accepted as a new one twice."""
    assert audience.slack.workspace.doubled == {}
    assert audience.discord.world.doubled == {}

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from bot.adapters.slack import profiles
from bot.adapters.slack.client import Slack
from bot.adapters.slack.profiles import Profiles, told_of
from bot.errors import DeliveryError, Refusal
from bot.ports.accounts import Profile
from bot.ports.inbound import Address
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.waiting import PATIENCE

PEOPLE = [Address("slack", "T1", f"U{number}") for number in range(4)]


class AskedSlack:
    """Tells of everybody, unless it was told what goes wrong first.

    Attributes:
        asked: about whom, in order.
        most: so many questions were under way at the same time.
        refused: something went wrong.
    """

    def __init__(self, *problems: DeliveryError) -> None:
        self.asked: list[str] = []
        self.most = 0
        self.refused = asyncio.Event()
        self._problems = list(problems)
        self._under_way = 0

    async def call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        assert method == "users.info"
        self.asked.append(arguments["user"])
        self._under_way += 1
        self.most = max(self.most, self._under_way)
        await asyncio.sleep(0)
        self._under_way -= 1
        if self._problems:
            self.refused.set()
            raise self._problems.pop(0)
        return {"user": {"tz": "Europe/Berlin", "locale": "de-DE", "real_name": "Sam"}}


class Kept(dict[Address, Profile]):
    """What was learned."""

    async def profile(self, account: Address) -> Profile | None:
        return self.get(account)

    async def learn(
        self,
        account: Address,
        time_zone: str | None,
        locale: str | None,
        name: str = "",
        seen_in: str = "",
    ) -> None:
        self[account] = Profile(time_zone, locale, NOON, name)

    async def living_card(self, account: Address) -> str | None:
        return None

    async def keep_upload(
        self, account: Address, file: str, until: datetime | None = None
    ) -> bool:
        return True


def learning(slack: AskedSlack, kept: Kept) -> Profiles:
    return Profiles(cast("Slack", slack), kept, FakeClock())


async def test_a_whole_room_is_asked_about_one_after_the_other() -> None:
    slack, kept = AskedSlack(), Kept()
    people = learning(slack, kept)

    for account in [*PEOPLE, *PEOPLE]:
        people.heard(account)
    await people.settled()

    assert slack.asked == ["U0", "U1", "U2", "U3"]
    assert slack.most == 1
    assert kept.keys() == set(PEOPLE)


async def test_F23_nobody_is_asked_about_until_the_moment_that_slack_said() -> None:
    limited = DeliveryError("slow", Refusal.LIMITED, NOON + timedelta(hours=1))
    slack, kept = AskedSlack(limited), Kept()
    people = learning(slack, kept)

    people.heard(PEOPLE[0])
    people.heard(PEOPLE[1])
    await slack.refused.wait()
    async with asyncio.timeout(PATIENCE):
        await people.stop(grace=2 * PATIENCE)

    assert slack.asked == ["U0"]
    assert kept == {}


async def test_F23_whoever_was_asked_about_too_soon_is_asked_about_again() -> None:
    slack, kept = AskedSlack(DeliveryError("slow", Refusal.LIMITED, NOON)), Kept()
    people = learning(slack, kept)

    people.heard(PEOPLE[0])
    people.heard(PEOPLE[1])
    await people.settled()
    people.heard(PEOPLE[0])
    await people.settled()

    assert slack.asked == ["U0", "U0", "U1"]
    assert kept.keys() == set(PEOPLE[:2])


async def test_whoever_slack_would_not_tell_of_is_asked_about_when_they_come_again() -> None:
    slack, kept = AskedSlack(DeliveryError("busy")), Kept()
    people = learning(slack, kept)
    people.heard(PEOPLE[0])
    await people.settled()

    people.heard(PEOPLE[0])
    await people.settled()

    assert slack.asked == ["U0", "U0"]
    assert kept.keys() == {PEOPLE[0]}


async def test_I9_so_many_wait_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "MOST_WAITING", 2)
    slack, kept = AskedSlack(), Kept()
    people = learning(slack, kept)

    for account in PEOPLE:
        people.heard(account)
    await people.settled()
    people.heard(PEOPLE[3])
    await people.settled()

    assert slack.asked == ["U0", "U1", "U3"]


def test_the_time_zones_of_the_machine_are_looked_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[set[str]] = []

    def available() -> set[str]:
        looks.append({"Europe/Berlin"})
        return looks[-1]

    monkeypatch.setattr(profiles, "available_timezones", available)
    profiles._zones.cache_clear()

    told = [told_of({"user": {"tz": zone}}) for zone in ("Europe/Berlin", "No/Where")]
    profiles._zones.cache_clear()

    assert told == [("Europe/Berlin", None, ""), (None, None, "")]
    assert len(looks) == 1


async def test_people_move_so_they_are_asked_about_again_after_a_week() -> None:
    slack, kept, clock = AskedSlack(), Kept(), FakeClock()
    people = Profiles(cast("Slack", slack), kept, clock)
    people.heard(PEOPLE[0])
    await people.settled()

    for days in (6, 2):
        clock.pass_by(timedelta(days=days))
        people.heard(PEOPLE[0])
        await people.settled()

    assert slack.asked == ["U0", "U0"]


async def test_F68_whoever_was_forgotten_is_somebody_new_when_they_come_again() -> None:
    slack, kept = AskedSlack(), Kept()
    people = learning(slack, kept)
    people.heard(PEOPLE[0])
    await people.settled()
    kept.clear()

    people.forget(PEOPLE[0])
    people.heard(PEOPLE[0])
    await people.settled()

    assert slack.asked == ["U0", "U0"]


async def test_a_name_that_was_not_asked_for_before_is_asked_for_now() -> None:
    """Profiles of an older version hold none."""
    slack, kept, clock = AskedSlack(), Kept(), FakeClock()
    kept[PEOPLE[0]] = Profile("Europe/Berlin", "de-DE", NOON)
    people = Profiles(cast("Slack", slack), kept, clock)

    people.heard(PEOPLE[0])
    await people.settled()

    assert slack.asked == ["U0"]
    assert kept[PEOPLE[0]].name == "Sam"


async def test_whoever_is_not_known_yet_is_asked_about_again_when_they_come() -> None:
    class Nothing(Kept):
        async def learn(
            self,
            account: Address,
            time_zone: str | None,
            locale: str | None,
            name: str = "",
            seen_in: str = "",
        ) -> None:
            """They have never spoken with us."""

    slack, kept = AskedSlack(), Nothing()
    people = learning(slack, kept)
    people.heard(PEOPLE[0])
    await people.settled()

    people.heard(PEOPLE[0])
    await people.settled()

    assert slack.asked == ["U0", "U0"]

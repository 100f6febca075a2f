"""Who somebody is in a workspace, and that nobody is anything whom Slack does not tell of."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

import pytest

from bot.adapters.slack.client import Slack
from bot.adapters.slack.refusals import refusal
from bot.adapters.slack.roster import GOOD_FOR, SlackRoster
from bot.errors import DeliveryError, Refusal
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.roster import STRANGER, Membership
from tests.fakes.clock import NOON, FakeClock

HERE = Community("slack", "T1")
KIM = Address("slack", "T1", "U1")
USUAL = {"id": "U1", "team_id": "T1", "deleted": False, "is_bot": False, "name": "kim"}


class TellingSlack:
    """Tells of one person and of one group, unless something goes wrong.

    Attributes:
        clock: what time it is.
        user: what it tells of the person.
        users: who is in the group.
        problem: why a method is refused, by its name.
        asked: methods, in order.
    """

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.user: Any = dict(USUAL)
        self.users: Any = ["U1"]
        self.problem: dict[str, DeliveryError] = {}
        self.asked: list[str] = []

    async def call(
        self, method: str, arguments: Mapping[str, Any], within: float
    ) -> Mapping[str, Any]:
        self.asked.append(method)
        await asyncio.sleep(0)
        if method in self.problem:
            raise self.problem[method]
        if method == "users.info":
            return {"user": self.user}
        assert (method, arguments) == ("usergroups.users.list", {"usergroup": "S1"})
        return {"users": self.users}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def slack(clock: FakeClock) -> TellingSlack:
    return TellingSlack(clock)


@pytest.fixture
def roster(slack: TellingSlack) -> SlackRoster:
    return SlackRoster(cast("Slack", slack), "T1")


async def test_a_full_member_is_one_and_nothing_more(roster: SlackRoster) -> None:
    found = await roster.membership(KIM, HERE, None)

    assert found == Membership(is_member=True)


@pytest.mark.parametrize("flag", ["is_admin", "is_owner", "is_primary_owner"])
async def test_admins_and_owners_are_admins(
    roster: SlackRoster, slack: TellingSlack, flag: str
) -> None:
    slack.user[flag] = True

    found = await roster.membership(KIM, HERE, None)

    assert found == Membership(is_member=True, is_admin=True)


@pytest.mark.parametrize(
    "told",
    [
        {"deleted": True},
        {"deleted": None},
        {"is_bot": True},
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"is_workflow_bot": True},
        {"is_restricted": "perhaps"},
        {"team_id": "T2"},
        {"team_id": None},
        {"id": "U2"},
    ],
    ids=str,
)
async def test_F61_guests_bots_people_from_elsewhere_and_former_ones_are_strangers(
    roster: SlackRoster, slack: TellingSlack, told: dict[str, Any]
) -> None:
    slack.user |= {"is_admin": True, **told}

    found = await roster.membership(KIM, HERE, "S1")

    assert found == STRANGER


@pytest.mark.parametrize("user", [None, [], "U1", {}])
async def test_F61_whom_slack_tells_nothing_of_is_a_stranger(
    roster: SlackRoster, slack: TellingSlack, user: object
) -> None:
    slack.user = user

    found = await roster.membership(KIM, HERE, "S1")

    assert found == STRANGER


@pytest.mark.parametrize("refusal", [Refusal.BUSY, Refusal.LIMITED, Refusal.LOST, Refusal.OURS])
async def test_F61_where_slack_does_not_answer_nobody_is_anything(
    roster: SlackRoster, slack: TellingSlack, refusal: Refusal
) -> None:
    slack.problem["users.info"] = DeliveryError("no", refusal)

    found = await roster.membership(KIM, HERE, "S1")

    assert found == STRANGER


@pytest.mark.parametrize(
    ("account", "community"),
    [
        (Address("slack", "T2", "U1"), HERE),
        (Address("slack", "T2", "U1"), Community("slack", "T2")),
        (KIM, Community("slack", "T2")),
        (KIM, Community("discord", "T1")),
        (Address("discord", "T1", "U1"), HERE),
    ],
)
async def test_F60_of_another_workspace_nothing_is_asked_and_nobody_is_anything(
    roster: SlackRoster, slack: TellingSlack, account: Address, community: Community
) -> None:
    found = await roster.membership(account, community, "S1")

    assert found == STRANGER
    assert slack.asked == []


async def test_F61_how_somebody_stands_is_asked_each_time(
    roster: SlackRoster, slack: TellingSlack
) -> None:
    before = await roster.membership(KIM, HERE, None)
    slack.user["deleted"] = True

    now = await roster.membership(KIM, HERE, None)

    assert (before.is_member, now) == (True, STRANGER)


async def test_whoever_is_in_the_group_has_it_and_nobody_else_has(
    roster: SlackRoster, slack: TellingSlack
) -> None:
    inside = await roster.membership(KIM, HERE, "S1")
    slack.user["id"] = "U2"

    outside = await roster.membership(Address("slack", "T1", "U2"), HERE, "S1")

    assert inside.groups == {"S1"}
    assert outside == Membership(is_member=True)


async def test_F61_a_list_of_a_group_counts_for_five_minutes_and_no_longer(
    roster: SlackRoster, slack: TellingSlack, clock: FakeClock
) -> None:
    await roster.membership(KIM, HERE, "S1")
    slack.users = []
    clock.pass_by(GOOD_FOR - timedelta(seconds=1))
    still = await roster.membership(KIM, HERE, "S1")
    clock.pass_by(timedelta(seconds=1))

    now = await roster.membership(KIM, HERE, "S1")

    assert timedelta(minutes=5) >= GOOD_FOR
    assert still.groups == {"S1"}
    assert now.groups == frozenset()
    assert slack.asked.count("usergroups.users.list") == 2


async def test_F42_a_list_from_the_future_does_not_count(
    roster: SlackRoster, slack: TellingSlack, clock: FakeClock
) -> None:
    await roster.membership(KIM, HERE, "S1")
    slack.users = []
    clock.jump(-timedelta(days=1))

    now = await roster.membership(KIM, HERE, "S1")

    assert now.groups == frozenset()


@pytest.mark.parametrize("refusal", [Refusal.BUSY, Refusal.OURS, Refusal.LIMITED])
async def test_F61_a_list_that_is_old_and_cannot_be_asked_for_holds_nobody(
    roster: SlackRoster, slack: TellingSlack, clock: FakeClock, refusal: Refusal
) -> None:
    await roster.membership(KIM, HERE, "S1")
    clock.pass_by(GOOD_FOR)
    slack.problem["usergroups.users.list"] = DeliveryError("no", refusal)

    now = await roster.membership(KIM, HERE, "S1")

    assert now == Membership(is_member=True)


async def test_of_a_group_that_does_not_exist_it_is_sure_that_nobody_is_in_it(
    roster: SlackRoster, slack: TellingSlack
) -> None:
    problem = refusal("no_such_subteam", 200, None, NOON)
    slack.problem["usergroups.users.list"] = problem

    first, again = [await roster.membership(KIM, HERE, "S1") for _ in range(2)]

    assert first == again == Membership(is_member=True)
    assert first.is_sure
    assert again.is_sure
    assert slack.asked.count("usergroups.users.list") == 1


@pytest.mark.parametrize("users", [None, "U1", {"U1": 1}, [None, 1, ["U1"]]])
async def test_F61_a_list_of_another_shape_holds_nobody(
    roster: SlackRoster, slack: TellingSlack, users: object
) -> None:
    slack.users = users

    found = await roster.membership(KIM, HERE, "S1")

    assert found.groups == frozenset()


async def test_F23_a_list_is_not_asked_for_before_the_moment_that_slack_said(
    roster: SlackRoster, slack: TellingSlack, clock: FakeClock
) -> None:
    later = NOON + timedelta(minutes=1)
    slack.problem["usergroups.users.list"] = DeliveryError("slow", Refusal.LIMITED, later)
    await roster.membership(KIM, HERE, "S1")
    del slack.problem["usergroups.users.list"]
    meanwhile = await roster.membership(KIM, HERE, "S1")
    clock.pass_by(timedelta(minutes=1))

    now = await roster.membership(KIM, HERE, "S1")

    assert meanwhile.groups == frozenset()
    assert now.groups == {"S1"}
    assert slack.asked.count("usergroups.users.list") == 2


async def test_F23_a_whole_room_at_once_asks_for_a_list_once(
    roster: SlackRoster, slack: TellingSlack
) -> None:
    async with asyncio.TaskGroup() as room:
        for _ in range(30):
            room.create_task(roster.membership(KIM, HERE, "S1"))

    assert slack.asked.count("usergroups.users.list") == 1


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"profile": {"display_name": "Kim K.", "real_name": "Kim Kay"}}, "Kim K."),
        ({"profile": {"display_name": " ", "real_name": "Kim Kay"}}, "Kim Kay"),
        ({"profile": [], "real_name": "Kay"}, "Kay"),
        ({"profile": {"display_name": 7}}, "kim"),
        ({"name": None}, ""),
        ({"profile": {"display_name": "k" * 100}}, "k" * 80),
    ],
)
async def test_people_are_called_as_they_chose_to_be(
    roster: SlackRoster, slack: TellingSlack, told: dict[str, Any], name: str
) -> None:
    slack.user |= told

    called = await roster.name(KIM)

    assert called == name


async def test_whoever_is_of_another_workspace_has_no_name_here(
    roster: SlackRoster, slack: TellingSlack
) -> None:
    called = await roster.name(Address("slack", "T2", "U1"))

    assert (called, slack.asked) == ("", [])


async def test_people_are_named_by_mentions_only(roster: SlackRoster) -> None:
    assert await roster.find("Kim", HERE) is None


@pytest.mark.parametrize(
    ("user", "refused", "group", "is_sure"),
    [
        ({}, None, None, True),
        ({}, None, "S1", True),
        ({"deleted": True}, None, "S1", True),
        ({"id": "U2"}, None, None, False),
        ({}, "users.info", None, False),
        ({}, "usergroups.users.list", "S1", False),
    ],
)
async def test_F61_what_slack_did_not_tell_is_no_ground_to_say_that_somebody_left(
    roster: SlackRoster,
    slack: TellingSlack,
    user: dict[str, Any],
    refused: str | None,
    group: str | None,
    is_sure: bool,
) -> None:
    slack.user |= user
    if refused is not None:
        slack.problem[refused] = DeliveryError("no answer", Refusal.LOST)

    found = await roster.membership(KIM, HERE, group)

    assert found.is_sure is is_sure

"""People and workspaces come and go, and so do programs."""

import asyncio
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.ports.keeping import Keeping
from bot.usecases.retention import retain
from tests.fakes.clock import RunningClock
from tests.fakes.file import rows
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.shown import place_shown
from tests.fakes.slack.workspace import US, Json
from tests.sparing import first

SILENCE = timedelta(days=520)
UNINSTALLED: Json = {"type": "app_uninstalled"}
REVOKED: Json = {"type": "tokens_revoked", "tokens": {"bot": [US]}}
REVOKED_WITH_USERS: Json = {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": [US]}}
OF_USERS_ONLY: tuple[Json, ...] = (
    {"type": "tokens_revoked", "tokens": {"oauth": ["U0SAM"]}},
    {"type": "tokens_revoked", "tokens": {"oauth": ["U0SAM"], "bot": []}},
    {"type": "tokens_revoked"},
)
FAREWELLS = [
    *permutations([UNINSTALLED, REVOKED]),
    *permutations([UNINSTALLED, REVOKED_WITH_USERS]),
    (UNINSTALLED, UNINSTALLED, REVOKED, REVOKED, UNINSTALLED),
    (REVOKED, REVOKED),
    (UNINSTALLED,),
]
WAITS = "SELECT reason FROM outbox WHERE closed_at IS NULL"
ABSENT = "SELECT left_at IS NOT NULL FROM community"


@pytest.mark.parametrize("code", ["channel_not_found", "user_disabled", "user_not_found"])
async def test_F30_F34_somebody_who_is_gone_is_left_alone_until_they_write(
    served: Served, database: Path, running_clock: RunningClock, code: str
) -> None:
    sam, slack = served.slack.person(), served.slack
    await served.asks(sam)
    slack.workspace.refused[sam.user] = code
    await asyncio.gather(sam.says("not sure"), sam.says("why"))
    await served.rests()
    since = rows(database, "SELECT unreachable_since IS NOT NULL FROM account")
    ends = rows(database, "SELECT DISTINCT state, reason FROM outbox WHERE state != 'sent'")
    asked = len(slack.requests())

    running_clock.pass_by(timedelta(days=30))
    await retain(served.store, Keeping())
    await served.rests()
    calls = len(slack.requests()) - asked
    slack.workspace.refused.clear()
    await sam.says("not sure")
    await served.rests()

    stands = await served.stands(sam)
    assert (since, ends) == ([1], [("dead", "unreachable")])
    assert calls == 0
    assert stands is not None
    assert place_shown(sam.live[-1]).version == stands.version
    assert rows(database, "SELECT unreachable_since FROM account") == [None]


@pytest.mark.parametrize("events", FAREWELLS, ids=lambda events: f"{len(events)} events")
async def test_F32_after_farewells_in_any_order_nothing_is_sent_any_more(
    served: Served, database: Path, running_clock: RunningClock, events: tuple[Json, ...]
) -> None:
    sam, slack = served.slack.person(), served.slack
    slack.plan.then("chat.postMessage", Fault.LIMITED_UNTOLD)
    await sam.says("hello")
    await served.until(lambda: rows(database, WAITS) == ["limited"])

    told = [await sam.tells(one) for one in events]
    first = rows(database, "SELECT left_at FROM community")
    asked = len(slack.requests())
    running_clock.pass_by(timedelta(hours=1))
    await served.rests()

    assert None not in told
    assert rows(database, ABSENT) == [1]
    assert rows(database, "SELECT left_at FROM community") == first
    assert rows(database, "SELECT state, reason FROM outbox") == [("dead", "revoked")]
    assert len(slack.requests()) == asked


async def test_F32_a_farewell_that_cannot_be_stored_comes_again(
    served: Served, database: Path
) -> None:
    sam, sockets = served.slack.person(), served.slack.sockets
    sockets.deadline = 0.2
    rows(database, "ALTER TABLE community RENAME TO community_aside")

    telling = asyncio.create_task(sam.tells(UNINSTALLED))
    await served.until(lambda: sockets.late)
    rows(database, "ALTER TABLE community_aside RENAME TO community")

    assert await telling is not None
    assert rows(database, ABSENT) == [1]


@pytest.mark.parametrize("event", OF_USERS_ONLY)
async def test_F32_tokens_of_people_that_are_revoked_are_none_of_ours(
    served: Served, database: Path, event: Json
) -> None:
    sam = served.slack.person()
    await served.asks(sam)

    told = await sam.tells(event)
    await sam.says("not sure")
    await served.rests()

    assert told is not None
    assert rows(database, ABSENT) == [0]
    assert len(sam.cards) == 2


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "invalid_auth"])
async def test_F32_F34_a_refusal_that_says_that_we_are_out_ends_what_waits_for_everybody(
    served: Served, database: Path, running_clock: RunningClock, code: str
) -> None:
    sam, zoe = served.slack.person(), served.slack.person("U0ZOE")
    served.slack.plan.then("chat.postMessage", Fault.LIMITED_UNTOLD, code)
    await sam.says("hello")
    await served.until(lambda: rows(database, WAITS) == ["limited"])

    await zoe.says("hello")
    await served.rests()
    asked = len(served.slack.requests())
    running_clock.pass_by(timedelta(hours=1))
    await served.rests()

    assert rows(database, "SELECT state, reason FROM outbox") == [("dead", "revoked")] * 2
    assert len(served.slack.requests()) == asked


async def test_F33_a_workspace_that_comes_back_goes_on_where_it_stood(
    slack: FakeSlack, database: Path, catalog: Catalog, running_clock: RunningClock
) -> None:
    sam = slack.person()
    async with serving_slack(slack, database, catalog, running_clock) as served:
        await served.asks(sam)
        await sam.presses("Not sure")
        await served.rests()
        await sam.tells(UNINSTALLED)
        await sam.tells(REVOKED)
    running_clock.pass_by(timedelta(days=20))
    cards = len(sam.cards)

    async with serving_slack(slack, database, catalog, running_clock) as served:
        await retain(served.store, Keeping())
        await served.rests()
        of_itself = len(sam.cards) - cards
        before = await served.stands(sam)
        await sam.presses("Not sure")
        await served.rests()
        now = await served.stands(sam)

    assert of_itself == 0
    assert rows(database, ABSENT) == [0]
    assert before is not None
    assert now is not None
    assert (len(before.answers), len(now.answers)) == (1, 2)


async def test_F28_two_programs_in_one_workspace_answer_everybody_once(
    slack: FakeSlack, database: Path, catalog: Catalog
) -> None:
    clock, people = SystemClock(), [slack.person(f"U{number}") for number in range(11)]
    async with (
        serving_slack(slack, database, catalog, clock) as one,
        serving_slack(slack, database, catalog, clock) as other,
    ):
        for does in ("hello", "start", "not sure", "why", "back", "not sure"):
            told = await asyncio.gather(*(person.says(does) for person in people))
            assert None not in told
            await one.rests()
            await other.rests()

        assert slack.sockets.opened == 2
        assert set(slack.workspace.accepted.values()) == {1}
        assert len(slack.workspace.accepted) == 6 * len(people)
        for person in people:
            stands = await one.stands(person)
            assert stands is not None
            assert [place_shown(card).version for card in person.live] == [stands.version]


@pytest.mark.thorough
async def test_F28_two_programs_warn_everybody_once(
    slack: FakeSlack, database: Path, catalog: Catalog, running_clock: RunningClock
) -> None:
    people = [slack.person(f"U{number}") for number in range(12)]
    async with (
        serving_slack(slack, database, catalog, running_clock) as one,
        serving_slack(slack, database, catalog, running_clock) as other,
    ):
        await asyncio.gather(*(person.says("hello") for person in people))
        await one.rests()
        await other.rests()
        running_clock.pass_by(SILENCE)
        await asyncio.gather(*(retain(each.store, Keeping()) for each in (one, other)))
        await one.rests()
        await other.rests()

    assert set(slack.workspace.accepted.values()) == {1}
    assert [len(person.cards) for person in people] == [2] * len(people)


@pytest.mark.parametrize("seed", first(2, range(5)))
async def test_F29_whoever_is_stopped_in_the_middle_leaves_nothing_undone_or_done_twice(
    slack: FakeSlack, database: Path, catalog: Catalog, seed: int
) -> None:
    slack.sockets.deadline = 0.3
    people = [slack.person(f"U{number}") for number in range(10)]
    async with serving_slack(slack, database, catalog, SystemClock()):
        telling = [asyncio.create_task(one.says("hello")) for one in people]
        await asyncio.sleep(Random(seed).uniform(0, 0.1))

    async with serving_slack(slack, database, catalog, SystemClock()) as served:
        told = await asyncio.gather(*telling)
        await served.rests()

        assert None not in told
        assert set(slack.workspace.accepted.values()) == {1}
        for one in people:
            assert await served.stands(one) is not None
            assert one.live
    assert rows(database, "SELECT count(*) FROM inbox") == [len(people)]
    assert rows(database, "SELECT count(*) FROM outbox WHERE closed_at IS NULL") == [0]

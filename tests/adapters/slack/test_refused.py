"""Slack refuses: who waits, who is left alone, and what comes to its end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.adapters.slack.client import Slack, connected
from bot.adapters.slack.refusals import CODES
from bot.catalog import Catalog
from bot.errors import DeliveryError, Refusal
from bot.usecases.verdicts import MOST_FAULTS, UNTOLD_LIMIT
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.slack import web_api
from tests.fakes.slack.faults import Fault, Plan
from tests.fakes.slack.served import TOKENS, Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.shown import place_shown
from tests.fakes.waiting import PATIENCE

A_MOMENT = timedelta(seconds=5)
ARGUMENTS = {
    "chat.postMessage": {"channel": "U0SAM", "text": "hello"},
    "chat.update": {"channel": "D0SAM", "ts": "17.5", "text": "hello"},
    "conversations.history": {"channel": "D0SAM"},
}
METHODS = ("response_url", *ARGUMENTS)
NOT_JSON = {
    Fault.SERVER_ERROR: {Refusal.BUSY},
    Fault.HTML: {Refusal.BUSY, Refusal.LOST},
    Fault.BROKEN: {Refusal.BUSY, Refusal.LOST},
    Fault.LOST_BEFORE: {Refusal.LOST},
    Fault.LOST_AFTER: {Refusal.LOST},
}


@pytest.fixture
async def served(
    slack: FakeSlack, database: Path, catalog: Catalog, clock: FakeClock
) -> AsyncIterator[Served]:
    """The program, by a clock that stands still."""
    async with serving_slack(slack, database, catalog, clock) as served:
        yield served


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[Slack]:
    async with connected(TOKENS.bot, slack.api_url, FakeClock()) as client:
        yield client


def posted(served: Served) -> int:
    return len(served.slack.requests("chat.postMessage"))


async def refused_once(served: Served, *what: Fault | str) -> None:
    """Sam says a word, and this befalls the first attempts to answer."""
    before = posted(served)
    served.slack.plan.then("chat.postMessage", *what)
    await served.slack.person().says("hello")
    await served.until(lambda: posted(served) > before)
    await served.delivery.settled()


async def comes_to_an_end(served: Served, database: Path, clock: FakeClock) -> None:
    """Time goes on until nothing waits; nobody's lease runs out while they send."""
    waiting = "SELECT state FROM outbox WHERE closed_at IS NULL"
    async with asyncio.timeout(PATIENCE):
        while states := rows(database, waiting):
            if "sending" not in states:
                clock.pass_by(A_MOMENT)
                served.delivery.wake()
            await asyncio.sleep(0.01)
    await served.rests()


async def refusal_of(client: Slack, method: str) -> DeliveryError:
    if method == "response_url":
        address = client.api_url.replace("/api/", "/response/1")
        asking: Awaitable[object] = client.respond(address, {"text": "hello"})
    else:
        asking = client.call(method, ARGUMENTS[method])
    with pytest.raises(DeliveryError) as caught:
        await asking
    return caught.value


@pytest.mark.parametrize(
    ("fault", "wait"),
    [(Fault.LIMITED, timedelta(seconds=1)), (Fault.LIMITED_UNTOLD, UNTOLD_LIMIT)],
)
async def test_F22_a_limited_message_waits_as_long_as_slack_says_or_a_minute(
    served: Served, clock: FakeClock, fault: Fault, wait: timedelta
) -> None:
    sam = served.slack.person()
    await refused_once(served, fault)
    attempts = posted(served)

    clock.pass_by(wait - timedelta(milliseconds=100))
    served.delivery.wake()
    await asyncio.sleep(0.2)
    too_early = posted(served) - attempts
    clock.pass_by(timedelta(seconds=1))
    await served.rests()

    assert too_early == 0
    assert len(sam.cards) == 1
    assert len(served.slack.workspace.accepted) == 1


@pytest.mark.thorough
async def test_F22_while_one_method_is_limited_others_and_other_people_go_on(
    served: Served, clock: FakeClock
) -> None:
    sam, zoe, kim = (served.slack.person(user) for user in ("U0SAM", "U0ZOE", "U0KIM"))
    await served.asks(kim)
    await refused_once(served, Fault.LIMITED)

    await kim.presses("Not sure")
    await zoe.says("hello")
    await zoe.opens_home()
    await served.until(lambda: zoe.cards and kim.cards[0].edits == 2)
    meanwhile = len(sam.cards)
    clock.pass_by(A_MOMENT)
    await served.rests()

    assert meanwhile == 0
    assert zoe.home
    assert len(sam.cards) == 1


async def test_F22_a_limit_on_old_cards_or_profiles_is_kept_for_all_of_them(
    served: Served, clock: FakeClock
) -> None:
    people = [served.slack.person(f"U{number}") for number in range(4)]
    for method in ("users.info", "chat.update"):
        served.slack.plan.then(method, Fault.LIMITED_UNTOLD)

    for _ in range(2):
        for one in people:
            await one.says("hello")
            await served.rests()
    asked = {name: len(served.slack.requests(name)) for name in ("users.info", "chat.update")}
    clock.pass_by(UNTOLD_LIMIT + A_MOMENT)
    for one in people:
        await one.says("hello")
        await served.rests()

    assert asked == {"users.info": 1, "chat.update": 1}
    assert len(served.slack.requests("users.info")) == 1 + len(people)
    assert len(served.slack.requests("chat.update")) == 1 + len(people)
    assert [len(one.cards) for one in people] == [3] * len(people)


async def test_F23_every_code_that_slack_says_with_a_friendly_status_is_a_refusal(
    client: Slack, slack: FakeSlack
) -> None:
    for code, kind in CODES.items():
        slack.plan.then("chat.postMessage", code)

        problem = await refusal_of(client, "chat.postMessage")

        assert problem.refusal is kind, code
        assert code in str(problem)


async def test_F23_a_code_that_nobody_knows_is_our_bug(client: Slack, slack: FakeSlack) -> None:
    slack.plan.then("chat.postMessage", "a_code_of_tomorrow")

    problem = await refusal_of(client, "chat.postMessage")

    assert problem.refusal is Refusal.OURS


@pytest.mark.parametrize(
    ("code", "state", "reason"),
    [
        ("channel_not_found", "dead", "unreachable"),
        ("user_disabled", "dead", "unreachable"),
        ("token_revoked", "dead", "revoked"),
        ("invalid_blocks", "dead", "ours"),
        ("a_code_of_tomorrow", "dead", "ours"),
        ("internal_error", "sent", None),
        ("ratelimited", "sent", None),
        ("expired_url", "sent", None),
    ],
)
async def test_F23_what_a_code_comes_to_is_written_down(
    served: Served, database: Path, clock: FakeClock, code: str, state: str, reason: str | None
) -> None:
    is_final = state == "dead"
    await refused_once(served, *[code] * (MOST_FAULTS if is_final else 1))

    await comes_to_an_end(served, database, clock)

    assert rows(database, "SELECT state, reason FROM outbox") == [(state, reason)]
    assert len(served.slack.person().cards) == (0 if is_final else 1)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("fault", NOT_JSON)
async def test_F24_whatever_comes_instead_of_an_answer_is_a_refusal(
    client: Slack, slack: FakeSlack, method: str, fault: Fault
) -> None:
    slack.plan.then(method, fault)

    problem = await refusal_of(client, method)

    assert problem.refusal in NOT_JSON[fault] | (
        {Refusal.EXPIRED} if method == "response_url" else set()
    )


@pytest.mark.parametrize("fault", [*NOT_JSON, "fatal_error"])
@pytest.mark.parametrize("method", ["chat.postMessage", "response_url"])
async def test_F24_after_an_outage_the_answer_comes_and_nothing_is_said_twice(
    served: Served, database: Path, clock: FakeClock, method: str, fault: Fault | str
) -> None:
    sam, plan = served.slack.person(), served.slack.plan
    await sam.says("hello")
    await served.rests()
    plan.then(method, fault)

    if method == "response_url":
        await sam.presses("Start")
    else:
        await sam.says("start")
    await comes_to_an_end(served, database, clock)

    stands = await served.stands(sam)
    assert stands is not None
    assert place_shown(sam.live[-1]).version == stands.version == 1
    assert set(served.slack.workspace.accepted.values()) == {1}


async def test_F24_an_outage_of_everything_beside_the_answer_is_not_noticed(
    served: Served,
) -> None:
    sam, plan = served.slack.person(), served.slack.plan
    beside = ("users.info", "views.publish", "chat.update", "chat.postEphemeral", "views.open")
    for method, fault in zip(beside, (*NOT_JSON, Fault.HTML), strict=False):
        plan.then(method, *[fault] * 10)

    await sam.opens_home()
    await served.asks(sam)
    await sam.mentions()
    await sam.presses("In my own words")
    await sam.says("I like charts")
    await served.rests()

    stands = await served.stands(sam)
    assert stands is not None
    assert len(stands.answers) == 1
    assert place_shown(sam.live[-1]).version == stands.version


async def test_F25_one_whom_slack_refuses_for_ever_holds_up_nobody(
    served: Served, database: Path, clock: FakeClock
) -> None:
    people = [served.slack.person(f"U{number}") for number in range(100)]
    served.slack.workspace.refused["U50"] = "invalid_blocks"

    await asyncio.gather(*(one.says("hello") for one in people))
    await served.until(lambda: sum(len(one.cards) for one in people) == len(people) - 1)
    await comes_to_an_end(served, database, clock)

    attempts = [
        one
        for one in served.slack.requests("chat.postMessage")
        if one.arguments["channel"] == "U50"
    ]
    told = rows(database, "SELECT state, reason FROM outbox WHERE state != 'sent'")
    assert told == [("dead", "ours")]
    assert len(attempts) == MOST_FAULTS
    assert [one.user for one in people if not one.cards] == ["U50"]


async def test_F26_answers_come_in_their_order_whatever_delays_them(
    database: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_api, "SLOW_SECONDS", 0.03)
    slow = Plan(Random(1), {Fault.SLOW: 0.4})
    async with (
        FakeSlack(slow, deadline=15, limited=False) as slack,
        serving_slack(slack, database, catalog, FakeClock()) as served,
    ):
        people = [slack.person(f"U{number}") for number in range(5)]
        for text in ("hello", "start", "why", "not sure", "back", "help", "skip", "not sure"):
            await asyncio.gather(*(one.says(text) for one in people))
        await served.rests()

        for one in people:
            keys = rows(
                database,
                "SELECT key FROM outbox JOIN account ON account.id = account_id "
                f"WHERE user = '{one.user}' ORDER BY outbox.id",
            )
            assert [one for one in slack.workspace.accepted if one in set(keys)] == keys
            assert len(keys) == 8
    assert slow.happened[Fault.SLOW] > 10

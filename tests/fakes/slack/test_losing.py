"""Every way in which a request goes wrong."""

import asyncio
from collections.abc import Awaitable, Callable
from json import JSONDecodeError
from random import Random

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import web_api
from tests.fakes.slack.faults import ON_REQUESTS, Fault, Plan
from tests.fakes.slack.server import FakeSlack
from tests.fakes.waiting import until

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

Call = Callable[[], Awaitable[object]]


@pytest.fixture
def post(client: AsyncWebClient) -> Call:
    return lambda: client.chat_postMessage(channel="U0SAM", text="hello")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_api, "LATE_SECONDS", 0.05)


@pytest.mark.parametrize(
    ("fault", "accepted"),
    [(Fault.LOST_BEFORE, 0), (Fault.LOST_AFTER, 1), (Fault.LATE, 0)],
)
async def test_an_answer_is_lost(
    slack: FakeSlack, post: Call, fault: Fault, accepted: int
) -> None:
    slack.plan.then("chat.postMessage", fault)

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await post()

    assert len(slack.person().cards) == accepted
    assert slack.plan.happened == {fault: 1}


async def test_what_comes_late_comes_after_its_answer_was_lost(
    slack: FakeSlack, post: Call
) -> None:
    slack.plan.then("chat.postMessage", Fault.LATE)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await post()

    await until(lambda: bool(slack.person().cards))


@pytest.mark.parametrize(
    ("fault", "seconds"), [(Fault.LIMITED, "1"), (Fault.LIMITED_UNTOLD, None)]
)
async def test_there_are_too_many_requests(
    slack: FakeSlack, post: Call, fault: Fault, seconds: str | None
) -> None:
    slack.plan.then("chat.postMessage", fault)

    with pytest.raises(SlackApiError) as caught:
        await post()

    told = caught.value.response
    assert (told.status_code, told["error"]) == (429, "ratelimited")
    assert told.headers.get("Retry-After") == seconds


async def test_a_server_of_theirs_breaks_down(slack: FakeSlack, post: Call) -> None:
    slack.plan.then("chat.postMessage", Fault.SERVER_ERROR)

    with pytest.raises(SlackApiError) as caught:
        await post()

    assert caught.value.response.status_code == 503


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.HTML])
async def test_an_answer_is_no_json(slack: FakeSlack, post: Call, fault: Fault) -> None:
    slack.plan.then("chat.postMessage", fault)

    with pytest.raises((JSONDecodeError, SlackApiError)):
        await post()

    assert slack.person().cards == []


async def test_an_answer_is_slow(slack: FakeSlack, post: Call) -> None:
    slack.plan.then("chat.postMessage", Fault.SLOW)
    before = asyncio.get_running_loop().time()

    await post()

    assert asyncio.get_running_loop().time() - before >= web_api.SLOW_SECONDS
    assert len(slack.person().cards) == 1


async def test_any_code_comes_once_and_in_its_order(slack: FakeSlack, post: Call) -> None:
    slack.plan.then("chat.postMessage", "fatal_error", "account_inactive")

    said = [await code_of(post) for _ in range(3)]

    assert said == ["fatal_error", "account_inactive", ""]
    assert slack.plan.happened.total() == 2


async def test_what_goes_wrong_always_does_so_until_the_plan_is_cleared(
    slack: FakeSlack, post: Call
) -> None:
    slack.plan.always("chat.postMessage", "fatal_error")
    during = [await code_of(post) for _ in range(3)]
    slack.plan.clear()

    after = await code_of(post)

    assert (during, after) == (["fatal_error"] * 3, "")


async def code_of(call: Call) -> str:
    """What a call is refused with, or nothing."""
    try:
        await call()
    except SlackApiError as problem:
        return str(problem.response["error"])
    return ""


async def test_uploads_and_response_addresses_go_wrong_as_well(slack: FakeSlack) -> None:
    secret = slack.workspace.respond("DU0SAM", "U0SAM", None)
    slack.workspace.files["F1"] = None
    root = slack.api_url.removesuffix("api/")
    slack.plan.then("response_url", Fault.SERVER_ERROR)
    slack.plan.then("upload", Fault.SERVER_ERROR)

    async with aiohttp.ClientSession() as session:
        said = await session.post(f"{root}response/{secret}", json={"text": "a"})
        brought = await session.post(f"{root}upload/F1", data=b"a")

    assert (said.status, brought.status) == (503, 503)
    assert slack.workspace.responses[secret].left == 5
    assert slack.workspace.contents == {}


def test_chance_is_the_same_for_the_same_seed() -> None:
    rates = dict.fromkeys(ON_REQUESTS, 0.05)

    told = [
        [plan.of_request("chat.update") for _ in range(1_000)]
        for plan in (Plan(Random(7), rates), Plan(Random(7), rates), Plan(Random(8), rates))
    ]

    assert told[0] == told[1] != told[2]
    assert set(told[0]) == {None, *ON_REQUESTS}


def test_what_happened_is_counted() -> None:
    plan = Plan(Random(7), {Fault.SLOW: 0.5})

    told = [plan.of_request("chat.update") for _ in range(100)]

    assert plan.happened == {Fault.SLOW: told.count(Fault.SLOW)}

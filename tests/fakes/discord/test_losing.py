"""Every way in which a request goes wrong."""

from random import Random

import aiohttp
import discord
import pytest

from tests.fakes.discord import rest
from tests.fakes.discord.faults import ON_REQUESTS, Fault, Plan
from tests.fakes.discord.listening import Ask
from tests.fakes.discord.payloads import card
from tests.fakes.discord.program import Program
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.waiting import until

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

POST = "POST /channels/{channel_id}/messages"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest, "LATE_SECONDS", 0.05)
    monkeypatch.setattr(rest, "LIMITED_SECONDS", 0.05)


async def direct(fake: FakeDiscord, program: Program) -> discord.DMChannel:
    return await (await program.fetch_user(int(fake.person().id))).create_dm()


@pytest.mark.parametrize(
    ("fault", "accepted"),
    [(Fault.LOST_BEFORE, 0), (Fault.LOST_AFTER, 1), (Fault.LATE, 0)],
)
async def test_an_answer_is_lost(
    fake: FakeDiscord, program: Program, fault: Fault, accepted: int
) -> None:
    channel = await direct(fake, program)
    fake.plan.then(POST, fault)

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await channel.send("hello")

    assert len(fake.person().cards) == accepted
    assert fake.plan.happened == {fault: 1}


async def test_what_comes_late_comes_after_its_answer_was_lost(
    fake: FakeDiscord, program: Program
) -> None:
    channel = await direct(fake, program)
    fake.plan.then(POST, Fault.LATE)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await channel.send("hello")

    await until(lambda: len(fake.person().cards) == 1)


@pytest.mark.parametrize("fault", [Fault.LIMITED, Fault.LIMITED_EVERYWHERE])
async def test_the_real_client_tries_again_after_too_many_requests(
    fake: FakeDiscord, program: Program, fault: Fault
) -> None:
    channel = await direct(fake, program)
    fake.plan.then(POST, fault)

    await channel.send("hello")

    assert len(fake.person().cards) == 1
    assert len(fake.requests(POST)) == 2


@pytest.mark.parametrize(("fault", "status"), [(Fault.BANNED, 429), (Fault.SERVER_ERROR, 503)])
async def test_the_real_client_gives_up(
    fake: FakeDiscord, program: Program, fault: Fault, status: int
) -> None:
    channel = await direct(fake, program)
    fake.plan.then(POST, fault)

    with pytest.raises(discord.HTTPException) as caught:
        await channel.send("hello")

    assert caught.value.status == status
    assert fake.person().cards == []


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [(Fault.BAD_GATEWAY, 502, "text/html"), (Fault.HTML, 200, "text/html"),
     (Fault.BROKEN, 200, "application/json")],
)  # fmt: skip
async def test_an_answer_is_no_json(
    fake: FakeDiscord, session: aiohttp.ClientSession, fault: Fault, status: int, kind: str
) -> None:
    fake.plan.then("GET /users/@me", fault)
    headers = {"Authorization": f"Bot {fake.rest.token}"}

    async with session.get(f"{fake.api_url}/users/@me", headers=headers) as answer:
        assert (answer.status, answer.content_type) == (status, kind)
        with pytest.raises(ValueError):  # noqa: PT011 - no JSON, whatever it says
            await answer.json(content_type=None)


async def test_an_answer_is_slow(fake: FakeDiscord, ask: Ask) -> None:
    fake.plan.then(POST, Fault.SLOW)

    told = await ask("POST", f"/channels/{fake.person().channel}/messages", card())

    assert told.status == 200
    assert fake.plan.happened == {Fault.SLOW: 1}


async def test_any_code_comes_once_and_in_its_order(fake: FakeDiscord, ask: Ask) -> None:
    fake.plan.then("GET /users/@me", 40001, 50013)

    told = [await ask("GET", "/users/@me") for _ in range(3)]

    assert [one.code for one in told] == [40001, 50013, 0]


async def test_what_goes_wrong_always_does_so_until_the_plan_is_cleared(
    fake: FakeDiscord, ask: Ask
) -> None:
    fake.plan.always("GET /users/@me", 50013)
    during = [await ask("GET", "/users/@me") for _ in range(2)]

    fake.plan.clear()

    assert [one.code for one in during] == [50013, 50013]
    assert (await ask("GET", "/users/@me")).status == 200


def test_chance_brings_every_fault_that_it_may() -> None:
    plan = Plan(Random(1), dict.fromkeys(ON_REQUESTS, 0.2))

    for _ in range(300):
        plan.of_request("GET /users/@me")

    assert set(plan.happened) == set(ON_REQUESTS)

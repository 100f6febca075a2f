"""How much Discord takes, and what it says of that."""

from datetime import timedelta

import pytest

from tests.fakes.discord.listening import Ask
from tests.fakes.discord.payloads import card
from tests.fakes.discord.program import Program
from tests.fakes.discord.server import FakeDiscord

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

POST = "POST /channels/{channel_id}/messages"


def channel(fake: FakeDiscord, name: str = "Sam") -> str:
    return f"/channels/{fake.person(name).channel}/messages"


async def test_every_answer_tells_of_its_bucket(fake: FakeDiscord, ask: Ask) -> None:
    told = [await ask("POST", channel(fake), card()) for _ in range(2)]

    assert [one.headers["X-RateLimit-Limit"] for one in told] == ["5", "5"]
    assert [one.headers["X-RateLimit-Remaining"] for one in told] == ["4", "3"]
    assert 4 < float(told[0].headers["X-RateLimit-Reset-After"]) <= 5
    assert len({one.headers["X-RateLimit-Bucket"] for one in told}) == 1


async def test_one_too_many_is_refused_until_the_bucket_is_full_again(
    fake: FakeDiscord, ask: Ask
) -> None:
    for _ in range(5):
        await ask("POST", channel(fake), card())

    refused = await ask("POST", channel(fake), card())
    elsewhere = await ask("POST", channel(fake, "Kim"), card())
    fake.watch.pass_by(timedelta(seconds=5))
    later = await ask("POST", channel(fake), card())

    assert (refused.status, refused.body["global"]) == (429, False)
    assert 0 < refused.body["retry_after"] <= 5
    assert refused.headers["X-RateLimit-Scope"] == "user"
    assert (elsewhere.status, later.status) == (200, 200)
    assert fake.rates.refused == {POST: 1}


async def test_fifty_requests_of_all_kinds_are_taken_in_a_second(
    fake: FakeDiscord, ask: Ask
) -> None:
    people = [fake.person(f"P{number}").channel for number in range(51)]

    told = [await ask("GET", f"/channels/{one}") for one in people]

    assert [one.status for one in told] == [*[200] * 50, 429]
    assert told[-1].body["global"] is True
    assert told[-1].headers["X-RateLimit-Global"] == "true"


async def test_callbacks_of_interactions_are_always_taken(fake: FakeDiscord, ask: Ask) -> None:
    sam = fake.person()
    asked = [fake.world.interact(2, sam.id, sam.town) for _ in range(60)]

    told = [
        await ask("POST", f"/interactions/{one.id}/{one.token}/callback", {"type": 5})
        for one in asked
    ]

    assert {one.status for one in told} == {204}


async def test_rates_can_be_left_out(fake: FakeDiscord, ask: Ask) -> None:
    fake.rates.enforced = False

    told = [await ask("POST", channel(fake), card()) for _ in range(60)]

    assert {one.status for one in told} == {200}


async def test_the_real_client_waits_as_it_is_told(fake: FakeDiscord, program: Program) -> None:
    sam = fake.person()
    direct = await (await program.fetch_user(int(sam.id))).create_dm()

    for number in range(6):
        await direct.send(str(number))

    assert [one.content for one in sam.cards] == ["0", "1", "2", "3", "4", "5"]
    assert fake.rates.refused == {}

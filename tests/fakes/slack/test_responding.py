"""Response addresses: how often, how long, and what they do."""

import time

import aiohttp
import pytest

from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.workspace import Json

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""


async def test_a_response_address_works_five_times(slack: FakeSlack) -> None:
    secret = slack.workspace.respond("DU0SAM", "U0SAM", None)

    said = [await respond(slack, secret, {"text": str(number)}) for number in range(6)]

    assert [status for status, _ in said] == [200] * 5 + [404]
    assert "used_url" in said[-1][1]
    assert [one.text for one in slack.person().ephemeral] == list("01234")


async def test_a_response_address_lives_for_half_an_hour(
    slack: FakeSlack,
) -> None:
    secret = slack.workspace.respond("DU0SAM", "U0SAM", None)
    lived = slack.workspace.responses[secret].until - time.monotonic()
    slack.workspace.responses[secret].until = time.monotonic()

    status, said = await respond(slack, secret, {"text": "a"})

    assert lived == pytest.approx(30 * 60, abs=5)
    assert (status, "expired_url" in said) == (404, True)


async def test_a_response_address_that_nobody_was_given_is_none(slack: FakeSlack) -> None:
    status, said = await respond(slack, "0" * 24, {"text": "a"})

    assert (status, "expired_url" in said) == (404, True)


@pytest.mark.parametrize(
    ("body", "seen", "whispered"),
    [
        ({"text": "b", "replace_original": True}, ["b"], []),
        ({"delete_original": True}, [], []),
        ({"text": "b"}, ["a"], ["b"]),
        ({"text": "b", "response_type": "ephemeral"}, ["a"], ["b"]),
        ({"text": "b", "response_type": "in_channel"}, ["a", "b"], []),
    ],
)
async def test_what_is_posted_to_a_response_address(
    slack: FakeSlack, body: Json, seen: list[str], whispered: list[str]
) -> None:
    sam = slack.person()
    posted = slack.workspace.post(sam.channel, {"text": "a"})
    secret = slack.workspace.respond(sam.channel, sam.user, posted)

    status, said = await respond(slack, secret, body)

    assert (status, said) == (200, "ok")
    assert [one.text for one in sam.cards] == seen
    assert [one.text for one in sam.ephemeral] == whispered


async def test_what_is_gone_is_not_replaced(slack: FakeSlack) -> None:
    sam = slack.person()
    posted = slack.workspace.post(sam.channel, {"text": "a"})
    secret = slack.workspace.respond(sam.channel, sam.user, posted)
    slack.workspace.remove(posted)

    status, _ = await respond(slack, secret, {"text": "b", "replace_original": True})

    assert status == 404
    assert (sam.cards, sam.deleted) == ([], [posted])


async def respond(slack: FakeSlack, secret: str, body: Json) -> tuple[int, str]:
    """Post to a response address; what comes back."""
    address = f"{slack.api_url.removesuffix('api/')}response/{secret}"
    async with aiohttp.ClientSession() as session, session.post(address, json=body) as answer:
        return answer.status, await answer.text()

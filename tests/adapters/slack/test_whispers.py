import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

from bot.adapters.slack.client import Slack, connected
from bot.adapters.slack.courier import SlackCourier
from bot.adapters.slack.whispers import Whispers
from bot.catalog import Catalog
from bot.usecases.own_words import OurWords
from bot.usecases.taking import Taken
from tests.fakes.clock import FakeClock
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import BOT_TOKEN

MENTION = {"event": {"type": "app_mention", "channel": "C0TOWN", "user": "U0SAM"}}


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[Slack]:
    async with connected(BOT_TOKEN, slack.api_url, FakeClock()) as client:
        yield client


@pytest.fixture
def whispers(client: Slack, catalog: Catalog) -> Whispers:
    return Whispers(client, catalog, SlackCourier(client, OurWords(catalog), cast("Any", None)))


async def test_I6_no_acknowledgement_waits_for_what_only_one_person_sees(
    client: Slack, whispers: Whispers, slack: FakeSlack
) -> None:
    all_connections = client.free._value
    for _ in range(all_connections):  # nothing can leave
        await client.free.acquire()

    whispers.after_mention(MENTION)
    whispers.too_fast(MENTION)
    response_url = slack.api_url.replace("/api/", "/response/1")
    whispers.after_click(Taken.LATE, {"response_url": response_url})
    whispers.open_window({"trigger_id": "1", "actions": []})
    await asyncio.sleep(0)
    before = slack.requests()
    for _ in range(all_connections):
        client.free.release()
    await whispers.settled()

    assert before == []
    assert len(slack.requests()) == 4


async def test_what_was_not_said_is_lost_and_nothing_else(
    whispers: Whispers, slack: FakeSlack
) -> None:
    slack.plan.then("chat.postEphemeral", Fault.SERVER_ERROR)

    whispers.after_mention(MENTION)
    await whispers.settled()
    whispers.after_mention(MENTION)
    await whispers.settled()

    assert len(slack.person("U0SAM").whispers("C0TOWN")) == 1

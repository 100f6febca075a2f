"""A response address is closed, or none of Slack's: the answer comes below, under its key."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.catalog import Catalog
from tests.fakes.clock import FakeClock
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack


@pytest.fixture
async def served(slack: FakeSlack, database: Path, catalog: Catalog) -> AsyncIterator[Served]:
    """The program, by a clock that stands still: what comes, comes at once."""
    async with serving_slack(slack, database, catalog, FakeClock()) as served:
        yield served


@pytest.mark.parametrize("code", ["expired_url", "used_url", "no_active_hooks", "invalid_url"])
async def test_F27_what_a_response_address_takes_no_more_comes_below_under_the_same_key(
    served: Served, code: str
) -> None:
    sam, slack = served.slack.person(), served.slack
    await sam.says("hello")
    await served.rests()
    slack.plan.then("response_url", code)

    await sam.presses("Start")
    await served.rests()

    refused = slack.requests("response_url")[-1].arguments["metadata"]["event_payload"]["key"]
    assert [one.key for one in sam.live] == [refused]
    assert len(sam.cards) == 2
    assert slack.workspace.accepted[refused] == 1


async def test_F27_an_address_of_half_an_hour_ago_is_none(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fakes.slack.workspace.RESPONSE_SECONDS", -1)
    sam, slack = served.slack.person(), served.slack
    await sam.says("hello")
    await served.rests()

    await sam.presses("Start")
    await served.rests()

    assert len(sam.live) == 1
    assert len(sam.cards) == 2
    assert set(slack.workspace.accepted.values()) == {1}


@pytest.mark.parametrize("kind", ["none", "another server", "another host"])
async def test_F78_a_click_with_a_forged_address_is_answered_below_and_nobody_else_is_called(
    served: Served, kind: str
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    told, click = served.slack.sockets.told[-1]
    (action,) = click["actions"]
    asked = len(served.slack.requests("response_url"))

    async with FakeSlack() as other:
        elsewhere = other.api_url.replace("/api/", "/response/1")
        address = {"none": "", "another server": elsewhere, "another host": "https://[::1]/x"}
        changed = {"response_url": address[kind], "actions": [{**action, "action_ts": "9.9"}]}
        await served.slack.sockets.tell(told, {**click, **changed})
        await served.rests()

        assert other.requests() == []
    assert len(served.slack.requests("response_url")) == asked
    assert len(sam.live) == 1
    assert len(sam.cards) == 2

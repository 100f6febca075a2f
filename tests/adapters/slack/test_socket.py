"""The connection breaks in every way that Slack knows, and nothing is lost by it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.slack import serving
from bot.adapters.slack.socket import LOOK_SECONDS, PING_SECONDS, SILENT_SECONDS, hopeless
from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.errors import ConnectionRefused
from tests.fakes.file import rows
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.waiting import PATIENCE
from tests.sparing import first

PINGS = 4
"""So many of its pings go unanswered before Slack's client calls a connection dead."""

NOT_NOW = (
    *(Fault.SERVER_ERROR, Fault.LIMITED, Fault.HTML, Fault.LOST_BEFORE),
    "internal_error",
)
HOPELESS = (
    *("invalid_auth", "not_authed", "not_allowed_token_type", "token_revoked"),
    *("account_inactive", "missing_scope", "app_not_installed", "socket_mode_not_enabled"),
)


@pytest.fixture
async def served(
    slack: FakeSlack, database: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Served]:
    """The program, with a heart that beats fast."""
    monkeypatch.setattr(serving, "PING_SECONDS", 0.2)
    slack.sockets.deadline = 0.5
    async with serving_slack(slack, database, catalog, SystemClock()) as served:
        yield served


async def nothing_is_lost(
    served: Served, database: Path, *telling: asyncio.Task[object]
) -> None:
    """Everything that was told is acknowledged and counted, and answered once."""
    told = await asyncio.gather(*telling)
    await served.rests()
    assert None not in told
    assert served.slack.sockets.unacknowledged == []
    assert set(served.slack.workspace.accepted.values()) == {1}
    assert rows(database, "SELECT count(*) FROM inbox") == [len(telling)]


def all_say_hello(slack: FakeSlack, number: int = 10) -> list[asyncio.Task[object]]:
    people = [slack.person(f"U{one}") for one in range(number)]
    return [asyncio.create_task(one.says("hello")) for one in people]


async def test_F36_after_a_connection_that_ended_without_a_word_nothing_is_lost(
    served: Served, database: Path
) -> None:
    sockets = served.slack.sockets

    await sockets.drop()
    telling = all_say_hello(served.slack)
    await served.until(lambda: sockets.opened == 2)

    await nothing_is_lost(served, database, *telling)


async def test_F36_a_connection_that_ends_while_much_is_told_loses_nothing(
    served: Served, database: Path
) -> None:
    telling = all_say_hello(served.slack)
    await asyncio.sleep(0.01)
    await served.slack.sockets.drop()

    await nothing_is_lost(served, database, *telling)


async def test_F36_a_half_open_connection_is_noticed_and_replaced(
    served: Served, database: Path
) -> None:
    sockets = served.slack.sockets

    sockets.deafen()
    telling = all_say_hello(served.slack)
    await served.until(lambda: sockets.opened >= 2)

    await nothing_is_lost(served, database, *telling)


async def test_F36_when_slack_asks_for_a_new_connection_it_gets_one(
    served: Served, database: Path
) -> None:
    sockets = served.slack.sockets

    await sockets.refresh()
    telling = all_say_hello(served.slack)
    await served.until(lambda: sockets.opened == 2)

    await nothing_is_lost(served, database, *telling)


@pytest.mark.parametrize(
    "fault",
    first(
        2, ["internal_error", Fault.HTML, Fault.SERVER_ERROR, Fault.LIMITED, Fault.LOST_BEFORE]
    ),
)
async def test_F36_a_slack_that_opens_no_connection_now_is_asked_again(
    served: Served, database: Path, fault: Fault | str
) -> None:
    slack = served.slack
    slack.plan.then("apps.connections.open", *[fault] * 3)

    await slack.sockets.drop()
    await served.until(lambda: slack.sockets.opened == 2)

    await nothing_is_lost(served, database, *all_say_hello(slack))
    assert not served.task.done()


async def test_F36_five_breaks_in_a_row_leave_one_connection(
    served: Served, database: Path
) -> None:
    sockets = served.slack.sockets

    for number in range(1, 6):
        await (sockets.drop() if number % 2 else sockets.refresh())
        await served.until(lambda number=number: sockets.opened > number)  # type: ignore[misc]
        await asyncio.wait_for(sockets.connected(), PATIENCE)

    await nothing_is_lost(served, database, *all_say_hello(served.slack))
    await served.until(lambda: len(sockets._open) == 1)


def test_F36_in_earnest_a_dead_connection_is_replaced_within_a_minute() -> None:
    noticed = PINGS * PING_SECONDS + PING_SECONDS + LOOK_SECONDS

    assert noticed + SILENT_SECONDS < 60


@pytest.mark.parametrize("code", HOPELESS)
async def test_F37_a_token_that_will_never_do_ends_the_program_with_a_sentence(
    slack: FakeSlack, database: Path, catalog: Catalog, code: str
) -> None:
    slack.plan.then("apps.connections.open", code)

    with pytest.raises(ConnectionRefused) as refused:
        await ended(slack, database, catalog)

    assert len(slack.requests("apps.connections.open")) == 1
    assert refused.value.reason == hopeless(code).reason  # type: ignore[union-attr]
    assert str(refused.value).startswith("Slack does not let us in: ")
    assert refused.value.exit_code == 78


async def test_F37_a_connection_that_was_good_and_is_hopeless_now_ends_the_program(
    slack: FakeSlack, database: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "PING_SECONDS", 0.2)

    with pytest.raises(ConnectionRefused, match="SLACK_APP_TOKEN is not valid"):
        await ended(slack, database, catalog, then_unknown=True)

    assert slack.sockets.opened == 1


async def ended(
    slack: FakeSlack, database: Path, catalog: Catalog, *, then_unknown: bool = False
) -> None:
    """Serve until the program ends of itself; its token may be unknown from some moment on."""
    async with serving_slack(slack, database, catalog, SystemClock()) as served:
        if then_unknown:
            slack.api.app_token = ""
            await slack.sockets.drop()
        await asyncio.wait_for(served.task, PATIENCE)

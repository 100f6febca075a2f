"""Files of people whom we know no more do not stay at Slack, whatever happens (F68)."""

from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.ports.inbound import Address
from bot.usecases import clearing
from tests.fakes.clock import RunningClock
from tests.fakes.leftovers import nothing_is_left
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.person import Person
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.workspace import TEAM


def called(slack: FakeSlack) -> set[str]:
    """The methods that were asked for."""
    return {one.method for one in slack.requests()}


async def gets_a_file(served: Served, sam: Person) -> None:
    await served.asks(sam)
    await sam.says("mydata")
    await served.rests()
    assert served.slack.workspace.files


async def asks_to_be_forgotten(served: Served, sam: Person) -> None:
    await sam.says("forget me")
    await sam.says("yes, forget me")
    await served.rests()


async def test_F68_a_file_is_deleted_when_its_owner_asks_to_be_forgotten(
    served: Served,
) -> None:
    sam = served.slack.person()
    await gets_a_file(served, sam)

    await asks_to_be_forgotten(served, sam)
    await served.until(lambda: not served.slack.workspace.files)
    await nothing_is_left(served.store, "slack", TEAM)


async def test_F68_a_file_that_another_program_forgot_is_deleted_by_and_by(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = served.slack.person()
    await gets_a_file(served, sam)

    await served.store.forget(Address("slack", TEAM, sam.user))
    monkeypatch.setattr(clearing, "AGAIN", 0.01)
    await served.asks(served.slack.person("U0ZOE"))
    await asks_to_be_forgotten(served, served.slack.person("U0ZOE"))

    await served.until(lambda: not served.slack.workspace.files)


async def test_F68_a_file_that_slack_would_not_delete_is_deleted_by_the_next_program(
    slack: FakeSlack, database: Path, catalog: Catalog, running_clock: RunningClock
) -> None:
    sam = slack.person()
    async with serving_slack(slack, database, catalog, running_clock) as served:
        await gets_a_file(served, sam)
        slack.plan.then("files.delete", Fault.SERVER_ERROR)
        await asks_to_be_forgotten(served, sam)
        await served.until(lambda: "files.delete" in called(slack))
        stays = dict(slack.workspace.files)

    async with serving_slack(slack, database, catalog, running_clock) as served:
        await served.until(lambda: not slack.workspace.files)
        await nothing_is_left(served.store, "slack", TEAM)

    assert stays


async def test_F68_a_file_that_is_gone_already_is_looked_for_once(served: Served) -> None:
    sam = served.slack.person()
    await gets_a_file(served, sam)
    served.slack.workspace.files.clear()

    await asks_to_be_forgotten(served, sam)
    await served.until(lambda: "files.delete" in called(served.slack))
    await nothing_is_left(served.store, "slack", TEAM)


async def test_F68_a_file_for_somebody_who_was_just_forgotten_is_not_sent(
    served: Served,
) -> None:
    stranger = Address("slack", TEAM, "U0ZOE")
    served.slack.person(stranger.user)

    await served.workspace.courier.filing.send_file(stranger, "chart.png", b"png")

    assert "files.completeUploadExternal" not in called(served.slack)

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.clock import SystemClock
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.validating import validators


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A workspace that would have taken all that reached it."""
    async with FakeSlack(validators=validators()) as slack:
        yield slack
    assert slack.problems() == []


@pytest.fixture
async def served(slack: FakeSlack, database: Path, catalog: Catalog) -> AsyncIterator[Served]:
    """The program, connected to a fake Slack."""
    async with serving_slack(slack, database, catalog, SystemClock()) as served:
        yield served

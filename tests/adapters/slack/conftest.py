from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from bot.adapters.slack import client, courier, whispers
from bot.catalog import Catalog
from bot.usecases import taking
from bot.usecases.flood import Floodgate, Rate
from bot.usecases.mentors import watching
from tests.fakes.clock import RunningClock
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.validating import validators

LONG = 15.0


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is given up because this machine is busy; tests about time set their own."""
    patient(monkeypatch)


def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the program wait as long as it takes, and look at nothing by itself meanwhile."""
    monkeypatch.setattr(taking, "PATIENCE", LONG)
    monkeypatch.setattr(watching, "LOOK_EVERY", LONG)
    for module in (client, courier, whispers):
        monkeypatch.setattr(module, "FAST", LONG)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A workspace that would have taken all that reached it."""
    async with workspace() as slack:
        yield slack


@asynccontextmanager
async def workspace() -> AsyncIterator[FakeSlack]:
    """One that complains afterwards of what it would not have taken."""
    async with FakeSlack(deadline=LONG, limited=False, validators=validators()) as slack:
        yield slack
    assert slack.problems() == []


@pytest.fixture
async def served(
    slack: FakeSlack, database: Path, catalog: Catalog, running_clock: RunningClock
) -> AsyncIterator[Served]:
    """The program, connected to a fake Slack."""
    async with serving_slack(slack, database, catalog, running_clock) as served:
        yield served


@pytest.fixture
def no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is too fast."""
    ungated(monkeypatch)


def ungated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody through, however fast they are."""
    wide = Rate(at_once=1_000_000, per_second=1_000_000.0)
    monkeypatch.setattr(taking, "Floodgate", partial(Floodgate, wide, wide))

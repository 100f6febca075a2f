from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.adapters.discord import (
    answering,
    at_the_desk,
    joining,
    open_views,
    roster,
    spoken,
    whispers,
)
from bot.catalog import Catalog
from bot.usecases import taking
from bot.usecases.flood import Floodgate, Rate
from bot.usecases.mentors import watching
from tests.fakes.clock import RunningClock
from tests.fakes.discord.club import Club
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.validating import validator

LONG = 15.0


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is given up because this machine is busy; tests about time set their own."""
    patient(monkeypatch)


def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the program wait as long as it takes, and look at nothing by itself meanwhile."""
    monkeypatch.setattr(taking, "PATIENCE", LONG)
    monkeypatch.setattr(watching, "LOOK_EVERY", LONG)
    monkeypatch.setattr(roster, "PATIENCE", LONG)
    monkeypatch.setattr(at_the_desk, "DRAWING", LONG)
    for module in (answering, at_the_desk, joining, open_views, spoken, whispers):
        monkeypatch.setattr(module, "FAST", LONG)


@pytest.fixture
async def discord(running_clock: RunningClock) -> AsyncIterator[FakeDiscord]:
    """A Discord that would have taken all that reached it; it is as late there as here."""
    async with FakeDiscord(deadline=LONG, limited=False, validator=validator()) as discord:
        discord.watch.pass_by(running_clock.now() - discord.watch.now())
        yield discord
    assert discord.problems() == []


@pytest.fixture
async def served(
    discord: FakeDiscord, database: Path, catalog: Catalog, running_clock: RunningClock
) -> AsyncIterator[Served]:
    """The program, connected to a fake Discord."""
    async with serving_discord(discord, database, catalog, running_clock) as served:
        yield served


@pytest.fixture
def no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is too fast."""
    wide = Rate(at_once=1_000_000, per_second=1_000_000.0)
    monkeypatch.setattr(taking, "Floodgate", partial(Floodgate, wide, wide))


@pytest.fixture
def club(served: Served) -> Club:
    """Mentors, mentees and admins of its guilds."""
    return Club(served)

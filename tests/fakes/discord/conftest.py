from collections.abc import AsyncIterator

import pytest

from tests.fakes.discord.program import Program, running
from tests.fakes.discord.server import FakeDiscord


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        yield fake


@pytest.fixture
async def program(fake: FakeDiscord) -> AsyncIterator[Program]:
    async with running(fake) as program:
        yield program

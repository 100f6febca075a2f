"""discord.py, served by the fake: what people do arrives, and is answered."""

import asyncio
from collections.abc import Callable

import pytest

from tests.fakes.discord.program import Program
from tests.fakes.discord.seen import labels, words
from tests.fakes.discord.server import FakeDiscord


async def test_a_command_is_answered_and_a_click_changes_the_answer(
    fake: FakeDiscord, program: Program
) -> None:
    sam = fake.person()
    await sam.runs("/card")

    answered = await sam.presses("Count")

    (shown,) = sam.ephemeral
    assert answered is not None
    assert answered["type"] == 7
    assert words(shown) == "Pressed 1 times"
    assert labels(shown) == ["Count", "Write", "A", "B", "C"]
    assert shown.edits == 1


@pytest.mark.thorough
async def test_words_in_a_direct_message_are_heard_and_answered(
    fake: FakeDiscord, program: Program
) -> None:
    sam = fake.person()
    await sam.says("hello")
    await wait(lambda: bool(sam.cards))

    await sam.presses("Count")

    assert program.heard == ["hello"]
    assert words(sam.newest_card) == "Pressed 1 times"


async def wait(until: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(5):
        while not until():  # noqa: ASYNC110 - a fake tells nobody
            await asyncio.sleep(0.01)

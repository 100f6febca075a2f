"""Stories of several people at one machine, who take turns in front of it."""

import json
from collections.abc import AsyncIterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.adapters.terminal.lines import JsonLines
from bot.adapters.terminal.screen import Screen
from bot.adapters.terminal.surface import Surface
from bot.catalog import Catalog
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import FakeClock
from tests.fakes.machine import Machine
from tests.stories.passing import pass_days
from tests.stories.story import OF_SEVERAL, Step, missing, sittings, steps, stories
from tests.stories.test_stories import to_line

Out = BytesIO | StringIO


async def sit(sitting: list[Step], machine: Machine, surface: Surface, out: Out) -> list[str]:
    """Somebody opens the program, lives through these steps and closes it again."""
    said: list[str] = []

    def heard() -> str:
        text = out.getvalue()
        out.seek(0)
        out.truncate()
        return text if isinstance(text, str) else text.decode()

    async def lines() -> AsyncIterator[bytes]:
        last = heard()
        if sitting[0].waits:
            said.append(last)
        for step in sitting[sitting[0].waits :]:
            yield to_line(step, surface, last)
            last = heard()
            said.append(last)

    await machine.talk(sitting[0].who, surface).run(lines())
    return said


@pytest.mark.parametrize("path", stories(OF_SEVERAL), ids=lambda path: path.stem)
async def test_a_story_of_several_on_the_screen(
    path: Path, store: SqliteStore, catalog: Catalog, clock: FakeClock, tmp_path: Path
) -> None:
    machine, story = Machine(store, catalog, clock), steps(path)
    said: list[str] = []

    for sitting in sittings(story):
        await pass_days(store, clock, sitting[0].days_later)
        out = StringIO()
        screen = Screen(Console(file=out, width=48), catalog, tmp_path)
        said += await sit(sitting, machine, screen, out)

    for step, answer in zip(story, said, strict=True):
        assert missing(step, answer) is None, f"{step.who}> {step.does}\n{answer}"
        assert max(map(len, answer.splitlines())) <= 48


@pytest.mark.parametrize("path", stories(OF_SEVERAL), ids=lambda path: path.stem)
async def test_a_story_of_several_as_json_lines(
    path: Path, store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    machine, story = Machine(store, catalog, clock), steps(path)
    said: list[str] = []

    for sitting in sittings(story):
        await pass_days(store, clock, sitting[0].days_later)
        out = BytesIO()
        said += await sit(sitting, machine, JsonLines(out), out)

    for step, answer in zip(story, said, strict=True):
        *cards, end = [json.loads(line) for line in answer.splitlines()]
        body = "\n".join(card["body"] for card in cards)
        assert missing(step, body) is None, f"{step.who}> {step.does}\n{body}"
        assert end == {"type": "turn-end"}

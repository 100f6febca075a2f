import json
from collections.abc import AsyncIterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.adapters.terminal.lines import JsonLines
from bot.adapters.terminal.screen import Screen
from bot.adapters.terminal.surface import Surface
from bot.adapters.terminal.talk import Talk
from bot.catalog import Catalog
from bot.ports.inbound import Address
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from tests.fakes.clock import FakeClock
from tests.stories.passing import pass_days
from tests.stories.story import Step, missing, sittings, steps, stories

SAM = Address("terminal", "", "sam")


async def play(
    story: list[Step],
    surface: Surface,
    out: BytesIO | StringIO,
    parts: tuple[SqliteStore, Catalog, FakeClock],
) -> list[str]:
    """Live through a story, sitting by sitting; what was said after each step."""
    said: list[str] = []
    store, _, clock = parts
    for sitting in sittings(story):
        await pass_days(store, clock, sitting[0].days_later)
        said += await sit(sitting, surface, out, parts)
    return said


async def sit(
    sitting: list[Step],
    surface: Surface,
    out: BytesIO | StringIO,
    parts: tuple[SqliteStore, Catalog, FakeClock],
) -> list[str]:
    """Open the program, live through these steps and close it again."""
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

    store, catalog, clock = parts
    delivery = Delivery(store, Composer(store, catalog), clock, routes={})
    await Talk(store, delivery, catalog, clock, SAM, surface).run(lines())
    return said


def to_line(step: Step, surface: Surface, last: str) -> bytes:
    """What the member does, as this surface wants it."""
    if isinstance(surface, Screen):
        return (step.button or step.does).encode()
    if step.button is None:
        return json.dumps({"text": step.does}).encode()
    cards = [json.loads(line) for line in last.splitlines()]
    choices = [
        choice
        for card in cards
        for choice in (*card.get("choices", ()), *card.get("controls", ()))
    ]
    *_, pressed = (one["id"] for one in choices if one["label"] == step.button)
    return json.dumps({"choose": [pressed]}).encode()


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
async def test_a_story_on_the_screen(
    path: Path, store: SqliteStore, catalog: Catalog, clock: FakeClock, tmp_path: Path
) -> None:
    out = StringIO()
    screen = Screen(Console(file=out, width=48), catalog, tmp_path)
    story = steps(path)

    said = await play(story, screen, out, (store, catalog, clock))

    for step, answer in zip(story, said, strict=True):
        assert missing(step, answer) is None, f"> {step.does}\n{answer}"
        assert max(map(len, answer.splitlines())) <= 48


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
async def test_a_story_as_json_lines(
    path: Path, store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    out = BytesIO()
    story = steps(path)

    said = await play(story, JsonLines(out), out, (store, catalog, clock))

    for step, answer in zip(story, said, strict=True):
        *cards, end = [json.loads(line) for line in answer.splitlines()]
        body = "\n".join(card["body"] for card in cards)
        assert missing(step, body) is None, f"> {step.does}\n{body}"
        assert end == {"type": "turn-end"}

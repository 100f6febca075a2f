"""Stories of several people at one machine, each in front of a program of their own."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.adapters.terminal.lines import JsonLines
from bot.adapters.terminal.roster import HERE, named
from bot.adapters.terminal.screen import Screen
from bot.adapters.terminal.surface import Surface
from bot.catalog import Catalog
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import FakeClock
from tests.fakes.machine import Machine
from tests.fakes.pairs import made_mentor, unmade_mentor
from tests.stories.passing import pass_days
from tests.stories.staging import play, shares_all
from tests.stories.story import OF_SEVERAL, Step, steps, stories
from tests.stories.test_stories import to_line

WIDTH = 48
Out = BytesIO | StringIO
Opens = Callable[[], tuple[Surface, Out]]


class Program:
    """One that stands open for somebody.

    Args:
        machine: where it runs.
        who: for whom.
        surface: on which it is.
        out: what that writes.
    """

    def __init__(self, machine: Machine, who: str, surface: Surface, out: Out) -> None:
        self._surface = surface
        self._out = out
        self._lines: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listens = asyncio.Event()
        self._running = asyncio.create_task(machine.talk(who, surface).run(self._typed()))
        self.last = ""

    async def heard(self) -> str:
        """What it said until it waits for the next line."""
        waits = asyncio.create_task(self._listens.wait())
        await asyncio.wait([waits, self._running], return_when=asyncio.FIRST_COMPLETED)
        waits.cancel()
        if self._running.done():
            self._running.result()
        text = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        self.last = text if isinstance(text, str) else text.decode()
        return self.last

    async def does(self, step: Step) -> str:
        """A line, and what is said to it."""
        self._listens.clear()
        await self._lines.put(to_line(step, self._surface, self.last))
        return await self.heard()

    async def closes(self) -> None:
        """The end of its input."""
        await self._lines.put(None)
        await self._running

    async def _typed(self) -> AsyncIterator[bytes]:
        self._listens.set()
        while (line := await self._lines.get()) is not None:
            yield line
            self._listens.set()


class AtOneMachine:
    """The stage; the program is closed for everybody when it is opened anew for somebody.

    Args:
        store: the machine's.
        catalog: our words.
        clock: what time it is there.
        opens: a new surface, with what it writes.
    """

    blanks = False

    def __init__(
        self, store: SqliteStore, catalog: Catalog, clock: FakeClock, opens: Opens
    ) -> None:
        self._store, self._clock, self._surface = store, clock, opens
        self._machine = Machine(store, catalog, clock)
        self._open: dict[str, Program] = {}
        self._seen: defaultdict[str, str] = defaultdict(str)

    async def opens(self, step: Step) -> None:
        if not step.stays:
            await self.aclose()
        if step.who not in self._open:
            self._open[step.who] = Program(self._machine, step.who, *self._surface())
            self._seen[step.who] = await self._open[step.who].heard()

    async def aclose(self) -> None:
        """Close everybody's program."""
        for name in list(self._open):
            await self._open.pop(name).closes()

    async def came(self, who: str) -> str:
        return self.read(self._seen[who])

    async def does(self, step: Step) -> str:
        self._seen[step.who] = await self._open[step.who].does(step)
        return self.read(self._seen[step.who])

    def read(self, text: str) -> str:
        """What somebody reads of it."""
        assert max(map(len, text.splitlines()), default=0) <= WIDTH
        return text

    async def lets_pass(self, days: int) -> None:
        await self.aclose()
        await pass_days(self._store, self._clock, days)

    async def becomes_mentor(self, who: str, place: str) -> None:
        await made_mentor(self._store.mentoring, HERE, named(who), who)

    async def is_mentor_no_longer(self, who: str, place: str) -> None:
        await unmade_mentor(self._store.mentoring, HERE, named(who))

    async def looks_after(self, mentor: str, mentees: Sequence[str]) -> None:
        for one in mentees:
            names = f"{mentor} {one}"
            await shares_all(self._store, named(mentor), named(one), HERE, names)

    async def lives_in(self, who: str, place: str, *, too: bool) -> None:
        raise NotImplementedError("a machine is one place")

    def sees(self, who: str) -> Sequence[str]:
        return [self.read(self._seen[who])] if self._seen[who] else []

    def in_public(self) -> Sequence[str]:
        return []


class AsJson(AtOneMachine):
    """The same, where a program reads it."""

    def read(self, text: str) -> str:
        """The words of its cards, with what can be chosen."""
        told = [json.loads(line) for line in text.splitlines()]
        assert [one["type"] for one in told].count("turn-end") <= 1
        assert not told or told[-1] == {"type": "turn-end"}
        chosen = (choice["label"] for one in told for choice in one.get("choices", ()))
        return "\n".join([*(one["body"] for one in told if "body" in one), *chosen])


def on_a_screen(catalog: Catalog, folder: Path) -> tuple[Surface, Out]:
    """A narrow one."""
    out = StringIO()
    return Screen(Console(file=out, width=WIDTH), catalog, folder), out


def as_json() -> tuple[Surface, Out]:
    """One that programs read."""
    out = BytesIO()
    return JsonLines(out), out


@pytest.mark.parametrize("path", stories(OF_SEVERAL), ids=lambda path: path.stem)
async def test_a_story_of_several_on_the_screen(
    path: Path,
    store: SqliteStore,
    catalog: Catalog,
    clock: FakeClock,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    stage = AtOneMachine(store, catalog, clock, lambda: on_a_screen(catalog, tmp_path))

    async with aclosing(stage):
        await play(steps(path), stage, caplog)


@pytest.mark.parametrize("path", stories(OF_SEVERAL), ids=lambda path: path.stem)
async def test_a_story_of_several_as_json_lines(
    path: Path,
    store: SqliteStore,
    catalog: Catalog,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    stage = AsJson(store, catalog, clock, as_json)

    async with aclosing(stage):
        await play(steps(path), stage, caplog)

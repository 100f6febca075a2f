import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter

from bot.clock import SystemClock
from bot.store.new_messages import message_key
from tests.fakes.crowd import Line, address
from tests.fakes.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
LONGEST_THOUGHT = 0.02
"""Seconds between an acknowledgement and what the same person does next, at most."""

LONGEST_LINE = 1_000_000
WORDS = ("/whichrole", "help", "back", "1", "2", "skip", "why", "SQL and dashboards", "xyzzy")


class Townsman:
    """Somebody who clicks, types, clicks twice and clicks on old cards, as it happens.

    Attributes:
        cards: what was shown to them, in order, by all processes.
        sent: every line that they ever sent, by its key.
        acknowledged: the keys of those that were acknowledged.
    """

    def __init__(self, name: str, random: Random) -> None:
        self.name = name
        self.cards: list[Line] = []
        self.sent: dict[str, Line] = {}
        self.acknowledged: set[str] = set()
        self._random = random
        self._numbers = count()

    @property
    def unanswered(self) -> list[Line]:
        """What a platform would send again, as nobody acknowledged it."""
        return [line for key, line in self.sent.items() if key not in self.acknowledged]

    def acts(self) -> list[Line]:
        """What they do next: one thing, now and then two at once."""
        number = 2 if self._random.random() < 0.05 else 1
        return [self._does(self._deed()) for _ in range(number)]

    def an_old_one(self) -> list[Line]:
        """Now and then, something that was acknowledged and is sent again all the same."""
        if not self.acknowledged or self._random.random() < 0.7:
            return []
        return [self.sent[self._random.choice(sorted(self.acknowledged))]]

    def thinks(self) -> float:
        return self._random.uniform(0, LONGEST_THOUGHT)

    def types(self, text: str) -> Line:
        """Words under no card in particular."""
        return self._does({"text": text})

    def _does(self, deed: Line) -> Line:
        line = {
            "as": self.name,
            "key": f"{self.name}-{next(self._numbers)}",
            "at": SystemClock().now().isoformat(),
            "place": None,
            **deed,
        }
        self.sent[line["key"]] = line
        return line

    def _deed(self) -> Line:
        if not self.cards:
            return {"text": "/whichrole"}
        card = self.cards[-1]
        if self._random.random() < 0.05:
            card = self._random.choice(self.cards[-5:])
        if card["result"] and self._random.random() < 0.8:
            return {"text": "restart", "place": card["place"]}
        if not card["choices"] or self._random.random() < 0.1:
            return {"text": self._random.choice(WORDS), "place": card["place"]}
        return {"choose": [self._random.choice(card["choices"])], "place": card["place"]}


class Town:
    """People who are served by one process after the other.

    Attributes:
        people: by name.
        heard: who got the message of which key, in order of arrival.
        pids: of the processes.
        in_flight: how many events nobody had acknowledged, at each end of a process.
        recoveries: seconds from a start to the first card that answers a new event.
    """

    def __init__(self, people: int, random: Random) -> None:
        names = [f"person {number}" for number in range(people)]
        self.people = {name: Townsman(name, Random(random.random())) for name in names}
        self.heard: list[tuple[str, str]] = []
        self.pids: list[int] = []
        self.in_flight: list[int] = []
        self.recoveries: list[float] = []
        self.random = random

    @asynccontextmanager
    async def served(self, database: Path, ahead: float) -> AsyncIterator["Serving"]:
        """A new process, which is gone when the block is left."""
        command = (sys.executable, "-m", "tests.fakes.crowd", str(database))
        started = perf_counter()
        process = await asyncio.create_subprocess_exec(
            *command,
            str(self.random.getrandbits(32)),
            str(ahead),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
            limit=LONGEST_LINE,
        )
        self.pids.append(process.pid)
        serving = Serving(self, process, started)
        try:
            yield serving
        finally:
            if process.returncode is None:
                process.kill()
            await serving.ended()


class Serving:
    """A process that serves a town; what it says is noted with whom it concerns.

    Attributes:
        ready: it has opened its file.
        answering: it has acknowledged something.
        shown: how many cards it has written.
    """

    def __init__(self, town: Town, process: asyncio.subprocess.Process, started: float) -> None:
        self.ready = asyncio.Event()
        self.answering = asyncio.Event()
        self.shown = 0
        self._town = town
        self._process = process
        self._started = started
        self._awaited: dict[str, asyncio.Event] = {}
        self._new: set[str] = set()
        self._recovers = True
        self._listening = asyncio.create_task(self._listen())

    @asynccontextmanager
    async def talking(self) -> AsyncIterator[None]:
        """Everybody talks inside, all at once."""
        talks = [asyncio.create_task(self._talk(one)) for one in self._town.people.values()]
        try:
            yield
        finally:
            for talk in talks:
                talk.cancel()
            ended = await asyncio.gather(*talks, return_exceptions=True)
            waiting = [
                one for person in self._town.people.values() for one in person.unanswered
            ]
            self._town.in_flight.append(len(waiting))
        for one in ended:
            assert isinstance(one, asyncio.CancelledError), one

    async def answers_for(self, seconds: float) -> None:
        """So much time passes from the first acknowledgement on."""
        async with asyncio.timeout(PATIENCE):
            await self.answering.wait()
        await asyncio.sleep(seconds)

    async def rests(self) -> None:
        """Nobody talks to it at first, so nothing is told of how soon it was back at work."""
        self._recovers = False
        await self.ready.wait()

    async def kill(self) -> None:
        """End it with SIGKILL; what it has written by then is noted."""
        self._process.kill()
        await self.ended()

    async def terminate(self) -> tuple[int, float]:
        """Ask it to end; its exit code, and how many seconds it took."""
        start = perf_counter()
        self._process.terminate()
        async with asyncio.timeout(PATIENCE):
            code = await self.ended()
        return code, perf_counter() - start

    async def ended(self) -> int:
        """Wait for its end; its exit code."""
        code = await self._process.wait()
        await self._listening
        return code

    async def _talk(self, person: Townsman) -> None:
        """What nobody acknowledged comes again, as from a platform; then life goes on."""
        await self.send([*person.unanswered, *person.an_old_one()])
        while True:
            await asyncio.sleep(person.thinks())
            new = person.acts()
            self._new |= {message_key(address(person.name), line["key"], 0) for line in new}
            await self.send(new)

    async def send(self, lines: Sequence[Line]) -> None:
        """Write these at once, and wait until each is acknowledged."""
        awaited = {line["key"]: asyncio.Event() for line in lines}
        self._awaited |= awaited
        assert self._process.stdin is not None
        with suppress(ConnectionError):  # it was killed; nobody will acknowledge anything
            self._process.stdin.write(
                b"".join(json.dumps(one).encode() + b"\n" for one in lines)
            )
            await self._process.stdin.drain()
        for acknowledged in awaited.values():
            await acknowledged.wait()

    async def _listen(self) -> None:
        assert self._process.stdout is not None
        async for raw in self._process.stdout:
            if raw.endswith(b"\n"):  # what was cut off by its death says nothing
                self._note(json.loads(raw))

    def _note(self, line: Line) -> None:
        match line:
            case {"ready": _}:
                self.ready.set()
            case {"ack": key}:
                self._town.people[key.rsplit("-", 1)[0]].acknowledged.add(key)
                self._awaited[key].set()
                self.answering.set()
            case {"to": name, "key": key}:
                self.shown += 1
                self._town.heard.append((name, key))
                self._town.people[name].cards.append(line)
                if key in self._new and self._recovers:
                    self._town.recoveries.append(perf_counter() - self._started)
                    self._recovers = False
            case _:
                raise AssertionError(line)

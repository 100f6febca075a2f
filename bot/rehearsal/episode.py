"""One episode: some minutes among faults, a rest, and a look at everything."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.catalog import Catalog
from bot.rehearsal.arrivals import Post
from bot.rehearsal.books import Books
from bot.rehearsal.clock import SimulatedClock
from bot.rehearsal.faults import Fates, Fault, Injected
from bot.rehearsal.file import File
from bot.rehearsal.life import LIFE, Life
from bot.rehearsal.listening import listening
from bot.rehearsal.loop import SimulatedLoop, Stalled
from bot.rehearsal.people import CANARY, NAMES, Person
from bot.rehearsal.platforms import Platform
from bot.rehearsal.promises import Witness
from bot.rehearsal.trace import Trace
from bot.rehearsal.weather import TICK, Weather
from bot.rehearsal.world import Violation, World
from bot.store.rehearsed.onlooker import Locker, Onlooker

FAULTY_SECONDS = 180.0
"""How long faults happen."""

TICKS_BETWEEN_LOOKS = 4
"""How often messages of which nobody knows are held against their causes: it takes a while."""

LONGEST_REST = 900.0
"""Simulated seconds without faults after which everything must have come to its end."""

NIGHT_AFTER = 240.0
"""Seconds of rest after which a day passes at once: what a moved clock had put off is due."""

PLATFORMS = {"harbour": ("north", "south", "west"), "meadow": ("east", "mill")}
HASTE = (2.0, 8.0)
"""Mean seconds between two actions of one device, by person."""


@dataclass(frozen=True, slots=True)
class Played:
    """How an episode went.

    Attributes:
        facts: its trace, without the faults.
        digest: one word for them.
        injected: its faults, in order.
        violations: at most one.
        answer_seconds: how long each event waited for its answer.
        lives: how often the program was started.
        differs: something else happened than was expected.
    """

    facts: Sequence[str]
    digest: str
    injected: Sequence[Injected]
    violations: Sequence[Violation]
    answer_seconds: Sequence[float]
    lives: int
    differs: bool


def play(
    seed: int,
    number: int,
    file: File,
    catalog: Catalog,
    without: Injected | None = None,
    expected: Sequence[str] | None = None,
) -> Played:
    """Play one episode.

    Args:
        seed: of the rehearsal.
        number: which episode of it.
        file: where; what an earlier episode left there goes.
        catalog: what is asked.
        without: this one of its faults does not happen.
        expected: facts of another run; it ends as soon as something else happens.
    """
    loop = SimulatedLoop()
    fates = Fates(f"{seed}/{number}", without)
    clock = SimulatedClock(loop)
    world = World(seed, number, loop, clock, fates, Trace(loop, clock, expected))
    with file.of_an_episode() as (onlooker, locker), listening(CANARY, world.broken):
        episode = Episode(world, file, catalog, onlooker, locker)
        try:
            episode.run()
        finally:
            episode.clear_away()
    return Played(
        world.trace.facts,
        world.trace.digest(),
        fates.injected,
        world.violations,
        world.answer_seconds,
        episode.lives,
        world.trace.differs,
    )


class Episode:
    """Everybody in it.

    Attributes:
        lives: how often the program was started.
    """

    def __init__(
        self, world: World, file: File, catalog: Catalog, onlooker: Onlooker, locker: Locker
    ) -> None:
        self.lives = 0
        self._world = world
        self._file = file
        self._catalog = catalog
        self._random = Random(f"{world.seed}/{world.episode}/episode")  # noqa: S311
        self._life: Life | None = None
        self._books = Books(onlooker)
        self._events: dict[str, Any] = {}
        self._witness = Witness(world, catalog, self._books, self._events)
        self._weather = Weather(world, locker, self._witness.shaken)
        self._platforms = {
            name: Platform(name, world, communities, repeats_clicks=name == "harbour")
            for name, communities in PLATFORMS.items()
        }
        self._posts = {
            name: Post(platform, world, self._hearer, self._witness.acknowledged)
            for name, platform in self._platforms.items()
        }
        self._events |= {name: post.events for name, post in self._posts.items()}
        self._people = list(self._crowd())
        world.loop.set_task_factory(_adopted)
        world.loop.set_exception_handler(self._unexpected)

    def run(self) -> None:
        """Until everything is checked, or a promise is broken."""
        loop = self._world.loop
        story = loop.create_task(self._story())
        story.add_done_callback(lambda _: loop.stop())
        try:
            loop.run_forever()
        except Stalled as problem:
            self._world.broken("I9", str(problem))
        if story.done() and not story.cancelled():
            story.result()
        self._world.trace.close()

    def clear_away(self) -> None:
        """Let every task end, without any effect."""
        self._world.trace.close()
        if self._life is not None and self._life.is_alive:
            self._life.end()
        loop = self._world.loop
        while tasks := asyncio.all_tasks(loop):
            for task in tasks:
                task.cancel()
            loop.call_soon(loop.stop)
            loop.run_forever()
        loop.close()

    async def _story(self) -> None:
        self._start()
        lives = [
            self._world.loop.create_task(person.live())
            for person in self._people
            for _ in range(self._random.choice((1, 1, 2)))
        ]
        until = self._world.now() + FAULTY_SECONDS
        while self._world.now() < until:
            await asyncio.sleep(TICK)
            self._pass_by()
        for one in lives:
            one.cancel()
        self._world.fates.over = True
        self._weather.clear()
        await self._rest()
        self._check(have_pressed=False)
        for person in self._people:
            person.mailbox.closed_until = 0.0
            person.press_newest()
        await self._rest()
        self._check(have_pressed=True)

    def _unexpected(self, _loop: asyncio.AbstractEventLoop, found: dict[str, Any]) -> None:
        """Something was raised, and nobody waited for it."""
        self._world.unexpected(found.get("exception"), found["message"])

    def _pass_by(self) -> None:
        """Some time has passed: the machine does what it does, and jobs have their rounds."""
        self._weather.tick()
        if not round(self._world.now() / TICK) % TICKS_BETWEEN_LOOKS:
            self._witness.look_for_doubts()
        if self._life is None or not self._life.is_alive:
            return
        if self._random.random() < WARNINGS:
            person = self._random.choice(self._people)
            period = f"{int(self._world.now()) // 20}"
            self._life.warn(person.mailbox.account, period)
        self._life.dies(Fault.CRASH_IN_FLIGHT, "while it sleeps")

    async def _rest(self) -> None:
        """Let time pass until nobody waits for anything (I4)."""
        began = self._world.now()
        while not self._is_at_rest():
            waited = self._world.now() - began
            if waited > LONGEST_REST:
                left = ", ".join(self._books.waiting())
                told = (
                    f"no rest after {LONGEST_REST} s: {left or 'something is kept in memory'}"
                )
                self._world.broken("I4" if left else "I9", told)
            if waited > NIGHT_AFTER and not self._weather.is_next_day:
                self._weather.let_a_day_pass()
            await asyncio.sleep(1)
            self._witness.look_for_doubts()

    def _is_at_rest(self) -> bool:
        return (
            self._life is not None
            and self._life.is_alive
            and not any(post.open for post in self._posts.values())
            and not self._books.waiting()
            and self._life.at_rest()
        )

    def _check(self, *, have_pressed: bool) -> None:
        self._witness.check()
        self._witness.check_ends()
        mailboxes = [person.mailbox for person in self._people]
        self._witness.check_seen(mailboxes, have_pressed=have_pressed)

    def _start(self) -> None:
        """Begin a life, as whoever keeps the program running does."""
        self.lives += 1
        self._world.trace.fault(f"the program starts for the {self.lives}. time")
        self._life = Life(
            self._world,
            self._catalog,
            self._file,
            self._platforms,
            self._weather,
            self._witness,
            self._mourn,
        )
        self._life.begin()

    def _mourn(self) -> None:
        """The program is dead; it is started again in a while."""
        self._world.later(self._random.uniform(0.05, 1), self._start_again)

    def _start_again(self) -> None:
        if not self._world.is_over:
            self._witness.check()
            self._start()

    def _hearer(self) -> Life | None:
        return self._life if self._life is not None and self._life.is_alive else None

    def _crowd(self) -> "Any":
        places = [(p, c) for p in self._platforms.values() for c in p.communities]
        for number, name in enumerate(NAMES):
            platform, community = places[number % len(places)]
            mailbox = platform.join(name, f"U-{CANARY}-{name}", community)
            post = self._posts[platform.name]
            yield Person(mailbox, post, self._world, self._random.uniform(*HASTE))


WARNINGS = 0.5
"""How likely a job orders a scheduled message in a tick."""


def _adopted(loop: asyncio.AbstractEventLoop, work: Any, **options: Any) -> "asyncio.Task[Any]":
    """A task that lives and dies with the life that began it."""
    task = asyncio.Task(work, loop=loop, **options)
    context = options.get("context")
    life = LIFE.get(None) if context is None else context.get(LIFE)
    if life is not None:
        life.adopt(task)
    return task

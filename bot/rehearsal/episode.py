"""One episode: some minutes among faults, a rest, and a look at everything."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.catalog import Catalog
from bot.rehearsal.clock import SimulatedClock
from bot.rehearsal.faults import Fates, Fault, Injected
from bot.rehearsal.file import File
from bot.rehearsal.listening import listening
from bot.rehearsal.loop import SimulatedLoop
from bot.rehearsal.people import CANARY, NAMES, Person, user_of
from bot.rehearsal.promises import Witness
from bot.rehearsal.scene import Scene
from bot.rehearsal.trace import Trace
from bot.rehearsal.weather import TICK
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

WARNINGS = 0.5
"""How likely a job orders a scheduled message in a tick."""

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
    with file.of_an_episode() as others, listening(CANARY, world.broken):
        episode = Episode(world, file, catalog, others)
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


class Episode(Scene[Witness]):
    """Everybody in it."""

    def __init__(
        self,
        world: World,
        file: File,
        catalog: Catalog,
        others: tuple[Onlooker, Locker],
    ) -> None:
        super().__init__(world, "episode", file, catalog, others, Witness)
        self._people = list(self._crowd())

    async def story(self) -> None:
        """See ``Scene.story``."""
        self.start()
        lives = [
            self.world.loop.create_task(person.live())
            for person in self._people
            for _ in range(self.random.choice((1, 1, 2)))
        ]
        until = self.world.now() + FAULTY_SECONDS
        while self.world.now() < until:
            await asyncio.sleep(TICK)
            self._pass_by()
        for one in lives:
            one.cancel()
        self.world.fates.over = True
        self.weather.clear()
        await self._rest()
        self._check(have_pressed=False)
        for person in self._people:
            person.mailbox.closed_until = 0.0
            person.press_newest()
        await self._rest()
        self._check(have_pressed=True)

    def _pass_by(self) -> None:
        """Some time has passed: the machine does what it does, and jobs have their rounds."""
        self.weather.tick()
        if not round(self.world.now() / TICK) % TICKS_BETWEEN_LOOKS:
            self.witness.look_for_doubts()
        if self.life is None or not self.life.is_alive:
            return
        if self.random.random() < WARNINGS:
            person = self.random.choice(self._people)
            period = f"{int(self.world.now()) // 20}"
            self.life.warn(person.mailbox.account, period)
        self.life.dies(Fault.CRASH_IN_FLIGHT, "while it sleeps")

    async def _rest(self) -> None:
        """Let time pass until nobody waits for anything (I4)."""
        began = self.world.now()
        while not self._is_at_rest():
            waited = self.world.now() - began
            if waited > LONGEST_REST:
                left = ", ".join(self.books.waiting())
                told = (
                    f"no rest after {LONGEST_REST} s: {left or 'something is kept in memory'}"
                )
                self.world.broken("I4" if left else "I9", told)
            if waited > NIGHT_AFTER and not self.weather.is_next_day:
                self.weather.let_a_day_pass()
            await asyncio.sleep(1)
            self.witness.look_for_doubts()

    def _is_at_rest(self) -> bool:
        return self.works and not self.books.waiting()

    def _check(self, *, have_pressed: bool) -> None:
        self.witness.check()
        self.witness.check_ends()
        mailboxes = [person.mailbox for person in self._people]
        self.witness.check_seen(mailboxes, have_pressed=have_pressed)

    def _crowd(self) -> "Any":
        places = [(p, c) for p in self.platforms.values() for c in p.communities]
        for number, name in enumerate(NAMES):
            platform, community = places[number % len(places)]
            mailbox = platform.join(name, user_of(name), community)
            post = self.posts[platform.name]
            yield Person(mailbox, post, self.world, self.random.uniform(*HASTE))

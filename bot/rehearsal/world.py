"""What everybody in an episode shares: time, fate, the trace, and the first broken promise."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from traceback import extract_tb

from bot.rehearsal.clock import SimulatedClock
from bot.rehearsal.faults import Fates
from bot.rehearsal.trace import Trace

STEPS_TOLD = 60


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that was broken, and how it came to that.

    Attributes:
        promise: its id in FAILURES, or the case's.
        told: what is wrong, as one sentence.
        seed: of the rehearsal.
        episode: which one of it.
        steps: the last lines of its trace.
    """

    promise: str
    told: str
    seed: int
    episode: int
    steps: tuple[str, ...]

    def __str__(self) -> str:
        steps = "\n".join(f"  {step}" for step in self.steps)
        return (
            f"{steps}\n{self.promise}: {self.told} (seed {self.seed}, episode {self.episode})"
        )


@dataclass(slots=True)
class World:
    """One episode's surroundings.

    Attributes:
        seed: of the rehearsal.
        episode: which one of it.
        loop: the simulated one.
        clock: the program's wall clock.
        fates: decides about faults.
        trace: what happened.
        violations: promises that were broken; the first one ends the episode.
        answer_seconds: how long each event waited for its answer.
    """

    seed: int
    episode: int
    loop: asyncio.AbstractEventLoop
    clock: SimulatedClock
    fates: Fates
    trace: Trace
    violations: list[Violation] = field(default_factory=list)
    answer_seconds: list[float] = field(default_factory=list)

    def now(self) -> float:
        """Simulated seconds since the episode began."""
        return self.loop.time()

    def later(self, seconds: float, act: Callable[[], object]) -> None:
        """Do something in a while, whoever is dead by then."""
        self.loop.call_later(seconds, act)

    def broken(self, promise: str, told: str) -> None:
        """A promise is broken: the episode ends here."""
        if not self.violations:
            self.trace.fact(f"{promise} is broken: {told}")
            steps = self.trace.last(STEPS_TOLD)
            self.violations.append(Violation(promise, told, self.seed, self.episode, steps))
            self.trace.close()
        self.loop.stop()

    def unexpected(self, problem: BaseException | None, told: str) -> None:
        """Something was raised that nobody waits for."""
        frames = extract_tb(problem.__traceback__) if problem else []
        where = f" in {frames[-1].name}" if frames else ""
        self.broken("I9", f"nobody waited for {problem!r}{where}: {told}")

    @property
    def is_over(self) -> bool:
        """Nothing more can be learned."""
        return bool(self.violations) or self.trace.differs

"""A rehearsal: episode after episode, until so many faults have happened.

For some of the faults the same episode is played once more without this one, to see whether
it changes anything: a fault that never does would test nothing.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from random import Random

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.paths import content_folder
from bot.rehearsal.episode import Played, play
from bot.rehearsal.faults import Fault, Injected
from bot.rehearsal.file import File, rehearsed_file
from bot.rehearsal.world import Violation

SAMPLED = 0.01
"""The share of the faults that are left out once."""

Tell = Callable[[int], None]
"""Is told how many faults there were so far."""


@dataclass(slots=True)
class Rehearsed:
    """What came of one or several rehearsals.

    Attributes:
        seeds: which.
        episodes: how many.
        lives: how often the program was started.
        facts: how many lines their traces have.
        happened: faults by kind.
        sampled: faults that were left out once, by kind.
        changed: those of them without which something else happened, by kind.
        answers: events by the milliseconds after which they were answered.
        violations: broken promises; a rehearsal ends with the first.
    """

    seeds: list[int] = field(default_factory=list)
    episodes: int = 0
    lives: int = 0
    facts: int = 0
    happened: Counter[Fault] = field(default_factory=Counter)
    sampled: Counter[Fault] = field(default_factory=Counter)
    changed: Counter[Fault] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)

    def note(self, played: Played) -> None:
        """Add an episode."""
        self.episodes += 1
        self.lives += played.lives
        self.facts += len(played.facts)
        self.happened.update(injected.fault for injected in played.injected)
        self.answers.update(round(seconds * 1000) for seconds in played.answer_seconds)
        self.violations += played.violations

    def add(self, other: "Rehearsed") -> None:
        """Add another rehearsal."""
        self.seeds += other.seeds
        self.episodes += other.episodes
        self.lives += other.lives
        self.facts += other.facts
        self.happened += other.happened
        self.sampled += other.sampled
        self.changed += other.changed
        self.answers += other.answers
        self.violations += other.violations


def rehearse(
    seed: int, faults: int, *, sampled: float = SAMPLED, tell: Tell = lambda _: None
) -> Rehearsed:
    """Play episodes until so many faults have happened, or a promise is broken.

    Args:
        seed: the same one plays the same.
        faults: at least so many.
        sampled: the share of the faults that are left out once.
        tell: is called after each episode.
    """
    rehearsed = Rehearsed(seeds=[seed])
    random = Random(f"{seed}/sample")
    with rehearsed_file() as file:
        for number in count():
            played = play(seed, number, file, shipped())
            rehearsed.note(played)
            happened = rehearsed.happened.total()
            tell(happened)
            if happened >= faults or rehearsed.violations:
                return rehearsed
            for injected in played.injected:
                if random.random() < sampled:
                    _leave_out(injected, seed, number, file, played, rehearsed)
    raise AssertionError  # episodes never run out


def violations(seed: int, faults: int) -> list[Violation]:
    """What breaks within so many faults; nothing, unless there is a bug."""
    return rehearse(seed, faults, sampled=0).violations


@cache
def shipped() -> Catalog:
    """The questions that members are asked."""
    return load(content_folder())


def _leave_out(
    injected: Injected,
    seed: int,
    number: int,
    file: File,
    played: Played,
    rehearsed: Rehearsed,
) -> None:
    """Play the episode without this fault, as long as the same things happen."""
    again = play(seed, number, file, shipped(), without=injected, expected=played.facts)
    rehearsed.sampled[injected.fault] += 1
    rehearsed.changed[injected.fault] += again.differs
    rehearsed.violations += again.violations

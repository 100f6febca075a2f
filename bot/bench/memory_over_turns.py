"""Whether a program that runs for long needs more and more memory (I9).

The floor is the same process after a fifth of its turns, when every cache is warm. A child of
ours is measured, because our own memory holds what other measurements left.
"""

import sys
from pathlib import Path

from bot.bench.measured import Benchmark, Measured, Sizes, Tell, against_floor
from bot.bench.places import scratch_folder
from bot.bench.programs import running

MEGABYTE = 1_000_000
LONGEST_SECONDS = 900.0


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """Resident memory at the end of a life, in MB of 1,000,000 bytes; one life is enough."""
    tell(0, 1)
    with scratch_folder() as folder:
        young_and_old = lived(folder / "life", sizes.crowd, sizes.life)
    tell(1, 1)
    return against_floor("held", [young_and_old])


def lived(report: Path, members: int, turns: int) -> tuple[float, float]:
    """What a program held after a fifth of so many turns, and after all.

    Raises:
        ProgramFailed: it did not come to its end.
    """
    told = (str(report), str(members), str(turns))
    command = (sys.executable, "-m", "bot.bench.long_life", *told)
    with running(command, LONGEST_SECONDS) as program:
        program.finish()
    young, old = (int(one) / MEGABYTE for one in report.read_text().split())
    return young, old


BENCHMARK = Benchmark(
    name="memory_over_turns",
    says="memory in use after 100,000 turns; floor: the same program after 20,000",
    unit="MB",
    figures=("held",),
    has_floor=True,
    measure=measure,
)

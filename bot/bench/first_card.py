"""From the start of ``chat --jsonl`` to the first card, for somebody who comes back."""

from pathlib import Path
from time import perf_counter

from bot.bench.measured import Benchmark, Measured, Sizes, Tell, against_floor, alternated
from bot.bench.places import scratch_folder
from bot.bench.programs import OPEN, chat, empty_interpreter, running, seconds_to_finish


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """Seconds, with the database migrated and a conversation in it."""
    with scratch_folder() as folder:
        database = folder / "known.db"
        _begin(database)
        pairs = alternated(
            sizes.runs,
            sizes.spare,
            lambda: seconds_to_finish(empty_interpreter()),
            lambda: _seconds(database),
            tell,
        )
    return against_floor("median", pairs)


def _begin(database: Path) -> None:
    """Make the database and start a conversation in it."""
    with running(chat(database)) as program:
        program.say(OPEN)
        program.card()
        program.finish()


def _seconds(database: Path) -> float:
    start = perf_counter()
    with running(chat(database)) as program:
        program.card()
        seconds = perf_counter() - start
        program.finish()
    return seconds


BENCHMARK = Benchmark(
    name="first_card",
    says="from the start of `chat` to the card that stood; floor: a Python that does nothing",
    unit="s",
    figures=("median",),
    has_floor=True,
    measure=measure,
)

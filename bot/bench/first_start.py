"""From the start of ``chat --jsonl`` to the first card, with no database yet."""

from itertools import count
from time import perf_counter

from bot.bench.measured import Benchmark, Measured, Sizes, Tell, against_floor, alternated
from bot.bench.places import scratch_folder
from bot.bench.programs import OPEN, chat, empty_interpreter, running, seconds_to_finish


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """Seconds, migrations included; the member opens before the program is ready."""
    with scratch_folder() as folder:
        numbers = count()

        def ours() -> float:
            start = perf_counter()
            with running(chat(folder / f"new-{next(numbers)}.db")) as program:
                program.say(OPEN)
                program.card()
                seconds = perf_counter() - start
                program.finish()
            return seconds

        pairs = alternated(
            sizes.runs,
            sizes.spare,
            lambda: seconds_to_finish(empty_interpreter()),
            ours,
            tell,
        )
    return against_floor("median", pairs)


BENCHMARK = Benchmark(
    name="first_start",
    says="the same with no database yet, migrations included",
    unit="s",
    figures=("median",),
    has_floor=True,
    measure=measure,
)

"""``whichrole --help``, from the start of the process to its end."""

from bot.bench.measured import Benchmark, Measured, Sizes, Tell, against_floor, alternated
from bot.bench.programs import empty_interpreter, seconds_to_finish, whichrole


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """Seconds of wall time."""
    pairs = alternated(
        sizes.runs,
        sizes.spare,
        lambda: seconds_to_finish(empty_interpreter()),
        lambda: seconds_to_finish(whichrole("--help")),
        tell,
    )
    return against_floor("median", pairs)


BENCHMARK = Benchmark(
    name="help",
    says="the whole of `whichrole --help`",
    unit="s",
    figures=("median",),
    has_floor=True,
    measure=measure,
)

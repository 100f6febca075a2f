"""The whole program under many people on Slack, over real sockets on this machine.

The small Slack that tells and takes everything is the tests' own, and so are its people; they
run as a process, ``python -m tests.load``, because they must not share our interpreter. Where
the program was installed without its tests, none of this can be measured.
"""

import json
import sys
from functools import partial

from bot.bench.measured import (
    Benchmark,
    Measured,
    Sizes,
    Tell,
    against_floor,
    counted,
    spread,
)
from bot.bench.places import scratch_folder
from bot.bench.programs import running

NEEDS = "tests.load"
MEGABYTE = 1_000_000
LONGEST_SECONDS = 900.0

Found = dict[str, float]
"""The figures of one round, in seconds or bytes, and ``floor``."""

MOMENT = ("p99", "max", "p50", "cardp99", "cardmax")


def of_rounds(part: str, figures: tuple[str, ...], sizes: Sizes, tell: Tell) -> Measured:
    """So many rounds of one part, each with a new program and a new platform."""
    many = sizes.room if part == "workshop" else sizes.crowd
    return of_many(part, figures, many, sizes, tell)


def of_many(
    part: str, figures: tuple[str, ...], many: int, sizes: Sizes, tell: Tell
) -> Measured:
    """So many rounds of one part with so many people."""
    rounds = counted(sizes.visits, 0, partial(found, part, many), tell)
    headline = figures[0]
    return Measured(
        figures={name: spread(one[name] for one in rounds) for name in figures},
        floor=spread(one["floor"] for one in rounds),
        ratio=spread(one[headline] / one["floor"] for one in rounds),
    )


def memory(sizes: Sizes, tell: Tell) -> Measured:
    """What the program holds after a tenth of the people, and after all; once is enough."""
    tell(0, 1)
    told = found("memory", sizes.strangers)
    tell(1, 1)
    return against_floor("held", [(told["floor"] / MEGABYTE, told["held"] / MEGABYTE)])


def found(part: str, many: int) -> Found:
    """What one round of a part finds with so many people.

    Raises:
        ProgramFailed: it did not come to its end.
    """
    with scratch_folder() as folder:
        report = folder / "report"
        command = (sys.executable, "-m", NEEDS, part, str(report), str(many))
        with running(command, LONGEST_SECONDS) as program:
            program.finish()
        return dict(json.loads(report.read_text()))


def _moment(name: str, says: str, part: str) -> Benchmark:
    return Benchmark(
        name=name,
        says=says,
        unit="s",
        figures=MOMENT,
        has_floor=True,
        measure=partial(of_rounds, part, MOMENT),
        needs=NEEDS,
    )


WORDS = _moment(
    "slack_words",
    "1,000 people say a word in one moment, until heard; floor: a program that only hears",
    "words",
)
CLICKS = _moment(
    "slack_clicks",
    "1,000 people press in one moment, until heard; floor: a program that only hears",
    "clicks",
)
WORKSHOP = Benchmark(
    name="slack_workshop",
    says="30 people click through the quiz, until the next card; floor: without rate limits",
    unit="s",
    figures=("p50", "p99"),
    has_floor=True,
    measure=partial(of_rounds, "workshop", ("p50", "p99")),
    needs=NEEDS,
)
MEMORY = Benchmark(
    name="slack_memory",
    says="memory after 10,000 people's conversations; floor: the same program after 1,000",
    unit="MB",
    figures=("held",),
    has_floor=True,
    measure=memory,
    needs=NEEDS,
)

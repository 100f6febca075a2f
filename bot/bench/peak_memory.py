"""The most memory that ``chat`` ever holds between its very first start and a summary.

The first start is the larger one, because the migrations run in it. Both faces are measured:
the screen that a person sees, and JSON lines. Each is also sent a line that is too long.
"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

from bot.adapters.terminal.keyboard import LONGEST_LINE
from bot.bench.measured import Benchmark, Measured, Sizes, Tell, against_floor, counted, spread
from bot.bench.places import scratch_folder
from bot.bench.programs import (
    FIRST_CHOICE,
    OPEN,
    ProgramFailed,
    chat,
    empty_interpreter,
    reporting_peak,
    running,
)

MEGABYTE = 1_000_000
TOO_LONG = {"text": "x" * (2 * LONGEST_LINE)}
MOST_TURNS = 100


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """Peak resident memory in MB of 1,000,000 bytes, with a new database each time."""
    with scratch_folder() as folder:
        numbers = count()

        def once() -> tuple[float, float, float]:
            number = next(numbers)
            turns, jsonl = _lines(folder / f"lines-{number}.db")
            screen = _screen(folder / f"screen-{number}.db", turns)
            return _floor(folder / "floor.peak"), screen, jsonl

        peaks = counted(sizes.runs, sizes.spare, once, tell)
    against = against_floor("screen", [(floor, screen) for floor, screen, _ in peaks])
    jsonl = spread(peak for _, _, peak in peaks)
    return replace(against, figures={**against.figures, "jsonl": jsonl})


def _lines(database: Path) -> tuple[int, float]:
    """Answer until the summary comes: how many lines that took, and the peak."""
    report = database.with_suffix(".peak")
    with running(reporting_peak(report, chat(database))) as program:
        program.turn()
        program.say(TOO_LONG)
        program.turn()
        program.say(OPEN)
        for turns in range(MOST_TURNS):
            if any("result" in card for card in program.turn()):
                program.finish()
                return turns, _megabytes(report)
            program.say(FIRST_CHOICE)
    raise ProgramFailed(chat(database), f"no summary after {MOST_TURNS} answers")


def _screen(database: Path, turns: int) -> float:
    """The same walk on the screen, where the first card comes by itself."""
    report = database.with_suffix(".peak")
    command = chat(database, jsonl=False)
    with running(reporting_peak(report, command)) as program:
        words = f"{FIRST_CHOICE['text']}\n" * turns
        program.finish(f"{TOO_LONG['text']}\n{words}".encode())
    with closing(sqlite3.connect(database)) as connection:
        stages = connection.execute("SELECT stage FROM conversation").fetchall()
    if stages != [("summary",)]:
        raise ProgramFailed(command, f"no summary after {turns} answers")
    return _megabytes(report)


def _floor(report: Path) -> float:
    with running(reporting_peak(report, empty_interpreter())) as program:
        program.finish()
    return _megabytes(report)


def _megabytes(report: Path) -> float:
    return int(report.read_text()) / MEGABYTE


BENCHMARK = Benchmark(
    name="peak_memory",
    says="peak of `chat` from its first start to a summary; floor: an empty Python",
    unit="MB",
    figures=("screen", "jsonl"),
    has_floor=True,
    measure=measure,
)

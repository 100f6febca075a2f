import sys
from pathlib import Path

import pytest

from bot.bench import first_card, first_start, help_command, peak_memory, peak_of_child
from bot.bench.measured import QUICK, Benchmark
from bot.bench.programs import (
    ProgramFailed,
    empty_interpreter,
    environment,
    reporting_peak,
    running,
    seconds_to_finish,
)

pytestmark = pytest.mark.thorough

BALLAST = 100_000_000


@pytest.mark.parametrize(
    "benchmark",
    [
        first_card.BENCHMARK,
        first_start.BENCHMARK,
        help_command.BENCHMARK,
        peak_memory.BENCHMARK,
    ],
    ids=lambda one: one.name,
)
def test_a_program_is_measured_beside_an_empty_interpreter(benchmark: Benchmark) -> None:
    measured = benchmark.measure(QUICK, lambda _done, _of: None)

    assert tuple(measured.figures) == benchmark.figures
    assert measured.floor is not None
    assert measured.ratio is not None
    assert measured.ratio.middle > 1


def test_a_child_is_started_as_a_user_starts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "WHICHROLE_CONTENT"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")

    seen = environment()

    assert not {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "WHICHROLE_CONTENT"} & set(seen)
    assert seen["PYTHONPATH"] == "/somewhere"
    assert "PATH" in seen


def test_what_we_hold_ourselves_is_not_counted_as_the_childs(tmp_path: Path) -> None:
    ballast = b"x" * BALLAST
    report = tmp_path / "peak"

    seconds_to_finish(reporting_peak(report, empty_interpreter()))

    assert len(ballast) > int(report.read_text()) > 1_000_000


def test_what_the_child_held_at_its_peak_is_counted_after_it_let_go(tmp_path: Path) -> None:
    report = tmp_path / "peak"
    command = (sys.executable, "-c", f"ballast = b'x' * {BALLAST}; del ballast")

    seconds_to_finish(reporting_peak(report, command))

    assert int(report.read_text()) > BALLAST


def test_the_exit_code_of_the_child_comes_through(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit(3)"]

    assert peak_of_child.run(str(tmp_path / "peak"), command) == 3


def test_a_program_that_fails_is_told_with_its_last_words() -> None:
    command = (sys.executable, "-c", "import sys; sys.exit('no disk')")

    with pytest.raises(ProgramFailed, match=r"Nothing was measured, .* failed: no disk"):
        seconds_to_finish(command)


def test_a_program_that_ends_without_a_card_is_told(tmp_path: Path) -> None:
    command = reporting_peak(tmp_path / "peak", empty_interpreter())

    with running(command) as program:
        program.say({"text": "hello?"})
        with pytest.raises(ProgramFailed, match="it said nothing"):
            program.card()


def test_a_walk_that_never_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peak_memory, "MOST_TURNS", 1)

    with pytest.raises(ProgramFailed, match="no summary after 1 answers"):
        peak_memory.measure(QUICK, lambda _done, _of: None)

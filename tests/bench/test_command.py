import json
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.bench import bars as bars_of
from bot.bench import durable_turn, registry
from bot.bench.measured import Measured, Spread
from bot.bench.registry import BENCHMARKS
from bot.bench.report import WIDE, Outcome, as_table
from bot.cli import main

pytestmark = pytest.mark.thorough

SHIPPED = bars_of.read(Path(__file__).parents[2] / "bench" / "bars.toml", BENCHMARKS)


def bench(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the command here; its exit code."""
    monkeypatch.setattr(sys, "argv", ["whichrole", "bench", "--quick", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def bars(tmp_path: Path, text: str) -> str:
    path = tmp_path / "bars.toml"
    path.write_text(text)
    return str(path)


def test_json_is_one_object_with_the_machine_and_the_measurements_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = bench(monkeypatch, "--json", "--only", "advance", "--only", "durable_turn")

    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert code == 0
    assert told["machine"]["cores"] >= 1
    assert told["machine"]["python"] == ".".join(map(str, sys.version_info[:3]))
    turn, pure = told["measurements"]
    assert (turn["name"], turn["unit"]) == ("durable_turn", "ms")
    assert {"value", "floor", "ratio", "low", "high"} <= turn.keys()
    assert turn["low"] <= turn["value"] <= turn["high"]
    assert (pure["name"], pure["floor"], pure["ratio"]) == ("advance", None, None)
    assert pure["figures"].keys() == {"p50", "p99", "middle"}
    assert printed.err.splitlines()[0].startswith("durable_turn: ")


def test_a_missed_bar_ends_with_1_and_says_which(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    promised = bars(tmp_path, "[advance]\np50_at_most_ms = 1e-9\np99_at_most_ms = 1e9\n")

    code = bench(monkeypatch, "--json", "--only", "advance", "--bars", promised)

    printed = capsys.readouterr()
    missed = [line for line in printed.err.splitlines() if "the bar is" in line]
    assert code == 1
    assert len(missed) == 1
    assert missed[0].startswith("advance: p50 is ")
    assert missed[0].endswith(" above it.")
    assert json.loads(printed.out)["measurements"]


def test_kept_and_missed_stand_in_the_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = "[advance]\np50_at_most_ms = 1e9\np99_at_most_ms = 1e-9\n[durable_turn]\n"
    promised = bars(tmp_path, text + "ratio_at_most = 1e9\n")

    code = bench(monkeypatch, "--only", "advance", "--only", "durable_turn", "--bars", promised)

    table = capsys.readouterr().out
    half, tail, _ = (line for line in table.splitlines() if "advance" in line)
    (turn,) = (line for line in table.splitlines() if "durable_turn" in line)
    assert code == 1
    assert half.split()[-1] == "kept"
    assert tail.split()[-1] == "missed"
    assert turn.split()[-2:] == ["1e+09x", "kept"]
    assert "cores" in table


def test_a_narrow_table_keeps_what_matters() -> None:
    spread = Spread(1.0, 0.5, 2.0)
    outcome = Outcome(durable_turn.BENCHMARK, Measured({"p50": spread}, spread, spread))
    console = Console(file=StringIO(), width=80)

    console.print(as_table({"cores": 2}, [outcome], console.width))

    assert isinstance(console.file, StringIO)
    table = console.file.getvalue()
    assert "verdict" in table
    assert "0.5-2" not in table


def test_every_measurement_fits_into_a_wide_table() -> None:
    many, few = Spread(23_456.7, 21_234.5, 25_678.9), Spread(0.123456, 0.0987654, 1.23456)
    outcomes = [
        Outcome(
            one,
            Measured(
                dict.fromkeys(one.figures, many if one.unit.endswith("/s") else few),
                floor=few if one.has_floor else None,
                ratio=few if one.has_floor else None,
            ),
            tuple(bar for bar in SHIPPED if bar.name == one.name),
        )
        for one in BENCHMARKS
    ]
    console = Console(file=StringIO(), width=WIDE)

    console.print(as_table({"cores": 2}, outcomes, WIDE))

    assert isinstance(console.file, StringIO)
    table = console.file.getvalue()
    assert "\N{HORIZONTAL ELLIPSIS}" not in table
    assert "23,500" in table


def test_bars_of_what_was_not_measured_are_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    promised = bars(tmp_path, "[help]\nmedian_at_most_s = 1e-9\n")

    assert bench(monkeypatch, "--only", "advance", "--bars", promised) == 0


def test_a_name_that_is_no_measurement_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = bench(monkeypatch, "--only", "durable-turn")

    told = capsys.readouterr()
    assert code == 1
    assert told.out == ""
    assert told.err.startswith(
        "whichrole: --only durable-turn: no such measurement; there are durable_turn, "
    )
    assert len(told.err.splitlines()) == 1


def test_broken_bars_are_one_sentence_and_nothing_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code = bench(monkeypatch, "--only", "advance", "--bars", bars(tmp_path, "[advance"))

    told = capsys.readouterr()
    assert code == 1
    assert told.out == ""
    assert "are not TOML" in told.err
    assert len(told.err.splitlines()) == 1


def test_what_is_not_possible_here_is_told_and_keeps_no_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lacking = replace(durable_turn.BENCHMARK, needs="tests.nothing")
    monkeypatch.setattr(registry, "BENCHMARKS", (lacking,))
    promised = bars(tmp_path, "[durable_turn]\nratio_at_most = 1e9\n")

    codes = [bench(monkeypatch, "--json"), bench(monkeypatch, "--json", "--bars", promised)]

    printed = capsys.readouterr()
    assert codes == [0, 1]
    assert [json.loads(line)["measurements"] for line in printed.out.splitlines()] == [[], []]
    assert (
        printed.err.splitlines()
        == ["durable_turn: not measured; there is no tests.nothing in this installation"] * 2
    )

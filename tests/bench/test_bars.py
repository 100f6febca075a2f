from pathlib import Path

import pytest

from bot.bench import bars
from bot.bench.bars import Bar
from bot.bench.measured import Measured, Spread
from bot.bench.registry import BENCHMARKS
from bot.errors import ConfigError

pytestmark = pytest.mark.thorough

SHIPPED = Path(__file__).parents[2] / "bench" / "bars.toml"
TURN = Measured(
    figures={"p50": Spread(0.9, 0.8, 1.0)},
    floor=Spread(0.2, 0.2, 0.2),
    ratio=Spread(4.5, 4.0, 5.0),
)


def problems(tmp_path: Path, text: str) -> tuple[str, ...]:
    path = tmp_path / "bars.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as refused:
        bars.read(path, BENCHMARKS)
    return tuple(one.removeprefix(f"The bars {path}: ") for one in refused.value.problems)


def test_the_shipped_bars_speak_of_every_measurement() -> None:
    shipped = bars.read(SHIPPED, BENCHMARKS)

    assert {bar.name for bar in shipped} == {benchmark.name for benchmark in BENCHMARKS}
    assert Bar("durable_turn", "ratio", most=True, limit=4.0, unit="") in shipped
    assert Bar("mark_sent", "rate", most=False, limit=10_000, unit="rows/s") in shipped


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "[durable]\nratio_at_most = 4",
            "[durable] is no measurement; there are durable_turn, ",
        ),
        ("durable_turn = 4", "durable_turn must be a table, [durable_turn]."),
        ("[help]\nmedian = 4", "[help] median is no bar; write a figure (median, ratio), "),
        ("[help]\np50_at_most_s = 4", "[help] p50_at_most_s is no bar; "),
        ("[advance]\nratio_at_most = 4", "[advance] ratio_at_most is no bar; "),
        (
            "[help]\nmedian_at_most_ms = 4",
            "[help] median_at_most_ms must end in the unit of its",
        ),
        (
            "[mark_sent]\nrate_at_least_rows = 4",
            "[mark_sent] rate_at_least_rows must end in the unit of its figure, rows_per_s.",
        ),
        ("[help]\nratio_at_most_s = 4", "[help] ratio_at_most_s must end in the unit of its"),
        ("[help]\nmedian_at_most_s = true", "[help] median_at_most_s must be a number."),
        ("[help]\nmedian_at_most_s = '4'", "[help] median_at_most_s must be a number."),
        ("[help]\nmedian_at_most_s = nan", "[help] median_at_most_s must be a number."),
    ],
)
def test_a_bar_that_nothing_could_miss_is_refused(
    tmp_path: Path, text: str, problem: str
) -> None:
    (only,) = problems(tmp_path, text)

    assert only.startswith(problem)


def test_everything_that_is_wrong_with_the_bars_is_told_at_once(tmp_path: Path) -> None:
    told = problems(tmp_path, "[nothing]\n[help]\nmedian_at_most_s = 1\nmean_at_most_s = 1\n")

    assert len(told) == 2


@pytest.mark.parametrize("text", ["[durable_turn", "\x00", "a = " + "[" * 5_000])
def test_bars_that_are_not_toml_are_one_sentence(tmp_path: Path, text: str) -> None:
    (only,) = problems(tmp_path, text)

    assert " are not TOML: " in only


def test_bars_that_are_not_there_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot be read: No such file"):
        bars.read(tmp_path / "none.toml", BENCHMARKS)


def test_the_limit_itself_keeps_a_promise_and_beyond_it_on_either_side_misses() -> None:
    at_most = Bar("durable_turn", "ratio", most=True, limit=4.5, unit="")
    at_least = Bar("durable_turn", "p50", most=False, limit=0.9, unit="ms")

    assert at_most.kept(TURN)
    assert at_least.kept(TURN)
    assert not Bar("durable_turn", "ratio", most=True, limit=4.4, unit="").kept(TURN)
    assert not Bar("durable_turn", "p50", most=False, limit=1.0, unit="ms").kept(TURN)


def test_a_missed_bar_says_which_and_by_how_much() -> None:
    most = Bar("durable_turn", "ratio", most=True, limit=4.0, unit="")
    least = Bar("durable_turn", "p50", most=False, limit=1.0, unit="ms")

    assert most.missed_by(TURN) == (
        "durable_turn: ratio is 4.5; the bar is at most 4, so it is 0.5 (12%) above it."
    )
    assert least.missed_by(TURN) == (
        "durable_turn: p50 is 0.9 ms; the bar is at least 1 ms, so it is 0.1 ms (10%) below it."
    )

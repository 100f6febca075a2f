from io import StringIO

import pytest
from rich.console import Console

from bot.bench.advance import BENCHMARK
from bot.bench.progress import teller

pytestmark = pytest.mark.thorough


def test_on_a_terminal_the_rounds_move_a_bar() -> None:
    console = Console(file=StringIO(), force_terminal=True, width=80)

    with teller(console) as progress:
        tell = progress.begin(BENCHMARK)
        tell(1, 4)

    assert isinstance(console.file, StringIO)
    assert "advance" in console.file.getvalue()
    assert "25%" in console.file.getvalue()


def test_elsewhere_there_is_one_line_per_measurement() -> None:
    console = Console(file=StringIO(), width=20)

    with teller(console) as progress:
        tell = progress.begin(BENCHMARK)
        tell(1, 4)

    assert isinstance(console.file, StringIO)
    assert console.file.getvalue() == f"advance: {BENCHMARK.says}\n"

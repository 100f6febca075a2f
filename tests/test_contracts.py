"""Each rule of the house that a tool keeps is broken on purpose and must be seen to break."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("bot/catalog/model.py", "import bot.engine.state", "Dependencies point inward"),
        ("bot/cards.py", "import bot.catalog.model", "Dependencies point inward"),
        ("bot/newcomer.py", "", "Dependencies point inward"),
        ("bot/adapters/newcomer.py", "", "Adapters do not know each other"),
        ("bot/usecases/turns.py", "import sqlalchemy", "SQLAlchemy lives in the store"),
        ("bot/cli/run.py", "import sqlite3", "SQLAlchemy lives in the store"),
        ("bot/cli/run.py", "import jinja2", "Pictures are drawn in the charts"),
        ("bot/charts/font.py", "import resvg_py", "Pictures are drawn in the charts"),
        ("bot/evaluating/figures.py", "import numpy", "Numbers are learned in the fitting"),
        ("bot/engine/scoring.py", "import scipy", "Numbers are learned in the fitting"),
        ("bot/cli/fit.py", "import sklearn", "Numbers are learned in the fitting"),
        ("bot/evaluating/playing.py", "import bot.proof", "Dependencies point inward"),
        ("bot/usecases/turns.py", "import bot.charts", "Dependencies point inward"),
        ("bot/engine/scoring.py", "import random", "The core does no I/O"),
        ("bot/ports/store.py", "import pydantic", "The core does no I/O"),
        *(
            pytest.param(
                *("bot/engine/scoring.py", f"import {module}", "The core does no I/O"),
                marks=pytest.mark.thorough,
            )
            for module in ("http.client", "urllib.request", "shutil", "secrets", "uuid", "ssl")
        ),
        ("bot/cards.py", "import tempfile", "The core does no I/O"),
    ],
)
def test_a_broken_contract_is_seen(
    tmp_path: Path, module: str, line: str, contract: str
) -> None:
    shutil.copytree(
        ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a") as file:
        file.write(f"\n{line}\n")

    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(tmp_path), "COLUMNS": "200"},
        check=False,
    )

    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert f"{contract} BROKEN" in checked.stdout


@pytest.mark.parametrize(
    "line",
    [
        "import time; time.time()",
        "from time import time; time()",
        "import time; time.time_ns()",
        "import datetime; datetime.date.today()",
        "from datetime import date; date.today()",
        "from datetime import datetime; datetime.today()",
        "from datetime import UTC, datetime; datetime.now(UTC)",
    ],
)
def test_whoever_reads_the_clock_elsewhere_is_seen(line: str) -> None:
    assert banned(line, "bot/usecases/turns.py")
    assert not banned(line, "bot/clock.py")


def test_a_stopwatch_is_no_clock() -> None:
    assert not banned("from time import perf_counter; perf_counter()", "bot/bench/advance.py")


def banned(line: str, path: str) -> bool:
    """Whether ruff refuses the line in this file because of the API that it uses."""
    checked = subprocess.run(
        [Path(sys.executable).with_name("ruff"), "check", "--stdin-filename", path, "-"],
        cwd=ROOT,
        input=f"{line}\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode in (0, 1), checked.stderr
    return "TID251" in checked.stdout

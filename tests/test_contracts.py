"""Each rule of the house that a tool keeps is broken on purpose and must be seen to break."""

import ast
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


FACTS = "mentee_facts"
"""What a store holds of mentees; only ``usecases.access`` may ask it."""


def asked_past_access(text: str) -> list[int]:
    """Lines of a module that take what is known of mentees for more than to hand it to it."""
    tree = ast.parse(text)
    handed_on = {
        id(one)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "Access"
        for one in call.args
    }
    taken = [
        one
        for one in ast.walk(tree)
        if (isinstance(one, ast.Attribute) and one.attr == FACTS)
        or (isinstance(one, ast.Constant) and one.value == FACTS)
    ]
    return [one.lineno for one in taken if id(one) not in handed_on]


def test_what_is_known_of_mentees_is_asked_by_nobody_but_access() -> None:
    own = ROOT / "bot" / "store" / "sqlite.py"
    found = {
        str(one): lines
        for one in (ROOT / "bot").rglob("*.py")
        if one != own and (lines := asked_past_access(one.read_text()))
    }

    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "store.mentee_facts.records(who)",
        "facts = store.mentee_facts",
        "getattr(store, 'mentee_facts')",
        "access = Access(other(store.mentee_facts), catalog, clock)",
    ],
)
def test_whoever_asks_past_access_is_seen(line: str) -> None:
    assert asked_past_access(line) == [1]

"""The account of failure cases and asks: each stands at a test, or at the step that owes it."""

import ast
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ACCOUNT = tomllib.loads((ROOT / "tests/coverage_of_cases.toml").read_text())
FAILURES = [f"F{number:02}" for number in range(1, 85)]
ASKS = [f"A{number:02}" for number in range(1, 30)]


def functions_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}


def test_every_case_stands_in_the_account_once() -> None:
    assert list(ACCOUNT["failures"]) == FAILURES
    assert list(ACCOUNT["asks"]) == ASKS


def test_what_is_called_tested_is_tested() -> None:
    entries = {**ACCOUNT["failures"], **ACCOUNT["asks"]}
    claimed = [(case, test) for case, entry in entries.items() for test in named_in(entry)]

    wrong = [
        (case, test)
        for case, test in claimed
        if not (ROOT / test.split("::")[0]).is_file()
        or test.split("::")[1] not in functions_in(ROOT / test.split("::")[0])
        or (case.startswith("F") and f"_{case}_" not in test.split("::")[1])
    ]
    assert wrong == []


def named_in(entry: Mapping[str, Any]) -> Sequence[str]:
    """The tests of a case: one, or one for each side of it."""
    told = entry.get("test", [])
    return [told] if isinstance(told, str) else told


def test_nothing_is_owed_by_a_step_that_is_done() -> None:
    entries = {**ACCOUNT["failures"], **ACCOUNT["asks"]}

    late = [case for case, entry in entries.items() if entry.get("owed") in ACCOUNT["done"]]
    nowhere = [case for case, entry in entries.items() if not entry.keys() & {"test", "owed"}]
    unknown = {entry["owed"] for entry in entries.values() if "owed" in entry}

    assert late == []
    assert nowhere == []
    assert unknown <= {*ACCOUNT["steps"]}

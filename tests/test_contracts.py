"""Each import contract is broken on purpose once and must be seen to break."""

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
        ("bot/engine/scoring.py", "import random", "The core does no I/O"),
        ("bot/ports/store.py", "import pydantic", "The core does no I/O"),
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

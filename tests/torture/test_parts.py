"""Each part of the torture runs its own tests, and a part that is none is told."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (
            "store",
            (
                "tests/torture tests/store/test_migrations.py"
                " --ignore=tests/torture/test_planted.py"
                " --ignore=tests/torture/test_slack_kills.py"
                " --ignore=tests/torture/test_discord_kills.py"
                " --ignore=tests/torture/test_nudge_kills.py"
                " --ignore=tests/torture/test_seasons.py --torture=store"
            ),
        ),
        ("slack", "tests/torture/test_slack_kills.py --torture=slack"),
        ("discord", "tests/torture/test_discord_kills.py --torture=discord"),
        (
            "nudges",
            "tests/torture/test_nudge_kills.py tests/torture/test_seasons.py --torture=nudges",
        ),
        ("mentors", "tests/usecases/mentors/oracle --torture=mentors"),
        ("planted", "tests/torture/test_planted.py --torture=planted"),
        ("content", "tests/catalog/test_mutations.py --torture=content"),
    ],
)
def test_a_part_runs_its_own_tests(part: str, expected: str) -> None:
    told = ran("make", "--no-print-directory", "--dry-run", "torture", f"PART={part}")

    assert told.stdout.rstrip().endswith(f" {expected}")


def test_a_part_that_is_none_is_told_with_those_that_are() -> None:
    told = ran(sys.executable, "-m", "pytest", "--collect-only", "--torture=stroe", __file__)

    assert told.returncode != 0
    assert "argument --torture: invalid choice: 'stroe'" in told.stderr
    assert all(
        part in told.stderr
        for part in ("store", "slack", "discord", "nudges", "planted", "content")
    )


def ran(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

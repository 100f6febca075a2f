import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PLAYS = """
import sys
from bot.rehearsal.episode import play
from bot.rehearsal.file import rehearsed_file
from bot.rehearsal.rehearsing import shipped
with rehearsed_file() as file:
    played = play(int(sys.argv[1]), 0, file, shipped())
print(played.digest, len(played.facts), played.lives, len(played.injected))
"""


def played(seed: int, hash_seed: str) -> list[str]:
    """Digest, facts, lives and faults of an episode, in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", PLAYS, str(seed)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout.split()


@pytest.mark.thorough
def test_the_same_seed_plays_the_same_in_every_process() -> None:
    first = played(3, "1")

    again = played(3, "2")

    assert first == again
    assert int(first[1]) > 500
    assert int(first[3]) > 100

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from tests.fakes.databases import is_sentence

ROUNDS, ROUNDS_IN_TORTURE = 30, 500
MOST_BYTES = 4_096

Visit = Callable[[Path], list[str]]


@pytest.fixture
def visit() -> Iterator[Visit]:
    """Have a process open a file and talk there; what came of it."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.visitor"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as visitor:
        asked, told = visitor.stdin, visitor.stdout
        assert asked is not None
        assert told is not None

        def visited(path: Path) -> list[str]:
            asked.write(f"{path}\n")
            asked.flush()
            line = told.readline()
            assert line, f"the visitor died of {path}"
            found: list[str] = json.loads(line)
            return found

        yield visited
        asked.close()


def test_F50_a_file_with_random_damage_starts_and_works_or_is_refused_as_it_is(
    peopled: Path,
    visit: Visit,
    torture: str,
    record_property: Callable[[str, object], None],
) -> None:
    first = int(os.environ.get("WHICHROLE_SEED", "1"))
    rounds = ROUNDS_IN_TORTURE if torture == "store" else ROUNDS
    refused = 0

    for seed in range(first, first + rounds):
        path = peopled.with_name(f"{seed}.db")
        spoilt = spoil(peopled.read_bytes(), Random(seed))
        path.write_bytes(spoilt)
        start, *turns = visit(path)
        told = f"seed {seed}: {start} {turns}"
        if start == "up":
            assert all(turn == "answered" or is_sentence(turn) for turn in turns), told
        else:
            refused += 1
            assert is_sentence(start), told
            assert path.read_bytes() == spoilt, told
            assert [one.name for one in path.parent.glob(f"{path.name}*")] == [path.name]
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()

    told = f"{refused} of {rounds} damaged files were refused at start"
    record_property("damage", told)
    sys.stdout.write(f"\n{told}\n")
    assert 0 < refused < rounds


def spoil(content: bytes, random: Random) -> bytes:
    """Flip some bytes: few or many, anywhere."""
    spoilt = bytearray(content)
    for _ in range(int(MOST_BYTES ** random.random())):
        spoilt[random.randrange(len(spoilt))] ^= random.randint(1, 255)
    return bytes(spoilt)

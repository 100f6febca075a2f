import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from bot.errors import StoreError
from bot.paths import migrations_folder
from bot.store import damage
from bot.store.soundness import Schema, newest_revision, schema_of
from tests.fakes.file import rows
from tests.fakes.people import copied
from tests.store.files import page_of, tear

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


def is_sentence(told: str) -> bool:
    return told.endswith(".") and told.isprintable() and "sqlalche" not in told


def test_F50_damage_that_only_an_index_shows_is_refused(peopled: Path) -> None:
    """Who is not found under their name would be taken for somebody new."""
    start, size = page_of(peopled, "sqlite_autoindex_account_1")
    known = peopled.read_bytes()
    named = known.index(b"terminalben", start, start + size)

    peopled.write_bytes(known[:named] + b"terminalbob" + known[named + 11 :])

    assert "missing from index sqlite_autoindex_account_1" in refusal(peopled)


def test_F50_what_a_killed_program_left_beside_a_damaged_file_stays_too(
    peopled: Path, tmp_path: Path
) -> None:
    other = sqlite3.connect(peopled)
    other.execute("CREATE TABLE more (x)")
    other.commit()
    dead = copied(peopled, tmp_path / "dead.db")
    other.close()
    with dead.open("r+b") as file:
        file.seek(4_096 * 3)
        file.write(b"\xa5" * 4_096)
    log = tmp_path / "dead.db-wal"
    before = dead.read_bytes(), log.read_bytes()

    refusal(dead)

    assert (dead.read_bytes(), log.read_bytes()) == before


@pytest.mark.parametrize("torn", ["account", "conversation", "person"])
def test_F50_in_a_large_file_those_tables_are_checked_that_say_who_and_where(
    peopled: Path, monkeypatch: pytest.MonkeyPatch, torn: str
) -> None:
    monkeypatch.setattr(damage, "WHOLE_UP_TO", 0)

    tear(peopled, torn)

    assert "is damaged" in refusal(peopled)


@pytest.mark.parametrize("torn", ["answers", "inbox", "outbox"])
def test_a_large_file_starts_in_bounded_time_without_a_look_at_what_grows_with_every_turn(
    peopled: Path, monkeypatch: pytest.MonkeyPatch, torn: str
) -> None:
    tear(peopled, torn)
    assert "is damaged" in refusal(peopled)
    monkeypatch.setattr(damage, "WHOLE_UP_TO", 0)

    found = schema_of(peopled, newest_revision(migrations_folder()))

    assert found is Schema.CURRENT


def test_F50_a_file_without_a_column_that_we_need_is_refused(peopled: Path) -> None:
    rows(peopled, "ALTER TABLE conversation RENAME asking TO asked")

    assert "(it has no column conversation.asking)" in refusal(peopled)


def test_the_tables_that_grow_are_tables_of_ours(peopled: Path) -> None:
    named = set(rows(peopled, "SELECT name FROM sqlite_master WHERE type = 'table'"))

    assert named > damage.GROWING


def refusal(database: Path) -> str:
    before = database.read_bytes()
    with pytest.raises(StoreError) as caught:
        schema_of(database, newest_revision(migrations_folder()))
    assert database.read_bytes() == before
    assert is_sentence(str(caught.value))
    return str(caught.value)

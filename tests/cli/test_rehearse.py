"""``whichrole rehearse``, as somebody who plans a community meets it."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from bot.ports.outbox import Message
from bot.store import posting
from tests.cli.running import PYTHON, Start, address, clean
from tests.fakes.file import rows
from tests.fakes.waiting import PATIENCE

SMALL = ("rehearse", "--members", "2", "--weeks", "2", "--seed", "3")
KEYS = (
    *("members", "weeks", "due", "sent", "doubled", "missing", "skipped", "unknown"),
    *("answers_lost", "faults", "violations", "seed"),
)


def test_people_get_a_page_and_programs_one_object(start: Start) -> None:
    page, told = start(*SMALL), start(*SMALL, "--json")

    assert (page.code, told.code, page.err, told.err) == (0, 0, "", "")
    assert page.out.startswith("2 simulated members, 2 weeks from 02 March, seed 3\n")
    assert told.out.count("\n") == 1
    found = json.loads(told.out)
    assert tuple(found) == KEYS
    assert (found["members"], found["weeks"], found["seed"]) == (2, 2, 3)
    assert f"{found['due']} nudges due: {found['sent']} sent" in page.out


@pytest.mark.thorough
def test_the_same_seed_tells_the_same_and_another_one_something_else(start: Start) -> None:
    told = [
        start("rehearse", "--members", "2", "--weeks", "2", "--faults", "10", "--seed", seed)
        for seed in ("4", "4", "5")
    ]

    one, same, other = (ended.out for ended in told)
    assert one == same
    assert one.partition("\n")[2] != other.partition("\n")[2]


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["page", "json"])
def test_a_broken_promise_ends_with_code_1_and_the_steps_that_led_there(
    start: Start, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.setattr(posting, "_message", under_another_key(posting._message))

    ended = start(*SMALL, *options)

    assert ended.code == 1
    told = ended.err if options else ended.out
    *steps, last = told.splitlines()[-4:]
    assert all(step.startswith("  ") for step in steps)
    assert "was sent before it was committed (seed 3" in last
    if options:
        assert json.loads(ended.out)["violations"] == 1


def under_another_key(real: Callable[[Any], Message]) -> Callable[[Any], Message]:
    """A message has no key that anybody knows."""

    def message(row: Any) -> Message:
        return replace(real(row), key=f"x{real(row).key}"[:25])

    return message


def test_the_simulated_database_is_kept_where_it_is_wanted(
    start: Start, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.db"

    ended = start(*SMALL, "--db", address(kept))

    assert ended.code == 0
    assert rows(kept, "SELECT count(*) FROM person") == [2]
    assert kept.stat().st_mode & 0o077 == 0


def test_a_database_that_is_there_is_not_touched(start: Start, database: Path) -> None:
    before = database.read_bytes()

    ended = start(*SMALL, "--db", address(database))

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert "is there already" in ended.err
    assert database.read_bytes() == before


def test_what_stands_beside_its_database_stays(start: Start, tmp_path: Path) -> None:
    others = [tmp_path / name for name in ("kept.db.txt", "kept.db-backup.tar")]
    for other in others:
        other.write_text("mine")

    ended = start(*SMALL, "--db", address(tmp_path / "kept.db"))

    assert ended.code == 0
    assert [other.read_text() for other in others] == ["mine", "mine"]


@pytest.mark.parametrize("ending", ["", "-wal", "-journal"])
def test_a_link_or_a_log_where_its_database_would_stand_is_not_touched(
    start: Start, tmp_path: Path, ending: str
) -> None:
    there = tmp_path / f"kept.db{ending}"
    there.symlink_to(tmp_path / "elsewhere")

    ended = start(*SMALL, "--db", address(tmp_path / "kept.db"))

    assert (ended.code, ended.out) == (2, "")
    assert "is there already" in ended.err
    assert there.is_symlink()
    assert not (tmp_path / "elsewhere").exists()


def test_a_place_where_no_file_can_stand_is_told_in_a_sentence(
    start: Start, tmp_path: Path
) -> None:
    ended = start(*SMALL, "--db", address(tmp_path / "nowhere" / "kept.db"))

    assert (ended.code, ended.out) == (2, "")
    assert "cannot be made" in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--members", "0", "greater than or equal to 1"),
        ("--members", "many", "a valid integer"),
        ("--weeks", "105", "less than or equal to 104"),
        ("--faults", "-1", "greater than or equal to 0"),
        ("--seed", "x", "a valid integer"),
    ],
)
def test_a_number_that_cannot_be_is_told_in_one_sentence(
    start: Start, option: str, value: str, told: str
) -> None:
    ended = start("rehearse", option, value)

    assert (ended.code, ended.out) == (2, "")
    assert f"Invalid value for '{option}'" in ended.err
    assert told in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.thorough
@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(sys.platform != "linux", reason="asks the system which files are open")
def test_whoever_is_stopped_leaves_nothing_behind(number: signal.Signals) -> None:
    command = [PYTHON, "-m", "bot", "rehearse", "--members", "500", "--weeks", "50"]
    with subprocess.Popen(
        command, env=clean(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            folder = folder_of(process.pid)
            was_there = folder.is_dir()

            process.send_signal(number)
            out, err = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()

    assert was_there
    assert not folder.exists()
    assert process.returncode == 128 + number
    assert (out, err) == (b"", b"")


def folder_of(pid: int) -> Path:
    """Where a running rehearsal keeps its database, as soon as it has one."""
    began = monotonic()
    while monotonic() - began < PATIENCE:
        for opened in Path(f"/proc/{pid}/fd").iterdir():
            # A file may be closed again between its listing and this look.
            with suppress(FileNotFoundError):
                path = opened.readlink()
                if path.name == "rehearsed.db":
                    return path.parent
        sleep(0.05)
    pytest.fail("it never began")

"""``whichrole backup`` and ``whichrole restore``, as an operator meets them."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.paths import migrations_folder
from bot.store.files.backup import back_up
from tests.cli.running import CTRL_C, Start, Terminal, address, at_first_question, whichrole
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.people import with_people
from tests.fakes.program import Program
from tests.fakes.waiting import PATIENCE
from tests.sparing import first

PHONE = 40
STOPS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

any_stop = pytest.mark.parametrize("number", first(1, STOPS))
"""One of them is enough for every change: they are taken in the same way."""


@pytest.fixture
async def talked(database: Path, catalog: Catalog) -> Path:
    """A database in which Sam stands at the first question."""
    await with_people(database, catalog, ["sam"])
    return database


@pytest.fixture
async def backup(talked: Path, catalog: Catalog, clock: FakeClock) -> Path:
    """A backup of it; then Sam answered."""
    path = talked.with_name("backup.db")
    back_up(talked, path, migrations_folder(), clock, lambda *_: None, force=False)
    async with opened(talked, clock) as store:
        sam = Member(store, catalog, "sam", device="tablet")
        await sam.presses(await sam.looks())
    return path


def answers(database: Path) -> int:
    (count,) = rows(database, "SELECT count(*) FROM answers")
    return int(count)


def beside(database: Path) -> list[str]:
    return sorted(path.name for path in database.parent.iterdir())


def test_a_backup_says_in_two_lines_where_it_is_and_what_it_holds(talked: Path) -> None:
    path = talked.with_name("backup.db")

    ended = whichrole("backup", str(path), "--db", address(talked))

    where, what = ended.out.splitlines()
    assert (ended.code, ended.err) == (0, "")
    assert where == f"Backup: {path}"
    assert re.fullmatch(r"0\.\d MB, 1 person, \d{4}-\d\d-\d\d \d\d:\d\d UTC", what)
    assert beside(talked) == ["backup.db", "whichrole.db"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_made_while_somebody_talks_who_talks_on(
    database: Path, start: Start
) -> None:
    path = database.with_name("backup.db")
    with at_first_question(database) as program:
        ended = start("backup", str(path), "--db", address(database))
        program.type("1")
        program.end()

    assert ended.code == 0
    assert (answers(path), answers(database)) == (0, 1)


def test_the_database_of_the_settings_is_backed_up(
    talked: Path, start: Start, tmp_path: Path
) -> None:
    environ = {"WHICHROLE_DATA": str(talked.parent)}

    ended = start("backup", str(tmp_path / "backup.db"), environ=environ)

    assert ended.code == 0
    assert rows(tmp_path / "backup.db", "SELECT user FROM account") == ["sam"]


def test_a_file_that_exists_is_replaced_only_by_force(
    backup: Path, talked: Path, start: Start
) -> None:
    again = ("backup", str(backup), "--db", address(talked))

    refused, forced = start(*again), start(*again, "--force")

    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        f"whichrole: The file {backup} exists already. Name another one, or replace it with "
        f"--force.\n"
    )
    assert forced.code == 0
    assert answers(backup) == 1


def test_a_restore_says_what_it_puts_where_and_what_it_keeps(
    backup: Path, talked: Path, start: Start
) -> None:
    ended = start("restore", str(backup), "--db", address(talked), "--yes")

    found, old, restored, kept = ended.out.splitlines()
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(r"The backup: 1 person, last turn [-\d]+ [:\d]+ UTC", found)
    assert re.fullmatch(r"The database: 1 person, last turn [-\d]+ [:\d]+ UTC", old)
    assert restored == f"Restored: {talked}"
    aside = Path(kept.removeprefix("The one before is kept: "))
    assert re.fullmatch(r"whichrole\.db\.before-restore-\d{4}-\d\d-\d\d-\d{6}", aside.name)
    assert (answers(talked), answers(aside)) == (0, 1)
    with Program(talked) as program:
        assert program.standing[-1]["progress"]["at"] == 1


def test_a_restore_where_nothing_is_says_so(backup: Path, start: Start, tmp_path: Path) -> None:
    database = tmp_path / "new.db"

    ended = start("restore", str(backup), "--db", address(database), "--yes")

    assert ended.out.splitlines()[1:] == [
        "The database: none that can be read",
        f"Restored: {database}",
    ]


def test_without_a_terminal_a_restore_wants_to_be_sure(
    backup: Path, talked: Path, start: Start
) -> None:
    before = beside(talked)

    ended = start("restore", str(backup), "--db", address(talked), typed="y\n")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "whichrole: Nobody is here to be asked; say --yes to replace the database.\n"
    )
    assert beside(talked) == before
    assert answers(talked) == 1


@pytest.mark.parametrize(
    ("said", "code", "left"),
    [(b"y\n", 0, 0), (b"\n", 1, 1), pytest.param(b"n\n", 1, 1, marks=pytest.mark.thorough)],
)
def test_on_a_terminal_a_restore_asks_and_does_what_it_is_told(
    backup: Path, talked: Path, said: bytes, code: int, left: int
) -> None:
    with Terminal("restore", str(backup), "--db", address(talked)) as terminal:
        terminal.until("Put the backup in its place? [y/N]: ")
        terminal.type(said)

        assert terminal.to_end() == code
        assert ("Nothing was changed." in terminal.seen) == (code == 1)
    assert answers(talked) == left


def test_ctrl_c_at_the_question_changes_nothing(
    backup: Path, talked: Path, ctrl_c: None
) -> None:
    before = beside(talked)
    with Terminal("restore", str(backup), "--db", address(talked)) as terminal:
        terminal.until("[y/N]: ")
        until_gone(terminal.process, lambda: terminal.type(CTRL_C))

        assert terminal.to_end() == 128 + signal.SIGINT
        assert "Traceback" not in terminal.seen
    assert beside(talked) == before
    assert answers(talked) == 1


@any_stop
def test_a_signal_at_the_question_changes_nothing(
    backup: Path, talked: Path, ctrl_c: None, number: int
) -> None:
    before = beside(talked)
    with Terminal("restore", str(backup), "--db", address(talked)) as terminal:
        terminal.until("[y/N]: ")
        assert len(beside(talked)) == len(before) + 1
        until_gone(terminal.process, lambda: terminal.process.send_signal(number))

        assert terminal.to_end() == 128 + number
        assert "Traceback" not in terminal.seen
    assert beside(talked) == before
    assert answers(talked) == 1


def until_gone(process: "subprocess.Popen[bytes]", stop: Callable[[], object]) -> None:
    """Stop it until it ends: a signal that comes just before a read does not end that read."""
    while process.poll() is None:
        stop()
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.2)


_STOPPED_HALF_WAY = """
import os, sys
from bot.cli import main
from bot.store.files import backup, restore

folder = sys.argv.pop()

def stopped(*_, **__):
    print(len(os.listdir(folder)), flush=True)
    sys.stdin.read()

backup.contents = restore.contents = stopped
main()
"""


@any_stop
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_signal_while_it_copies_leaves_no_half_file(
    backup: Path, talked: Path, ctrl_c: None, number: int, command: str
) -> None:
    before = beside(talked)
    option = "--force" if command == "backup" else "--yes"
    words = [command, str(backup), "--db", address(talked), option, str(talked.parent)]
    with subprocess.Popen(
        [sys.executable, "-c", _STOPPED_HALF_WAY, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as half_way:
        assert half_way.stdout is not None
        assert int(half_way.stdout.readline()) == len(before) + 1

        half_way.send_signal(number)
        _, errors = half_way.communicate(timeout=PATIENCE)

    assert half_way.returncode == 128 + number
    assert b"Traceback" not in errors
    assert beside(talked) == before
    assert (answers(backup), answers(talked)) == (0, 1)


@pytest.mark.thorough
def test_a_restore_under_a_running_program_is_refused(
    backup: Path, talked: Path, start: Start
) -> None:
    with Program(talked) as program:
        ended = start("restore", str(backup), "--db", address(talked), "--yes")
        program.type("1")
        program.end()

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        f"whichrole: The database {talked} is in use by another program. Stop that one first; "
        f"nothing was changed.\n"
    )
    assert answers(talked) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("backup", "{folder}/missing/backup.db"), "The folder of the backup"),
        (("backup", ""), "is not a file"),
        (("backup", "{folder}/whichrole.db", "--force"), "is the database itself"),
        (("restore", "{folder}/missing.db", "--yes"), "There is no backup"),
        (("restore", "{folder}", "--yes"), "is not a file"),
        (("restore", "{folder}/junk", "--yes"), "is damaged or is not a SQLite database"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    talked: Path, start: Start, arguments: tuple[str, ...], told: str
) -> None:
    (talked.parent / "junk").write_bytes(b"Dear diary" * 500)
    before = beside(talked)
    words = [word.format(folder=talked.parent) for word in arguments]

    ended = start(*words, "--db", address(talked))

    assert (ended.code, ended.out) == (1, "")
    assert told in ended.err
    assert ended.err.endswith(".\n")
    assert ended.err.count("\n") == 1
    assert beside(talked) == before


def test_signals_are_as_before_when_a_command_has_ended(talked: Path, start: Start) -> None:
    before = [signal.getsignal(number) for number in STOPS]

    start("backup", str(talked.with_name("backup.db")), "--db", address(talked))

    assert [signal.getsignal(number) for number in STOPS] == before


@pytest.mark.parametrize("command", first(1, ["restore", "backup"]))
def test_on_a_phone_the_lines_are_short_and_the_progress_is_seen(
    backup: Path, talked: Path, command: str
) -> None:
    option = "--force" if command == "backup" else "--yes"
    words = (command, str(backup), "--db", address(talked), option)
    with Terminal(*words, columns=PHONE) as phone:
        assert phone.to_end() == 0

    lines = phone.seen.split("\r\n")
    assert "Copying" in phone.seen
    assert "100%" in phone.seen
    assert max(len(line.rsplit("\r", 1)[-1]) for line in lines) <= PHONE


def test_a_name_that_is_no_text_can_be_told(talked: Path) -> None:
    ended = whichrole("backup", f"{talked.parent}/\udcff.db", "--db", address(talked))

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Backup: {talked.parent}/?.db\n")

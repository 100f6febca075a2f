"""What keeps the program from starting: code 1, one clear sentence, and nothing was touched.

The command line runs inside the test, so that a traceback is the test's own; the first test
sees to it that a process says the same.
"""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from bot.config import Settings
from bot.paths import content_folder
from tests.cli import running
from tests.cli.running import Ran, Start, address

UNUSABLE = {
    "no address": "nonsense",
    "blank": " ",
    "an unknown kind": "mongodb://sam:hunter2@example.org/db",
    "PostgreSQL": "postgresql://sam:hunter2@example.org/db",
    "PostgreSQL with a driver": "postgresql+asyncpg://sam:hunter2@example.org/db",
    "memory": "sqlite+aiosqlite:///:memory:",
    "a zero byte": "sqlite+aiosqlite:////tmp/%00hunter2",
    "no path": "sqlite+aiosqlite://",
    "a folder": "sqlite+aiosqlite:////tmp",
    "a folder that is not there": "sqlite+aiosqlite:////not/there/whichrole.db",
}
FLAWS = {
    "a syntax error": ("questions.toml", "[[question]", "questions.toml: it is not TOML"),
    "an unknown key": ("lexicon.toml", "[nonsense]\nx = 1", "lexicon.toml: nonsense"),
    "a sentence nobody asked for": ("speech.toml", "[nonsense]\nx = 'y'", "nonsense.x"),
    "not even text": ("weights.toml", "\udcff", "weights.toml: it is not UTF-8"),
}
BAD_NAMES = ["", "  ", "x" * 81, "a\nb", "a\tb", "bell\x07", "turned\u202e", "\udcff"]


@pytest.fixture
def chat(start: Start) -> Start:
    """Start a chat on a file."""

    def started(database: Path, **environ: str) -> Ran:
        return start("chat", "--jsonl", "--db", address(database), environ=environ)

    return started


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content that a test may spoil."""
    return Path(shutil.copytree(content_folder(), tmp_path / "content"))


def complaint(ended: Ran) -> str:
    """What was said, after making sure that it was said properly."""
    assert ended.code == 1
    assert ended.out == ""
    assert ended.err.startswith("whichrole: ")
    assert ended.err.endswith("\n")
    assert "Traceback" not in ended.err
    assert "Error" not in ended.err
    return ended.err.removeprefix("whichrole: ").rstrip()


def test_a_process_that_cannot_start_says_so_without_a_traceback() -> None:
    ended = running.whichrole("chat", "--jsonl", "--db", UNUSABLE["PostgreSQL"])

    assert complaint(ended).startswith("PostgreSQL is not supported yet")


@pytest.mark.parametrize("url", UNUSABLE.values(), ids=UNUSABLE)
def test_a_database_that_cannot_be_used_is_named_without_its_password(
    start: Start, url: str
) -> None:
    said = complaint(start("chat", "--jsonl", "--db", url))

    assert said.endswith(".")
    assert "\n" not in said
    assert "hunter2" not in said


def test_the_setting_is_refused_like_the_option(start: Start) -> None:
    ended = start("chat", "--jsonl", environ={"DATABASE_URL": UNUSABLE["PostgreSQL"]})

    assert complaint(ended).startswith("PostgreSQL is not supported yet")


def test_a_read_only_file_stays_as_it_is(chat: Start, database: Path) -> None:
    database.chmod(0o444)
    before = database.read_bytes()

    said = complaint(chat(database))

    assert f"{database} is read-only" in said
    assert database.read_bytes() == before


def test_a_database_of_a_newer_version_stays_as_it_is(chat: Start, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = database.read_bytes()

    said = complaint(chat(database))

    assert "written by a newer version" in said
    assert database.read_bytes() == before


def test_another_programs_database_stays_as_it_is(chat: Start, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.db"
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = theirs.read_bytes()

    said = complaint(chat(theirs))

    assert "a database of another program" in said
    assert theirs.read_bytes() == before


@pytest.mark.parametrize("bytes_", [b"not a database at all", b"\x00\xff" * 5_000])
def test_another_programs_file_stays_as_it_is(
    chat: Start, tmp_path: Path, bytes_: bytes
) -> None:
    theirs = tmp_path / "thesis.txt"
    theirs.write_bytes(bytes_)

    said = complaint(chat(theirs))

    assert str(theirs) in said
    assert theirs.read_bytes() == bytes_
    assert list(tmp_path.iterdir()) == [theirs]


@pytest.mark.parametrize(("name", "flaw", "told"), FLAWS.values(), ids=FLAWS)
def test_a_broken_content_file_is_named_with_its_fault(
    chat: Start, content: Path, database: Path, name: str, flaw: str, told: str
) -> None:
    before = database.read_bytes()
    with (content / name).open("a", errors="surrogateescape") as file:
        file.write(f"\n{flaw}\n")

    said = complaint(chat(database, WHICHROLE_CONTENT=str(content)))

    assert said.startswith("The content is not used")
    assert told in said
    assert database.read_bytes() == before


@pytest.mark.parametrize("name", ["questions.toml", "weights.toml", "speech.toml"])
def test_a_missing_content_file_is_named(
    chat: Start, content: Path, tmp_path: Path, name: str
) -> None:
    (content / name).unlink()

    said = complaint(chat(tmp_path / "new.db", WHICHROLE_CONTENT=str(content)))

    assert f"{name}: it cannot be read: No such file or directory" in said
    assert not (tmp_path / "new.db").exists()


def test_a_missing_content_folder_is_named(chat: Start, database: Path, tmp_path: Path) -> None:
    said = complaint(chat(database, WHICHROLE_CONTENT=str(tmp_path / "none")))

    assert f"{tmp_path}/none: there is no such folder" in said


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_cannot_be_shown_is_refused(
    start: Start, database: Path, name: str
) -> None:
    before = database.read_bytes()

    said = complaint(start("chat", "--as", name, "--db", address(database)))

    assert said == "--as takes a name of 1 to 80 printable characters."
    assert database.read_bytes() == before


def test_a_data_folder_that_cannot_be_made_is_named(start: Start, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()

    said = complaint(start("chat", environ={"WHICHROLE_DATA": f"{in_the_way}/folder"}))

    assert said == f"The data folder {in_the_way}/folder cannot be made: Not a directory."


@pytest.mark.parametrize("command", ["run", "chat"])
def test_a_command_reads_its_settings_once(
    start: Start, monkeypatch: pytest.MonkeyPatch, command: str, tmp_path: Path
) -> None:
    read: list[Settings] = []
    from_env = Settings.from_env

    def counted(environ: Mapping[str, str]) -> Settings:
        read.append(from_env(environ))
        return read[-1]

    monkeypatch.setattr(Settings, "from_env", counted)

    start(command, environ={"WHICHROLE_CONTENT": str(tmp_path / "none")})

    assert len(read) == 1


def test_a_sample_value_is_refused_before_anything_is_made(
    start: Start, tmp_path: Path
) -> None:
    environ = {"WHICHROLE_DATA": str(tmp_path / "d"), "SLACK_BOT_TOKEN": "changeme"}

    said = complaint(start("run", environ=environ))

    assert said.startswith("SLACK_BOT_TOKEN still holds a sample value")
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chat", "--nonsense"], "--nonsense"),
        (["nonsense"], "nonsense"),
        (["chat", "--as"], "--as"),
        (["chat", "more"], "more"),
    ],
)
def test_an_unknown_word_on_the_command_line_is_named(
    start: Start, arguments: list[str], told: str
) -> None:
    ended = start(*arguments)

    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert "Traceback" not in ended.err

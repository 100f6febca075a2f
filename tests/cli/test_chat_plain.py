"""The conversation as a person sees it: through a pipe, and on a terminal."""

from pathlib import Path
from shutil import copy

import pytest

from bot.catalog import Catalog
from bot.engine.reading import MOST_CHARACTERS
from tests.cli.running import CTRL_C, CTRL_D, Ran, Terminal, address, whichrole
from tests.fakes.program import Program

ANALYST = (b"2\n", b"1\n", b"tableau and excel\n", b"1\n", b"1\n", b"1\n", b"1\n")
"""A walk of the first choices that fit an analyst; some are left over at the end."""

WALK = b"start\n" + b"".join(ANALYST)


def chat(database: Path, typed: bytes, **environ: str) -> Ran:
    arguments = ("chat", "--as", "sam", "--db", address(database))
    return whichrole(*arguments, typed=typed, environ=environ)


@pytest.fixture(scope="module")
def walked(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A whole walk through a pipe."""
    return chat(Path(copy(migrated, tmp_path_factory.mktemp("walked"))), WALK)


def words(text: str) -> str:
    """The text on one line, whatever the width did to it."""
    return " ".join(text.split())


@pytest.fixture
def verdict(catalog: Catalog) -> str:
    """The sentence that every summary ends with."""
    return words(catalog.say("summary.limits"))


def test_a_pipe_reaches_a_result(walked: Ran, verdict: str) -> None:
    assert (walked.code, walked.err) == (0, "")
    assert verdict in words(walked.out)
    assert walked.out.count(" %\n") == 5
    assert "\x1b" not in walked.out


def test_a_pipe_shows_what_came_in_after_each_prompt(walked: Ran) -> None:
    assert "\n> start\n" in walked.out
    assert "\n> tableau and excel\n" in walked.out


def test_the_end_of_the_input_says_goodbye(walked: Ran, catalog: Catalog) -> None:
    assert words(walked.out).endswith(f"> {catalog.say('terminal.goodbye')}")


def test_nothing_is_wider_than_forty_columns_and_no_asterisk_leaks(database: Path) -> None:
    sides = b"help\nwhy\n2\nstart\nhelp\nwhy\nnonsense\nback\nsummary\ncompare\nback\n"

    ended = chat(database, sides + b"".join(ANALYST) + b"why\nshare\n", COLUMNS="40")

    assert max(map(len, ended.out.splitlines())) <= 40
    assert "*" not in ended.out
    assert "%" in ended.out


def test_a_stream_that_takes_ascii_only_gets_question_marks(database: Path) -> None:
    ended = chat(database, WALK, PYTHONIOENCODING="ascii")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.isascii()
    assert "??? " in ended.out


def test_a_megabyte_and_junk_are_answered_and_not_repeated(
    database: Path, catalog: Catalog
) -> None:
    too_long = catalog.say("problem.long", most=MOST_CHARACTERS)
    junk = b"start\n" + b"x" * 1_000_000 + b"\n\xff\xfe\x00\x1b[2J\n"

    ended = chat(database, junk + b"1\n")

    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out) < 10_000
    assert " ".join(ended.out.split()).count(too_long) == 1
    assert "\x1b" not in ended.out
    second = catalog.say("progress", at=2, of="").strip()
    assert second in ended.out


def test_somebody_who_closes_a_terminal_finds_the_question_again(database: Path) -> None:
    chat(database, b"start\n1\n")

    with Program(database) as program:
        assert program.standing[-1]["progress"]["at"] == 2


def test_on_a_terminal_a_walk_reaches_a_result(database: Path, verdict: str) -> None:
    with Terminal("chat", "--as", "sam", "--db", address(database)) as terminal:
        terminal.until("> ")
        shown = []
        for line in (b"start\n", *ANALYST):
            terminal.type(line)
            shown.append(terminal.until("\r\n> "))

    assert verdict in words("".join(shown))


def test_a_terminal_shows_once_what_is_typed(database: Path) -> None:
    with Terminal("chat", "--as", "sam", "--db", address(database)) as terminal:
        terminal.until("> ")
        terminal.type(b"help\n")

        shown = terminal.until("\r\n> ")

    assert shown.startswith("help\r\n")
    assert "help" not in shown.removeprefix("help")


def test_a_terminal_is_used_to_its_width_and_not_beyond(database: Path) -> None:
    arguments = ("chat", "--as", "sam", "--db", address(database))

    with Terminal(*arguments, columns=60) as terminal:
        terminal.until("> ")
        terminal.type(b"start\n")
        shown = terminal.until("\r\n> ")

    widest = max(map(len, shown.splitlines()))
    assert 45 < widest <= 60


def test_ctrl_d_says_goodbye(database: Path, catalog: Catalog) -> None:
    with Terminal("chat", "--as", "sam", "--db", address(database)) as terminal:
        terminal.until("> ")
        terminal.type(CTRL_D)

        code = terminal.to_end()

    assert code == 0
    assert words(terminal.seen).endswith(catalog.say("terminal.goodbye"))


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_says_goodbye_without_a_traceback(database: Path, catalog: Catalog) -> None:
    with Terminal("chat", "--as", "sam", "--db", address(database)) as terminal:
        terminal.until("> ")
        terminal.type(CTRL_C)

        code = terminal.to_end()

    assert code == 130
    assert words(terminal.seen).endswith(catalog.say("terminal.goodbye"))
    assert "Traceback" not in terminal.seen

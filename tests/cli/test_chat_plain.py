"""The conversation as a person sees it: through a pipe, and on a terminal."""

from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import pytest

from bot.catalog import Catalog
from bot.engine.reading import MOST_CHARACTERS
from tests.cli.running import CTRL_C, CTRL_D, Ran, Terminal, address, whichrole
from tests.fakes.program import Program

ANALYST = (b"2\n", b"1\n", b"2\n", b"sql\n", b"4\n")
"""A walk of answers that fit an analyst, to the end."""

COLUMNS = 60

WALK = b"start\n" + b"".join(ANALYST)


def chat(database: Path, typed: bytes, **environ: str) -> Ran:
    arguments = ("chat", "--as", "sam", "--db", address(database))
    return whichrole(*arguments, typed=typed, environ=environ)


@pytest.fixture(scope="module")
def walked(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A whole walk through a pipe."""
    return chat(Path(copy(migrated, tmp_path_factory.mktemp("walked"))), WALK)


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a person saw in front of a terminal.

    Attributes:
        shown: after each line that they typed.
        seen: from the start to the end.
        code: the program's, when it had ended.
    """

    shown: list[str]
    seen: str
    code: int


@pytest.fixture(scope="module")
def sat(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """A request for help, a whole walk and Ctrl-D."""
    database = Path(copy(migrated, tmp_path_factory.mktemp("sat")))
    arguments = ("chat", "--as", "sam", "--db", address(database))
    shown = []
    with Terminal(*arguments, columns=COLUMNS) as terminal:
        terminal.until("> ")
        for line in (b"help\n", b"start\n", *ANALYST):
            terminal.type(line)
            shown.append(terminal.until("\r\n> "))
        terminal.type(CTRL_D)
        code = terminal.to_end()
    return Sitting(shown, terminal.seen, code)


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
    assert "\n> sql\n" in walked.out


def test_the_end_of_the_input_says_goodbye(walked: Ran, catalog: Catalog) -> None:
    assert words(walked.out).endswith(f"> {catalog.say('terminal.goodbye')}")


def test_nothing_is_wider_than_forty_columns_and_no_asterisk_leaks(database: Path) -> None:
    sides = b"help\nwhy\n2\nstart\nhelp\nwhy\nnonsense\nback\nsummary\ncompare\nback\n"

    ended = chat(database, sides + b"".join(ANALYST) + b"why\nshare\n", COLUMNS="40")

    assert max(map(len, ended.out.splitlines())) <= 40
    assert "*" not in ended.out
    assert "%" in ended.out


@pytest.mark.thorough
def test_a_stream_that_takes_ascii_only_gets_question_marks(database: Path) -> None:
    ended = chat(database, WALK, PYTHONIOENCODING="ascii")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.isascii()
    assert "??? " in ended.out


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_somebody_who_closes_a_terminal_finds_the_question_again(database: Path) -> None:
    chat(database, b"start\n1\n")

    with Program(database) as program:
        assert program.standing[-1]["progress"]["at"] == 2


def test_on_a_terminal_a_walk_reaches_a_result(sat: Sitting, verdict: str) -> None:
    assert verdict in words("".join(sat.shown))


def test_a_terminal_shows_once_what_is_typed(sat: Sitting) -> None:
    shown = sat.shown[0]

    assert shown.startswith("help\r\n")
    assert "help" not in shown.removeprefix("help")


def test_a_terminal_is_used_to_its_width_and_not_beyond(sat: Sitting) -> None:
    lines = "".join(sat.shown).splitlines()

    assert 45 < max(map(len, lines)) <= COLUMNS


def test_ctrl_d_says_goodbye(sat: Sitting, catalog: Catalog) -> None:
    assert sat.code == 0
    assert words(sat.seen).endswith(catalog.say("terminal.goodbye"))


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_says_goodbye_without_a_traceback(database: Path, catalog: Catalog) -> None:
    with Terminal("chat", "--as", "sam", "--db", address(database)) as terminal:
        terminal.until("> ")
        terminal.type(CTRL_C)

        code = terminal.to_end()

    assert code == 130
    assert words(terminal.seen).endswith(catalog.say("terminal.goodbye"))
    assert "Traceback" not in terminal.seen

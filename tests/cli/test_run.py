from pathlib import Path

import pytest

from tests.cli.running import Ran, Terminal, whichrole
from tests.fakes.program import Program

TOKEN = "xoxb-4711-not-for-your-eyes"  # noqa: S105 - not a real one


def run(folder: Path, **environ: str) -> Ran:
    settings = {"WHICHROLE_DATA": str(folder), "LOGNAME": "sam", **environ}
    return whichrole("run", typed=b"start\n1\n", environ=settings)


def test_run_without_a_platform_talks_here_and_keeps_it_in_the_data_folder(
    tmp_path: Path,
) -> None:
    ended = run(tmp_path / "data")

    with Program(tmp_path / "data" / "whichrole.db") as program:
        assert program.standing[-1]["progress"]["at"] == 2
    assert (ended.code, ended.err) == (0, "")


def test_run_on_a_terminal_is_the_same(database: Path) -> None:
    environ = {"DATABASE_URL": f"sqlite+aiosqlite:///{database}"}

    with Terminal("run", environ=environ) as terminal:
        terminal.until("> ")
        terminal.type(b"start\n")
        shown = terminal.until("\r\n> ")

    assert "  1  " in shown


@pytest.mark.parametrize(
    ("name", "platform"), [("SLACK_BOT_TOKEN", "Slack"), ("DISCORD_TOKEN", "Discord")]
)
def test_a_token_gives_one_note_that_does_not_show_it(
    database: Path, name: str, platform: str
) -> None:
    ended = run(database.parent, **{name: TOKEN})

    assert ended.err == (
        f"whichrole: a token for {platform} is set; connecting to {platform} is coming.\n"
    )
    assert TOKEN not in ended.out
    assert ended.code == 0

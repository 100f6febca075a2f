from pathlib import Path

import pytest

from tests.cli.running import Ran, Start, Terminal, whichrole
from tests.fakes.program import Program

HUSHED = "no-token-of-discords"


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


def test_a_token_of_another_shape_is_refused_and_not_shown(database: Path) -> None:
    ended = run(database.parent, DISCORD_TOKEN=HUSHED)

    told = "DISCORD_TOKEN: the token that is meant has three parts with dots."
    assert ended.err == f"whichrole: {told}\n"
    assert HUSHED not in ended.out + ended.err
    assert ended.code != 0


@pytest.mark.parametrize(
    ("name", "token", "lacking"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-4711", "SLACK_APP_TOKEN"),
        ("SLACK_APP_TOKEN", "xapp-4711", "SLACK_BOT_TOKEN"),
    ],
)
def test_one_token_of_slack_without_the_other_is_refused(
    start: Start, tmp_path: Path, name: str, token: str, lacking: str
) -> None:
    ended = start("run", environ={"WHICHROLE_DATA": str(tmp_path), name: token})

    assert ended.err == (
        f"whichrole: {name} is set without {lacking}; Slack needs both (docs/slack.md says"
        " where).\n"
    )
    assert ended.code == 1


def test_slack_alone_needs_its_tokens(start: Start, tmp_path: Path) -> None:
    ended = start("run", "--only", "slack", environ={"WHICHROLE_DATA": str(tmp_path)})

    assert ended.err.startswith("whichrole: Slack needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN")
    assert ended.code == 1


@pytest.mark.thorough
def test_the_terminal_alone_leaves_slack_alone(database: Path) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-4711", "SLACK_APP_TOKEN": "xapp-4711"}

    ended = whichrole(
        "run",
        "--only",
        "terminal",
        typed=b"start\n",
        environ={"WHICHROLE_DATA": str(database.parent), **tokens},
    )

    assert (ended.code, ended.err) == (0, "")
    assert "1 of about 8" in ended.out

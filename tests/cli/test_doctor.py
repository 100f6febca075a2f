"""``whichrole doctor``, run inside the test; two tests see to it that processes do so too."""

import asyncio
import json
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.slack import checks
from bot.cli import main
from bot.cli.checkup import settings as checked_settings
from bot.store.files import soundness
from tests.cli import running
from tests.cli.breakages import BREAKAGES, Environ
from tests.cli.running import Ran, Terminal
from tests.fakes.file import rows
from tests.fakes.older import of_the_first_release
from tests.fakes.slack.server import FakeSlack
from tests.fakes.waiting import PATIENCE
from tests.fakes.workspace import OF_APP, OF_BOT, SCOPES, FakeWorkspace

PHONE = 40
GUIDE = Path(__file__).parents[2] / "docs/slack.md"

Doctor = Callable[..., Ran]


@pytest.fixture
def workspace() -> Iterator[FakeWorkspace]:
    with FakeWorkspace() as workspace:
        yield workspace


@pytest.fixture
def environ(workspace: FakeWorkspace, database: Path) -> Environ:
    """An installation where all is well."""
    return {
        "SLACK_BOT_TOKEN": OF_BOT,
        "SLACK_APP_TOKEN": OF_APP,
        "WHICHROLE_SLACK_API_URL": workspace.api_url,
        "WHICHROLE_DATA": str(database.parent),
    }


@pytest.fixture
def doctor(
    workspace: FakeWorkspace,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Doctor:
    """Run the command with nothing of ours in the environment but what is named."""

    def ran(environ: Environ, *arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["whichrole", "doctor", *arguments])
        monkeypatch.setattr("os.environ", running.clean(environ))
        monkeypatch.setattr(checks, "PATIENCE", 3.0 if workspace.is_silent else PATIENCE)
        monkeypatch.setattr(soundness, "BUSY_SECONDS", 0.05)
        monkeypatch.chdir(tmp_path)
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, out, err)

    return ran


def told(ran: Ran, state: str) -> list[str]:
    """The findings of a state, each with its fix behind it."""
    found: list[str] = []
    for line in ran.out.splitlines():
        if line.startswith("  fix "):
            found[-1] += line
        else:
            found.append(line)
    return [one for one in found if one.startswith(f"{state} ")]


def test_where_everything_is_in_order_it_says_so(
    doctor: Doctor, environ: Environ, workspace: FakeWorkspace, database: Path
) -> None:
    ended = doctor(environ)

    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert [line for line in lines if not line.startswith("ok disk: ")] == [
        "ok settings: 4 variables set, and usable.",
        f"ok data folder: {database.parent} is ours to write.",
        f"ok database: {database} is whole ({database.stat().st_size / 1e6:.1f} MB).",
        (
            "unchecked backup: no copy stands beside the database; one elsewhere cannot be "
            "seen from here."
        ),
        "  fix whichrole backup FILE makes one, also while people talk (docs/backup.md).",
        "ok content: 5 roles, 18 questions, in 'en'.",
        f"ok Slack: answers at {workspace.api_url}.",
        "ok bot token: works, as whichrole in the workspace Data Club.",
        "ok permissions: all 9 scopes are there.",
        "ok socket: opens, and Slack greets us.",
        "ok one app: both tokens are of the same one.",
        "ok clock: right, within a minute.",
        (
            "unchecked manifest: a bot token cannot read the commands, events and switches "
            "of the app."
        ),
        (
            "  fix On api.slack.com/apps, open your app, then App Manifest, and compare: "
            "commands /whichrole, /mentee-status, /mentor, /whichrole-admin; events "
            "app_home_opened, app_mention, app_uninstalled, member_joined_channel, message.im, "
            "tokens_revoked; Socket Mode, interactivity, the Home tab and the Messages tab on."
        ),
        "unchecked Discord: DISCORD_TOKEN is not set.",
        "  fix To connect a server, follow docs/discord.md.",
        "Nothing is wrong. 3 things could not be checked.",
    ]


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_single_thing_that_is_broken_is_named_with_its_fix(
    doctor: Doctor, environ: Environ, workspace: FakeWorkspace, database: Path, name: str
) -> None:
    broken, said, fix = BREAKAGES[name]
    broken(workspace, environ, database.parent)

    ended = doctor(environ)

    assert (ended.code, ended.err) == (1, "")
    (only,) = told(ended, "wrong")
    assert said in only
    assert fix in only
    assert "hushed" not in ended.out
    assert ended.out.splitlines()[-1].startswith("Not in order: 1 thing to mend.")


def test_everything_that_is_wrong_is_told_at_once(
    doctor: Doctor, environ: Environ, workspace: FakeWorkspace, database: Path
) -> None:
    database.chmod(0o644)
    environ |= {"WHICHROLE_LOG": "loud", "WHICHROLE_LOCALE": "fr"}
    workspace.scopes = ("chat:write", "commands", "channels:history")
    workspace.errors["apps.connections.open"] = "missing_scope"
    workspace.ahead = timedelta(hours=1)

    ended = doctor(environ)

    assert ended.code == 1
    assert [one.split(":")[0] for one in told(ended, "wrong")] == [
        "wrong settings",
        "wrong database",
        "wrong content",
        *["wrong permissions"] * 7,
        "wrong socket",
        "wrong clock",
    ]
    assert ended.out.splitlines()[-1].startswith("Not in order: 12 things to mend.")
    assert ended.out.count("Add what lacks under OAuth & Permissions") == 1


def test_a_file_with_several_faults_has_them_all_told(
    doctor: Doctor, environ: Environ, database: Path
) -> None:
    rows(database, "UPDATE alembic_version SET version_num = '9999'")
    database.chmod(0o644)

    newer, readable = told(doctor(environ), "wrong")

    assert "newer version" in newer
    assert "chmod 600" in readable


def test_what_the_bot_may_do_beyond_our_need_is_a_remark(
    doctor: Doctor, environ: Environ, workspace: FakeWorkspace
) -> None:
    workspace.scopes = (*SCOPES, "channels:history", "admin")

    ended = doctor(environ)

    assert ended.code == 0
    assert told(ended, "note") == [
        (
            "note permissions: the bot may do more than we need: admin, channels:history."
            "  fix Remove what nothing else uses."
        )
    ]


def test_scopes_that_slack_does_not_tell_are_not_checked(
    doctor: Doctor, environ: Environ, workspace: FakeWorkspace
) -> None:
    workspace.scopes = None

    ended = doctor(environ)

    assert ended.code == 0
    assert "unchecked permissions: Slack did not tell them." in told(ended, "unchecked")


def test_what_could_not_be_checked_is_named_with_the_reason(
    doctor: Doctor, environ: Environ
) -> None:
    environ["WHICHROLE_SLACK_API_URL"] = "http://127.0.0.1:9/api/"

    found = [one.partition("  fix")[0] for one in told(doctor(environ), "unchecked")][1:-1]

    assert found == [
        "unchecked bot token: Slack did not answer.",
        "unchecked permissions: the bot token does not work yet.",
        "unchecked socket: Slack did not answer.",
        "unchecked one app: both tokens must work first.",
        "unchecked clock: there is no time of Slack's to compare it with.",
        (
            "unchecked manifest: a bot token cannot read the commands, events and switches "
            "of the app."
        ),
    ]


def test_a_check_that_fails_says_so_and_the_others_go_on(
    doctor: Doctor, environ: Environ, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(OF_BOT)

    monkeypatch.setattr("bot.cli.checkup.workspace.about_scopes", fail)
    monkeypatch.setattr("bot.cli.checkup.files.about_database", fail)

    ended = doctor(environ)

    assert [one for one in told(ended, "unchecked") if "itself" in one] == [
        f"unchecked {check}: the check itself failed (ValueError).  fix Please report it to us."
        for check in ("database", "permissions")
    ]
    assert "ok socket: opens" in ended.out
    assert OF_BOT not in ended.out


def test_the_socket_is_closed_again_and_other_copies_are_told(
    doctor: Doctor, environ: Environ, workspace: FakeWorkspace
) -> None:
    workspace.connections = 2

    ended = doctor(environ)

    assert "ok socket: opens, and Slack greets us. 1 other open" in ended.out
    assert workspace.closed_sockets == 1


def test_a_broken_bot_token_does_not_keep_the_socket_from_being_tried(
    doctor: Doctor, environ: Environ
) -> None:
    environ |= {"SLACK_BOT_TOKEN": "changeme"}

    ended = doctor(environ)

    assert "ok socket: opens, and Slack greets us." in ended.out
    assert "ok clock: right" in ended.out
    assert "unchecked bot token: there is no usable SLACK_BOT_TOKEN." in ended.out


def test_without_tokens_slack_is_not_checked_and_nothing_is_wrong(
    doctor: Doctor, environ: Environ, workspace: FakeWorkspace
) -> None:
    del environ["SLACK_BOT_TOKEN"], environ["SLACK_APP_TOKEN"]

    ended = doctor(environ)

    assert ended.code == 0
    assert "unchecked Slack: neither SLACK_BOT_TOKEN nor SLACK_APP_TOKEN is set." in ended.out
    assert workspace.heard == []


def test_a_locked_database_is_told(doctor: Doctor, environ: Environ, database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")

        ended = doctor(environ)

    (only,) = told(ended, "wrong")
    assert "is locked by another program; please try again" in only


def test_nothing_is_changed(doctor: Doctor, environ: Environ, tmp_path: Path) -> None:
    environ["WHICHROLE_DATA"] = str(tmp_path / "not" / "yet")

    ended = doctor(environ)

    assert ended.code == 0
    assert f"ok data folder: {tmp_path}/not/yet will be made" in ended.out
    assert "ok database: none yet; it is made at the first start." in ended.out
    assert not (tmp_path / "not").exists()


def test_a_database_of_an_older_version_is_left_as_it_is(
    doctor: Doctor, environ: Environ, tmp_path: Path
) -> None:
    old = of_the_first_release(tmp_path / "old.db")
    before = old.read_bytes()

    ended = doctor(environ, "--db", running.address(old))

    assert f"note database: {old} is whole, and an older version wrote it." in ended.out
    assert old.read_bytes() == before


def test_a_copy_beside_the_database_has_its_age_told(
    doctor: Doctor, environ: Environ, database: Path
) -> None:
    shutil.copy(database, database.with_name("yesterday.db"))
    (database.parent / "letter.txt").write_text("Dear Sam")
    with closing(sqlite3.connect(database.with_name("of_another_program.db"))) as other:
        other.execute("CREATE TABLE person (id)")

    ended = doctor(environ)

    said = "ok backup: the newest beside the database is 0 days old (yesterday.db)."
    assert said in ended.out.splitlines()


def test_variables_that_nothing_reads_are_a_remark(doctor: Doctor, environ: Environ) -> None:
    environ |= {
        "WHICHROLE_LOCAL": "de",
        "SLACK_TOKEN": "xoxb-3-hushed",
        "WHICHROLE_SPECS": "/s",
    }

    ended = doctor(environ)

    assert ended.code == 0
    assert told(ended, "note") == [
        (
            "note settings: Nothing reads the variable SLACK_TOKEN."
            "  fix Did you mean SLACK_BOT_TOKEN?"
        ),
        (
            "note settings: Nothing reads the variable WHICHROLE_LOCAL."
            "  fix Did you mean WHICHROLE_LOCALE?"
        ),
    ]
    assert "hushed" not in ended.out


def test_variables_that_wait_in_a_file_are_a_remark(
    doctor: Doctor, environ: Environ, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(
        f"SLACK_BOT_TOKEN={OF_BOT}\nexport SLACK_APP_TOKEN={OF_APP}\n"
        f"#WHICHROLE_LOG=debug\nWHICHROLE_DATA=/x\n"
    )
    del environ["SLACK_BOT_TOKEN"], environ["SLACK_APP_TOKEN"]

    ended = doctor(environ)

    assert told(ended, "note") == [
        (
            "note settings: SLACK_APP_TOKEN, SLACK_BOT_TOKEN stand in .env, which only make "
            "reads.  fix Start with make doctor and make run."
        )
    ]
    assert "hushed" not in ended.out


def test_a_name_that_would_spoil_the_lines_cannot(
    doctor: Doctor, environ: Environ, workspace: FakeWorkspace
) -> None:
    workspace.team = "[red]Club\x1b[31m\nwrong: all" + "!" * 500

    ended = doctor(environ)

    (line,) = (line for line in ended.out.splitlines() if line.startswith("ok bot token: "))
    assert "in the workspace [red]Club[31mwrong: all!!" in line
    assert len(line) < 160


def test_programs_read_one_json_object(
    doctor: Doctor, environ: Environ, workspace: FakeWorkspace
) -> None:
    workspace.errors["auth.test"] = "token_revoked"

    ended = doctor(environ, "--json")

    told = json.loads(ended.out)
    assert (ended.code, ended.err, told["ok"]) == (1, "", False)
    (wrong,) = (one for one in told["findings"] if one["state"] == "wrong")
    assert wrong == {
        "check": "bot token",
        "state": "wrong",
        "said": "SLACK_BOT_TOKEN: the token was revoked.",
        "fix": checked_settings.WHERE["SLACK_BOT_TOKEN"],
    }


def test_F79_no_secret_stands_in_what_a_process_tells_whatever_is_logged(
    environ: Environ, workspace: FakeWorkspace
) -> None:
    workspace.errors["auth.test"] = "xoxb-1-hushed-bot"
    workspace.greeting = {"type": "hushed"}
    environ |= {"DATABASE_URL": "mysql://sam:hushed@example.org/x", "WHICHROLE_LOG": "debug"}

    ended = running.whichrole("doctor", environ=environ)

    assert (ended.code, ended.err) == (1, "")
    assert "hushed" not in ended.out
    assert ("auth.test", OF_BOT) in workspace.heard


async def test_the_workspace_that_the_program_is_tested_in_is_in_order(
    database: Path,
) -> None:
    async with FakeSlack(limited=False) as slack:
        environ = {
            "SLACK_BOT_TOKEN": slack.api.bot_token,
            "SLACK_APP_TOKEN": slack.api.app_token,
            "WHICHROLE_SLACK_API_URL": slack.api_url,
            "WHICHROLE_DATA": str(database.parent),
        }
        ended = await asyncio.to_thread(running.whichrole, "doctor", environ=environ)

    assert (ended.code, ended.err) == (0, "")
    assert "ok permissions: all 9 scopes are there." in ended.out
    assert "ok socket: opens, and Slack greets us." in ended.out


def test_a_phone_shows_what_is_waited_for_and_every_line(environ: Environ) -> None:
    with Terminal("doctor", columns=PHONE, environ=environ) as terminal:
        code = terminal.to_end()

    assert code == 0
    assert "Looking at: Slack" in terminal.seen
    assert "Nothing is wrong." in terminal.seen
    shown = [line.strip() for line in terminal.seen.splitlines()]
    assert max(map(len, shown)) <= PHONE


def test_what_the_guide_lets_the_doctor_say_it_says() -> None:
    rows = re.findall(r"^\|[^|]+\|([^|]+)\|[^|]+\|$", GUIDE.read_text(), re.MULTILINE)
    quoted = [quote for row in rows for quote in re.findall(r"`(\w+ [^`]+)`", row)]
    sayings = [said for _, said, _ in BREAKAGES.values()]

    assert len(quoted) > 12
    assert [one for one in quoted if not any(one in said for said in sayings)] == []


@pytest.mark.parametrize(
    "address", ["ftp://slack.example/", "http://127.0.0.1:99999/", "x?a=b"]
)
def test_an_address_that_cannot_be_used_is_one_fault_and_no_token_goes_elsewhere(
    doctor: Doctor, environ: Environ, address: str
) -> None:
    ended = doctor(environ | {"WHICHROLE_SLACK_API_URL": address})

    assert [line.split(":")[0] for line in told(ended, "wrong")] == ["wrong settings"]
    assert "unchecked Slack: WHICHROLE_SLACK_API_URL must be put right first." in ended.out

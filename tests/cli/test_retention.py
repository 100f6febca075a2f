import json
from pathlib import Path

import pytest

from bot.catalog import Catalog
from tests.cli.running import Start, address, at_first_question, whichrole
from tests.fakes.canary import counts, dump
from tests.fakes.file import rows
from tests.fakes.people import with_people

OLD = "2001-02-03 04:05:06.000000"


@pytest.fixture
async def begun(database: Path, catalog: Catalog) -> Path:
    """A database in which Sam has begun."""
    await with_people(database, catalog, ["sam"])
    rows(database, "UPDATE outbox SET state = 'sent'")
    return database


@pytest.fixture
def aged(begun: Path) -> Path:
    """A database in which Sam began and fell silent long ago."""
    for change in (
        "UPDATE inbox SET claimed_at = ?",
        "UPDATE outbox SET closed_at = ?",
        "UPDATE conversation SET heard_at = ?",
    ):
        rows(begun, change, OLD)
    return begun


def test_F70_a_dry_run_only_counts(aged: Path) -> None:
    before = dump(aged)

    ended = whichrole("retention", "--dry-run", "--json", "--db", address(aged))

    assert ended.code == 0
    told = json.loads(ended.out)
    assert told["dry_run"] is True
    assert told["rules"]["keys"] == {"days": 7, "number": 2}
    assert told["rules"]["texts"] == {"days": 7, "number": 2}
    assert told["rules"]["people"] == {"days": 548, "number": 0}
    assert told["rules"]["warnings"] == {"days": 518, "number": 1}
    assert dump(aged) == before


def test_F70_a_round_ends_what_is_old_and_tells_it_in_a_table(aged: Path, start: Start) -> None:
    ended = start("retention", "--db", address(aged))

    assert ended.code == 0
    head, *lines = ended.out.splitlines()
    assert head.split() == ["what", "older", "than", "done"]
    assert [line.split()[-1] for line in lines] == [*"20000000201"]
    assert max(map(len, ended.out.splitlines())) <= 60
    assert counts(aged)["inbox"] == 0
    assert rows(aged, "SELECT kind FROM outbox") == ["warning"]


def test_F70_the_settings_decide_how_old_is_old(begun: Path, start: Start) -> None:
    rows(begun, "UPDATE inbox SET claimed_at = datetime('now', '-20 days')")

    ended = start(
        "retention",
        "--dry-run",
        "--json",
        "--db",
        address(begun),
        environ={"WHICHROLE_KEEP_KEYS_DAYS": "30"},
    )

    assert json.loads(ended.out)["rules"]["keys"] == {"days": 30, "number": 0}


def test_F70_a_talk_follows_the_rules_beside_it(aged: Path) -> None:
    with at_first_question(aged, name="ana") as program:
        for _ in range(200):
            program.type("help")
            if rows(aged, "SELECT count(*) FROM inbox WHERE claimed_at < '2002'") == [0]:
                break
        else:
            raise AssertionError("nothing was ended")


def test_whoever_opens_the_program_again_is_not_deleted_under_their_eyes(
    aged: Path, start: Start
) -> None:
    start("retention", "--db", address(aged))
    rows(aged, "UPDATE outbox SET written_at = '2001-12-01 00:00:00.000000'")

    ended = whichrole("chat", "--as", "sam", "--db", address(aged), typed=b"help\n")

    assert "I last heard from you on 3 February 2001" in " ".join(ended.out.split())
    assert counts(aged)["person"] == 1

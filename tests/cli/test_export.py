import json
from pathlib import Path

import pytest

from bot.catalog import Catalog
from tests.cli.running import Start, address, whichrole
from tests.fakes.people import with_people


@pytest.fixture
async def begun(database: Path, catalog: Catalog) -> Path:
    """A database in which Sam has answered one question, and Ana two."""
    await with_people(database, catalog, ["ben", "sam", "ana"])
    return database


def test_F69_everything_about_one_person_is_printed_and_nothing_of_another(
    begun: Path,
) -> None:
    ended = whichrole("export", "sam", "--db", address(begun))

    assert ended.code == 0
    told = json.loads(ended.out)
    assert [one["user"] for one in told["tables"]["account"]] == ["sam"]
    assert [one["question"] for one in told["tables"]["answers"]] == ["afternoon"]
    assert "ana" not in ended.out.split('"')


def test_a_file_is_its_owners_alone_and_is_not_replaced_unasked(
    begun: Path, tmp_path: Path, start: Start
) -> None:
    file = tmp_path / "sam.json"
    file.write_text("older")
    file.chmod(0o644)
    order = ("export", "terminal::sam", "--db", address(begun), "--out", str(file))

    refused = start(*order)
    kept = file.read_text()
    replaced = start(*order, "--force")

    assert (refused.code, kept) == (1, "older")
    assert refused.err == f"whichrole: {file} exists already; --force replaces it.\n"
    assert (replaced.code, replaced.out) == (0, f"Written: {file}\n")
    assert json.loads(file.read_text())["account"] == "terminal::sam"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_written_is_one_sentence(
    begun: Path, tmp_path: Path, start: Start
) -> None:
    file = tmp_path / "no folder" / "sam.json"

    ended = start("export", "sam", "--db", address(begun), "--out", str(file))

    assert ended.code == 1
    assert ended.err == f"whichrole: {file} cannot be written: No such file or directory.\n"


@pytest.mark.parametrize("command", ["export", "forget"])
def test_an_unknown_account_is_one_sentence(begun: Path, start: Start, command: str) -> None:
    ended = start(command, "slack:T1:U1", "--db", address(begun))

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "whichrole: There is nobody here with the account slack:T1:U1; nothing was done.\n"
    )


@pytest.mark.parametrize("account", ["", ":", "slack:T1", "::sam", "slack:T1:"])
def test_what_is_no_account_is_one_sentence(begun: Path, start: Start, account: str) -> None:
    ended = start("export", account, "--db", address(begun))

    assert ended.code == 1
    assert ended.err == (
        "whichrole: An account is a name, such as sam, or platform:workspace:user.\n"
    )

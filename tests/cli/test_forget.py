from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.engine.events import Opened
from tests.cli.running import Start, address, whichrole
from tests.conftest import opened
from tests.fakes.canary import counts, raw
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.program import Program


@pytest.fixture
async def begun(database: Path, catalog: Catalog) -> Path:
    """A database in which Sam and Ana have begun; no event names them, as on a platform."""
    async with opened(database, FakeClock()) as store:
        for name, key in (("sam-goldfinch", "first"), ("ana", "second")):
            await Member(store, catalog, name).does(Opened(NOON), key)
    return database


def test_F68_forget_asks_and_deletes_only_then(begun: Path, start: Start) -> None:
    order = ("forget", "sam-goldfinch", "--db", address(begun))

    refused = start(*order, typed="n\n")
    silent = start(*order)
    before = counts(begun)["person"]
    done = whichrole(*order, typed=b"y\n")

    assert refused.code == silent.code == 1
    assert before == 2
    assert done.code == 0
    assert done.out.endswith("Forgotten: sam-goldfinch\n")
    assert rows(begun, "SELECT user FROM account") == ["ana"]
    assert b"sam-goldfinch" not in raw(begun)


def test_F68_forget_asks_nothing_if_told_so_while_somebody_talks(
    asked: Program, talked_in: Path, start: Start
) -> None:
    ended = start("forget", "sam", "--yes", "--db", address(talked_in))

    (card,) = asked.type("/whichrole")

    assert (ended.code, ended.out) == (0, "Forgotten: sam\n")
    assert [choice["id"] for choice in card["choices"]] == ["start", "about", "own-words"]


def test_F68_whoever_forgets_themselves_in_a_talk_begins_anew_at_once(
    asked: Program, talked_in: Path
) -> None:
    asked.type("forget me")

    (farewell,) = asked.choose("forget")
    people = counts(talked_in)["person"]
    (card,) = asked.type("/whichrole")

    assert farewell["choices"] == []
    assert people == 0
    assert [choice["id"] for choice in card["choices"]] == ["start", "about", "own-words"]

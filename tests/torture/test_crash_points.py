import subprocess
import sys
from pathlib import Path

from bot.catalog import Catalog
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member, click
from tests.fakes.message import card_of

FEWEST_STATEMENTS = 8
"""Begin, claim, two reads, move, answer, message, commit."""


async def test_F03_F16_a_turn_killed_at_any_statement_is_whole_after_its_repeat(
    database: Path, tmp_path: Path, clock: FakeClock, catalog: Catalog
) -> None:
    async with opened(database, clock) as store:
        sam = Member(store, catalog)
        card = await sam.begins()
        await store.mark_sent((await store.claim_left(sam.address)).messages)
        before = await store.conversation(sam.address)
    files = killed_turns(database, tmp_path)

    are_stored = [
        bool(rows(path, "SELECT 1 FROM inbox WHERE event_key = '1'")) for path in files
    ]
    assert are_stored == sorted(are_stored)  # not before COMMIT, and always after it
    assert are_stored.count(False) >= FEWEST_STATEMENTS
    assert are_stored[-1]
    for path, is_stored in zip(files, are_stored, strict=True):
        async with opened(path, clock) as store:
            assert (await store.conversation(sam.address) == before) is not is_stored
            again = Member(store, catalog)

            await again.does(click(card), key="1")

            left = await store.claim_left(sam.address)
            assert [card_of(one).place for one in left.messages] == [
                (await again.looks()).place
            ]
            assert rows(path, "SELECT count(*) FROM answers") == [1]


def killed_turns(begun: Path, folder: Path) -> list[Path]:
    """A copy for each statement at which the turn was killed, and one where it came through."""
    copies = folder / "copies"
    copies.mkdir()
    command = [sys.executable, "-m", "tests.fakes.half_turn", str(begun), str(copies)]
    killed = int(subprocess.run(command, capture_output=True, check=True).stdout)
    files = sorted(copies.glob("*.db"))
    assert len(files) == killed + 1
    return files

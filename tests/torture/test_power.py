"""F47: what was acknowledged is on the disk, whatever of the rest the power cut leaves."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from bot.catalog import Catalog
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.databases import is_whole, who_stands_where
from tests.fakes.file import rows
from tests.fakes.member import Member

KILLS, KILLS_IN_TORTURE = 3, 25
CUTS, CUTS_IN_TORTURE = 2, 40
TURNS = 6
FRAME_HEADER, LOG_HEADER = 24, 32

KEYS = "SELECT event_key FROM inbox ORDER BY event_key"


class Turner:
    """A process that takes turns, one at a time, when it is told to."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.kept = [self._acknowledged()]

    def turn(self) -> None:
        """One turn, to its acknowledgement."""
        self.begins_a_turn()
        self.kept.append(self._acknowledged())

    def begins_a_turn(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def killed(self) -> list[str]:
        """Keys of turns that were acknowledged before it died."""
        self.process.send_signal(signal.SIGKILL)
        assert self.process.stdout is not None
        return [*self.kept, *self.process.stdout.read().split()]

    def _acknowledged(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@contextmanager
def turner(database: Path, device: str) -> Iterator[Turner]:
    command = [sys.executable, "-m", "tests.fakes.turner", str(database), device]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Turner(process)
        process.kill()


@dataclass(frozen=True)
class Moment:
    """Copies of the files, taken right after a turn was acknowledged."""

    database: Path
    log: bytes
    kept: list[str]

    def left(self, name: str, log: bytes) -> Path:
        """A disk with this file, and with what a power cut left of the log."""
        path = Path(shutil.copy(self.database, self.database.with_name(name)))
        Path(f"{path}-wal").write_bytes(log)
        return path


@pytest.fixture(scope="module")
def moments(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Moment]:
    """The files after each of some turns; the first ones stand in the file, not in the log."""
    found = []
    folder = tmp_path_factory.mktemp("moments")
    database = Path(shutil.copy(migrated, folder / "whichrole.db"))
    with turner(database, "phone") as talking:
        for _ in range(2):
            talking.turn()
        rows(database, "PRAGMA wal_checkpoint(TRUNCATE)")
        for number in range(TURNS):
            talking.turn()
            copy = Path(shutil.copy(database, database.with_name(f"moment-{number}.db")))
            log = database.with_name(f"{database.name}-wal").read_bytes()
            found.append(Moment(copy, log, list(talking.kept)))
    return found


async def check(path: Path, kept: list[str], clock: FakeClock, catalog: Catalog) -> None:
    """It opens, is whole, holds exactly these turns, shows what is stored, and goes on."""
    async with opened(path, clock) as store:
        assert rows(path, KEYS) == sorted(kept)
        assert is_whole(path)
        ((_, version, _, _),) = who_stands_where(path)
        sam = Member(store, catalog, device="after")
        card = await sam.looks()
        assert card.place is not None
        assert card.place.version == version
        await sam.presses(card, "restart" if card.result else "")
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()


async def test_F47_what_comes_after_the_last_committed_frame_may_be_torn_anywhere(
    moments: list[Moment], clock: FakeClock, catalog: Catalog, torture: str
) -> None:
    """The next turn was being written; its frames reached the disk in part, or as rubbish."""
    random = Random(47)
    for moment, following in pairwise(moments):
        committed = len(moment.log)
        assert following.log.startswith(moment.log)
        for _ in range(CUTS_IN_TORTURE if torture == "store" else CUTS):
            cut = random.randrange(committed, len(following.log))
            noise = random.randbytes(random.randrange(8_000))

            for log in (following.log[:cut], moment.log + noise):
                await check(moment.left("cut.db", log), moment.kept, clock, catalog)


async def test_F47_a_cut_within_the_last_transaction_leaves_all_turns_before_it(
    moments: list[Moment], clock: FakeClock, catalog: Catalog, torture: str
) -> None:
    random = Random(48)
    for before, moment in pairwise(moments):
        first, last = len(before.log), len(moment.log)
        for _ in range(CUTS_IN_TORTURE if torture == "store" else CUTS):
            cut = random.randrange(first, last)

            await check(moment.left("cut.db", moment.log[:cut]), before.kept, clock, catalog)


async def test_F47_every_acknowledged_turn_is_in_the_files_at_once(
    moments: list[Moment], clock: FakeClock, catalog: Catalog
) -> None:
    assert [len(moment.kept) for moment in moments] == list(range(4, 4 + TURNS))
    for moment in moments:
        await check(moment.left("cut.db", moment.log), moment.kept, clock, catalog)


def test_F47_a_turn_is_several_frames_so_that_a_cut_can_fall_between_them(
    moments: list[Moment],
) -> None:
    (size,) = rows(moments[0].database, "PRAGMA page_size")

    for before, moment in pairwise(moments):
        frames, rest = divmod(len(moment.log) - len(before.log), FRAME_HEADER + size)
        assert frames >= 3
        assert rest == 0
    assert (len(moments[0].log) - LOG_HEADER) % (FRAME_HEADER + size) == 0


async def test_F47_kill_9_again_and_again_loses_no_acknowledged_turn(
    database: Path, clock: FakeClock, catalog: Catalog, torture: str
) -> None:
    kept: list[str] = []
    for number in range(KILLS_IN_TORTURE if torture == "store" else KILLS):
        with turner(database, f"phone{number}") as talking:
            for _ in range(number % 4):
                talking.turn()
            talking.begins_a_turn()
            kept += talking.killed()
        found = rows(database, KEYS)
        assert set(kept) <= set(found)
        assert len(found) - len(kept) <= 1, "more is stored than was in flight"
        kept = found
    assert len(kept) > KILLS
    await check(database, kept, clock, catalog)

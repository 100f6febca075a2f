"""Tables of mentees: whether they may stand is looked at once they do."""

from datetime import datetime

import pytest

from bot.cards import Attachment
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.mentoring import Caller
from bot.usecases.mentors.asking import MENTEE_STATUS, Act, Asked
from bot.usecases.mentors.exporting import STAYS
from bot.usecases.mentors.lending import Lending, Lent
from tests.fakes.clock import FakeClock

KIM = Caller(Address("slack", "T1", "kim"), "Kim", None)
CSV = Asked(MENTEE_STATUS, "csv")
TABLE = Attachment("mentees.csv", "mentee")


class Shelf:
    """A place for one table."""

    def __init__(self, *, has_room: bool = True) -> None:
        self.has_room = has_room
        self.until: datetime | None = None
        self.is_there = False

    async def put(self, until: datetime) -> bool:
        self.until, self.is_there = until, self.has_room
        return self.has_room

    async def take(self) -> None:
        self.is_there = False


class Judge:
    """Says what it is told to say, about what stands on a shelf."""

    def __init__(self, shelf: Shelf, *, says: bool | None) -> None:
        self.shelf = shelf
        self.says = says
        self.was_there = False

    async def still_brings(self, caller: Caller, act: Act, table: Attachment) -> bool:
        self.was_there = self.shelf.is_there
        if self.says is None:
            raise StoreError("The database is busy.")
        return self.says


@pytest.mark.parametrize(
    ("says", "became"),
    [(True, Lent.STANDS), (False, Lent.TAKEN_BACK), (None, Lent.TAKEN_BACK)],
    ids=["true", "shared no longer", "nobody can tell"],
)
async def test_F63_a_table_stands_only_if_it_is_true_once_it_is_there(
    clock: FakeClock, says: bool | None, became: Lent
) -> None:
    shelf = Shelf()
    judge = Judge(shelf, says=says)

    lent = await Lending(judge, clock).lend(KIM, CSV, TABLE, shelf)

    assert (lent, shelf.is_there) == (became, became is Lent.STANDS)
    assert judge.was_there
    assert shelf.until == clock.now() + STAYS


async def test_a_table_that_cannot_be_put_anywhere_is_judged_by_nobody(
    clock: FakeClock,
) -> None:
    shelf = Shelf(has_room=False)
    judge = Judge(shelf, says=None)

    assert await Lending(judge, clock).lend(KIM, CSV, TABLE, shelf) is Lent.NOWHERE

"""What happens between mentors and mentees by itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.values import Party, State
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.mentoring import Community, Tell
from bot.ports.outbox import Kind
from bot.ports.waiting import BACK_AFTER, INVITED_FOR, REMINDED_AFTER
from bot.usecases.mentors.chasing import chase, chasing
from bot.usecases.mentors.standing import Standings
from tests.fakes.clock import FakeClock
from tests.fakes.desk_files import FakeFiles
from tests.fakes.desk_town import DeskTown, account

MONDAY = datetime(2026, 3, 9, tzinfo=UTC)
WEDNESDAY = MONDAY + timedelta(days=2, hours=23)


@dataclass
class FakeChased(FakeFiles):
    """Writes as many overviews as it was given, two at a time.

    Attributes:
        wanted: how many mentors have still to get theirs.
        ordered: for which period, and until when it is of use.
        problem: what every round falls over, or None.
        rounds: so many began.
        begun: set when the second did.
        hours: of the day, whose mentors were looked at, in order.
    """

    wanted: int = 0
    ordered: list[tuple[str, datetime]] = field(default_factory=list)
    problem: Exception | None = None
    rounds: int = 0
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    hours: list[int] = field(default_factory=list)

    async def to_look_at(self, hour: int, side: Party) -> Sequence[tuple[Community, Address]]:
        if side is Party.MENTOR:
            self.hours.append(hour)
        return await super().to_look_at(hour, side)

    async def order_digests(self, period: str, useful_until: datetime, most: int) -> int:
        some = min(2, self.wanted)
        self.wanted -= some
        self.ordered.append((period, useful_until))
        return some

    async def chase_answers(self, most: int, step: object) -> int:
        self.rounds += 1
        if self.rounds > 1:
            self.begun.set()
        if self.problem is not None:
            raise self.problem
        return await super().chase_answers(most, step)  # type: ignore[arg-type]


@pytest.fixture
def chased(town: DeskTown) -> FakeChased:
    town.files = FakeChased(town.clock)
    return town.files


async def test_whoever_is_to_answer_is_reminded_once(
    catalog: Catalog, town: DeskTown, chased: FakeChased
) -> None:
    town.pair("sam", state=State.ASKED)
    town.pair("ana", state=State.INVITED)
    town.pair("joe", mentor=None, state=State.ASKED)
    town.pair("zoe")
    town.clock.pass_by(REMINDED_AFTER - timedelta(minutes=1))
    early = await chase(chased, catalog, town.clock, town.desk.standings)
    town.clock.pass_by(timedelta(minutes=1))

    await chase(chased, catalog, town.clock, town.desk.standings)
    again = await chase(chased, catalog, town.clock, town.desk.standings)

    assert (early, again) == (0, 0)
    assert chased.told == [
        Tell(account("kim"), Kind.REQUEST_REMINDER),
        Tell(account("ana"), Kind.REQUEST_REMINDER),
    ]


async def test_A16_a_request_without_an_answer_is_the_pool_s_again(
    catalog: Catalog, town: DeskTown, chased: FakeChased
) -> None:
    asked = town.pair("sam", state=State.ASKED)
    invited = town.pair("ana", state=State.INVITED)
    town.clock.pass_by(BACK_AFTER)

    await chase(chased, catalog, town.clock, town.desk.standings)

    assert chased.pairs[asked.id].mentor is None
    assert chased.pairs[asked.id].state is State.ASKED
    assert chased.pairs[invited.id].state is State.INVITED
    told = chased.told[0]
    assert (told.to, told.kind) == (account("sam"), Kind.CLOSED)
    assert told.card is not None
    assert "any mentor here can say yes now" in told.card.body


async def test_F70_an_invitation_that_nobody_answers_in_a_month_is_over(
    catalog: Catalog, town: DeskTown, chased: FakeChased
) -> None:
    asked = town.pair("sam", state=State.ASKED, mentor=None)
    invited = town.pair("ana", state=State.INVITED)
    town.clock.pass_by(INVITED_FOR - timedelta(minutes=1))
    await chase(chased, catalog, town.clock, town.desk.standings)
    early = chased.pairs[invited.id].state
    town.clock.pass_by(timedelta(minutes=1))

    await chase(chased, catalog, town.clock, town.desk.standings)

    assert early is State.INVITED
    assert chased.pairs[invited.id].state is State.ENDED
    assert chased.pairs[asked.id].state is State.ASKED
    told = chased.told[-1]
    assert (told.to, told.kind) == (account("kim"), Kind.CLOSED)
    assert told.card is not None
    assert told.card.body.startswith("**Ana** has not answered your invitation in a month")


async def test_F61_a_mentor_who_is_none_any_more_is_found_out_in_a_round(
    catalog: Catalog, town: DeskTown, chased: FakeChased
) -> None:
    standings = Standings(chased, {"slack": town.roster})
    town.pair("sam")

    done = [await chase(chased, catalog, town.clock, standings) for _ in range(2)]

    assert done == [1, 0]
    assert [one.kind for one in chased.told] == [Kind.MENTOR_LEFT] * 2


@pytest.mark.parametrize(
    ("now", "is_time"),
    [
        (MONDAY, False),
        (MONDAY + timedelta(hours=7), True),
        (WEDNESDAY, True),
        (WEDNESDAY + timedelta(hours=1), False),
        (MONDAY + timedelta(days=6), False),
    ],
)
async def test_overviews_are_written_in_the_first_days_of_a_week(
    catalog: Catalog, now: datetime, is_time: bool
) -> None:
    chased = FakeChased(FakeClock(now), wanted=5)

    done = await chase(chased, catalog, chased.clock, Standings(chased, {}))

    assert done == (5 if is_time else 0)
    thursday = MONDAY + timedelta(days=3)
    assert set(chased.ordered) == ({("2026-W11", thursday)} if is_time else set())


async def test_rounds_go_on_after_one_that_fell(catalog: Catalog) -> None:
    chased = FakeChased(FakeClock(MONDAY), problem=StoreError("busy"))

    async with chasing(chased, catalog, chased.clock, Standings(chased, {}), timedelta()):
        await chased.begun.wait()

    assert chased.rounds >= 2


@pytest.mark.parametrize(
    ("ago", "hours"),
    [
        (None, [2]),
        (timedelta(minutes=20), []),
        (timedelta(minutes=31), [2]),
        (timedelta(hours=1, minutes=45), [1, 2]),
        (timedelta(hours=4), [23, 0, 1, 2]),
        (timedelta(days=3), [*range(3, 24), 0, 1, 2]),
    ],
)
async def test_F61_no_hour_is_left_out_however_long_a_round_takes(
    catalog: Catalog, ago: timedelta | None, hours: list[int]
) -> None:
    now = MONDAY + timedelta(hours=2, minutes=30)
    chased = FakeChased(FakeClock(now))
    looked_at = now - ago if ago is not None else None

    await chase(chased, catalog, chased.clock, Standings(chased, {}), looked_at)

    assert chased.hours == hours


async def test_F61_a_round_begins_where_the_last_one_that_was_whole_began(
    catalog: Catalog,
) -> None:
    chased = FakeChased(FakeClock(MONDAY))

    async with chasing(chased, catalog, chased.clock, Standings(chased, {}), timedelta()):
        await chased.begun.wait()
        chased.problem = StoreError("busy")
        chased.clock.pass_by(timedelta(hours=2))
        await asyncio.sleep(0)
        chased.problem = None
        while 2 not in chased.hours:  # noqa: ASYNC110 - until a round came through
            await asyncio.sleep(0)

    assert chased.hours == [0, 1, 2]

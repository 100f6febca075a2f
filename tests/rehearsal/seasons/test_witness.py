"""What a season's witness excuses of nudges, and where its excuses end."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.ports.outbox import NO_ROW, Kind
from bot.rehearsal.books import Books
from bot.rehearsal.clock import START, SimulatedClock
from bot.rehearsal.faults import Fates
from bot.rehearsal.loop import SimulatedLoop
from bot.rehearsal.platforms import Community, Mailbox
from bot.rehearsal.seasons.calendar import Wish
from bot.rehearsal.seasons.stays import JUST_NOW
from bot.rehearsal.seasons.witness import SeasonWitness
from bot.rehearsal.trace import Trace
from bot.rehearsal.world import World
from bot.store.rehearsed.onlooker import Onlooker
from tests.fakes.message import SAM, message

NIGHT = START.replace(hour=23)
WISH = Wish(0, time(9), "UTC", date(2026, 3, 2), quiet=(time(22), time(7)))
MAILBOX = Mailbox(SAM, "sam", Community("harbour"))
NUDGE = message(id=NO_ROW, kind=Kind.NUDGE)


@pytest.fixture
def world() -> Iterator[World]:
    with closing(SimulatedLoop()) as loop:
        clock = SimulatedClock(loop)
        yield World(1, 1, loop, clock, Fates("1/1"), Trace(loop, clock))


@pytest.fixture
def witness(world: World, catalog: Catalog, database: Path) -> Iterator[SeasonWitness]:
    """At night, of somebody who sleeps."""
    with closing(Onlooker(database)) as onlooker:
        witness = SeasonWitness(world, catalog, Books(onlooker), {SAM.platform: {}})
        witness.stays.of(SAM).want(WISH, START, START, is_late=False)
        world.clock.leap(NIGHT - START)
        yield witness


def put_wrong_and_right(world: World, witness: SeasonWitness) -> None:
    """The clock is moved for a moment."""
    for span in (timedelta(hours=1), timedelta()):
        world.clock.move(span)
        witness.shaken()


def test_F43_a_nudge_at_night_is_a_broken_promise(world: World, witness: SeasonWitness) -> None:
    witness.accepted(MAILBOX, NUDGE, excused=False)

    assert [one.promise for one in world.violations] == ["F43"]


def test_F43_what_a_wrong_clock_let_go_may_arrive_when_it_is_right_again(
    world: World, witness: SeasonWitness
) -> None:
    put_wrong_and_right(world, witness)

    witness.accepted(MAILBOX, NUDGE, excused=False)

    assert world.violations == []


def test_F43_a_clock_that_was_wrong_a_while_ago_excuses_nothing(
    world: World, witness: SeasonWitness
) -> None:
    put_wrong_and_right(world, witness)
    world.clock.leap(JUST_NOW + timedelta(seconds=1))

    witness.accepted(MAILBOX, NUDGE, excused=False)

    assert [one.promise for one in world.violations] == ["F43"]

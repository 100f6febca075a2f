"""What the witness excuses, and where its excuses end."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.engine.events import Opened
from bot.engine.state import Conversation
from bot.ports.inbound import EventKey, Inbound
from bot.ports.outbox import Kind
from bot.rehearsal.books import Books
from bot.rehearsal.clock import SimulatedClock
from bot.rehearsal.faults import Fates
from bot.rehearsal.loop import SimulatedLoop
from bot.rehearsal.platforms import Community, Mailbox
from bot.rehearsal.promises import Witness
from bot.rehearsal.trace import Trace
from bot.rehearsal.world import World
from bot.store.rehearsed.onlooker import Onlooker
from bot.usecases.turns import take_turn
from tests.conftest import opened
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.message import SAM, message

HELLO = Inbound(EventKey("hello"), SAM, Opened(NOON))
NEVER_SEEN = Mailbox(SAM, "sam", Community("harbour"))


@pytest.fixture
def world() -> Iterator[World]:
    with closing(SimulatedLoop()) as loop:
        clock = SimulatedClock(loop)
        yield World(1, 1, loop, clock, Fates("1/1"), Trace(loop, clock))


@pytest.fixture
def witness(world: World, catalog: Catalog, database: Path) -> Iterator[Witness]:
    with closing(Onlooker(database)) as onlooker:
        events = {SAM.platform: {HELLO.key: HELLO}}
        yield Witness(world, catalog, Books(onlooker), events)


def sam_opens(database: Path, catalog: Catalog) -> None:
    async def turn() -> None:
        async with opened(database, FakeClock()) as store:
            await take_turn(store, catalog, HELLO)

    asyncio.run(turn())


def write(database: Path, sql: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(sql)


def heard(witness: Witness, database: Path, catalog: Catalog) -> None:
    """The one turn of Sam is stored, and the witness knows of it."""
    witness.loaded(witness.asked(HELLO.key, SAM), Conversation(id=1))
    sam_opens(database, catalog)
    witness.committed()


def promises(world: World) -> list[str]:
    return [one.promise for one in world.violations]


def test_F24_a_card_that_waited_for_a_day_need_not_be_seen(
    witness: Witness, world: World, database: Path, catalog: Catalog
) -> None:
    heard(witness, database, catalog)
    write(database, "UPDATE outbox SET state = 'dead', reason = 'too-late', closed_at = due_at")

    witness.check_seen([NEVER_SEEN], have_pressed=False)

    assert promises(world) == []


def test_F24_whoever_pressed_since_must_see_where_they_stand(
    witness: Witness, world: World, database: Path, catalog: Catalog
) -> None:
    heard(witness, database, catalog)
    write(database, "UPDATE outbox SET state = 'dead', reason = 'too-late', closed_at = due_at")

    witness.check_seen([NEVER_SEEN], have_pressed=True)

    assert promises(world) == ["I7"]


def test_I7_a_card_that_was_not_given_up_must_be_seen(
    witness: Witness, world: World, database: Path, catalog: Catalog
) -> None:
    heard(witness, database, catalog)

    witness.check_seen([NEVER_SEEN], have_pressed=False)

    assert promises(world) == ["I7"]


@pytest.mark.parametrize(("seconds", "broken"), [(0.1, ["F17"]), (0.6, [])])
def test_F17_a_turn_that_was_stored_late_explains_that_its_answer_is_in_doubt(
    seconds: float,
    broken: list[str],
    witness: Witness,
    world: World,
    database: Path,
    catalog: Catalog,
) -> None:
    witness.loaded(witness.asked(HELLO.key, SAM), Conversation(id=1))
    world.loop.run_until_complete(asyncio.sleep(seconds))
    sam_opens(database, catalog)
    witness.committed()
    write(database, "UPDATE outbox SET state = 'unknown', reason = 'lost', closed_at = due_at")

    witness.look_for_doubts()

    assert promises(world) == broken


@pytest.mark.parametrize(
    ("first", "is_broken"),
    [
        (Kind.ENCOURAGED, False),
        (Kind.CHECK_IN_WANTED, False),
        (Kind.DIGEST, False),
        (Kind.WORD, False),
        (Kind.NUDGE, False),
        (Kind.REPLY, True),
        (Kind.PAIRED, True),
    ],
)
def test_F26_only_what_waits_for_a_good_hour_may_come_behind_what_was_said_later(
    witness: Witness, world: World, first: Kind, is_broken: bool
) -> None:
    witness._rows = {"first": 1, "second": 2}

    witness.accepted(NEVER_SEEN, message(key="second"), excused=False)
    witness.accepted(NEVER_SEEN, message(key="first", kind=first), excused=False)

    assert [one.promise for one in world.violations] == ["F26"] * is_broken

"""Turns of people with weekly steps: what each writes, and where it finds them."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.engine.effects import Turn
from bot.engine.state import Conversation
from bot.engine.weekly.values import Weekly
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.keeping import Keeping
from bot.store.sqlite import SqliteStore
from bot.usecases.retention import retain
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.step import saying
from tests.fakes.weekly import MONDAY, WEEK, full, nudging, wanting, weekly

SAM, KIM, LOU = (Address("slack", "T1", name) for name in ("sam", "kim", "lou"))
EVERYTHING = "SELECT * FROM plan, due"
KEYS = "SELECT due_at FROM due"


async def weekly_of(store: SqliteStore, account: Address = SAM) -> Weekly:
    here = await store.conversation(account)
    assert here is not None
    assert here.weekly is not None
    return here.weekly


async def test_whoever_wants_no_weekly_steps_has_none(
    store: SqliteStore, database: Path
) -> None:
    await store.turn(EventKey("1"), SAM, saying("hello"))

    here = await store.conversation(SAM)

    assert here is not None
    assert here.weekly is None
    assert rows(database, EVERYTHING) == []


async def test_a_turn_that_leaves_them_as_they_are_writes_nothing_of_them(
    store: SqliteStore, database: Path
) -> None:
    await store.turn(EventKey("1"), SAM, wanting(weekly()))
    rows(
        database,
        "CREATE TRIGGER plans BEFORE UPDATE ON plan BEGIN SELECT raise(ABORT, 'p'); END",
    )
    rows(
        database, "CREATE TRIGGER dues BEFORE UPDATE ON due BEGIN SELECT raise(ABORT, 'd'); END"
    )

    claimed = await store.turn(EventKey("2"), SAM, saying("hello"))
    await store.turn(EventKey("3"), SAM, wanting(weekly()))

    assert len(claimed.messages) == 1
    assert await weekly_of(store) == weekly()


async def test_a_pause_that_is_over_is_none_for_whoever_looks(
    store: SqliteStore, clock: FakeClock
) -> None:
    agenda = weekly().agenda
    paused = replace(agenda.schedule, paused_until=MONDAY)
    resting = replace(weekly(), agenda=replace(agenda, schedule=paused))
    await store.turn(EventKey("1"), SAM, wanting(resting))
    before = await weekly_of(store)
    clock.pass_by(MONDAY - clock.now())

    after = await weekly_of(store)

    assert before == resting
    assert after.agenda.schedule.paused_until is None


async def test_a_silence_that_ends_is_written_although_nobody_moved(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await store.turn(EventKey("1"), SAM, wanting(weekly()))
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(1, nudging)
    spoken = await weekly_of(store)
    pointer = rows(database, "SELECT due_at FROM plan")

    def ends_the_silence(before: Conversation) -> Turn:
        assert before.weekly is not None
        agenda = replace(before.weekly.agenda, silent=0)
        return Turn(replace(before, weekly=replace(before.weekly, agenda=agenda)), ())

    await store.turn(EventKey("2"), SAM, ends_the_silence)

    assert spoken.agenda.silent == 1
    after = await weekly_of(store)
    assert after == replace(spoken, agenda=replace(spoken.agenda, silent=0))
    assert rows(database, "SELECT version FROM conversation") == [0]
    assert rows(database, "SELECT due_at FROM plan") == pointer  # no plan was touched


async def test_a_change_of_the_plan_alone_moves_no_agenda(
    store: SqliteStore, database: Path
) -> None:
    await store.turn(EventKey("1"), SAM, wanting(weekly()))
    before = rows(database, "SELECT * FROM due")
    changed = replace(weekly(cue="after lunch"), version=1)

    await store.turn(EventKey("2"), SAM, wanting(changed))

    assert await weekly_of(store) == changed
    assert rows(database, "SELECT * FROM due") == before


async def test_a_turn_finds_the_agenda_wherever_a_round_has_moved_it(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await store.turn(EventKey("1"), SAM, wanting(weekly()))
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(1, nudging)
    moved = await weekly_of(store)

    await store.turn(EventKey("2"), SAM, wanting(full()))

    assert moved.agenda.due is not None
    assert moved.agenda.due.at > MONDAY
    assert await weekly_of(store) == full()
    assert rows(database, KEYS) == rows(database, "SELECT due_at FROM plan")


async def test_steps_go_to_the_account_through_which_their_person_changed_them_last(
    store: SqliteStore, database: Path
) -> None:
    await two_accounts_of_one(store, database)
    await store.turn(EventKey("3"), SAM, wanting(weekly()))

    await store.turn(EventKey("4"), KIM, wanting(full()))

    of_kim = "SELECT id FROM account WHERE user = 'kim'"
    assert rows(database, "SELECT account_id FROM due") == rows(database, of_kim)


async def test_two_turns_of_one_person_at_once_both_count(
    store: SqliteStore, database: Path
) -> None:
    await two_accounts_of_one(store, database)
    await store.turn(EventKey("3"), SAM, wanting(weekly()))

    def one_more(before: Conversation) -> Turn:
        assert before.weekly is not None
        agenda = replace(before.weekly.agenda, nudged=before.weekly.agenda.nudged + 1)
        after = replace(before.weekly, version=before.weekly.version + 1, agenda=agenda)
        return Turn(replace(before, weekly=after), ())

    await asyncio.gather(
        *(store.turn(EventKey(f"{n}"), (SAM, KIM)[n % 2], one_more) for n in range(10, 20))
    )

    after = await weekly_of(store)
    assert (after.version, after.agenda.nudged) == (10, 10)
    assert await weekly_of(store, KIM) == after


async def two_accounts_of_one(store: SqliteStore, database: Path) -> None:
    for account in (SAM, KIM):
        await store.turn(EventKey(account.user), account, saying("hello"))
    rows(database, "UPDATE account SET person_id = 1")


async def test_many_at_once_have_each_their_own(store: SqliteStore) -> None:
    wanted = {SAM: weekly("sam's"), KIM: full(), LOU: weekly("lou's", MONDAY + WEEK)}
    together = (
        store.turn(EventKey(account.user), account, wanting(one))
        for account, one in wanted.items()
    )

    await asyncio.gather(*together, store.turn(EventKey("1"), Address("a", "b", "c"), saying()))

    for account, one in wanted.items():
        assert await weekly_of(store, account) == one


async def test_the_zone_that_a_platform_told_stands_in_the_conversation(
    store: SqliteStore,
) -> None:
    await store.turn(EventKey("1"), SAM, saying("hello"))
    before = await store.conversation(SAM)

    await store.learn(SAM, "Asia/Tokyo", None)

    after = await store.conversation(SAM)
    assert before is not None
    assert after is not None
    assert (before.zone, after.zone) == (None, "Asia/Tokyo")


async def test_F70_after_texts_have_gone_a_turn_still_finds_the_agenda(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await store.turn(EventKey("1"), SAM, wanting(weekly()))
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(1, nudging)
    rows(database, "UPDATE outbox SET state = 'sent', closed_at = due_at")
    clock.pass_by(timedelta(days=60))
    await retain(store, Keeping())

    after = await weekly_of(store)

    assert after.agenda.nudged == 1


async def test_a_plan_without_its_agenda_is_damage_and_is_not_taken_for_no_steps(
    store: SqliteStore, database: Path
) -> None:
    await store.turn(EventKey("1"), SAM, wanting(weekly()))
    rows(database, "DELETE FROM due")

    with pytest.raises(StoreError, match="this program did not write"):
        await store.turn(EventKey("2"), SAM, saying("hello"))

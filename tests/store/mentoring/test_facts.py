"""What is loaded about mentees: everything, with the same statements whatever there is."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.catalog import Catalog
from bot.engine.mentoring.values import Item, State
from bot.ports.inbound import Address
from bot.ports.mentee_facts import Facts, Look, Mentee, Record
from bot.ports.mentoring import Community
from bot.ports.news import Unreachable
from bot.store.mentoring import facts, note_statements, pairing_statements, surroundings
from bot.store.prepared import Prepared
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.pairs import (
    ELSEWHERE,
    EVE,
    HERE,
    KIM,
    LEE,
    SAM,
    becomes,
    fresh_key,
    made_mentor,
    pair,
    paired,
    speak,
)
from tests.fakes.weekly import full, wanting, weekly

EVERYTHING = frozenset(Item)


async def in_the_middle(store: SqliteStore, catalog: Catalog, account: Address) -> None:
    """Somebody with answers and weekly steps."""
    member = Member(store, catalog, account.user)
    member.address = account
    await member.begins()
    for _ in range(3):
        await member.presses()
    await store.turn(fresh_key(), account, wanting(full()))


async def statements_of(
    store: SqliteStore, asked: Callable[[], Awaitable[object]]
) -> list[str]:
    """What the readers' connections execute meanwhile, values left out."""
    seen: list[str] = []
    engine = store._reader._engine  # type: ignore[attr-defined]

    def watch(driver: object, *_: object) -> None:
        driver.set_trace_callback(seen.append)  # type: ignore[attr-defined]

    event.listen(engine, "checkout", watch)
    try:
        await asked()
    finally:
        event.remove(engine, "checkout", watch)
    return [one.partition("(VALUES")[0][:60] for one in seen]


async def test_a_record_has_the_pairing_and_all_about_its_mentee(
    store: SqliteStore, catalog: Catalog
) -> None:
    await in_the_middle(store, catalog, SAM)
    opened = await paired(store, shares=frozenset({Item.ROLE}))

    found = await store.mentee_facts.record(KIM, opened.id)

    here = await store.conversation(SAM)
    assert found == Record(Facts(opened, is_theirs=True, is_present=True), Mentee(here, None))
    assert here is not None
    assert len(here.answers) == 3
    assert here.weekly == full()


async def test_F60_a_record_tells_of_whoever_asks_whether_the_mentee_is_theirs(
    store: SqliteStore,
) -> None:
    opened = await paired(store)

    theirs = [
        (await store.mentee_facts.record(who, opened.id)).facts.is_theirs
        for who in (KIM, SAM, EVE, Address("slack", "T2", "kim"), Address("discord", "", "kim"))
    ]

    assert theirs == [True, False, False, False, False]


async def test_F60_a_list_has_the_active_mentees_of_one_mentor_and_no_others(
    store: SqliteStore, catalog: Catalog
) -> None:
    await in_the_middle(store, catalog, LEE)
    mine = [await paired(store), await paired(store, pair(mentee=LEE, community=ELSEWHERE))]
    await paired(store, pair(mentor=LEE, mentee=KIM))
    await paired(store, pair(mentor=EVE))
    await paired(store, pair(mentee=EVE, state=State.INVITED))
    await becomes(store, await paired(store, pair(mentee=EVE)), state=State.ENDED)

    found = await store.mentee_facts.records(KIM)

    assert [one.facts.pairing for one in found] == mine
    assert [one.mentee and one.mentee.here for one in found] == [
        await store.conversation(one.mentee) for one in mine
    ]


async def test_a_mentor_who_has_never_spoken_finds_their_mentees_by_their_address(
    store: SqliteStore,
) -> None:
    opened = await paired(store, by=SAM)

    assert [one.facts.pairing for one in await store.mentee_facts.records(KIM)] == [opened]
    assert await store.mentee_facts.records(Address("slack", "T2", "kim")) == []


async def test_a_mentee_who_has_never_spoken_stands_nowhere(store: SqliteStore) -> None:
    opened = await paired(store, by=KIM)

    found = await store.mentee_facts.record(KIM, opened.id)

    assert found.mentee == Mentee(None, None)


async def test_it_is_told_since_when_nothing_reaches_the_account_of_the_pairing(
    store: SqliteStore, clock: FakeClock
) -> None:
    opened = await paired(store)
    await store.settle([], [Unreachable(SAM)])

    found = await store.mentee_facts.record(KIM, opened.id)

    assert found.mentee is not None
    assert found.mentee.unreachable_since == clock.now()


async def test_a_community_that_put_us_out_is_not_present_until_it_takes_us_back(
    store: SqliteStore,
) -> None:
    opened = await paired(store)

    async def is_present() -> bool:
        return (await store.mentee_facts.record(KIM, opened.id)).facts.is_present

    present = [await is_present()]
    for change in (store.leave, store.arrive, store.leave):
        await store.arrive("slack", "T1")
        await change("slack", "T1")
        present.append(await is_present())

    assert present == [True, False, True, False]


async def test_F64_whatever_there_is_the_same_statements_run_as_often(
    store: SqliteStore, catalog: Catalog
) -> None:
    await in_the_middle(store, catalog, SAM)
    mine = await paired(store, shares=EVERYTHING)
    silent = await paired(store, pair(mentee=LEE), by=KIM)
    ended = await becomes(store, await paired(store, pair(mentee=EVE)), state=State.ENDED)
    others = await paired(store, pair(mentor=EVE, mentee=SAM), EVERYTHING)
    record = store.mentee_facts.record
    numbers = [mine.id, silent.id, ended.id, others.id, 10**9, 0]

    ran = [await statements_of(store, lambda n=number: record(KIM, n)) for number in numbers]  # type: ignore[misc]

    assert len(ran[0]) >= 4
    assert ran == [ran[0]] * len(numbers)


async def test_a_list_of_many_runs_as_many_statements_as_a_list_of_none(
    store: SqliteStore, catalog: Catalog
) -> None:
    records = store.mentee_facts.records
    none = await statements_of(store, lambda: records(KIM))
    for number in range(5):
        mentee = Address("slack", "T1", f"mentee {number}")
        await store.turn(fresh_key(), mentee, wanting(weekly()))
        await paired(store, pair(mentee=mentee))

    five = await statements_of(store, lambda: records(KIM))

    assert len(five) == len(none) >= 4


@pytest.mark.parametrize(
    "statement",
    [
        facts._records,
        facts._record,
        facts._looks,
        pairing_statements.all_of_theirs,
        pairing_statements.theirs,
        pairing_statements.waiting,
        surroundings._around,
        surroundings._beside,
        *surroundings._last_turned_down.values(),
        note_statements.notes,
    ],
    ids=[
        "records",
        "record",
        "looks",
        "all",
        "one",
        "waiting",
        "around",
        "what waits",
        "invited",
        "asked",
        "notes",
    ],
)
def test_no_table_is_read_from_end_to_end(database: Path, statement: Prepared) -> None:
    nobody = [None] * len(statement._names)

    plan = rows(database, f"EXPLAIN QUERY PLAN {statement._text}", *nobody)

    told = [step[-1] for step in plan]
    assert [one for one in told if one.startswith("SCAN") and "CONSTANT ROW" not in one] == []


async def test_F71_looks_and_refused_looks_are_told_to_the_mentee_newest_first(
    store: SqliteStore, clock: FakeClock
) -> None:
    await speak(store, SAM)
    opened = await paired(store)
    guild = Community("discord", "1")

    await store.mentee_facts.note_look(KIM, opened.id, "Kim", HERE, {Item.STEPS, Item.ROLE})
    clock.pass_by(timedelta(hours=1))
    await store.mentee_facts.note_look(EVE, opened.id, "eve", guild, [])

    looks = await store.mentee_facts.looks(SAM)
    first = Look(
        "Kim", HERE, frozenset({Item.STEPS, Item.ROLE}), clock.now() - timedelta(hours=1)
    )
    assert looks == [Look("eve", guild, frozenset(), clock.now()), first]
    assert await store.mentee_facts.looks(KIM) == []


async def test_F71_whoever_was_named_and_is_nobody_s_mentee_reads_that_they_were_looked_for(
    store: SqliteStore, clock: FakeClock
) -> None:
    await speak(store, SAM)

    await store.mentee_facts.note_look(KIM, 0, "Kim", HERE, [], SAM)
    await store.mentee_facts.note_look(KIM, 0, "Kim", HERE, [], EVE)

    assert await store.mentee_facts.looks(SAM) == [Look("Kim", HERE, frozenset(), clock.now())]
    assert await store.mentee_facts.looks(EVE) == []


async def test_F71_a_look_at_nobody_is_no_row(store: SqliteStore, database: Path) -> None:
    unknown = await paired(store, by=KIM)

    for number in (unknown.id, 99):
        await store.mentee_facts.note_look(KIM, number, "Kim", HERE, [Item.ROLE])

    assert rows(database, "SELECT count(*) FROM look") == [0]


async def test_looking_after_ones_own_mentee_is_noted_of_a_mentor_and_looking_elsewhere_is_not(
    store: SqliteStore, clock: FakeClock
) -> None:
    opened = await paired(store)
    for who in (KIM, EVE):
        await made_mentor(store.mentoring, HERE, who, who.user)

    for who in (KIM, EVE):
        await store.mentee_facts.note_look(who, opened.id, who.user, HERE, [])

    looked = {one.name: one.looked_at for one in await store.mentoring.mentors(HERE)}
    assert looked == {"kim": clock.now(), "eve": None}


async def test_strange_rows_are_told_and_repeat_nothing(
    store: SqliteStore, database: Path
) -> None:
    opened = await paired(store)
    rows(
        database,
        "INSERT INTO consent VALUES (?, 'shoe-size', '2026-03-02 12:00:00')",
        opened.id,
    )

    with pytest.raises(Exception, match="did not write") as caught:
        await store.mentee_facts.record(KIM, opened.id)

    assert "shoe" not in str(caught.value)

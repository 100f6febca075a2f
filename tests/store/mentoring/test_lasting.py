"""Mentors of pairings, and what becomes of all of theirs at once."""

from dataclasses import replace
from pathlib import Path

from bot.engine.mentoring.values import Item, Note, Party, Sharing, State
from bot.ports.inbound import Address
from bot.ports.mentoring import Around, Change, Tell
from bot.ports.outbox import Kind
from bot.store.mentoring.lasting import HOURS
from bot.store.sqlite import SqliteStore
from bot.usecases.mentors.exporting import STAYS
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.pairs import (
    ELSEWHERE,
    EVE,
    HERE,
    KIM,
    LEE,
    SAM,
    becomes,
    fresh_key,
    pair,
    paired,
    speak,
)


def marked(around: Around, now: object) -> Change:
    """Their mentor is none any more, which both sides hear."""
    one = around.pairing
    if one.left_at is not None or one.mentor is None:
        return Change(one)
    told = (Tell(one.mentee, Kind.MENTOR_LEFT), Tell(one.mentor, Kind.MENTOR_LEFT))
    return Change(replace(one, left_at=NOON), told)


def over(around: Around, now: object) -> Change:
    return Change(replace(around.pairing, state=State.ENDED))


async def test_in_the_hours_of_a_day_every_mentor_with_something_open_is_looked_at_once(
    store: SqliteStore,
) -> None:
    await paired(store)
    await paired(store, pair(LEE, state=State.INVITED))
    await paired(store, pair(None, state=State.ASKED))
    await becomes(store, await paired(store, pair(EVE)), state=State.ENDED)

    found = [one for hour in range(HOURS) for one in await looked_at(store, hour)]

    assert found == [KIM, LEE]


async def test_so_is_every_mentee_of_something_open(store: SqliteStore) -> None:
    await paired(store)
    await paired(store, pair(None, mentee=EVE, state=State.ASKED))
    await becomes(store, await paired(store, pair(mentee=LEE)), state=State.ENDED)

    hours = [await store.mentoring.to_look_at(one, Party.MENTEE) for one in range(HOURS)]

    assert [one for hour in hours for one in hour] == [(HERE, SAM), (HERE, EVE)]


async def test_all_that_is_open_of_a_mentee_here_is_changed(store: SqliteStore) -> None:
    await paired(store)
    await paired(store, pair(None, state=State.ASKED))
    elsewhere = await paired(store, pair(community=ELSEWHERE))
    as_mentor = await paired(store, pair(SAM, mentee=EVE))

    changed = await store.mentoring.change_pairings_of(HERE, SAM, over, Party.MENTEE)

    assert changed == 2
    assert await store.mentoring.pairings_of(SAM) == [elsewhere, as_mentor]


async def test_what_is_over_with_a_change_ends_with_it_and_is_told(
    store: SqliteStore, database: Path
) -> None:
    await speak(store, SAM, LEE)
    kims = await paired(store)
    lees = await paired(store, pair(LEE, state=State.INVITED))

    def ends_others(around: Around, now: object) -> Change:
        told = (Tell(LEE, Kind.CLOSED),)
        also = [Change(replace(one, state=State.ENDED), told) for one in around.waiting]
        return Change(replace(around.pairing, left_at=NOON), also=tuple(also))

    await store.mentoring.change_pairings_of(HERE, KIM, ends_others)

    assert [one.id for one in await store.mentoring.pairings_of(SAM)] == [kims.id]
    assert rows(database, "SELECT kind FROM outbox WHERE about = ?", lees.id) == ["closed"]


async def test_a_change_knows_pairs_with_mentors_who_have_left(store: SqliteStore) -> None:
    left = await becomes(store, await paired(store), left_at=NOON)
    await paired(store, pair(EVE))
    found: list[Around] = []

    def looks(around: Around, now: object) -> Change:
        found.append(around)
        return Change(around.pairing)

    await paired(store, pair(LEE, state=State.INVITED))
    await store.mentoring.change_pairings_of(HERE, LEE, looks)

    assert [(one.left, one.waiting) for one in found] == [((left,), ())]


async def looked_at(store: SqliteStore, hour: int) -> list[Address]:
    there = await store.mentoring.to_look_at(hour, Party.MENTOR)
    assert {community for community, _ in there} <= {HERE}
    return [who for _, who in there]


async def test_all_that_is_open_of_a_mentor_here_is_changed_and_nothing_else(
    store: SqliteStore,
) -> None:
    first, second = await paired(store), await paired(store, pair(mentee=EVE))
    others = [
        await paired(store, pair(community=ELSEWHERE)),
        await paired(store, pair(LEE, mentee=EVE)),
    ]
    ended = await becomes(store, await paired(store, pair(mentee=LEE)), state=State.ENDED)

    changed = [await store.mentoring.change_pairings_of(HERE, KIM, marked) for _ in range(2)]

    assert changed == [2, 0]
    left = [await store.mentoring.pairing(one.mentee, one.id) for one in (first, second)]
    assert [one and one.left_at for one in left] == [NOON, NOON]
    for one in (*others, ended):
        assert await store.mentoring.pairing(one.mentee, one.id) == one


async def test_F63_a_table_goes_at_once_when_whoever_has_it_is_a_mentor_no_more(
    store: SqliteStore, clock: FakeClock
) -> None:
    await speak(store, KIM, LEE)
    await paired(store, shares=frozenset(Item))
    await paired(store, pair(LEE, mentee=EVE), shares=frozenset(Item))
    for mentor in (KIM, LEE):
        await store.keep_upload(mentor, f"table of {mentor.user}", clock.now() + STAYS)

    before = await store.leftovers("slack", "T1")
    await store.mentoring.change_pairings_of(HERE, KIM, marked)

    assert before == []
    assert await store.leftovers("slack", "T1") == ["table of kim"]


async def test_whoever_has_several_hears_of_it_once(store: SqliteStore, database: Path) -> None:
    await speak(store, KIM, SAM, EVE)
    for mentee in (SAM, EVE):
        await paired(store, pair(mentee=mentee))

    await store.mentoring.change_pairings_of(HERE, KIM, marked)

    told = rows(
        database,
        "SELECT user FROM outbox JOIN account ON account.id = account_id"
        " WHERE kind = 'mentor-left' ORDER BY user",
    )
    assert told == ["eve", "kim", "sam"]


async def test_of_what_ends_with_it_consents_and_notes_go(store: SqliteStore) -> None:
    opened = await paired(store, shares=frozenset(Item))
    note = Note("well begun", Sharing.BOTH, NOON)
    await store.mentoring.add_note(fresh_key(), KIM, opened.id, note)

    await store.mentoring.change_pairings_of(HERE, KIM, over)

    assert await store.mentoring.notes(SAM, opened.id) == []
    assert await store.mentoring.pairings_of(SAM) == []


async def test_of_another_platform_nobody_has_anything_there(store: SqliteStore) -> None:
    await paired(store)
    abroad = Address("discord", "T1", "kim")

    assert await store.mentoring.change_pairings_of(HERE, abroad, over) == 0

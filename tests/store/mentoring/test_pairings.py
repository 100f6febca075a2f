"""How pairings come about, change and end in the store."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards import Card
from bot.engine.mentoring.values import Item, Note, Origin, Sharing, State
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.mentoring import CAPACITY, Around, Change, Community, Pairing, Tell
from bot.ports.outbox import Kind
from bot.ports.waiting import BACK_AFTER
from bot.store.sqlite import SqliteStore
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
    kinds,
    pair,
    paired,
    speak,
    wanting_just,
)

EVERYTHING = frozenset(Item)
A_NOTE = Note("well begun", Sharing.BOTH, NOON)


class Watching:
    """A step that changes nothing, refuses what is new, and keeps what it may depend on."""

    def __init__(self) -> None:
        self.seen: list[Around] = []

    def __call__(self, around: Around, now: object) -> Change:
        self.seen.append(around)
        one = around.pairing
        return Change(one if one.id else replace(one, state=State.ENDED))


async def test_a_pairing_is_kept_as_the_step_made_it_and_both_sides_find_it(
    store: SqliteStore,
) -> None:
    await speak(store, KIM, SAM)
    wanted = replace(pair(), opened_at=NOON, began_at=NOON + timedelta(hours=1))

    opened = await paired(store, wanted)

    assert opened == replace(wanted, id=opened.id)
    assert await store.mentoring.pairings_of(KIM) == [opened]
    assert await store.mentoring.pairings_of(SAM) == [opened]
    assert await store.mentoring.pairing(KIM, opened.id) == opened


async def test_F67_a_pairing_of_two_is_nobody_elses(store: SqliteStore) -> None:
    await speak(store, EVE)
    opened = await paired(store, shares=EVERYTHING)
    ended = replace(opened, state=State.ENDED)

    changed = await store.mentoring.change_pairing(
        fresh_key(), EVE, opened.id, wanting_just(ended)
    )

    assert (changed.before, changed.after) == (None, None)
    assert await store.mentoring.pairing(EVE, opened.id) is None
    assert await store.mentoring.pairings_of(EVE) == []
    assert await store.mentoring.pairing(SAM, opened.id) == opened


async def test_F66_a_number_that_there_is_not_changes_nothing_and_makes_nobody_known(
    store: SqliteStore, database: Path
) -> None:
    opened = await paired(store)
    before = rows(database, "SELECT count(*) FROM account")

    for number in (0, opened.id + 1, 10**17):
        step = wanting_just(replace(opened, id=number))
        changed = await store.mentoring.change_pairing(fresh_key(), EVE, number, step)
        assert changed.after is None

    assert rows(database, "SELECT count(*) FROM account") == before
    assert rows(database, "SELECT id FROM pairing") == [opened.id]


async def test_a_repeat_of_an_event_changes_nothing_and_says_what_stands(
    store: SqliteStore, database: Path
) -> None:
    key, again = fresh_key(), fresh_key()
    await speak(store, KIM, SAM)
    told = wanting_just(pair(), Tell(KIM, Kind.PAIRED))

    first = await store.mentoring.open_pairing(key, SAM, pair(), told)
    second = await store.mentoring.open_pairing(key, SAM, pair(), told)

    assert first.after is not None
    assert (second.after, second.is_repeat) == (first.after, True)
    shared = wanting_just(replace(first.after, consents=EVERYTHING))
    await store.mentoring.change_pairing(again, SAM, first.after.id, shared)
    taken_back = wanting_just(first.after)
    repeat = await store.mentoring.change_pairing(again, SAM, first.after.id, taken_back)
    assert repeat.is_repeat
    assert repeat.after is not None
    assert repeat.after.consents == EVERYTHING
    assert rows(database, "SELECT count(*) FROM pairing") == [1]
    assert rows(database, "SELECT count(*) FROM outbox WHERE kind = 'paired'") == [1]


async def test_a_step_that_refuses_writes_no_pairing(
    store: SqliteStore, database: Path
) -> None:
    refused = replace(pair(), state=State.ENDED)

    opened = await store.mentoring.open_pairing(fresh_key(), SAM, pair(), wanting_just(refused))

    assert opened.after == refused
    assert rows(database, "SELECT count(*) FROM pairing, account") == [0]


async def test_whoever_opens_one_is_known_with_it_and_the_other_side_need_not_be(
    store: SqliteStore, database: Path
) -> None:
    await paired(store, by=KIM)

    assert rows(database, "SELECT user FROM account") == ["kim"]
    assert rows(database, "SELECT mentor_account, mentee_account FROM pairing") == [(1, None)]


async def test_two_of_different_workspaces_cannot_be_a_pair(
    store: SqliteStore, database: Path
) -> None:
    abroad = replace(pair(), mentor=Address("slack", "T2", "kim"))

    with pytest.raises(StoreError):
        await paired(store, abroad)

    assert rows(database, "SELECT count(*) FROM inbox") == [0]


async def test_room_counts_mentees_and_places_kept_for_the_invited_of_this_community_alone(
    store: SqliteStore,
) -> None:
    watching = Watching()
    opened = await paired(store)
    await paired(store, pair(mentee=LEE, state=State.INVITED))
    await paired(store, pair(mentee=EVE, state=State.ASKED))
    await paired(store, pair(mentee=EVE, community=ELSEWHERE))
    await becomes(store, await paired(store, pair(mentee=EVE)), state=State.ENDED)

    await store.mentoring.change_pairing(fresh_key(), SAM, opened.id, watching)
    await store.mentoring.set_capacity(HERE, KIM, 1)
    await store.mentoring.change_pairing(fresh_key(), SAM, opened.id, watching)

    assert [around.room for around in watching.seen] == [CAPACITY - 1, 0]


async def test_other_pairings_of_the_same_two_count_in_this_community_until_they_end(
    store: SqliteStore,
) -> None:
    watching = Watching()
    first = await paired(store)
    await paired(store, pair(mentee=LEE))
    await paired(store, pair(community=ELSEWHERE))

    await store.mentoring.open_pairing(fresh_key(), SAM, pair(), watching)
    await becomes(store, first, state=State.ENDED)
    await store.mentoring.open_pairing(fresh_key(), SAM, pair(), watching)

    assert [around.others for around in watching.seen] == [1, 0]


async def test_a_mentor_who_is_none_any_more_is_none_beside_another(store: SqliteStore) -> None:
    watching = Watching()
    left = await paired(store, pair(LEE))
    await paired(store, pair(EVE))

    await store.mentoring.open_pairing(fresh_key(), SAM, pair(), watching)
    await becomes(store, left, left_at=NOON)
    await store.mentoring.open_pairing(fresh_key(), SAM, pair(), watching)

    assert [around.mentors for around in watching.seen] == [2, 1]


async def test_a_step_reads_what_else_waits_of_a_mentee_in_this_community(
    store: SqliteStore,
) -> None:
    watching = Watching()
    asked = await paired(store, pair(None, state=State.ASKED, origin=Origin.ASKED))
    invited = await paired(store, pair(LEE, state=State.INVITED, origin=Origin.INVITED))
    await paired(store, pair(EVE))
    await paired(store, pair(EVE, state=State.INVITED, community=ELSEWHERE))
    await paired(store, pair(mentee=LEE, state=State.INVITED))

    await store.mentoring.open_pairing(fresh_key(), SAM, pair(), watching)
    await store.mentoring.change_pairing(fresh_key(), SAM, invited.id, watching)

    assert [around.waiting for around in watching.seen] == [(asked, invited), (asked,)]


async def test_a_request_to_nobody_is_every_mentors_until_one_takes_it(
    store: SqliteStore,
) -> None:
    asked = await paired(store, pair(None, state=State.ASKED, origin=Origin.ASKED))
    taken = replace(asked, mentor=KIM, mentor_name="Kim", state=State.ACTIVE)
    watching = Watching()
    await store.mentoring.set_capacity(HERE, EVE, 2)

    await store.mentoring.change_pairing(fresh_key(), EVE, asked.id, watching)
    changed = await store.mentoring.change_pairing(
        fresh_key(), KIM, asked.id, wanting_just(taken)
    )
    too_late = await store.mentoring.change_pairing(fresh_key(), EVE, asked.id, watching)

    assert [around.room for around in watching.seen] == [2]
    assert changed.after == taken
    assert too_late.after is None
    assert await store.mentoring.pairings_of(KIM) == [taken]


async def test_F63_consent_is_of_one_pairing_and_no_other_inherits_it(
    store: SqliteStore,
) -> None:
    first = await paired(store, shares=EVERYTHING)
    there = await paired(store, pair(community=ELSEWHERE))
    other = await paired(store, pair(mentor=EVE))

    over = await becomes(store, first, state=State.ENDED)
    anew = await paired(store)

    assert [one.consents for one in (over, there, other, anew)] == [frozenset()] * 4


async def test_F63_consent_is_taken_back_with_the_commit_and_the_rest_keeps_its_date(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    opened = await paired(store, shares=frozenset({Item.ROLE, Item.STEPS}))
    given = rows(database, "SELECT given_at FROM consent WHERE item = 'role'")
    clock.pass_by(timedelta(days=1))

    await becomes(store, opened, consents=frozenset({Item.ROLE, Item.WORDS}))

    (seen,) = await store.mentee_facts.records(KIM)
    assert seen.facts.pairing is not None
    assert seen.facts.pairing.consents == {Item.ROLE, Item.WORDS}
    assert rows(database, "SELECT given_at FROM consent WHERE item = 'role'") == given


async def test_what_ends_keeps_neither_consents_nor_notes_and_is_in_no_list(
    store: SqliteStore, database: Path
) -> None:
    opened = await paired(store, shares=EVERYTHING)
    await store.mentoring.add_note(fresh_key(), KIM, opened.id, A_NOTE)

    over = await becomes(store, opened, state=State.ENDED)

    assert over.consents == frozenset()
    assert rows(database, "SELECT count(*) FROM consent") == [0]
    assert rows(database, "SELECT count(*) FROM note") == [0]
    assert await store.mentoring.pairings_of(SAM) == []
    assert await store.mentoring.pairing(SAM, opened.id) == over


async def test_F60_one_person_has_the_pairings_of_all_their_accounts(
    store: SqliteStore, database: Path
) -> None:
    at_discord = Address("discord", "", "77")
    guilds = [Community("discord", guild) for guild in ("1", "2")]
    await speak(store, SAM, at_discord)
    rows(database, "UPDATE account SET person_id = 1")  # the two are linked
    on_slack = await paired(store)
    in_guilds = [
        await paired(store, pair(Address("discord", "", "9"), at_discord, community=guild))
        for guild in guilds
    ]

    found = await store.mentoring.pairings_of(at_discord)

    assert found == [on_slack, *in_guilds]
    assert [one.community for one in found] == [HERE, *guilds]
    assert await store.mentoring.pairing(SAM, in_guilds[1].id) == in_guilds[1]


async def test_requests_and_invitations_that_wait_are_told_community_by_community(
    store: SqliteStore, clock: FakeClock
) -> None:
    asked = await paired(
        store, replace(pair(None, state=State.ASKED), opened_at=NOON + timedelta(days=1))
    )
    invited = await paired(
        store, replace(pair(mentee=LEE, state=State.INVITED), opened_at=NOON)
    )
    await paired(store, pair(mentee=EVE))
    await paired(store, pair(state=State.ASKED, community=ELSEWHERE))

    assert await store.mentoring.waiting(HERE) == [invited, asked]


async def test_names_are_those_that_the_platform_told_last(store: SqliteStore) -> None:
    opened = await paired(store)

    await store.learn(SAM, None, None, "Samira")
    await store.learn(SAM, "Europe/Berlin", None)

    found = await store.mentoring.pairing(KIM, opened.id)
    assert found is not None
    assert (found.mentee_name, found.mentor_name) == ("Samira", "kim the mentor")


async def test_messages_go_to_whoever_has_spoken_with_us_and_to_nobody_else(
    store: SqliteStore, clock: FakeClock
) -> None:
    await speak(store, KIM)
    card = Card(body="It is over.")
    told = (Tell(KIM, Kind.PAIRED), Tell(KIM, Kind.CLOSED, card), Tell(LEE, Kind.INVITED))

    opened = await store.mentoring.open_pairing(
        fresh_key(), SAM, pair(), wanting_just(pair(), *told)
    )

    assert opened.after is not None
    first, second = (await store.claim_left(KIM)).messages
    assert (first.kind, first.card, first.about) == (Kind.PAIRED, None, opened.after.id)
    assert (second.kind, second.card, second.about) == (Kind.CLOSED, card, opened.after.id)
    assert first.key != second.key
    assert (await store.claim_left(LEE)).messages == ()


async def test_a_note_is_kept_for_an_active_pairing_of_the_mentor_once(
    store: SqliteStore,
) -> None:
    opened, waits = await paired(store), await paired(store, pair(LEE, state=State.ASKED))
    key = fresh_key()
    add = store.mentoring.add_note

    kept = [await add(key, KIM, opened.id, A_NOTE) for _ in range(2)]
    refused = [
        await add(fresh_key(), who, number, A_NOTE)
        for who, number in [(SAM, opened.id), (EVE, opened.id), (LEE, waits.id), (KIM, 99)]
    ]

    assert (kept, refused) == ([True, True], [False] * 4)
    assert await store.mentoring.notes(KIM, opened.id) == [A_NOTE]


async def test_a_mentee_reads_shared_notes_and_of_others_that_they_are_there(
    store: SqliteStore,
) -> None:
    opened = await paired(store)
    secret = Note("looks tired", Sharing.ONLY_ME, NOON)
    for note in (A_NOTE, secret):
        await store.mentoring.add_note(fresh_key(), KIM, opened.id, note)

    assert await store.mentoring.notes(KIM, opened.id) == [secret, A_NOTE]
    assert await store.mentoring.notes(SAM, opened.id) == [replace(secret, text=""), A_NOTE]
    assert await store.mentoring.notes(EVE, opened.id) == []


async def test_a_note_is_deleted_by_its_mentor_and_by_nobody_else(store: SqliteStore) -> None:
    opened, other = await paired(store), await paired(store, pair(LEE))
    for words in ("first", "second"):
        note = replace(A_NOTE, text=words)
        await store.mentoring.add_note(fresh_key(), KIM, opened.id, note)
    first = (await store.mentoring.notes(KIM, opened.id))[-1].id
    drop = store.mentoring.drop_note

    for who, number in [(SAM, opened.id), (EVE, opened.id), (LEE, other.id), (KIM, 99)]:
        await drop(who, number, first)
    kept = await store.mentoring.notes(KIM, opened.id)
    await drop(KIM, opened.id, first)

    assert [one.text for one in kept] == ["second", "first"]
    assert [one.text for one in await store.mentoring.notes(KIM, opened.id)] == ["second"]


def reminds(around: Around, now: object) -> Change:
    """Reminds whoever is to answer, and gives the request back to the pool the second time."""
    one = around.pairing
    if one.reminded_at is None:
        assert one.mentor is not None
        return Change(
            replace(one, reminded_at=NOON), (Tell(one.mentor, Kind.REQUEST_REMINDER),)
        )
    return Change(replace(one, mentor=None, mentor_name=""))


async def chased(store: SqliteStore, clock: FakeClock, days: int) -> int:
    clock.pass_by(timedelta(days=days))
    return await store.mentoring.chase_answers(10, reminds)


async def test_a_request_ages_is_reminded_of_once_and_goes_back_to_the_pool(
    store: SqliteStore, clock: FakeClock
) -> None:
    await speak(store, KIM, SAM)
    asked = await paired(store, replace(pair(state=State.ASKED), opened_at=clock.now()))
    await paired(store, replace(pair(mentee=LEE), opened_at=clock.now()))

    reminded = [await chased(store, clock, days) for days in (2, 1, 1)]
    messages = (await store.claim_left(KIM)).messages
    given_back = [await chased(store, clock, days) for days in (2, 1, 1)]

    assert (reminded, given_back) == ([0, 1, 0], [0, 1, 0])
    assert kinds(messages) == ["request-reminder"]
    pool: Pairing = (await store.mentoring.waiting(HERE))[0]
    assert (pool.id, pool.mentor, pool.mentor_name) == (asked.id, None, "")
    assert await store.mentoring.pairings_of(KIM) != [asked]


async def test_of_those_that_are_late_the_oldest_are_chased_first_and_no_more_than_so_many(
    store: SqliteStore, clock: FakeClock
) -> None:
    late = [
        await paired(
            store,
            replace(
                pair(mentee=Address("slack", "T1", f"{number}"), state=State.ASKED),
                opened_at=clock.now() + timedelta(hours=3 - number),
            ),
        )
        for number in range(3)
    ]
    clock.pass_by(BACK_AFTER - timedelta(days=2))

    assert await store.mentoring.chase_answers(2, reminds) == 2

    left = [one for one in await store.mentoring.waiting(HERE) if one.reminded_at is None]
    assert left == [late[0]]


async def test_pairs_of_a_community_come_by_number_and_only_those_that_stand(
    store: SqliteStore,
) -> None:
    first = await paired(store)
    await becomes(store, await paired(store, pair(mentor=LEE)), state=State.ENDED)
    asked = await paired(store, pair(mentor=None, mentee=EVE, state=State.ASKED))
    invited = await paired(store, pair(mentee=LEE, state=State.INVITED))
    await paired(store, pair(community=ELSEWHERE))

    found: list[Pairing] = []
    after = 0
    while some := await store.mentoring.pairs(HERE, after, 2):
        found += some
        after = some[-1].id

    assert found == [first, asked, invited]

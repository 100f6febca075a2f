"""How what is kept of mentors and mentees goes: with a person, with time, and what is shown."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.values import Item, Note, Sharing, State
from bot.ports.administering import Setting
from bot.ports.inbound import Address
from bot.ports.keeping import Keeping, Rule
from bot.ports.mentoring import Caller, Community, Tell
from bot.ports.outbox import Kind
from bot.store.sqlite import SqliteStore
from bot.usecases.retention import retain
from tests.fakes.canary import counts, dump
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.pairs import (
    ELSEWHERE,
    EVE,
    HERE,
    KIM,
    LEE,
    SAM,
    acting,
    assigned,
    becomes,
    fresh_key,
    made_mentor,
    pair,
    paired,
    speak,
    unmade_mentor,
    wanting_just,
)

DAY = timedelta(days=1)
MENTOR, MENTEE = (Address("slack", "T1", name) for name in ("U-goldfinch", "U-bullfinch"))
FOR_ME = Note("looks tired, quetzalcoatl", Sharing.ONLY_ME, NOON)
FOR_BOTH = Note("well begun, popocatepetl", Sharing.BOTH, NOON)


async def a_pair_with_everything(store: SqliteStore) -> None:
    """Two people, with consents, notes, looks, settings and messages both ways."""
    await speak(store, MENTOR, MENTEE)
    await store.learn(MENTOR, None, None, "Kim Goldfinch")
    await store.learn(MENTEE, None, None, "Sam Bullfinch")
    await made_mentor(store.mentoring, HERE, MENTOR, "Kim Goldfinch")
    kim, sam = Caller(MENTOR, "Kim Goldfinch", HERE), Caller(MENTEE, "Sam Bullfinch", HERE)
    opened = await assigned(store, pair(MENTOR, MENTEE), sam)
    opened = await becomes(store, opened, consents=frozenset(Item))
    for note in (FOR_ME, FOR_BOTH):
        await store.mentoring.add_note(fresh_key(), MENTOR, opened.id, note)
    for who, name in ((MENTOR, "Kim Goldfinch"), (EVE, "eve")):
        await store.mentee_facts.note_look(who, opened.id, name, HERE, [Item.ROLE])
    await made_mentor(store.mentoring, HERE, MENTEE, sam.name, kim)
    told = (
        Tell(MENTOR, Kind.CLOSED, Card(body=f"A word of {MENTEE.user}.")),
        Tell(MENTEE, Kind.CLOSED, Card(body=f"A word of {MENTOR.user}.")),
    )
    await store.mentoring.change_pairing(
        fresh_key(), MENTEE, opened.id, wanting_just(opened, *told)
    )


@pytest.mark.parametrize("forgotten", [MENTOR, MENTEE], ids=["mentor", "mentee"])
async def test_F68_nothing_names_whichever_side_is_forgotten(
    store: SqliteStore, database: Path, forgotten: Address
) -> None:
    await a_pair_with_everything(store)
    name = "goldfinch" if forgotten == MENTOR else "bullfinch"
    before = dump(database).casefold()

    await store.forget(forgotten)

    after = counts(database)
    assert before.count(name) > 5
    assert name not in dump(database).casefold()
    assert [after[table] for table in ("pairing", "consent", "note")] == [0, 0, 0]
    assert rows(database, "SELECT kind FROM outbox") == ["reply", "forgotten"]
    assert after["person"] == 1


@pytest.mark.parametrize(
    ("forgotten", "state", "left_by"),
    [
        (KIM, State.ACTIVE, "mentor"),
        (SAM, State.ACTIVE, "mentee"),
        (KIM, State.INVITED, "waiting"),
        (SAM, State.INVITED, "waiting"),
        (KIM, State.ASKED, "waiting"),
        (SAM, State.ASKED, "waiting"),
    ],
)
async def test_whoever_is_left_behind_by_somebody_forgotten_hears_of_it_once(
    store: SqliteStore, forgotten: Address, state: State, left_by: str
) -> None:
    await speak(store, KIM, SAM)
    await paired(store, pair(state=state))
    await store.mark_sent((await store.claim_due(["slack"], 50, {})).messages)

    await store.forget(forgotten)

    (told,) = (await store.claim_due(["slack"], 50, {})).messages
    assert (told.kind, told.to) == (Kind.FORGOTTEN, SAM if forgotten == KIM else KIM)
    assert (told.about, told.card) == (None, Card(body=left_by))


async def test_of_an_invitation_that_was_not_shown_nobody_hears_when_its_mentor_is_forgotten(
    store: SqliteStore, database: Path
) -> None:
    await speak(store, KIM, SAM, LEE)
    await paired(store)
    await paired(store, pair(mentor=LEE, state=State.INVITED))

    await store.forget(LEE)

    assert "forgotten" not in rows(database, "SELECT kind FROM outbox")


@pytest.mark.parametrize("state", [State.ENDED, None])
async def test_of_what_was_over_or_never_met_nobody_hears_when_somebody_is_forgotten(
    store: SqliteStore, database: Path, state: State | None
) -> None:
    await speak(store, KIM)
    if state is not None:
        await speak(store, SAM)
        await becomes(store, await paired(store), state=state)
    else:
        await paired(store, by=KIM)

    await store.forget(KIM)

    assert "forgotten" not in rows(database, "SELECT kind FROM outbox")


@pytest.mark.parametrize("forgotten", [MENTOR, MENTEE], ids=["mentor", "mentee"])
async def test_F68_the_log_names_nobody_who_is_forgotten_whatever_they_were_called(
    store: SqliteStore, database: Path, forgotten: Address
) -> None:
    await a_pair_with_everything(store)
    by = Caller(MENTOR, "Old Goldfinch", HERE), Caller(MENTEE, "Bullfinch", HERE)
    once = replace(
        pair(MENTOR, MENTEE), mentor_name="Once Goldfinch", mentee_name="Once Bullfinch"
    )
    for one in by:
        await assigned(store, once, one)
    name = "goldfinch" if forgotten == MENTOR else "bullfinch"

    await store.forget(forgotten)

    assert name not in dump(database).casefold()


async def test_F68_the_log_names_nobody_whose_place_on_the_list_is_gone_too(
    store: SqliteStore, database: Path
) -> None:
    await made_mentor(store.mentoring, HERE, SAM, "CANARYOLD")
    await speak(store, SAM)
    await unmade_mentor(store.mentoring, HERE, SAM, "CANARYOLD")

    await store.forget(SAM)

    log = await store.mentoring.log(HERE, 10)
    assert "CANARYOLD" not in dump(database)
    assert [(one.by, one.value) for one in log] == [("Ada", None), ("Ada", None)]


async def test_F68_entries_that_tell_no_account_are_known_by_the_whole_name(
    store: SqliteStore, database: Path
) -> None:
    await speak(store, SAM)
    await store.learn(SAM, None, None, "Sam")
    for value in ("Sam", "Kim + Sam", "Samira", "Kim + Samira"):
        who = Address("slack", "T1", value)
        await made_mentor(store.mentoring, HERE, who, value, acting("Sam"))
    with closing(sqlite3.connect(database)) as file, file:
        file.execute("UPDATE admin_log SET by_user = NULL, first_user = NULL")

    await store.forget(SAM)

    log = await store.mentoring.log(HERE, 10)
    assert [one.value for one in log] == ["Kim + Samira", "Samira", None, None]
    assert {one.by for one in log} == {None}


async def test_F68_whoever_is_called_by_one_letter_takes_nothing_but_their_name_along(
    store: SqliteStore,
) -> None:
    e = Address("slack", "T1", "e")
    await speak(store, e)
    await store.mentoring.change_setting(HERE, acting("Ada"), Setting.MENTORS, "e")
    await store.mentoring.change_wording(HERE, acting("Ada"), "old-card", "That is an old one.")
    await made_mentor(store.mentoring, HERE, SAM, "Pete")

    await store.forget(e)

    log = await store.mentoring.log(HERE, 10)
    assert [one.value for one in log] == ["Pete", "That is an old one.", "e"]


async def test_F68_the_log_keeps_its_names_of_somebody_else_who_is_called_alike(
    store: SqliteStore,
) -> None:
    other = Address("slack", "T1", "U-other")
    await speak(store, SAM, other)
    for one in (SAM, other):
        await store.learn(one, None, None, "Sam")
        by = Caller(one, "Sam", HERE)
        await made_mentor(store.mentoring, HERE, one, "Sam", by)
    there = Caller(SAM, "Sam", ELSEWHERE)
    await made_mentor(store.mentoring, ELSEWHERE, SAM, "Sam", there)

    await store.forget(SAM)

    here, elsewhere = [await store.mentoring.log(one, 10) for one in (HERE, ELSEWHERE)]
    assert [(one.by, one.value) for one in (*here, *elsewhere)] == [
        *(("Sam", "Sam"), (None, None)),
        ("Sam", "Sam"),
    ]


async def test_F68_F71_a_look_outlives_whoever_looked_and_names_them_no_more(
    store: SqliteStore, clock: FakeClock
) -> None:
    await a_pair_with_everything(store)

    await store.forget(MENTOR)

    assert [one.by for one in await store.mentee_facts.looks(MENTEE)] == ["eve", ""]


async def test_F68_whoever_looked_before_they_ever_spoke_is_taken_out_too(
    store: SqliteStore,
) -> None:
    await a_pair_with_everything(store)
    await speak(store, EVE, LEE)

    for who in (EVE, LEE):
        await store.forget(who)

    assert [one.by for one in await store.mentee_facts.looks(MENTEE)] == ["", "Kim Goldfinch"]


async def test_F68_what_is_about_other_pairs_stays(store: SqliteStore, database: Path) -> None:
    await a_pair_with_everything(store)
    others = await paired(store, pair(KIM, SAM), frozenset(Item))
    told = wanting_just(others, Tell(SAM, Kind.ENCOURAGED))
    await store.mentoring.change_pairing(fresh_key(), SAM, others.id, told)

    await store.forget(MENTEE)

    assert await store.mentoring.pairings_of(SAM) == [others]
    assert rows(database, "SELECT kind FROM outbox WHERE about IS NOT NULL") == ["encouraged"]


async def exported(store: SqliteStore, who: Address) -> tuple[str, Any]:
    kept = await store.kept(who)
    assert kept is not None
    return json.dumps(kept.tables), kept.tables


async def test_F69_a_mentees_export_has_what_is_shared_and_that_a_private_note_exists(
    store: SqliteStore,
) -> None:
    await a_pair_with_everything(store)

    told, tables = await exported(store, MENTEE)

    assert [row["text"] for row in tables["note"]] == ["", FOR_BOTH.text]
    assert "quetzalcoatl" not in told
    assert len(tables["pairing"]) == 1
    assert len(tables["consent"]) == len(Item)
    assert [row["by"] for row in tables["look"]] == ["Kim Goldfinch", "eve"]
    assert f"A word of {MENTEE.user}." not in told


async def test_F69_a_mentees_export_says_that_a_mentor_declined_and_not_which_one(
    store: SqliteStore,
) -> None:
    await speak(store, KIM, LEE, SAM)
    asked = await paired(store, pair(mentor=None, state=State.ASKED))
    for one in (KIM, LEE):
        declined = replace(asked, declined_by=frozenset({KIM, one}))
        await store.mentoring.change_pairing(fresh_key(), one, asked.id, wanting_just(declined))

    _, of_sam = await exported(store, SAM)
    _, of_kim = await exported(store, KIM)

    assert [row["account_id"] for row in of_sam["declined"]] == [None, None]
    assert len([row for row in of_kim["declined"] if row["account_id"]]) == 1


async def test_F69_a_mentors_export_has_their_notes_and_nothing_that_a_mentee_did_elsewhere(
    store: SqliteStore,
) -> None:
    await a_pair_with_everything(store)
    await store.mentee_facts.note_look(KIM, 1, "another mentor", ELSEWHERE, [])
    await paired(store, pair(KIM, MENTEE, community=ELSEWHERE), frozenset(Item))

    told, tables = await exported(store, MENTOR)

    assert [row["text"] for row in tables["note"]] == [FOR_ME.text, FOR_BOTH.text]
    assert len(tables["pairing"]) == 1
    assert len(tables["mentor"]) == 1
    assert [row["by"] for row in tables["look"]] == ["Kim Goldfinch"]
    assert "another mentor" not in told
    assert len(tables["conversation"]) == len(tables["account"]) == 1
    assert f"A word of {MENTOR.user}." not in told


async def test_F69_a_mentors_export_says_nothing_of_another_one_who_declined(
    store: SqliteStore,
) -> None:
    await speak(store, KIM, LEE, SAM)
    asked = await paired(store, pair(mentor=None, state=State.ASKED))
    declined = replace(asked, declined_by=frozenset({LEE}))
    await store.mentoring.change_pairing(fresh_key(), LEE, asked.id, wanting_just(declined))
    taken = replace(declined, mentor=KIM, mentor_name="Kim", state=State.ACTIVE)
    await store.mentoring.change_pairing(fresh_key(), KIM, asked.id, wanting_just(taken))

    found = {who.user: (await exported(store, who))[1] for who in (KIM, LEE, SAM)}

    assert [len(found[who]["pairing"]) for who in ("kim", "lee", "sam")] == [1, 0, 1]
    assert found["kim"]["declined"] == []
    assert len(found["lee"]["declined"]) == len(found["sam"]["declined"]) == 1


async def test_F69_a_mentors_export_has_their_looks_and_not_that_there_is_somebody(
    store: SqliteStore,
) -> None:
    await a_pair_with_everything(store)
    await speak(store, LEE)
    for number, shown in ((1, [Item.STEPS]), (1, []), (0, [])):
        there = (number, "Kim Goldfinch", HERE, shown, LEE)
        await store.mentee_facts.note_look(MENTOR, *there)

    told, tables = await exported(store, MENTOR)
    kept = await store.kept(MENTOR)

    assert [row["items"] for row in tables["look"]] == [[Item.ROLE], [Item.STEPS]]
    assert {row["person_id"] for row in tables["look"]} == {None}
    assert '"eve"' not in told
    assert kept is not None
    assert kept.looks == 0


async def test_F70_an_ended_pairing_goes_after_thirty_days_with_what_was_said_about_it(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await speak(store, KIM)
    opened, other = await paired(store), await paired(store, pair(mentee=LEE))
    over = wanting_just(
        await becomes(store, opened, state=State.ENDED), Tell(KIM, Kind.REQUEST_REMINDER)
    )
    await store.mentoring.change_pairing(fresh_key(), SAM, opened.id, over)
    clock.pass_by(29 * DAY)

    early = await store.end_some(Rule.PAIRINGS, Keeping())
    clock.pass_by(2 * DAY)
    late = await store.end_some(Rule.PAIRINGS, Keeping())

    assert (early, late) == (0, 1)
    assert rows(database, "SELECT id FROM pairing") == [other.id]
    assert rows(database, "SELECT count(*) FROM outbox WHERE about = ?", opened.id) == [0]


async def test_F70_who_looked_is_kept_for_twelve_months(
    store: SqliteStore, clock: FakeClock
) -> None:
    opened = await paired(store)
    await store.mentee_facts.note_look(KIM, opened.id, "Kim", HERE, [])
    clock.pass_by(364 * DAY)
    await store.mentee_facts.note_look(KIM, opened.id, "Kim again", HERE, [])

    early = await store.end_some(Rule.LOOKS, Keeping())
    clock.pass_by(2 * DAY)
    late = await store.end_some(Rule.LOOKS, Keeping())

    assert (early, late) == (0, 1)
    assert [one.by for one in await store.mentee_facts.looks(SAM)] == ["Kim again"]


async def test_F70_a_community_that_put_us_out_takes_its_settings_pairs_and_log_with_it(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    guild, other = (Community("discord", number) for number in ("1", "2"))
    kim, sam = (Address("discord", "", name) for name in ("kim", "sam"))
    for there in (guild, other):
        await store.arrive("discord", there.workspace)
        opened = await paired(store, pair(kim, sam, community=there), frozenset(Item))
        told = wanting_just(opened, Tell(sam, Kind.ENCOURAGED))
        await store.mentoring.change_pairing(fresh_key(), sam, opened.id, told)
        await made_mentor(store.mentoring, there, kim, "Kim")
        await store.mentoring.change_setting(there, acting("Ada"), Setting.NOT_YET, "3")
        await store.mentoring.change_wording(there, acting("Ada"), "help", "Ask Kim.")
        await store.map_role("discord", there.workspace, "data_engineer", "10")
    await store.leave("discord", "1")
    both = counts(database)
    clock.pass_by(29 * DAY)
    early = await store.end_some(Rule.SETTINGS, Keeping())

    clock.pass_by(2 * DAY)
    done = await retain(store, Keeping())

    after = counts(database)
    gone = ("pairing", "consent", "mentor", "community_setting", "wording", "admin_log")
    assert (early, done[Rule.SETTINGS]) == (0, 1)
    assert [after[table] for table in gone] == [both[table] // 2 for table in gone]
    assert [one.community for one in await store.mentoring.pairings_of(sam)] == [other]
    assert rows(database, "SELECT about FROM outbox WHERE about IS NOT NULL") == [2]


async def test_F70_a_community_that_put_us_out_takes_with_it_who_was_seen_there(
    store: SqliteStore, clock: FakeClock, database: Path, catalog: Catalog
) -> None:
    for number in ("1", "2"):
        member = Member(store, catalog, number)
        member.address = Address("discord", "", number)
        await member.begins()
        await store.arrive("discord", number)
        await store.learn(member.address, None, "en-GB", "Sam", number)
    await store.leave("discord", "1")
    clock.pass_by(31 * DAY)

    done = await store.end_some(Rule.SETTINGS, Keeping())
    again = await store.end_some(Rule.SETTINGS, Keeping())

    assert (done, again) == (1, 0)
    assert rows(database, "SELECT user, seen_in FROM account ORDER BY user") == [
        ("1", None),
        ("2", "2"),
    ]

import json
from pathlib import Path

from bot.catalog import Catalog
from bot.engine.mentoring.values import Item, State
from bot.engine.state import Stage
from bot.ports.inbound import Address
from bot.ports.keeping import Reader
from bot.store.schema import metadata
from bot.store.sqlite import SqliteStore
from bot.usecases.showing import as_json
from tests.fakes.canary import HERE, MENTOR, SILENCE, two_with_rows_in_every_table
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.linked import linked
from tests.fakes.member import Member
from tests.fakes.pairs import HERE as CLUB
from tests.fakes.pairs import KIM, made_mentor, pair, paired, speak, unmade_mentor


async def test_F69_the_export_names_every_table_and_holds_all_of_one_and_none_of_another(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam, ana = await two_with_rows_in_every_table(store, catalog, clock)

    kept = await store.kept(sam.member.address)

    assert kept is not None
    told = as_json(kept, sam.member.address)
    tables = json.loads(told)["tables"]
    assert {*tables, *json.loads(told)["tables_about_nobody"]} == set(metadata.tables)
    assert all(tables.values())
    assert all(secret.decode() in told for secret in sam.secrets)
    assert not any(secret.decode() in told for secret in ana.secrets)


async def test_F69_every_row_and_every_column_about_a_person_is_exported(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam, ana = await two_with_rows_in_every_table(store, catalog, clock)

    his, hers = await store.kept(sam.member.address), await store.kept(ana.member.address)

    assert his is not None
    assert hers is not None
    for name, found in his.tables.items():
        both = [*found, *hers.tables[name]]
        assert len(both) == rows(database, f"SELECT count(*) FROM {name}")[0]
        assert all(list(row) == list(metadata.tables[name].c.keys()) for row in both)


async def test_what_is_kept_tells_where_somebody_stands_and_when_they_answered(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam, _ = await two_with_rows_in_every_table(store, catalog, clock)

    kept = await store.kept(sam.member.address)

    assert kept is not None
    assert kept.since < kept.heard_at == clock.now()
    assert list(kept.accounts) == [sam.member.address]
    assert kept.here == await store.conversation(sam.member.address)
    assert kept.here.stage is Stage.ASKING
    assert kept.answered.keys() == kept.here.answers.keys()
    assert kept.answers > len(kept.answered)  # a retake began anew
    assert [one.role for one in kept.results][:1] != [None]
    assert kept.messages == len(kept.tables["outbox"])


async def test_A19_who_else_sees_something_is_told_with_what_they_see(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam, _ = await two_with_rows_in_every_table(store, catalog, clock)
    await made_mentor(store.mentoring, HERE, MENTOR, "kim")

    kept = await store.kept(sam.member.address)

    assert kept is not None
    assert [*kept.readers] == [Reader("kim", State.ACTIVE, frozenset(Item))]
    assert (kept.notes, kept.looks + kept.refused) == (0, 1)  # the note is about a mentee


async def test_A19_whoever_is_no_mentor_any_more_is_not_said_to_see_anything(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam, _ = await two_with_rows_in_every_table(store, catalog, clock)
    await made_mentor(store.mentoring, HERE, MENTOR, "kim")
    await unmade_mentor(store.mentoring, HERE, MENTOR)

    kept = await store.kept(sam.member.address)

    assert kept is not None
    assert [*kept.readers] == []


async def test_F63_who_sees_something_of_the_other_account_is_told_with_that_account(
    store: SqliteStore, catalog: Catalog
) -> None:
    work, home = Address("slack", "T1", "U1"), Address("discord", "", "77")
    await speak(store, work, home)
    await made_mentor(store.mentoring, CLUB, KIM, "kim")
    await paired(store, pair(KIM, work), frozenset({Item.ROLE}))
    await linked(store, work, home)

    found = {who: await store.kept(who) for who in (work, home)}

    assert [
        [(one.items, one.through) for one in kept.readers] for kept in found.values() if kept
    ] == [[({Item.ROLE}, None)], [({Item.ROLE}, work)]]


async def test_A19_looks_that_were_shown_nothing_are_counted_apart(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    opened = await paired(store, pair(MENTOR, sam.address, community=HERE))
    for shown in ([Item.ROLE], [], [Item.STEPS, Item.WORDS], [], []):
        await store.mentee_facts.note_look(MENTOR, opened.id, "kim", HERE, shown)

    kept = await store.kept(sam.address)

    assert kept is not None
    assert (kept.looks, kept.refused) == (2, 3)


async def test_A19_of_a_request_that_is_anybodys_all_mentors_are_told(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    await paired(store, pair(None, sam.address, state=State.ASKED, community=HERE))

    kept = await store.kept(sam.address)

    assert kept is not None
    assert [*kept.readers] == [Reader("", State.ASKED)]


async def test_nothing_is_kept_about_nobody(store: SqliteStore) -> None:
    assert await store.kept(Address("terminal", "", "nobody")) is None


async def test_being_here_without_a_word_counts_as_being_heard_from(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam = Member(store, catalog)
    before = await sam.begins()
    clock.pass_by(SILENCE)

    await store.hear(sam.address)
    await store.hear(Address("terminal", "", "nobody"))

    kept = await store.kept(sam.address)
    assert kept is not None
    assert kept.heard_at == clock.now()
    assert await sam.looks() == before

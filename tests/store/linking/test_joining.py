"""What a link makes of two people: one conversation, one plan, one nudge, no new sight."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog, Command
from bot.engine.mentoring.values import Item
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.nudges import Order
from bot.ports.outbox import Dead, Kind, Message, Reason
from bot.store.linking import joining
from bot.store.schema import metadata
from bot.store.sqlite import SqliteStore
from bot.usecases.mentors.exporting import STAYS
from tests.conftest import opened
from tests.fakes.canary import dump, forgets_themselves, two_with_rows_in_every_table
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.linked import linked, proposed, read
from tests.fakes.member import Member
from tests.fakes.pairs import KIM, fresh_key, pair, paired, speak
from tests.fakes.weekly import MONDAY, WEEK, full, nudging, ordering, wanting, weekly

SLACK, DISCORD = Address("slack", "T1", "U1"), Address("discord", "", "77")
GUILD = Community("discord", "1")
KAI = Address("discord", "", "9")
EVERYTHING = frozenset(Item)
NUDGES = "SELECT account_id, period, state FROM outbox WHERE kind = 'nudge' ORDER BY id"
W11 = Order(Kind.NUDGE, "2026-W11", MONDAY + WEEK)


async def member(
    store: SqliteStore, catalog: Catalog, account: Address, answers: int
) -> Member:
    """Somebody who has answered so many questions."""
    made = Member(store, catalog, account.user)
    made.address = account
    await made.begins()
    for _ in range(answers):
        await made.presses()
    return made


async def want(store: SqliteStore, *accounts: Address) -> None:
    """Each takes weekly steps, and is due on Monday."""
    for one in accounts:
        await store.turn(fresh_key(), one, wanting(weekly()))


async def due_now(store: SqliteStore) -> Sequence[Message]:
    """What is to be sent on either platform, one after the other, and is."""
    found: list[Message] = []
    while some := (await store.claim_due(["slack", "discord"], 50, {})).messages:
        await store.mark_sent(some)
        found += some
    return found


def nudged(messages: Sequence[Message]) -> list[Address]:
    return [one.to for one in messages if one.kind is Kind.NUDGE]


async def test_F11_whoever_says_the_last_yes_keeps_conversation_and_plan(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    await member(store, catalog, SLACK, 3)
    await member(store, catalog, DISCORD, 2)
    await store.turn(fresh_key(), SLACK, wanting(full()))
    await store.turn(fresh_key(), DISCORD, wanting(weekly(cue="after lunch")))
    before = await store.conversation(SLACK)

    await linked(store, SLACK, DISCORD)

    assert before is not None
    assert await store.conversation(SLACK) == await store.conversation(DISCORD) == before
    assert rows(database, "SELECT cue, person_id FROM plan WHERE person_id > 1") == [
        ("after lunch", 2)
    ]
    assert rows(database, "SELECT DISTINCT person_id FROM account") == [1]
    assert rows(database, "SELECT id, joined_id FROM person") == [(1, None), (2, 1)]


async def test_F11_what_the_other_answered_stays_apart_and_is_shown_with_the_rest(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    ours = await member(store, catalog, SLACK, 2)
    theirs = await member(store, catalog, DISCORD, 3)
    await theirs.walks_to_the_end()
    await theirs.asks(Command.RETAKE)
    await theirs.presses()
    walks = (
        "SELECT conversation_id, attempt, count(*) FROM answers"
        " GROUP BY conversation_id, attempt ORDER BY conversation_id, attempt"
    )
    before = rows(database, walks)

    await linked(store, SLACK, DISCORD)

    assert rows(database, walks) == before
    (_, _, many), (_, _, few) = before[1:]
    kept = await store.kept(DISCORD)
    assert kept is not None
    assert kept.accounts == [SLACK, DISCORD]
    assert len(kept.answered) == 2
    assert kept.answers == many + few + 2
    await read(store, SLACK, DISCORD)
    await ours.presses()
    here = await store.conversation(DISCORD)
    assert here is not None
    assert len(here.answers) == 3


async def test_F11_unlinked_two_accounts_get_two_nudges_and_linked_they_get_one(
    store: SqliteStore, clock: FakeClock
) -> None:
    await want(store, SLACK, DISCORD)
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    apart = nudged(await due_now(store))
    await linked(store, SLACK, DISCORD)

    together: list[Message] = []
    for _ in range(7):
        clock.pass_by(timedelta(days=1))
        await store.serve_due(10, nudging)
        together += await due_now(store)

    assert sorted(one.platform for one in apart) == ["discord", "slack"]
    of_a_week = [(one.to, one.kind) for one in together if one.period]
    assert of_a_week == [(SLACK, Kind.REMINDER), (SLACK, Kind.NUDGE)]


@pytest.mark.parametrize("who", [SLACK, DISCORD], ids=["whoever keeps", "whoever comes"])
async def test_F11_the_nudge_of_this_week_counts_whichever_account_got_it(
    store: SqliteStore, clock: FakeClock, database: Path, who: Address
) -> None:
    await want(store, who)
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    first = nudged(await due_now(store))
    late = weekly(due_at=MONDAY + timedelta(hours=1))
    if who == DISCORD:
        await store.turn(fresh_key(), SLACK, wanting(late))
    else:
        await speak(store, DISCORD)

    await linked(store, SLACK, DISCORD)
    clock.pass_by(timedelta(hours=2))
    await store.serve_due(10, nudging)

    assert first == [who]
    assert nudged(await due_now(store)) == []
    assert rows(database, "SELECT person_id FROM outbox WHERE kind = 'nudge'") == [
        rows(database, "SELECT id FROM person")[0]
    ]


async def test_F11_a_nudge_that_waits_gives_way_to_one_that_the_other_account_got(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await want(store, SLACK, DISCORD)
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    theirs = [
        one
        for one in (await store.claim_due(["discord"], 9, {})).messages
        if one.kind is Kind.NUDGE
    ]
    await store.mark_sent(theirs)

    await linked(store, SLACK, DISCORD)

    here = await store.conversation(SLACK)
    assert nudged(theirs) == [DISCORD]
    assert rows(database, NUDGES) == [(1, "2026-W11", "dead"), (2, "2026-W11", "sent")]
    assert nudged(await due_now(store)) == []
    assert here is not None
    assert here.weekly is not None
    assert here.weekly.agenda.nudged == 0  # their week has not begun with a message to nobody
    assert await store.nudged_at(SLACK, "2026-W11") == clock.now()


async def test_F11_a_nudge_about_the_plan_that_is_history_is_not_sent(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await want(store, SLACK, DISCORD)
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)

    await linked(store, SLACK, DISCORD)

    assert nudged(await due_now(store)) == [SLACK]
    assert rows(database, NUDGES) == [(1, "2026-W11", "sent"), (2, "2026-W11", "dead")]
    assert rows(database, "SELECT reason FROM outbox WHERE state = 'dead'") == [Reason.MOOT]


async def test_F11_a_nudge_that_was_sent_to_both_before_stays_the_first_ones(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await want(store, SLACK, DISCORD)
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    await due_now(store)

    await linked(store, SLACK, DISCORD)

    keyed = "SELECT account_id, person_id FROM outbox WHERE kind = 'nudge' ORDER BY id"
    assert rows(database, keyed) == [(1, 1), (2, None)]


async def test_F11_a_nudge_that_could_not_be_sent_gives_way_to_one_that_was(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await want(store, SLACK, DISCORD)
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    (ours,) = (await store.claim_due(["slack"], 9, {})).messages
    await store.settle([Dead(ours, Reason.EXPIRED)])
    await due_now(store)

    await linked(store, SLACK, DISCORD)

    keyed = "SELECT account_id, person_id FROM outbox WHERE kind = 'nudge' ORDER BY id"
    assert rows(database, keyed) == [(1, None), (2, 1)]


async def test_after_a_link_their_agenda_is_found_whatever_was_said_last(
    store: SqliteStore, clock: FakeClock
) -> None:
    await want(store, SLACK, DISCORD)
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, ordering([W11]))
    await due_now(store)
    before = await store.conversation(SLACK)

    await linked(store, SLACK, DISCORD)
    after = await store.conversation(DISCORD)
    await store.turn(fresh_key(), DISCORD, wanting(weekly(cue="new")))

    assert before is not None
    assert after == before
    here = await store.conversation(SLACK)
    assert here is not None
    assert here.weekly == weekly(cue="new")


async def test_F63_what_the_account_that_comes_shared_is_shared_no_longer(
    store: SqliteStore, catalog: Catalog
) -> None:
    await member(store, catalog, SLACK, 3)
    await member(store, catalog, DISCORD, 2)
    ours = await paired(store, pair(KIM, SLACK), shares=EVERYTHING)
    theirs = await paired(store, pair(KAI, DISCORD, community=GUILD), shares=EVERYTHING)

    await linked(store, SLACK, DISCORD)

    kept, ended = (
        await store.mentee_facts.record(KIM, ours.id),
        await store.mentee_facts.record(KAI, theirs.id),
    )
    assert kept.facts.pairing == ours
    assert ended.facts.pairing == replace(theirs, consents=frozenset())


async def test_F63_a_table_about_the_account_that_comes_goes_with_its_consent(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await member(store, catalog, SLACK, 3)
    await member(store, catalog, DISCORD, 2)
    await speak(store, KIM, KAI)
    await paired(store, pair(KIM, SLACK), shares=EVERYTHING)
    await paired(store, pair(KAI, DISCORD, community=GUILD), shares=EVERYTHING)
    for mentor in (KIM, KAI):
        await store.keep_upload(mentor, f"table of {mentor.user}", clock.now() + STAYS)

    await linked(store, SLACK, DISCORD)

    assert await store.leftovers("discord", "") == ["table of 9"]
    assert await store.leftovers("slack", "T1") == []


async def test_F60_a_linked_mentor_has_the_mentees_of_the_account_that_asks_and_no_others(
    store: SqliteStore,
) -> None:
    await speak(store, KAI)
    of_kim = await paired(store, pair(KIM), shares=EVERYTHING)
    of_kai = await paired(store, pair(KAI, DISCORD, community=GUILD), shares=EVERYTHING)

    await linked(store, KIM, KAI)

    facts = store.mentee_facts
    found = [one.facts.pairing for one in await facts.records(KAI)]
    assert found == [of_kai]
    assert not (await facts.record(KAI, of_kim.id)).facts.is_theirs
    assert (await facts.record(KIM, of_kim.id)).facts.is_theirs


async def test_F71_who_looked_at_either_account_is_told_to_both_as_long_as_they_are_one(
    store: SqliteStore,
) -> None:
    await speak(store, SLACK, DISCORD)
    opened = await paired(store, pair(KAI, DISCORD, community=GUILD))
    facts = store.mentee_facts
    await facts.note_look(KAI, opened.id, "Kai", GUILD, [])

    await linked(store, SLACK, DISCORD)

    told = [[one.by for one in await facts.looks(who)] for who in (SLACK, DISCORD)]
    await store.mentoring.unlink(SLACK)
    apart = [[one.by for one in await facts.looks(who)] for who in (SLACK, DISCORD)]
    assert told == [["Kai"], ["Kai"]]
    assert apart == [[], ["Kai"]]


async def test_A19_looks_at_what_is_put_aside_are_counted_with_the_rest(
    store: SqliteStore,
) -> None:
    await speak(store, SLACK, DISCORD)
    opened = await paired(store, pair(KAI, DISCORD, community=GUILD))
    await store.mentee_facts.note_look(KAI, opened.id, "Kai", GUILD, [Item.ROLE])

    await linked(store, SLACK, DISCORD)

    kept = [await store.kept(who) for who in (SLACK, DISCORD)]
    assert [one and one.looks for one in kept] == [1, 1]


async def test_F68_forget_me_of_one_account_forgets_the_other(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam, ana = await two_with_rows_in_every_table(store, catalog, clock)
    other = Address("discord", "", "canary-of-sam")
    await store.turn(fresh_key(), other, wanting(weekly(cue="canary-of-sam")))
    await read(store, other)
    await linked(store, sam.member.address, other)
    await read(store, sam.member.address, other)

    await forgets_themselves(sam)

    told = dump(database)
    assert not [one for one in (*sam.secrets, b"canary-of-sam") if one.decode() in told]
    assert await store.conversation(other) is None
    assert await store.kept(ana.member.address) is not None


async def test_F69_the_export_of_either_account_is_that_of_the_whole_person(
    store: SqliteStore, catalog: Catalog
) -> None:
    await member(store, catalog, SLACK, 1)
    await member(store, catalog, DISCORD, 1)
    await want(store, DISCORD)

    await linked(store, SLACK, DISCORD)

    here, there = await store.kept(SLACK), await store.kept(DISCORD)
    assert here is not None
    assert here == there
    assert [row["user"] for row in here.tables["account"]] == ["U1", "77"]
    assert [row["person_id"] for row in here.tables["plan"]] == [2]


WRITES = (
    *("plan UPDATE", "due UPDATE", "outbox UPDATE", "consent DELETE"),
    *("account UPDATE", "person UPDATE", "link_code DELETE", "outbox INSERT"),
)


@pytest.mark.parametrize("write", WRITES)
async def test_F17_a_link_that_fails_at_any_of_its_statements_changes_nothing(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path, write: str
) -> None:
    await member(store, catalog, SLACK, 1)
    await member(store, catalog, DISCORD, 1)
    await want(store, SLACK, DISCORD)
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    opened_pair = await paired(store, pair(KAI, DISCORD, community=GUILD), shares=EVERYTHING)
    await store.mentee_facts.note_look(KAI, opened_pair.id, "Kai", GUILD, [])
    found = await proposed(store, SLACK, DISCORD)
    table, act = write.split()
    fails = f"CREATE TRIGGER f BEFORE {act} ON {table} BEGIN SELECT raise(ABORT, 'no'); END"
    rows(database, fails)
    before = dump(database)

    with pytest.raises(StoreError):
        await store.mentoring.confirm(SLACK, found.number)

    assert dump(database) == before
    rows(database, "DROP TRIGGER f")
    assert await store.mentoring.confirm(SLACK, found.number) is not None


async def test_whoever_has_steps_that_nobody_can_read_is_not_linked_and_loses_nothing(
    store: SqliteStore, database: Path
) -> None:
    await want(store, SLACK)
    found = await proposed(store, SLACK, DISCORD)
    rows(database, "UPDATE due SET schedule = '[]'")
    before = dump(database)

    with pytest.raises(StoreError, match="did not write"):
        await store.mentoring.confirm(SLACK, found.number)

    assert dump(database) == before


async def test_F28_two_processes_serve_a_linked_person_once(
    store: SqliteStore, database: Path, clock: FakeClock
) -> None:
    await want(store, SLACK, DISCORD)
    await linked(store, SLACK, DISCORD)
    clock.pass_by(MONDAY - clock.now())

    async with opened(database, clock) as other:
        served = [await one.serve_due(10, nudging) for one in (store, other)]

    assert served == [1, 0]
    assert nudged(await due_now(store)) == [SLACK]


def test_every_column_that_names_a_person_is_one_that_a_link_knows() -> None:
    names = {
        f"{table.name}.{key.parent.name}"
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "person"
    }

    assert names == joining.NAMES_A_PERSON

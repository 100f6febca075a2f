"""Two accounts that were one person part: what stays where, and what is given back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.values import Item
from bot.engine.state import Conversation
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.keeping import Keeping
from bot.ports.linking import Side
from bot.ports.mentoring import Community
from bot.ports.outbox import Kind
from bot.store.sqlite import SqliteStore
from bot.usecases.mentors.exporting import STAYS
from bot.usecases.retention import retain
from tests.fakes.canary import counts, dump
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.linked import linked, read
from tests.fakes.member import Member
from tests.fakes.pairs import fresh_key, pair, paired, speak
from tests.fakes.weekly import MONDAY, nudging, wanting, weekly

SLACK, DISCORD = Address("slack", "T1", "U1"), Address("discord", "", "77")
KAI = Address("discord", "", "9")
GUILD = Community("discord", "1")
OUTBOX = "SELECT account_id, person_id FROM outbox WHERE kind = ? ORDER BY id"


async def together(store: SqliteStore, catalog: Catalog) -> Member:
    """Two accounts, of which one has answers; who they are."""
    sam = Member(store, catalog)
    sam.address = SLACK
    await sam.begins()
    await sam.presses()
    await linked(store, SLACK, DISCORD)
    await read(store, SLACK, DISCORD)
    return sam


@pytest.mark.parametrize("who", [SLACK, DISCORD], ids=["whoever stays", "whoever came"])
async def test_F11_the_account_that_came_has_its_own_person_again_whoever_parts(
    store: SqliteStore, catalog: Catalog, database: Path, who: Address
) -> None:
    await together(store, catalog)
    before = await store.conversation(SLACK)

    other = await store.mentoring.unlink(who)

    assert other == (
        Side(DISCORD, "", came=True) if who == SLACK else Side(SLACK, "", came=False)
    )
    assert await store.conversation(SLACK) == before
    fresh = await store.conversation(DISCORD)
    assert fresh is not None
    assert before is not None
    assert (fresh.version, fresh.answers) == (0, {})
    assert fresh.id != before.id
    assert await store.mentoring.linked_with(SLACK) is None
    assert rows(database, "SELECT linked_at FROM account") == [None, None]
    told = rows(database, "SELECT account_id FROM outbox WHERE kind = 'link-changed'")
    assert told[-1] == (2 if who == SLACK else 1)


async def test_F11_forget_me_after_that_is_of_one_account(
    store: SqliteStore, catalog: Catalog
) -> None:
    await together(store, catalog)
    await store.mentoring.unlink(SLACK)

    await store.forget(DISCORD)

    here = await store.conversation(SLACK)
    assert here is not None
    assert len(here.answers) == 1


async def two_with_plans(
    store: SqliteStore, catalog: Catalog
) -> tuple[Conversation, Conversation]:
    """Two people with answers and weekly steps, by the accounts they have; where they stand."""
    for account, answers, cue in ((SLACK, 1, "kims-cue"), (DISCORD, 3, "sams-cue")):
        one = Member(store, catalog, account.user)
        one.address = account
        await one.begins()
        for _ in range(answers):
            await one.presses()
        await store.turn(fresh_key(), account, wanting(weekly(cue=cue)))
        await read(store, account)
    kim, sam = await store.conversation(SLACK), await store.conversation(DISCORD)
    assert kim is not None
    assert sam is not None
    return kim, sam


@pytest.mark.parametrize("who", [SLACK, DISCORD], ids=["whoever stays", "whoever came"])
async def test_F11_each_account_has_again_what_it_brought(
    store: SqliteStore, catalog: Catalog, who: Address
) -> None:
    kim, sam = await two_with_plans(store, catalog)
    await linked(store, SLACK, DISCORD)
    together = await store.conversation(DISCORD)

    await store.mentoring.unlink(who)

    assert together == kim
    assert await store.conversation(SLACK) == kim
    assert await store.conversation(DISCORD) == sam
    assert [len(here.answers) for here in (kim, sam)] == [1, 3]


@pytest.mark.parametrize("who", [SLACK, DISCORD], ids=["whoever stays", "whoever came"])
async def test_F68_parted_each_exports_and_forgets_what_is_theirs_and_nothing_else(
    store: SqliteStore, catalog: Catalog, database: Path, who: Address
) -> None:
    await two_with_plans(store, catalog)
    await linked(store, SLACK, DISCORD)
    await store.mentoring.unlink(SLACK)
    exported = await store.kept(who)
    before = {one: await store.conversation(one) for one in (SLACK, DISCORD)}

    await store.forget(who)

    (other,) = {SLACK, DISCORD} - {who}
    ours, theirs = ("kims-cue", "sams-cue") if who == SLACK else ("sams-cue", "kims-cue")
    assert exported is not None
    assert exported.answers == (1 if who == SLACK else 3)
    assert [row["cue"] for row in exported.tables["plan"]] == [ours]
    assert await store.conversation(who) is None
    assert await store.conversation(other) == before[other]
    assert ours not in dump(database)
    assert theirs in dump(database)


@pytest.mark.parametrize("who", [SLACK, DISCORD], ids=["whoever stays", "whoever came"])
async def test_F68_linked_forget_me_with_either_reaches_what_is_put_aside(
    store: SqliteStore, catalog: Catalog, database: Path, who: Address
) -> None:
    await two_with_plans(store, catalog)
    await linked(store, SLACK, DISCORD)

    await store.forget(who)

    people = ("person", "account", "conversation", "answers", "plan", "due", "outbox")
    assert {name: counts(database)[name] for name in people} == dict.fromkeys(people, 0)


async def test_F11_what_was_put_aside_comes_due_again_and_did_not_meanwhile(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    await two_with_plans(store, catalog)
    await linked(store, SLACK, DISCORD)
    clock.pass_by(MONDAY - clock.now())
    served = await store.serve_due(10, nudging)
    await read(store, SLACK, DISCORD)

    await store.mentoring.unlink(SLACK)

    assert served == 1
    assert await store.serve_due(10, nudging) == 1
    said = "SELECT account_id, person_id FROM outbox WHERE kind = 'nudge' ORDER BY id"
    assert rows(database, said) == [(1, 1), (2, 2)]


async def test_F11_a_week_that_the_link_kept_from_being_said_is_given_back_with_the_plan(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await two_with_plans(store, catalog)
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    await linked(store, SLACK, DISCORD)

    await store.mentoring.unlink(SLACK)

    here = await store.conversation(DISCORD)
    assert here is not None
    assert here.weekly is not None
    assert here.weekly.agenda.nudged == 0


async def test_F11_a_nudge_from_before_the_link_is_again_the_accounts_own(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await speak(store, SLACK)
    await store.turn(fresh_key(), DISCORD, wanting(weekly()))
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    await read(store, SLACK, DISCORD)
    clock.pass_by(timedelta(seconds=1))
    await linked(store, SLACK, DISCORD)
    together = rows(database, OUTBOX, "nudge")

    await store.mentoring.unlink(SLACK)

    assert together == [(2, 1)]
    assert rows(database, OUTBOX, "nudge") == [(2, 2)]


async def test_F70_who_is_put_aside_is_not_warned_and_does_not_end_by_themselves(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    await two_with_plans(store, catalog)
    await linked(store, SLACK, DISCORD)
    clock.pass_by(timedelta(days=500))
    await store.hear(SLACK)
    clock.pass_by(timedelta(days=100))
    await retain(store, Keeping())
    clock.pass_by(timedelta(days=40))

    await retain(store, Keeping())

    assert counts(database)["person"] == 2
    await store.mentoring.unlink(SLACK)
    await retain(store, Keeping())
    assert rows(database, "SELECT count(*) FROM outbox WHERE kind = 'warning'") == [0]
    here = await store.conversation(DISCORD)
    assert here is not None
    assert len(here.answers) == 3


async def test_F11_parted_accounts_can_be_linked_again_the_other_way(
    store: SqliteStore, catalog: Catalog
) -> None:
    await together(store, catalog)
    await store.mentoring.unlink(SLACK)

    await linked(store, DISCORD, SLACK)

    here = await store.conversation(SLACK)
    assert here is not None
    assert here.answers == {}
    assert await store.mentoring.linked_with(DISCORD) == Side(SLACK, "", came=True)


async def test_F11_a_nudge_that_waits_goes_to_whoever_stays_and_the_week_stays_theirs(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    await together(store, catalog)
    await store.turn(fresh_key(), DISCORD, wanting(weekly()))
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    before = rows(database, OUTBOX, "nudge")

    await store.mentoring.unlink(DISCORD)

    assert before == [(2, 1)]
    assert rows(database, OUTBOX, "nudge") == [(1, 1)]
    assert rows(database, "SELECT account_id, person_id FROM due") == [(1, 1)]
    there = (await store.claim_due(["slack"], 9, {})).messages
    assert [one.kind for one in there] == [Kind.NUDGE]
    clock.pass_by(timedelta(days=5))
    assert await store.serve_due(10, nudging) == 1
    here = await store.conversation(SLACK)
    assert here is not None
    assert here.weekly is not None


async def test_F11_what_is_on_its_way_at_that_moment_is_left_where_it_can_be_found(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    await together(store, catalog)
    await store.turn(fresh_key(), DISCORD, wanting(weekly()))
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    (nudge,) = (await store.claim_due(["discord"], 9, {})).messages

    await store.mentoring.unlink(SLACK)

    assert nudge.kind is Kind.NUDGE
    assert rows(database, OUTBOX, "nudge") == [(2, 1)]
    assert await store.mark_sent([nudge]) == 1


async def test_F11_what_is_the_accounts_own_goes_with_it(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    await together(store, catalog)
    await store.keep_upload(DISCORD, "F1")
    rows(
        database,
        "UPDATE outbox SET kind = 'digest', period = '2026-W10', person_id = 1"
        " WHERE kind = 'link-changed'",
    )

    await store.mentoring.unlink(SLACK)

    alone = rows(database, "SELECT person_id FROM account WHERE id = 2")
    assert rows(database, OUTBOX, "digest") == [(2, *alone)]
    kept = await store.kept(DISCORD)
    assert kept is not None
    assert (kept.files, kept.accounts) == (1, [DISCORD])


async def test_F63_what_the_account_shared_while_it_was_linked_is_shared_no_longer(
    store: SqliteStore, catalog: Catalog
) -> None:
    await together(store, catalog)
    opened = await paired(
        store, pair(KAI, DISCORD, community=GUILD), shares=frozenset({Item.ROLE})
    )

    await store.mentoring.unlink(SLACK)

    found = await store.mentee_facts.record(KAI, opened.id)
    assert found.facts.pairing == replace(opened, consents=frozenset())


async def test_F63_a_table_about_the_account_that_goes_goes_too(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await together(store, catalog)
    await speak(store, KAI)
    await paired(store, pair(KAI, DISCORD, community=GUILD), shares=frozenset({Item.ROLE}))
    await store.keep_upload(KAI, "a table", clock.now() + STAYS)

    before = await store.leftovers("discord", "")
    await store.mentoring.unlink(SLACK)

    assert before == []
    assert await store.leftovers("discord", "") == ["a table"]


async def test_whoever_is_by_themselves_parts_with_nobody(
    store: SqliteStore, database: Path
) -> None:
    await speak(store, SLACK)
    before = dump(database)

    other = await store.mentoring.unlink(SLACK)

    assert other is None
    assert dump(database) == before


@pytest.mark.parametrize(
    "write",
    [
        *("person UPDATE", "conversation UPDATE", "plan UPDATE", "due UPDATE"),
        *("outbox UPDATE", "consent DELETE", "account UPDATE", "outbox INSERT"),
    ],
)
async def test_F17_a_parting_that_fails_at_any_of_its_statements_changes_nothing(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path, write: str
) -> None:
    await together(store, catalog)
    await store.turn(fresh_key(), DISCORD, wanting(weekly()))
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(10, nudging)
    await paired(store, pair(KAI, DISCORD, community=GUILD), shares=frozenset(Item))
    table, act = write.split()
    fails = f"CREATE TRIGGER f BEFORE {act} ON {table} BEGIN SELECT raise(ABORT, 'no'); END"
    rows(database, fails)
    before = dump(database)

    with pytest.raises(StoreError):
        await store.mentoring.unlink(SLACK)

    assert dump(database) == before

"""Two accounts that were one person part: what stays where, and who begins anew."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.values import Item
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.linking import Side
from bot.ports.mentoring import Community
from bot.ports.outbox import Kind
from bot.store.sqlite import SqliteStore
from tests.fakes.canary import dump
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
async def test_F11_the_account_that_came_gets_a_person_of_its_own_whoever_parts(
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
        *("person INSERT", "conversation INSERT", "plan UPDATE", "due UPDATE"),
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

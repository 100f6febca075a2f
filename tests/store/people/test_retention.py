from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.events import Opened
from bot.ports.inbound import Address, EventKey
from bot.ports.keeping import WARNED_BEFORE, Keeping, Rule
from bot.ports.news import Held, Unreachable
from bot.ports.outbox import Claimed, Dead, Kind, Reason
from bot.store.address import SqliteFile
from bot.store.engines import writer_engine
from bot.store.people import retention
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.retention import retain
from bot.usecases.wanting import Withheld
from tests.fakes.canary import counts, dump, raw, two_with_rows_in_every_table
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member

USUAL = Keeping()
DAY = timedelta(days=1)
NOTHING = dict.fromkeys(Rule, 0)


async def begun(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, name: str = "sam"
) -> Member:
    """Somebody whose two messages have arrived, and who has answered nothing."""
    member = Member(store, catalog, name)
    await member.does(Opened(clock.now()))
    await member.presses()
    await arrives(store, member.address)
    return member


async def arrives(store: SqliteStore, account: Address) -> Claimed:
    """All that waits for an account, handed over."""
    left = await store.claim_left(account)
    await store.mark_sent(left.messages)
    return left


async def ended(store: SqliteStore) -> Mapping[Rule, int]:
    """What a round ends, only those rules that end something; it was predicted."""
    predicted = await store.outdated(USUAL)
    done = await retain(store, USUAL)
    assert done == predicted
    return {rule: number for rule, number in done.items() if number}


async def test_F70_what_is_young_stays_and_what_is_old_goes_table_by_table(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    await begun(store, catalog, clock)
    await store.settle([], [Held("slack", "T1", clock.now() + DAY)])
    gone = Member(store, catalog, "gone")
    await gone.opens()
    await store.forget(gone.address)
    assert await ended(store) == {}

    clock.pass_by(6 * DAY)
    after_6_days = await ended(store)
    clock.pass_by(2 * DAY)
    after_8_days = await ended(store)
    left = counts(database)
    clock.pass_by(392 * DAY)
    after_400_days = await ended(store)

    assert after_6_days == {Rule.PAUSES: 2}  # and the clock that it was counted from
    assert after_8_days == {Rule.KEYS: 3, Rule.MARKS: 1, Rule.TEXTS: 2}
    assert after_400_days == {}
    assert left == {
        "account": 1,
        "admin_log": 0,
        "answers": 0,
        "community": 0,
        "community_role": 0,
        "community_setting": 0,
        "consent": 0,
        "conversation": 1,
        "declined": 0,
        "due": 0,
        "forgotten": 0,
        "inbox": 0,
        "leftover": 0,
        "link_code": 0,
        "look": 0,
        "mentor": 0,
        "note": 0,
        "outbox": 0,
        "pace": 0,
        "pairing": 0,
        "person": 1,
        "plan": 0,
        "result": 0,
        "upload": 0,
        "wording": 0,
        "wrong_code": 0,
    }


async def test_F70_after_600_days_a_person_is_warned_and_after_30_more_they_are_gone(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = await begun(store, catalog, clock)

    clock.pass_by(600 * DAY)
    after_600_days = await ended(store)
    again = await ended(store)
    await arrives(store, sam.address)
    clock.pass_by(29 * DAY)
    after_629_days = await ended(store)
    still_there = counts(database)["person"]
    clock.pass_by(DAY)
    after_630_days = await ended(store)

    assert after_600_days == {Rule.KEYS: 2, Rule.TEXTS: 2, Rule.WARNINGS: 1}
    assert again == after_629_days == {}
    assert still_there == 1
    assert after_630_days == {Rule.PEOPLE: 1}
    assert set(counts(database).values()) == {0}
    assert b'"sam"' not in raw(database)


@pytest.mark.parametrize("days", [0, 1, 8, 400, 519, 549, 600])
async def test_F70_a_dry_run_changes_nothing_and_predicts_the_round(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path, days: int
) -> None:
    await two_with_rows_in_every_table(store, catalog, clock)
    clock.pass_by(days * DAY)
    before = dump(database)

    predicted = await store.outdated(USUAL)

    assert dump(database) == before
    assert await retain(store, USUAL) == predicted
    assert await store.outdated(USUAL) == NOTHING


async def test_F70_a_warning_that_could_not_be_delivered_counts_as_one(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = await begun(store, catalog, clock)
    clock.pass_by(600 * DAY)
    await ended(store)
    (warning,) = (await store.claim_left(sam.address)).messages
    dead = Dead(warning, Reason.UNREACHABLE)
    await store.settle([dead], [Unreachable(sam.address)])

    clock.pass_by(WARNED_BEFORE)

    assert await ended(store) == {Rule.PEOPLE: 1}


async def test_F70_a_warning_that_nobody_took_counts_from_the_end_of_its_time(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begun(store, catalog, clock)
    clock.pass_by(600 * DAY)
    await ended(store)

    clock.pass_by(WARNED_BEFORE)
    too_early = await ended(store)
    clock.pass_by(WARNED_BEFORE)

    assert too_early == {}
    assert await ended(store) == {Rule.PEOPLE: 1}


async def test_F70_who_comes_back_after_a_warning_stays_and_is_warned_anew(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = await begun(store, catalog, clock)
    clock.pass_by(600 * DAY)
    await ended(store)
    await arrives(store, sam.address)
    clock.pass_by(DAY)
    await sam.does(Opened(clock.now()))
    await arrives(store, sam.address)

    clock.pass_by(WARNED_BEFORE)
    soon = await ended(store)
    clock.pass_by(600 * DAY)
    later = await ended(store)

    assert soon == {Rule.KEYS: 1, Rule.TEXTS: 1}
    assert later == {Rule.WARNINGS: 1}
    periods = rows(database, "SELECT period FROM outbox WHERE kind = 'warning' ORDER BY id")
    assert len(set(periods)) == len(periods) == 2


async def test_F70_a_person_late_by_years_is_still_warned_first(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begun(store, catalog, clock)
    clock.pass_by(3_000 * DAY)

    assert (await ended(store))[Rule.WARNINGS] == 1
    assert await ended(store) == {}


async def test_F70_the_text_of_a_message_that_comes_once_goes_and_its_period_stays(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = await begun(store, catalog, clock)
    clock.pass_by(600 * DAY)
    await ended(store)
    rows(database, 'UPDATE outbox SET card = json(\'{"body": "a canary"}\')')
    await arrives(store, sam.address)

    clock.pass_by(8 * DAY)

    assert await ended(store) == {Rule.TEXTS: 1}
    assert rows(database, "SELECT period IS NOT NULL, card FROM outbox") == [(1, None)]


async def test_F70_what_waits_is_kept_however_old_it_is(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = Member(store, catalog)
    await sam.opens()
    clock.pass_by(100 * DAY)

    assert await ended(store) == {Rule.KEYS: 1}
    assert rows(database, "SELECT count(*) FROM outbox") == [1]


async def test_a_warning_goes_to_an_account_that_can_be_reached(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = await begun(store, catalog, clock)
    other = ("terminal", "", "sam at work")
    rows(
        database,
        "INSERT INTO account (person_id, platform, workspace, user) VALUES (1, ?, ?, ?)",
        *other,
    )
    await store.settle([], [Unreachable(sam.address)])
    clock.pass_by(600 * DAY)

    await ended(store)

    assert (await store.claim_left(sam.address)).messages == ()
    (warning,) = (await store.claim_left(Address(*other))).messages
    assert warning.kind is Kind.WARNING


async def test_a_warning_says_until_when_and_is_moot_once_somebody_was_here(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam = await begun(store, catalog, clock)
    clock.pass_by(600 * DAY)
    await ended(store)
    (warning,) = (await store.claim_left(sam.address)).messages
    composer = Composer(store, catalog)

    card = await composer.card(warning, clock.now())
    await store.hear(sam.address)
    moot = await composer.card(warning, clock.now())

    assert isinstance(card, Card)
    assert "I last heard from you on 2 March 2026" in card.body
    assert "after 22 November 2027 I delete" in card.body
    assert moot == Withheld(Reason.MOOT)


async def test_who_is_heard_from_at_the_last_moment_stays(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = await begun(store, catalog, clock)
    clock.pass_by(600 * DAY)
    await ended(store)
    await arrives(store, sam.address)
    clock.pass_by(WARNED_BEFORE)
    with writer_engine(SqliteFile(database)).connect() as connection:
        with connection.begin():
            found = retention.find_some(connection, Rule.PEOPLE, USUAL, clock.now())
        await store.hear(sam.address)

        with connection.begin():
            number = retention.end(connection, Rule.PEOPLE, found, USUAL, clock.now())

    assert len(found) == 1
    assert number == 0
    assert counts(database)["person"] == 1


async def test_who_is_heard_from_just_before_the_warning_is_not_warned(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = await begun(store, catalog, clock)
    clock.pass_by(600 * DAY)
    with writer_engine(SqliteFile(database)).connect() as connection:
        with connection.begin():
            found = retention.find_some(connection, Rule.WARNINGS, USUAL, clock.now())
        await store.hear(sam.address)

        with connection.begin():
            number = retention.end(connection, Rule.WARNINGS, found, USUAL, clock.now())

    assert len(found) == 1
    assert number == 0


async def test_a_step_ends_a_bounded_number(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)"
    rows(
        database,
        f"INSERT INTO inbox {many} SELECT 'slack', 'T', 'key ' || i, '2020-01-01' FROM n",
    )

    steps = [await store.end_some(Rule.KEYS, USUAL) for _ in range(7)]

    assert sum(steps) == 2_500
    assert max(steps) <= 500
    assert steps[-1] == 0


async def test_a_repeat_is_still_known_while_its_key_is_kept(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam = Member(store, catalog)
    first = await sam.does(Opened(clock.now()), key=EventKey("1"))
    clock.pass_by(6 * DAY)
    await ended(store)

    repeat = await sam.does(Opened(clock.now()), key=EventKey("1"))

    assert first.messages
    assert not repeat.messages


async def test_F19_warnings_to_two_people_of_one_workspace_have_keys_of_their_own(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    for name in ("sam", "kim"):
        await begun(store, catalog, clock, name)
    clock.pass_by(600 * DAY)

    await ended(store)

    keys = rows(database, "SELECT key FROM outbox WHERE kind = 'warning'")
    assert len(set(keys)) == len(keys) == 2

"""What platforms tell of accounts and communities, and what we left there."""

from datetime import timedelta
from pathlib import Path

from bot.catalog import Catalog, Command
from bot.engine.events import Opened, Typed
from bot.ports.accounts import Left, Profile
from bot.ports.inbound import Address
from bot.ports.keeping import WARNED_BEFORE, Keeping, Rule
from bot.ports.news import Revoked
from bot.ports.outbox import Sent
from bot.store.sqlite import SqliteStore
from bot.usecases.retention import retain
from tests.fakes.canary import raw
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member

STRANGER = Address("slack", "T1", "stranger")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def of_slack(
    store: SqliteStore, catalog: Catalog, name: str = "U1", team: str = "T1"
) -> Member:
    member = Member(store, catalog, name)
    member.address = Address("slack", team, name)
    return member


async def test_where_a_card_stands_is_kept_with_the_news_that_it_was_sent(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = of_slack(store, catalog)
    claimed = await sam.does(Opened(NOON))

    await store.settle([Sent(claimed.messages[0], "D1:17.5")])

    assert await store.living_card(sam.address) == "D1:17.5"


async def test_a_card_that_tells_no_new_place_stands_where_it_stood(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = of_slack(store, catalog)
    claimed = await sam.does(Opened(NOON))
    await store.settle([Sent(claimed.messages[0], "D1:17.5")])

    await store.settle([Sent(claimed.messages[0])])

    assert await store.living_card(sam.address) == "D1:17.5"


async def test_of_whom_we_never_heard_nothing_is_kept(store: SqliteStore) -> None:
    await store.learn(STRANGER, "Europe/Berlin", "de-DE")
    assert not await store.keep_upload(STRANGER, "F1")

    assert await store.profile(STRANGER) is None
    assert await store.living_card(STRANGER) is None


async def test_what_the_platform_told_last_counts(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam = of_slack(store, catalog)
    await sam.opens()
    assert await store.profile(sam.address) is None
    await store.learn(sam.address, "Europe/Berlin", "de-DE")
    clock.pass_by(DAY)

    await store.learn(sam.address, "Asia/Tokyo", None)

    assert await store.profile(sam.address) == Profile("Asia/Tokyo", None, NOON + DAY)


async def test_a_name_stays_until_the_platform_tells_another(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam = of_slack(store, catalog)
    await sam.opens()
    for name in ("Sam", "", "Samira " + 80 * "a", ""):
        await store.learn(sam.address, None, None, name)

    assert await store.profile(sam.address) == Profile(
        None, None, clock.now(), "Samira " + 73 * "a"
    )


async def test_F68_whoever_is_forgotten_leaves_what_is_to_be_deleted_on_the_platform(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = of_slack(store, catalog)
    await store.settle([Sent((await sam.does(Opened(NOON))).messages[0], "D1:17.5")])
    await store.keep_upload(sam.address, "F1")
    await store.keep_upload(sam.address, "F2")

    claimed = await forgets_all(sam)

    assert claimed == (Left(sam.address, "D1:17.5"),)
    assert rows(database, "SELECT count(*) FROM upload") == [0]
    assert await store.leftovers("slack", "T1") == ["F1", "F2"]


async def test_F68_a_file_is_forgotten_when_the_platform_has_deleted_it(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam, ana = of_slack(store, catalog), of_slack(store, catalog, "U2", team="T2")
    for one in (sam, ana):
        await one.opens()
        assert await store.keep_upload(one.address, f"F{one.address.user}")
        await store.forget(one.address)

    await store.cleared("slack", "T1", "FU1")
    await store.cleared("slack", "T1", "FU2")

    assert b"FU1" not in raw(database)
    assert await store.leftovers("slack", "T1") == []
    assert await store.leftovers("slack", "T2") == ["FU2"]


async def test_F68_files_of_people_who_were_silent_too_long_are_to_be_deleted_too(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam, keeping = of_slack(store, catalog), Keeping()
    await sam.opens()
    await store.keep_upload(sam.address, "F1")

    clock.pass_by(keeping.people)
    await retain(store, keeping)
    clock.pass_by(2 * WARNED_BEFORE)
    await retain(store, keeping)

    assert await store.kept(sam.address) is None
    assert await store.leftovers("slack", "T1") == ["F1"]


async def test_F70_the_name_of_a_file_that_nobody_can_delete_is_not_kept_for_ever(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam, keeping = of_slack(store, catalog), Keeping()
    await sam.opens()
    await store.keep_upload(sam.address, "F1")
    await store.forget(sam.address)

    clock.pass_by(keeping.communities + DAY)
    ended = await retain(store, keeping)

    assert ended[Rule.LEFTOVERS] == 1
    assert await store.leftovers("slack", "T1") == []


async def test_F32_a_community_that_put_us_out_gets_nothing_more_however_often_it_is_told(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    await store.arrive("slack", "T1")
    sam = of_slack(store, catalog)
    await sam.opens()
    clock.pass_by(timedelta(seconds=5))

    await store.leave("slack", "T1")
    clock.pass_by(DAY)
    await store.leave("slack", "T1")

    left = rows(database, "SELECT left_at FROM community")
    assert [str(one)[:19] for one in left] == ["2026-03-02 12:00:05"]


async def test_F32_its_people_go_after_thirty_days(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    for team in ("T1", "T2"):
        await store.arrive("slack", team)
        await of_slack(store, catalog, team=team).opens()
    await store.leave("slack", "T1")
    clock.pass_by(29 * DAY)
    before = (await retain(store, Keeping()))[Rule.COMMUNITIES]
    clock.pass_by(2 * DAY)

    after = (await retain(store, Keeping()))[Rule.COMMUNITIES]

    assert (before, after) == (0, 1)
    assert rows(database, "SELECT workspace FROM account") == ["T2"]


async def test_F32_somebody_whom_we_know_from_elsewhere_too_stays(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    await store.arrive("slack", "T1")
    await of_slack(store, catalog).opens()
    elsewhere = "INSERT INTO account (person_id, platform, workspace, user) VALUES (1, ?, ?, ?)"
    rows(database, elsewhere, "terminal", "", "sam")
    await store.leave("slack", "T1")
    clock.pass_by(31 * DAY)

    ended = await retain(store, Keeping())

    assert ended[Rule.COMMUNITIES] == 0
    assert rows(database, "SELECT count(*) FROM person") == [1]


async def test_F33_a_community_that_comes_back_finds_everything_as_it_was(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    await store.arrive("slack", "T1")
    sam = of_slack(store, catalog)
    await sam.begins()
    here = await store.conversation(sam.address)
    await store.leave("slack", "T1")
    clock.pass_by(20 * DAY)

    await store.arrive("slack", "T1")

    clock.pass_by(20 * DAY)
    assert (await retain(store, Keeping()))[Rule.COMMUNITIES] == 0
    assert await store.conversation(sam.address) == here
    assert rows(database, "SELECT count(*), count(left_at) FROM community") == [(1, 0)]


async def forgets_all(member: Member) -> tuple[Left, ...]:
    """Through the question, with a clear yes."""
    await member.asks(Command.FORGET_ME)
    return (await member.does(Typed(NOON, "yes, forget me"))).left


async def test_F32_a_refusal_that_says_that_we_are_out_begins_the_same_time(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await store.arrive("slack", "T1")
    await of_slack(store, catalog).opens()

    await store.settle([], [Revoked("slack", "T1")])

    clock.pass_by(31 * DAY)
    assert (await retain(store, Keeping()))[Rule.COMMUNITIES] == 1


async def test_F63_a_file_that_shows_others_goes_at_its_time_and_is_no_upload_afterwards(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam = Member(store, catalog, "sam")
    await sam.begins()
    await store.keep_upload(sam.address, "F1")
    await store.keep_upload(sam.address, "F2", clock.now() + HOUR)
    there = (sam.address.platform, sam.address.workspace)

    early = await store.leftovers(*there)
    clock.pass_by(HOUR)
    late = await store.leftovers(*there)
    await store.cleared(*there, "F2")

    assert (early, late) == ([], ["F2"])
    assert await store.leftovers(*there) == []
    kept = await store.kept(sam.address)
    assert kept is not None
    assert kept.files == 1


async def test_F68_a_file_that_shows_others_goes_at_once_with_whoever_has_it(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    sam = Member(store, catalog, "sam")
    await sam.begins()
    await store.keep_upload(sam.address, "F2", clock.now() + HOUR)

    await store.forget(sam.address)

    assert await store.leftovers(sam.address.platform, sam.address.workspace) == ["F2"]

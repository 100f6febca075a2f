"""The weekly overviews of mentors are ordered, one for each account."""

from datetime import timedelta

from bot.ports.inbound import Address
from bot.ports.keeping import Keeping
from bot.ports.mentoring import Community
from bot.ports.outbox import Kind, Message, Sent
from bot.store.sqlite import SqliteStore
from bot.usecases.retention import retain
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.linked import linked
from tests.fakes.pairs import ELSEWHERE, EVE, HERE, KIM, LEE, speak

UNTIL = NOON + timedelta(days=3)
WEEK = "2026-W10"


async def order(store: SqliteStore, period: str = WEEK, most: int = 10) -> int:
    return await store.mentoring.order_digests(period, UNTIL, most)


async def written(store: SqliteStore) -> list[Message]:
    """Those that were ordered and nobody has claimed yet, behind all that waits before them."""
    found: list[Message] = []
    while some := (await store.claim_due(["slack", "discord"], 50, {})).messages:
        await store.settle([Sent(one) for one in some])
        found += [one for one in some if one.kind is Kind.DIGEST]
    return found


async def wants(store: SqliteStore, who: Address, community: Community = HERE) -> None:
    await store.mentoring.set_digest(community, who, wanted=True)


async def test_whoever_wants_the_overview_gets_one_in_a_week(
    store: SqliteStore, clock: FakeClock
) -> None:
    await speak(store, KIM, LEE, EVE)
    for who in (KIM, LEE):
        await wants(store, who)
    await store.mentoring.set_digest(HERE, EVE, wanted=False)

    counts = [await order(store) for _ in range(2)]

    found = await written(store)
    assert counts == [2, 0]
    assert [(one.to, one.period, one.useful_until) for one in found] == [
        (KIM, WEEK, UNTIL),
        (LEE, WEEK, UNTIL),
    ]
    assert await order(store, "2026-W11") == 2


async def test_I3_a_mentor_in_two_communities_gets_one_for_both(store: SqliteStore) -> None:
    kim = Address("discord", "", "77")
    await speak(store, kim)
    for guild in ("1", "2"):
        await wants(store, kim, Community("discord", guild))

    assert await order(store) == 1
    assert [one.to for one in await written(store)] == [kim]


async def test_of_two_accounts_of_one_mentor_each_gets_that_of_its_own_mentees(
    store: SqliteStore,
) -> None:
    kai = Address("discord", "", "77")
    await speak(store, KIM, kai)
    await wants(store, KIM)
    await wants(store, kai, Community("discord", "1"))
    await linked(store, KIM, kai)

    assert [await order(store) for _ in range(2)] == [2, 0]
    assert {one.to for one in await written(store)} == {KIM, kai}


async def test_I3_nobody_gets_one_again_because_old_messages_are_deleted(
    store: SqliteStore, clock: FakeClock
) -> None:
    await speak(store, KIM)
    await wants(store, KIM)
    await order(store)
    await written(store)
    clock.pass_by(timedelta(days=2))

    await retain(store, Keeping(texts=timedelta(days=1)))

    assert await order(store) == 0


async def test_they_are_written_a_few_at_a_time(store: SqliteStore) -> None:
    await speak(store, KIM, LEE, EVE)
    for who in (KIM, LEE, EVE):
        await wants(store, who)

    assert [await order(store, most=2) for _ in range(3)] == [2, 1, 0]


async def test_nobody_gets_one_who_never_spoke_with_us_or_of_a_place_that_put_us_out(
    store: SqliteStore,
) -> None:
    lee = Address("slack", "T2", "lee")
    await speak(store, lee)
    await store.arrive("slack", "T2")
    await wants(store, KIM)
    await wants(store, lee, ELSEWHERE)
    await store.leave("slack", "T2")

    assert await order(store) == 0

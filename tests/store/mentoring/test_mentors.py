"""The list of mentors of a community, and what they set for themselves."""

from bot.engine.mentoring.values import State
from bot.ports.administering import Setting
from bot.ports.inbound import Address
from bot.ports.mentoring import CAPACITY, Community
from bot.ports.mentors import Mentor
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import NOON
from tests.fakes.pairs import (
    ELSEWHERE,
    EVE,
    HERE,
    KIM,
    LEE,
    acting,
    becomes,
    made_mentor,
    pair,
    paired,
    unmade_mentor,
)


async def listed(store: SqliteStore) -> list[str]:
    return [one.name for one in await store.mentoring.mentors(HERE)]


async def test_somebody_is_on_the_list_of_their_community_and_on_no_other(
    store: SqliteStore,
) -> None:
    await made_mentor(store.mentoring, HERE, KIM, "Kim")

    on = [await store.mentoring.is_named(there, KIM) for there in (HERE, ELSEWHERE)]
    others = [
        await store.mentoring.is_named(HERE, who)
        for who in (EVE, Address("slack", "T2", "kim"), Address("discord", "", "kim"))
    ]

    assert (on, others) == ([True, False], [False] * 3)


async def test_a_mentor_of_two_guilds_is_on_the_list_of_each_by_itself(
    store: SqliteStore,
) -> None:
    first, second = (Community("discord", guild) for guild in ("1", "2"))
    kim = Address("discord", "", "77")
    for guild in (first, second):
        await made_mentor(store.mentoring, guild, kim, "Kim")

    await unmade_mentor(store.mentoring, first, kim)

    assert [await store.mentoring.is_named(guild, kim) for guild in (first, second)] == [
        False,
        True,
    ]


async def test_the_list_tells_what_each_has_and_has_set_by_name(store: SqliteStore) -> None:
    for who, name in ((KIM, "kim"), (EVE, "Eve")):
        await made_mentor(store.mentoring, HERE, who, name)
    await store.mentoring.set_capacity(HERE, LEE, 2)
    await store.mentoring.set_digest(HERE, LEE, wanted=True)
    await paired(store)
    await paired(store, pair(mentee=LEE, state=State.ASKED))
    await paired(store, pair(mentee=EVE, state=State.INVITED))
    await paired(store, pair(mentee=EVE, community=ELSEWHERE))
    await becomes(store, await paired(store, pair(mentee=EVE)), state=State.ENDED)

    found = await store.mentoring.mentors(HERE)

    assert found == [
        Mentor(LEE, "", False, 2, 0, 0, True, None),  # noqa: FBT003
        Mentor(EVE, "Eve", True, CAPACITY, 0, 0, False, None),  # noqa: FBT003
        Mentor(KIM, "kim", True, CAPACITY, 1, 1, False, None),  # noqa: FBT003
    ]


async def test_whoever_is_taken_off_the_list_keeps_their_pairs_and_what_they_set(
    store: SqliteStore,
) -> None:
    opened = await paired(store)
    for who in (KIM, EVE):
        await made_mentor(store.mentoring, HERE, who, who.user)
    await store.mentoring.set_capacity(HERE, KIM, 3)

    for who in (KIM, EVE, LEE):
        await unmade_mentor(store.mentoring, HERE, who)

    (kim,) = await store.mentoring.mentors(HERE)
    assert (kim.account, kim.is_named, kim.capacity) == (KIM, False, 3)
    assert await store.mentoring.pairings_of(KIM) == [opened]


async def test_what_is_set_leaves_the_rest_as_it_was(store: SqliteStore) -> None:
    await store.mentoring.set_digest(HERE, KIM, wanted=True)
    await store.mentoring.set_capacity(HERE, KIM, 1)
    await made_mentor(store.mentoring, HERE, KIM, "Kim")
    await store.mentoring.set_digest(HERE, KIM, wanted=False)

    (kim,) = await store.mentoring.mentors(HERE)

    assert (kim.name, kim.is_named, kim.capacity, kim.digest) == ("Kim", True, 1, False)


async def test_a_mentor_without_anything_set_takes_the_usual_number(
    store: SqliteStore,
) -> None:
    await store.mentoring.set_digest(HERE, KIM, wanted=True)

    assert await listed(store) == [""]
    await store.mentoring.set_digest(HERE, KIM, wanted=False)
    assert await listed(store) == []


async def test_when_a_mentor_looked_stays_known_whatever_an_admin_does(
    store: SqliteStore,
) -> None:
    one = await paired(store, pair(KIM))
    await made_mentor(store.mentoring, HERE, KIM, "Kim")
    await store.mentee_facts.note_opened(KIM, one.id)
    await unmade_mentor(store.mentoring, HERE, KIM)
    off = await store.mentoring.mentors(HERE)
    await made_mentor(store.mentoring, HERE, KIM, "Kim")

    (kim,) = await store.mentoring.mentors(HERE)

    assert off == []
    assert kim.looked_at == NOON
    assert kim.mentees_since == one.began_at


async def test_mentors_by_a_role_are_told_as_long_as_there_is_one_and_they_have_mentees(
    store: SqliteStore,
) -> None:
    async def told(community: Community = HERE) -> list[tuple[str, int, bool]]:
        found = await store.mentoring.mentors_by_role(community)
        return [(one.account.user, one.mentees, one.looked_at is None) for one in found]

    one = await paired(store, pair(KIM))
    await paired(store, pair(LEE, EVE, state=State.ASKED))
    without = await told()
    for there in (HERE, ELSEWHERE):
        await store.mentoring.change_setting(there, acting("Ada"), Setting.MENTORS, "S1")
    with_it, elsewhere = await told(), await told(ELSEWHERE)
    await store.mentee_facts.note_look(KIM, one.id, "Kim", HERE, [])
    looked = await told()
    await made_mentor(store.mentoring, HERE, KIM, "Kim")
    named = await told()
    await unmade_mentor(store.mentoring, HERE, KIM)
    await becomes(store, one, state=State.ENDED)

    assert (without, with_it, elsewhere) == ([], [("kim", 1, True)], [])
    assert looked == [("kim", 1, False)]
    assert named == []
    assert await told() == []

"""What admins set in their community, and are told."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.engine.events import Opened
from bot.engine.mentoring.values import State
from bot.errors import StoreError
from bot.ports.administering import Drop, Entry, Setting
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Community
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.pairs import (
    ELSEWHERE,
    HERE,
    KIM,
    acting,
    assigned,
    fresh_key,
    made_mentor,
    pair,
    paired,
    wanting_just,
)

DAY = timedelta(days=1)


async def test_settings_are_of_one_community_and_each_change_is_noted(
    store: SqliteStore, clock: FakeClock
) -> None:
    change = store.mentoring.change_setting
    await change(HERE, acting("Ada"), Setting.MENTORS, "S1")
    await change(ELSEWHERE, acting("Bo"), Setting.MENTORS, "S9")
    clock.pass_by(DAY)
    await change(HERE, acting("Ada"), Setting.MENTORS, "S2")
    await change(HERE, acting(""), Setting.NOT_YET, "3")
    await change(HERE, acting("Cy"), Setting.NOT_YET, None)

    assert await store.mentoring.settings(HERE) == {Setting.MENTORS: "S2"}
    assert await store.mentoring.settings(ELSEWHERE) == {Setting.MENTORS: "S9"}
    assert await store.mentoring.log(HERE, 10) == [
        Entry("Cy", "not-yet", "", clock.now()),
        Entry("", "not-yet", "3", clock.now()),
        Entry("Ada", "mentors", "S2", clock.now()),
        Entry("Ada", "mentors", "S1", clock.now() - DAY),
    ]


async def test_a_change_that_changes_nothing_is_not_noted(store: SqliteStore) -> None:
    for _ in range(2):
        await store.mentoring.change_setting(HERE, acting("Ada"), Setting.MENTORS, "S1")
        await store.mentoring.change_wording(HERE, acting("Ada"), "help", "Ask Kim.")
    await store.mentoring.change_setting(HERE, acting("Ada"), Setting.NOT_YET, None)
    await store.mentoring.change_wording(HERE, acting("Ada"), "welcome", None)

    assert [one.what for one in await store.mentoring.log(HERE, 10)] == ["help", "mentors"]


async def test_the_list_of_mentors_and_the_log_change_together_and_once_for_an_event(
    store: SqliteStore,
) -> None:
    async def changed(key: str, *, is_one: bool) -> bool:
        here = (EventKey(key), HERE, acting("Ada"), KIM, "Kim")
        return await store.mentoring.change_mentor(*here, is_one=is_one)

    became = [
        await changed("off", is_one=False),
        await changed("on", is_one=True),
        await changed("on once more", is_one=True),
        await changed("off again", is_one=False),
        await changed("on", is_one=True),
    ]

    assert became == [False, True, False, True, True]
    assert not await store.mentoring.is_named(HERE, KIM)
    assert [(one.what, one.value) for one in await store.mentoring.log(HERE, 10)] == [
        ("mentor-removed", "Kim"),
        ("mentor-added", "Kim"),
    ]


async def test_F17_nobody_is_on_the_list_whom_the_log_does_not_tell(
    store: SqliteStore, database: Path
) -> None:
    rows(
        database,
        "CREATE TRIGGER f BEFORE INSERT ON admin_log BEGIN SELECT raise(ABORT, 'no'); END",
    )

    with pytest.raises(StoreError):
        await store.mentoring.change_mentor(
            EventKey("on"), HERE, acting("Ada"), KIM, "Kim", is_one=True
        )

    assert not await store.mentoring.is_named(HERE, KIM)


async def test_F17_nobody_is_assigned_of_whom_the_log_does_not_tell(
    store: SqliteStore, database: Path
) -> None:
    rows(
        database,
        "CREATE TRIGGER f BEFORE INSERT ON admin_log BEGIN SELECT raise(ABORT, 'no'); END",
    )

    with pytest.raises(StoreError):
        await assigned(store, pair(), acting("Ada"))

    assert await store.mentoring.pairings_of(KIM) == []


async def test_an_assignment_that_is_refused_or_repeated_is_not_noted(
    store: SqliteStore,
) -> None:
    refused = wanting_just(replace(pair(), state=State.ENDED))
    key, by = fresh_key(), acting("Ada")

    await store.mentoring.assign(fresh_key(), by, pair(), refused)
    for _ in range(2):
        await store.mentoring.assign(key, by, pair(), wanting_just(pair()))

    assert [one.what for one in await store.mentoring.log(HERE, 10)] == ["assigned"]


async def test_wording_is_put_in_place_and_taken_back(store: SqliteStore) -> None:
    await store.mentoring.change_wording(HERE, acting("Ada"), "help", "Ask Kim.")
    await store.mentoring.change_wording(HERE, acting("Ada"), "help", "Ask Lee.")
    await store.mentoring.change_wording(HERE, acting("Ada"), "welcome", "Hi!")
    await store.mentoring.change_wording(HERE, acting("Ada"), "welcome", None)

    assert await store.mentoring.wording(HERE) == {"help": "Ask Lee."}
    assert await store.mentoring.wording(ELSEWHERE) == {}


async def test_the_log_has_what_was_changed_elsewhere_too_and_no_more_than_asked_for(
    store: SqliteStore, clock: FakeClock
) -> None:
    await made_mentor(store.mentoring, HERE, KIM, "Kim")
    two = replace(pair(), mentor_name="Kim", mentee_name="")
    await assigned(store, two, acting("Ada"))

    assert await store.mentoring.log(HERE, 1) == [
        Entry("Ada", "assigned", "Kim + sam", clock.now())
    ]


async def test_the_log_is_counted_and_read_from_any_entry_on(store: SqliteStore) -> None:
    for number in range(5):
        await store.mentoring.change_wording(HERE, acting("Ada"), "help", f"Ask {number}.")
    await store.mentoring.change_wording(ELSEWHERE, acting("Ada"), "help", "Ask Lee.")

    found = await store.mentoring.log(HERE, 2, 3)

    assert [one.value for one in found] == ["Ask 1.", "Ask 0."]
    assert await store.mentoring.changes(HERE) == 5
    assert await store.mentoring.log(HERE, 2, 5) == []


async def walked(
    store: SqliteStore, catalog: Catalog, account: Address, answers: int
) -> Member:
    member = Member(store, catalog, account.user)
    member.address = account
    await member.begins()
    for _ in range(answers):
        await member.presses()
    return member


async def test_drops_tell_who_saw_a_question_and_did_not_go_on_from_it_for_a_week(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    names = [Address("slack", "T1", f"{number}") for number in range(3)]
    stays, goes, back = [await walked(store, catalog, one, 1) for one in names]
    await walked(store, catalog, Address("slack", "T2", "far"), 1)
    first, second = [card.place.question for card in stays.cards[-2:] if card.place]
    clock.pass_by(7 * DAY)
    await goes.presses()
    await back.does(replace(Opened(NOON), at=clock.now()))

    drops = await store.mentoring.drops(HERE)

    assert drops[:2] == sorted(
        [Drop(str(first), 3, 0), Drop(str(second), 3, 1)], key=lambda one: one.question
    )
    assert [(one.asked, one.left) for one in drops[2:]] == [(1, 0)]


async def test_F60_where_accounts_belong_to_no_community_those_who_are_mentees_there_count(
    store: SqliteStore, catalog: Catalog
) -> None:
    guild, other = (Community("discord", number) for number in ("1", "2"))
    sam, lee = (Address("discord", "", name) for name in ("sam", "lee"))
    for one in (sam, lee):
        await walked(store, catalog, one, 0)
    kim = replace(KIM, platform="discord", workspace="")
    await paired(store, pair(kim, sam, community=guild))

    counted = [
        [one.asked for one in await store.mentoring.drops(there)] for there in (guild, other)
    ]

    assert counted == [[1], []]


async def test_F60_where_accounts_belong_to_no_community_they_count_where_they_acted_last(
    store: SqliteStore, catalog: Catalog
) -> None:
    guild, other = (Community("discord", number) for number in ("1", "2"))
    sam, lee, ann = (Address("discord", "", name) for name in ("sam", "lee", "ann"))
    for one in (sam, lee, ann):
        await walked(store, catalog, one, 0)
    for one, seen in ((sam, "1"), (lee, "2"), (lee, "1"), (sam, "")):
        await store.learn(one, None, "en-GB", one.user, seen)

    counted = [
        [one.asked for one in await store.mentoring.drops(there)] for there in (guild, other)
    ]

    assert counted == [[2], []]

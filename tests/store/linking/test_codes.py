"""Codes that link two accounts: who may ask, type and say yes, how often and how long."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.ports.inbound import Address
from bot.ports.linking import CODE_LASTS, MOST_WRONG, WRONG_LASTS, Proposal, Side, Typing
from bot.ports.outbox import Kind
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.linked import CODE, agreed, linked, proposed
from tests.fakes.pairs import fresh_key, speak

SLACK, DISCORD = Address("slack", "T1", "U1"), Address("discord", "", "77")
EVE = Address("slack", "T2", "U6")
A_MOMENT = timedelta(seconds=1)


async def typed(store: SqliteStore, by: Address, code: str = CODE) -> Typing:
    return await store.mentoring.type_code(fresh_key(), by, "", code)


async def test_F11_a_code_that_both_sides_confirm_makes_two_accounts_one_person(
    store: SqliteStore, database: Path
) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    became = await store.mentoring.type_code(fresh_key(), DISCORD, "Sam", CODE)
    await agreed(store, DISCORD)
    two = rows(database, "SELECT count(DISTINCT person_id) FROM account")
    found = await store.mentoring.proposal(SLACK)
    assert found is not None

    other = await store.mentoring.confirm(SLACK, found.number)

    assert became is Typing.TAKEN
    assert two == [2]
    assert found == Proposal(found.number, Side(DISCORD, "Sam"))
    assert other == Side(DISCORD, "Sam", came=True)
    assert rows(database, "SELECT count(DISTINCT person_id) FROM account") == [1]
    assert await store.mentoring.linked_with(DISCORD) == Side(SLACK, "")
    assert rows(database, "SELECT kind FROM outbox ORDER BY id") == [
        Kind.LINK_ASKED,
        Kind.LINK_CHANGED,
    ]


async def test_F11_a_code_is_no_yes_and_nobody_else_can_say_it(
    store: SqliteStore, database: Path
) -> None:
    found = await proposed(store, SLACK, DISCORD)

    said = [
        await store.mentoring.confirm(who, number)
        for who, number in [
            *[(DISCORD, found.number), (EVE, found.number)],
            *[(SLACK, found.number + 1), (SLACK, 0)],
        ]
    ]

    assert said == [None] * 4
    assert await store.mentoring.linked_with(SLACK) is None
    assert await store.mentoring.proposal(DISCORD) is None


async def test_F11_whoever_only_typed_a_code_is_linked_with_nobody_and_nobody_is_asked(
    store: SqliteStore, database: Path
) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "Kim", CODE)
    await typed(store, DISCORD)
    offer = await store.mentoring.offer(DISCORD, CODE)
    assert offer is not None

    said = [await store.mentoring.confirm(who, offer.number) for who in (SLACK, DISCORD)]

    assert offer.other == Side(SLACK, "Kim")
    assert said == [None, None]
    assert await store.mentoring.proposal(SLACK) is None
    assert rows(database, "SELECT count(*) FROM outbox") == [0]


async def test_F66_whoever_did_not_type_a_code_cannot_agree_to_it(store: SqliteStore) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    await typed(store, DISCORD)
    offer = await store.mentoring.offer(DISCORD, CODE)
    assert offer is not None

    said = [
        await store.mentoring.agree(who, number)
        for who, number in [
            *[(SLACK, offer.number), (EVE, offer.number)],
            *[(DISCORD, offer.number + 1), (DISCORD, 0)],
        ]
    ]

    assert said == [None] * 4
    assert await store.mentoring.offer(EVE, CODE) is None
    assert await store.mentoring.proposal(SLACK) is None


async def test_F02_a_second_yes_of_whoever_typed_asks_its_owner_once(
    store: SqliteStore, database: Path
) -> None:
    found = await proposed(store, SLACK, DISCORD)

    again = await store.mentoring.agree(DISCORD, found.number)

    assert again == Side(SLACK, "")
    assert rows(database, "SELECT kind FROM outbox") == [Kind.LINK_ASKED]


async def test_F11_a_yes_of_whoever_typed_comes_too_late_after_ten_minutes(
    store: SqliteStore, clock: FakeClock
) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    await typed(store, DISCORD)
    offer = await store.mentoring.offer(DISCORD, CODE)
    assert offer is not None

    clock.pass_by(CODE_LASTS + A_MOMENT)
    said = await store.mentoring.agree(DISCORD, offer.number)

    assert said is None
    assert await store.mentoring.offer(DISCORD, CODE) is None


async def test_F11_a_new_code_takes_the_place_of_one_that_was_typed_and_not_agreed_to(
    store: SqliteStore,
) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    await typed(store, DISCORD)
    offer = await store.mentoring.offer(DISCORD, CODE)
    assert offer is not None

    await store.mentoring.ask_code(fresh_key(), SLACK, "", "another code")

    assert await store.mentoring.agree(DISCORD, offer.number) is None


async def test_F66_a_card_of_an_earlier_code_says_yes_to_nobody(store: SqliteStore) -> None:
    earlier = await proposed(store, SLACK, EVE)
    await proposed(store, SLACK, DISCORD, "another code")

    said = await store.mentoring.confirm(SLACK, earlier.number)

    assert said is None
    assert await store.mentoring.linked_with(EVE) is None


async def test_F11_a_new_code_takes_the_place_of_the_old_one(store: SqliteStore) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    await store.mentoring.ask_code(fresh_key(), SLACK, "", "another code")

    assert await typed(store, DISCORD) is Typing.WRONG
    assert await typed(store, DISCORD, "another code") is Typing.TAKEN


async def test_F11_a_code_counts_for_ten_minutes_and_so_does_the_yes_to_it(
    store: SqliteStore, clock: FakeClock
) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    clock.pass_by(CODE_LASTS + A_MOMENT)
    too_late = await typed(store, DISCORD)
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    clock.pass_by(CODE_LASTS)
    in_time = await typed(store, DISCORD)
    clock.pass_by(CODE_LASTS)
    await agreed(store, DISCORD)
    clock.pass_by(CODE_LASTS)
    found = await store.mentoring.proposal(SLACK)
    assert found is not None

    clock.pass_by(CODE_LASTS + A_MOMENT)
    said = await store.mentoring.confirm(SLACK, found.number)

    assert (too_late, in_time) == (Typing.WRONG, Typing.TAKEN)
    assert said is None
    assert await store.mentoring.proposal(SLACK) is None
    assert await store.mentoring.linked_with(SLACK) is None


async def test_F11_a_code_is_used_once_and_stays_with_whoever_was_first(
    store: SqliteStore,
) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)

    became = await asyncio.gather(*(typed(store, who) for who in (DISCORD, EVE, DISCORD)))
    await agreed(store, DISCORD)
    found = await store.mentoring.proposal(SLACK)
    assert found is not None
    await store.mentoring.confirm(SLACK, found.number)

    assert became == [Typing.TAKEN, Typing.WRONG, Typing.TAKEN]
    assert found.other.account == DISCORD
    assert await typed(store, EVE) is Typing.WRONG


async def test_F11_of_two_processes_that_take_a_code_at_once_one_is_first(
    store: SqliteStore, database: Path, clock: FakeClock
) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)

    async with opened(database, clock) as other:
        became = await asyncio.gather(typed(store, DISCORD), typed(other, EVE))
        first = DISCORD if became[0] is Typing.TAKEN else EVE
        await agreed(other, first)
        number = getattr(await store.mentoring.proposal(SLACK), "number", 0)
        said = await asyncio.gather(
            *(one.mentoring.confirm(SLACK, number) for one in (store, other))
        )

    assert sorted(became) == [Typing.TAKEN, Typing.WRONG]
    assert len([one for one in said if one]) == 1


async def test_F11_ones_own_code_is_no_other_side(store: SqliteStore) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)

    became = await typed(store, SLACK)

    assert became is Typing.OWN
    assert await store.mentoring.proposal(SLACK) is None
    assert await typed(store, DISCORD) is Typing.TAKEN


@pytest.mark.parametrize(
    ("asks", "types", "becomes"),
    [
        (SLACK, Address("slack", "T1", "U9"), Typing.NEIGHBOURS),
        (DISCORD, Address("discord", "", "78"), Typing.NEIGHBOURS),
        (SLACK, Address("slack", "T2", "U1"), Typing.TAKEN),
        (Address("terminal", "", "work"), Address("terminal", "", "home"), Typing.TAKEN),
    ],
    ids=["one workspace", "Discord", "two workspaces", "a terminal"],
)
async def test_F11_two_accounts_of_one_place_are_one_person_in_a_terminal_only(
    store: SqliteStore, database: Path, asks: Address, types: Address, becomes: Typing
) -> None:
    await store.mentoring.ask_code(fresh_key(), asks, "", CODE)

    became = await typed(store, types)

    assert became is becomes
    assert rows(database, "SELECT count(*) FROM wrong_code") == [0]
    assert (await store.mentoring.offer(types, CODE) is None) is (becomes is not Typing.TAKEN)


async def test_F11_whoever_is_linked_links_no_third_account(store: SqliteStore) -> None:
    await linked(store, SLACK, DISCORD)

    asked = [
        await store.mentoring.ask_code(fresh_key(), one, "", "one more")
        for one in (SLACK, DISCORD)
    ]
    await store.mentoring.ask_code(fresh_key(), EVE, "", "of eve")
    became = [await typed(store, one, "of eve") for one in (SLACK, DISCORD)]

    assert asked == [False, False]
    assert became == [Typing.LINKED, Typing.LINKED]


async def test_F11_two_that_ask_each_other_are_linked_once(store: SqliteStore) -> None:
    ours = await proposed(store, SLACK, DISCORD)
    theirs = await proposed(store, DISCORD, SLACK, "another code")

    first = await store.mentoring.confirm(DISCORD, theirs.number)
    second = await store.mentoring.confirm(SLACK, ours.number)

    assert first == Side(SLACK, "", came=True)
    assert second is None
    assert await store.mentoring.proposal(SLACK) is None


async def test_F11_one_who_was_linked_meanwhile_is_not_linked_again(store: SqliteStore) -> None:
    first = await proposed(store, SLACK, DISCORD)
    await proposed(store, EVE, DISCORD, "of eve")
    of_eve = await store.mentoring.proposal(EVE)
    await store.mentoring.confirm(SLACK, first.number)

    assert of_eve is not None
    assert await store.mentoring.confirm(EVE, of_eve.number) is None


async def test_F11_after_five_wrong_codes_no_other_is_looked_at_for_an_hour(
    store: SqliteStore, clock: FakeClock
) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    wrong = [await typed(store, EVE, f"guess {number}") for number in range(MOST_WRONG)]

    right = await typed(store, EVE)
    of_another = await typed(store, DISCORD)
    clock.pass_by(WRONG_LASTS + A_MOMENT)
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    later = await typed(store, EVE)

    assert wrong == [Typing.WRONG] * MOST_WRONG
    assert right is Typing.TOO_OFTEN
    assert of_another is Typing.TAKEN
    assert later is Typing.TAKEN


async def test_F11_wrong_codes_count_from_the_first_of_them(
    store: SqliteStore, clock: FakeClock
) -> None:
    for number in range(MOST_WRONG - 1):
        await typed(store, EVE, f"guess {number}")
    clock.pass_by(WRONG_LASTS + A_MOMENT)

    became = [await typed(store, EVE, f"again {number}") for number in range(MOST_WRONG + 1)]

    assert became == [Typing.WRONG] * MOST_WRONG + [Typing.TOO_OFTEN]


async def test_F15_a_wrong_code_that_comes_twice_counts_once(
    store: SqliteStore, database: Path
) -> None:
    key = fresh_key()

    became = [await store.mentoring.type_code(key, EVE, "", "guess") for _ in range(3)]

    assert became == [Typing.WRONG] * 3
    assert rows(database, "SELECT number FROM wrong_code") == [1]


@pytest.mark.parametrize("who", [SLACK, DISCORD], ids=["whoever asked", "whoever typed"])
async def test_F11_a_no_of_either_ends_the_code(
    store: SqliteStore, database: Path, who: Address
) -> None:
    found = await proposed(store, SLACK, DISCORD)
    await store.mentoring.refuse(EVE, found.number)
    await store.mentoring.refuse(who, found.number + 1)
    stands = await store.mentoring.proposal(SLACK)

    await store.mentoring.refuse(who, found.number)

    assert stands == found
    assert await store.mentoring.confirm(SLACK, found.number) is None
    assert rows(database, "SELECT count(*) FROM link_code") == [0]


@pytest.mark.parametrize("who", [SLACK, DISCORD], ids=["whoever asked", "whoever typed"])
async def test_F11_who_is_forgotten_between_the_two_steps_is_linked_with_nobody(
    store: SqliteStore, database: Path, who: Address
) -> None:
    await speak(store, SLACK, DISCORD)
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    await store.mentoring.type_code(fresh_key(), DISCORD, "Sam the canary", CODE)
    await agreed(store, DISCORD)
    found = await store.mentoring.proposal(SLACK)
    assert found is not None

    await store.forget(who)
    said = await store.mentoring.confirm(SLACK, found.number)

    assert said is None
    assert rows(database, "SELECT count(*) FROM link_code") == [0]
    assert rows(database, "SELECT count(*) FROM outbox WHERE card LIKE '%canary%'") == [0]


async def test_codes_that_count_no_longer_go_with_the_next_that_is_asked_for(
    store: SqliteStore, database: Path, clock: FakeClock
) -> None:
    await store.mentoring.ask_code(fresh_key(), SLACK, "", CODE)
    clock.pass_by(CODE_LASTS + A_MOMENT)

    await store.mentoring.ask_code(fresh_key(), EVE, "", "of eve")

    assert rows(database, "SELECT code FROM link_code") == ["of eve"]


async def test_whoever_never_spoke_is_linked_with_nobody(store: SqliteStore) -> None:
    asked = store.mentoring

    assert await asked.proposal(SLACK) is None
    assert await asked.offer(SLACK, CODE) is None
    assert await asked.agree(SLACK, 1) is None
    assert await asked.linked_with(SLACK) is None
    assert await asked.confirm(SLACK, 1) is None
    assert await asked.unlink(SLACK) is None
    await asked.refuse(SLACK, 1)


async def test_whoever_types_a_code_has_been_heard_from(
    store: SqliteStore, database: Path
) -> None:
    await typed(store, EVE, "guess")

    assert rows(database, "SELECT heard_at FROM conversation") == [f"{NOON:%F %T}.000000"]


async def test_F68_a_late_repeat_does_not_bring_back_whoever_was_forgotten(
    store: SqliteStore, database: Path
) -> None:
    asks, types = fresh_key(), fresh_key()
    await store.mentoring.ask_code(asks, SLACK, "Sam", CODE)
    await store.mentoring.type_code(types, SLACK, "Sam", "guess")
    await store.forget(SLACK)

    asked = await store.mentoring.ask_code(asks, SLACK, "Sam", CODE)
    became = await store.mentoring.type_code(types, SLACK, "Sam", "guess")

    assert (asked, became) == (False, Typing.WRONG)
    assert rows(database, "SELECT count(*) FROM person") == [0]


async def test_a_repeat_of_asking_gets_a_new_code_for_the_first_may_not_have_been_read(
    store: SqliteStore, database: Path
) -> None:
    key = fresh_key()
    await store.mentoring.ask_code(key, SLACK, "", CODE)

    asked = await store.mentoring.ask_code(key, SLACK, "", "another code")

    assert asked
    assert rows(database, "SELECT code FROM link_code") == ["another code"]

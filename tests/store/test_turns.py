import asyncio
import traceback
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from functools import reduce
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.catalog import Catalog, Command
from bot.engine import speech
from bot.engine.effects import KeepAnswer, Turn
from bot.engine.events import Asked, Opened
from bot.engine.state import Answer, Conversation, NotSure, Picked, Skipped, Wrote
from bot.engine.transitions import advance
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.store import Step
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member, click

SAM = Address("terminal", "", "sam")
EVERYWHERE = "skip"
"""A choice that every question offers, so that only the version tells old cards from new."""


async def test_a_newcomer_gets_a_conversation_and_a_card(
    store: SqliteStore, catalog: Catalog
) -> None:
    claimed = await store.turn(EventKey("1"), SAM, opening(catalog))

    here = await standing(store)
    assert here == Conversation(id=here.id)
    assert [message.to for message in claimed.messages] == [SAM]
    assert claimed.messages[0].card == speech.current(catalog, here)


async def test_two_first_events_at_once_make_one_person(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)

    await asyncio.gather(*(sam.opens() for _ in range(10)))

    assert rows(database, "SELECT count(*) FROM person") == [1]
    assert rows(database, "SELECT count(*) FROM account") == [1]


async def test_F01_the_same_event_twenty_times_at_once_has_one_effect(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    card = await sam.begins()

    claims = await asyncio.gather(*(sam.does(click(card), key="1") for _ in range(20)))

    assert sorted(len(claimed.messages) for claimed in claims) == [0] * 19 + [1]
    assert len((await standing(store)).answers) == 1
    assert rows(database, "SELECT count(*) FROM answers") == [1]
    assert rows(database, "SELECT count(*) FROM inbox WHERE event_key = '1'") == [1]


async def test_F01_a_repeat_after_other_turns_and_a_restart_changes_nothing(
    database: Path, clock: FakeClock, catalog: Catalog
) -> None:
    async with opened(database, clock) as store:
        sam = Member(store, catalog)
        card = await sam.begins()
        await sam.does(click(card), key="1")
        await sam.presses()
        before = await standing(store)
    async with opened(database, clock) as store:
        again = Member(store, catalog)

        claimed = await again.does(click(card), key="1")

        assert claimed.messages == ()
        assert await standing(store) == before


async def test_one_key_from_two_workspaces_is_two_events(
    store: SqliteStore, catalog: Catalog
) -> None:
    here, there = Address("slack", "T1", "U1"), Address("slack", "T2", "U1")
    await store.turn(EventKey("1"), here, opening(catalog))

    claimed = await store.turn(EventKey("1"), there, opening(catalog))

    assert len(claimed.messages) == 1
    assert (await standing(store, here)).id != (await standing(store, there)).id


async def test_F11_one_name_on_two_platforms_is_two_people_until_they_say_otherwise(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    on_slack, on_discord = (
        Member(store, catalog, "U1", platform=platform) for platform in ("slack", "discord")
    )
    await on_slack.begins()
    await on_slack.presses()
    await on_discord.begins()

    here, there = (
        await standing(store, on_slack.address),
        await standing(store, on_discord.address),
    )
    await store.forget(on_discord.address)

    assert (len(here.answers), len(there.answers)) == (1, 0)
    assert await standing(store, on_slack.address) == here
    assert rows(database, "SELECT platform FROM account") == ["slack"]


async def test_F03_a_step_that_raises_leaves_no_key_so_the_repeat_is_processed(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    def fails(before: Conversation) -> Turn:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.turn(EventKey("1"), SAM, fails)

    assert rows(database, "SELECT count(*) FROM inbox") == [0]
    assert rows(database, "SELECT count(*) FROM person") == [0]
    repeated = await store.turn(EventKey("1"), SAM, opening(catalog))
    assert len(repeated.messages) == 1


async def test_F03_steps_that_raise_among_others_leave_no_key_and_the_others_stay(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    def fails(before: Conversation) -> Turn:
        raise ZeroDivisionError

    turns = [
        store.turn(EventKey(f"{number}"), SAM, opening(catalog) if number % 2 else fails)
        for number in range(20)
    ]
    ended = await asyncio.gather(*turns, return_exceptions=True)

    assert [isinstance(one, ZeroDivisionError) for one in ended] == [True, False] * 10
    kept = rows(database, "SELECT event_key FROM inbox")
    assert sorted(map(int, kept)) == list(range(1, 20, 2))


async def test_F04_a_turn_whose_key_cannot_be_written_fails_and_its_repeat_is_processed(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    refusing = (
        "CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    rows(database, refusing)

    with pytest.raises(StoreError, match="full") as caught:
        await store.turn(EventKey("1"), SAM, opening(catalog))

    assert str(caught.value) == (
        f"The database {database} could not be used (full); please try again."
    )
    rows(database, "DROP TRIGGER full")
    repeated = await store.turn(EventKey("1"), SAM, opening(catalog))
    assert len(repeated.messages) == 1


async def test_F07_fifty_equal_clicks_make_one_transition_and_losers_get_the_current_card(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    card = await sam.begins()
    before = await standing(store)

    cards = await asyncio.gather(*(sam.presses(card, EVERYWHERE) for _ in range(50)))

    after = await standing(store)
    assert after.version == before.version + 1
    assert list(after.answers) == [before.asking]
    assert {shown.place for shown in cards} == {speech.current(catalog, after).place}
    assert sum(shown.body.startswith(catalog.say("old-card")) for shown in cards) == 49


async def test_F08_clicks_in_any_order_count_only_on_the_card_that_stands(
    store: SqliteStore, catalog: Catalog
) -> None:
    scout = Member(store, catalog, "scout")
    await scout.begins()
    for _ in range(5):
        await scout.presses(choice=EVERYWHERE)
    walk = list((await standing(store, scout.address)).answers.items())
    questions = scout.cards[1:]
    orders = list(permutations(range(5)))

    async def pressed_in(order: tuple[int, ...]) -> Conversation:
        member = Member(store, catalog, f"{order}")
        first = await member.begins()
        assert first.place is not None
        for number in order:
            place = questions[number].place
            assert place is not None
            mine = replace(place, conversation=first.place.conversation)
            await member.presses(replace(questions[number], place=mine), EVERYWHERE)
        return await standing(store, member.address)

    ends = await asyncio.gather(*(pressed_in(order) for order in orders))

    for order, end in zip(orders, ends, strict=True):
        in_time = reduce(lambda reached, number: reached + (number == reached), order, 0)
        place = questions[in_time].place
        assert place is not None
        assert list(end.answers.items()) == walk[:in_time]
        assert (end.version, end.asking) == (place.version, place.question)


async def test_F08_a_card_of_an_older_version_changes_nothing(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    old = await sam.begins()
    await sam.presses()
    before = await standing(store)

    shown = await sam.presses(old, EVERYWHERE)

    assert await standing(store) == before
    assert shown.place == speech.current(catalog, before).place
    assert rows(database, "SELECT count(*) FROM answers") == [1]


async def test_F10_two_devices_converge_on_one_card(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    random = Random(10)

    async def taps(device: Member) -> None:
        for _ in range(3):
            await asyncio.sleep(random.choice((0, 0, 0.001)))
            await device.presses(choice=EVERYWHERE)

    async def a_round(name: str) -> Conversation:
        phone = Member(store, catalog, name)
        laptop = Member(store, catalog, name, device="laptop")
        await phone.begins()
        await laptop.opens()
        await asyncio.gather(taps(phone), taps(laptop))
        assert await phone.opens() == await laptop.opens()
        return await standing(store, phone.address)

    ends = await asyncio.gather(*(a_round(f"member-{number}") for number in range(40)))

    log = "SELECT question FROM answers WHERE conversation_id = ? ORDER BY id"
    for end in ends:
        assert rows(database, log, end.id) == list(end.answers)
        assert end.version == 1 + len(end.answers)


@pytest.fixture(params=["one writer", "two writers"])
async def eight(
    request: pytest.FixtureRequest, store: SqliteStore, database: Path, clock: FakeClock
) -> AsyncIterator[list[SqliteStore]]:
    """A store for each of eight tasks, over one database file."""
    async with opened(database, clock) as second:
        yield [store, second if request.param == "two writers" else store] * 4


async def test_F45_eight_tasks_of_25_turns_with_a_person_each_keep_all_200(
    eight: list[SqliteStore], catalog: Catalog, database: Path
) -> None:
    async def takes_turns(store: SqliteStore, name: str) -> None:
        member = Member(store, catalog, name)
        await begins_to_and_fro(member)
        for number in range(25):
            await store.turn(EventKey(f"{name} {number}"), member.address, to_and_fro(catalog))

    await asyncio.gather(*(takes_turns(store, f"{n}") for n, store in enumerate(eight)))

    moves = "SELECT version - 2 FROM conversation"
    assert rows(database, moves) == [25] * 8
    assert rows(database, "SELECT count(*) FROM answers") == [8 + 8 * 12]


async def test_F45_eight_tasks_of_25_turns_on_one_person_keep_all_200(
    eight: list[SqliteStore], catalog: Catalog, database: Path
) -> None:
    await begins_to_and_fro(Member(eight[0], catalog))

    async def takes_turns(store: SqliteStore, task: int) -> None:
        for number in range(25):
            await store.turn(EventKey(f"{task} {number}"), SAM, to_and_fro(catalog))

    await asyncio.gather(*(takes_turns(store, n) for n, store in enumerate(eight)))

    assert (await standing(eight[0])).version == 2 + 200
    assert rows(database, "SELECT count(*) FROM answers") == [1 + 100]
    assert rows(database, "SELECT count(*) FROM inbox") == [3 + 200]


@pytest.mark.parametrize(
    "answer",
    [
        Picked(frozenset({"b", "a"})),
        NotSure(),
        Skipped(),
        Wrote("", frozenset()),
        Wrote("two\nlines\r\n\tand a tab", frozenset({"a"})),
        Wrote("👩🏽‍💻🇩🇪 e\u0301 \u202etfel-ot-thgir\u202c 漢字 \U0010ffff", frozenset({"a"})),
        Wrote("""it's "quoted"; DROP TABLE answers; -- \\n %s {} :x ?""", frozenset({"a"})),
    ],
    ids=lambda answer: type(answer).__name__,
)
async def test_an_answer_comes_back_as_it_was_given(
    answer: Answer, database: Path, clock: FakeClock
) -> None:
    def answers(before: Conversation) -> Turn:
        return Turn(before, (KeepAnswer("own", answer, "content", NOON),))

    async with opened(database, clock) as store:
        await store.turn(EventKey("1"), SAM, answers)
    async with opened(database, clock) as store:
        here = await standing(store)

    assert here.answers == {"own": answer}


async def test_the_latest_answer_to_a_question_counts_and_the_log_keeps_both(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    first = (await sam.begins()).choices[0].id
    await sam.presses()
    await sam.asks(Command.BACK)
    shown = sam.cards[-1]

    await sam.presses(replace(shown, choices=shown.choices[1:]))

    second = shown.choices[1].id
    here = await standing(store)
    assert list(here.answers.values()) == [Picked(frozenset({second}))]
    assert rows(database, "SELECT options FROM answers ORDER BY id") == [
        f'["{first}"]',
        f'["{second}"]',
    ]


async def test_a_restart_keeps_the_old_answers_in_the_log_and_counts_only_new_ones(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    await sam.presses()
    await sam.presses()
    await sam.asks(Command.RESTART)

    await sam.presses()

    here = await standing(store)
    assert (here.attempt, len(here.answers)) == (2, 1)
    assert rows(database, "SELECT attempt FROM answers ORDER BY id") == [1, 1, 2]


async def test_a_conversation_that_moved_meanwhile_is_an_error_that_stores_nothing(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    card = await sam.begins()
    driver: Any = await store._writer.run(lambda c: c.connection.driver_connection)
    everything = [rows(database, f"SELECT * FROM {table}") for table in TABLES]

    def overtaken(before: Conversation) -> Turn:
        # The write lock keeps everybody else out, so the overtaking comes from within.
        driver.execute("UPDATE conversation SET version = version + 1")
        return advance(catalog, before, click(card))

    with pytest.raises(StoreError, match="moved by another process"):
        await store.turn(EventKey("late"), SAM, overtaken)

    assert [rows(database, f"SELECT * FROM {table}") for table in TABLES] == everything


async def test_no_error_of_the_store_repeats_what_people_said(
    store: SqliteStore, catalog: Catalog
) -> None:
    def has_no_zone(before: Conversation) -> Turn:
        naive = datetime(2026, 3, 2)  # noqa: DTZ001 - refused, which is the point
        said = Wrote("my secret", frozenset())
        return Turn(before, (KeepAnswer("own", said, "content", naive),))

    with pytest.raises(StoreError) as caught:
        await store.turn(EventKey("1"), SAM, has_no_zone)

    assert "instant must be aware" in str(caught.value)
    assert "secret" not in "".join(traceback.format_exception(caught.value))


TABLES = ("person", "account", "conversation", "answers", "inbox", "outbox")


async def standing(store: SqliteStore, address: Address = SAM) -> Conversation:
    here = await store.conversation(address)
    assert here is not None
    return here


def opening(catalog: Catalog) -> Step:
    return lambda before: advance(catalog, before, Opened(NOON))


async def begins_to_and_fro(member: Member) -> None:
    """Two transitions: on the first question, and its answer."""
    await member.begins()
    await member.presses()


def to_and_fro(catalog: Catalog) -> Step:
    """Always a transition: back to the first question, or its answer once more."""

    def step(before: Conversation) -> Turn:
        if before.asking in before.answers:
            return advance(catalog, before, click(speech.current(catalog, before)))
        return advance(catalog, before, Asked(NOON, Command.BACK))

    return step

import asyncio
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bot.catalog import Catalog, Command
from bot.engine.events import Opened
from bot.engine.state import Stage
from bot.ports.inbound import Address, EventKey, Inbound, readable
from bot.ports.outbox import Claimed
from bot.store.sqlite import SqliteStore
from bot.usecases.turns import standing_card, take_turn
from tests.conftest import opened
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member, click

SAM = Address("terminal", "", "sam")


async def test_I1_when_a_turn_returns_everybody_can_see_it(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    question = (await sam.begins()).place

    claimed = await sam.does(click(sam.cards[-1]))

    assert question is not None
    assert rows(database, "SELECT question FROM answers") == [question.question]
    assert rows(database, "SELECT id FROM outbox WHERE state = 'sending'")[-1:] == [
        message.id for message in claimed.messages
    ]


async def test_I2_a_repeated_event_says_nothing_and_moves_nothing(
    store: SqliteStore, catalog: Catalog
) -> None:
    first = Inbound(EventKey("1"), SAM, Opened(NOON))
    await take_turn(store, catalog, first)
    before = await store.conversation(SAM)

    repeated = await take_turn(store, catalog, first)

    assert repeated == Claimed()
    assert await store.conversation(SAM) == before


async def test_a_walk_through_all_questions_ends_in_a_summary(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)

    summary = await sam.walks_to_the_end()

    here = await store.conversation(SAM)
    assert here is not None
    assert here.stage is Stage.SUMMARY
    assert summary.result is not None
    assert set(summary.result.fits) == set(catalog.roles)


async def test_I7_after_a_restart_the_card_that_stood_stands(
    database: Path, clock: FakeClock, catalog: Catalog
) -> None:
    async with opened(database, clock) as store:
        sam = Member(store, catalog)
        await sam.begins()
        shown = await sam.presses()
    async with opened(database, clock) as store:
        card = await standing_card(store, catalog, SAM)

    assert card == replace(shown, recap="")


async def test_I7_at_every_step_of_a_walk_the_standing_card_is_the_one_that_was_said(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    said = await sam.opens()

    while not said.result:
        assert await standing_card(store, catalog, SAM) == replace(said, recap="")
        said = await sam.presses()

    assert await standing_card(store, catalog, SAM) == replace(said, recap="")


async def test_before_the_first_turn_there_is_no_card(
    store: SqliteStore, catalog: Catalog
) -> None:
    card = await standing_card(store, catalog, SAM)

    assert card is None


async def test_a_note_stands_above_the_standing_card(
    store: SqliteStore, catalog: Catalog
) -> None:
    shown = await Member(store, catalog).begins()

    card = await standing_card(store, catalog, SAM, "Once more.", problem=True)

    asks = next(iter(catalog.questions.values())).text
    assert card == replace(shown, body=f"Once more.\n\n{asks}", problem=True)


async def test_F55_a_question_that_is_gone_gives_way_in_the_card_and_in_the_next_turn(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    asked = (await sam.begins()).place
    assert asked is not None
    kept = {name: one for name, one in catalog.questions.items() if name != asked.question}
    shorter = replace(catalog, questions=kept)
    card = await standing_card(store, shorter, SAM)
    assert card is not None

    await Member(store, shorter, device="laptop").presses(card)

    here = await store.conversation(SAM)
    assert here is not None
    assert card.place is not None
    assert list(here.answers) == [card.place.question]


async def test_going_back_and_answering_again_keeps_one_answer(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    await sam.presses()

    await sam.asks(Command.BACK)
    await sam.presses()

    here = await store.conversation(SAM)
    assert here is not None
    assert len(here.answers) == 1


async def test_F02_a_repeat_that_is_the_first_to_reach_us_is_processed_once(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    card = await sam.begins()
    clicked = Inbound(EventKey("the third attempt"), SAM, click(card))

    first_to_arrive = await take_turn(store, catalog, clicked)
    after = await store.conversation(SAM)
    once_more = await take_turn(store, catalog, clicked)

    assert len(first_to_arrive.messages) == 1
    assert after is not None
    assert len(after.answers) == 1
    assert once_more == Claimed()
    assert await store.conversation(SAM) == after


async def test_F01_two_hundred_events_four_times_each_in_any_order_count_once(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    random = Random(1)
    crowd = [Member(store, catalog, f"{number}") for number in range(200)]
    cards = await asyncio.gather(*(member.begins() for member in crowd))
    events = [
        Inbound(EventKey(f"{number}"), member.address, click(card))
        for number, (member, card) in enumerate(zip(crowd, cards, strict=True))
    ] * 4
    random.shuffle(events)

    claims = await asyncio.gather(*(take_turn(store, catalog, one) for one in events))

    assert sum(len(claimed.messages) for claimed in claims) == 200
    assert rows(database, "SELECT count(*) FROM answers") == [200]
    assert rows(database, "SELECT DISTINCT version FROM conversation") == [2]


@pytest.mark.parametrize("text", ["I like \x00charts", "I like \ud800charts", "\x00", "\udfff"])
async def test_F54_text_that_no_database_takes_is_a_turn_like_any_other(
    store: SqliteStore, catalog: Catalog, text: str
) -> None:
    sam = Member(store, catalog)
    await sam.begins()

    card = await sam.types(readable(text))

    assert card.place is not None
    assert await sam.looks() is not None

"""A mentor changes a mentee's plan: what one transaction writes of that."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.engine.effects import Turn
from bot.engine.plans.plan_cards import choice_of
from bot.engine.state import Conversation
from bot.errors import StoreError
from bot.ports.inbound import EventKey
from bot.ports.mentee_facts import GATHERED_FOR, PlanChange, Record
from bot.ports.mentoring import Pairing
from bot.ports.outbox import Kind, Message
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.pairs import KIM, SAM, fresh_key, paired, speak
from tests.fakes.weekly import LADDER, MONDAY, nudging, wanting, weekly

LETTERS = "SELECT count(*) FROM outbox WHERE kind = 'plan-changed'"


@pytest.fixture
async def pair(store: SqliteStore) -> Pairing:
    """Kim and Sam, who has weekly steps."""
    await speak(store, SAM, KIM)
    claimed = await store.turn(fresh_key(), SAM, wanting(weekly()))
    await store.mark_sent(claimed.messages)
    return await paired(store)


def turned_round(record: Record) -> PlanChange:
    """The plan with its steps the other way round."""
    assert record.mentee is not None
    here = record.mentee.here
    assert here is not None
    assert here.weekly is not None
    plan = here.weekly.plan
    turned = replace(plan, upcoming=plan.upcoming[::-1])
    after = replace(here, version=here.version + 1, weekly=replace(here.weekly, plan=turned))
    return PlanChange(after, LADDER[-1], plan, turned)


def nothing(record: Record) -> None:
    return None


async def steps(store: SqliteStore) -> tuple[object, ...]:
    here = await store.conversation(SAM)
    assert here is not None
    assert here.weekly is not None
    return here.weekly.plan.upcoming


async def due(store: SqliteStore) -> list[Message]:
    return list((await store.claim_due(["slack"], 50, {})).messages)


async def changes(store: SqliteStore, pair: Pairing, key: str = "") -> bool:
    event = EventKey(key) if key else fresh_key()
    made = await store.mentee_facts.change_plan(event, KIM, pair.id, turned_round)
    return made.is_changed


async def test_A27_the_plan_and_the_letter_are_there_together(
    store: SqliteStore, pair: Pairing, clock: FakeClock, database: Path
) -> None:
    made = await store.mentee_facts.change_plan(fresh_key(), KIM, pair.id, turned_round)

    at_once = await due(store)
    clock.pass_by(GATHERED_FOR)
    (letter,) = await due(store)
    assert made.is_changed
    assert made.record.mentee is not None
    assert made.record.mentee.here == await store.conversation(SAM)
    assert await steps(store) == LADDER[::-1]
    assert at_once == []
    assert (letter.kind, letter.to, letter.about) == (Kind.PLAN_CHANGED, SAM, pair.id)
    assert letter.card is not None
    assert [(one.id, one.label) for one in letter.card.choices] == [
        *((choice_of(one), "was") for one in LADDER),
        *((choice_of(one), "now") for one in LADDER[::-1]),
        (choice_of(LADDER[-1]), "changed"),
    ]


async def test_A27_if_the_letter_cannot_be_written_the_plan_is_as_it_was(
    store: SqliteStore, pair: Pairing, database: Path
) -> None:
    rows(
        database,
        "CREATE TRIGGER letters BEFORE INSERT ON outbox BEGIN SELECT raise(ABORT, 'o'); END",
    )

    with pytest.raises(StoreError):
        await changes(store, pair)

    assert await steps(store) == LADDER


async def test_A27_nobody_has_heard_from_the_mentee_and_their_agenda_stays(
    store: SqliteStore, pair: Pairing, clock: FakeClock, database: Path
) -> None:
    clock.pass_by(MONDAY - clock.now())
    await store.serve_due(1, nudging)
    kept = "SELECT heard_at FROM conversation ORDER BY id LIMIT 1"
    before = rows(database, kept), rows(database, "SELECT * FROM due")
    clock.pass_by(timedelta(days=2))

    await changes(store, pair)

    assert (rows(database, kept), rows(database, "SELECT * FROM due")) == before
    assert await steps(store) == LADDER[::-1]


async def test_several_changes_in_an_hour_are_one_letter_and_later_ones_another(
    store: SqliteStore, pair: Pairing, clock: FakeClock, database: Path
) -> None:
    await changes(store, pair)
    clock.pass_by(GATHERED_FOR / 2)
    await changes(store, pair)
    first = rows(database, LETTERS)
    clock.pass_by(GATHERED_FOR / 2)
    await store.mark_sent(await due(store))

    await changes(store, pair)

    assert (first, rows(database, LETTERS)) == ([1], [2])


async def test_A27_the_letter_keeps_how_the_plan_was_before_the_first_of_several_changes(
    store: SqliteStore, pair: Pairing, clock: FakeClock
) -> None:
    await changes(store, pair)
    await changes(store, pair)
    clock.pass_by(GATHERED_FOR)

    (letter,) = await due(store)

    assert letter.card is not None
    assert [one.label for one in letter.card.choices] == [*["was"] * 3, *["now"] * 3, "changed"]
    assert letter.card.choices[0].id == choice_of(LADDER[0])
    assert letter.card.choices[3].id == choice_of(LADDER[0])


async def test_a_change_while_the_letter_is_being_sent_is_another_letter(
    store: SqliteStore, pair: Pairing, clock: FakeClock, database: Path
) -> None:
    await changes(store, pair)
    clock.pass_by(GATHERED_FOR)
    await due(store)

    await changes(store, pair)

    assert rows(database, LETTERS) == [2]


async def test_I2_a_repeat_changes_nothing(
    store: SqliteStore, pair: Pairing, database: Path
) -> None:
    told = [await changes(store, pair, "once") for _ in range(2)]

    assert told == [True, True]
    assert await steps(store) == LADDER[::-1]
    assert rows(database, LETTERS) == [1]


async def test_what_is_judged_away_changes_nothing(
    store: SqliteStore, pair: Pairing, database: Path
) -> None:
    made = await store.mentee_facts.change_plan(fresh_key(), KIM, pair.id, nothing)

    assert not made.is_changed
    assert made.record.facts.pairing == pair
    assert await steps(store) == LADDER
    assert rows(database, LETTERS) == [0]


async def test_a_pairing_that_nobody_has_comes_to_nothing(
    store: SqliteStore, pair: Pairing, database: Path
) -> None:
    made = await store.mentee_facts.change_plan(fresh_key(), KIM, 99, nothing)

    assert made.record.facts.pairing is None
    assert not made.is_changed


async def test_A27_a_turn_at_the_same_time_is_not_lost(
    store: SqliteStore, pair: Pairing
) -> None:
    def cue(before: Conversation) -> Turn:
        assert before.weekly is not None
        plan = replace(before.weekly.plan, cue="after lunch")
        weekly = replace(before.weekly, plan=plan)
        return Turn(replace(before, version=before.version + 1, weekly=weekly), ())

    await asyncio.gather(
        *(store.turn(fresh_key(), SAM, cue) for _ in range(3)), changes(store, pair)
    )

    here = await store.conversation(SAM)
    assert here is not None
    assert here.weekly is not None
    assert here.weekly.plan.cue == "after lunch"
    assert here.weekly.plan.upcoming == LADDER[::-1]


async def test_A27_where_another_process_has_moved_the_mentee_nothing_is_written(
    store: SqliteStore, pair: Pairing, database: Path
) -> None:
    rows(
        database,
        "CREATE TRIGGER moved BEFORE UPDATE ON conversation BEGIN SELECT raise(IGNORE); END",
    )

    with pytest.raises(StoreError, match="moved by another process"):
        await changes(store, pair)

    assert await steps(store) == LADDER
    assert rows(database, LETTERS) == [0]


async def test_F68_the_letter_goes_with_whoever_is_forgotten(
    store: SqliteStore, pair: Pairing, database: Path
) -> None:
    await changes(store, pair)

    await store.forget(KIM)

    assert rows(database, LETTERS) == [0]


async def test_the_mentee_s_next_answer_does_not_wait_for_it(
    store: SqliteStore, pair: Pairing, clock: FakeClock
) -> None:
    await changes(store, pair)

    await speak(store, SAM)

    assert Kind.PLAN_CHANGED in [one.kind for one in await due(store)]

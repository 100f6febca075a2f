from dataclasses import replace
from pathlib import Path

import pytest

from bot.engine.weekly.values import Question, Weekly
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.store.sqlite import SqliteStore
from tests.fakes.file import rows
from tests.fakes.step import saying
from tests.fakes.weekly import FULL_SCHEDULE, MONDAY, SCHEDULE, full, wanting, weekly

SAM = Address("terminal", "", "sam")


@pytest.mark.parametrize(
    "wanted",
    [
        full(),
        weekly(),
        weekly(due_at=None),
        replace(weekly(), agenda=replace(full().agenda, schedule=SCHEDULE, due=None)),
        replace(full(), question=None),
        replace(full(), question=Question("How?", MONDAY)),
        replace(full(), plan=replace(full().plan, week=None, past=(), upcoming=())),
    ],
    ids=["full", "new", "nothing due", "over", "no question", "about no step", "ended"],
)
async def test_weekly_steps_come_back_as_they_were_wanted(
    store: SqliteStore, wanted: Weekly
) -> None:
    await store.turn(EventKey("1"), SAM, saying("hello"))

    await store.turn(EventKey("2"), SAM, wanting(wanted))

    here = await store.conversation(SAM)
    assert here is not None
    assert here.weekly == wanted


async def test_steps_that_were_kept_by_their_numbers_are_the_same_steps(
    store: SqliteStore, database: Path
) -> None:
    await store.turn(EventKey("1"), SAM, wanting(full()))

    rows(database, """UPDATE plan SET body = replace(body, '"2"', '2')""")

    here = await store.conversation(SAM)
    assert here is not None
    assert here.weekly == full()


async def test_a_question_that_was_kept_without_its_step_is_about_none(
    store: SqliteStore, database: Path
) -> None:
    await store.turn(EventKey("1"), SAM, wanting(full()))

    rows(database, "UPDATE plan SET body = json_remove(body, '$.asked_about')")

    here = await store.conversation(SAM)
    assert here is not None
    assert here.weekly is not None
    assert here.weekly.question == Question("How?", MONDAY, sent=True)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE plan SET body = '{}'",
        'UPDATE plan SET body = replace(body, \'"early": 2\', \'"early": "2"\')',
        "UPDATE plan SET body = replace(body, 'stretch', 'huge')",
        "UPDATE plan SET body = 'nothing'",
        "UPDATE plan SET due_at = '2020-01-01 00:00:00.000000'",
        "UPDATE due SET schedule = '[]'",
        "UPDATE due SET schedule = '{}'",
        "UPDATE due SET schedule = replace(schedule, '\"Europe/Kyiv\"', '0')",
        "UPDATE due SET schedule = replace(schedule, '[6', '[null')",
        "UPDATE due SET next = NULL",
        "UPDATE due SET next = replace(next, 'reminder', 'surprise')",
        "UPDATE due SET latest = replace(latest, '2026', 'last year')",
        "UPDATE due SET nudged = 'many'",
        "DELETE FROM due",
    ],
)
async def test_what_this_program_never_wrote_does_not_become_somebodys_weekly_steps(
    store: SqliteStore, database: Path, damage: str
) -> None:
    await store.turn(EventKey("1"), SAM, wanting(full()))
    rows(database, damage)

    with pytest.raises(StoreError, match="did not write") as told:
        await store.conversation(SAM)

    assert "Kyiv" not in str(told.value)


def test_the_fullest_schedule_differs_from_the_plainest_in_every_field() -> None:
    same = [
        name
        for name in SCHEDULE.__slots__
        if getattr(SCHEDULE, name) == getattr(FULL_SCHEDULE, name)
    ]

    assert same == []

"""Whatever Slack tells more than once counts once."""

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bot.catalog import Catalog
from bot.engine.state import Conversation
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.slack.person import Person
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.workspace import Json

PEOPLE, EVENTS, TIMES = 50, 4, 4
WORDS = ("hello", "start", "I like charts", "why")

Told = tuple[str, Json]
"""An event under its id."""


def in_random_order(person: Person, random: Random) -> list[Told]:
    """All that one person does, each of it several times."""
    once = [
        (f"Ev{person.user}{number}", person.wrote(text)) for number, text in enumerate(WORDS)
    ]
    told = once * TIMES
    random.shuffle(told)
    return told


async def told_in_order(person: Person, events: list[Told]) -> None:
    for event_id, event in events:
        await person.tells(event, event_id)


async def after(
    told: dict[str, list[Told]], database: Path, catalog: Catalog
) -> tuple[list[Conversation | None], list[int]]:
    """Where everybody stands, and how many cards they got, in a workspace of its own."""
    async with (
        FakeSlack(limited=False) as slack,
        serving_slack(slack, database, catalog, FakeClock()) as served,
    ):
        people = [slack.person(user) for user in told]
        await asyncio.gather(*(told_in_order(one, told[one.user]) for one in people))
        await served.rests()
        return [await stands(served, one) for one in people], [len(one.cards) for one in people]


async def stands(served: Served, person: Person) -> Conversation | None:
    """Where somebody stands, whoever of all of them was heard first."""
    here = await served.stands(person)
    return None if here is None else replace(here, id=0)


@pytest.mark.thorough
async def test_F01_two_hundred_events_four_times_each_in_any_order_count_once(
    slack: FakeSlack, database: Path, catalog: Catalog, tmp_path: Path
) -> None:
    random = Random(1)
    people = [slack.person(f"U{number}") for number in range(PEOPLE)]
    repeated = {one.user: in_random_order(one, random) for one in people}
    once = {user: list(dict(told).items()) for user, told in repeated.items()}
    other = shutil.copyfile(database, tmp_path / "other.db")

    with_repeats = await after(repeated, database, catalog)

    assert sum(map(len, repeated.values())) == PEOPLE * EVENTS * TIMES
    assert with_repeats == await after(once, other, catalog)
    assert None not in with_repeats[0]


async def test_F02_a_repeat_that_is_the_first_to_reach_us_counts(served: Served) -> None:
    sam = served.slack.person()
    await sam.tells(sam.wrote("hello"), "Ev1")
    kind, payload = served.slack.sockets.told[-1]
    words = {**payload, "event_id": "Ev2", "event": sam.wrote("start")}

    acknowledged = await served.slack.sockets.tell(kind, words, first=2)
    await served.rests()

    stands = await served.stands(sam)
    assert acknowledged is not None
    assert stands is not None
    assert stands.asking is not None


async def test_F06_one_message_under_two_event_ids_is_answered_once(
    served: Served, database: Path
) -> None:
    sam = served.slack.person()
    wrote = sam.wrote("hello")

    await asyncio.gather(*(sam.tells(wrote, event_id) for event_id in ("Ev1", "Ev2")))
    await sam.tells(wrote, "Ev3")
    await served.rests()

    assert len(sam.cards) == 1
    assert rows(database, "SELECT count(*) FROM outbox") == [1]


@pytest.mark.parametrize("at_once", [True, False])
async def test_F15_a_click_that_comes_three_times_counts_once(
    served: Served, database: Path, *, at_once: bool
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    before = await served.stands(sam)
    await sam.presses("Not sure")
    click = served.slack.sockets.told[-1]

    if at_once:
        told = await asyncio.gather(*(served.slack.sockets.tell(*click) for _ in range(2)))
    else:
        told = [await served.slack.sockets.tell(*click) for _ in range(2)]
    await served.rests()

    now = await served.stands(sam)
    assert None not in told
    assert before is not None
    assert now is not None
    assert now.version == before.version + 1
    assert rows(database, "SELECT count(*) FROM inbox") == [3]
    assert len(served.slack.requests("response_url")) == 2


async def test_F15_a_command_and_a_window_that_come_three_times_count_once(
    served: Served, database: Path
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    await sam.presses("In my own words")
    await served.errands()
    await sam.submits("I like charts")
    await served.rests()
    await sam.runs("/whichrole", "summary")
    await served.rests()
    window, command = served.slack.sockets.told[-2:]
    keys, cards = rows(database, "SELECT count(*) FROM inbox"), len(sam.cards)

    for kind, payload in (window, command) * 2:
        await served.slack.sockets.tell(kind, payload)
    await served.rests()

    assert (window[0], command[0]) == ("interactive", "slash_commands")
    assert rows(database, "SELECT count(*) FROM inbox") == keys
    assert len(sam.cards) == cards

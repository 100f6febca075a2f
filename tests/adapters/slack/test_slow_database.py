"""The database is slow or refuses: whoever waits is told in time, and nothing is lost."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.engine.effects import Turn
from bot.usecases import taking, turns
from tests.fakes.file import rows
from tests.fakes.slack.person import Person
from tests.fakes.slack.served import Served
from tests.fakes.waiting import PATIENCE

SOON = 0.05


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "PATIENCE", SOON)


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Somebody else writes, and takes their time."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def version(served: Served, person: Person) -> int:
    stands = await served.stands(person)
    return -1 if stands is None else stands.version


async def freed(served: Served, person: Person, after: int) -> None:
    """Wait until a turn of theirs is stored, and all that it says is sent."""
    async with asyncio.timeout(PATIENCE):
        while await version(served, person) <= after:  # noqa: ASYNC110 - the store tells nobody
            await asyncio.sleep(0.01)
    await served.rests()


def with_a_bug(*_: object) -> Turn:
    raise RuntimeError("a bug")


@pytest.mark.usefixtures("short_patience")
async def test_F14_an_event_is_acknowledged_only_when_it_is_stored_and_counts_once(
    served: Served, database: Path
) -> None:
    sam, sockets = served.slack.person(), served.slack.sockets
    sockets.deadline = 2 * SOON

    with held(database):
        telling = asyncio.create_task(sam.says("hello"))
        await served.until(lambda: sockets.late)
        in_time = telling.done()
    told = await telling
    await served.rests()

    assert not in_time
    assert told is not None
    assert len(sam.cards) == 1
    assert rows(database, "SELECT count(*) FROM inbox") == [1]


@pytest.mark.usefixtures("short_patience")
async def test_F14_a_click_is_answered_with_one_moment_and_still_counts(
    served: Served, database: Path, catalog: Catalog
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    before = await version(served, sam)

    with held(database):
        told = await sam.presses("Not sure")
        await served.errands()
        whispered = sam.whispers(sam.channel)
    await freed(served, sam, before)

    assert told is not None
    assert whispered == [catalog.say("chat.one-moment")]
    assert await version(served, sam) == before + 1
    assert len(sam.live) == 1
    assert rows(database, "SELECT DISTINCT state FROM outbox") == ["sent"]


@pytest.mark.usefixtures("short_patience")
async def test_F14_whoever_presses_again_after_one_moment_has_answered_once(
    served: Served, database: Path
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    before, (card,) = await version(served, sam), sam.live

    with held(database):
        await sam.presses("Not sure", on=card)
        await sam.presses("Not sure", on=card)
    await freed(served, sam, before)

    stands = await served.stands(sam)
    assert stands is not None
    assert stands.version == before + 1
    assert len(stands.answers) == 1


@pytest.mark.usefixtures("short_patience")
async def test_F14_a_command_is_answered_with_one_moment_and_still_counts(
    served: Served, database: Path, catalog: Catalog
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    before = len(sam.cards)

    with held(database):
        told = await sam.runs("/whichrole", "help")
    await served.until(lambda: len(sam.cards) > before)
    await served.rests()

    assert told == {"text": catalog.say("chat.one-moment")}
    assert len(sam.cards) == before + 1
    assert rows(database, "SELECT DISTINCT state FROM outbox") == ["sent"]


@pytest.mark.usefixtures("short_patience")
async def test_F14_a_window_keeps_the_words_until_they_are_stored(
    served: Served, database: Path, catalog: Catalog
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    await sam.presses("In my own words")
    await served.errands()
    before = await version(served, sam)

    with held(database):
        told = await sam.submits("I like charts")
    await freed(served, sam, before)

    assert told["response_action"] == "errors"
    assert told["errors"] == {"words": catalog.say("chat.one-moment")}
    assert await version(served, sam) == before + 1


@pytest.mark.usefixtures("short_patience")
async def test_F14_one_who_waits_for_the_database_holds_up_no_acknowledgement_of_others(
    served: Served, database: Path
) -> None:
    people = [served.slack.person(f"U{number}") for number in range(20)]

    with held(database):
        async with asyncio.timeout(PATIENCE):
            told = await asyncio.gather(*(one.runs("/whichrole") for one in people))
    await served.until(lambda: all(one.cards for one in people))
    await served.rests()

    assert None not in told
    assert [len(one.cards) for one in people] == [1] * len(people)


async def test_F03_a_step_that_raises_leaves_no_acknowledgement_and_its_repeat_counts(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, sockets = served.slack.person(), served.slack.sockets
    sockets.deadline = 0.2
    with monkeypatch.context() as patch:
        patch.setattr(turns, "advance", with_a_bug)

        telling = asyncio.create_task(sam.says("hello"))
        await served.until(lambda: sockets.late)
        acknowledged = telling.done()
    told = await telling
    await served.rests()

    assert not acknowledged
    assert told is not None
    assert len(sam.cards) == 1


async def test_F04_an_event_whose_key_cannot_be_written_comes_again_and_counts(
    served: Served, database: Path
) -> None:
    sam, sockets = served.slack.person(), served.slack.sockets
    rows(database, "ALTER TABLE inbox RENAME TO inbox_aside")

    telling = asyncio.create_task(sam.says("hello"))
    sockets.deadline = 0.2
    await served.until(lambda: sockets.late)
    acknowledged = telling.done()
    rows(database, "ALTER TABLE inbox_aside RENAME TO inbox")
    told = await telling
    await served.rests()

    assert not acknowledged
    assert told is not None
    assert len(sam.cards) == 1


async def test_F04_a_click_that_cannot_be_stored_is_told_to_be_pressed_again(
    served: Served, database: Path, catalog: Catalog
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    before = await served.stands(sam)
    rows(database, "ALTER TABLE inbox RENAME TO inbox_aside")

    await sam.presses("Not sure")
    await served.errands()
    rows(database, "ALTER TABLE inbox_aside RENAME TO inbox")

    assert sam.whispers(sam.channel) == [catalog.say("chat.one-moment")]
    assert await served.stands(sam) == before


@pytest.mark.usefixtures("short_patience")
async def test_F14_who_presses_on_home_is_told_in_the_direct_message(
    served: Served, database: Path, catalog: Catalog
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    await sam.opens_home()
    await served.rests()
    before = await version(served, sam)

    with held(database):
        await sam.presses_home("Edit")
        await served.until(lambda: sam.whispers(sam.channel))
    await freed(served, sam, before - 1)

    assert catalog.say("chat.one-moment") in sam.whispers(sam.channel)[0]


@pytest.mark.usefixtures("short_patience")
async def test_words_that_were_changed_in_the_window_are_not_taken_for_the_first_ones(
    served: Served, database: Path, catalog: Catalog
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    await sam.presses("In my own words")
    with held(database):
        await sam.submits("1")
    await served.rests()

    await sam.submits("2")
    await served.rests()

    assert catalog.say("old-card") in sam.live[-1].text

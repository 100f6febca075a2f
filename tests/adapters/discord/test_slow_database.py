"""The database is slow or refuses: whoever waits is told in time, and nothing is lost."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.adapters.discord import handlers, spoken
from bot.catalog import Catalog
from bot.engine.effects import Turn
from bot.usecases import taking, turns
from tests.fakes.discord.interacting import DEADLINE
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import labels, words
from tests.fakes.discord.served import Served
from tests.fakes.file import rows
from tests.fakes.waiting import PATIENCE

SOON = 0.05


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "PATIENCE", SOON)
    monkeypatch.setattr(spoken, "AGAIN", SOON)


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


def one_moment(catalog: Catalog) -> str:
    return f"-# {catalog.say('chat.one-moment')}"


def test_I6_an_answer_is_given_up_before_discord_gives_us_up() -> None:
    patience = 1.0  # of a turn; here everybody has more of it

    assert patience + handlers.ANSWERED_WITHIN < DEADLINE


@pytest.mark.usefixtures("short_patience")
async def test_F14_words_are_kept_until_the_database_takes_them_and_count_once(
    served: Served, database: Path
) -> None:
    sam = served.discord.person()

    with held(database):
        await sam.says("hello")
        await asyncio.sleep(6 * SOON)
        meanwhile = len(sam.cards)
    await freed(served, sam, -1)

    assert meanwhile == 0
    assert len(sam.cards) == 1
    assert rows(database, "SELECT count(*) FROM inbox") == [1]


@pytest.mark.usefixtures("short_patience")
@pytest.mark.parametrize("in_guild", [True, False])
async def test_F14_a_press_is_answered_with_one_moment_and_still_counts(
    served: Served, database: Path, catalog: Catalog, *, in_guild: bool
) -> None:
    sam = served.discord.person()
    await sam.runs("/whichrole", "", "" if in_guild else sam.channel)
    await sam.presses("Start")
    await served.rests()
    (card,) = sam.heard
    before = await version(served, sam)

    with held(database):
        answered = await sam.presses("Not sure")
        await served.until(lambda: len(sam.heard) == 2)
        told = sam.heard[-1]
    await freed(served, sam, before)

    assert answered == {"type": 6}
    assert (words(told), told.seen_by) == (one_moment(catalog), sam.id)
    assert await version(served, sam) == before + 1
    assert card.edits == 2
    assert "Back" in labels(card)
    assert rows(database, "SELECT DISTINCT state FROM outbox") == ["sent"]


@pytest.mark.usefixtures("short_patience")
async def test_F14_whoever_presses_again_after_one_moment_has_answered_once(
    served: Served, database: Path
) -> None:
    sam = served.discord.person()
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
@pytest.mark.parametrize("in_guild", [True, False])
async def test_F14_a_command_is_answered_with_one_moment_which_becomes_its_card(
    served: Served, database: Path, catalog: Catalog, *, in_guild: bool
) -> None:
    sam = served.discord.person()

    with held(database):
        answered = await sam.runs("/whichrole", "", "" if in_guild else sam.channel)
        (shown,) = sam.heard
        at_first = words(shown)
    await freed(served, sam, -1)

    assert answered is not None
    assert at_first == one_moment(catalog)
    assert sam.heard == [shown]
    assert "Start" in labels(shown)
    assert shown.seen_by == (sam.id if in_guild else "")
    assert rows(database, "SELECT DISTINCT state FROM outbox") == ["sent"]


@pytest.mark.usefixtures("short_patience")
async def test_F14_words_of_a_window_count_although_they_had_to_wait(
    served: Served, database: Path
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    await sam.presses("In my own words")
    before = await version(served, sam)

    with held(database):
        answered = await sam.submits("I like charts")
    await freed(served, sam, before)

    assert answered == {"type": 6}
    assert await version(served, sam) == before + 1


@pytest.mark.usefixtures("short_patience")
async def test_F14_one_who_waits_for_the_database_holds_up_no_answer_to_others(
    served: Served, database: Path
) -> None:
    people = [served.discord.person(f"P{number}") for number in range(20)]

    with held(database):
        async with asyncio.timeout(PATIENCE):
            told = await asyncio.gather(*(one.runs("/whichrole") for one in people))
    await served.until(lambda: all("Start" in labels(one.heard[0]) for one in people))
    await served.rests()

    assert None not in told
    assert [len(one.heard) for one in people] == [1] * len(people)


@pytest.mark.usefixtures("short_patience")
async def test_F14_a_picture_of_what_cannot_be_read_now_is_answered_all_the_same(
    served: Served, monkeypatch: pytest.MonkeyPatch, catalog: Catalog
) -> None:
    from tests.adapters.discord.test_conversation import to_the_summary

    sam = served.discord.person()
    await to_the_summary(served, sam)

    async def never(*_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(served.store, "conversation", never)
    answered = await sam.presses("As a picture")

    assert answered is not None


async def test_F03_a_step_that_raises_keeps_words_for_the_next_attempt(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = served.discord.person()
    monkeypatch.setattr(spoken, "AGAIN", SOON)
    with monkeypatch.context() as patch:
        patch.setattr(turns, "advance", with_a_bug)
        await sam.says("hello")
        await asyncio.sleep(4 * SOON)

    await served.until(lambda: sam.cards)
    await served.rests()

    assert len(sam.cards) == 1


async def test_F03_a_press_whose_step_raises_is_to_be_done_again(
    served: Served, monkeypatch: pytest.MonkeyPatch, catalog: Catalog
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    before = await served.stands(sam)
    monkeypatch.setattr(turns, "advance", with_a_bug)

    answered = await sam.presses("Not sure")
    await served.until(lambda: sam.ephemeral)

    assert answered == {"type": 6}
    assert words(sam.ephemeral[0]) == one_moment(catalog)
    assert await served.stands(sam) == before


async def test_F04_words_whose_key_cannot_be_written_are_tried_again_and_count(
    served: Served, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = served.discord.person()
    monkeypatch.setattr(spoken, "AGAIN", SOON)
    rows(database, "ALTER TABLE inbox RENAME TO inbox_aside")
    await sam.says("hello")
    await asyncio.sleep(4 * SOON)
    rows(database, "ALTER TABLE inbox_aside RENAME TO inbox")

    await served.until(lambda: sam.cards)
    await served.rests()

    assert len(sam.cards) == 1


async def test_F04_words_that_the_database_never_takes_are_given_up_and_the_operator_told(
    served: Served,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    sam = served.discord.person()
    monkeypatch.setattr(spoken, "AGAIN", 0.001)
    monkeypatch.setattr(spoken, "MOST_TRIES", 5)
    rows(database, "ALTER TABLE inbox RENAME TO inbox_aside")

    await sam.says("hello")
    await served.until(lambda: "words were not kept" in caplog.text)

    assert "hello" not in caplog.text


@pytest.mark.parametrize("what", ["press", "command"])
async def test_F04_what_cannot_be_stored_is_to_be_done_again(
    served: Served, database: Path, catalog: Catalog, what: str
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    before = await served.stands(sam)
    rows(database, "ALTER TABLE inbox RENAME TO inbox_aside")

    answered = await (
        sam.presses("Not sure") if what == "press" else sam.runs("/whichrole", "edit")
    )
    await served.until(lambda: len(sam.ephemeral) == 1)
    rows(database, "ALTER TABLE inbox_aside RENAME TO inbox")

    assert answered is not None
    assert words(sam.ephemeral[0]) == one_moment(catalog)
    assert await served.stands(sam) == before


@pytest.mark.parametrize("slow", ["living_card", "roles"])
async def test_F14_a_look_that_takes_long_keeps_nobody_from_an_answer(
    served: Served, monkeypatch: pytest.MonkeyPatch, slow: str
) -> None:
    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    sam = served.discord.person()
    monkeypatch.setattr(served.store, slow, never)

    told = await sam.runs("/whichrole")
    await served.until(lambda: any("Start" in labels(one) for one in sam.heard))
    pressed = await sam.presses("Start")
    await served.until(lambda: any("Not sure" in labels(one) for one in sam.heard))

    assert told is not None
    assert pressed is not None


@pytest.mark.usefixtures("short_patience", "no_gate")
async def test_F26_words_that_wait_for_the_database_are_taken_in_the_order_they_were_said(
    served: Served, database: Path
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    said = ["1", "skip", "skip", "back", "not sure"]

    with held(database):
        for text in said:
            await sam.says(text)
            await asyncio.sleep(2 * SOON)
    await served.rests()
    once = await served.stands(sam)

    kim = served.discord.person("Kim")
    await served.asks(kim)
    for text in said:
        await kim.says(text)
        await served.rests()
    again = await served.stands(kim)

    assert once is not None
    assert again is not None
    assert (once.asking, once.answers) == (again.asking, again.answers)

"""What is kept of somebody's own words, in the file, over a restart and a repeated event."""

from pathlib import Path

import pytest

from bot.catalog import Catalog, Heading
from bot.engine.events import Typed
from bot.engine.own_words.values import Draft, OwnWords, Read
from bot.engine.state import Conversation, Stage, Wrote
from bot.ports.inbound import Address
from bot.store.own_words import from_own_words, to_own_words
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.canary import raw
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member, click

SAM = Address("terminal", "", "sam")
CANARY = "Zanzibar"
WORDS = f"I use Python and Airflow in {CANARY}. I would love to build pipelines."
LONG_WORDS = f"{WORDS} {'Word by word. ' * 300}"


@pytest.mark.parametrize(
    "own",
    [
        None,
        OwnWords(kept="I bake"),
        OwnWords(Draft()),
        OwnWords(
            Draft(
                NOON,
                Read(("sql",), ("pipelines",), ("r",), ("c",), Heading.ASIDE),
                length=9,
                keeps=True,
                text="Ich backe",
            ),
            kept="before",
        ),
    ],
)
def test_what_goes_in_comes_out_equal(own: OwnWords | None) -> None:
    assert to_own_words(from_own_words(own)) == own


async def test_a_draft_stands_after_a_death_and_counts_when_it_is_agreed_to(
    database: Path, catalog: Catalog, clock: FakeClock
) -> None:
    async with opened(database, clock) as store:
        await Member(store, catalog).types(WORDS)
    async with opened(database, clock) as store:
        sam = Member(store, catalog, device="desk")
        again = await sam.opens()
        await sam.presses(choice="own-right")
        here = await standing(store)

    assert "I read: Python and Airflow." in again.body
    assert here.answers["code"] == Wrote("", frozenset({"python"}))
    assert rows(database, "SELECT count(*) FROM answers") == [3]


@pytest.mark.parametrize("words", [WORDS, LONG_WORDS], ids=["a sentence", "a long text"])
async def test_the_words_are_in_no_byte_of_the_file_and_in_no_log(
    database: Path,
    catalog: Catalog,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
    words: str,
) -> None:
    async with opened(database, clock) as store:
        sam = Member(store, catalog)
        await sam.types(words)
        await sam.types(f"and SQL in {CANARY}")
        await sam.presses(choice="own-right")
        assert CANARY.encode() not in raw(database)

    assert rows(database, "SELECT text FROM answers WHERE question = 'story'") == [""]
    assert CANARY not in caplog.text


async def test_a_repeated_message_is_read_once(store: SqliteStore, catalog: Catalog) -> None:
    sam = Member(store, catalog)
    await sam.types("own words")
    await sam.does(Typed(NOON, WORDS), "again")
    before = await standing(store)

    repeated = await sam.does(Typed(NOON, WORDS), "again")

    assert not repeated.messages
    assert await standing(store) == before
    assert before.own_words is not None
    assert before.own_words.draft is not None
    assert before.own_words.draft.length == len(WORDS)


async def test_a_repeated_yes_keeps_each_answer_once(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    yes = click(await sam.types(WORDS), "own-right")
    for key in ("yes", "yes", "pressed twice"):
        await sam.does(yes, key)

    assert rows(database, "SELECT question FROM answers") == ["code", "stack", "story"]


async def test_words_that_are_kept_stand_in_mydata_and_go_with_everything(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    await sam.types("own words")
    await sam.presses(choice="own-keep")
    await sam.types(WORDS)
    await sam.presses(choice="own-right")

    kept = await store.kept(SAM)

    assert kept is not None
    assert kept.here.own_words == OwnWords(kept=WORDS)
    assert CANARY in str(kept.tables["conversation"])
    await sam.types("forget me")
    await sam.presses(choice="forget")
    assert CANARY.encode() not in raw(database)


async def test_a_long_text_is_read_before_its_turn(
    store: SqliteStore, catalog: Catalog
) -> None:
    card = await Member(store, catalog).types(LONG_WORDS)

    assert "I read: Python and Airflow." in card.body
    assert (await standing(store)).stage is Stage.OWN_READ


async def standing(store: SqliteStore) -> Conversation:
    here = await store.conversation(SAM)
    assert here is not None
    return here

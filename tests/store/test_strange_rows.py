"""What somebody else wrote into our tables is one sentence, and no traceback."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.engine.events import Typed
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.waiting import PATIENCE

SAM = Address("terminal", "", "sam")
SECRET = "hunter2"  # noqa: S105 - what must not be repeated
NOT_UTF_8 = f"CAST(x'{SECRET.encode().hex()}ff' AS TEXT)"

CONVERSATIONS = [
    f"stage = '{SECRET}'",
    f"version = '{SECRET}'",
    "version = 1.5",
    f"attempt = CAST('{SECRET}' AS BLOB), stage = 'welcome'",
    "asking = x'00'",
    f"asking = {NOT_UTF_8}",
    f"leaned_at = '{SECRET}'",
    "leaning_role = x'00', leaned_at = heard_at",
    "earlier_at = 5",
    "chosen = x'00'",
    f"own_words = '{SECRET}'",
    "own_words = '5'",
    f"own_words = '{{\"{SECRET}\": 1}}'",
    'own_words = \'{"draft": null, "kept": 5}\'',
    'own_words = \'{"draft": {"opened_at": null, "done": [1]}, "kept": ""}\'',
]
ANSWERS = [
    f"options = '{SECRET}'",
    "options = '5'",
    f"options = '\"{SECRET}\"'",
    "options = 'null'",
    f"""options = '{{"{SECRET}": 1}}'""",
    "options = '[1]'",
    "options = '[[]]'",
    f"options = {NOT_UTF_8}",
    "manner = 'wrote', text = NULL",
    "manner = 'wrote', text = x'00'",
    f"text = {NOT_UTF_8}",
]
CARDS: list[object] = [
    [SECRET],
    SECRET,
    5,
    {"body": 5},
    {"body": "", "choices": SECRET},
    {"body": "", "choices": [SECRET]},
    {"body": "", "choices": [{"id": 1, "label": SECRET}]},
    {"body": "", "choices": [{"name": SECRET}]},
    {"body": "", "controls": 5},
    {"body": "", "place": [SECRET]},
    {"body": "", "place": {"conversation": SECRET, "version": 1}},
    {"body": "", "progress": {"at": 1}},
    {"body": "", "several": 5},
    {"body": "", "chart": [{"label": "", "share": SECRET}]},
    {"body": "", "result": [SECRET]},
    {"body": "", "result": {SECRET: 1}},
    {"body": "", "result": {"role": None, "fits": [], "reasons": [], "flip": None}},
    {"body": "", "private": SECRET},
]


@pytest.fixture
async def store(
    database: Path, clock: FakeClock, catalog: Catalog
) -> AsyncIterator[SqliteStore]:
    """A store where sam has answered one question, and was told so by nobody yet."""
    async with opened(database, clock) as store:
        sam = Member(store, catalog)
        await sam.begins()
        await sam.presses()
        yield store


@pytest.mark.parametrize("odd", CONVERSATIONS)
async def test_a_conversation_that_we_never_wrote_is_told(
    store: SqliteStore, catalog: Catalog, database: Path, odd: str
) -> None:
    rows(database, f"UPDATE conversation SET {odd}")

    await told_to_all(store, catalog, database)


@pytest.mark.parametrize("odd", ANSWERS)
async def test_an_answer_that_we_never_wrote_is_told(
    store: SqliteStore, catalog: Catalog, database: Path, odd: str
) -> None:
    rows(database, f"UPDATE answers SET {odd}")

    await told_to_all(store, catalog, database)


@pytest.mark.parametrize("card", [json.dumps(card) for card in CARDS] + [SECRET, "", "["])
async def test_a_message_that_we_never_wrote_is_told_and_not_taken_over(
    store: SqliteStore, database: Path, card: str
) -> None:
    rows(database, "UPDATE outbox SET card = ?", card)
    before = rows(database, "SELECT fence, state FROM outbox")

    sentence = await told(store.claim_left(SAM))

    assert sentence == not_ours(database)
    assert rows(database, "SELECT fence, state FROM outbox") == before


async def told_to_all(store: SqliteStore, catalog: Catalog, database: Path) -> None:
    """Whoever reads and whoever writes hears the same sentence, and nothing is written."""
    before = rows(database, "SELECT event_key FROM inbox")

    read = await told(store.conversation(SAM))
    written = await told(Member(store, catalog, device="laptop").does(Typed(NOON, "why")))

    assert {read, written} == {not_ours(database)}
    assert rows(database, "SELECT event_key FROM inbox") == before


async def told(asked: Awaitable[object]) -> str:
    with pytest.raises(StoreError) as caught:
        await asyncio.wait_for(asked, PATIENCE)
    return str(caught.value)


def not_ours(database: Path) -> str:
    return (
        f"The database {database} holds something that this program did not write. Restore a "
        f"backup, or name another file with --db."
    )

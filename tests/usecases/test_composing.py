from pathlib import Path

import pytest

from bot.cards import Card
from bot.catalog import Catalog, Command
from bot.engine.events import Asked
from bot.ports.inbound import EventKey
from bot.ports.outbox import Kind, Reason
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.mentors.letters import NOTHING_LEFT, Letters
from bot.usecases.own_words import OwnWords
from bot.usecases.wanting import Withheld
from tests.fakes.clock import NOON
from tests.fakes.desk_town import CLUB, DeskTown
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.message import message
from tests.fakes.step import saying


async def test_what_is_kept_is_written_down_nowhere_and_told_as_it_is_when_it_is_sent(
    store: SqliteStore, catalog: Catalog, database: Path
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    asked = await sam.does(Asked(NOON, Command.MYDATA))
    await sam.presses()
    message, standing = asked.messages

    card = await Composer(store, catalog).card(message, NOON)

    assert rows(database, "SELECT card FROM outbox WHERE kind = 'kept'") == [None]
    assert (message.kind, message.card) == (Kind.KEPT, None)
    assert standing.kind is Kind.REPLY
    assert isinstance(card, Card)
    assert "**Your answers** (1)" in card.body
    assert card.file is not None
    assert "answered_at" in card.file.text


async def test_what_is_kept_about_somebody_forgotten_meanwhile_is_not_told(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    await sam.begins()
    message, _ = (await sam.does(Asked(NOON, Command.MYDATA))).messages
    await store.forget(sam.address)

    card = await Composer(store, catalog).card(message, NOON)

    assert card == Withheld(Reason.MOOT)


@pytest.mark.parametrize("kind", [Kind.PAIRED, Kind.ENCOURAGED, Kind.PLAN_CHANGED, Kind.DIGEST])
async def test_without_anybody_who_knows_mentors_nothing_is_said_of_them(
    store: SqliteStore, catalog: Catalog, kind: Kind
) -> None:
    one = message(kind=kind, about=4)

    assert await Composer(store, catalog).card(one, NOON) == NOTHING_LEFT


async def test_F63_what_is_over_says_nothing_though_it_has_a_card(
    store: SqliteStore, catalog: Catalog
) -> None:
    one = message(Card(body="**Kim** writes to you: which city?"), kind=Kind.WORD, about=4)

    assert await Composer(store, catalog).card(one, NOON) == NOTHING_LEFT


async def test_what_is_about_mentors_is_made_by_whoever_knows_them(
    store: SqliteStore, catalog: Catalog
) -> None:
    town = DeskTown(catalog)
    pair = town.pair("sam")
    letters = Letters(town.files, town.files, town.access, town.desk.standings, catalog)
    one = message(kind=Kind.PAIRED, to=pair.mentee, about=pair.id)

    card = await Composer(store, catalog, letters=letters).card(one, NOON)

    assert isinstance(card, Card)
    assert card.body.startswith("**Kim** is your mentor now.")


async def test_cards_are_made_in_the_words_of_the_readers_community(
    store: SqliteStore, catalog: Catalog
) -> None:
    town = DeskTown(catalog)
    pair = town.pair("sam")
    town.files.words[CLUB] = {"pair.have-mentor": "Here comes $name.", "welcome.hello": "Hi."}
    letters = Letters(town.files, town.files, town.access, town.desk.standings, catalog)
    own_words = OwnWords(town.files, catalog, town.clock)
    composer = Composer(store, catalog, letters=letters, own_words=own_words)
    await store.turn(EventKey("1"), pair.mentee, saying("hello"))

    letter = await composer.card(message(kind=Kind.PAIRED, to=pair.mentee, about=pair.id), NOON)
    standing = await composer.card(message(kind=Kind.STANDING, to=pair.mentee), NOON)

    assert isinstance(letter, Card)
    assert isinstance(standing, Card)
    assert letter.body.startswith("Here comes **Kim**.".replace("**", ""))
    assert standing.body.startswith("Hi.")

"""The desk answers in the words of the community in which somebody acts."""

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View
from bot.ports.inbound import EventKey
from bot.ports.mentoring import Caller
from bot.usecases.mentors.asking import ADMIN, MENTOR, Asked, Pressed
from bot.usecases.mentors.desk import Desk
from bot.usecases.own_words import OwnWords
from tests.fakes.desk_town import CLUB, DeskTown, account

KEY = "desk.nobody-yet"


@pytest.fixture
def desk(town: DeskTown, catalog: Catalog) -> Desk:
    own_words = OwnWords(town.files, catalog, town.clock)
    rosters = {"slack": town.roster}
    return Desk(town.files, town.access, rosters, catalog, town.clock, own_words)


async def says(
    desk: Desk, name: str, command: str, words: str = "", *, here: bool = True
) -> str:
    caller = Caller(account(name), name, CLUB if here else None)
    return (await desk.answer(caller, EventKey("event"), Asked(command, words))).body


async def test_where_it_has_some_they_are_said_and_elsewhere_ours_are(
    desk: Desk, town: DeskTown, catalog: Catalog
) -> None:
    town.files.words[CLUB] = {KEY: "Nobody here."}

    assert await says(desk, "sam", MENTOR) == "Nobody here."
    assert await says(desk, "sam", MENTOR, here=False) == catalog.say(KEY)


async def test_what_an_admin_has_just_agreed_to_is_said_at_once(
    desk: Desk, town: DeskTown, catalog: Catalog
) -> None:
    before = await says(desk, "sam", MENTOR)
    caller = Caller(account("boss"), "Boss", CLUB)
    preview = await desk.answer(
        caller, EventKey("1"), Asked(ADMIN, f"wording {KEY} Nobody here.")
    )
    use = Pressed(Spot(View.ADMIN, detail=KEY), preview.choices[0].id)

    await desk.answer(caller, EventKey("2"), use)

    assert before == catalog.say(KEY)
    assert await says(desk, "sam", MENTOR) == "Nobody here."


async def test_admins_read_ours_whatever_they_changed(
    desk: Desk, town: DeskTown, catalog: Catalog
) -> None:
    town.files.words[CLUB] = {"admin.log-empty": "Whatever.", "admin.use-it": "No."}

    assert await says(desk, "boss", ADMIN, "log") == catalog.say("admin.log-empty")

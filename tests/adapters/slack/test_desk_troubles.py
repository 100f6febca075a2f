"""What goes wrong at the desk is told to whoever acted, and is not taken for done."""

import pytest

from bot.adapters.slack import rich
from bot.catalog import Catalog
from bot.engine.mentoring.values import Item
from bot.errors import StoreError
from bot.usecases.mentors.desk import Desk
from tests.adapters.slack.conftest import LONG
from tests.fakes.slack.club import KIM, SAM, Club
from tests.fakes.slack.person import TOWN
from tests.fakes.slack.served import Served


@pytest.fixture
async def club(served: Served) -> Club:
    """Kim is a mentor there, and sam her mentee."""
    club = Club(served)
    await club.opens()
    await club.pairs(SAM, Item.ROLE)
    await served.rests()
    return club


async def fails(*_: object) -> None:
    """As a database that cannot serve now."""
    raise StoreError("locked")


async def test_F14_a_command_while_the_database_cannot_serve_says_so(
    club: Club, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "answer", fails)
    kim = club.person(KIM)

    told = await kim.runs("/mentee-status")
    await club.served.rests()

    assert told == {}
    assert kim.whispers(TOWN) == [rich.plain(catalog.say("chat.one-moment"))]


async def test_F14_a_press_while_the_database_cannot_serve_says_so_and_changes_no_card(
    club: Club, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = await club.asks(KIM, "/mentee-status")
    content = dict(listed.content)
    monkeypatch.setattr(Desk, "answer", fails)

    await club.presses(KIM, "Sam", on=listed)

    assert listed.content == content
    assert club.person(KIM).whispers(TOWN)[-1] == rich.plain(catalog.say("chat.one-moment"))


async def test_F14_words_while_the_database_cannot_serve_stay_in_the_window(
    club: Club, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = club.person(KIM)
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Sam", on=listed)
    await club.presses_in_window(KIM, "Note for both of us")
    with monkeypatch.context() as broken:
        broken.setattr(Desk, "answer", fails)
        refused = await kim.submits("well begun")

    taken = await kim.submits("well begun")
    await club.served.rests()

    assert refused["response_action"] == "errors"
    assert taken["response_action"] == "update"
    assert "“well begun”" in club.in_window(KIM)


async def test_F77_whoever_floods_the_desk_is_told_once_and_others_are_answered(
    club: Club, catalog: Catalog
) -> None:
    kim = club.person(KIM)

    for _ in range(60):
        await kim.runs("/mentor", "nonsense")
    await club.served.rests()
    answer = await club.asks(SAM, "/mentor", "consent")

    told = rich.plain(catalog.say("problem.too-fast"))
    assert kim.whispers(TOWN).count(told) == 1
    assert answer.seen_by == SAM


async def test_F14_words_in_a_direct_message_come_again_until_the_database_serves(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim, sockets = club.person(KIM), club.served.slack.sockets
    sockets.deadline, sockets.repeat_after = 0.5, (0.1,)
    with monkeypatch.context() as broken:
        broken.setattr(Desk, "answer", fails)
        refused = await kim.says("mentee-status")
    sockets.deadline = LONG
    await club.served.rests()
    before = len(kim.ephemeral)

    taken = await kim.says("mentee-status")
    await club.served.rests()

    assert (refused, taken) == (None, {})
    assert len(kim.ephemeral) == before + 1

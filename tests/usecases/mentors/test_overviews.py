"""A mentor who asks again has one overview."""

import pytest

from bot.cards import Card
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.ports.inbound import Address
from bot.usecases.mentors import overviews
from bot.usecases.mentors.overviews import Overviews, TakeAway, is_overview
from tests.fakes.pairs import KIM, LEE


class Standing:
    """Overviews that stand somewhere.

    Attributes:
        gone: the names of those that were taken away, in order.
    """

    def __init__(self) -> None:
        self.overviews = Overviews()
        self.gone: list[str] = []

    def goes(self, name: str) -> TakeAway:
        async def take_away() -> None:
            self.gone.append(name)

        return take_away

    async def comes(self, name: str, who: Address = KIM) -> None:
        await self.overviews.come(who, name, self.goes(name))

    def stands(self, name: str, who: Address = KIM) -> None:
        self.overviews.stands(who, name, self.goes(name))


@pytest.fixture
def standing() -> Standing:
    return Standing()


async def test_F63_a_new_one_takes_away_what_stood_there_before(standing: Standing) -> None:
    await standing.comes("first")
    standing.stands("beside it")

    await standing.comes("second")
    once = list(standing.gone)
    await standing.comes("third")

    assert once == ["first", "beside it"]
    assert standing.gone == ["first", "beside it", "second"]


async def test_of_somebody_else_nothing_goes(standing: Standing) -> None:
    await standing.comes("lee's", LEE)

    await standing.comes("kim's")

    assert standing.gone == []


async def test_what_is_pressed_and_changes_in_its_place_stays(standing: Standing) -> None:
    await standing.comes("first")
    standing.stands("first")

    await standing.comes("first")

    assert standing.gone == []


async def test_where_nobody_tells_how_the_new_one_goes_those_of_before_do_once(
    standing: Standing,
) -> None:
    standing.stands("first")

    await standing.overviews.come(KIM)
    await standing.overviews.come(KIM)

    assert standing.gone == ["first"]


async def test_I9_so_much_is_remembered_and_no_more(
    standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overviews, "MOST_OF_ONE", 2)
    monkeypatch.setattr(overviews, "MOST_ACCOUNTS", 1)
    standing.stands("lee's", LEE)
    for name in ("first", "second", "third"):
        standing.stands(name)

    await standing.overviews.come(KIM)
    await standing.overviews.come(LEE)

    assert standing.gone == ["second", "third"]


@pytest.mark.parametrize(
    ("card", "is_one"),
    [
        (Card("all", place_of(Spot(View.STATUS))), True),
        (Card("sam", place_of(Spot(View.BRIEF, 7))), True),
        (Card("consent", place_of(Spot(View.CONSENT, 7))), False),
        (Card("a sentence"), False),
    ],
)
def test_what_shows_mentees_is_an_overview(card: Card, *, is_one: bool) -> None:
    assert is_overview(card) is is_one

"""What stands before a mentor says so when a consent ends, wherever that was said."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pytest

from bot.cards import Card, Choice
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.values import Item
from bot.ports.inbound import Address
from bot.usecases.mentors import watching
from bot.usecases.mentors.watching import Blank, Shared, Watching
from tests.fakes.clock import NOON
from tests.fakes.pairs import KIM
from tests.fakes.sharing import BOTH, Sharing
from tests.fakes.waiting import until

BRIEF = Card("Sam", place_of(Spot(View.BRIEF, 7)))
LIST = Card("all", place_of(Spot(View.STATUS)), choices=(Choice("open-7", "Sam"),))
SHARED = {7: BOTH, 8: BOTH}
LATER = NOON + timedelta(minutes=1)


class Screen:
    """What kim has before her.

    Attributes:
        pairs: what is shared with her.
        watching: what watches it.
        blanked: places that say that something changed, in order.
    """

    def __init__(self) -> None:
        self.pairs = Sharing(KIM)
        self.watching = Watching(self.pairs)
        self.blanked: list[str] = []

    def shows(self, card: Card, before: Shared, name: str = "V1") -> None:
        self.watching.stands(name, KIM, card, before, self._blanks(name))

    async def looks(self) -> None:
        await self.watching.look()
        await self.watching.stop(1)

    def _blanks(self, name: str) -> Blank:
        async def blank() -> None:
            self.blanked.append(name)

        return blank


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.mark.parametrize(
    ("now", "is_blanked"),
    [
        ({7: BOTH}, False),
        ({7: frozenset(Item)}, False),
        ({7: frozenset({Item.ROLE})}, True),
        ({8: BOTH}, True),
        ({}, True),
    ],
    ids=["as before", "more", "less", "over", "nothing"],
)
@pytest.mark.parametrize("card", [BRIEF, LIST], ids=["brief", "list"])
async def test_F63_what_ended_elsewhere_is_found_by_looking(
    screen: Screen, card: Card, now: dict[int, frozenset[Item]], *, is_blanked: bool
) -> None:
    screen.shows(card, await screen.watching.before(KIM))
    screen.pairs.shared = now

    await screen.looks()
    await screen.looks()

    assert screen.blanked == (["V1"] if is_blanked else [])


@pytest.mark.parametrize(
    "now", [{Item.WORDS}, {Item.WORDS, LATER}], ids=["taken away", "written again"]
)
@pytest.mark.parametrize("card", [BRIEF, LIST], ids=["brief", "list"])
async def test_F63_a_question_that_is_let_go_no_longer_stands_there_no_longer(
    screen: Screen, card: Card, now: set[Item | datetime]
) -> None:
    screen.pairs.shared = {7: frozenset({Item.WORDS, NOON})}
    screen.shows(card, await screen.watching.before(KIM))
    screen.pairs.shared = {7: frozenset(now)}

    await screen.looks()

    assert screen.blanked == ["V1"]


async def test_F63_what_ended_before_the_card_was_shown_is_found_too(screen: Screen) -> None:
    before = await screen.watching.before(KIM)
    screen.pairs.shared = {7: frozenset()}
    screen.shows(BRIEF, before)

    await screen.looks()

    assert screen.blanked == ["V1"]


async def test_F63_what_was_shared_meanwhile_and_ends_is_found_too(screen: Screen) -> None:
    screen.shows(BRIEF, {})
    await screen.looks()
    screen.pairs.shared = {}

    await screen.looks()

    assert screen.blanked == ["V1"]


@pytest.mark.parametrize(
    "card",
    [
        Card("Ana", place_of(Spot(View.BRIEF, 8))),
        Card("shares", place_of(Spot(View.CONSENT, 7))),
        Card("no place"),
    ],
    ids=["of somebody else", "of no view", "of nothing"],
)
async def test_what_shows_nothing_of_it_stays(screen: Screen, card: Card) -> None:
    screen.shows(BRIEF, SHARED)
    screen.shows(card, SHARED)
    screen.pairs.shared = {8: BOTH}

    await screen.looks()

    assert screen.blanked == []


async def test_where_nothing_stands_open_nobody_is_asked(screen: Screen) -> None:
    screen.shows(BRIEF, SHARED)
    screen.watching.leave("V1")

    await screen.looks()

    assert screen.pairs.asked == 0


async def test_I9_so_many_are_remembered_and_no_more(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_OPEN", 2)
    for number in range(4):
        screen.shows(BRIEF, SHARED, f"V{number}")
    screen.pairs.shared = {}

    await screen.looks()

    assert screen.blanked == ["V2", "V3"]


async def test_a_look_at_a_database_that_cannot_serve_is_made_up_for(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.001)
    screen.shows(BRIEF, SHARED)
    screen.pairs.shared, screen.pairs.is_broken = {}, True
    working = asyncio.create_task(screen.watching.work())
    await until(lambda: screen.pairs.asked > 2)
    screen.pairs.is_broken = False
    await until(lambda: screen.blanked != [])
    working.cancel()

    assert screen.blanked == ["V1"]


async def test_what_shows_another_card_since_the_look_began_is_left_alone(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.shows(BRIEF, SHARED)
    ask = screen.pairs.shared_with

    async def shows_more(
        mentors: Sequence[Address],
    ) -> Mapping[Address, Shared]:
        screen.shows(Card("gone"), {})
        return await ask(mentors)

    screen.pairs.shared = {}
    monkeypatch.setattr(screen.pairs, "shared_with", shows_more)
    await screen.looks()

    assert screen.blanked == []

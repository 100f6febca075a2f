import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.adapters.terminal.surface import Pressed
from bot.adapters.terminal.talk import Talk
from bot.cards import NOWHERE, Card, Place
from bot.catalog import Catalog, Command
from bot.engine.events import Asked, Event, Opened, Typed
from bot.engine.state import Conversation, NotSure, Stage
from bot.ports.inbound import from_words
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.hub import FakeHub
from tests.fakes.message import SAM, message
from tests.fakes.surface import CLOSED, TURN_END, FakeSurface

JUNK = b"\xff"


async def typed(*lines: bytes) -> AsyncIterator[bytes]:
    for line in lines:
        yield line


def asked(catalog: Catalog) -> str:
    """What the first question asks."""
    return next(iter(catalog.questions.values())).text


def at_first_question(catalog: Catalog) -> Conversation:
    first = next(iter(catalog.questions))
    return Conversation(id=1, version=1, stage=Stage.ASKING, asking=first)


async def talked(
    catalog: Catalog, hub: FakeHub, surface: FakeSurface, *lines: bytes
) -> FakeSurface:
    await talk(hub, catalog, surface).run(typed(*lines))
    return surface


def talk(hub: FakeHub, catalog: Catalog, surface: FakeSurface) -> Talk:
    clock = FakeClock()
    delivery = Delivery(hub, Composer(hub, catalog), clock, routes={})
    return Talk(hub, delivery, catalog, clock, SAM, surface)


async def test_a_newcomer_on_a_screen_is_greeted(catalog: Catalog) -> None:
    surface = await talked(catalog, FakeHub(), FakeSurface(opens_by_itself=True))

    assert [type(one) for one in surface.shown] == [Card, str, str]
    assert surface.shown[1:] == [TURN_END, CLOSED]


async def test_a_newcomer_elsewhere_is_waited_for(catalog: Catalog) -> None:
    surface = await talked(catalog, FakeHub(), FakeSurface())

    assert surface.shown == [TURN_END, CLOSED]


async def test_somebody_who_is_back_sees_where_they_stand_without_a_turn(
    catalog: Catalog,
) -> None:
    here = at_first_question(catalog)
    hub = FakeHub(here=here)

    surface = await talked(catalog, hub, FakeSurface(opens_by_itself=True))

    assert [card.place for card in surface.cards] == [Place(1, 1, here.asking)]
    assert hub.keys == []


async def test_what_was_left_unsent_comes_first_and_is_marked(catalog: Catalog) -> None:
    left = message(Card("left over", Place(1, 0)), id=3, fence=2)
    hub = FakeHub(left, here=at_first_question(catalog))

    surface = await talked(catalog, hub, FakeSurface())

    assert surface.cards[0].body == "left over"
    assert surface.cards[1].place == Place(1, 1, next(iter(catalog.questions)))
    assert hub.sent == [left]


async def test_the_current_card_is_not_shown_twice_if_it_was_left_unsent(
    catalog: Catalog,
) -> None:
    here = at_first_question(catalog)
    hub = FakeHub(message(Card("?", Place(1, 1, here.asking))), here=here)

    surface = await talked(catalog, hub, FakeSurface())

    assert [card.body for card in surface.cards] == ["?"]


async def test_each_line_is_a_turn_under_a_key_of_its_own(catalog: Catalog) -> None:
    hub = FakeHub()

    await talked(catalog, hub, FakeSurface(), b"/whichrole", b"start", b"start")

    assert len(set(hub.keys)) == 3


async def test_each_line_ends_in_one_turn_end_also_one_that_asks_for_nothing(
    catalog: Catalog,
) -> None:
    surface = FakeSurface(hears={b"": lambda _: None})

    await talked(catalog, FakeHub(), surface, b"/whichrole", b"", JUNK)

    assert surface.shown.count(TURN_END) == 4
    assert surface.shown[2:4] == [TURN_END, TURN_END]


async def test_a_line_that_is_no_input_is_told_above_the_question(catalog: Catalog) -> None:
    hub = FakeHub(here=at_first_question(catalog))

    surface = await talked(catalog, hub, FakeSurface(), JUNK)

    (standing, told) = surface.cards
    assert told.problem
    assert told.body == f"{catalog.say('problem.line')}\n\n{asked(catalog)}"
    assert told.choices == standing.choices
    assert hub.keys == []


async def test_a_line_that_is_no_input_is_told_to_a_newcomer_too(catalog: Catalog) -> None:
    surface = await talked(catalog, FakeHub(), FakeSurface(), JUNK)

    assert surface.cards == [Card(catalog.say("problem.line"), problem=True)]


async def test_a_click_before_any_card_is_an_error_and_no_turn(catalog: Catalog) -> None:
    hub = FakeHub()
    surface = FakeSurface(hears={b"click": lambda _: Pressed(NOWHERE, frozenset({"start"}))})

    await talked(catalog, hub, surface, b"click")

    assert surface.cards == [Card(catalog.say("problem.unknown-choice"), problem=True)]
    assert hub.here is None


async def test_a_click_answers_the_card_that_it_was_made_on(catalog: Catalog) -> None:
    def click(surface: FakeSurface) -> Pressed:
        place = surface.cards[-1].place
        assert place is not None
        return Pressed(place, frozenset({"not-sure\x00"}))

    hub = FakeHub(here=at_first_question(catalog))

    await talked(catalog, hub, FakeSurface(hears={b"click": click}), b"click")

    assert hub.here is not None
    assert list(hub.here.answers.values()) == [NotSure()]


async def test_a_database_that_refuses_a_turn_is_told_and_the_question_stands(
    catalog: Catalog,
) -> None:
    hub = FakeHub(here=at_first_question(catalog))
    hub.refuses = {"turn"}

    surface = await talked(catalog, hub, FakeSurface(), b"not sure")

    standing, told = surface.cards
    assert told.problem
    assert told.body == f"The database is locked (turn).\n\n{asked(catalog)}"
    assert told.choices == standing.choices
    assert surface.shown[-2:] == [TURN_END, CLOSED]


async def test_a_database_that_refuses_everything_is_told_by_itself(catalog: Catalog) -> None:
    hub = FakeHub(here=at_first_question(catalog))

    def locked(_: FakeSurface) -> Pressed:
        hub.refuses = {"turn", "conversation", "settle"}
        return Pressed(Place(1, 1), frozenset())

    surface = await talked(catalog, hub, FakeSurface(hears={b"click": locked}), b"click")

    assert surface.cards[-1] == Card("The database is locked (turn).", problem=True)


async def test_an_answer_that_cannot_be_noted_as_shown_is_no_error(catalog: Catalog) -> None:
    hub = FakeHub(here=at_first_question(catalog))
    hub.refuses = {"settle"}

    surface = await talked(catalog, hub, FakeSurface(), b"not sure")

    assert [card.problem for card in surface.cards] == [False, False]
    assert hub.here is not None
    assert hub.here.version == 2


async def test_ctrl_c_says_goodbye_and_still_ends_the_loop(catalog: Catalog) -> None:
    surface = FakeSurface()

    async def interrupted() -> AsyncIterator[bytes]:
        for line in (b"why", None):
            if line is None:
                raise asyncio.CancelledError
            yield line

    with pytest.raises(asyncio.CancelledError):
        await talk(FakeHub(), catalog, surface).run(interrupted())

    assert surface.shown[-2:] == [TURN_END, CLOSED]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/whichrole", Opened(NOON)),
        ("  /whichrole  ", Opened(NOON)),
        ("/WhichRole", Opened(NOON)),
        ("/whichrole back", Asked(NOON, Command.BACK)),
        ("/whichrole\tWHY ", Asked(NOON, Command.WHY)),
        ("/whichrole\nhelp", Asked(NOON, Command.HELP)),
        ("/whichrole I like  charts", Typed(NOON, "I like  charts")),
        ("/whichroles", Typed(NOON, "/whichroles")),
        ("whichrole", Typed(NOON, "whichrole")),
        ("back", Typed(NOON, "back")),
        ("  two words ", Typed(NOON, "  two words ")),
        ("", Typed(NOON, "")),
        (" \n", Typed(NOON, " \n")),
    ],
)
def test_the_slash_command_opens_and_asks_and_all_else_is_typed(
    text: str, event: Event
) -> None:
    assert from_words(text, NOON) == event

"""Somebody who talks here is answered by the desk, too, and stays where they are."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.adapters.terminal.roster import HERE, named
from bot.adapters.terminal.surface import Heard, Pressed, said_under
from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import is_of_the_desk
from bot.engine.state import Stage
from bot.errors import StoreError
from bot.store.sqlite import SqliteStore
from tests.adapters.terminal.test_talk import typed
from tests.fakes.clock import FakeClock
from tests.fakes.machine import OPERATOR, Machine
from tests.fakes.pairs import acting
from tests.fakes.surface import TURN_END, FakeSurface


class Screen(FakeSurface):
    """Hears words under the card that it showed last."""

    def hear(self, line: bytes) -> Heard | None:
        under = next((one for one in reversed(self.cards) if one.place), None)
        return said_under(line.decode(), under)


async def talked(machine: Machine, name: str, *lines: bytes) -> Screen:
    screen = Screen()
    await machine.talk(name, screen).run(typed(*lines))
    return screen


@pytest.fixture
async def machine(store: SqliteStore, catalog: Catalog, clock: FakeClock) -> Machine:
    """Kim is a mentor, and Sam stands at the first question."""
    made = Machine(store, catalog, clock)
    await talked(made, "kim", b"/whichrole")
    await talked(made, "sam", b"/whichrole", b"start")
    await talked(made, OPERATOR, b"/whichrole-admin mentors add kim")
    return made


async def test_a_command_is_answered_by_one_card_and_no_turn_is_taken(
    machine: Machine, store: SqliteStore
) -> None:
    before = await store.conversation(named("sam"))

    screen = await talked(machine, "sam", b"/mentor")

    assert [type(one) for one in screen.shown[1:4]] == [str, Card, str]
    assert screen.cards[1].body.startswith("You have no mentor and no mentee yet.")
    assert await store.conversation(named("sam")) == before


async def test_an_admin_turns_the_pages_of_the_log(
    machine: Machine, store: SqliteStore
) -> None:
    for number in range(12):
        await store.mentoring.change_wording(HERE, acting("Ada"), "torn", f"Ask {number}.")

    screen = await talked(machine, OPERATOR, b"/whichrole-admin log", b"next page")

    first, second = screen.cards[-2:]
    assert ("Ask 11." in first.body, "Ask 3." in first.body) == (True, False)
    assert "Ask 3." in second.body


async def test_a_letter_that_came_meanwhile_is_the_first_card_and_can_be_answered(
    machine: Machine,
) -> None:
    await talked(machine, "kim", b"/mentor invite sam")

    screen = await talked(machine, "sam", b"1")

    assert all(is_of_the_desk(card.place) for card in screen.cards)
    assert "You share nothing with **kim**." in screen.cards[1].body


async def test_a_letter_that_comes_while_nobody_types_can_be_answered(
    machine: Machine, store: SqliteStore
) -> None:
    screen = Screen()

    async def lines() -> AsyncIterator[bytes]:
        await talked(machine, "kim", b"/mentor invite sam")
        while not is_of_the_desk(screen.cards[-1].place):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.001)
        yield b"not now"

    await machine.talk("sam", screen, look_every=0.01).run(lines())

    assert screen.cards[-1].body.startswith("I have told **kim** that it does not suit you")
    assert await store.mentoring.pairings_of(named("sam")) == []


async def test_words_that_the_desk_does_not_know_answer_no_question_that_stands_hidden(
    machine: Machine, store: SqliteStore
) -> None:
    await talked(machine, "kim", b"/mentor invite sam")

    screen = await talked(machine, "sam", b"4")

    here = await store.conversation(named("sam"))
    assert here is not None
    assert (here.stage, here.answers) == (Stage.ASKING, {})
    assert not is_of_the_desk(screen.cards[-1].place)
    assert screen.cards[-1].body.startswith("I could not find that on the card above")


async def test_somebody_who_speaks_to_the_desk_first_is_nobody_yet(
    machine: Machine, store: SqliteStore
) -> None:
    screen = await talked(machine, "lee", b"/mentee-status")

    assert screen.cards[0].body.startswith("This is for mentors")
    assert screen.shown.count(TURN_END) == 2
    assert await store.conversation(named("lee")) is None


async def test_F67_a_press_on_a_card_of_somebody_else_changes_nothing(
    machine: Machine, store: SqliteStore
) -> None:
    await talked(machine, "kim", b"/mentor invite sam")
    theirs = (await talked(machine, "sam")).cards[-1]
    assert theirs.place is not None
    pressed = Pressed(theirs.place, frozenset({"accept"}))
    screen = FakeSurface(hears={b"press": lambda _: pressed})

    await machine.talk("eve", screen).run(typed(b"press"))

    assert screen.cards[-1].body.startswith("That is over, or it is not yours.")
    (one,) = await store.mentoring.pairings_of(named("sam"))
    assert one.began_at is None


async def test_a_problem_of_the_database_is_told_and_the_talk_goes_on(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> Card:
        raise StoreError("The database is locked.")

    monkeypatch.setattr(machine.desk, "answer", refuse)

    screen = await talked(machine, "sam", b"/mentor", b"help")

    assert [card.problem for card in screen.cards] == [False, True, False]
    assert screen.cards[1].body.startswith("The database is locked.")


async def test_people_are_spoken_to_in_the_words_of_this_machine(
    machine: Machine, store: SqliteStore
) -> None:
    ours = await talked(machine, "sam", b"help", b"/mentor")
    for key in ("help", "desk.nobody-yet"):
        await store.mentoring.change_wording(HERE, acting("boss"), key, f"Our {key}.")

    theirs = await talked(
        Machine(store, machine.catalog, machine.clock), "sam", b"help", b"/mentor"
    )

    assert not [one for one in ours.cards if "Our" in one.body]
    assert theirs.cards[1].body.startswith("Our help.")
    assert theirs.cards[2].body == "Our desk.nobody-yet."


async def test_what_the_operator_changes_counts_from_the_next_line_on(
    machine: Machine,
) -> None:
    changes = b"/whichrole-admin wording desk.nobody-yet Nobody here."

    screen = await talked(machine, OPERATOR, b"/mentor", changes, b"use it", b"/mentor")

    assert screen.cards[-1].body == "Nobody here."


async def test_the_conversation_speaks_so_from_the_next_line_on_too(machine: Machine) -> None:
    changes = b"/whichrole-admin wording help Ask boss."

    screen = await talked(machine, OPERATOR, b"/whichrole", changes, b"use it", b"help")

    assert screen.cards[-1].body.startswith("Ask boss.")

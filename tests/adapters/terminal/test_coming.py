"""What comes by itself to somebody whose screen is open."""

import asyncio
import json
from collections.abc import AsyncIterator
from io import BytesIO

from bot.adapters.terminal.lines import JsonLines
from bot.adapters.terminal.surface import Surface
from bot.adapters.terminal.talk import Talk
from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.state import Conversation
from bot.engine.weekly.weeks import is_of_a_week
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.nudging import serve
from tests.adapters.terminal.test_talk import typed
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.hub import FakeHub
from tests.fakes.message import SAM
from tests.fakes.stepper import FIRST, HOUR, begins_steps
from tests.fakes.surface import STILL_AWAITED, TURN_END, FakeSurface
from tests.fakes.waiting import PATIENCE


def talk(
    store: SqliteStore | FakeHub,
    catalog: Catalog,
    clock: FakeClock,
    surface: Surface,
    zone: str | None = None,
) -> Talk:
    delivery = Delivery(store, Composer(store, catalog), clock, routes={})
    return Talk(store, delivery, catalog, clock, SAM, surface, zone=zone, look_every=0.01)


def is_a_step(card: Card | str) -> bool:
    return isinstance(card, Card) and is_of_a_week(card.place)


async def test_what_came_due_while_nobody_was_here_is_the_first_card_and_can_be_answered(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM)
    clock.pass_by(FIRST - NOON)
    surface = FakeSurface(opens_by_itself=True)

    await talk(store, catalog, clock, surface).run(typed())

    assert [is_a_step(one) for one in surface.cards] == [True]


async def test_what_comes_due_while_a_line_is_answered_is_shown_below_the_answer(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM)
    surface = FakeSurface()

    async def lines() -> AsyncIterator[bytes]:
        clock.pass_by(FIRST - NOON)
        yield b"help"

    await talk(store, catalog, clock, surface).run(lines())

    assert [is_a_step(one) for one in surface.cards[-2:]] == [False, True]


async def test_what_comes_due_while_nobody_types_appears_and_the_prompt_once_more(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM)
    surface = FakeSurface()

    async def lines() -> AsyncIterator[bytes]:
        clock.pass_by(FIRST - NOON)
        while not any(map(is_a_step, surface.shown)):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.001)
        yield b"help"

    await asyncio.wait_for(talk(store, catalog, clock, surface).run(lines()), PATIENCE)

    step = next(at for at, one in enumerate(surface.shown) if is_a_step(one))
    assert surface.shown[step - 1 : step + 2 : 2] == [TURN_END, STILL_AWAITED]


async def test_programs_get_it_as_a_message_with_its_choices(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM)
    clock.pass_by(FIRST - NOON)
    out = BytesIO()

    await talk(store, catalog, clock, JsonLines(out)).run(typed())

    told, end = [json.loads(line) for line in out.getvalue().splitlines()]
    assert "**Week 1: " in told["body"]
    assert "done" in [choice["id"] for choice in told["choices"]]
    assert end == {"type": "turn-end"}


async def test_programs_get_one_turn_end_for_each_line_whatever_comes_in_between(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM)
    out = BytesIO()

    async def lines() -> AsyncIterator[bytes]:
        clock.pass_by(FIRST - NOON)
        while b"Week 1" not in out.getvalue():  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.001)
        yield b'{"text": "help"}'

    await asyncio.wait_for(talk(store, catalog, clock, JsonLines(out)).run(lines()), PATIENCE)

    kinds = [json.loads(line)["type"] for line in out.getvalue().splitlines()]
    assert kinds == ["message", "turn-end", "message", "message", "turn-end"]


async def test_at_night_it_is_not_shown_and_does_not_stand_in_the_way_of_an_answer(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM)
    clock.pass_by(FIRST - NOON)
    await store.serve_due(1, serve)
    clock.pass_by(14 * HOUR)
    surface = FakeSurface()

    await talk(store, catalog, clock, surface).run(typed(b"help"))

    assert not any(map(is_a_step, surface.cards))
    assert len(surface.cards) == 2


async def test_the_time_zone_of_the_machine_is_kept_once_the_account_is_known(
    catalog: Catalog,
) -> None:
    hub = FakeHub()

    await talk(hub, catalog, FakeClock(), FakeSurface(), zone="Asia/Tokyo").run(
        typed(b"hello", b"help")
    )

    assert hub.zones == ["Asia/Tokyo"]


async def test_a_time_zone_that_is_known_already_is_not_kept_again(catalog: Catalog) -> None:
    hub = FakeHub(here=Conversation(id=1))
    hub.zones.append("Asia/Tokyo")

    await talk(hub, catalog, FakeClock(), FakeSurface(), zone="Asia/Tokyo").run(typed())

    assert hub.zones == ["Asia/Tokyo"]


async def test_of_somebody_who_is_not_known_nothing_is_kept(catalog: Catalog) -> None:
    hub = FakeHub()

    await talk(hub, catalog, FakeClock(), FakeSurface(), zone="Asia/Tokyo").run(typed())

    assert hub.zones == []


async def test_a_database_that_is_busy_while_nobody_types_disturbs_nobody(
    catalog: Catalog,
) -> None:
    hub, surface = FakeHub(here=Conversation(id=1)), FakeSurface()

    async def lines() -> AsyncIterator[bytes]:
        hub.refuses.add("next_served")
        await asyncio.sleep(0.05)
        hub.refuses.clear()
        yield b"help"

    await talk(hub, catalog, FakeClock(), surface).run(lines())

    assert len(surface.cards) == 2

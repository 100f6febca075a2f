"""Whatever Discord tells more than once counts once."""

import asyncio
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.catalog import Catalog
from bot.engine.state import Conversation
from tests.fakes.clock import FakeClock
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.models import Posted
from tests.fakes.discord.opcodes import DIRECT_MESSAGES
from tests.fakes.discord.person import Person
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.file import rows

PEOPLE, TIMES = 25, 4
A_SECOND = timedelta(seconds=1)
WORDS = ("hello", "start", "I like charts", "why")


async def after(
    orders: list[list[int]], database: Path, catalog: Catalog
) -> tuple[list[Conversation | None], list[int]]:
    """Where everybody stands, and how many cards they got, in a Discord of its own."""
    async with (
        FakeDiscord(limited=False) as discord,
        serving_discord(discord, database, catalog, FakeClock()) as served,
    ):
        people = [discord.person(f"P{number}") for number in range(len(orders))]
        for one, order in zip(people, orders, strict=True):
            written = [wrote_later(discord, one, text) for text in WORDS]
            for which in order:
                one.tells(written[which])
        await served.rests()
        return [await stands(served, one) for one in people], [len(one.cards) for one in people]


def wrote_later(discord: FakeDiscord, person: Person, text: str) -> Posted:
    """Nobody writes twice in a millisecond, in which it is not known what came first."""
    discord.watch.pass_by(A_SECOND)
    return person.wrote(text)


async def stands(served: Served, person: Person) -> Conversation | None:
    """Where somebody stands, whenever they came there and whoever was heard first."""
    here = await served.stands(person)
    return None if here is None else replace(here, moved_at=None, id=0, own_words=None)


@pytest.mark.thorough
async def test_F01_a_hundred_events_four_times_each_in_any_order_count_once(
    database: Path, catalog: Catalog, tmp_path: Path
) -> None:
    random, orders = Random(1), []
    for _ in range(PEOPLE):
        order = [*range(len(WORDS))] * TIMES
        random.shuffle(order)
        orders.append(order)
    once = [list(dict.fromkeys(order)) for order in orders]
    other = shutil.copyfile(database, tmp_path / "other.db")

    with_repeats = await after(orders, database, catalog)

    assert with_repeats == await after(once, other, catalog)
    assert None not in with_repeats[0]


async def test_F06_one_message_that_is_told_three_times_is_answered_once(
    served: Served, database: Path
) -> None:
    sam = served.discord.person()
    wrote = sam.wrote("hello")

    for _ in range(3):
        sam.tells(wrote)
    await served.rests()

    assert len(sam.cards) == 1
    assert rows(database, "SELECT count(*) FROM outbox") == [1]


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.thorough
async def test_F15_a_press_that_is_told_three_times_counts_once(
    served: Served, database: Path, *, at_once: bool
) -> None:
    sam, gateway = served.discord.person(), served.discord.gateway
    await served.asks(sam)
    before = await served.stands(sam)
    keys = rows(database, "SELECT count(*) FROM inbox")

    if at_once:
        served.discord.plan.then("gateway", Fault.REPEAT)
    await sam.presses("Not sure")
    gateway.tell(*gateway.told[-1])
    await served.rests()
    gateway.tell(*gateway.told[-1])
    await served.rests()

    now = await served.stands(sam)
    assert before is not None
    assert now is not None
    assert now.version == before.version + 1
    assert rows(database, "SELECT count(*) FROM inbox") == [keys[0] + 1]
    assert len(sam.cards) == 1


@pytest.mark.thorough
async def test_F15_a_command_and_a_window_that_are_told_three_times_count_once(
    served: Served, database: Path
) -> None:
    sam, gateway = served.discord.person(), served.discord.gateway
    await served.asks(sam)
    await sam.presses("In my own words")
    await sam.submits("I like charts")
    window = gateway.told[-1]
    await sam.runs("/whichrole", "summary")
    command = gateway.told[-1]
    await served.rests()
    keys = rows(database, "SELECT count(*) FROM inbox")
    shown = [(one.id, one.edits) for one in sam.heard]

    for told in (window, command) * 2:
        gateway.tell(*told)
    await asyncio.sleep(0.1)
    await served.rests()

    assert (window[1]["type"], command[1]["type"]) == (5, 2)
    assert rows(database, "SELECT count(*) FROM inbox") == keys
    assert [(one.id, one.edits) for one in sam.heard] == shown


async def test_F01_an_event_that_the_gateway_repeats_after_a_resume_counts_once(
    served: Served, database: Path
) -> None:
    sam, gateway = served.discord.person(), served.discord.gateway
    await sam.says("hello")
    await served.rests()
    name, told = gateway.told[-1]

    gateway.drop()
    await gateway.connected()
    gateway.dispatch(name, told, DIRECT_MESSAGES)
    await served.rests()

    assert len(sam.cards) == 1
    assert rows(database, "SELECT count(*) FROM inbox") == [1]

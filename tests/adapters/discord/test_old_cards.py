"""Cards that stand in a message long after the talk has moved on, on one device or on two."""

import asyncio
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from bot.cards import Place
from bot.catalog import Catalog
from bot.clock import SystemClock
from tests.fakes.clock import FakeClock
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.person import Person
from tests.fakes.discord.screen import Screen
from tests.fakes.discord.seen import labels, words
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.shown import place_shown
from tests.fakes.discord.watch import BITS_BELOW

ROUNDS = 60
A_MINUTE = 60_000
"""In milliseconds, of which ids are made."""

POSTED = "POST /channels/{channel_id}/messages"
EDITED = "PATCH /channels/{channel_id}/messages/{message_id}"


async def shows_where_they_stand(served: Served, person: Person) -> bool:
    """Whether there is one live card in the direct message, of the place that is stored."""
    stands = await served.stands(person)
    assert stands is not None
    here = Place(stands.id, stands.version, stands.asking)
    return [place_shown(one) for one in person.live] == [here]


@pytest.mark.usefixtures("no_gate")
async def test_F07_fifty_equal_presses_at_once_move_on_once(served: Served) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    before = await served.stands(sam)
    (card,) = sam.live
    screen = Screen(served.discord, sam, card)

    told = await asyncio.gather(*(screen.presses("Not sure") for _ in range(50)))
    await served.rests()

    now = await served.stands(sam)
    assert None not in told
    assert before is not None
    assert now is not None
    assert now.version == before.version + 1
    assert len(now.answers) == 1
    assert await shows_where_they_stand(served, sam)
    assert served.discord.answers.failed == []


@pytest.mark.parametrize("in_guild", [True, False])
async def test_F07_a_double_click_answers_one_question_and_shows_the_next(
    served: Served, *, in_guild: bool
) -> None:
    sam = served.discord.person()
    await sam.runs("/whichrole", "", "" if in_guild else sam.channel)
    await sam.presses("Start")
    card = sam.heard[-1]
    screen = Screen(served.discord, sam, card)

    told = [await screen.presses("Not sure") for _ in range(2)]
    await served.rests()

    now = await served.stands(sam)
    assert None not in told
    assert now is not None
    assert len(now.answers) == 1
    assert place_shown(card) == Place(now.id, now.version, now.asking)


@pytest.mark.usefixtures("no_gate")
@pytest.mark.thorough
async def test_F08_four_presses_in_every_order_count_only_on_the_card_that_stands(
    served: Served,
) -> None:
    orders = list(permutations(range(4)))
    people = [served.discord.person(f"P{number}") for number in range(len(orders))]
    old: dict[str, list[Screen]] = {one.id: [] for one in people}
    await asyncio.gather(*(served.asks(one) for one in people))
    for _ in range(3):
        for one in people:
            old[one.id].append(Screen(served.discord, one, one.live[-1]))
        await asyncio.gather(*(one.presses("Not sure") for one in people))
        await served.rests()
    for one in people:
        old[one.id].append(Screen(served.discord, one, one.live[-1]))
    before = [await served.stands(one) for one in people]

    for which in range(4):
        async with asyncio.TaskGroup() as together:
            for one, order in zip(people, orders, strict=True):
                pressed = old[one.id][order[which]]
                together.create_task(pressed.presses("Skip this one"))
        await served.rests()

    for one, then in zip(people, before, strict=True):
        now = await served.stands(one)
        assert then is not None
        assert now is not None
        assert {name: now.answers[name] for name in then.answers} == then.answers
        assert len(now.answers) == len(then.answers) + 1
        assert await shows_where_they_stand(served, one)


@pytest.mark.parametrize("away", [timedelta(seconds=1), timedelta(days=40)])
async def test_F09_a_card_of_an_earlier_program_can_be_pressed(
    discord: FakeDiscord, database: Path, catalog: Catalog, away: timedelta
) -> None:
    clock, sam = FakeClock(), discord.person()
    async with serving_discord(discord, database, catalog, clock) as served:
        await served.asks(sam)
    clock.pass_by(away)

    async with serving_discord(discord, database, catalog, clock) as served:
        told = await sam.presses("Not sure")
        await served.rests()

        now = await served.stands(sam)
        assert told is not None
        assert now is not None
        assert len(now.answers) == 1
        assert len(sam.cards) == 1
        assert await shows_where_they_stand(served, sam)


async def test_F09_a_card_that_was_left_behind_shows_where_they_stand_when_it_is_pressed(
    discord: FakeDiscord, database: Path, catalog: Catalog
) -> None:
    clock, sam = FakeClock(), discord.person()
    async with serving_discord(discord, database, catalog, clock) as served:
        await served.asks(sam)
        old = Screen(discord, sam, sam.live[0])
        await sam.says("I like charts")
        await served.rests()
        before = await served.stands(sam)

    async with serving_discord(discord, database, catalog, clock) as served:
        told = await old.presses("Not sure")
        await served.rests()

        now = await served.stands(sam)
        assert told is not None
        assert before is not None
        assert now is not None
        assert now.answers == before.answers
        assert await shows_where_they_stand(served, sam)


async def test_F09_F27_an_ephemeral_card_of_twenty_minutes_ago_can_be_pressed(
    served: Served,
) -> None:
    sam = served.discord.person()
    await sam.runs("/whichrole")
    served.discord.watch.pass_by(timedelta(minutes=20))

    await sam.presses("Start")
    await served.rests()

    (card,) = sam.heard
    assert "Not sure" in labels(card)


@pytest.mark.usefixtures("no_gate")
async def test_F10_two_devices_that_press_as_they_please_come_to_one_card(
    served: Served,
) -> None:
    sam, random = served.discord.person(), Random(1)
    await served.asks(sam)
    (card,) = sam.live
    screens = [Screen(served.discord, sam, card)] * 2
    presses = 0

    for _ in range(ROUNDS):
        device = random.randrange(2)
        if random.random() < 0.5:
            screens[device] = Screen(served.discord, sam, card)
        told = [one for one in screens[device].labels if one in ("Not sure", "Back")]
        if told:
            presses += 1
            await screens[device].presses(random.choice(told))
    await served.rests()

    assert presses > ROUNDS // 2
    assert await shows_where_they_stand(served, sam)
    assert served.discord.answers.failed == []


async def test_F10_who_goes_on_in_a_guild_finds_one_line_in_the_direct_message(
    served: Served, catalog: Catalog
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    (card,) = sam.cards

    await sam.runs("/whichrole")
    await served.rests()

    assert sam.live == []
    assert catalog.say("discord.elsewhere") in words(card)


async def test_an_old_card_that_could_not_be_made_a_line_is_one_as_soon_as_it_is_pressed(
    served: Served,
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    served.discord.plan.then(EDITED, Fault.SERVER_ERROR)
    await sam.says("why")
    await served.rests()
    old, newest = sam.live

    await sam.presses("Not sure", on=old)
    await served.rests()

    assert await shows_where_they_stand(served, sam)
    assert int(sam.live[0].id) > int(newest.id)
    assert labels(old) == []


async def test_F24_a_pressed_card_that_somebody_deleted_is_followed_by_the_current_one(
    served: Served,
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    (card,) = sam.live
    screen = Screen(served.discord, sam, card)
    served.discord.world.remove(card)

    await screen.presses("Not sure")
    await served.rests()

    stands = await served.stands(sam)
    assert stands is not None
    assert len(stands.answers) == 1
    assert await shows_where_they_stand(served, sam)
    assert len(sam.cards) == 1


async def test_F24_an_old_card_that_was_deleted_is_pressed_and_one_card_follows(
    served: Served,
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    (old,) = sam.live
    screen = Screen(served.discord, sam, old)
    await sam.says("why")
    await served.rests()
    served.discord.world.remove(old)
    posted, asked = len(sam.cards), len(served.discord.requests(POSTED))

    await screen.presses("Not sure")
    await served.rests()

    assert await shows_where_they_stand(served, sam)
    assert len(sam.cards) == posted + 1
    assert len(served.discord.requests(POSTED)) == asked + 1
    assert served.discord.world.doubled == {}


async def test_F06_words_that_come_late_do_not_answer_what_was_asked_after_them(
    discord: FakeDiscord, database: Path, catalog: Catalog
) -> None:
    async with serving_discord(discord, database, catalog, SystemClock()) as served:
        sam = served.discord.person()
        await served.asks(sam)
        late = sam.wrote("1")
        late.id = str(int(late.id) - (A_MINUTE << BITS_BELOW))
        await sam.presses("Not sure")
        await served.rests()
        before = await served.stands(sam)

        sam.tells(late)
        await served.rests()

        assert await served.stands(sam) == before
        assert catalog.say("late-words") in words(sam.live[-1])

"""Cards that stand in a message long after the talk has moved on, on one device or on two."""

import asyncio
from copy import deepcopy
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from bot.cards import Place
from bot.catalog import Catalog
from bot.clock import SystemClock
from tests.fakes.clock import FakeClock
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.person import Person, labels
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.shown import place_shown
from tests.fakes.slack.workspace import Posted

ROUNDS = 60


async def shows_where_they_stand(served: Served, person: Person) -> bool:
    """Whether there is one live card, of the place that is stored."""
    stands = await served.stands(person)
    assert stands is not None
    here = Place(stands.id, stands.version, stands.asking)
    return [place_shown(one) for one in person.live] == [here]


@pytest.mark.usefixtures("no_gate")
async def test_F07_fifty_equal_clicks_at_once_move_on_once(served: Served) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    before = await served.stands(sam)
    (card,) = sam.live

    await asyncio.gather(*(sam.presses("Not sure", on=card) for _ in range(50)))
    await served.rests()

    now = await served.stands(sam)
    assert before is not None
    assert now is not None
    assert now.version == before.version + 1
    assert len(now.answers) == 1
    assert await shows_where_they_stand(served, sam)
    assert served.slack.sockets.late == 0


async def test_F07_a_double_click_answers_one_question_and_shows_the_next(
    served: Served,
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    card = deepcopy(sam.live[0])

    await sam.presses("Not sure", on=card)
    await sam.presses("Not sure", on=card)
    await served.rests()

    now = await served.stands(sam)
    assert now is not None
    assert len(now.answers) == 1
    assert await shows_where_they_stand(served, sam)


@pytest.mark.usefixtures("no_gate")
@pytest.mark.thorough
async def test_F08_four_clicks_in_every_order_count_only_on_the_card_that_stands(
    served: Served,
) -> None:
    orders = list(permutations(range(4)))
    people = [served.slack.person(f"U{number}") for number in range(len(orders))]
    cards: dict[str, list[Posted]] = {one.user: [] for one in people}
    await asyncio.gather(*(one.says("hello") for one in people))
    await served.rests()
    for label in ("Start", *["Not sure"] * 3):
        await asyncio.gather(*(to_the_next(one, label, cards[one.user]) for one in people))
        await served.rests()
    before = [await served.stands(one) for one in people]

    for which in range(4):
        async with asyncio.TaskGroup() as together:
            for one, order in zip(people, orders, strict=True):
                shown = [*cards[one.user][1:], one.live[-1]]
                pressed = deepcopy(shown[order[which]])
                together.create_task(one.presses("Skip this one", on=pressed))
        await served.rests()

    for one, then in zip(people, before, strict=True):
        now = await served.stands(one)
        assert then is not None
        assert now is not None
        assert {name: now.answers[name] for name in then.answers} == then.answers
        assert len(now.answers) == len(then.answers) + 1
        assert await shows_where_they_stand(served, one)


async def to_the_next(person: Person, label: str, seen: list[Posted]) -> None:
    """Press, on the way through the first questions; what was shown before is noted."""
    seen.append(deepcopy(person.live[-1]))
    await person.presses(label)


@pytest.mark.parametrize("away", [timedelta(seconds=1), timedelta(days=40)])
async def test_F09_a_card_of_an_earlier_program_can_be_pressed(
    slack: FakeSlack, database: Path, catalog: Catalog, away: timedelta
) -> None:
    clock, sam = FakeClock(), slack.person()
    async with serving_slack(slack, database, catalog, clock) as served:
        await served.asks(sam)
    clock.pass_by(away)

    async with serving_slack(slack, database, catalog, clock) as served:
        told = await sam.presses("Not sure")
        await served.rests()

        now = await served.stands(sam)
        assert told is not None
        assert now is not None
        assert len(now.answers) == 1
        assert len(sam.cards) == 1
        assert await shows_where_they_stand(served, sam)


async def test_F09_a_card_that_was_left_behind_shows_where_they_stand_when_it_is_pressed(
    slack: FakeSlack, database: Path, catalog: Catalog
) -> None:
    clock, sam = FakeClock(), slack.person()
    async with serving_slack(slack, database, catalog, clock) as served:
        await served.asks(sam)
        old = deepcopy(sam.live[0])
        await sam.says("I like charts")
        await served.rests()
        before = await served.stands(sam)

    async with serving_slack(slack, database, catalog, clock) as served:
        await sam.presses("Not sure", on=old)
        await served.rests()

        now = await served.stands(sam)
        assert before is not None
        assert now is not None
        assert now.answers == before.answers
        assert await shows_where_they_stand(served, sam)


@pytest.mark.usefixtures("no_gate")
async def test_F10_two_devices_that_press_as_they_please_come_to_one_card(
    served: Served,
) -> None:
    sam, random = served.slack.person(), Random(1)
    await served.asks(sam)
    screens = [deepcopy(sam.live[-1])] * 2
    presses = 0

    for _ in range(ROUNDS):
        device = random.randrange(2)
        if random.random() < 0.5:
            screens[device] = deepcopy(sam.live[-1])
        told = [one for one in labels(screens[device]) if one in ("Not sure", "Back")]
        if told:
            presses += 1
            await sam.presses(random.choice(told), on=screens[device])
    await served.rests()

    assert presses > ROUNDS // 2
    assert await shows_where_they_stand(served, sam)
    assert served.slack.sockets.late == 0


async def test_an_old_card_that_could_not_be_made_a_line_is_one_as_soon_as_it_is_pressed(
    served: Served,
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    served.slack.plan.then("chat.update", *[Fault.SERVER_ERROR] * 2)
    await sam.says("why")
    await served.rests()
    old, newest = sam.live

    await sam.presses("Not sure", on=old)
    await served.rests()

    assert await shows_where_they_stand(served, sam)
    assert sam.live[0].ts > newest.ts
    assert labels(old) == []


async def test_a_line_that_slack_lost_is_drawn_once_more(served: Served) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    served.slack.plan.then("chat.update", Fault.SERVER_ERROR)

    await sam.says("why")
    await served.rests()

    assert await shows_where_they_stand(served, sam)


async def test_F06_words_that_come_late_do_not_answer_what_was_asked_after_them(
    slack: FakeSlack, database: Path, catalog: Catalog
) -> None:
    async with serving_slack(slack, database, catalog, SystemClock()) as served:
        sam = served.slack.person()
        await served.asks(sam)
        late = sam.wrote("1")
        late["ts"] = f"{float(late['ts']) - 60:.6f}"
        await sam.presses("Not sure")
        await served.rests()
        before = await served.stands(sam)

        await sam.tells(late)
        await served.rests()

        assert await served.stands(sam) == before
        assert catalog.say("late-words") in sam.live[-1].text

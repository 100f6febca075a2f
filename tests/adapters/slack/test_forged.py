"""Payloads that Slack would never send, and clicks on what belongs to somebody else."""

import logging
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.fakes.file import rows
from tests.fakes.slack.person import Person, words
from tests.fakes.slack.served import Served
from tests.fakes.slack.shown import place_shown
from tests.fakes.slack.workspace import Json

FORGERIES = 200

PATIENCE = 60.0
"""Seconds: what is never answered is told from what a busy machine answers late."""

ODD: tuple[Any, ...] = (
    *(None, 0, -1, 1.5, True, [], {}, [[]], {"type": {}}, ["x"], "", " ", ":", ":::"),
    *("a:b:c:d", "answers:1:999999999999999999:x", "answers:-1:1:x", "answers:1:1"),
    *("answers:٣:1:x", "answers:0:0:", "answers:1:99:afternoon", "x" * 300, "\x00"),
    *("\ud800", "\U0001f4a5", "'; DROP TABLE", "wr.choose", "wr.choose.0", "wr.pick"),
    *("wr.tick", "wr.confirm", "wr.words", "wr.nothing", "wr.ask.1", "wr.more", "nonsense"),
    *("wr.choose.99999999999999999999", "__class__", "../x"),
)
"""Values that stand where others are expected; none of them is a choice or a command."""

CLICKED = ("container", "state", "message")
ACTION = ("action_id", "block_id", "value", "selected_option", "action_ts", "type")
ROUTING = ("action_id", "type")
"""Bolt itself looks for text there, and leaves anything else without an answer."""

VIEW = ("private_metadata", "state", "id", "hash", "blocks", "root_view_id")
TEXTS = [one for one in ODD if isinstance(one, str)]


def forged_click(random: Random, click: Json, number: int) -> Json:
    """A click of which one or two things are not as Slack would have them."""
    forged = deepcopy(click)
    (action,) = forged["actions"]
    action |= {"action_ts": f"9.{number}", "value": random.choice(ODD)}
    for _ in range(random.randint(1, 2)):
        if random.random() < 0.3:
            forged[random.choice(CLICKED)] = random.choice(ODD)
        else:
            name = random.choice(ACTION)
            action[name] = random.choice(TEXTS if name in ROUTING else ODD)
    if random.random() < 0.3:
        action["selected_option"] = {"value": random.choice(ODD), "text": random.choice(ODD)}
    if random.random() < 0.2:
        del action[random.choice([one for one in action if one not in ROUTING])]
    return forged


def forged_window(random: Random, submission: Json, number: int) -> Json:
    """A window whose words are none, or stand where we never put any."""
    forged = deepcopy(submission)
    view = forged["view"]
    view |= {"hash": f"{number}", "state": {"values": {"words": random.choice(ODD)}}}
    for _ in range(random.randint(0, 2)):
        view[random.choice(VIEW)] = random.choice(ODD)
    return forged


def without_a_trace(caplog: pytest.LogCaptureFixture) -> bool:
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []


async def only_looks(served: Served, person: Person) -> tuple[object, object]:
    """What may not change."""
    stands = await served.stands(person)
    return stands, stands and stands.answers


@pytest.mark.usefixtures("no_gate")
@pytest.mark.parametrize("forge", [forged_click, forged_window])
async def test_F66_whatever_is_forged_changes_nothing_and_breaks_nothing(
    served: Served,
    caplog: pytest.LogCaptureFixture,
    forge: Callable[[Random, Json, int], Json],
) -> None:
    sam, sockets, random = served.slack.person(), served.slack.sockets, Random(1)
    sockets.deadline = PATIENCE
    await served.asks(sam)
    await sam.presses("Not sure")
    await served.rests()
    click = dict(sockets.told[-1][1])
    await sam.presses("In my own words")
    await sam.submits("no idea of that canary")
    await served.rests()
    submission = dict(sockets.told[-1][1])
    before = await only_looks(served, sam)

    original = click if forge is forged_click else submission
    for number in range(FORGERIES):
        secret = served.slack.workspace.respond(sam.channel, sam.user, sam.cards[-1])
        address = served.slack.api_url.replace("/api/", f"/response/{secret}")
        told = await sam.sends(forge(random, original | {"response_url": address}, number))
        assert told is not None
    await served.rests()

    assert await only_looks(served, sam) == before
    assert without_a_trace(caplog)


@pytest.mark.usefixtures("no_gate")
async def test_F66_a_choice_that_was_not_offered_is_not_taken(served: Served) -> None:
    sam, sockets = served.slack.person(), served.slack.sockets
    await served.asks(sam)
    (card,) = sam.live
    place = place_shown(card)
    here = f"answers:{place.conversation}:{place.version}:{place.question}"
    before = await only_looks(served, sam)

    block: Json = {"block_id": here}
    for value in (
        "research",
        "none",
        "compare",
        "forget",
        "keep",
        "role",
        "data_analyst",
        "dash",
    ):
        await sam.acts(
            card, block, {"type": "button", "action_id": "wr.choose", "value": value}
        )
        option = {"value": value}
        await sam.acts(card, block, {"type": "radio_buttons", "action_id": "wr.pick"}, option)
    await served.rests()

    assert await only_looks(served, sam) == before
    assert sockets.unacknowledged == []


async def test_F66_several_choices_forged_for_one_are_not_taken(served: Served) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    (card,) = sam.live
    place = place_shown(card)
    here = f"answers:{place.conversation}:{place.version}:{place.question}"
    before = await only_looks(served, sam)
    await sam.acts(card, {"block_id": here}, {"type": "checkboxes", "action_id": "wr.tick"})
    forged = deepcopy(dict(served.slack.sockets.told[-1][1]))
    chosen = [{"value": "pipeline"}, {"value": "price"}]
    forged["state"] = {"values": {here: {"wr.tick": {"selected_options": chosen}}}}
    forged["actions"][0] |= {"type": "button", "action_id": "wr.confirm"}

    await sam.sends(forged)
    await served.rests()

    assert await only_looks(served, sam) == before


async def test_F67_somebody_else_who_presses_my_card_changes_nothing_of_mine(
    served: Served, database: Path
) -> None:
    sam, zoe = served.slack.person(), served.slack.person("U0ZOE")
    await served.asks(sam)
    await served.asks(zoe)
    (mine,) = sam.live
    before, hers = await only_looks(served, sam), await only_looks(served, zoe)
    shown = words(mine.blocks)

    await zoe.presses("Not sure", on=mine)
    await served.rests()

    assert await only_looks(served, sam) == before
    assert await only_looks(served, zoe) == hers
    assert words(sam.live[0].blocks) == shown
    assert rows(database, "SELECT count(*) FROM answers") == [0]


async def test_F67_a_window_of_mine_that_somebody_else_sends_answers_nothing(
    served: Served,
) -> None:
    sam, zoe = served.slack.person(), served.slack.person("U0ZOE")
    await served.asks(sam)
    await served.asks(zoe)
    await sam.presses("In my own words")
    await served.errands()
    served.slack.workspace.windows[zoe.user] = dict(sam.window)
    before, hers = await only_looks(served, sam), await only_looks(served, zoe)

    await zoe.submits("the dashboards")
    await served.rests()

    assert await only_looks(served, sam) == before
    assert await only_looks(served, zoe) == hers


async def test_F67_a_stranger_who_presses_my_card_begins_for_themselves(served: Served) -> None:
    sam, zoe = served.slack.person(), served.slack.person("U0ZOE")
    await served.asks(sam)
    (mine,) = sam.live
    before, shown = await only_looks(served, sam), words(mine.blocks)

    await zoe.presses("Not sure", on=mine)
    await served.rests()

    stands = await served.stands(zoe)
    assert stands is None or not stands.answers
    assert await only_looks(served, sam) == before
    assert words(sam.live[0].blocks) == shown

"""Payloads that Discord would never send, and presses on what belongs to somebody else."""

import logging
import re
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.discord import callbacks, inbound, modals
from bot.adapters.discord.callbacks import Kind, from_custom_id, to_custom_id
from bot.cards import Place
from tests.fakes.clock import NOON
from tests.fakes.discord.models import Json
from tests.fakes.discord.person import Person
from tests.fakes.discord.screen import Screen
from tests.fakes.discord.seen import words
from tests.fakes.discord.served import Served
from tests.fakes.discord.shown import place_shown
from tests.fakes.file import rows

FORGERIES = 150
THOUSANDS = settings(deadline=None, max_examples=3_000)

KINDS = st.sampled_from([*map(str, Kind), "x", "", "cc"])
PARTS = st.sampled_from(
    ["0", "1", "-1", "٣", "1.5", "9" * 18, "9" * 19, "", "x", "afternoon", "forget", "\x00"]
) | st.text(max_size=8)
IDS = st.text(max_size=120) | st.builds(
    lambda kind, parts: ":".join(("wr", kind, *parts)), KINDS, st.lists(PARTS, max_size=6)
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | IDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS, inner, max_size=3),
    max_leaves=8,
)
PRESSES = st.fixed_dictionaries(
    {"custom_id": IDS | ANYTHING},
    optional={
        "values": st.lists(IDS, max_size=4) | ANYTHING,
        "components": ANYTHING
        | st.builds(
            lambda inner: [{"component": {"custom_id": "words", "value": inner}}], ANYTHING
        ),
        "options": ANYTHING
        | st.builds(lambda value: [{"name": "action", "value": value}], IDS),
        "component_type": ANYTHING,
    },
)
NUMBERS = st.integers(0, 10**17)
PLACES = st.builds(
    Place, NUMBERS, NUMBERS, st.none() | st.from_regex(r"[a-z][a-z_]{0,30}", fullmatch=True)
)


@pytest.mark.thorough
@given(data=PRESSES, number=st.integers())
@THOUSANDS
def test_F66_whatever_is_forged_is_an_event_or_none_and_never_an_error(
    data: Json, number: int
) -> None:
    for read in (inbound.from_press, inbound.from_window):
        taken = read(number, 1, data, NOON)

        assert taken is None or taken.sender == inbound.address(1)
        assert taken is None or taken.event.at <= NOON
    assert inbound.from_command(number, 1, data, NOON).sender == inbound.address(1)
    assert modals.words_of(data)


@given(place=PLACES, kind=st.sampled_from(Kind), value=st.text("abc.:_", max_size=9))
def test_what_an_element_means_comes_back_from_its_id(
    place: Place, kind: Kind, value: str
) -> None:
    told = from_custom_id(to_custom_id(kind, place, value))

    assert told == callbacks.Pressed(kind, place, value)


def test_an_id_that_discord_would_refuse_is_never_made() -> None:
    with pytest.raises(ValueError, match="an id of"):
        to_custom_id(Kind.CHOOSE, Place(1, 1, "q" * 60), "v" * 60)


ODD: tuple[Any, ...] = (
    *("", "wr", "wr:", "wr:c", "wr:c:1", "wr:c:1:1", "wr:c:1:1:x", "wr:c:::::", "wr:z:1:1::"),
    *("wr:c:-1:1::keep", "wr:c:٣:1::x", "wr:c:999999999999999999:1::forget", "wr:a:1:1::x"),
    *("wr:a:0:0::forget-me-now", "wr:m:0:0::", "wr:p:0:0::", "wr:r:0:0::data_analyst"),
    *("wr:r:0:0::", "wr:c:1:1:" + "q" * 80 + ":x", "wr:h:0:0::", "wr:w:0:0::"),
    *("wr:c:0:0:afternoon:'; DROP TABLE", "wr:c:0:0:\x00:x", "wr:d:0:0:", "WR:c:1:1::x"),
)


def forged(random: Random, here: Place) -> Json:
    """What a press may carry that nothing of ours stands for."""
    choice = random.choice(("research", "none", "compare", "forget", "keep", "role", "dash"))
    place = random.choice((here, Place(here.conversation, here.version + 1, here.question)))
    kind = random.choice((Kind.CHOOSE, Kind.PICK))
    known = to_custom_id(kind, place, choice)
    values = random.choice(([], [choice], [choice, "x"], ["x" * 90], ["💥"]))
    return {
        "custom_id": random.choice((*ODD, known, known)),
        "component_type": random.choice((2, 3)),
        "id": 1,
        "values": values,
    }


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]


async def stored(served: Served, person: Person) -> tuple[object, object]:
    """What may not change."""
    stands = await served.stands(person)
    return stands, stands and stands.answers


@pytest.mark.usefixtures("no_gate")
async def test_F66_whatever_is_forged_changes_nothing_and_breaks_nothing(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    sam, random = served.discord.person(), Random(1)
    await served.asks(sam)
    (card,) = sam.live
    here, before = place_shown(card), await stored(served, sam)

    for _ in range(FORGERIES):
        told = forged(random, here)
        is_ours = told["custom_id"].startswith("wr:")
        served.discord.answers.patience = 15.0 if is_ours else 0.0
        screen = Screen(served.discord, sam, card)
        screen.holds(told)

        answered = await screen.sends(told)

        assert answered is not None or not is_ours, told
    await served.rests()

    assert await stored(served, sam) == before
    assert errors(caplog) == []


async def test_F66_several_choices_forged_for_one_are_not_taken(served: Served) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    (card,) = sam.live
    before = await stored(served, sam)
    menu = next(
        part
        for row in card.components
        for part in row.get("components", [])
        if part.get("options") and part["custom_id"].startswith("wr:p")
    )

    answered = await Screen(served.discord, sam, card).sends(
        {
            "custom_id": menu["custom_id"],
            "component_type": 3,
            "id": menu["id"],
            "values": [one["value"] for one in menu["options"][:2]],
        }
    )
    await served.rests()

    assert answered is not None
    assert await stored(served, sam) == before


async def test_F67_somebody_else_who_presses_my_card_changes_nothing_of_mine(
    served: Served, database: Path
) -> None:
    sam, zoe = served.discord.person(), served.discord.person("Zoe")
    await served.asks(sam)
    await served.asks(zoe)
    (mine,) = sam.live
    before, hers = await stored(served, sam), await stored(served, zoe)
    pressed = to_custom_id(Kind.CHOOSE, place_shown(mine), "not_sure")
    told = {"custom_id": pressed, "component_type": 2, "id": 1}
    (her_card,) = zoe.live
    screen = Screen(served.discord, zoe, her_card)
    screen.holds(told)

    answered = await screen.sends(told)
    await served.rests()

    assert answered is not None
    assert await stored(served, sam) == before
    assert await stored(served, zoe) == hers
    assert rows(database, "SELECT count(*) FROM answers") == [0]


async def test_F67_a_window_of_mine_that_somebody_else_sends_answers_nothing(
    served: Served,
) -> None:
    sam, zoe = served.discord.person(), served.discord.person("Zoe")
    await served.asks(sam)
    await served.asks(zoe)
    await sam.presses("In my own words")
    await zoe.presses("In my own words")
    windows = served.discord.world.windows
    windows[zoe.id] = {**windows[zoe.id], "custom_id": sam.window["custom_id"]}
    before, hers = await stored(served, sam), await stored(served, zoe)

    await zoe.submits("the dashboards")
    await served.rests()

    assert await stored(served, sam) == before
    assert await stored(served, zoe) == hers


async def test_F67_a_stranger_who_presses_my_public_card_begins_for_themselves(
    served: Served,
) -> None:
    sam, zoe = served.discord.person(), served.discord.person("Zoe")
    await served.asks(sam)
    (mine,) = sam.live
    before, shown = await stored(served, sam), words(mine)
    in_town = deepcopy(mine)
    in_town.channel = zoe.town
    served.discord.world.channels[zoe.town].add(in_town)

    await zoe.presses("Not sure", on=in_town)
    await served.rests()

    stands = await served.stands(zoe)
    assert stands is None or not stands.answers
    assert await stored(served, sam) == before
    assert words(sam.live[0]) == shown


def test_one_pattern_fits_every_kind() -> None:
    made = [to_custom_id(kind, Place(1, 2, "q"), "v") for kind in Kind]

    assert all(re.fullmatch(callbacks.TEMPLATE, one) for one in made)

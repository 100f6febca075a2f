"""Whoever sends too much is told so once, and holds up nobody."""

import pytest

from bot.catalog import Catalog
from bot.usecases.flood import PER_ACCOUNT
from tests.fakes.discord.screen import Screen
from tests.fakes.discord.seen import words
from tests.fakes.discord.served import Served

pytestmark = pytest.mark.thorough


MANY = 3 * PER_ACCOUNT.at_once


async def test_F77_who_writes_too_fast_is_told_so_once(
    served: Served, catalog: Catalog
) -> None:
    sam, zoe = served.discord.person(), served.discord.person("Zoe")

    for _ in range(MANY):
        await sam.says("help")
    await zoe.says("hello")
    await served.rests()

    told = [one for one in sam.cards if catalog.say("problem.too-fast") in words(one)]
    assert len(told) == 1
    assert len(zoe.cards) == 1


async def test_F77_who_presses_too_fast_is_told_so_once_and_every_press_is_answered(
    served: Served, catalog: Catalog
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    screen = Screen(served.discord, sam, sam.live[-1])

    answered = [await screen.presses("Not sure") for _ in range(MANY)]
    await served.rests()

    told = [one for one in sam.heard if catalog.say("problem.too-fast") in words(one)]
    assert None not in answered
    assert [one.seen_by for one in told] == [sam.id]


async def test_F77_every_command_that_comes_too_fast_is_answered_and_none_thinks_for_ever(
    served: Served, catalog: Catalog
) -> None:
    sam = served.discord.person()

    answered = [await sam.runs("/whichrole", "help") for _ in range(MANY)]
    await served.rests()

    told = [one for one in sam.heard if catalog.say("problem.too-fast") in words(one)]
    assert None not in answered
    assert [one for one in sam.heard if one.is_loading] == []
    assert len(told) > 1
    assert {one.seen_by for one in sam.heard} == {sam.id}


@pytest.mark.usefixtures("no_gate")
async def test_F77_only_one_picture_is_drawn_however_often_somebody_presses(
    served: Served,
) -> None:
    from tests.adapters.discord.test_conversation import to_the_summary
    from tests.fakes.discord.seen import pictures

    sam = served.discord.person()
    await to_the_summary(served, sam)
    card = sam.live[-1]

    answered = [await sam.presses("As a picture", on=card) for _ in range(5)]

    assert None not in answered
    assert len([one for one in sam.cards if pictures(one)]) == 1

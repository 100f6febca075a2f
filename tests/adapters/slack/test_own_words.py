"""A workspace that says things in its own words is spoken to in them."""

import pytest

from tests.fakes.pairs import acting
from tests.fakes.slack.club import HERE, SAM, Club
from tests.fakes.slack.person import words
from tests.fakes.slack.served import Served

pytestmark = pytest.mark.usefixtures("no_gate")

GREETING, NOBODY = "Our own greeting.", "Nobody here."
TITLE, START, HELP, PROGRESS = "At ours", "Off we go", "Say more", "Step $at of $of"


async def test_in_the_conversation_and_at_the_desk(served: Served) -> None:
    club = Club(served)
    for key, sentence in (("welcome.hello", GREETING), ("desk.nobody-yet", NOBODY)):
        await club.mentoring.change_wording(HERE, acting("Ada"), key, sentence)

    await club.person(SAM).says("hi")
    await served.rests()
    at_the_desk = words((await club.asks(SAM, "/mentor", "")).blocks)

    greeted = [words(one.blocks) for one in club.person(SAM).cards]
    assert any(GREETING in one for one in greeted)
    assert NOBODY in at_the_desk


async def test_round_the_conversation_and_on_app_home(served: Served) -> None:
    club, sam = Club(served), served.slack.person(SAM)
    for key, sentence in (
        ("slack.home-title", TITLE),
        ("button.start", START),
        ("command.help", HELP),
        ("progress", PROGRESS),
    ):
        await club.mentoring.change_wording(HERE, acting("Ada"), key, sentence)

    await sam.opens_home()
    await served.until(lambda: sam.home)
    to_a_newcomer = words(sam.home["blocks"])
    await sam.says("hi")
    await served.rests()
    await sam.presses(START)
    await served.rests()
    await served.until(lambda: "Step 1" in words(sam.home["blocks"]))

    assert TITLE in to_a_newcomer
    assert START in to_a_newcomer
    assert HELP in words(sam.home["blocks"])
    assert "Step 1 of 8" in words(sam.live[-1].blocks)

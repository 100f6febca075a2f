"""A workspace that says things in its own words is spoken to in them."""

import pytest

from tests.fakes.slack.club import HERE, SAM, Club
from tests.fakes.slack.person import words
from tests.fakes.slack.served import Served

pytestmark = pytest.mark.usefixtures("no_gate")

GREETING, NOBODY = "Our own greeting.", "Nobody here."


async def test_in_the_conversation_and_at_the_desk(served: Served) -> None:
    club = Club(served)
    for key, sentence in (("welcome.hello", GREETING), ("desk.nobody-yet", NOBODY)):
        await club.mentoring.change_wording(HERE, "Ada", key, sentence)

    await club.person(SAM).says("hi")
    await served.rests()
    at_the_desk = words((await club.asks(SAM, "/mentor", "")).blocks)

    greeted = [words(one.blocks) for one in club.person(SAM).cards]
    assert any(GREETING in one for one in greeted)
    assert NOBODY in at_the_desk

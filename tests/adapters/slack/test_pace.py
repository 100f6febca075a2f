from datetime import timedelta

import pytest

from bot.adapters.slack.pace import SPACING, Edits
from bot.adapters.slack.payloads import PLATFORM
from bot.cards import Card, Place
from bot.ports.inbound import Address
from bot.ports.outbox import Kind, Message
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.slack.served import Served
from tests.fakes.slack.workspace import TEAM

A_MINUTE = timedelta(minutes=1)


def test_no_minute_has_more_than_forty_edits_that_nobody_waits_for(
    clock: FakeClock,
) -> None:
    edits, step = Edits(clock), timedelta(seconds=0.1)

    taken = []
    for number in range(1_800):
        if edits.take():
            taken.append(number * step)
        clock.pass_by(step)

    each = [sum(begin <= at < begin + A_MINUTE for at in taken) for begin in taken]
    assert 35 < max(each) <= 40
    assert len(taken) > 80


def test_no_minute_has_more_than_six_hundred_messages() -> None:
    assert A_MINUTE / SPACING < 600


@pytest.mark.parametrize(("kind", "edited"), [(Kind.NUDGE, 10), (Kind.REPLY, 15)])
async def test_where_many_get_what_comes_by_itself_some_old_cards_stay_as_they_are(
    kind: Kind, edited: int, served: Served
) -> None:
    people = [served.slack.person(f"U{number}") for number in range(15)]
    for one in people:
        await served.asks(one)
    before = len(served.slack.requests("chat.update"))

    for number, one in enumerate(people):
        to, until = Address(PLATFORM, TEAM, one.user), NOON + timedelta(days=1)
        card = Card(body="By itself.", place=Place(number, 1))
        message = Message(number + 1, 1, to, card, f"key-{number}", until, kind)
        await served.workspace.courier.deliver(message, card)
    await served.workspace.courier.settled()

    assert len(served.slack.requests("chat.update")) == before + edited

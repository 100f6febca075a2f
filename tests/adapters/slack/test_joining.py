"""Whoever joins the channel that an admin set is asked once whether they want weekly steps."""

import pytest

from bot.catalog import Catalog
from bot.ports.administering import Setting
from tests.fakes.slack.club import ADA, HERE, Club
from tests.fakes.slack.person import words
from tests.fakes.slack.served import Served
from tests.fakes.slack.workspace import US

STEPS = "C0STEPS"


@pytest.fixture
async def club(served: Served) -> Club:
    """A workspace whose admin set the channel."""
    club = Club(served)
    await club.asks(ADA, "/whichrole-admin", f"roles channel #{STEPS}")
    return club


async def test_A25_whoever_joins_is_asked_once_and_gets_no_step_unasked(
    club: Club, catalog: Catalog
) -> None:
    sam = club.person("U0SAM")

    await sam.joins(STEPS)
    await sam.joins(STEPS)
    await club.served.rests()

    (card,) = sam.cards
    stands = await club.served.stands(sam)
    assert catalog.say("times.joined") in words(card.blocks)
    assert stands is not None
    assert stands.weekly is None


async def test_A25_another_channel_is_nobodys_business(club: Club) -> None:
    sam = club.person("U0SAM")

    told = await sam.joins("C0TOWN")
    await club.served.rests()

    assert told == {}
    assert sam.cards == []
    assert await club.served.stands(sam) is None


async def test_A25_without_a_channel_nobody_is_asked(club: Club) -> None:
    sam = club.person("U0SAM")
    await club.asks(ADA, "/whichrole-admin", "roles channel")

    await sam.joins(STEPS)
    await club.served.rests()

    assert Setting.JOINING_CHANNEL not in await club.mentoring.settings(HERE)
    assert await club.served.stands(sam) is None


async def test_A11_whoever_was_brought_by_others_and_never_used_us_is_not_written_to(
    club: Club,
) -> None:
    sam, zoe = club.person("U0SAM"), club.person("U0ZOE")
    await zoe.says("hello")
    await club.served.rests()
    before = len(zoe.cards)

    await sam.joins(STEPS, inviter=ADA)
    await zoe.joins(STEPS, inviter=ADA)
    await club.served.rests()

    assert sam.cards == []
    assert len(zoe.cards) == before + 1


async def test_we_ourselves_and_people_from_elsewhere_are_asked_nothing(club: Club) -> None:
    us, sam = club.person(US), club.person("U0SAM")

    told = [await us.joins(STEPS), await sam.joins(STEPS, team="T0ELSE")]
    await club.served.rests()

    assert told == [{}, {}]
    assert await club.served.stands(us) is None
    assert await club.served.stands(sam) is None


async def test_A11_whoever_already_said_no_presses_not_now_and_nothing_comes(
    club: Club,
) -> None:
    sam = club.person("U0SAM")
    await sam.joins(STEPS)
    await club.served.rests()

    await sam.says("stop")
    await sam.joins(STEPS)
    await club.served.rests()

    stands = await club.served.stands(sam)
    assert stands is not None
    assert stands.weekly is None

"""The weeks of somebody's progress, as a picture below their card."""

import pytest

from bot.adapters.discord.inbound import address
from bot.catalog import Catalog
from bot.engine import speech
from bot.engine.plans.plan import CheckIn
from bot.engine.state import Conversation, Stage
from bot.ports.inbound import Address
from tests.adapters.discord.test_conversation import to_the_summary
from tests.engine.weekly.steps import after_weeks, somebody
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import labels, pictures
from tests.fakes.discord.served import Served
from tests.fakes.message import message


def stands_at_the_progress(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> Conversation:
    """From now on everybody stands there, after two weeks."""
    here = somebody(after_weeks(catalog, CheckIn.DONE, CheckIn.PARTLY), Stage.PROGRESS)

    async def stands(_: Address) -> Conversation:
        return here

    monkeypatch.setattr(served.store, "conversation", stands)
    return here


async def with_weeks(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> Person:
    """Somebody who looks at their progress."""
    sam = served.discord.person()
    await served.asks(sam)
    here = stands_at_the_progress(served, catalog, monkeypatch)
    card = speech.current(catalog, here)
    await served.application.courier.deliver(message(card, to=address(sam.id)), card)
    await served.rests()
    return sam


async def test_the_weeks_come_as_a_picture_with_what_it_says_in_words(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = await with_weeks(served, catalog, monkeypatch)
    card = sam.live[-1]

    await sam.presses(catalog.say("chat.as-picture"))
    await served.rests()

    shown = sam.cards[-1]
    (content,) = sam.files(shown).values()
    (picture,) = pictures(shown)
    assert content.startswith(b"\x89PNG")
    assert picture["description"].startswith(catalog.say("chat.weeks-title") + ": 1 ")
    assert f", {catalog.say('weeks.done')}; 2 " in picture["description"]
    assert sam.live[-1] is card


async def test_F65_in_a_guild_only_they_see_the_picture(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = served.discord.person()
    await to_the_summary(served, sam)
    await sam.runs("/whichrole", "summary")
    await served.rests()
    stands_at_the_progress(served, catalog, monkeypatch)

    await sam.presses(catalog.say("chat.as-picture"), on=sam.ephemeral[-1])
    await served.rests()

    (shown,) = [one for one in sam.heard if pictures(one)]
    assert shown.seen_by == sam.id
    assert pictures(shown)[0]["description"].startswith(catalog.say("chat.weeks-title"))


async def test_F68_the_picture_is_kept_to_be_taken_away_with_its_owner(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = await with_weeks(served, catalog, monkeypatch)
    await sam.presses(catalog.say("chat.as-picture"))
    await served.rests()
    before = [one for one in sam.heard if pictures(one)]
    monkeypatch.undo()

    for words in ("forget me", "yes, forget me"):
        await sam.says(words)
        await served.rests()
    await served.until(lambda: not [one for one in sam.heard if pictures(one)])

    assert len(before) == 1


async def test_before_the_first_week_there_is_nothing_to_ask_for(
    served: Served, catalog: Catalog
) -> None:
    here = somebody(after_weeks(catalog), Stage.PROGRESS)
    sam = served.discord.person()
    card = speech.current(catalog, here)
    await served.asks(sam)

    await served.application.courier.deliver(message(card, to=address(sam.id)), card)
    await served.rests()

    assert catalog.say("chat.as-picture") not in labels(sam.live[-1])

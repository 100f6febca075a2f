"""The weeks of somebody's progress, as a picture in their direct message."""

import pytest

from bot.adapters.slack.payloads import PLATFORM
from bot.catalog import Catalog
from bot.engine import speech
from bot.engine.plans.plan import CheckIn
from bot.engine.state import Conversation, Stage
from bot.ports.inbound import Address
from tests.engine.weekly.steps import after_weeks, somebody
from tests.fakes.message import message
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.person import Person, labels
from tests.fakes.slack.served import Served
from tests.fakes.slack.workspace import TEAM


async def with_weeks(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> Person:
    """Somebody who looks at their progress."""
    sam = served.slack.person()
    await served.asks(sam)
    here = somebody(after_weeks(catalog, CheckIn.DONE, CheckIn.PARTLY), Stage.PROGRESS)

    async def stands(_: Address) -> Conversation:
        return here

    monkeypatch.setattr(served.store, "conversation", stands)
    card = speech.current(catalog, here)
    shown = message(card, to=Address(PLATFORM, TEAM, sam.user))
    await served.workspace.courier.deliver(shown, card)
    await served.errands()
    return sam


async def test_the_weeks_come_as_a_picture_with_what_it_says_in_words(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = await with_weeks(served, catalog, monkeypatch)

    await sam.presses(catalog.say("chat.as-picture"))
    await served.errands()

    (content,) = sam.files.values()
    (asked,) = served.slack.requests("files.getUploadURLExternal")
    (shared,) = served.slack.requests("files.completeUploadExternal")
    assert content.startswith(b"\x89PNG")
    assert asked.arguments["filename"] == "whichrole.png"
    told = str(shared.arguments["files"][0]["title"])
    assert told.startswith(catalog.say("chat.weeks-title") + ": 1 ")
    assert f", {catalog.say('weeks.done')}; 2 " in told


async def test_F65_only_they_see_the_picture(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = await with_weeks(served, catalog, monkeypatch)

    await sam.presses(catalog.say("chat.as-picture"))
    await served.errands()

    assert [*served.slack.workspace.files.values()] == [sam.channel]


async def test_F68_the_picture_is_kept_to_be_taken_away_with_its_owner(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = await with_weeks(served, catalog, monkeypatch)
    await sam.presses(catalog.say("chat.as-picture"))
    await served.errands()
    before = dict(sam.files)
    monkeypatch.undo()

    for words in ("forget me", "yes, forget me"):
        await sam.says(words)
        await served.rests()
    await served.until(lambda: not sam.files)

    assert len(before) == 1


async def test_a_picture_of_weeks_that_slack_does_not_take_is_told(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = await with_weeks(served, catalog, monkeypatch)
    served.slack.plan.then("files.getUploadURLExternal", *[Fault.SERVER_ERROR] * 4)

    await sam.presses(catalog.say("chat.as-picture"))
    await served.errands()

    assert sam.whispers(sam.channel) == [catalog.say("chat.no-picture")]


async def test_before_the_first_week_there_is_nothing_to_ask_for(
    served: Served, catalog: Catalog
) -> None:
    here = somebody(after_weeks(catalog), Stage.PROGRESS)
    sam = served.slack.person()
    card = speech.current(catalog, here)
    await served.asks(sam)

    shown = message(card, to=Address(PLATFORM, TEAM, sam.user))
    await served.workspace.courier.deliver(shown, card)
    await served.errands()

    assert catalog.say("chat.as-picture") not in labels(sam.live[-1])

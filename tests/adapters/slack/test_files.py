"""Files and pictures: each once, and no trouble with one is anybody else's."""

import sys
from pathlib import Path

import pytest

from bot.catalog import Catalog
from tests.fakes.file import rows
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.person import Person, labels
from tests.fakes.slack.served import Served


async def to_the_summary(served: Served, sam: Person) -> None:
    for text in ("hello", "start", *["1"] * 16):
        await sam.says(text)
        await served.rests()
        if "As a picture" in labels(sam.live[-1]):
            return


async def test_F22_a_limit_of_files_holds_up_nobody_elses_cards(
    served: Served, database: Path
) -> None:
    sam, ann = served.slack.person("U0SAM"), served.slack.person("U0ANN")
    await served.asks(sam)
    await served.asks(ann)
    served.slack.plan.then("files.getUploadURLExternal", Fault.LIMITED_UNTOLD)
    await sam.says("mydata")
    await served.until(lambda: served.slack.requests("files.getUploadURLExternal"))
    served.slack.plan.then("chat.postMessage", Fault.SERVER_ERROR)
    before = len(ann.cards)

    await ann.says("why")
    await served.until(lambda: len(ann.cards) > before)  # long before the minute is over

    assert "limited" in rows(database, "SELECT reason FROM outbox WHERE closed_at IS NULL")


@pytest.mark.thorough
async def test_F17_a_file_is_not_sent_once_more_with_the_message_that_brings_it(
    served: Served,
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    served.slack.plan.then("chat.postMessage", *[Fault.SERVER_ERROR] * 2)

    await sam.says("mydata")
    await served.until(lambda: any("What I keep about you" in one.text for one in sam.cards))

    assert len(sam.files) == 1


async def test_a_picture_that_slack_refuses_is_told_to_whoever_wanted_it_and_to_the_operator(
    served: Served, catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    sam = served.slack.person()
    await to_the_summary(served, sam)
    served.slack.plan.then("files.getUploadURLExternal", "missing_scope")

    await sam.presses(catalog.say("chat.as-picture"))
    await served.errands()

    assert sam.whispers(sam.channel) == [catalog.say("chat.no-picture")]
    assert "missing_scope" in caplog.text


async def test_a_picture_that_cannot_be_drawn_is_told_to_whoever_wanted_it(
    served: Served, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = served.slack.person()
    await to_the_summary(served, sam)
    monkeypatch.setattr(sys, "executable", "/no/such/interpreter")

    await sam.presses(catalog.say("chat.as-picture"))
    await served.errands()

    assert sam.whispers(sam.channel) == [catalog.say("chat.no-picture")]
    assert not sam.files

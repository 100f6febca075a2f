"""A person talks with the program on Slack, from the first word to the summary."""

import asyncio

from tests.fakes.slack.person import labels
from tests.fakes.slack.served import Served


async def test_a_word_in_a_direct_message_is_answered_there(served: Served) -> None:
    sam = served.slack.person()

    await sam.says("hello")
    await served.rests()

    (card,) = sam.cards
    assert "Start" in labels(card)


async def test_a_click_is_answered_in_the_card_that_was_clicked(served: Served) -> None:
    sam = served.slack.person()
    await sam.says("hello")
    await served.rests()

    await sam.presses("Start")
    await served.rests()

    (card,) = sam.cards
    assert card.edits == 1
    assert "Not sure" in labels(card)


async def test_answers_that_no_button_shows_whole_are_a_list(served: Served) -> None:
    sam = served.slack.person()
    await served.asks(sam)

    (card,) = sam.live

    kinds = [one["type"] for block in card.blocks for one in block.get("elements", [])]
    assert "radio_buttons" in kinds
    assert max(map(len, labels(card))) > 30


async def test_one_picture_at_a_time_however_often_somebody_presses(served: Served) -> None:
    sam = served.slack.person()
    for words in ("hello", "start", "the dashboards one", "1 2", *["1"] * 12):
        await sam.says(words)
        await served.rests()
        if "As a picture" in labels(sam.live[-1]):
            break

    await asyncio.gather(*(sam.presses("As a picture") for _ in range(5)))
    await served.errands()

    assert len(served.slack.requests("files.completeUploadExternal")) == 1

"""A person talks with the program on Slack, from the first word to the summary."""

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

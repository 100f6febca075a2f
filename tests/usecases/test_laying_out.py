"""What a card becomes when another stands below it."""

from dataclasses import replace

from bot.cards import Attachment, Card, Place
from bot.catalog import Catalog
from bot.engine.state import Conversation
from bot.engine.weekly import messages
from bot.usecases.laying_out import line_of, with_file_in_words
from bot.usecases.nudging import serve
from tests.fakes.stepper import FIRST, agenda, weekly


def nudged(catalog: Catalog) -> Conversation:
    return Conversation(1, weekly=weekly(catalog, agenda=serve(agenda(), 1, FIRST).agenda))


def test_the_card_of_a_week_leaves_its_title(catalog: Catalog) -> None:
    for card in (
        messages.nudge(catalog, nudged(catalog)),
        messages.reminder(catalog, nudged(catalog)),
    ):
        line = line_of(catalog, card)

        assert line.startswith("Week 1: ")
        assert f"**{line}**" in card.body.splitlines()


def test_a_card_of_a_week_without_a_title_leaves_nothing(catalog: Catalog) -> None:
    assert line_of(catalog, messages.cadence(catalog, nudged(catalog))) == ""


def test_a_line_with_two_bold_words_is_no_title(catalog: Catalog) -> None:
    card = Card("**One** and **two**\n**The title**", Place(1, 1, "week-3"))

    assert line_of(catalog, card) == "The title"


def test_another_card_leaves_no_title(catalog: Catalog) -> None:
    card = replace(messages.nudge(catalog, nudged(catalog)), place=Place(1, 1, "stack"))

    assert line_of(catalog, card) == ""


def test_a_file_that_would_stay_is_told_in_words_as_far_as_there_is_room(
    catalog: Catalog,
) -> None:
    one, two = "1" * 60, "2" * 60
    card = Card("A table", file=Attachment("x.csv", f"head\r\n{one}\r\n{two}\r\n"))

    whole = with_file_in_words(catalog, card)
    cut = with_file_in_words(catalog, card, 30)

    assert whole == Card(f"A table\n\nhead\n{one}\n{two}")
    assert cut == Card("A table\n\nhead\nand 2 more")
    assert with_file_in_words(catalog, Card("None")) == Card("None")

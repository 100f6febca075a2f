"""How cards of the desk are drawn: for one person, without pictures, with a field for words."""

from dataclasses import replace

import pytest

from bot.adapters.slack import callbacks, desk_cards
from bot.adapters.slack.callbacks import owner_of, place_of, to_part
from bot.cards import Bar, Card, Choice, WeekMark
from bot.catalog import Catalog
from bot.engine.mentoring import desk
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.pairing_cards import MOST_WORDS
from tests.fakes.slack.live import live
from tests.fakes.slack.person import labels, words
from tests.fakes.slack.seen import elements
from tests.fakes.slack.validating import validators
from tests.fakes.slack.workspace import Posted
from tests.required import required

PLACE = desk.place_of(Spot(View.BRIEF, 7))
CARD = Card(
    "**Sam** · data analyst",
    PLACE,
    choices=(Choice("encourage", "Encourage"), Choice("list", "All my mentees")),
    controls=(Choice("page-1", "Next page"),),
    chart=(Bar("Data analyst", 0.6), Bar("Data engineer", 0.4)),
    weeks=(WeekMark(1, "SQL", "done", kept=True), WeekMark(2, "Joins", "now", kept=False)),
)
TO_WRITE = Card("Your note?", PLACE, choices=(Choice("leave-it", "Rather not"),), writes=True)
HOSTILE = "<!channel> <@U0EVE> <https://a.example|b> *bold* `code` & \u202e"


@pytest.mark.parametrize("card", [CARD, TO_WRITE, Card("gone")], ids=["brief", "asks", "says"])
def test_slack_takes_them_as_messages_and_as_windows(catalog: Catalog, card: Card) -> None:
    required("specs", "WHICHROLE_SPECS")
    checks = validators()
    assert checks is not None
    message = desk_cards.to_message(catalog, card, "U0KIM").as_arguments()
    window = desk_cards.to_window(catalog, card, "U0KIM")

    problems = [
        *checks.problems("response_url", {"response_type": "ephemeral", **message}),
        *checks.problems("views.open", {"trigger_id": "1.2", "view": window}),
    ]

    assert problems == []


def test_every_element_says_for_whom_it_was_drawn_and_where_it_belongs(
    catalog: Catalog,
) -> None:
    blocks = desk_cards.to_message(catalog, CARD, "U0KIM").blocks

    told = {
        (owner_of(one["block_id"]), place_of(one["block_id"])) for one, _ in elements(blocks)
    }

    assert told == {("U0KIM", PLACE)}


@pytest.mark.parametrize("block_id", ["", "answers:0:0:x", ":::", "U1", "a:b/c:0:x"])
def test_F67_what_names_nobody_belongs_to_nobody(block_id: str) -> None:
    assert owner_of(block_id) == ""


def test_a_part_names_its_owner() -> None:
    assert owner_of(f"{to_part('U1', 'answers0')}:0:0:brief.7") == "U1"


def test_fits_and_weeks_are_text_and_no_picture_is_offered(catalog: Catalog) -> None:
    blocks = desk_cards.to_window(catalog, CARD, "U0KIM")["blocks"]

    shown = labels(Posted("C1", "1", {"blocks": blocks}))
    assert "Data analyst" in words(blocks)
    assert "1 ▰◇ 2" in words(blocks)
    assert catalog.say("chat.as-picture") not in shown
    assert shown == ["Encourage", "All my mentees", "Next page"]


def test_a_card_that_asks_for_words_has_a_field_in_a_window(catalog: Catalog) -> None:
    window = desk_cards.to_window(catalog, TO_WRITE, "U0KIM")

    (field,) = [one for one in window["blocks"] if one["type"] == "input"]
    assert field["element"]["max_length"] == MOST_WORDS
    assert window["submit"]["text"] == catalog.say("chat.window-send")
    assert owner_of(window["private_metadata"]) == "U0KIM"
    assert place_of(window["private_metadata"]) == PLACE


def test_a_card_that_asks_for_words_has_a_button_to_the_window_in_a_message(
    catalog: Catalog,
) -> None:
    blocks = desk_cards.to_message(catalog, TO_WRITE, "U0KIM").blocks

    names = [callbacks.name_of(one["action_id"]) for _, one in elements(blocks)]
    assert names == [callbacks.CHOOSE, callbacks.TYPE]


@pytest.mark.parametrize(
    ("card", "in_a_window"),
    [
        (CARD, True),
        (TO_WRITE, True),
        (replace(CARD, place=desk.place_of(Spot(View.STATUS))), True),
        (replace(CARD, place=desk.place_of(Spot(View.CONSENT, 7))), False),
        (Card("gone"), False),
    ],
)
def test_what_a_mentor_may_see_stands_in_a_window(card: Card, *, in_a_window: bool) -> None:
    assert desk_cards.belongs_in_a_window(card) is in_a_window


def test_F58_what_somebody_wrote_is_words_and_nothing_but_words(catalog: Catalog) -> None:
    card = replace(CARD, body=HOSTILE, choices=(Choice("open-1", HOSTILE),), controls=())

    message = desk_cards.to_message(catalog, card, "U0KIM").as_arguments()
    window = desk_cards.to_window(catalog, card, "U0KIM")

    assert live(message) == []
    assert live({"view": window}) == []

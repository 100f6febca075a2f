"""What a mentee shares with a mentor, and who looked."""

from datetime import timedelta

import pytest

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.mentoring.consent_cards import (
    MOST_LOOKS,
    MOST_NOTES,
    MOST_REFUSED,
    ConsentChange,
    change_of,
    consent,
    looked,
    paired_mentee,
    with_question,
)
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.pairing_cards import MOST_WORDS
from bot.engine.mentoring.values import Item, Note, Sharing
from bot.engine.weekly.values import Question
from bot.paths import content_folder
from tests.engine.mentoring.mentees import EVERYTHING
from tests.fakes.clock import NOON

ROLE = frozenset({Item.ROLE})
NONE = frozenset[Item]()
PHONE = 900


def test_whoever_shares_nothing_can_share_one_thing_or_all(catalog: Catalog) -> None:
    card = consent(catalog, 4, "Kim", frozenset())

    assert card.body.startswith("You share nothing with **Kim**.")
    assert "Your mentor can then change what comes next, and you hear of it" in card.body
    assert [one.id for one in card.choices] == [
        "share.role",
        "share.reasons",
        "share.steps",
        "share.words",
        "share-all",
    ]
    assert [one.id for one in card.controls] == ["end"]
    assert card.place == place_of(Spot(View.CONSENT, 4))


def test_what_is_shared_can_be_taken_back_one_by_one_or_at_once(catalog: Catalog) -> None:
    card = consent(catalog, 4, "Kim", frozenset({Item.ROLE, Item.STEPS}))

    assert card.body.startswith("You share with **Kim**: role and weekly steps.")
    assert [one.id for one in card.choices] == [
        "stop.role",
        "share.reasons",
        "stop.steps",
        "share.words",
        "share-nothing",
    ]


def test_the_question_is_theirs_on_the_mentee_s_own_cards(catalog: Catalog) -> None:
    card = consent(catalog, 4, "Kim", frozenset({Item.WORDS}))
    looks = looked(catalog, [("Kim", frozenset({Item.WORDS}), NOON)], 0)

    assert card.body.startswith("You share with **Kim**: your question to them.")
    assert looks.body.endswith("Kim saw your question to them")


@pytest.mark.parametrize("shared", [frozenset(), ROLE, EVERYTHING])
def test_every_choice_of_the_card_says_what_shall_be_so_a_second_press_changes_nothing(
    catalog: Catalog, shared: frozenset[Item]
) -> None:
    for choice in consent(catalog, 4, "Kim", shared).choices:
        change = change_of(choice.id)

        assert change is not None
        once = change.of(shared)
        assert once != shared
        assert change.of(once) == once


def test_a_change_touches_only_what_it_names() -> None:
    assert change_of("stop.role") == ConsentChange(less=ROLE)
    assert ConsentChange(less=ROLE).of(EVERYTHING) == EVERYTHING - ROLE
    assert ConsentChange(more=ROLE).of(frozenset({Item.WORDS})) == {Item.ROLE, Item.WORDS}


@pytest.mark.parametrize("choice", ["", "role", "share.", "share.notes", "stop.ROLE", "end"])
def test_F66_a_press_that_nobody_offered_changes_nothing(choice: str) -> None:
    assert change_of(choice) is None


def test_a_new_mentee_is_asked_what_they_share(catalog: Catalog) -> None:
    card = paired_mentee(catalog, 4, "Kim", frozenset())

    assert card.body.startswith("**Kim** is your mentor now.")
    assert card.body.endswith(consent(catalog, 4, "Kim", frozenset()).body)
    assert card.choices == consent(catalog, 4, "Kim", frozenset()).choices


@pytest.mark.parametrize("shared", [frozenset(), EVERYTHING])
def test_a_question_that_was_let_go_fits_on_it_with_its_way_back(
    language: Catalog, shared: frozenset[Item]
) -> None:
    asked = Question("Which of them? " * 20, NOON, sent=True)

    card = with_question(language, paired_mentee(language, 4, "Kim", shared), "Kim", asked)

    assert "“Which of" in card.body or "„Which of" in card.body
    assert card.body.endswith(language.say("consent.question-back"))
    assert len(card.body) <= PHONE


def test_F71_A19_who_looked_and_was_refused_is_told_by_day_and_apart(catalog: Catalog) -> None:
    hour = timedelta(hours=1)
    looks = [
        ("Kim", ROLE, NOON + hour),
        ("Lee", NONE, NOON),
        ("Kim", ROLE, NOON),
        ("Lee", NONE, NOON - hour),
    ]

    card = looked(catalog, looks, 0)

    assert card.body.splitlines() == [
        "**Who looked**",
        "- 2 March 2026: Kim saw role",
        "",
        "**Looks that were shown nothing: 2**",
        "- 2 March 2026: Lee",
    ]


def test_F71_looks_that_were_shown_nothing_leave_room_for_those_that_saw(
    catalog: Catalog,
) -> None:
    refused = [(f"Lee {at}", NONE, NOON) for at in range(MOST_REFUSED + 40)]

    card = looked(catalog, [*refused, ("Kim", ROLE, NOON)], 0)

    _, seen, *lines = card.body.splitlines()
    assert seen == "- 2 March 2026: Kim saw role"
    assert lines[-1] == "And 40 more."
    assert len(card.body) <= 720


def test_when_nobody_saw_anything_that_is_said_above_those_who_tried(catalog: Catalog) -> None:
    card = looked(catalog, [("Lee", NONE, NOON)], 0)

    assert card.body.splitlines() == [
        "Nobody has seen anything of yours.",
        "",
        "**Looks that were shown nothing: 1**",
        "- 2 March 2026: Lee",
    ]


def test_more_looks_than_fit_are_counted_and_hidden_notes_too(catalog: Catalog) -> None:
    looks = [(f"Kim {at}", ROLE, NOON) for at in range(MOST_LOOKS + 3)]

    card = looked(catalog, looks, 2)

    assert card.body.split("\n\n")[1:] == [
        "And 3 more.",
        "Notes that only your mentors can read: 2. They go when you part.",
    ]


def test_the_latest_notes_for_both_stand_there_whole(catalog: Catalog) -> None:
    notes = [("Kim", Note(f"{at} trains", Sharing.BOTH, NOON)) for at in range(MOST_NOTES + 1)]
    long = ("Kim", Note("a" * MOST_WORDS, Sharing.BOTH, NOON))

    card = looked(catalog, [], 0, [long, *notes])

    _, told = card.body.split("\n\n")
    assert told.splitlines() == [
        f"**Kim** noted for the two of you: “{'a' * MOST_WORDS}” (2 March 2026)",
        "**Kim** noted for the two of you: “0 trains” (2 March 2026)",
        "**Kim** noted for the two of you: “1 trains” (2 March 2026)",
        "And 2 more, which **mydata** brings.",
    ]


def test_when_nobody_looked_that_is_said(catalog: Catalog) -> None:
    assert looked(catalog, [], 0).body == "Nobody has seen anything of yours."


@pytest.mark.parametrize("locale", ["en", "de"])
def test_the_cards_fit_a_phone(catalog: Catalog, locale: str) -> None:
    language = catalog if locale == "en" else load(content_folder(), locale)

    card = paired_mentee(language, 4, "Samira " * 9, EVERYTHING)

    assert len(card.body) <= 720
    assert max(len(one.label) for one in card.choices) <= 40

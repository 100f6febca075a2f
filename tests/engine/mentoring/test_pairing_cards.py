"""The cards between two who may become a pair, are one, or part."""

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import own_cards, pairing_cards
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.letters import asked_to_check_in, encouraged
from bot.engine.mentoring.own_cards import Settled, asked_room, wants_digest
from bot.engine.mentoring.pairing_cards import MOST_LISTED, MOST_WORDS, Waiting
from bot.engine.weekly import messages
from tests.engine.mentoring.mentees import person
from tests.engine.weekly.steps import nudged, wanted
from tests.fakes.clock import NOON

SAM = Waiting(4, "Sam", "I **like** charts", NOON)
POOL = Waiting(5, "Ana", "", NOON, is_from_pool=True)
ANSWERS = ["accept", "question", "decline"]


def ids(card: Card) -> list[str]:
    return [choice.id for choice in card.choices]


def test_a_request_says_who_asks_since_when_and_in_which_words(catalog: Catalog) -> None:
    card = pairing_cards.request(catalog, SAM)

    assert card.body.split("\n\n") == [
        "**Sam** asks whether you would be their mentor (since 2 March 2026).",
        "They write: “I like charts”",
    ]
    assert ids(card) == ANSWERS
    assert card.place == place_of(Spot(View.PAIRING, 4))


def test_a_request_to_anybody_says_so(catalog: Catalog) -> None:
    card = pairing_cards.request(catalog, POOL)

    assert card.body == (
        "**Ana** is looking for a mentor (since 2 March 2026). Whoever has time can say yes."
    )


def test_an_invitation_says_what_a_mentor_is_and_sees(catalog: Catalog) -> None:
    card = pairing_cards.invitation(catalog, SAM)

    assert card.body.startswith("**Sam** would like to be your mentor.")
    assert "They see nothing of yours until you say what" in card.body
    assert ids(card) == ANSWERS


@pytest.mark.parametrize("of_a_request", [True, False])
def test_a_reminder_says_since_when_somebody_waits(
    catalog: Catalog, of_a_request: bool
) -> None:
    card = pairing_cards.reminder(catalog, SAM, of_a_request=of_a_request)

    first, second, *_ = card.body.split("\n\n")
    assert first == "Somebody is still waiting for your answer, since 2 March 2026."
    assert second.startswith("**Sam** asks" if of_a_request else "**Sam** would like")
    assert ids(card) == ANSWERS


def test_all_that_wait_are_listed_and_can_be_opened(catalog: Catalog) -> None:
    card = pairing_cards.requests(catalog, [SAM, POOL, *[SAM] * 20])

    assert card.body.splitlines()[:3] == [
        "**Waiting for your answer**",
        "- **Sam** asks you, since 2 March",
        "- **Ana** asks any mentor, since 2 March",
    ]
    assert ids(card)[:2] == ["open-4", "open-5"]
    assert len(card.choices) == MOST_LISTED


def test_what_a_list_leaves_out_is_said(catalog: Catalog) -> None:
    over, full = [(at, f"Name{at}") for at in range(MOST_LISTED + 2)], [SAM] * MOST_LISTED
    names = [name for _, name in over]
    settled = Settled(5, 0, wants_digest=False)

    waiting = pairing_cards.requests(catalog, [*full, POOL])
    which = pairing_cards.which(catalog, View.CONSENT, over)
    own = own_cards.settings(catalog, names, over, settled)

    assert waiting.body.endswith("\nAnd 1 more. A name behind your command finds each of them.")
    assert which.body.startswith("Whom do you mean?\nAnd 2 more. A name")
    assert "Name7\nAnd 2 more. A name behind" in own.body
    assert "more" not in pairing_cards.requests(catalog, full).body


def test_when_nobody_waits_that_is_said(catalog: Catalog) -> None:
    assert pairing_cards.requests(catalog, []).body == (
        "Nobody is waiting for an answer of yours."
    )


def test_a_new_mentor_hears_that_the_mentee_decides_what_they_see(catalog: Catalog) -> None:
    card = pairing_cards.paired_mentor(catalog, 4, "Sam")

    assert "They decide what you can see" in card.body
    assert ids(card) == ["question", "end"]


def test_what_waits_for_the_other_side_can_be_taken_back(catalog: Catalog) -> None:
    card = pairing_cards.pending(catalog, 4, "pair.you-asked", "Kim")

    assert card.body.startswith("You asked **Kim** to be your mentor.")
    assert ids(card) == ["end"]


def test_before_the_end_one_reads_what_goes_with_it(catalog: Catalog) -> None:
    card = pairing_cards.really_end(catalog, 4, "pair.ask-end", "Kim")

    assert "hidden at once, and the notes are deleted" in card.body
    assert ids(card) == ["really-end", "leave-it"]
    assert [one.label for one in card.choices] == ["Yes, end it", "Rather not"]


def test_what_is_taken_back_is_not_said_to_end(catalog: Catalog) -> None:
    card = pairing_cards.really_end(catalog, 4, "pair.ask-withdraw", "Kim", days=14)

    assert [one.label for one in card.choices] == ["Yes, take it back", "Rather not"]


def test_words_are_asked_for_with_a_way_round(catalog: Catalog) -> None:
    spot = Spot(View.NOTE, 4, "both")

    card = pairing_cards.to_write(catalog, spot, "note.write-both", "Sam")

    assert (card.writes, card.place, ids(card)) == (True, place_of(spot), ["leave-it"])
    assert f"{MOST_WORDS} characters" in card.body


def test_F59_words_of_the_other_side_are_quoted_and_marked_as_theirs(catalog: Catalog) -> None:
    card = pairing_cards.word_of(catalog, 4, "Kim", "Press **here**: <https://x.example|Yes>")

    assert card.body == "**Kim** writes to you: “Press here: https://x.exampleYes”"
    assert ids(card) == ["question"]
    assert [one.label for one in card.choices] == ["Answer"]


def test_which_of_several_is_asked_by_name(catalog: Catalog) -> None:
    card = pairing_cards.which(catalog, View.CONSENT, [(4, "Kim"), (5, "")])

    assert [one.label for one in card.choices] == ["Kim", "somebody without a name"]
    assert card.place == place_of(Spot(View.CONSENT))
    assert pairing_cards.names(catalog, ["Kim", "Lee"]) == "Kim and Lee"


def test_what_is_one_s_own_is_listed_with_what_a_mentor_set(catalog: Catalog) -> None:
    card = own_cards.settings(
        catalog, ["- **Sam** is your mentee"], [(4, "Sam")], Settled(5, 1, wants_digest=False)
    )

    assert card.body == (
        "**Mentors and mentees**\n- **Sam** is your mentee\n\n"
        "Mentees of yours here: 1 of at most 5. You get no weekly overview."
    )
    assert [one.id for one in card.controls] == ["room-4", "room-6", "digest"]


def test_a_setting_says_what_it_shall_be_and_has_an_end(catalog: Catalog) -> None:
    least, most = (
        own_cards.settings(catalog, [], [], Settled(room, 0, wants_digest=True))
        for room in (0, own_cards.MOST_MENTEES)
    )

    assert [one.id for one in least.controls] == ["room-1", "no-digest"]
    assert [one.id for one in most.controls] == ["room-49", "no-digest"]


def test_whoever_is_no_mentor_has_nothing_to_set(catalog: Catalog) -> None:
    assert own_cards.settings(catalog, ["- x"], [(4, "Kim")], None).controls == ()


@pytest.mark.parametrize(
    ("choice", "room", "digest"),
    [
        ("room-0", 0, None),
        ("room-50", 50, None),
        ("room-51", None, None),
        ("room-051", None, None),
        ("room-", None, None),
        ("room--1", None, None),
        ("room-²", None, None),
        ("digest", None, True),
        ("no-digest", None, False),
        ("5", None, None),
    ],
)
def test_F66_only_what_was_offered_can_be_set(
    choice: str, room: int | None, digest: bool | None
) -> None:
    assert (asked_room(choice), wants_digest(choice)) == (room, digest)


def test_an_encouragement_says_from_whom(catalog: Catalog) -> None:
    assert encouraged(catalog, "Kim").body.startswith(
        "**Kim**, your mentor, is thinking of you"
    )


def test_a_wish_to_hear_how_it_goes_stands_above_this_week_s_card(catalog: Catalog) -> None:
    here = person(nudged(wanted(catalog)))

    card = asked_to_check_in(catalog, here, "Kim")

    usual = messages.nudge(catalog, here)
    assert card.body.startswith("**Kim**, your mentor, would like to hear how it goes.")
    assert card.body.endswith(f"\n\n{usual.body}")
    assert (card.place, card.choices) == (usual.place, usual.choices)


def test_every_card_fits_a_phone_in_both_languages(language: Catalog) -> None:
    long = Waiting(4, "Samira " * 9, "word " * 80, NOON)
    cards = [
        pairing_cards.request(language, long),
        pairing_cards.invitation(language, long),
        pairing_cards.reminder(language, long, of_a_request=False),
        pairing_cards.requests(language, [long] * 20),
        pairing_cards.really_end(language, 4, "pair.ask-end", long.name),
        own_cards.settings(language, ["x"], [(4, long.name)], Settled(5, 1, wants_digest=True)),
    ]

    assert max(len(card.body) for card in cards) <= 1_000
    labels = [one.label for card in cards for one in (*card.choices, *card.controls)]
    assert max(map(len, labels)) <= 75


def test_whoever_is_no_mentor_any_more_can_only_end_it(catalog: Catalog) -> None:
    card = pairing_cards.was_mentor(catalog, 4, "Sam", "in Data Club")

    assert "**Sam** was your mentee" in card.body
    assert "no mentor in Data Club any more" in card.body
    assert [one.id for one in card.choices] == ["end"]

import pytest

from bot.cards import Card, Place
from bot.catalog import Catalog
from bot.engine.linking import cards
from bot.engine.linking.cards import LinkButton
from bot.engine.mentoring.desk import DESK

OTHER = "**Sam** on Discord"


def buttons(card: Card) -> list[str]:
    return [one.id for one in card.choices]


def test_an_account_is_named_with_where_it_is(catalog: Catalog) -> None:
    assert cards.who(catalog, "Sam", "link.on-discord") == OTHER


def test_F59_a_name_cannot_pass_for_our_own_text(catalog: Catalog) -> None:
    told = cards.who(catalog, "Sam**\n\n**You are linked", "link.on-slack")

    assert told == "**Sam You are linked** on Slack"


def test_F11_the_last_yes_names_who_asked_and_says_before_it_what_stays(
    catalog: Catalog,
) -> None:
    card = cards.proposed(catalog, 7, OTHER)

    assert card.place == Place(DESK, 0, "link.7")
    assert buttons(card) == [LinkButton.YES, LinkButton.NO]
    assert card.body.startswith(f"{OTHER} typed your code, read there whose it is")
    assert "**what you have here stays**" in card.body
    assert "What the other account brings is put aside" in card.body
    assert "**forget-me** with either deletes all of it" in card.body
    assert "shared with mentors is shared no longer" in card.body


def test_F11_whoever_typed_a_code_reads_whose_it_is_and_what_they_give_up(
    catalog: Catalog,
) -> None:
    card = cards.offered(catalog, 7, OTHER)

    assert card.place == Place(DESK, 0, "link.7")
    assert buttons(card) == [LinkButton.AGREE, LinkButton.NO]
    assert card.body.startswith(f"This is the code of {OTHER}.")
    assert "**What you give up here**: that account keeps" in card.body
    assert "**mydata** with either account then shows what both have" in card.body
    assert "**forget-me** with either deletes all of it" in card.body
    assert "you share with mentors from here is shared no longer" in card.body


@pytest.mark.parametrize(
    ("came", "linked", "asked", "parted"),
    [
        (True, "What you had here goes on", "All that you have here stays", "is still here"),
        (
            False,
            "what you had here is put aside",
            "goes on with what it",
            "is yours here again",
        ),
    ],
    ids=["the other account came", "this account came"],
)
def test_each_side_reads_what_it_means_for_that_side(
    catalog: Catalog, came: bool, linked: str, asked: str, parted: str
) -> None:
    said = [
        make(catalog, OTHER, came=came) for make in (cards.linked, cards.to_part, cards.parted)
    ]

    assert [OTHER in one.body for one in said] == [True] * 3
    assert linked in said[0].body
    assert asked in said[1].body
    assert parted in said[2].body
    assert [buttons(one) for one in said] == [
        [LinkButton.UNLINK],
        [LinkButton.REALLY_UNLINK, LinkButton.LEAVE],
        [],
    ]

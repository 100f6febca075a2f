"""What Discord tells of somebody at the desk, as acts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord import desk_acts, inbound
from bot.adapters.discord.callbacks import Kind, from_custom_id, to_custom_id
from bot.adapters.discord.inbound import address
from bot.cards import Place
from bot.catalog import Catalog
from bot.engine.mentoring.consent_cards import SHARE
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.usecases.mentors.admin_words import USE
from bot.usecases.mentors.asking import ADMIN, MENTEE_STATUS, MENTOR, OWN, Asked, Named, Pressed
from tests.adapters.discord.test_forged import PRESSES, THOUSANDS
from tests.fakes.discord.models import Json

SAM, KIM = "1100000000000000011", "12"
PEOPLE = {
    "users": {SAM: {"global_name": "Sam", "username": "sam_1"}, KIM: {"username": "kim_2"}},
    "members": {SAM: {"nick": "Sammy"}, KIM: {"nick": "Kimmy"}},
}
CHOICES = ("open-1", "page-2", "accept", "share.role", "really-end", "")


def command(**options: Any) -> dict[str, Any]:
    given = [{"name": name.replace("_", "-"), "value": one} for name, one in options.items()]
    return {"options": given, "resolved": PEOPLE}


def test_a_command_names_whom_it_mentions_as_discord_calls_them() -> None:
    asked = desk_acts.from_command(MENTOR, command(action="invite", member=SAM, text=" hi\0 "))

    assert asked == Asked(MENTOR, "invite hi", Named(address(SAM), "Sam"))


def test_whoever_has_no_other_name_is_called_as_in_this_guild() -> None:
    asked = desk_acts.from_command(MENTEE_STATUS, command(member=KIM))

    assert asked == Asked(MENTEE_STATUS, "", Named(address(KIM), "Kimmy"))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "mentors"),
        ({"text": "Add"}, "mentors add"),
        ({"second": SAM}, "mentors assign"),
        ({"stands_for": "77"}, "mentors group 77"),
        ({"text": "group", "stands_for": "77"}, "mentors group 77"),
        ({"text": "group"}, "mentors group"),
        ({"clear": True}, "mentors group"),
        ({"clear": False}, "mentors"),
        ({"clear": True, "stands_for": "77"}, "mentors group 77"),
    ],
)
def test_two_people_are_a_pair_and_a_role_is_the_group_of_mentors(
    options: dict[str, str], words: str
) -> None:
    asked = desk_acts.from_command(ADMIN, command(action="mentors", member=KIM, **options))

    assert asked.words.strip() == words
    assert asked.person == Named(address(KIM), "Kimmy")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/mentee-status Sam", Asked(MENTEE_STATUS, "Sam")),
        ("mentee-status", Asked(MENTEE_STATUS)),
        ("mentor consent", Asked(MENTOR, "consent")),
        ("/mentor", Asked(MENTOR)),
        ("/whichrole-admin log", Asked(ADMIN, "log")),
        ("/whichrole link", Asked(OWN, "link")),
        ("whichrole LINK bcdfg-hjkmn", Asked(OWN, "LINK bcdfg-hjkmn")),
        ("/whichrole unlink", Asked(OWN, "unlink")),
        ("/whichrole summary", None),
        ("link BCDFG-HJKMN", None),
        ("mentor", Asked(MENTOR)),
        ("mentor of mine", None),
        ("whichrole-admin", Asked(ADMIN)),
        ("/whichrole", None),
        ("hello", None),
        ("", None),
    ],
)
def test_words_alone_are_a_command_only_where_nothing_else_is_meant(
    text: str, meant: Asked | None
) -> None:
    assert desk_acts.from_words(text) == meant


@given(
    spot=st.builds(Spot, st.sampled_from(View), st.integers(0, 10**17)),
    choice=st.sampled_from(CHOICES),
)
def test_a_press_comes_back_as_the_card_and_the_choice_that_it_was(
    spot: Spot, choice: str
) -> None:
    told = from_custom_id(to_custom_id(Kind.CHOOSE, place_of(spot), choice))

    assert told is not None
    assert desk_acts.is_at_the_desk(told)
    assert desk_acts.from_press(told, {}) == Pressed(spot, choice)


def test_every_id_of_the_desk_is_short_enough_for_discord(catalog: Catalog) -> None:
    longest = max(catalog.phrases, key=len)

    made = [
        to_custom_id(Kind.CHOOSE, place_of(Spot(View.ADMIN, detail=longest)), USE + "0" * 12),
        to_custom_id(Kind.CHOOSE, place_of(Spot(View.CONSENT, 10**18)), f"{SHARE}reasons"),
    ]

    assert all(len(one) <= 100 for one in made)


@pytest.mark.parametrize(
    "question", [None, "", "brief", "brief.x", "brief.٣", "nobody.1", "brief." + "9" * 19]
)
def test_F66_a_card_that_we_never_write_is_none(question: str | None) -> None:
    told = from_custom_id(to_custom_id(Kind.CHOOSE, Place(0, 0, question), "encourage"))

    assert told is not None
    assert desk_acts.from_press(told, {}) is None


@pytest.mark.thorough
@given(data=PRESSES)
@THOUSANDS
def test_F66_whatever_is_forged_is_an_act_or_none_and_never_an_error(data: Json) -> None:
    told = inbound.pressed_in(data)

    made = desk_acts.from_press(told, data) if told is not None else None

    assert made is None or made.spot.about < 10**18
    assert desk_acts.from_window(data) is None or told is not None
    assert desk_acts.from_command(MENTOR, data).command == MENTOR

"""What somebody does at the desk, out of what Slack tells."""

from typing import Any

import pytest

from bot.adapters.slack import desk_inbound
from bot.adapters.slack.callbacks import to_block_id, to_part
from bot.cards import Place
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.usecases.mentors.asking import Asked, Named, Pressed, Wrote

LINKS = [
    ("link", True),
    (" LINK bcdfg-hjkmn", True),
    ("unlink", True),
    ("", False),
    ("summary", False),
    ("linked", False),
]
SPOT = Spot(View.BRIEF, 7)


def named(user: str, name: str) -> Named:
    return Named(Address("slack", "T1", user), name)


def command(text: str, name: str = "/mentor", **more: Any) -> dict[str, Any]:
    told = {"team_id": "T1", "user_id": "U1", "user_name": "kim", "trigger_id": "1.2"}
    return {**told, "command": name, "text": text, **more}


def click(action: dict[str, Any], place: Place | None = None, **more: Any) -> dict[str, Any]:
    block = to_block_id(place or place_of(SPOT), to_part("U1", "answers0"))
    pressed = {"block_id": block, "action_ts": "17.5", "action_id": "wr.choose.0", **action}
    user = {"id": "U1", "team_id": "T1", "username": "kim"}
    where = {"message_ts": "1.1", "channel_id": "C1", "is_ephemeral": True}
    return {"user": user, "actions": [pressed], "container": where, **more}


def window(words: object, place: Place | None = None, **more: Any) -> dict[str, Any]:
    metadata = to_block_id(place or place_of(SPOT), to_part("U1", "words"))
    state = {"values": {"words": {"wr.words": {"value": words}}}}
    view = {"id": "V1", "hash": "1", "type": "modal", "private_metadata": metadata}
    user = {"id": "U1", "team_id": "T1", "username": "kim"}
    return {"user": user, "view": {**view, "state": state, **more}}


@pytest.mark.parametrize(("text", "is_ours"), LINKS)
def test_of_everybodys_own_command_the_desk_answers_what_is_about_links(
    text: str, is_ours: bool
) -> None:
    deed = desk_inbound.from_command(command(text, "/whichrole"))

    assert desk_inbound.is_asked(command(text, "/whichrole")) is is_ours
    assert (deed and deed.act) == (Asked("/whichrole", text.strip()) if is_ours else None)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("", Asked("/mentor")),
        ("ask", Asked("/mentor", "ask")),
        ("invite <@U2|sam>", Asked("/mentor", "invite", named("U2", "sam"))),
        ("invite <@U2>", Asked("/mentor", "invite", named("U2", ""))),
        (
            "note <@U2|sam> both:  ask &lt;how&gt; &amp; when",
            Asked("/mentor", "note both: ask <how> & when", named("U2", "sam")),
        ),
        (
            "note <@U2|sam> both: see <@W3|ana> and <@W4>",
            Asked("/mentor", "note both: see @ana and @W4", named("U2", "sam")),
        ),
        ("ask &lt;@U2|sam&gt;", Asked("/mentor", "ask <@U2|sam>")),
        ("ask <!here> <!channel|channel>", Asked("/mentor", "ask @here @channel")),
        ("ask <https://a.example|a>", Asked("/mentor", "ask a")),
        ("ask \x00\u202ewho", Asked("/mentor", "ask who")),
    ],
)
def test_a_command_tells_whom_it_names_and_the_rest_of_its_words(text: str, act: Asked) -> None:
    deed = desk_inbound.from_command(command(text))

    assert deed is not None
    assert deed.act == act
    assert (deed.account, deed.handle) == (Address("slack", "T1", "U1"), "kim")
    assert deed.here == Community("slack", "T1")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "mentors assign <@U2|kim> <@U3|sam>",
            Asked("/whichrole-admin", "mentors assign", named("U2", "kim"), named("U3", "sam")),
        ),
        ("roles channel <#C9|steps>", Asked("/whichrole-admin", "roles channel C9")),
        ("mentors group <!subteam^S9|@all>", Asked("/whichrole-admin", "mentors group S9")),
    ],
)
def test_admins_name_two_people_and_channels_and_groups_by_their_ids(
    text: str, act: Asked
) -> None:
    deed = desk_inbound.from_command(command(text, "/whichrole-admin"))

    assert deed is not None
    assert deed.act == act


@pytest.mark.parametrize(
    "body",
    [
        command("", "/whichrole"),
        command("", trigger_id=""),
        command("", user_id=None),
        command("", team_id=""),
        {},
    ],
)
def test_F66_what_is_no_command_of_the_desk_is_nothing(body: dict[str, Any]) -> None:
    assert desk_inbound.from_command(body) is None


@pytest.mark.parametrize(
    "action",
    [
        {"action_id": "wr.choose.3", "value": "encourage"},
        {"action_id": "wr.ask.1", "value": "encourage"},
        {"action_id": "wr.pick", "selected_option": {"value": "encourage"}},
        {"action_id": "wr.more", "selected_option": {"value": "encourage"}},
    ],
)
def test_a_press_is_one_on_the_card_under_it(action: dict[str, Any]) -> None:
    deed = desk_inbound.from_click(click(action))

    assert deed is not None
    assert deed.act == Pressed(SPOT, "encourage")
    assert deed.is_theirs


@pytest.mark.parametrize(
    ("action", "place"),
    [
        ({"action_id": "wr.confirm", "value": "x"}, None),
        ({"action_id": "wr.choose.0", "value": 7}, None),
        ({"action_id": "wr.choose.0", "value": ""}, None),
        ({"value": "x", "action_ts": 17}, None),
        ({"value": "x"}, Place(0, 0, "nowhere.1")),
        ({"value": "x"}, Place(0, 0, "brief.-1")),
        ({"value": "x"}, Place(0, 0, "brief.٣")),
        ({"value": "x"}, Place(0, 0)),
        ({"value": "x"}, Place(1, 0, "brief.1")),
    ],
)
def test_F66_what_is_no_press_on_a_card_of_ours_is_nothing(
    action: dict[str, Any], place: Place | None
) -> None:
    assert desk_inbound.from_click(click(action, place)) is None


@pytest.mark.parametrize("block", ["U2/answers:0:0:brief.7", "answers:0:0:brief.7"])
def test_F67_a_press_on_a_card_that_was_drawn_for_somebody_else_is_not_theirs(
    block: str,
) -> None:
    deed = desk_inbound.from_click(click({"value": "encourage", "block_id": block}))

    assert deed is not None
    assert not deed.is_theirs


def test_F15_the_same_press_has_the_same_key_and_another_one_has_not() -> None:
    once, again = (desk_inbound.from_click(click({"value": "x"})) for _ in range(2))
    other = desk_inbound.from_click(click({"value": "x", "action_ts": "18"}))

    assert once is not None
    assert again is not None
    assert other is not None
    assert once.key == again.key != other.key


def test_words_are_those_of_the_card_whose_window_it_is() -> None:
    deed = desk_inbound.from_submission(window(" well begun\n&amp; more "))

    assert deed is not None
    assert deed.act == Wrote(SPOT, "well begun\n& more")


def test_F66_a_window_without_words_has_said_nothing() -> None:
    deed = desk_inbound.from_submission(window(None))

    assert deed is not None
    assert deed.act == Wrote(SPOT, "")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"user": {"id": "U1", "team_id": "T1"}, "view": []},
        window("x", Place(1, 2, "pace")),
        window("x", private_metadata=None),
    ],
)
def test_F66_a_window_of_another_kind_is_nothing(body: dict[str, Any]) -> None:
    assert desk_inbound.from_submission(body) is None


def test_F15_words_that_were_changed_are_something_new() -> None:
    once, other = (desk_inbound.from_submission(window(one)) for one in ("a", "b"))
    again = desk_inbound.from_submission(window("a"))

    assert once is not None
    assert other is not None
    assert again is not None
    assert once.key == again.key != other.key


@pytest.mark.parametrize(
    ("container", "is_private"),
    [
        ({"message_ts": "1", "channel_id": "C1", "is_ephemeral": True}, True),
        ({"message_ts": "1", "channel_id": "D1", "is_ephemeral": False}, True),
        ({"message_ts": "1", "channel_id": "C1"}, False),
        ({"message_ts": "1", "channel_id": "C1", "is_ephemeral": "yes"}, False),
        ({"type": "view", "view_id": "V1"}, False),
        (None, False),
    ],
)
def test_F65_a_message_is_private_if_slack_says_so(container: object, is_private: bool) -> None:
    assert desk_inbound.is_private({"container": container}) is is_private


def test_a_window_is_told_from_home() -> None:
    shown = {"id": "V1", "type": "modal"}

    windows = [
        desk_inbound.window_of({"view": view})
        for view in (shown, shown | {"type": "home"}, None)
    ]

    assert windows == ["V1", "", ""]

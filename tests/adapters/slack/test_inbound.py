"""Payloads to events, without a server."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.adapters.slack import inbound
from bot.cards import NOWHERE, Place
from bot.catalog import Command
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.ports.inbound import Address
from tests.fakes.clock import NOON

SAM = Address("slack", "T1", "U1")
BEFORE = NOON - timedelta(minutes=1)
STAMP = f"{BEFORE.timestamp():.6f}"
PLACE = Place(7, 3, "afternoon")


def message(**more: Any) -> dict[str, Any]:
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1",
             "text": "hello", "ts": STAMP}  # fmt: skip
    return {"team_id": "T1", "event_id": "Ev1", "event": event | more}


def click(action: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "container": {"type": "message", "channel_id": "D1", "message_ts": "17.5"},
        "actions": [{"block_id": "answers0:7:3:afternoon", "action_ts": STAMP, **action}],
        **more,
    }


def test_words_in_a_direct_message_are_an_event_at_the_time_that_slack_says() -> None:
    taken = inbound.from_message(message(), NOON)

    assert taken is not None
    assert (taken.sender, taken.event) == (SAM, Typed(BEFORE, "hello", sent_at=BEFORE))


def test_F06_one_message_under_two_event_ids_has_one_key() -> None:
    one, two = message(), message() | {"event_id": "Ev2"}

    keys = {taken.key for body in (one, two) if (taken := inbound.from_message(body, NOON))}

    assert len(keys) == 1


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("&amp;lt;", "&lt;"),
        ("see <https://example.org|the page> now", "see the page now"),
        ("see <https://example.org/x?a=1&amp;b=2>", "see https://example.org/x?a=1&b=2"),
        ("<@U2> hello", "<@U2> hello"),
        ("zero\x00byte \ud800", "zerobyte \ufffd"),
    ],
)
def test_F54_slacks_markup_becomes_what_was_typed(told: str, typed: str) -> None:
    taken = inbound.from_message(message(text=told), NOON)

    assert taken is not None
    assert taken.event == Typed(BEFORE, typed, sent_at=BEFORE)


@pytest.mark.parametrize(
    "body",
    [
        message(bot_id="B1"),
        message(subtype="message_changed"),
        message(subtype="bot_message"),
        message(channel_type="channel"),
        message(text="  "),
        message(user=None),
        message(ts=17),
        {"team_id": "T1", "event": "no mapping"},
        {"team_id": "T1"},
        {},
    ],
)
def test_F12_F13_what_no_person_said_to_us_is_no_event(body: dict[str, Any]) -> None:
    assert inbound.from_message(body, NOON) is None


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        (STAMP, BEFORE),
        ("99999999999.5", NOON),
        ("soon", NOON),
        ("nan", NOON),
        ("1e400", NOON),
        ("-5", datetime(1969, 12, 31, 23, 59, 55, tzinfo=UTC)),
    ],
)
def test_a_time_that_cannot_be_is_now(stamp: str, at: datetime) -> None:
    taken = inbound.from_message(message(ts=stamp), NOON)

    assert taken is not None
    assert taken.event.at == at


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("", Opened(NOON)),
        ("  ", Opened(NOON)),
        ("summary", Asked(NOON, Command.SUMMARY)),
        ("Forget-Me", Asked(NOON, Command.FORGET_ME)),
        ("I like charts", Typed(NOON, "I like charts")),
        ("job", Asked(NOON, Command.JOB)),
        ("Job We build.\nYou test.", Asked(NOON, Command.JOB, text="We build.\nYou test.")),
        ("summary of it", Typed(NOON, "summary of it")),
    ],
)
def test_a_command_opens_asks_or_says(text: str, event: Event) -> None:
    body = {"team_id": "T1", "user_id": "U1", "trigger_id": "1.2", "text": text}

    taken = inbound.from_command(body, NOON)

    assert taken is not None
    assert taken.event == event


@pytest.mark.parametrize(
    ("action", "event"),
    [
        (
            {"action_id": "wr.choose.0", "value": "a"},
            Chose(BEFORE, PLACE, frozenset("a"), BEFORE),
        ),
        (
            {"action_id": "wr.pick", "selected_option": {"value": "b"}},
            Chose(BEFORE, PLACE, frozenset("b"), BEFORE),
        ),
        ({"action_id": "wr.ask.1", "value": "why"}, Asked(BEFORE, Command.WHY, PLACE, BEFORE)),
        (
            {"action_id": "wr.more", "selected_option": {"value": "help"}},
            Asked(BEFORE, Command.HELP, PLACE, BEFORE),
        ),
        ({"action_id": "wr.open"}, Opened(BEFORE, BEFORE)),
        (
            {"action_id": "wr.choose.0", "value": "a", "block_id": "forged"},
            Chose(BEFORE, NOWHERE, frozenset("a"), BEFORE),
        ),
    ],
)
def test_a_press_is_what_its_element_means(action: dict[str, Any], event: Event) -> None:
    taken = inbound.from_click(click(action), NOON)

    assert taken is not None
    assert (taken.sender, taken.event) == (SAM, event)


def test_what_is_ticked_counts_when_it_is_confirmed_and_only_on_this_card() -> None:
    def ticked(*values: str) -> dict[str, Any]:
        return {"wr.tick": {"selected_options": [{"value": value} for value in values]}}

    state = {
        "values": {
            "answers:7:3:afternoon": ticked("a", "c"),
            "answers:7:2:earlier": ticked("b"),
            "other": {"x": None},
        }
    }
    body = click({"action_id": "wr.confirm", "value": "wr.confirm"}, state=state)

    taken = inbound.from_click(body, NOON)

    assert taken is not None
    assert taken.event == Chose(BEFORE, PLACE, frozenset({"a", "c"}), BEFORE)


@pytest.mark.parametrize(
    "body",
    [
        click({"action_id": "wr.tick"}),
        click({"action_id": "wr.link"}),
        click({"action_id": "wr.ask.0", "value": "rm -rf"}),
        click({"action_id": "wr.choose.0", "action_ts": None}),
        click({"action_id": "wr.choose.0"}, user={}),
        click({"action_id": "wr.choose.0"}, actions=[]),
        click({"action_id": "wr.choose.0"}, actions="forged"),
        {},
    ],
)
def test_F66_a_press_that_asks_for_nothing_is_no_event(body: dict[str, Any]) -> None:
    assert inbound.from_click(body, NOON) is None


def test_F15_the_same_press_has_the_same_key_and_another_one_has_not() -> None:
    action = {"action_id": "wr.choose.0", "value": "a"}
    once, again = (inbound.from_click(click(action), NOON) for _ in range(2))
    other = inbound.from_click(click(action | {"action_ts": "18.0"}), NOON)

    assert once is not None
    assert again is not None
    assert other is not None
    assert once.key == again.key != other.key


@pytest.mark.parametrize(
    ("event", "is_ours"),
    [
        ({"type": "app_uninstalled"}, True),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}, False),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}, False),
        ({"type": "tokens_revoked"}, False),
        ("forged", False),
    ],
)
def test_F32_only_the_end_of_our_own_way_in_is_about_us(
    event: object, *, is_ours: bool
) -> None:
    assert inbound.is_about_us({"event": event}) is is_ours


def test_only_a_message_that_all_can_see_is_changed_by_a_click() -> None:
    standing = inbound.clicked(click({}, response_url="https://hooks.slack.com/x"))
    ephemeral = inbound.clicked(
        click({}, container={"channel_id": "C1", "message_ts": "1.2", "is_ephemeral": True})
    )
    on_home = inbound.clicked(click({}, container={"type": "view", "view_id": "V1"}))

    assert standing == inbound.Clicked("D1:17.5", "https://hooks.slack.com/x", PLACE)
    assert (ephemeral, on_home) == (None, None)


@pytest.mark.parametrize("odd", ["x" * 5_000, "\ud800", "zero\x00"])
def test_F66_a_key_is_one_that_every_store_can_carry(odd: str) -> None:
    command = {"team_id": "T1", "user_id": "U1", "trigger_id": odd, "text": "help"}

    taken = inbound.from_command(command, NOON)

    assert taken is not None
    assert len(taken.key) <= 200
    assert taken.key.encode()


@pytest.mark.parametrize("subtype", ["file_share", "me_message", "thread_broadcast"])
def test_words_count_also_with_a_picture_or_as_what_one_does(subtype: str) -> None:
    taken = inbound.from_message(message(subtype=subtype), NOON)

    assert taken is not None
    assert taken.event == Typed(BEFORE, "hello", sent_at=BEFORE)

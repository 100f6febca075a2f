"""What Discord refuses, with the code that it has for that."""

from datetime import timedelta

import pytest

from tests.fakes.discord.interacting import TOKEN_SECONDS
from tests.fakes.discord.listening import Ask
from tests.fakes.discord.models import HAS_COMPONENTS_V2, IS_EPHEMERAL, Interaction, Json
from tests.fakes.discord.payloads import button, card, menu, modal, row, text
from tests.fakes.discord.seen import words
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.world import US

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

SAY, UPDATE = {"type": 4, "data": card()}, {"type": 7, "data": card()}
WHISPER = {"type": 4, "data": card() | {"flags": HAS_COMPONENTS_V2 | IS_EPHEMERAL}}


@pytest.fixture
def command(fake: FakeDiscord) -> Interaction:
    """Somebody ran a command in town."""
    sam = fake.person()
    return fake.world.interact(2, sam.id, sam.town)


def callback(interaction: Interaction) -> str:
    return f"/interactions/{interaction.id}/{interaction.token}/callback"


def webhook(interaction: Interaction, message: str = "") -> str:
    return f"/webhooks/{US}/{interaction.token}" + (f"/messages/{message}" if message else "")


async def test_an_interaction_is_answered_once(command: Interaction, ask: Ask) -> None:
    first = await ask("POST", callback(command), SAY)

    second = await ask("POST", callback(command), SAY)

    assert (first.status, second.status, second.code) == (204, 400, 40060)


async def test_an_interaction_is_answered_within_three_seconds(
    fake: FakeDiscord, command: Interaction, ask: Ask
) -> None:
    fake.watch.pass_by(timedelta(seconds=3.1))

    late = await ask("POST", callback(command), SAY)

    assert (late.status, late.code) == (404, 10062)
    assert fake.person().heard == []


async def test_nobody_answers_what_was_never_asked(command: Interaction, ask: Ask) -> None:
    of_another_id = await ask("POST", f"/interactions/1/{command.token}/callback", SAY)
    of_another_token = await ask("POST", f"/interactions/{command.id}/t/callback", SAY)

    assert (of_another_id.code, of_another_token.code) == (10062, 10062)


async def test_what_was_answered_is_told_to_whoever_wants_it(
    fake: FakeDiscord, command: Interaction, ask: Ask
) -> None:
    told = await ask("POST", f"{callback(command)}?with_response=1", WHISPER)

    (shown,) = fake.person().ephemeral
    assert told.status == 200
    assert told.body["interaction"]["response_message_id"] == shown.id
    assert told.body["resource"]["message"]["id"] == shown.id
    assert told.body["resource"]["message"]["flags"] == HAS_COMPONENTS_V2 | IS_EPHEMERAL


@pytest.mark.parametrize("answer", [UPDATE, {"type": 6}])
async def test_a_command_has_no_message_to_change(
    command: Interaction, ask: Ask, answer: Json
) -> None:
    assert (await ask("POST", callback(command), answer)).code == 50035


async def test_a_modal_does_not_open_another(fake: FakeDiscord, ask: Ask) -> None:
    sam = fake.person()
    sent = fake.world.interact(5, sam.id, sam.town)

    told = await ask("POST", callback(sent), {"type": 9, "data": modal()})

    assert told.code == 50035


async def test_a_webhook_does_not_live_before_the_first_answer(
    command: Interaction, ask: Ask
) -> None:
    assert (await ask("POST", webhook(command), card())).code == 10015
    assert (await ask("PATCH", webhook(command, "@original"), card())).code == 10015


async def test_a_webhook_lives_for_a_quarter_of_an_hour(
    fake: FakeDiscord, command: Interaction, ask: Ask
) -> None:
    await ask("POST", callback(command), WHISPER)
    fake.watch.pass_by(timedelta(seconds=TOKEN_SECONDS - 5))
    before = await ask("PATCH", webhook(command, "@original"), card(text("changed")))
    fake.watch.pass_by(timedelta(seconds=10))

    after = await ask("PATCH", webhook(command, "@original"), card(text("too late")))

    assert (before.status, after.status, after.code) == (200, 401, 50027)
    assert words(fake.person().ephemeral[-1]) == "changed"


async def test_an_ephemeral_message_is_reached_through_its_interaction_alone(
    fake: FakeDiscord, command: Interaction, ask: Ask
) -> None:
    await ask("POST", callback(command), WHISPER)
    (shown,) = fake.person().ephemeral
    place = f"/channels/{shown.channel}/messages"

    through_channel = await ask("PATCH", f"{place}/{shown.id}", card())
    listed = await ask("GET", place)
    through_token = await ask("GET", webhook(command, shown.id))

    assert (through_channel.code, listed.body, through_token.status) == (10008, [], 200)
    assert fake.person("Kim").everything == []


async def test_the_first_follow_up_takes_the_place_of_what_was_promised(
    fake: FakeDiscord, command: Interaction, ask: Ask
) -> None:
    await ask("POST", callback(command), {"type": 5})

    await ask("POST", webhook(command), card(text("first")))
    await ask("POST", webhook(command), card(text("second")))

    assert [words(one) for one in fake.person().heard] == ["first", "second"]


async def test_what_an_interaction_said_is_taken_back(
    fake: FakeDiscord, command: Interaction, ask: Ask
) -> None:
    await ask("POST", callback(command), SAY)

    gone = await ask("DELETE", webhook(command, "@original"))
    again = await ask("DELETE", webhook(command, "@original"))

    assert (gone.status, again.code) == (204, 10008)
    assert fake.person().heard == []


async def test_a_message_of_another_interaction_is_not_changed(
    fake: FakeDiscord, command: Interaction, ask: Ask
) -> None:
    await ask("POST", callback(command), SAY)
    (shown,) = fake.person().heard
    other = fake.world.interact(2, fake.person("Kim").id, shown.channel)
    await ask("POST", callback(other), SAY)

    assert (await ask("PATCH", webhook(other, shown.id), card())).code == 10008


async def test_somebody_takes_no_direct_messages(fake: FakeDiscord, ask: Ask) -> None:
    sam = fake.person()
    fake.world.closed.add(sam.id)
    opened = await ask("POST", "/users/@me/channels", {"recipient_id": int(sam.id)})

    refused = await ask("POST", f"/channels/{opened.body['id']}/messages", card())

    assert (opened.status, refused.status, refused.code) == (200, 403, 50007)


async def test_a_person_is_refused_with_any_code(fake: FakeDiscord, ask: Ask) -> None:
    sam = fake.person()
    fake.world.refused[sam.id] = 50278

    assert (await ask("POST", f"/channels/{sam.channel}/messages", card())).code == 50278


async def test_the_same_nonce_is_one_message(fake: FakeDiscord, ask: Ask) -> None:
    sam = fake.person()
    sent = card() | {"nonce": "n" * 25, "enforce_nonce": True}

    told = [await ask("POST", f"/channels/{sam.channel}/messages", sent) for _ in range(2)]

    assert told[0].body["id"] == told[1].body["id"]
    assert [one.id for one in sam.cards] == [told[0].body["id"]]
    assert fake.world.accepted == {"n" * 25: 2}
    assert fake.world.doubled == {}


@pytest.mark.parametrize("enforced", [{}, {"enforce_nonce": False}])
async def test_a_nonce_that_is_not_enforced_keeps_nothing_away(
    fake: FakeDiscord, ask: Ask, enforced: Json
) -> None:
    sam = fake.person()

    for _ in range(2):
        sent = card() | {"nonce": "n"} | enforced
        await ask("POST", f"/channels/{sam.channel}/messages", sent)

    assert fake.world.doubled == {"n": 2}


async def test_a_nonce_is_forgotten_after_some_minutes(fake: FakeDiscord, ask: Ask) -> None:
    sam = fake.person()
    sent = card() | {"nonce": "n", "enforce_nonce": True}
    await ask("POST", f"/channels/{sam.channel}/messages", sent)

    fake.watch.pass_by(timedelta(minutes=6))
    await ask("POST", f"/channels/{sam.channel}/messages", sent)

    assert fake.world.doubled == {"n": 2}


BAD_MESSAGES: dict[str, Json] = {
    "content that is too long": {"content": "w" * 2_001},
    "content beside components of the second kind": card() | {"content": "hello"},
    "no components of the second kind": {"flags": HAS_COMPONENTS_V2},
    "the second kind without its flag": {"components": [text()]},
    "six rows of the first kind": {"components": [row(button(str(n))) for n in range(6)]},
    "six buttons in a row": card(row(*(button(str(n)) for n in range(6)))),
    "more than forty components": card(*[text()] * 41),
    "more than four thousand characters": card(text("w" * 2_001), text("w" * 2_000)),
    "a custom id twice": card(row(button()), row(button())),
    "a custom id that is too long": card(row(button("c" * 101))),
    "a button without a custom id": card(row({"type": 2, "style": 1, "label": "Press"})),
    "a button without a label": card(row(button(label=""))),
    "a link without an address": card(row({"type": 2, "style": 5, "label": "Read"})),
    "a menu with more than 25 options": card(row(menu(26))),
    "a menu of which more is picked than is there": card(row(menu(2, max_values=3))),
    "a menu beside a button": card(row(menu(), button())),
    "text without a word": card(text("")),
    "a nonce that is too long": card() | {"nonce": "n" * 26},
    "a file that did not come": card() | {"attachments": [{"id": 0, "filename": "a.png"}]},
}


@pytest.mark.parametrize("sent", BAD_MESSAGES.values(), ids=BAD_MESSAGES)
async def test_a_message_that_cannot_be_drawn_is_refused(
    fake: FakeDiscord, ask: Ask, sent: Json
) -> None:
    sam = fake.person()

    told = await ask("POST", f"/channels/{sam.channel}/messages", sent)

    assert (told.status, told.code) == (400, 50035)
    assert sam.cards == []


async def test_an_empty_message_is_refused(fake: FakeDiscord, ask: Ask) -> None:
    told = await ask("POST", f"/channels/{fake.person().channel}/messages", {"content": ""})

    assert (told.status, told.code) == (400, 50006)


@pytest.mark.parametrize(
    "more",
    [{"components": []}, {"title": "t" * 46}, {"custom_id": ""},
     {"components": [row({"type": 4, "custom_id": str(n), "style": 1}) for n in range(6)]}],
    ids=["nothing in it", "a long title", "no custom id", "six fields"],
)  # fmt: skip
async def test_a_modal_that_cannot_be_drawn_is_refused(
    fake: FakeDiscord, command: Interaction, ask: Ask, more: Json
) -> None:
    told = await ask("POST", callback(command), {"type": 9, "data": modal(**more)})

    assert told.code == 50035
    assert fake.person().window == {}


async def test_the_second_kind_of_components_is_for_ever(fake: FakeDiscord, ask: Ask) -> None:
    place = f"/channels/{fake.person().channel}/messages"
    sent = await ask("POST", place, card())

    told = await ask("PATCH", f"{place}/{sent.body['id']}", {"content": "plain", "flags": 0})

    assert told.code == 50035


async def test_nobody_changes_what_others_said(fake: FakeDiscord, ask: Ask) -> None:
    sam = fake.person()
    posted = await sam.says("hello")
    place = f"/channels/{sam.channel}/messages/{posted.id}"

    changed, deleted = await ask("PATCH", place, card()), await ask("DELETE", place)

    assert (changed.code, deleted.code) == (50005, 50013)


async def test_a_token_lets_somebody_in(ask: Ask) -> None:
    told = await ask("GET", "/users/@me", headers={"Authorization": "Bot another"})

    assert told.status == 401


@pytest.mark.parametrize(
    ("path", "code"),
    [("/channels/1", 10003), ("/guilds/1", 10004), ("/users/1", 10013), ("/nothing", 0)],
)
async def test_what_is_not_there_is_not_found(ask: Ask, path: str, code: int) -> None:
    told = await ask("GET", path)

    assert (told.status, told.body["code"]) == (404, code)


async def test_commands_are_named_once_and_are_a_hundred_at_most(ask: Ask) -> None:
    place, one = f"/applications/{US}/commands", {"name": "one", "description": "d"}
    many = [one | {"name": f"c{number}"} for number in range(101)]

    assert (await ask("PUT", place, [one, one])).code == 50035
    assert (await ask("PUT", place, many)).code == 30032


@pytest.mark.parametrize(
    ("mentions", "pinged"),
    [(None, True), ({"parse": []}, False), ({"parse": ["users"]}, True)],
)
async def test_whom_a_message_calls_is_noted(
    fake: FakeDiscord, ask: Ask, mentions: Json | None, pinged: bool
) -> None:
    sam = fake.person()
    more = {} if mentions is None else {"allowed_mentions": mentions}

    await ask("POST", f"/channels/{sam.channel}/messages", card(text(f"<@{sam.id}>")) | more)

    assert sam.newest_card.pings == ({sam.id} if pinged else set())

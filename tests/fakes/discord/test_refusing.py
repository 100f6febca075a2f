"""What Discord refuses, with the code that it has for that."""

from datetime import timedelta

import pytest

from tests.fakes.discord.listening import Ask
from tests.fakes.discord.models import HAS_COMPONENTS_V2, Json
from tests.fakes.discord.payloads import button, card, menu, row, text
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.world import US

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""


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

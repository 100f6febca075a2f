"""How interactions are answered, and which answers Discord refuses."""

from datetime import timedelta

import pytest

from tests.fakes.discord.interacting import TOKEN_SECONDS
from tests.fakes.discord.listening import Ask
from tests.fakes.discord.models import HAS_COMPONENTS_V2, IS_EPHEMERAL, Interaction, Json
from tests.fakes.discord.payloads import card, modal, row, text
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

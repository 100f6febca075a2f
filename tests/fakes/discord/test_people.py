"""What Discord's own client lets people do, and what they see."""

import pytest

from tests.fakes.discord.listening import Ask, Listener
from tests.fakes.discord.models import MANAGE_GUILD, Json
from tests.fakes.discord.payloads import button, card, menu, row, text
from tests.fakes.discord.person import Person
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.world import US

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

COMMANDS = [
    {
        "name": "go", "description": "d", "contexts": [0, 1, 2], "integration_types": [0, 1],
        "options": [
            {"type": 3, "name": "action", "description": "d",
             "choices": [{"name": "Back", "value": "back"}]},
            {"type": 6, "name": "member", "description": "d"},
        ],
    },
    {"name": "here", "description": "d", "contexts": [0],
     "default_member_permissions": str(MANAGE_GUILD)},
]  # fmt: skip


@pytest.fixture
async def sam(fake: FakeDiscord, ask: Ask) -> Person:
    """Somebody in town, where commands were registered; nobody answers them."""
    await ask("PUT", f"/applications/{US}/commands", COMMANDS)
    fake.answers.patience = 0.01
    return fake.person()


async def told(listener: Listener) -> Json:
    return await listener.hears_of("INTERACTION_CREATE")


async def test_an_option_is_given_by_its_value_or_by_its_name(
    fake: FakeDiscord, sam: Person, listener: Listener
) -> None:
    kim = fake.person("Kim")

    await sam.runs("/go", "back")
    await sam.runs("go", {"member": kim})

    first, second = await told(listener), await told(listener)
    assert first["data"]["options"] == [{"name": "action", "type": 3, "value": "back"}]
    assert second["data"]["options"] == [{"name": "member", "type": 6, "value": kim.id}]
    assert second["data"]["resolved"]["members"].keys() == {kim.id}


@pytest.mark.parametrize(
    ("command", "options", "why"),
    [
        ("/nothing", "", "there is no /nothing"),
        ("/go", "sideways", "none of"),
        ("/go", {"speed": 1}, "no option speed"),
        ("/here", "", "not for Sam"),
    ],
)
async def test_what_the_client_does_not_offer_nobody_runs(
    sam: Person, command: str, options: str, why: str
) -> None:
    with pytest.raises(AssertionError, match=why):
        await sam.runs(command, options)


async def test_a_command_of_guilds_is_not_offered_in_a_direct_message(sam: Person) -> None:
    with pytest.raises(AssertionError, match="not offered there"):
        await sam.runs("/here", channel=sam.channel)


async def test_whoever_may_manage_the_guild_runs_what_is_for_them(
    fake: FakeDiscord, sam: Person, listener: Listener
) -> None:
    fake.happens.gets(
        fake.town, sam.id, fake.world.add_role(fake.town, "Chief", 20, MANAGE_GUILD)
    )

    await sam.runs("/here")

    assert (await told(listener))["data"]["name"] == "here"


async def test_a_visitor_brings_us_where_people_are_among_themselves(
    fake: FakeDiscord, sam: Person, listener: Listener
) -> None:
    kim = fake.visitor("Kim")
    group = fake.world.group(kim.id, sam.id)

    await kim.runs("/go", channel=group.id)

    heard = await told(listener)
    assert heard["context"] == 2
    assert heard["authorizing_integration_owners"] == {"1": kim.id}
    with pytest.raises(AssertionError, match="not installed there"):
        await sam.runs("/go", channel=group.id)


async def test_an_ephemeral_message_is_told_to_us_as_if_it_were_a_direct_one(
    fake: FakeDiscord, ask: Ask, sam: Person, listener: Listener
) -> None:
    asked = fake.world.interact(2, sam.id, sam.town)
    whisper = {"type": 4, "data": card() | {"flags": 1 << 15 | 1 << 6}}

    await ask("POST", f"/interactions/{asked.id}/{asked.token}/callback", whisper)

    heard = await listener.hears_of("MESSAGE_CREATE")
    assert "guild_id" not in heard
    assert (heard["author"]["id"], heard["flags"] & 1 << 6) == (US, 1 << 6)


async def test_ephemeral_messages_are_gone_when_a_client_starts_again(
    fake: FakeDiscord, ask: Ask, sam: Person
) -> None:
    asked = fake.world.interact(2, sam.id, sam.town)
    whisper = {"type": 4, "data": card() | {"flags": 1 << 15 | 1 << 6}}
    await ask("POST", f"/interactions/{asked.id}/{asked.token}/callback", whisper)
    before = len(sam.ephemeral)

    sam.reloads()

    assert (before, sam.ephemeral) == (1, [])


async def test_the_newest_message_that_has_a_button_is_pressed(
    ask: Ask, sam: Person, listener: Listener
) -> None:
    place = f"/channels/{sam.channel}/messages"
    for name in ("first", "second"):
        await ask("POST", place, card(row(button(name))))
    await ask("POST", place, card(row(button("other", label="Other"))))

    await sam.presses("Press")

    heard = await told(listener)
    assert heard["data"]["custom_id"] == "second"
    assert heard["message"]["id"] == sam.cards[1].id


async def test_a_button_that_is_switched_off_is_not_pressed(ask: Ask, sam: Person) -> None:
    sent = card(row(button(disabled=True)), row(menu(disabled=True)))
    await ask("POST", f"/channels/{sam.channel}/messages", sent)

    with pytest.raises(AssertionError, match="nothing is called 'Press'"):
        await sam.presses("Press")
    assert sam.live == []


async def test_a_choice_is_picked_or_pressed(ask: Ask, sam: Person, listener: Listener) -> None:
    sent = card(text(), row(button()), row(menu()))
    await ask("POST", f"/channels/{sam.channel}/messages", sent)

    await sam.answers("Option 1")
    await sam.answers("Press")

    first, second = await told(listener), await told(listener)
    assert (first["data"]["component_type"], first["data"]["values"]) == (3, ["1"])
    assert (second["data"]["component_type"], "values" in second["data"]) == (2, False)


async def test_nothing_is_left_of_whoever_is_forgotten(
    fake: FakeDiscord, ask: Ask, sam: Person
) -> None:
    channel = sam.channel
    await ask("POST", f"/channels/{channel}/messages", card())

    fake.forget(sam)

    assert (await ask("GET", f"/channels/{channel}")).code == 10003
    assert fake.person().id != sam.id

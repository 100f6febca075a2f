"""Every answer of the fake is one that Discord's own description knows."""

import io

import discord
import pytest
from discord import ui

from tests.fakes.discord.listening import Ask
from tests.fakes.discord.models import IS_EPHEMERAL, Role
from tests.fakes.discord.payloads import card, modal
from tests.fakes.discord.program import running
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.validating import Validator, validator
from tests.fakes.discord.world import US
from tests.fakes.waiting import until
from tests.required import required

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""


@pytest.fixture
def known() -> Validator:
    required("specs", "WHICHROLE_SPECS")
    known = validator()
    assert known is not None
    return known


@pytest.fixture
def fake(known: Validator) -> FakeDiscord:
    return FakeDiscord(validator=known, limited=False)


@pytest.fixture
def role(fake: FakeDiscord) -> Role:
    return fake.world.add_role(fake.town, "Engineer", 5)


def everything() -> ui.LayoutView:
    """One of every component that a message of ours may have."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("words"))
    button: ui.Button[ui.LayoutView] = ui.Button(label="Press", emoji="🌱", custom_id="press")
    view.add_item(ui.Section(ui.TextDisplay("words"), accessory=button))
    view.add_item(ui.Container(ui.TextDisplay("words"), ui.Separator(), accent_colour=1))
    link: ui.Button[ui.LayoutView] = ui.Button(label="Read", url="https://a.example/page")
    view.add_item(ui.ActionRow(link))
    options = [discord.SelectOption(label="A", value="a", description="The first")]
    view.add_item(ui.ActionRow(ui.Select(custom_id="menu", options=options)))
    view.add_item(ui.ActionRow(ui.RoleSelect(custom_id="role")))
    view.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://chart.png")))
    view.add_item(ui.File("attachment://plan.txt"))
    return view


async def test_what_people_do_is_answered_in_its_shape(fake: FakeDiscord) -> None:
    async with fake, running(fake):
        sam = fake.person()
        await sam.runs("/card")
        await sam.presses("Count")
        await sam.presses("Write")
        await sam.submits("words")
        await sam.picks(["A", "C"])
        await sam.runs("/slowly", channel=sam.channel)
        await until(lambda: not sam.ephemeral[-1].is_loading)
        await sam.says("hello")
        await until(lambda: bool(sam.cards))

        assert fake.problems() == []
        assert {one.status for one in fake.rest.exchanges} == {200}


async def test_messages_are_told_in_their_shape(fake: FakeDiscord) -> None:
    async with fake, running(fake) as program:
        channel = await (await program.fetch_user(int(fake.person().id))).create_dm()
        files = [discord.File(io.BytesIO(b"x"), one) for one in ("chart.png", "plan.txt")]
        sent = await channel.send(view=everything(), files=files)
        await sent.edit(
            view=everything(),
            attachments=sent.attachments,
            allowed_mentions=discord.AllowedMentions.none(),  # which the library forgets here
        )
        plain = await channel.send("plain", nonce="n")
        await plain.edit(content="plainer")
        history = [one.id async for one in channel.history()]
        await plain.delete()
        await program.fetch_channel(channel.id)
        with pytest.raises(discord.NotFound):
            await channel.fetch_message(plain.id)

        assert history == [plain.id, sent.id]
        assert fake.problems() == []


async def test_guilds_and_commands_are_told_in_their_shape(
    fake: FakeDiscord, role: Role
) -> None:
    async with fake, running(fake) as program:
        guild = await program.fetch_guild(int(fake.town.id))
        member = await guild.fetch_member(int(fake.person().id))
        await member.add_roles(discord.Object(int(role.id)))
        await member.edit(roles=[])
        await member.add_roles(discord.Object(int(role.id)))
        await member.remove_roles(discord.Object(int(role.id)))
        roles = [one.name for one in await guild.fetch_roles()]
        await guild.fetch_channels()
        await program.tree.fetch_commands()
        await program.application_info()
        await program.http.get_bot_gateway()

        assert roles == ["@everyone", "WhichRole", "Engineer"]
        assert fake.problems() == []


async def test_what_webhooks_of_interactions_answer_has_its_shape(
    fake: FakeDiscord, ask: Ask
) -> None:
    sent = card() | {"allowed_mentions": {"parse": []}}
    async with fake:
        sam = fake.person()
        one, other = (fake.world.interact(2, sam.id, sam.town) for _ in range(2))
        webhook = f"/webhooks/{US}/{one.token}"
        answers = [
            await ask("POST", f"/interactions/{other.id}/{other.token}/callback",
                      {"type": 9, "data": modal()}, params={"with_response": "true"}),
            await ask("POST", f"/interactions/{one.id}/{one.token}/callback",
                      {"type": 5, "data": {"flags": IS_EPHEMERAL}}),
            await ask("POST", webhook, sent),
            await ask("POST", webhook, sent),
            await ask("GET", f"{webhook}/messages/@original"),
            await ask("PATCH", f"{webhook}/messages/{sam.heard[-1].id}", sent),
            await ask("DELETE", f"{webhook}/messages/@original"),
            await ask("POST", f"/interactions/{one.id}/{one.token}/callback", {"type": 6}),
        ]  # fmt: skip

        assert [one.status for one in answers] == [200, 204, 200, 200, 200, 200, 204, 400]
        assert fake.problems() == []


async def test_a_refusal_has_its_shape(fake: FakeDiscord, ask: Ask) -> None:
    fake.rates.enforced = True
    sent = {"content": "hello", "allowed_mentions": {"parse": []}}
    async with fake:
        place = f"/channels/{fake.person().channel}/messages"
        told = [await ask("POST", place, sent) for _ in range(6)]
        missing = await ask("GET", "/guilds/1")

        assert (told[-1].status, missing.status) == (429, 404)
        assert fake.problems() == []


async def test_what_breaks_the_description_is_found(fake: FakeDiscord, ask: Ask) -> None:
    async with fake:
        await ask("POST", f"/channels/{fake.person().channel}/messages", {"content": "hello"})

        (problem,) = fake.problems()
        assert "allowed_mentions" in problem


def test_programs_that_nobody_holds_against_it_have_no_problems() -> None:
    assert FakeDiscord().problems() == []

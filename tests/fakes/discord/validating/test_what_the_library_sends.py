"""What discord.py really sends is taken, with as little loosened as it needs."""

import io
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import discord
import pytest
from discord import app_commands, ui

from tests.fakes.discord.validating import Validator, samples
from tests.fakes.discord.validating.loosened import LOOSENED, Loosened
from tests.fakes.discord.validating.recording import Recording, client_of_ours
from tests.required import required

Sending = Callable[[discord.Client], Awaitable[Any]]

NOBODY = discord.AllowedMentions.none()
CHART = "chart.png"
SAM, GUILD, MESSAGE = int(samples.SAM), int(samples.GUILD), int(samples.MESSAGE)


def chart() -> discord.File:
    return discord.File(io.BytesIO(b"a picture"), CHART, description="Shares of the roles")


def a_card() -> ui.LayoutView:
    """One of every component that a card of ours may have."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("# Which role?"))
    view.add_item(ui.Section(ui.TextDisplay("words"), accessory=button("why")))
    view.add_item(
        ui.Container(
            ui.TextDisplay("words"), ui.Separator(), ui.ActionRow(button("in")), accent_colour=1
        )
    )
    view.add_item(ui.ActionRow(*[button(str(number)) for number in range(4)], a_link()))
    view.add_item(ui.ActionRow(a_select()))
    view.add_item(ui.ActionRow(a_select_of_roles()))
    view.add_item(ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{CHART}")))
    return view


def words_alone() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("words"))
    return view


def a_classic_view() -> ui.View:
    view = ui.View(timeout=None)
    view.add_item(button("press"))
    view.add_item(a_select())
    return view


def button(custom_id: str) -> "ui.Button[Any]":
    return ui.Button(label="Press", emoji="🌱", custom_id=custom_id)


def a_link() -> "ui.Button[Any]":
    return ui.Button(label="Read", url="https://a.example/page")


def a_select() -> "ui.Select[Any]":
    options = [discord.SelectOption(label=f"Label {one}", value=f"{one}") for one in range(25)]
    return ui.Select(
        custom_id="pick", placeholder="Pick", min_values=0, max_values=25, options=options
    )


def a_select_of_roles() -> "ui.RoleSelect[Any]":
    chosen = discord.SelectDefaultValue(
        id=int(samples.ROLE), type=discord.SelectDefaultValueType.role
    )
    return ui.RoleSelect(custom_id="role", default_values=[chosen])


def a_window() -> ui.Modal:
    window = ui.Modal(title="Your plan", custom_id="window")
    window.add_item(ui.TextDisplay("words"))
    window.add_item(ui.Label(text="Pick", component=a_select()))
    writing: ui.TextInput[Any] = ui.TextInput(style=discord.TextStyle.long, max_length=500)
    window.add_item(ui.Label(text="Write", description="A few words", component=writing))
    window.add_item(ui.TextInput(label="In a row", custom_id="row"))
    return window


async def whichrole(interaction: discord.Interaction, action: str | None = None) -> None:
    """Has one argument with choices."""


async def mentee_status(
    interaction: discord.Interaction, member: discord.Member | None = None
) -> None:
    """Has one argument that is a person."""


async def of_a_person(interaction: discord.Interaction, member: discord.Member) -> None:
    """Stands in the menu of a person."""


class Localized(app_commands.Translator):
    """Says the same in German, in lower case."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        return string.message.lower() if locale is discord.Locale.german else None


async def commands(client: discord.Client) -> None:
    tree = app_commands.CommandTree(
        client,
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=True, private_channel=True
        ),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )
    choices = [app_commands.Choice(name=f"Name {one}", value=f"{one}") for one in range(25)]
    described = app_commands.describe(action="What to do")(
        app_commands.choices(action=choices)(whichrole)
    )
    tree.command(name="whichrole", description="Find your role")(described)
    tree.command(name="mentee-status", description="How they are")(mentee_status)
    group = app_commands.Group(
        name="whichrole-admin",
        description="Settings",
        default_permissions=discord.Permissions(manage_guild=True),
    )
    group.command(name="status", description="How they are")(mentee_status)
    tree.add_command(group)
    tree.context_menu(name="Show Role")(of_a_person)
    await tree.set_translator(Localized())
    await tree.sync()


def clicked(client: discord.Client) -> "discord.Interaction[Any]":
    interaction: Any = samples.interaction()
    return discord.Interaction(data=interaction, state=client._connection)


def channel(client: discord.Client) -> discord.PartialMessageable:
    return client.get_partial_messageable(int(samples.CHANNEL))


async def a_direct_message(client: discord.Client) -> None:
    await (await client.create_dm(discord.Object(SAM))).send(view=words_alone(), nonce="n" * 25)


async def an_edit_that_keeps_the_chart(client: discord.Client) -> None:
    told: Any = {"id": samples.ROLE, "filename": CHART, "size": 9, "url": "", "proxy_url": ""}
    kept = discord.Attachment(data=told, state=client._connection)
    edited = channel(client).get_partial_message(MESSAGE)
    await edited.edit(view=a_card(), attachments=[kept], allowed_mentions=NOBODY)


async def a_promise_that_is_kept(client: discord.Client) -> None:
    interaction = clicked(client)
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.edit_original_response(view=a_card(), attachments=[chart()])
    await interaction.followup.send(view=a_card(), file=chart(), ephemeral=True)
    await interaction.delete_original_response()


async def a_swap_of_roles(client: discord.Client) -> None:
    await client.http.edit_member(GUILD, SAM, roles=(int(samples.ROLE),))
    await client.http.add_role(GUILD, SAM, int(samples.OTHER_ROLE), reason="They chose it")
    await client.http.remove_role(GUILD, SAM, int(samples.ROLE))


SENDINGS: dict[str, Sending] = {
    "a direct message": a_direct_message,
    "a card with a chart": lambda client: channel(client).send(view=a_card(), file=chart()),
    "a classic message": lambda client: channel(client).send("words", view=a_classic_view()),
    "an edit that keeps the chart": an_edit_that_keeps_the_chart,
    "an answer": lambda client: clicked(client).response.send_message(
        view=a_card(), file=chart(), ephemeral=True
    ),
    "an edit in an answer": lambda client: clicked(client).response.edit_message(
        view=a_card(), attachments=[chart()]
    ),
    "an edit in an answer that drops the chart": lambda client: clicked(
        client
    ).response.edit_message(view=words_alone(), attachments=[]),
    "a window": lambda client: clicked(client).response.send_modal(a_window()),
    "a promise of an edit": lambda client: clicked(client).response.defer(),
    "a promise that is kept": a_promise_that_is_kept,
    "commands": commands,
    "a swap of roles": a_swap_of_roles,
}


@pytest.fixture
async def recording() -> AsyncIterator[Recording]:
    async with Recording() as recording:
        yield recording


@pytest.fixture
async def client(recording: Recording) -> AsyncIterator[discord.Client]:
    """A client of ours that has logged in."""
    async with client_of_ours() as client:
        await client.http.static_login("a-token")
        client._connection.application_id = int(samples.APPLICATION)
        recording.sent.clear()
        yield client


def problems(recording: Recording, known: Validator) -> list[str]:
    """What is wrong with everything that was sent and answered."""
    return [
        problem
        for sent in recording.sent
        for problem in (
            *known.request(sent.method, sent.path, sent.body, files=sent.files),
            *known.answer(sent.method, sent.path, sent.status, sent.answer),
        )
    ]


@pytest.mark.parametrize("about", SENDINGS)
async def test_what_the_library_sends_is_taken(
    about: str, client: discord.Client, recording: Recording
) -> None:
    known = Validator(required("specs", "WHICHROLE_SPECS"))

    await SENDINGS[about](client)

    assert recording.sent
    assert problems(recording, known) == []


@pytest.mark.parametrize("place", LOOSENED, ids=lambda place: place.path[-1])
async def test_nothing_is_loosened_that_the_library_does_not_need(
    place: Loosened, client: discord.Client, recording: Recording
) -> None:
    stricter = Validator(
        required("specs", "WHICHROLE_SPECS"), [one for one in LOOSENED if one is not place]
    )

    for send in SENDINGS.values():
        await send(client)

    assert problems(recording, stricter) != []


async def test_an_edit_in_which_nobody_says_whom_it_calls_is_told(
    client: discord.Client, recording: Recording
) -> None:
    known = Validator(required("specs", "WHICHROLE_SPECS"))

    await channel(client).get_partial_message(MESSAGE).edit(view=words_alone())

    [problem] = problems(recording, known)
    assert problem.startswith(
        "PATCH /channels/{channel_id}/messages/{message_id}: allowed_mentions: there are none"
    )

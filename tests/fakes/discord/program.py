"""A small program, written with nothing but discord.py: it answers what people do."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import discord
import yarl
from discord import app_commands, ui

from tests.fakes.discord.server import FakeDiscord
from tests.fakes.waiting import PATIENCE


class Counter(ui.DynamicItem[ui.Button[Any]], template=r"count:(?P<number>\d+)"):
    """A button that knows how often it was pressed, and nothing else."""

    def __init__(self, number: int) -> None:
        button: ui.Button[Any] = ui.Button(label="Count", custom_id=f"count:{number}")
        super().__init__(button)
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str]
    ) -> "Counter":
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(view=card(self.number + 1))


class Ask(ui.Modal, title="Words"):
    """A modal with one field."""

    written: ui.TextInput[Any] = ui.TextInput(label="Your words", max_length=50)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(view=card(0, f"You wrote {self.written}"))


class Asking(ui.Button[Any]):
    """Opens the modal."""

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Ask())


class Menu(ui.Select[Any]):
    """Tells what was picked."""

    async def callback(self, interaction: discord.Interaction) -> None:
        picked = f"You picked {', '.join(self.values)}"
        await interaction.response.edit_message(view=card(0, picked))


def card(number: int, text: str = "") -> ui.LayoutView:
    """Some words, a button that counts, one that asks, and a menu."""
    view = ui.LayoutView(timeout=None)
    box: ui.Container[Any] = ui.Container(ui.TextDisplay(text or f"Pressed {number} times"))
    row: ui.ActionRow[Any] = ui.ActionRow()
    row.add_item(Counter(number)).add_item(Asking(label="Write", custom_id="write"))
    menu: ui.ActionRow[Any] = ui.ActionRow()
    options = [discord.SelectOption(label=one, value=one.lower()) for one in ("A", "B", "C")]
    menu.add_item(Menu(custom_id="menu", options=options, max_values=2))
    view.add_item(box.add_item(row)).add_item(menu)
    return view


class Program(discord.Client):
    """What the program heard.

    Attributes:
        heard: words of people.
        happened: names of what the client noticed.
    """

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, dm_messages=True, guild_messages=True)
        super().__init__(
            intents=intents,
            guild_ready_timeout=0.05,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.heard: list[str] = []
        self.happened: list[str] = []
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="card", description="A card")(_card)
        self.tree.command(name="slowly", description="A card, later")(_slowly)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Counter)
        self.add_view(card(0))
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(message.content)
        if message.guild is None:
            await message.channel.send(view=card(0, f"You said {message.content}"))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.happened.append(f"joined {guild.name}")

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.happened.append(f"left {guild.name}")

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        self.happened.append(f"lost {guild.name}")

    async def on_guild_available(self, guild: discord.Guild) -> None:
        self.happened.append(f"back in {guild.name}")

    async def on_resumed(self) -> None:
        self.happened.append("resumed")


async def _card(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=card(0), ephemeral=True)


async def _slowly(interaction: discord.Interaction) -> None:
    await interaction.response.defer(ephemeral=True)
    await interaction.edit_original_response(view=card(0))


@contextmanager
def redirected(api_url: str, gateway_url: str) -> Iterator[None]:
    """The library talks with another Discord until the block is left."""
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE = api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
    try:
        yield
    finally:
        discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = before


@asynccontextmanager
async def running(fake: FakeDiscord, token: str = "") -> AsyncIterator[Program]:
    """Connected until the block is left."""
    with redirected(fake.api_url, fake.gateway_url):
        program = Program()
        task = asyncio.create_task(program.start(token or fake.rest.token))
        connected = asyncio.create_task(fake.gateway.connected())
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.wait([task, connected], return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                await task
            yield program
        finally:
            connected.cancel()
            await program.close()
            task.cancel()
            await asyncio.gather(task, connected, return_exceptions=True)


async def main(token: str, api_url: str, gateway_url: str) -> None:
    """Run until killed, in a process of its own."""
    with redirected(api_url, gateway_url):
        await Program().start(token)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

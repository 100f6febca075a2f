"""``whichrole chat``: the conversation in this terminal, or as JSON lines."""

import asyncio
import getpass
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.adapters.terminal.surface import Surface
    from bot.catalog import Catalog

LONGEST_NAME = 80


def chat(
    name: Annotated[
        str,
        typer.Option(
            "--as", metavar="NAME", help="Who is talking; each name has its own walk."
        ),
    ] = "",
    db: Annotated[
        str,
        typer.Option("--db", metavar="URL", help="Another database than the settings name."),
    ] = "",
    *,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Speak JSON, one object per line, for programs.")
    ] = False,
) -> None:
    """Talk here, in this terminal. Everything is saved as you go."""
    environ = os.environ | ({"DATABASE_URL": db} if db else {})
    asyncio.run(talk_here(environ, checked_name(name or login_name()), jsonl=jsonl))


async def talk_here(environ: dict[str, str], name: str, *, jsonl: bool) -> None:
    """Hold one person's conversation on standard input and output until the input ends."""
    # Imported here, because `whichrole --help` needs none of it.
    from bot.adapters.terminal.keyboard import lines
    from bot.adapters.terminal.talk import Talk
    from bot.config import Settings
    from bot.ports.inbound import Address
    from bot.wiring import assembled

    async with assembled(Settings.from_env(environ)) as parts:
        surface = _surface(parts.catalog, jsonl=jsonl)
        account = Address(platform="terminal", workspace="", user=name)
        talk = Talk(parts.store, parts.catalog, parts.clock, account, surface)
        await talk.run(lines(sys.stdin.fileno()))


def checked_name(name: str) -> str:
    """The name, if it can stand in the database and on a card.

    Raises:
        ConfigError: it is empty, too long, or holds characters that cannot be printed.
    """
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise ConfigError([f"--as takes a name of 1 to {LONGEST_NAME} printable characters."])
    return name.strip()


def _surface(catalog: "Catalog", *, jsonl: bool) -> "Surface":
    if jsonl:
        from bot.adapters.terminal.lines import JsonLines

        return JsonLines(sys.stdout.buffer)
    from rich.console import Console

    from bot.adapters.terminal.screen import Screen

    return Screen(Console(), catalog)


def login_name() -> str:
    """The name of whoever is logged in, or "you" where there is none, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "you"

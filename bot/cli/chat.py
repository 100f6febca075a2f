"""``whichrole chat``: the conversation in this terminal, or as JSON lines."""

import asyncio
import getpass
import os
import sys
import unicodedata
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, aclosing
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated

import typer

from bot import logs
from bot.cli.chosen import Database, settings_with
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.adapters.terminal.deskside import Deskside
    from bot.adapters.terminal.surface import Surface
    from bot.adapters.terminal.talk import Talk
    from bot.adapters.terminal.travelling import Travelling
    from bot.catalog import Catalog
    from bot.clock import ShiftedClock
    from bot.config import Settings
    from bot.ports.inbound import Address
    from bot.store.sqlite import SqliteStore
    from bot.wiring import Parts

LONGEST_NAME = 80


def chat(
    name: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="NAME", help="Who is talking; each name has its own walk."
        ),
    ] = None,
    db: Database = None,
    *,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Speak JSON, one object per line, for programs.")
    ] = False,
    clock: Annotated[
        bool,
        typer.Option(
            "--clock", help='A time machine: "+1 week" and the like put the clock forward.'
        ),
    ] = False,
) -> None:
    """Talk here, in this terminal. Everything is saved as you go."""
    settings = settings_with(db)
    account = login_name() if name is None else checked_name(name)
    asyncio.run(talk_here(settings, account, jsonl=jsonl, travels=clock))


async def talk_here(
    settings: "Settings", name: str, *, jsonl: bool, travels: bool = False
) -> None:
    """Hold one person's conversation on standard input and output until the input ends.

    Args:
        settings: the settings in force.
        name: of the account.
        jsonl: the other side is a program.
        travels: there is a time machine.
    """
    from bot.adapters.terminal.keyboard import lines
    from bot.adapters.terminal.pasting import together
    from bot.adapters.terminal.travelling import Travelling
    from bot.clock import ShiftedClock
    from bot.ports.inbound import Address
    from bot.usecases.retention import retaining
    from bot.wiring import assembled

    if sys.stdout is None:
        raise ConfigError(["Standard output is closed, so there is nowhere to answer."])
    # What goes well does not interrupt a conversation on the same screen.
    logs.install("warning" if settings.log_level == "info" else settings.log_level)
    clock = ShiftedClock()
    account = Address(platform="terminal", workspace="", user=name)
    async with assembled(settings, clock) as parts:
        if travels:
            await _arrive(parts.store, account, clock)
        source = _standard_input()
        echoes = not os.isatty(source)
        surface = _surface(parts.catalog, settings, jsonl=jsonl, echoes=echoes)
        travelling = Travelling(clock, parts.catalog, surface) if travels else None
        talk = _talk(parts, settings, account, surface, travelling)
        kept = retaining(parts.store, settings.keeping, account)
        is_awaited = _awaits_a_text(surface, echoes=echoes)
        async with (
            aclosing(_inside(kept, lines(source))) as heard,
            aclosing(together(heard, is_awaited)) as texts,
        ):
            await talk.run(texts)


def _awaits_a_text(surface: "Surface", *, echoes: bool) -> Callable[[bytes], bool]:
    """Whether pasted lines are one text now: where somebody types, if one is wanted."""
    from bot.adapters.terminal.screen import Screen

    if echoes or not isinstance(surface, Screen):
        return lambda _: False
    return surface.awaits_a_text


def _talk(
    parts: "Parts",
    settings: "Settings",
    account: "Address",
    surface: "Surface",
    travelling: "Travelling | None",
) -> "Talk":
    """The conversation, in the time zone of this machine."""
    from bot.adapters.terminal.talk import Talk
    from bot.adapters.terminal.zone import machine_zone

    return Talk(
        parts.store,
        parts.delivery,
        parts.catalog,
        parts.clock,
        account,
        surface,
        zone=machine_zone(os.environ),
        default_zone=settings.time_zone,
        travelling=travelling,
        desk=_deskside(parts, account),
        own_words=parts.own_words,
    )


def _deskside(parts: "Parts", account: "Address") -> "Deskside":
    """The way to the desk; whoever is logged in here is the admin."""
    from bot.adapters.terminal.deskside import Deskside
    from bot.adapters.terminal.roster import PLATFORM, TerminalRoster
    from bot.usecases.mentors.chasing import chase

    roster = TerminalRoster(parts.store, login_name())
    parts.desk.standings.open(PLATFORM, roster)
    kept, catalog, clock = parts.store.mentoring, parts.catalog, parts.clock
    standings = parts.desk.standings
    return Deskside(
        parts.desk,
        roster,
        catalog,
        clock,
        account,
        lambda: chase(kept, catalog, clock, standings),
    )


async def _arrive(store: "SqliteStore", account: "Address", clock: "ShiftedClock") -> None:
    """Put the clock where this account was last, if that is ahead.

    Raises:
        ConfigError: others would get what is due to them far too early.
    """
    for platform in ("slack", "discord"):
        if await store.present(platform):
            told = "--clock would send everybody in this database their steps too early."
            raise ConfigError([told, "Give it one of its own with --db."])
    kept = await store.kept(account)
    if kept is not None:
        clock.forward_to(kept.heard_at)


async def _inside(
    context: AbstractAsyncContextManager[None], lines: AsyncIterator[bytes]
) -> AsyncGenerator[bytes]:
    """The lines, in a context that opens when the first one is awaited, so after a card."""
    async with context:
        async for line in lines:
            yield line


def checked_name(name: str) -> str:
    """The name, if it can stand in the database and on a card.

    Raises:
        ConfigError: it is empty, too long, or holds characters that cannot be printed.
    """
    if not _is_name(name):
        raise ConfigError([f"--as takes a name of 1 to {LONGEST_NAME} printable characters."])
    return unicodedata.normalize("NFC", name.strip())


def _standard_input() -> int:
    """Its descriptor; where it was closed, one that has ended already."""
    return os.open(os.devnull, os.O_RDONLY) if sys.stdin is None else sys.stdin.fileno()


def _surface(
    catalog: "Catalog", settings: "Settings", *, jsonl: bool, echoes: bool
) -> "Surface":
    if jsonl:
        from bot.adapters.terminal.lines import JsonLines

        return JsonLines(sys.stdout.buffer)
    from rich.console import Console

    from bot.adapters.terminal.screen import Screen

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # bars and dots, where only ASCII goes
    return Screen(Console(), catalog, settings.data_folder.absolute(), echoes=echoes)


def login_name() -> str:
    """The name of whoever is logged in, or "you" where there is none, as in a container."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        return "you"
    return checked_name(name) if _is_name(name) else "you"


def _is_name(text: str) -> bool:
    return 0 < len(text.strip()) <= LONGEST_NAME and text.isprintable()

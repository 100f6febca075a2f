"""``whichrole admin``: what admins of a community do, for whoever runs the program."""

import asyncio
import sys
import unicodedata
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from bot.cli.chosen import Database, settings_with
from bot.cli.private import private_file
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.cards import Card
    from bot.ports.mentoring import Community
    from bot.usecases.mentors.asking import Act, Named
    from bot.usecases.mentors.exporting import PairColumn
    from bot.wiring import Parts

app = typer.Typer(
    name="admin",
    help="Look after the mentors, pairs and words of a community.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

HERE = "terminal"
PLATFORMS = (HERE, "slack", "discord")
KNOWN = f"{', '.join(PLATFORMS[:-1])} or {PLATFORMS[-1]}"

Platform = Annotated[str, typer.Option("--platform", help=f"{KNOWN}.", metavar="NAME")]
Workspace = Annotated[
    str,
    typer.Option("--community", metavar="ID", help="The id of a workspace or of a server."),
]


@app.command("mentors")
def mentors(
    action: Annotated[
        str,
        typer.Argument(metavar="[add|remove|assign|group]", help="Without a word: lists them."),
    ] = "",
    names: Annotated[
        list[str] | None,
        typer.Argument(help="A name; elsewhere an id. assign takes a mentor and a mentee."),
    ] = None,
    platform: Platform = HERE,
    community: Workspace = "",
    db: Database = None,
) -> None:
    """Tell who is a mentor, with mentees and room, and change that."""
    given = names or []
    if action == "group":
        _ask(db, (platform, community), " ".join(["mentors group", *given]))
        return
    if len(given) != {"": 0, "add": 1, "remove": 1, "assign": 2}.get(action, -1):
        raise ConfigError(["Say mentors, or add or remove with a name, or assign with two."])
    _ask(db, (platform, community), f"mentors {action}", given)


@app.command("roles")
def roles(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[channel [ID]]", help="Without an id, it is taken back."),
    ] = None,
    platform: Platform = HERE,
    community: Workspace = "",
    db: Database = None,
) -> None:
    """Say whoever joins which channel is asked about weekly steps."""
    _ask(db, (platform, community), " ".join(["roles", *(words or [])]))


@app.command("thresholds")
def thresholds(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[silent-days N] [not-yet N]", help="usual takes one back."),
    ] = None,
    platform: Platform = HERE,
    community: Workspace = "",
    db: Database = None,
) -> None:
    """Tell, or set, when a mentor is told that somebody may need a word."""
    _ask(db, (platform, community), " ".join(["thresholds", *(words or [])]))


@app.command("wording")
def wording(
    key: Annotated[str, typer.Argument(help="Of a sentence; without it: lists your own.")] = "",
    sentence: Annotated[str, typer.Argument(help="What it is to say from now on.")] = "",
    platform: Platform = HERE,
    community: Workspace = "",
    db: Database = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Use it without asking.")] = False,
    ours: Annotated[
        bool, typer.Option("--ours", help="Take your sentence away; ours counts again.")
    ] = False,
) -> None:
    """Show a sentence, and put one of your own in its place."""
    if ours and sentence:
        raise ConfigError(["--ours takes your sentence away; give it no other one."])
    asyncio.run(_wording(db, (platform, community), f"{key} {sentence}", yes=yes, ours=ours))


@app.command("waiting")
def waiting(platform: Platform = HERE, community: Workspace = "", db: Database = None) -> None:
    """Tell which requests and invitations wait, and which mentors have not looked for long."""
    _ask(db, (platform, community), "waiting")


@app.command("dropoff")
def dropoff(platform: Platform = HERE, community: Workspace = "", db: Database = None) -> None:
    """Tell at which questions people leave; what few people did is not counted."""
    _ask(db, (platform, community), "dropoff")


@app.command("log")
def log(platform: Platform = HERE, community: Workspace = "", db: Database = None) -> None:
    """Tell who changed what."""
    _ask(db, (platform, community), "log")


@app.command("pairs")
def pairs(
    columns: Annotated[
        str,
        typer.Option("--columns", metavar="A,B,…", help="Which, in order; else all but words."),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write a file that only you can read."),
    ] = None,
    platform: Platform = HERE,
    community: Workspace = "",
    db: Database = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file if it exists.")
    ] = False,
) -> None:
    """Print the pairs of a community as CSV, people's own words only if you say so."""
    asyncio.run(_pairs(db, (platform, community), columns, out, force=force))


def _ask(db: str | None, named: tuple[str, str], words: str, names: Sequence[str] = ()) -> None:
    """Print what the desk answers an admin who says these words, and names these people."""
    asyncio.run(_answer(db, named, words, names))


async def _answer(
    db: str | None, named: tuple[str, str], words: str, names: Sequence[str]
) -> None:
    from bot.usecases.mentors.asking import ADMIN, Asked

    async with _opened(db, named) as (parts, there):
        people = [await _named(parts, there, name) for name in names]
        first, second, *_ = [*people, None, None]
        await _show(parts, there, Asked(ADMIN, words, first, second))


async def _wording(
    db: str | None, named: tuple[str, str], words: str, *, yes: bool, ours: bool
) -> None:
    """Show a sentence; where one is offered, it is used once that was agreed to."""
    from bot.engine.mentoring.desk import spot_of
    from bot.usecases.mentors.asking import ADMIN, Asked, Pressed

    async with _opened(db, named) as (parts, there):
        card = await _show(parts, there, Asked(ADMIN, f"wording {words}"))
        spot = spot_of(card.place) if card.place and card.choices else None
        is_new = bool(words.partition(" ")[2].strip())
        if spot is None or is_new == ours:
            return
        (choice,) = card.choices
        if ours or yes or typer.confirm(choice.label):
            _print(await _desk(parts, there, Pressed(spot, choice.id)))


async def _pairs(
    db: str | None, named: tuple[str, str], columns: str, out: Path | None, *, force: bool
) -> None:
    from bot.usecases.mentors.exporting import pairs_as_csv, pairs_of

    chosen = _columns(columns)
    async with _opened(db, named) as (parts, there):
        lines = pairs_as_csv(pairs_of(parts.store.mentoring, there), chosen)
        if out is None:
            async for line in lines:
                sys.stdout.buffer.write(line.encode())
            sys.stdout.buffer.flush()
            return
        with private_file(out, force=force) as file:
            async for line in lines:
                file.write(line)
        typer.echo(f"Written: {out}")


@asynccontextmanager
async def _opened(
    db: str | None, named: tuple[str, str]
) -> AsyncIterator[tuple["Parts", "Community"]]:
    """The parts of the program, and the community that was named, of which we are the admin.

    Raises:
        ConfigError: there is no such platform, or no such community.
    """
    from bot.adapters.terminal.roster import TerminalRoster
    from bot.cli.operator import NOBODYS_NAME, OperatorRoster
    from bot.ports.mentoring import Community
    from bot.wiring import assembled

    platform, workspace = named
    if platform not in PLATFORMS:
        raise ConfigError([f"{platform} is no platform. --platform takes {KNOWN}."])
    there = Community(platform, workspace)
    async with assembled(settings_with(db)) as parts:
        if platform == HERE and not workspace:
            members = TerminalRoster(parts.store, NOBODYS_NAME)
            roster = OperatorRoster(there, members)
        elif workspace in await parts.store.present(platform):
            roster = OperatorRoster(there)
        else:
            told = "There is no such community in this database."
            raise ConfigError([told, "Name one with --platform and --community."])
        parts.desk.standings.open(platform, roster)
        yield parts, there


async def _show(parts: "Parts", there: "Community", act: "Act") -> "Card":
    """Print what the desk answers, with all pages that follow; the last of them."""
    from bot.engine.mentoring.desk import spot_of
    from bot.engine.mentoring.pages import PAGE
    from bot.usecases.mentors.asking import Pressed

    card = await _desk(parts, there, act)
    _print(card)
    while card.place and (spot := spot_of(card.place)):
        following = f"{PAGE}{spot.about + 1}"
        if following not in [one.id for one in card.controls]:
            break
        card = await _desk(parts, there, Pressed(spot, following))
        _print(card)
    return card


async def _desk(parts: "Parts", there: "Community", act: "Act") -> "Card":
    from bot.cli.operator import operator_of
    from bot.ports.inbound import EventKey

    return await parts.desk.answer(operator_of(there), EventKey(uuid4().hex), act)


async def _named(parts: "Parts", there: "Community", name: str) -> "Named":
    """Whom the operator names, with the name that their platform told."""
    from bot.cli.operator import account_in, no_id
    from bot.usecases.mentors.asking import Named

    user = unicodedata.normalize("NFC", name.strip()).removeprefix("@")
    if not user or not user.isprintable():
        raise ConfigError(["A name has at least one character, and only printable ones."])
    if problem := no_id(there.platform, user):
        raise ConfigError(problem)
    account = account_in(there, user)
    profile = await parts.store.profile(account)
    return Named(account, (profile.name if profile else "") or user)


def _columns(text: str) -> tuple["PairColumn", ...]:
    """The columns that were chosen.

    Raises:
        ConfigError: there is none of that name.
    """
    from bot.usecases.mentors.exporting import PAIR_COLUMNS, PairColumn

    chosen = [one.strip() for one in text.split(",") if one.strip()]
    known = {column.value: column for column in PairColumn}
    strange = [one for one in chosen if one not in known]
    if strange:
        told = f"There is no column {strange[0]}; there are {', '.join(known)}."
        raise ConfigError([told])
    return tuple(known[one] for one in chosen) or PAIR_COLUMNS


def _print(card: "Card") -> None:
    """The text of a card; bold is for eyes that a pipe does not have."""
    typer.echo(card.body.replace("**", ""), err=card.problem)
    if card.problem:
        raise typer.Exit(1)

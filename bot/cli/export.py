"""``whichrole export``: everything that is kept about one person, as JSON."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.account import Account, address, unknown
from bot.cli.chosen import Database, settings_with
from bot.cli.private import private_file

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.ports.inbound import Address


def export(
    account: Account,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write a file that only you can read."),
    ] = None,
    db: Database = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file if it exists.")
    ] = False,
) -> None:
    """Print everything that is kept about one person, as JSON."""
    told = asyncio.run(_told(settings_with(db), address(account)))
    if told is None:
        raise unknown(account)
    if out is None:
        sys.stdout.buffer.write(told.encode())
        sys.stdout.buffer.flush()
    else:
        with private_file(out, force=force) as file:
            file.write(told)
        typer.echo(f"Written: {out}")


async def _told(settings: "Settings", account: "Address") -> str | None:
    from bot.usecases.showing import as_json
    from bot.wiring import assembled

    async with assembled(settings) as parts:
        kept = await parts.store.kept(account)
    return None if kept is None else as_json(kept, account)

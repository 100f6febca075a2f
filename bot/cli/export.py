"""``whichrole export``: everything that is kept about one person, as JSON."""

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.account import Account, address, unknown
from bot.cli.chosen import Database, settings_with
from bot.errors import ConfigError

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
        _write(out, told, force=force)
        typer.echo(f"Written: {out}")


async def _told(settings: "Settings", account: "Address") -> str | None:
    from bot.usecases.showing import as_json
    from bot.wiring import assembled

    async with assembled(settings) as parts:
        kept = await parts.store.kept(account)
    return None if kept is None else as_json(kept, account)


def _write(path: Path, text: str, *, force: bool) -> None:
    """Write a file that only its owner can read, also where another one stood before."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW
    try:
        descriptor = os.open(path, flags | (os.O_TRUNC if force else os.O_EXCL), 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            path.chmod(0o600)
            file.write(text)
    except FileExistsError:
        raise ConfigError([f"{path} exists already; --force replaces it."]) from None
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        raise ConfigError([f"{path} cannot be written: {reason}."]) from problem

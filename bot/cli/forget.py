"""``whichrole forget``: delete everything about one person."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.account import Account, address, unknown
from bot.cli.chosen import Database, settings_with

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.ports.inbound import Address

WHAT_GOES = """\
This deletes everything about {account} at once, for ever:
answers, results, accounts and messages.
It does not reach backups, what screens still show,
and saved files, such as the one of mydata."""


def forget(
    account: Account,
    db: Database = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
) -> None:
    """Delete everything about one person, in all tables, for ever."""
    settings, whom = settings_with(db), address(account)
    if not asyncio.run(_is_known(settings, whom)):
        raise unknown(account)
    if not yes:
        typer.echo(WHAT_GOES.format(account=account))
        typer.confirm("Delete it?", abort=True)
    if not asyncio.run(_forget(settings, whom)):
        raise unknown(account)
    typer.echo(f"Forgotten: {account}")


async def _is_known(settings: "Settings", account: "Address") -> bool:
    from bot.wiring import assembled

    async with assembled(settings) as parts:
        return await parts.store.conversation(account) is not None


async def _forget(settings: "Settings", account: "Address") -> bool:
    from bot.wiring import assembled

    async with assembled(settings) as parts:
        return await parts.store.forget(account)

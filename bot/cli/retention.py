"""``whichrole retention``: end what is not kept any longer, or count it."""

import asyncio
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chosen import Database, settings_with

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.ports.keeping import Rule


def retention(
    db: Database = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only count what would go; change nothing.")
    ] = False,
    in_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of the table.")
    ] = False,
) -> None:
    """Delete what is older than the settings allow, and warn people whose answers go soon."""
    settings = settings_with(db)
    found = asyncio.run(_found(settings, dry_run=dry_run))
    if in_json:
        typer.echo(json.dumps(_as_values(settings, found, dry_run=dry_run)))
    else:
        _print(settings, found, dry_run=dry_run)


async def _found(settings: "Settings", *, dry_run: bool) -> Mapping["Rule", int]:
    from bot.usecases.retention import retain
    from bot.wiring import assembled

    async with assembled(settings) as parts:
        if dry_run:
            return await parts.store.outdated(settings.keeping)
        return await retain(parts.store, settings.keeping)


def _as_values(
    settings: "Settings", found: Mapping["Rule", int], *, dry_run: bool
) -> dict[str, object]:
    rules = {
        rule: {"days": settings.keeping.older_than(rule).days, "number": number}
        for rule, number in found.items()
    }
    return {"dry_run": dry_run, "rules": rules}


def _print(settings: "Settings", found: Mapping["Rule", int], *, dry_run: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("what", "older than", box=None, pad_edge=False)
    table.add_column("now" if dry_run else "done", justify="right")
    for rule, number in found.items():
        days = settings.keeping.older_than(rule).days
        table.add_row(_named()[rule], f"{days} days" if days else "now", f"{number:,}")
    Console(highlight=False).print(table)


def _named() -> Mapping["Rule", str]:
    """What each rule ends, in a word or two."""
    from bot.ports.keeping import Rule

    return {
        Rule.KEYS: "keys of events",
        Rule.MARKS: "marks of forgotten accounts",
        Rule.PAUSES: "pauses of communities",
        Rule.LEFTOVERS: "files a platform kept",
        Rule.COMMUNITIES: "people whose community left",
        Rule.SETTINGS: "settings of such communities",
        Rule.PAIRINGS: "mentors and mentees, parted",
        Rule.LOOKS: "who looked at a mentee",
        Rule.TEXTS: "messages that were sent",
        Rule.PEOPLE: "people, warned 30 days ago",
        Rule.WARNINGS: "people to warn (nothing goes)",
    }

"""``whichrole check``: is the content whole, and is the quiz fair?"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from bot.catalog import Catalog
    from bot.proof import Proof


def check(
    folder: Annotated[
        str, typer.Argument(help="The content folder; left out, the one in use.")
    ] = "",
    people: Annotated[
        int, typer.Option(min=100, max=1_000_000, help="How many people --proof simulates.")
    ] = 5_000,
    seed: Annotated[int, typer.Option(help="Which people --proof simulates.")] = 1,
    *,
    proof: Annotated[
        bool, typer.Option("--proof", help="Simulate people: can every role win, fairly?")
    ] = False,
    links: Annotated[
        bool, typer.Option("--links", help="List all links, for a person to look at.")
    ] = False,
) -> None:
    """Check every content file and tell all faults at once."""
    from rich.console import Console

    from bot.catalog.review import review

    console = Console()
    found = review(Path(folder) if folder else _content_in_use())
    for fault in found.faults:
        console.print(f"[red]fault[/] {_plain(str(fault))}", highlight=False, soft_wrap=True)
    if found.catalog is None:
        sys.exit(1)
    for language, keys in found.untranslated.items():
        _tell_untranslated(console, language, keys)
    fair = not proof or _tell_proof(console, found.catalog, people, seed)
    if links:
        _tell_links(console, found.catalog)
    if found.faults or not fair:
        sys.exit(1)
    roles, questions = len(found.catalog.roles), len(found.catalog.questions)
    console.print(f"[green]The content is whole:[/] {roles} roles, {questions} questions.")


def _content_in_use() -> Path:
    from bot.config import Settings
    from bot.paths import content_folder

    return Settings.from_env(os.environ).content_folder or content_folder()


def _tell_untranslated(console: "Console", language: str, keys: list[str]) -> None:
    files = sorted({key.split(":")[0] for key in keys})
    if keys:
        places = ", ".join(files)
        note = f"{language}: {len(keys)} texts stay in English, in {places}"
        console.print(f"[yellow]note[/] {_plain(note)}", highlight=False, soft_wrap=True)


def _tell_proof(console: "Console", catalog: "Catalog", people: int, seed: int) -> bool:
    """Simulate, print what came out, and say whether the quiz is fair."""
    from bot.proof import prove

    with console.status(f"Simulating {people:,} people"):
        found = prove(catalog, people, seed)
    _tell_shares(console, catalog, found)
    problems = list(found.problems())
    for problem in problems:
        console.print(f"[red]unfair[/] {_plain(problem)}", highlight=False, soft_wrap=True)
    return not problems


def _tell_shares(console: "Console", catalog: "Catalog", found: "Proof") -> None:
    from rich.table import Table

    table = Table("role", "best answers: fit", "random answers: leads", box=None)
    for role in catalog.roles.values():
        fit, share = found.personas[role.id], found.shares[role.id]
        table.add_row(role.noun, f"{fit:.2f}", f"{share:.1%}")
    console.print(table)
    people, anyhow = found.asked
    console.print(
        f"Questions asked on average: {people:.1f} of people who know what they like, "
        f"{anyhow:.1f} of those who answer at random.\nAsking everything would change {found.changed:.1%} of the "
        f"results.",
        highlight=False,
    )
    rare = sorted(found.reached.items(), key=lambda pair: pair[1])[:3]
    told = ", ".join(f"{name} ({share:.0%})" for name, share in rare)
    console.print(f"Asked most rarely: {told}.", highlight=False)


def _tell_links(console: "Console", catalog: "Catalog") -> None:
    from bot.catalog.review import links

    for seen, place, url in sorted(links(catalog), key=lambda link: link[0] != "unchecked"):
        console.print(f"{seen:<9} {place}  {url}", highlight=False, soft_wrap=True)


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)

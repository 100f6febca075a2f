"""``whichrole check``: is the content whole, and is the quiz fair?

Everything is printed on standard output; lines are short enough for a phone, and where
they go into a file each finding stays on one line.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chosen import content_in_use
from bot.cli.telling import console, counted, tell

if TYPE_CHECKING:
    from rich.console import Console

    from bot.catalog import Catalog
    from bot.catalog.review import Review
    from bot.proof import Proof

RAREST = 3


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
    from bot.catalog.review import review

    shown = console()
    found = review(Path(folder) if folder else content_in_use())
    for fault in found.faults:
        tell(shown, "red", "fault", str(fault))
    for language, keys in found.untranslated.items():
        _tell_untranslated(shown, language, keys)
    unfair = 0
    if found.catalog is not None:
        unfair = _tell_proof(shown, found.catalog, people, seed) if proof else 0
        if links:
            _tell_links(shown, found.catalog)
    sys.exit(_tell_end(shown, found, unfair))


def _tell_end(console: "Console", found: "Review", unfair: int) -> int:
    """How it stands, in the last line; the exit code."""
    faults = len(found.faults)
    if faults or found.catalog is None:
        tell(console, "red", "The content is not whole:", f"{counted(faults, 'fault')}.")
        return 1
    if unfair:
        tell(console, "red", "The quiz is not fair:", f"{counted(unfair, 'problem')}.")
        return 1
    roles, questions = len(found.catalog.roles), len(found.catalog.questions)
    said = f"{roles} roles, {questions} questions."
    tell(console, "green", "The content is whole:", said)
    return 0


def _tell_untranslated(console: "Console", language: str, keys: list[str]) -> None:
    """What a language leaves in English: allowed, and good to know."""
    counts: dict[str, int] = {}
    for key in keys:
        name = key.split(":")[0].split("/")[0].removesuffix(".toml")
        counts[name] = counts.get(name, 0) + 1
    if keys:
        places = ", ".join(f"{name} {count}" for name, count in counts.items())
        said = f"{language}: {counted(len(keys), 'text')} still in English: {places}"
        tell(console, "yellow", "note", said)


def _tell_proof(console: "Console", catalog: "Catalog", people: int, seed: int) -> int:
    """Simulate, print what came out, and count what is unfair."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn

    from bot.proof import prove

    columns = ("Asking", BarColumn(bar_width=None), TaskProgressColumn())
    shown = console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=not shown) as bar:
        task = bar.add_task("", total=people)
        found = prove(catalog, people, seed, done=lambda: bar.advance(task))
    _tell_figures(console, catalog, found)
    problems = list(found.problems())
    for problem in problems:
        tell(console, "red", "unfair", problem)
    return len(problems)


def _tell_figures(console: "Console", catalog: "Catalog", found: "Proof") -> None:
    """The figures behind the judgement; a role's row takes less than 40 columns."""
    asked = [
        (found.reached[name], name)
        for name, question in catalog.questions.items()
        if not question.after_fortnight
    ]
    rare = ", ".join(f"{name} {share:.0%}" for share, name in sorted(asked)[:RAREST])
    clear, anyhow = found.asked
    tell(console, "bold", "Fit of the best answers;", "leads at random:")
    for role in catalog.roles.values():
        fit, share = found.personas[role.id], found.shares[role.id]
        console.print(f"{role.noun:<27} {fit:.2f} {share:>6.1%}", soft_wrap=True)
    tell(console, "bold", "Questions asked:", f"{clear:.1f}, or {anyhow:.1f} at random")
    tell(console, "bold", "Changed by asking all:", f"{found.changed:.1%}")
    tell(console, "bold", "Asked most rarely:", rare)


def _tell_links(console: "Console", catalog: "Catalog") -> None:
    from bot.catalog.review import links

    for seen, place, url in sorted(links(catalog), key=lambda link: link[0] != "unchecked"):
        console.print(f"{seen:<9} {place}  {url}", soft_wrap=True, markup=False)

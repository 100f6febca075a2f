"""``whichrole doctor``: everything that is wrong, each with its fix; nothing is changed.

Lines are short enough for a phone, and where they go into a file each finding stays on one
line, its fix on the next.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.checkup.findings import Finding, State, failed, unchecked
from bot.cli.chosen import Database, environ_with
from bot.cli.telling import console, counted, tell

if TYPE_CHECKING:
    from rich.console import Console

    from bot.config import Settings
    from bot.ports.clock import Clock

Check = Callable[[], Awaitable[list[Finding]]]
Tell = Callable[[list[Finding]], None]
Begin = Callable[[str], None]

COLOURS = {
    State.OK: "green",
    State.NOTE: "yellow",
    State.WRONG: "red",
    State.UNCHECKED: "yellow",
}


def doctor(
    db: Database = None,
    *,
    in_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of the lines.")
    ] = False,
) -> None:
    """Say everything that is wrong with this installation, each with its fix."""
    from bot.clock import SystemClock

    environ, clock = environ_with(db), SystemClock()
    shown = console()
    if in_json:
        found = asyncio.run(examined(environ, clock, lambda _: None, lambda _: None))
        typer.echo(json.dumps(_as_values(found)))
    else:
        with _progress(shown) as begin:
            found = asyncio.run(examined(environ, clock, begin, partial(_show, shown)))
        _tell_end(shown, found)
    sys.exit(1 if _number(found, State.WRONG) else 0)


async def examined(
    environ: Mapping[str, str], clock: "Clock", begin: Begin, tell_all: Tell
) -> list[Finding]:
    """Look at everything at once, and tell it in a fixed order, as soon as it is known.

    Args:
        environ: the variables as they are set.
        clock: this machine's.
        begin: told what is waited for.
        tell_all: told the findings of each check.
    """
    checks = _checks(environ, clock)
    started = {name: asyncio.ensure_future(check()) for name, check in checks.items()}
    found: list[Finding] = []
    for name, running in started.items():
        begin(name)
        try:
            told = await running
        except Exception as problem:  # noqa: BLE001 - the other checks must be told all the same
            told = [failed(name, problem)]
        tell_all(told)
        found += told
    return found


def _checks(environ: Mapping[str, str], clock: "Clock") -> dict[str, Check]:
    """What is looked at, by name, in the order in which it is told."""
    # Imported here, because `whichrole --help` needs none of it.
    from bot.cli.checkup import content, files
    from bot.cli.checkup.settings import about_settings, usable

    settings, faults = usable(environ)

    def apart(look: Callable[[], list[Finding]]) -> Check:
        return lambda: asyncio.to_thread(look)

    here = Path.cwd()
    return {
        "settings": apart(lambda: about_settings(environ, settings, faults, here)),
        "data folder": apart(lambda: files.about_data_folder(settings, faults)),
        "database": apart(lambda: files.about_database(settings, faults, clock.now())),
        "content": apart(lambda: content.about_content(settings, faults)),
        "Slack": lambda: _about_slack(settings, faults, clock),
        "Discord": lambda: _about_discord(settings, faults, clock),
    }


async def _about_slack(
    settings: "Settings", faults: Mapping[str, str], clock: "Clock"
) -> list[Finding]:
    from bot.cli.checkup.settings import SLACK_ADDRESS, SLACK_TOKENS, no_slack
    from bot.cli.checkup.workspace import CLOCK, NO_TIME, about_workspace, looked_at
    from bot.paths import slack_folder

    wanted = settings.slack_bot_token or settings.slack_app_token
    if not wanted and not faults.keys() & set(SLACK_TOKENS):
        return [no_slack(), unchecked(CLOCK, NO_TIME)]
    if SLACK_ADDRESS in faults:  # else the tokens would go where nobody meant them to go
        said = f"{SLACK_ADDRESS} must be put right first."
        return [unchecked("Slack", said), unchecked(CLOCK, NO_TIME)]
    return about_workspace(await looked_at(settings, clock), slack_folder())


async def _about_discord(
    settings: "Settings", faults: Mapping[str, str], clock: "Clock"
) -> list[Finding]:
    from bot.cli.checkup.content import words
    from bot.cli.checkup.files import mapped
    from bot.cli.checkup.settings import DISCORD_PLACES, no_discord

    if not settings.discord_token and "DISCORD_TOKEN" not in faults:
        return [no_discord()]
    if astray := sorted(faults.keys() & {*DISCORD_PLACES}):
        return [unchecked("Discord", f"{astray[0]} must be put right first.")]
    from bot.cli.checkup.application import about_discord, looked_at  # its library is large

    there = await asyncio.to_thread(mapped, settings, faults)
    known = await asyncio.to_thread(words, settings, faults)
    return about_discord(await looked_at(settings, clock, there or {}), known, there)


def _as_values(found: list[Finding]) -> dict[str, object]:
    told = [
        {"check": one.check, "state": one.state, "said": one.said, "fix": one.fix}
        for one in found
    ]
    return {"ok": not _number(found, State.WRONG), "findings": told}


def _show(shown: "Console", found: list[Finding]) -> None:
    """Each finding; a fix that mends several in a row is told once, after the last of them."""
    following = [*found[1:], None]
    for one, next_one in zip(found, following, strict=True):
        tell(shown, COLOURS[one.state], one.state, f"{one.check}: {one.said}")
        if one.fix and not (next_one and next_one.fix == one.fix):
            tell(shown, "bold", "  fix", one.fix)


def _tell_end(shown: "Console", found: list[Finding]) -> None:
    """How it stands, in the last line."""
    number, unknown = _number(found, State.WRONG), _number(found, State.UNCHECKED)
    rest = f"{counted(unknown, 'thing')} could not be checked." if unknown else ""
    if number:
        tell(shown, "red", f"Not in order: {counted(number, 'thing')} to mend.", rest)
    else:
        tell(shown, "green", "Nothing is wrong.", rest)


def _number(found: list[Finding], state: State) -> int:
    return sum(one.state is state for one in found)


@contextmanager
def _progress(shown: "Console") -> Iterator[Begin]:
    """What is waited for, on a terminal; nothing elsewhere."""
    if not shown.is_terminal:
        yield lambda _: None
        return
    with shown.status("Looking ...") as status:
        yield lambda name: status.update(f"Looking at: {name} ...")

"""``whichrole job``: which of the five roles a job advert really describes.

Nothing is kept, and nobody's answers are read: what the advert asks for is split by the lists
of the role that it describes.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.telling import console
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.catalog import Catalog

STANDARD_INPUT = "-"


def job(
    file: Annotated[
        str, typer.Argument(help="A text file with the advert; - reads standard input.")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Say which role a job advert really describes, whatever its title."""
    from bot.catalog.loader import load
    from bot.config import Settings
    from bot.paths import content_folder

    text = _text_of(file)
    settings = Settings.from_env(os.environ)
    catalog = load(settings.content_folder or content_folder(), settings.locale)
    if as_json:
        sys.stdout.write(_as_json(catalog, text) + "\n")
    else:
        _tell(catalog, text)


def _tell(catalog: "Catalog", text: str) -> None:
    from bot.adapters.terminal.screen import marked_up
    from bot.engine.adverts.reading import read
    from bot.engine.adverts.telling import told
    from bot.engine.adverts.values import Reading

    reading, found = read(catalog.adverts, Reading(), text)
    console().print(marked_up(told(catalog, reading, found, None)))


def _as_json(catalog: "Catalog", text: str) -> str:
    """What the advert comes to, with ids and shares in place of sentences."""
    import json

    from bot.engine.adverts.judging import judged
    from bot.engine.adverts.reading import read
    from bot.engine.adverts.values import Reading

    reading, _ = read(catalog.adverts, Reading(), text)
    verdict = judged(reading)
    shares = {role: round(share, 3) for role, share in verdict.shares.items()}
    return json.dumps(
        {
            "outcome": verdict.outcome,
            "roles": verdict.roles,
            "shares": shares,
            "title": reading.title,
            "asked": sorted(reading.asked),
        }
    )


def _text_of(file: str) -> str:
    """What is to be read; of a huge file no more is looked at than an advert may have.

    Raises:
        ConfigError: it cannot be read, is no text, is empty, or is too long.
    """
    from bot.engine.reading import MOST_PASTED
    from bot.ports.inbound import readable

    name = "Standard input" if file == STANDARD_INPUT else file
    try:
        text = _begin(file, MOST_PASTED + 1)
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        raise ConfigError([f"{name} cannot be read: {reason}."]) from problem
    except UnicodeDecodeError as problem:
        raise ConfigError([f"{name} is not UTF-8 text."]) from problem
    if len(text) > MOST_PASTED:
        raise ConfigError([f"{name} is too long: at most {MOST_PASTED:,} characters fit."])
    if not text.strip():
        raise ConfigError([f"{name} is empty, so there is no advert to read."])
    return readable(text)


def _begin(file: str, most: int) -> str:
    """Its first characters."""
    if file == STANDARD_INPUT:
        return "" if sys.stdin is None else sys.stdin.read(most)
    with Path(file).open(encoding="utf-8-sig") as source:
        return source.read(most)

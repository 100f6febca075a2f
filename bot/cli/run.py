"""``whichrole run``: the program with whatever the settings connect it to."""

import asyncio
import os

import typer

from bot.cli.chat import login_name, talk_here


def run() -> None:
    """Run with what the settings connect; with no platform that is this terminal."""
    from bot.config import Settings

    settings = Settings.from_env(os.environ)
    for platform in settings.waiting_platforms():
        note = f"whichrole: a token for {platform} is set; connecting to {platform} is coming."
        typer.echo(note, err=True)
    asyncio.run(talk_here(settings, login_name(), jsonl=False))

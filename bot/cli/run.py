"""``whichrole run``: the program with whatever the settings connect it to."""

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import logs
from bot.cli.chat import login_name, talk_here
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.config import Settings


class Platform(StrEnum):
    """What can be served alone."""

    SLACK = "slack"
    TERMINAL = "terminal"


Only = Annotated[
    Platform | None,
    typer.Option("--only", help="Serve nothing else, whatever the settings connect."),
]


def run(only: Only = None) -> None:
    """Run with what the settings connect; with no platform that is this terminal."""
    from bot.config import Settings

    settings = Settings.from_env(os.environ)
    for platform in settings.waiting_platforms():
        note = f"whichrole: a token for {platform} is set; connecting to {platform} is coming."
        typer.echo(note, err=True)
    access = None if only is Platform.TERMINAL else settings.slack()
    if access is not None:
        from bot.wiring import serve_slack

        logs.install(settings.log_level)
        _until_stopped(serve_slack(settings, access))
    elif only is Platform.SLACK:
        told = "Slack needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN (docs/slack.md says where)."
        raise ConfigError([told])
    else:
        asyncio.run(_talk(settings))


async def _talk(settings: "Settings") -> None:
    await talk_here(settings, login_name(), jsonl=False)


def _until_stopped(serving: Coroutine[Any, Any, None]) -> None:
    """Serve until Ctrl-C, SIGTERM or the end of the terminal; end in good order (F29)."""
    stopped: list[int] = []

    async def serve() -> None:
        loop, task = asyncio.get_running_loop(), asyncio.ensure_future(serving)

        def stop(number: int) -> None:
            stopped.append(number)
            task.cancel()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, stop, number)
        await task

    try:
        asyncio.run(serve())
    except asyncio.CancelledError:
        sys.exit(128 + stopped[0] if stopped else 1)

"""``whichrole run``: the program with whatever the settings connect it to."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Coroutine, Mapping
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
    DISCORD = "discord"
    TERMINAL = "terminal"


_NEEDS: Mapping[Platform | None, str] = {
    Platform.SLACK: (
        "Slack needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN (docs/slack.md says where)."
    ),
    Platform.DISCORD: "Discord needs DISCORD_TOKEN (docs/discord.md says where).",
}

Only = Annotated[
    Platform | None,
    typer.Option("--only", help="Serve nothing else, whatever the settings connect."),
]


def run(only: Only = None) -> None:
    """Run with what the settings connect; with no platform that is this terminal."""
    from bot.config import Settings

    settings = Settings.from_env(os.environ)
    slack = settings.slack() if only in (None, Platform.SLACK) else None
    discord = settings.discord() if only in (None, Platform.DISCORD) else None
    if slack is not None or discord is not None:
        gc.disable()  # of what is made at the start nothing is garbage; see ``settle_in``
        from bot.wiring import serve

        logs.install(settings.log_level)
        _until_stopped(serve(settings, slack, discord))
    elif only in _NEEDS:
        raise ConfigError([_NEEDS[only]])
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

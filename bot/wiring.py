"""The one place that builds everything and hands it over."""

import asyncio
import gc
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bot.catalog import Catalog
from bot.catalog.loader import load, load_languages
from bot.clock import SystemClock
from bot.config import DATABASE_FILE, DiscordAccess, Settings, SlackAccess
from bot.errors import ConfigError
from bot.paths import content_folder, migrations_folder
from bot.ports.clock import Clock
from bot.store.sqlite import SqliteStore, open_store
from bot.usecases.access import Access
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.mentors.chasing import chasing
from bot.usecases.mentors.desk import Desk
from bot.usecases.mentors.letters import Letters
from bot.usecases.nudging import Nudging
from bot.usecases.own_words import OwnWords
from bot.usecases.retention import retaining


@dataclass(frozen=True, slots=True)
class Parts:
    """What a command works with."""

    catalog: Catalog
    clock: Clock
    store: SqliteStore
    delivery: Delivery
    desk: Desk
    own_words: OwnWords


@asynccontextmanager
async def assembled(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Parts]:
    """Build what one person at this terminal needs, and close it in the right order.

    Args:
        settings: the settings in force.
        clock: another one than the machine's.

    Raises:
        ConfigError, ContentFaults, StoreError: nothing was started.
    """
    clock = clock or SystemClock()
    async with _opened(settings, clock) as (catalog, store):
        yield _parts(settings, catalog, clock, store)


async def serve(
    settings: Settings, slack: SlackAccess | None, discord: DiscordAccess | None
) -> None:
    """Serve every platform that there is access to, until cancelled.

    One that does not answer yet holds up no other. Connections stay until what is on its way
    has arrived (F29).

    Raises:
        ConfigError, ContentFaults, StoreError: nothing was started.
        ConnectionRefused: a platform does not let us in; the others end, too, in good order.
    """
    async with AsyncExitStack() as entered:
        clock = SystemClock()
        catalog, store = await entered.enter_async_context(_opened(settings, clock))
        parts = _parts(settings, catalog, clock, store)
        serving = []
        if slack is not None:
            serving.append(_serve_slack(slack, parts, entered))
        if discord is not None:
            serving.append(_serve_discord(discord, settings, parts, entered))
        nudging = Nudging(store, clock, parts.delivery.wake, settings.time_zone)
        async with (
            parts.delivery.serving(),
            nudging.serving(),
            retaining(store, settings.keeping),
            chasing(store.mentoring, catalog, clock, parts.desk.standings),
        ):
            await _together(serving)


def _parts(settings: Settings, catalog: Catalog, clock: Clock, store: SqliteStore) -> Parts:
    """What every surface works with; platforms open their ways and their rosters later."""
    access = Access(store.mentee_facts, catalog, clock)
    own_words = OwnWords(store.mentoring, catalog, clock)
    desk = Desk(store.mentoring, access, {}, catalog, clock, own_words)
    letters = Letters(store.mentoring, store, access, desk.standings, catalog)
    composer = Composer(store, catalog, settings.keeping, letters, own_words)
    delivery = Delivery(store, composer, clock, routes={})
    return Parts(catalog, clock, store, delivery, desk, own_words)


async def _serve_slack(access: SlackAccess, parts: Parts, entered: AsyncExitStack) -> None:
    from bot.adapters.slack import serving as slack  # its libraries are large

    catalog, clock, store, delivery = parts.catalog, parts.clock, parts.store, parts.delivery
    tokens = slack.Tokens(
        access.bot_token.get_secret_value(), access.app_token.get_secret_value()
    )
    workspace = await entered.enter_async_context(
        slack.entered(tokens, access.api_url, parts.own_words, store, clock)
    )
    parts.desk.standings.open(workspace.platform, workspace.roster)
    delivery.open(workspace.platform, workspace.route)
    settle_in()
    mentoring = slack.Mentoring(parts.desk, store.mentoring, store.mentoring)
    await slack.serve(workspace, tokens, catalog, store, delivery, mentoring, clock)


async def _serve_discord(
    access: DiscordAccess, settings: Settings, parts: Parts, entered: AsyncExitStack
) -> None:
    from bot.adapters.discord import serving as discord  # its libraries are large

    catalog, clock, store, delivery = parts.catalog, parts.clock, parts.store, parts.delivery
    there = discord.Access(access.token.get_secret_value(), access.api_url, access.gateway_url)
    localized = load_languages(settings.content_folder or content_folder())
    application = await entered.enter_async_context(
        discord.entered(there, catalog, store, clock)
    )
    delivery.open(application.platform, application.route)
    parts.desk.standings.open(application.platform, application.roster)
    settle_in()
    await discord.serve(
        *(application, catalog, localized, store, delivery, parts.desk, store.mentoring),
        *(clock, parts.own_words),
    )


async def _together(serving: Sequence[Coroutine[Any, Any, None]]) -> None:
    """Serve until one of them ends; then all end, and the first problem is told."""
    tasks = [asyncio.ensure_future(one) for one in serving]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.result()


def settle_in() -> None:
    """Let the collector of garbage pass over what is here to stay: content, code, libraries.

    Otherwise it looks through a hundred thousand objects while everybody waits, for 50 ms.
    From here on it works, also where it had nothing to do at the start.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


@asynccontextmanager
async def _opened(
    settings: Settings, clock: Clock
) -> AsyncIterator[tuple[Catalog, SqliteStore]]:
    catalog = load(settings.content_folder or content_folder(), settings.locale)
    store = open_store(database_url(settings), migrations_folder(), clock, settings.time_zone)
    try:
        yield catalog, store
    finally:
        await store.close()


def database_url(settings: Settings) -> str:
    """The database in use; for the default one its private folder is made first."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    folder = settings.data_folder.absolute()
    _make_private(folder)
    # Quoted, because a folder's name may hold what means something else in an address.
    return f"sqlite+aiosqlite:///{quote(str(folder / DATABASE_FILE))}"


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        raise ConfigError([f"The data folder {folder} cannot be made: {reason}."]) from problem

"""The one place that builds everything and hands it over."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.clock import SystemClock
from bot.config import DATABASE_FILE, Settings, SlackAccess
from bot.errors import ConfigError
from bot.paths import content_folder, migrations_folder
from bot.store.sqlite import SqliteStore, open_store
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.retention import retaining


@dataclass(frozen=True, slots=True)
class Parts:
    """What a command works with."""

    catalog: Catalog
    clock: SystemClock
    store: SqliteStore
    delivery: Delivery


@asynccontextmanager
async def assembled(settings: Settings) -> AsyncIterator[Parts]:
    """Build what one person at this terminal needs, and close it in the right order.

    Raises:
        ConfigError, ContentFaults, StoreError: nothing was started.
    """
    async with _opened(settings) as (catalog, clock, store):
        delivery = Delivery(store, Composer(store, catalog, settings.keeping), clock, routes={})
        yield Parts(catalog, clock, store, delivery)


async def serve_slack(settings: Settings, access: SlackAccess) -> None:
    """Serve one Slack workspace until cancelled.

    Raises:
        ConfigError, ContentFaults, StoreError: nothing was started.
        ConnectionRefused: Slack does not let us in.
    """
    from bot.adapters.slack import serving as slack  # its libraries are large

    tokens = slack.Tokens(
        access.bot_token.get_secret_value(), access.app_token.get_secret_value()
    )
    async with (
        _opened(settings) as (catalog, clock, store),
        slack.entered(tokens, access.api_url, catalog, store, clock) as workspace,
    ):
        _settle_in()
        composer = Composer(store, catalog, settings.keeping)
        delivery = Delivery(store, composer, clock, {workspace.platform: workspace.route})
        async with delivery.serving(), retaining(store, settings.keeping):
            await slack.serve(workspace, tokens, catalog, store, delivery, clock)


def _settle_in() -> None:
    """Let the collector of garbage pass over what is here to stay: content, code, libraries.

    Otherwise it looks through a hundred thousand objects while everybody waits, for 50 ms.
    """
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def _opened(
    settings: Settings,
) -> AsyncIterator[tuple[Catalog, SystemClock, SqliteStore]]:
    catalog = load(settings.content_folder or content_folder(), settings.locale)
    clock = SystemClock()
    store = open_store(database_url(settings), migrations_folder(), clock)
    try:
        yield catalog, clock, store
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

"""A Socket Mode connection that is never silent for long (F36, F37).

Slack's client reconnects by itself, and can get stuck while it does: with an address that was
used up, or waiting for a lock. So somebody watches it from outside, and builds a new one when
the old one has not heard from Slack for too long.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from time import monotonic

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.adapters.slack.refusals import CODES, UNKNOWN
from bot.errors import ConnectionRefused

PING_SECONDS = 5.0
LOOK_SECONDS = 2.0
SILENT_SECONDS = 30.0
"""So long may a connection be gone or silent before it is built anew; noticed within 60 s."""

CONNECT_SECONDS = 15.0
CLOSE_SECONDS = 3.0
RECONNECT_SECONDS = 30.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds.

    Attributes:
        look: between two looks at a connection.
        silent: that a connection may be silent.
        longest_pause: between two attempts to connect.
    """

    look: float = LOOK_SECONDS
    silent: float = SILENT_SECONDS
    longest_pause: float = RECONNECT_SECONDS


USUAL = Limits()


class Socket:
    """Keeps one connection.

    Args:
        build: makes a handler with a connection of its own.
        limits: when it is built anew.
        random: spreads attempts, so that many programs do not come at once.

    Attributes:
        heard_at: when the connection was last known to be alive, on the monotonic clock.
        built: how many connections were built.
    """

    def __init__(
        self, build: Callable[[], AsyncSocketModeHandler], limits: Limits, random: Random
    ) -> None:
        self.heard_at = monotonic()
        self.built = 0
        self._build = build
        self._limits = limits
        self._random = random

    async def serve(self) -> None:
        """Stay connected until cancelled.

        Raises:
            ConnectionRefused: Slack will never let us in with this token.
        """
        failures = 0
        while True:
            handler = self._build()
            self.built += 1
            try:
                await self._connect(handler.client)
                failures = 0
                await self._until_silent(handler.client)
                log.warning("Slack has been silent for too long; connecting anew")
            except SlackApiError as problem:
                self._look_for_hope(problem)
                failures += 1
            except Exception as problem:  # noqa: BLE001 - whatever it is, we try again
                log.warning("no connection to Slack: %s", type(problem).__name__)
                failures += 1
            finally:
                await _closed(handler.client)
            await asyncio.sleep(self._pause(failures))

    async def _connect(self, client: SocketModeClient) -> None:
        async with asyncio.timeout(CONNECT_SECONDS):
            client.wss_uri = await client.issue_new_wss_url()
            # The library leaves this one method without types.
            await client.connect()  # type: ignore[no-untyped-call]
        self.heard_at = monotonic()
        log.info("connected to Slack")

    async def _until_silent(self, client: SocketModeClient) -> None:
        """Watch; return when nothing has been heard for too long."""
        while monotonic() - self.heard_at < self._limits.silent:
            await asyncio.sleep(self._limits.look)
            if await client.is_connected():
                self.heard_at = monotonic()

    def _pause(self, failures: int) -> float:
        """Doubling, and a little apart."""
        if not failures:
            return 0.0
        doubled = min(2.0 ** min(failures - 1, 10), self._limits.longest_pause)
        return doubled * self._random.uniform(0.5, 1.0)

    @staticmethod
    def _look_for_hope(problem: SlackApiError) -> None:
        code = str(problem.response.get("error", ""))
        refused = hopeless(code)
        if refused is not None:
            raise refused from None
        told = code if code in CODES else UNKNOWN
        log.warning("Slack opens no connection now (%s); trying again", told)


def hopeless(code: str) -> ConnectionRefused | None:
    """What no second attempt will mend, and what the operator can do."""
    match code:
        case "invalid_auth":
            return ConnectionRefused("Slack", "SLACK_APP_TOKEN is not valid")
        case "not_authed":
            return ConnectionRefused("Slack", "SLACK_APP_TOKEN is empty")
        case "not_allowed_token_type":
            return ConnectionRefused(
                "Slack", "SLACK_APP_TOKEN is no app-level token; it begins with xapp-"
            )
        case "token_revoked" | "token_expired":
            return ConnectionRefused("Slack", "SLACK_APP_TOKEN was revoked")
        case "access_denied" | "forbidden_team" | "org_login_required":
            return ConnectionRefused("Slack", "the workspace keeps the app out")
        case "account_inactive" | "team_access_not_granted":
            return ConnectionRefused(
                "Slack", "the workspace or the app of SLACK_APP_TOKEN is gone"
            )
        case "missing_scope":
            return ConnectionRefused(
                "Slack", "SLACK_APP_TOKEN lacks the scope connections:write"
            )
        case "app_not_installed":
            return ConnectionRefused("Slack", "the app is not installed in a workspace")
        case "socket_mode_not_enabled":
            return ConnectionRefused("Slack", "Socket Mode is switched off for the app")
        case _:
            return None


async def _closed(client: SocketModeClient) -> None:
    """Close a client that may be stuck."""
    client.closed, client.auto_reconnect_enabled = True, False
    tasks = (
        client.message_processor,
        client.current_session_monitor,
        client.message_receiver,
    )
    for task in filter(None, tasks):
        task.cancel()
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            if client.current_session is not None:
                await client.current_session.close()
    except Exception:  # noqa: BLE001 - it is let go of in any case
        log.info("a connection to Slack did not close in time")
    await client.aiohttp_client_session.close()

"""One Slack workspace, from the first connection to the last message."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.client import Slack, connected
from bot.adapters.slack.courier import SlackCourier
from bot.adapters.slack.desk import Answers, Desk
from bot.adapters.slack.desk_names import Names
from bot.adapters.slack.handlers import Handlers
from bot.adapters.slack.homes import AtHomeToo, Homes
from bot.adapters.slack.joining import Joining
from bot.adapters.slack.one_overview import OneOverview
from bot.adapters.slack.pace import SPACING
from bot.adapters.slack.payloads import PLATFORM
from bot.adapters.slack.people import People
from bot.adapters.slack.profiles import Profiles
from bot.adapters.slack.roster import SlackRoster
from bot.adapters.slack.socket import PING_SECONDS, RECONNECT_SECONDS, USUAL, Limits, Socket
from bot.adapters.slack.tables import Tables
from bot.adapters.slack.whispers import Whispers
from bot.adapters.slack.windows import Windows
from bot.catalog import Catalog
from bot.errors import ConnectionRefused, DeliveryError, Refusal
from bot.ports.accounts import Accounts, Leftovers
from bot.ports.administering import Administering
from bot.ports.clock import Clock
from bot.ports.communities import Communities
from bot.ports.mentoring import SharedWith
from bot.ports.store import Store
from bot.usecases.clearing import Clearing
from bot.usecases.delivery import Delivery
from bot.usecases.mentors.lending import Lending
from bot.usecases.mentors.watching import Watching
from bot.usecases.own_words import Words
from bot.usecases.routes import Route
from bot.usecases.taking import Taker

GRACE = 5.0
"""Seconds in which what was begun beside the turns may end."""

log = logging.getLogger(__name__)
quiet = logging.getLogger("slack_sdk.socket_mode")
"""Theirs, and never ours: it tells whole envelopes, with what people said (I8)."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What lets us in: the bot's token, and the app's for the socket."""

    bot: str
    app: str


@dataclass(frozen=True, slots=True)
class Mentoring:
    """What serves mentors, mentees and admins on every platform.

    Attributes:
        answers: the desk.
        settings: what admins set.
        pairs: what is shared with whom.
    """

    answers: Answers
    settings: Administering
    pairs: SharedWith


class Keeper(Store, Accounts, Leftovers, Communities, Protocol):
    """What is kept of the people of a workspace."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that let us in.

    Attributes:
        slack: talks to it.
        courier: sends cards to its people.
        homes: what stands in their App Homes.
        roster: who is who.
        words: those of its own.
        team: its id.
        us: what Slack knows us by.
    """

    slack: Slack
    courier: SlackCourier
    homes: Homes
    roster: SlackRoster
    words: Words
    team: str
    us: AuthorizeResult

    @property
    def platform(self) -> str:
        """What its accounts are said to be on."""
        return PLATFORM

    @property
    def route(self) -> Route:
        """The long way to its people."""
        return Route(AtHomeToo(self.courier, self.homes), self.courier, SPACING)


@asynccontextmanager
async def entered(
    tokens: Tokens, api_url: str, words: Words, keeper: Keeper, clock: Clock
) -> AsyncIterator[Workspace]:
    """A workspace, once it has told who we are there.

    Raises:
        ConnectionRefused: it does not let us in.
    """
    async with connected(tokens.bot, api_url, clock) as slack:
        us = await _who_we_are(slack, tokens)
        team = us.team_id or ""
        await keeper.arrive(PLATFORM, team)
        courier = SlackCourier(slack, words, keeper)
        homes = Homes(slack, words, keeper, keeper, clock)
        try:
            roster = SlackRoster(slack, team)
            yield Workspace(slack, courier, homes, roster, words, team, us)
        finally:  # the last nudges go out when nobody is answered any more
            await asyncio.gather(courier.stop(GRACE), homes.stop(GRACE))


async def serve(
    workspace: Workspace,
    tokens: Tokens,
    catalog: Catalog,
    keeper: Keeper,
    delivery: Delivery,
    mentoring: Mentoring,
    clock: Clock,
    limits: Limits = USUAL,
) -> None:
    """Answer everybody until cancelled; then what was begun comes to its end.

    Raises:
        ConnectionRefused: the workspace lets us in no more.
    """
    slack, courier = workspace.slack, workspace.courier
    homes, words = workspace.homes, workspace.words
    clearing = Clearing(keeper, PLATFORM, workspace.team, courier.filing.delete)
    profiles = Profiles(slack, keeper, clock)
    whispers = Whispers(slack, catalog, courier)
    watching = Watching(mentoring.pairs)
    windows = Windows(slack, catalog, watching, clearing.wake)
    people = People(
        homes, profiles, clearing, courier, whispers, windows, keeper, keeper, catalog, words
    )
    taker = Taker(keeper, catalog, delivery, clock, people.moved, words)
    overview = OneOverview(slack, catalog, watching)
    tables = Tables(courier.filing, catalog, Lending(mentoring.answers, clock))
    desk = Desk(
        slack, catalog, mentoring.answers, workspace.roster,
        Names(workspace.roster, keeper), profiles, taker,
        windows, overview, whispers, tables,
    )  # fmt: skip
    joining = Joining(mentoring.settings, keeper, workspace.us.bot_user_id or "")
    handlers = Handlers(taker, courier, whispers, people, desk, joining, clock)
    app = _app(workspace, handlers)
    socket = Socket(lambda: _handler(app, slack, tokens), limits, Random())  # noqa: S311 - of pauses
    beside = [asyncio.create_task(one) for one in (clearing.work(), watching.work())]
    try:
        await socket.serve()
    finally:
        for task in beside:
            task.cancel()
        await taker.settled()
        await asyncio.gather(
            *(one.stop(GRACE) for one in (desk, people, whispers, windows, watching))
        )


def _app(workspace: Workspace, handlers: Handlers) -> AsyncApp:
    """Bolt, answering when the turn is committed, and never asking Slack who we are."""

    async def authorize() -> AuthorizeResult:
        return workspace.us

    slack = workspace.slack
    bolts = logging.getLogger("slack_bolt.AsyncApp")
    bolts.setLevel(logging.ERROR)  # it would tell that it does not use what it reads itself
    app = AsyncApp(
        logger=bolts,
        client=AsyncWebClient(base_url=slack.api_url, session=slack.session, retry_handlers=[]),
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,  # a socket is authentic as a whole
        ssl_check_enabled=False,
        url_verification_enabled=False,
    )
    handlers.listen(app)
    return app


def _handler(app: AsyncApp, slack: Slack, tokens: Tokens) -> AsyncSocketModeHandler:
    """A handler with a connection of its own; its client asks where the API is ours."""
    web = AsyncWebClient(
        token=tokens.app, base_url=slack.api_url, session=slack.session, retry_handlers=[]
    )
    return AsyncSocketModeHandler(
        app, tokens.app, quiet, web_client=web, ping_interval=PING_SECONDS
    )


async def _who_we_are(slack: Slack, tokens: Tokens) -> AuthorizeResult:
    """Ask until Slack answers: a program that starts with its machine may be early."""
    pause = 1.0
    while True:
        try:
            told = await slack.call("auth.test", {})
        except DeliveryError as problem:
            if problem.refusal is Refusal.REVOKED:
                raise ConnectionRefused(
                    "Slack", "SLACK_BOT_TOKEN is not valid, or the app was removed"
                ) from None
            log.warning("Slack does not answer yet: %s", problem)
            await asyncio.sleep(pause)
            pause = min(2 * pause, RECONNECT_SECONDS)
        else:
            return _as_told(told, tokens)


def _as_told(told: Mapping[str, Any], tokens: Tokens) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None,
        team_id=str(told.get("team_id", "")),
        bot_user_id=str(told.get("user_id", "")),
        bot_id=str(told.get("bot_id", "")),
        bot_token=tokens.bot,
    )

"""What Bolt calls: translate, take the turn, then let Slack know.

Few listeners, each for a kind of request, because every listener costs every request. What
nobody knows is acknowledged and counted, else Slack would repeat it for ever (F05).
"""

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from bot.adapters.slack import callbacks, desk_inbound, inbound, modals
from bot.adapters.slack.courier import (
    AnsweringClick,
    AnsweringWords,
    SlackCourier,
    TakingTime,
)
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.joining import Joining
from bot.adapters.slack.payloads import Payload, team_of
from bot.adapters.slack.people import People
from bot.adapters.slack.whispers import Whispers
from bot.errors import StoreError
from bot.ports.clock import Clock
from bot.ports.courier import Courier
from bot.ports.inbound import SLASH_COMMAND
from bot.usecases import taking
from bot.usecases.taking import Taken, Taker

ANYTHING = re.compile(".*")
NOT_NOW = 503
"""What an event is answered that is to come again: over a socket, nothing is said at all."""

log = logging.getLogger(__name__)


class Handlers:
    """One workspace's.

    Args:
        taker: takes turns.
        courier: sends cards.
        whispers: says what only one person sees, and opens windows.
        people: what is done for somebody besides a turn.
        desk: answers mentors, mentees and admins.
        joining: who is asked about weekly steps.
        clock: what time it is.

    Attributes:
        unknown: how often what came that nobody knows, by kind.
    """

    def __init__(
        self,
        taker: Taker,
        courier: SlackCourier,
        whispers: Whispers,
        people: People,
        desk: Desk,
        joining: Joining,
        clock: Clock,
    ) -> None:
        self.unknown: Counter[str] = Counter()
        self._taker = taker
        self._courier = courier
        self._whispers = whispers
        self._people = people
        self._desk = desk
        self._joining = joining
        self._clock = clock
        self._events: dict[str, Callable[[Payload], Awaitable[BoltResponse]]] = {
            "message": self._on_message,
            "app_mention": self._on_mention,
            "app_home_opened": self._on_home,
            "app_uninstalled": self._on_farewell,
            "member_joined_channel": self._on_joining,
            "tokens_revoked": self._on_farewell,
        }

    def listen(self, app: AsyncApp) -> None:
        """Register with Bolt."""
        app.event(ANYTHING)(self.on_event)
        app.command(ANYTHING)(self.on_command)
        app.action(ANYTHING)(self.on_click)
        app.view_submission(ANYTHING)(self.on_submission)
        app.view_closed(ANYTHING)(self.on_other)
        app.shortcut(ANYTHING)(self.on_other)
        app.options(ANYTHING)(self.on_other)

    async def on_event(self, body: dict[str, Any]) -> BoltResponse:
        """Something happened in the workspace."""
        kind = str(body.get("event", {}).get("type", ""))
        known = self._events.get(kind)
        return await known(body) if known else self._counted(f"event {kind}")

    async def on_command(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse:
        """Somebody ran a command; the answer to it, only they see."""
        if desk_inbound.is_asked(body):
            return await self._desk.asked(ack, body)
        is_ours = body.get("command") == SLASH_COMMAND
        taken = inbound.from_command(body, self._clock.now()) if is_ours else None
        if taken is None:
            return self._counted("command")
        became = await self._taker.take(taken, AnsweringWords(self._courier))
        told = await self._whispers.after_command(became, taken.sender, body)
        return await ack(text=told) if told else await ack()

    async def on_click(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse:
        """Somebody pressed or ticked something of ours."""
        if desk_inbound.is_at_the_desk(body):
            return await self._desk.pressed(ack, body)
        match inbound.action_of(body):
            case callbacks.TYPE:
                self._whispers.open_window(body)
                return await ack()
            case callbacks.CHART:
                self._people.draw(body)
                return await ack()
        taken = inbound.from_click(body, self._clock.now())
        if taken is None:
            return await ack()  # a tick, or a link
        became = await self._taker.take(taken, self._way_of(body))
        self._whispers.after_click(became, body)
        return await ack()

    async def on_submission(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse:
        """Somebody wrote in a window of ours."""
        if desk_inbound.is_at_the_desk(body):
            return await self._desk.wrote(ack, body)
        taken = inbound.from_submission(body, self._clock.now())
        if taken is None:
            return await ack()
        became = await self._taker.take(taken, AnsweringWords(self._courier))
        if became is Taken.STORED:
            return await ack()
        block, told = modals.WORDS_BLOCK, self._whispers.not_now(became)
        return await ack(response_action="errors", errors={block: told})

    async def on_other(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse:
        """What we never asked for."""
        self._counted(str(body.get("type", "request")))
        return await ack()

    async def _on_message(self, body: Payload) -> BoltResponse:
        taken = inbound.from_message(body, self._clock.now())
        if taken is None:
            return _got_it()
        deed = desk_inbound.from_message(body, taken)
        if deed is not None:
            answered = await self._desk.said(deed, body)
            return _got_it() if answered else BoltResponse(status=NOT_NOW)
        became = await self._taker.take(taken, AnsweringWords(self._courier))
        if became is Taken.TOO_FAST:
            self._whispers.too_fast(body)
        return _got_it() if became is Taken.STORED else BoltResponse(status=NOT_NOW)

    async def _on_mention(self, body: Payload) -> BoltResponse:
        self._whispers.after_mention(body)
        return _got_it()

    async def _on_joining(self, body: Payload) -> BoltResponse:
        """Somebody came into a channel; in the one that an admin set, they are asked (A25)."""
        taken = inbound.from_joining(body, self._clock.now())
        if taken is None:
            return _got_it()
        try:
            async with asyncio.timeout(taking.PATIENCE):
                is_ours = await self._joining.concerns(body, taken.sender)
        except (StoreError, TimeoutError):
            return BoltResponse(status=NOT_NOW)
        if not is_ours:
            return _got_it()
        became = await self._taker.take(taken, TakingTime())
        return _got_it() if became is Taken.STORED else BoltResponse(status=NOT_NOW)

    async def _on_home(self, body: Payload) -> BoltResponse:
        account = inbound.actor_of(body)
        if account is not None and body["event"].get("tab", "home") == "home":
            self._people.open_home(account)
        return _got_it()

    async def _on_farewell(self, body: Payload) -> BoltResponse:
        """We are put out, or our token is; in any order, and more than once (F32)."""
        if not inbound.is_about_us(body):
            return _got_it()
        left = await self._people.leave(team_of(body))
        return _got_it() if left else BoltResponse(status=NOT_NOW)

    def _way_of(self, body: Payload) -> Courier:
        under = inbound.clicked(body)
        if under is None:  # on Home, where there is no card to change
            return AnsweringWords(self._courier)
        return AnsweringClick(self._courier, under)

    def _counted(self, kind: str) -> BoltResponse:
        self.unknown[kind] += 1
        log.info(
            "Slack told of something that we do not know; so often now: %s",
            self.unknown.total(),
        )
        return _got_it()


def _got_it() -> BoltResponse:
    return BoltResponse(status=200, body="")

"""From the outbox to a courier: at once where a handler waits, else when a message is due.

The **fast way**: whoever took a turn holds its messages, and sends them by the way that the
platform opened for the answer. The **long way**: rounds claim what is due and send it to the
account's address. What the fast way could not send goes the long way, under the same key.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from bot.cards import Card
from bot.errors import DeliveryError, Refusal, StoreError
from bot.ports.clock import Clock
from bot.ports.courier import Courier
from bot.ports.news import News
from bot.ports.outbox import (
    ANSWER_LEASE,
    NO_ROW,
    Claimed,
    Dead,
    Later,
    Message,
    Outcome,
    Reason,
    Sent,
)
from bot.ports.queue import Outbox
from bot.usecases.composing import Composer
from bot.usecases.distances import Distances
from bot.usecases.jumps import Jumps
from bot.usecases.lanes import Detours, Lanes, Place
from bot.usecases.routes import Careful, Route, Routes
from bot.usecases.seeking import Seeking
from bot.usecases.underway import Underway
from bot.usecases.verdicts import unsaid, verdict
from bot.usecases.wanting import Waits, Withheld

MOST_AT_ONCE = 100
LOOK_EVERY = timedelta(seconds=1)
"""A message that another process wrote is noticed within this."""

SHORTEST_PAUSE = timedelta(milliseconds=100)
"""What is due may have to wait for its community, so we do not look all the time."""

GRACE = timedelta(seconds=8)
"""When the program stops, what is on its way has so long to arrive (F29)."""

log = logging.getLogger(__name__)


class Delivery:
    """Sends what waits, in order for each account, and writes down how it ended.

    Args:
        outbox: what waits.
        composer: makes the cards that are made when they are sent.
        clock: what time it is.
        routes: by platform; messages of other platforms are left alone.
    """

    def __init__(
        self, outbox: Outbox, composer: Composer, clock: Clock, routes: Mapping[str, Route]
    ) -> None:
        self._outbox = outbox
        self._composer = composer
        self._clock = clock
        self._routes = Routes(routes)
        self._distances = Distances(outbox, clock)
        self._jumps = Jumps(clock)
        self._seeking = Seeking(outbox, self._routes, clock, self._jumps)
        self._lanes = Lanes()
        self._detours = Detours()
        self._sending = Underway("a message stays in doubt", self.wake)
        self._answering = Underway("an answer stays in doubt")
        self._awake, self._stopping = asyncio.Event(), False

    def open(self, platform: str, route: Route) -> None:
        """From now on messages of this platform go their way."""
        self._routes.open(platform, route)
        self.wake()

    def soon(self, claimed: Claimed, courier: Courier) -> None:
        """Begin to hand over a turn's messages, in the order of these calls.

        For whoever must not wait, as a platform waits to hear that we have its event.
        """
        if not claimed.messages:
            self.wake()
            return
        place, way = self._lanes.of(claimed.messages[0].to), Careful(courier)
        self._answering.begin(self._hand_over_in(place, claimed, way))

    async def hand_over(self, claimed: Claimed, courier: Courier) -> None:
        """Send a turn's messages the fast way, in order, and settle them.

        Raises:
            DeliveryError: the first refusal; it is settled, and what is left of the messages
                goes the long way. So do all of them, and nothing is raised, where an earlier
                one was refused meanwhile: none may overtake it (F26).
            StoreError: what was sent could not be noted; it will be in doubt.
        """
        if not claimed.messages:  # a repeat, or what was said waits behind something
            self.wake()
            return
        place = self._lanes.of(claimed.messages[0].to)
        problem = await self._hand_over_in(place, claimed, courier)
        if problem is not None:
            raise problem

    async def _hand_over_in(
        self, place: Place, claimed: Claimed, courier: Courier
    ) -> DeliveryError | None:
        """Send a turn's messages when their place has come; what stopped them."""
        first, asked_at = claimed.messages[0], self._clock.now()
        async with place:
            if self._is_passed_over(first, asked_at):
                await self._settle(self._given_back(claimed.messages))
                self.wake()
                return None
            problem = await self._send(claimed.messages, courier)
        if problem is not None:
            self.wake()
        return problem

    def _is_passed_over(self, first: Message, asked_at: datetime) -> bool:
        """Whether these must go the long way: behind an earlier one, or held for too long.

        A message without a row has no other way.
        """
        late = self._clock.now() - asked_at >= ANSWER_LEASE
        return first.id != NO_ROW and (late or first.to in self._detours)

    async def round(self) -> int:
        """Put doubts to rest, and begin to send what is due; how many messages that were.

        Raises:
            StoreError: the database cannot serve; what was claimed will be in doubt.
        """
        platforms, room = self._routes.platforms, MOST_AT_ONCE - len(self._sending)
        if room <= 0:
            return 0
        lost = await self._outbox.claim_doubtful(platforms, room)
        due = await self._distances.claim_due(platforms, room, self._routes.spacing)
        for message in lost.messages:
            self._sending.begin(self._seeking.look_for(message))
        for message in due.messages:
            self._sending.begin(self._send_alone(message, self._lanes.of(message.to)))
        return len(lost.messages) + len(due.messages)

    async def settled(self) -> None:
        """Wait until what was begun has come to its end."""
        await self._answering.settled()
        await self._sending.settled()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Rounds go on inside; at the end what is on its way arrives or is given back (F29)."""
        rounds = asyncio.create_task(self._serve())
        try:
            yield
        finally:
            self._stopping = True
            self.wake()
            await rounds
            grace = GRACE.total_seconds()
            await asyncio.gather(self._answering.stop(grace), self._sending.stop(grace))

    @property
    def at_rest(self) -> bool:
        """Nothing is on its way, and nobody waits to send (I9)."""
        return not len(self._sending) and not len(self._answering) and not len(self._lanes)

    def wake(self) -> None:
        """Something is due now."""
        self._awake.set()

    async def _serve(self) -> None:
        while not self._stopping:
            self._awake.clear()
            try:
                pause = await self._pause()
                if not pause and not await self.round():
                    pause = SHORTEST_PAUSE
            except StoreError as problem:
                log.warning("delivery waits for the database: %s", type(problem).__name__)
                self._jumps.forget()
                pause = LOOK_EVERY
            except Exception:  # of this round; the next one goes on
                log.exception("a round of delivery fell")
                pause = LOOK_EVERY
            with suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), pause.total_seconds())

    async def _come_back(self) -> None:
        """Let nothing wait for a moment of a clock that was ahead (F42)."""
        seen = self._jumps.look()
        if seen is not False and await self._outbox.come_back(was_set_back=bool(seen)):
            log.warning("the clock was set back; what waited for later is due soon")

    async def _pause(self) -> timedelta:
        """How long there is nothing to do."""
        await self._come_back()
        due = await self._outbox.next_due(self._routes.platforms)
        left = LOOK_EVERY if due is None else due - self._clock.now()
        return min(max(left, timedelta()), LOOK_EVERY)

    async def _send_alone(self, message: Message, place: Place) -> None:
        """The long way, where nothing that goes wrong with one message may stop others."""
        courier = Careful(self._routes.of(message.to.platform).courier)
        async with place:
            self._detours.end_with(message)
            await self._send([message], courier)

    async def _send(
        self, messages: Sequence[Message], courier: Courier
    ) -> DeliveryError | None:
        """Send messages to one account, in order, and settle them; what stopped them."""
        outcomes: list[Outcome] = []
        news: list[News] = []
        problem = None
        try:
            for message in messages:
                problem = await self._attempt(message, courier, outcomes, news)
                if problem is not None:
                    break
        finally:  # also when we are stopped half-way
            outcomes += self._given_back(messages[len(outcomes) :])
            await self._settle(outcomes, news)
        return problem

    def _given_back(self, messages: Sequence[Message]) -> list[Outcome]:
        """Nobody tried these; they go the long way, in their order."""
        now = self._clock.now()
        return [Later(message, now) for message in messages]

    async def _settle(self, outcomes: Sequence[Outcome], news: Sequence[News] = ()) -> None:
        for outcome in outcomes:
            message = outcome.message
            has_a_way = message.id != NO_ROW and message.to.platform in self._routes
            if isinstance(outcome, Later) and has_a_way:
                self._detours.begin_with(message)
        await self._outbox.settle(outcomes, news)

    async def _attempt(
        self, message: Message, courier: Courier, outcomes: list[Outcome], news: list[News]
    ) -> DeliveryError | None:
        """Try one message, and add how that ended; the refusal, if it was refused."""
        if self._clock.now() >= message.useful_until:
            outcomes.append(Dead(message, Reason.TOO_LATE))
            return None
        try:
            card = await self._card(message)
            if not isinstance(card, Card):
                outcomes.append(unsaid(message, card))
                return None
            living_card = await courier.deliver(message, card)
        except DeliveryError as problem:
            self._judge(message, problem, outcomes, news)
            return problem
        except asyncio.CancelledError:
            lost = DeliveryError("stopped", Refusal.LOST)
            self._judge(message, lost, outcomes, news)
            raise
        outcomes.append(Sent(message, living_card))
        return None

    def _judge(
        self,
        message: Message,
        problem: DeliveryError,
        outcomes: list[Outcome],
        news: list[News],
    ) -> None:
        """Add what a refusal comes to, and tell the operator without telling what was said."""
        outcome, told = verdict(message, problem, self._clock.now())
        outcomes.append(outcome)
        news.extend(told)
        level = logging.ERROR if problem.refusal is Refusal.OURS else logging.INFO
        words = message.key, message.to.platform, problem.refusal
        log.log(level, "message %s on %s: %s", *words)

    async def _card(self, message: Message) -> Card | Withheld | Waits:
        try:
            return await self._composer.card(message, self._clock.now())
        except StoreError as problem:
            raise DeliveryError(str(problem)) from problem

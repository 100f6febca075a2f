"""The program's client of a simulated platform: requests that leave, are judged, and answered.

A request that has left is beyond the program: the platform decides in its own time, also when
whoever sent it is dead by then.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from random import Random
from typing import Protocol

from bot.cards import Card
from bot.errors import DeliveryError, Refusal
from bot.ports.outbox import Kind, Message
from bot.rehearsal.faults import Fault
from bot.rehearsal.platforms import Ear, Mailbox, Platform, Seen
from bot.rehearsal.world import World

FAST_TIMEOUT, LONG_TIMEOUT = 2.5, 10.0
"""Seconds after which our client gives a request up, by the way that it goes."""

LATE_AFTER = 20.0
"""Seconds after which a request is applied that everybody had given up (F20)."""

LOST_TOGETHER = 3.0
"""Messages that are looked up are rare; their answers are lost so much likelier."""

Answer = DeliveryError | None


class Mortal(Protocol):
    """One life of the program, as far as a client needs to know it."""

    @property
    def is_alive(self) -> bool:
        """Whether it goes on."""
        ...

    def dies(self, fault: Fault, where: str) -> bool:
        """Whether it dies here."""
        ...


@dataclass(slots=True)
class ResponseAddress:
    """What a platform opens for the answers to one event (F27).

    Attributes:
        until: the simulated second at which it closes.
        uses: how many are left.
    """

    until: float
    uses: int = 5


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """A message on its way.

    Attributes:
        message: the row.
        card: what it says.
        mailbox: whose.
        way: the response address, or None for the long way.
        answer: what our client will hear.
    """

    message: Message
    card: Card
    mailbox: Mailbox
    way: ResponseAddress | None
    answer: "asyncio.Future[Answer]"


class Wire:
    """Courier and seeker of one platform, in one life of the program."""

    def __init__(self, platform: Platform, world: World, life: Mortal, ear: Ear) -> None:
        self._platform = platform
        self._world = world
        self._life = life
        self._ear = ear
        self._random = platform.random

    async def deliver(self, message: Message, card: Card) -> None:
        """The long way; see ``Courier.deliver``."""
        await self._send(message, card, None)

    def answering(self, way: ResponseAddress) -> "FastWay":
        """The way that an event opened."""
        return FastWay(partial(self._send, way=way))

    async def arrived(self, message: Message) -> bool:
        """See ``Seeker.arrived``."""
        await asyncio.sleep(self._random.uniform(0.05, 0.4))
        self._go_on("before a look-up")
        struck = self._world.fates.strikes(Fault.LOOKUP_REFUSED)
        if struck is not None:
            refusal = struck.choice((Refusal.BUSY, Refusal.LIMITED, Refusal.REVOKED))
            self._world.trace.fault(f"the look-up of {message.key[:6]} is refused: {refusal}")
            self._ear.could_not_look(message)
            raise DeliveryError("refused on purpose", refusal)
        found = self._platform.holds(message.key)
        told = "is there" if found else "is not there"
        self._world.trace.fact(f"{self._platform.name} says that {message.key[:6]} {told}")
        return found

    async def _send(self, message: Message, card: Card, way: ResponseAddress | None) -> None:
        self._go_on("before a request leaves")
        mailbox = self._platform.mailboxes[message.to]
        answer: asyncio.Future[Answer] = self._world.loop.create_future()
        request = Request(message, card, mailbox, way, answer)
        self._world.later(self._random.uniform(0.02, 0.3), partial(self._judge, request))
        problem = await answer
        self._go_on("after the answer, before it is noted")
        if problem is not None:
            raise problem

    def _go_on(self, where: str) -> None:
        """Come by this point, unless the program is dead or dies here."""
        if not self._life.is_alive or self._life.dies(Fault.CRASH_IN_FLIGHT, where):
            raise asyncio.CancelledError

    def _judge(self, request: Request) -> None:
        """The request has arrived: refuse it, lose it, or accept it."""
        refused = self._refusal(request)
        if refused is not None:
            self._ear.refused(request.mailbox, refused)
            self._answer(request, refused, self._random.uniform(0.02, 0.2))
            return
        if self._is_lost(request):
            return
        self._accept(request)
        self._life.dies(Fault.CRASH_IN_FLIGHT, "after acceptance, before the answer arrives")
        self._answer(request, None, self._random.uniform(0.02, 0.2))

    def _refusal(self, request: Request) -> Answer:
        """What the platform has against it."""
        if request.way is not None:
            return self._refusal_of_a_way(request, request.way) or self._busy(request)
        return self._refusal_of_a_person(request) or self._limit(request) or self._busy(request)

    def _refusal_of_a_way(self, request: Request, way: ResponseAddress) -> Answer:
        if self._strikes(Fault.EXPIRED, request) is not None:
            way.uses = 0
        if way.uses <= 0 or self._world.now() > way.until:
            return DeliveryError("this way is closed", Refusal.EXPIRED)
        way.uses -= 1
        return None

    def _refusal_of_a_person(self, request: Request) -> Answer:
        struck = self._strikes(Fault.CLOSED, request)
        if struck is not None:
            request.mailbox.closed_until = self._world.now() + struck.uniform(3, 20)
        if self._world.now() < request.mailbox.closed_until:
            return DeliveryError("nobody may write here", Refusal.UNREACHABLE)
        return None

    def _limit(self, request: Request) -> Answer:
        """Too many requests: told for how long, or not; for a community, or for all."""
        communities = [request.mailbox.community]
        struck = self._strikes(Fault.LIMITED, request)
        is_told, is_everywhere = True, False
        if struck is not None:
            is_told, is_everywhere = struck.random() < 0.8, struck.random() < 0.2
            until = self._world.now() + struck.choice((1, 3, 8, 20))
            if is_everywhere:
                communities = list(self._platform.communities.values())
            for community in communities:
                community.closed_until = max(community.closed_until, until)
        left = request.mailbox.community.closed_until - self._world.now()
        if left <= 0:
            return None
        return DeliveryError(
            "too many requests",
            Refusal.LIMITED,
            self._world.clock.now() + timedelta(seconds=left) if is_told else None,
            everywhere=is_everywhere,
        )

    def _busy(self, request: Request) -> Answer:
        struck = self._strikes(Fault.SERVER_ERROR, request)
        return None if struck is None else DeliveryError("no luck", Refusal.BUSY)

    def _is_lost(self, request: Request) -> bool:
        """Whether our client never hears how it went."""
        times = LOST_TOGETHER if request.message.kind is Kind.WARNING else 1
        late = self._strikes(Fault.LATE, request, times)
        after = late or self._strikes(Fault.LOST_AFTER, request, times)
        struck = after or self._strikes(Fault.LOST_BEFORE, request, times)
        if struck is None:
            return False
        if late is not None:
            self._platform.on_the_way += 1
            self._world.later(LATE_AFTER, partial(self._accept_late, request))
        elif after is not None:
            self._accept(request)
        timeout = LONG_TIMEOUT if request.way is None else FAST_TIMEOUT
        pause = timeout if late is not None else struck.uniform(0.05, timeout)
        self._ear.doubted([request.message])
        self._answer(request, DeliveryError("no answer came", Refusal.LOST), pause)
        return True

    def _strikes(self, fault: Fault, request: Request, times: float = 1) -> Random | None:
        struck = self._world.fates.strikes(fault, times)
        if struck is not None:
            told = f"{fault}: {request.message.key[:6]} for {request.mailbox.person}"
            self._world.trace.fault(told)
        return struck

    def _accept_late(self, request: Request) -> None:
        self._platform.on_the_way -= 1
        self._accept(request, is_late=True)

    def _accept(self, request: Request, *, is_late: bool = False) -> None:
        """The message stands there."""
        message, mailbox = request.message, request.mailbox
        self._platform.keys[message.key] = self._platform.keys.get(message.key, 0) + 1
        mailbox.seen.append(Seen(message.key, request.card, is_late))
        self._world.trace.fact(
            f"{self._platform.name} shows {mailbox.person} {_told(request)}"
            f"{', late' if is_late else ''}"
        )
        excused = is_late or not self._life.is_alive
        self._ear.accepted(mailbox, message, excused=excused)

    def _answer(self, request: Request, answer: Answer, pause: float) -> None:
        self._world.later(pause, partial(_resolve, request.answer, answer))


class FastWay:
    """A courier that uses a response address."""

    def __init__(self, send: Callable[[Message, Card], Awaitable[None]]) -> None:
        self._send = send

    async def deliver(self, message: Message, card: Card) -> None:
        """See ``Courier.deliver``."""
        await self._send(message, card)


def _told(request: Request) -> str:
    place = request.card.place
    standing = f"v{place.version} {place.question or ''}".rstrip() if place else "no place"
    way = "long way" if request.way is None else "fast way"
    return f"{request.message.kind} {request.message.key[:6]} ({standing}, {way})"


def _resolve(future: "asyncio.Future[Answer]", answer: Answer) -> None:
    if not future.done():
        future.set_result(answer)

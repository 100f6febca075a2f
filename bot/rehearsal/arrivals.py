"""Events on their way to the program: kept by their platform until they are acknowledged."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from bot.engine.events import Chose, Event
from bot.ports.inbound import EventKey, Inbound
from bot.rehearsal.faults import Fault
from bot.rehearsal.platforms import Mailbox, Platform
from bot.rehearsal.wire import ResponseAddress
from bot.rehearsal.world import World

DEADLINE = 3.0
"""Seconds after which a platform calls an event failed (I6)."""

REPEATED_AFTER = (0.5, 3, 8, 15, 20, 30, 30, 30, 60, 60, 60, 300, 3_600, 18_000, 61_200)
"""Seconds from a failure to the next try: about a day in all, as Slack does."""

WAY_IS_OPEN = 30.0
"""Seconds for which a response address can be used; shorter than real ones, to be met."""


@dataclass(slots=True, eq=False)
class Delivery:
    """One try to hand an event over.

    Attributes:
        post: whose event it is.
        inbound: the event, as an adapter translates it.
        mailbox: whose.
        way: where the answers may go.
        since: when it was handed over, in simulated seconds.
        is_answered: the program said something, be it "press again".
    """

    post: "Post"
    inbound: Inbound
    mailbox: Mailbox
    way: ResponseAddress
    since: float
    is_answered: bool = False

    def answer(self) -> None:
        """Say that we heard, and no more."""
        self.post.answered(self)

    def acknowledge(self) -> None:
        """Say that we have it."""
        self.post.acknowledged(self)


class Hearer(Protocol):
    """A life of the program that takes events."""

    @property
    def is_alive(self) -> bool:
        """Whether it goes on."""
        ...

    def take(self, delivery: Delivery) -> None:
        """Handle it, in a task of its own."""
        ...


class Post:
    """One platform's events, and how they get to whoever lives.

    Args:
        platform: whose.
        world: where.
        hearer: the life that goes on, or None while there is none.
        acknowledged: is told of each acknowledgement.
    """

    def __init__(
        self,
        platform: Platform,
        world: World,
        hearer: Callable[[], Hearer | None],
        acknowledged: Callable[[Inbound], None],
    ) -> None:
        self._platform = platform
        self._world = world
        self._hearer = hearer
        self._told = acknowledged
        self._count = 0
        self.open: dict[EventKey, Inbound] = {}
        self._acknowledged: set[EventKey] = set()
        self.events: dict[EventKey, Inbound] = {}

    def emit(self, mailbox: Mailbox, event: Event) -> None:
        """Somebody did something."""
        self._count += 1
        key = EventKey(f"{self._platform.name}-{self._count}")
        inbound = Inbound(key, mailbox.account, event)
        self.events[key] = self.open[key] = inbound
        pause = self._platform.random.uniform(0.02, 0.2)
        struck = self._world.fates.strikes(Fault.REORDER)
        if struck is not None:
            self._world.trace.fault(f"{key} is held back")
            pause += struck.uniform(0.3, 5)
        self._world.later(pause, partial(self._deliver, inbound, mailbox, 0))

    def answered(self, delivery: Delivery) -> None:
        """See ``Delivery.answer``."""
        if not delivery.is_answered:
            delivery.is_answered = True
            self._world.answer_seconds.append(self._world.now() - delivery.since)

    def acknowledged(self, delivery: Delivery) -> None:
        """See ``Delivery.acknowledge``; the platform may repeat it all the same (F01)."""
        self.answered(delivery)
        key = delivery.inbound.key
        self._acknowledged.add(key)
        self.open.pop(key, None)
        self._told(delivery.inbound)
        struck = self._world.fates.strikes(Fault.REPEAT)
        if struck is not None:
            pause = struck.choice((0.01, 0.01, 2, 30, 300))
            self._world.trace.fault(f"{key} will be repeated in {pause} s")
            again = partial(self._deliver, delivery.inbound, delivery.mailbox, None)
            self._world.later(pause, again)

    def _deliver(self, inbound: Inbound, mailbox: Mailbox, tries: int | None) -> None:
        """Hand it over, and look in time whether it was taken; tries None for a repeat."""
        hearer = self._hearer()
        now = self._world.now()
        delivery = Delivery(self, inbound, mailbox, ResponseAddress(now + WAY_IS_OPEN), now)
        if hearer is not None:
            hearer.take(delivery)
        self._world.later(DEADLINE, partial(self._look, delivery, hearer, tries))

    def _look(self, delivery: Delivery, hearer: Hearer | None, tries: int | None) -> None:
        key = delivery.inbound.key
        if not delivery.is_answered and hearer is not None and hearer.is_alive:
            self._world.broken("I6", f"{key} waits for an answer since {DEADLINE} s")
        if tries is None or key in self._acknowledged:
            return
        is_click = isinstance(delivery.inbound.event, Chose)
        if tries >= len(REPEATED_AFTER) or (is_click and not self._platform.repeats_clicks):
            self.open.pop(key, None)
            return
        again = partial(self._deliver, delivery.inbound, delivery.mailbox, tries + 1)
        self._world.later(REPEATED_AFTER[tries], again)

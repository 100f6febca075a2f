"""Simulated platforms: they carry what people do to the program, and its messages to people.

A platform notes every message that it accepts, under its key. It repeats events that were
not acknowledged, limits requests, loses answers and applies requests late. It lives on when
the program dies, and so do the requests that have left.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from bot.cards import Card
from bot.errors import DeliveryError
from bot.ports.inbound import Address
from bot.ports.outbox import Message
from bot.rehearsal.world import World


@dataclass(slots=True)
class Community:
    """A tenant of a platform.

    Attributes:
        name: what the platform knows it by.
        closed_until: the simulated second before which it takes no more requests.
    """

    name: str
    closed_until: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as a person sees it.

    Attributes:
        key: the message's own.
        card: what it says.
        is_late: its request was applied long after we gave it up.
    """

    key: str
    card: Card
    is_late: bool = False


@dataclass(slots=True)
class Mailbox:
    """What one account was sent.

    Attributes:
        account: whose.
        person: their name in the trace.
        community: where they are.
        seen: accepted messages, oldest first.
        closed_until: the simulated second before which nobody may write to them first.
    """

    account: Address
    person: str
    community: Community
    seen: list[Seen] = field(default_factory=list)
    closed_until: float = 0.0

    def newest(self) -> Card | None:
        """The newest card that leads anywhere."""
        return next((one.card for one in reversed(self.seen) if one.card.place), None)

    def newest_in_time(self) -> Card | None:
        """The same, but for what came long after we gave it up."""
        seen = (one.card for one in reversed(self.seen) if not one.is_late)
        return next((card for card in seen if card.place), None)


class Ear(Protocol):
    """Who wants to know what platforms accept."""

    def doubted(self, messages: Iterable[Message]) -> None:
        """Our client will not hear how these went."""
        ...

    def refused(self, mailbox: Mailbox, problem: DeliveryError) -> None:
        """A platform does not take a message now."""
        ...

    def could_not_look(self, message: Message) -> None:
        """A platform does not say whether it has a message."""
        ...

    def accepted(self, mailbox: Mailbox, message: Message, *, excused: bool) -> None:
        """A message stands there now; excused if its request outlived who sent it."""
        ...


class Platform:
    """One of them.

    Args:
        name: as addresses call it.
        world: where it is.
        communities: names of its tenants.
        repeats_clicks: also events of clicks come again until they are acknowledged.

    Attributes:
        on_the_way: requests that everybody has given up, and that it will apply yet.
    """

    def __init__(
        self, name: str, world: World, communities: Sequence[str], *, repeats_clicks: bool
    ) -> None:
        self.name = name
        self.repeats_clicks = repeats_clicks
        self.communities = {one: Community(one) for one in communities}
        self.mailboxes: dict[Address, Mailbox] = {}
        self.keys: dict[str, int] = {}
        self.on_the_way = 0
        self._world = world
        self.random = Random(f"{world.seed}/{world.episode}/{name}")

    def join(self, person: str, user: str, community: str) -> Mailbox:
        """Somebody gets an account."""
        account = Address(self.name, community, user)
        mailbox = Mailbox(account, person, self.communities[community])
        self.mailboxes[account] = mailbox
        return mailbox

    def holds(self, key: str) -> bool:
        """Whether a message with this key stands anywhere."""
        return key in self.keys


Platforms = Mapping[str, Platform]
"""By name."""

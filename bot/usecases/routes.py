"""A platform's long way, and a courier that nothing can stop."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.cards import Card
from bot.errors import DeliveryError, Refusal
from bot.ports.courier import Courier, Seeker
from bot.ports.outbox import Message

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Route:
    """One platform's long way.

    Attributes:
        courier: sends to an account's address.
        seeker: looks whether a message arrived, where the platform allows it.
        spacing: the least time between two claims for one community, if there is any.
    """

    courier: Courier
    seeker: Seeker | None = None
    spacing: timedelta | None = None


class Routes:
    """The long ways that are open, by platform; more may open while we deliver."""

    def __init__(self, routes: Mapping[str, Route]) -> None:
        self._open = dict(routes)

    def open(self, platform: str, route: Route) -> None:
        """From now on messages of this platform go their way."""
        self._open[platform] = route

    @property
    def platforms(self) -> list[str]:
        """Those whose way is open."""
        return list(self._open)

    @property
    def spacing(self) -> dict[str, timedelta]:
        """By platform, the least time between two claims for one community."""
        return {name: one.spacing for name, one in self._open.items() if one.spacing}

    def of(self, platform: str) -> Route:
        """The way of a platform that is open."""
        return self._open[platform]

    def __contains__(self, platform: str) -> bool:
        return platform in self._open


class Careful:
    """A courier whose every failure is a refusal: a message may be poisoned (F25)."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier

    async def deliver(self, message: Message, card: Card) -> str | None:
        """See ``Courier.deliver``."""
        try:
            return await self._courier.deliver(message, card)
        except DeliveryError:
            raise
        except Exception as problem:
            log.exception("message %s cannot be formed", message.key)
            raise DeliveryError(type(problem).__name__, Refusal.OURS) from problem

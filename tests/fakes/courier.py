import asyncio
from collections.abc import Callable

from bot.cards import Card
from bot.errors import DeliveryError
from bot.ports.outbox import Message

Obstacle = Callable[[Message, Card], Exception | None]
"""What stops a message from being accepted, if anything does."""


def nothing(_message: Message, _card: Card) -> None:
    return None


class FakeCourier:
    """Accepts every message unless something is in the way.

    Attributes:
        tried: the key of each attempt, in order.
        received: the messages that were accepted, in order.
        cards: their cards.
        gate: closed, messages wait on their way.
    """

    def __init__(self, obstacle: Obstacle = nothing) -> None:
        self.tried: list[str] = []
        self.received: list[Message] = []
        self.cards: list[Card] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.obstacle = obstacle
        self._news = asyncio.Condition()

    @property
    def bodies(self) -> list[str]:
        return [card.body for card in self.cards]

    async def deliver(self, message: Message, card: Card) -> None:
        self.tried.append(message.key)
        async with self._news:
            self._news.notify_all()
        await self.gate.wait()
        problem = self.obstacle(message, card)
        if problem is not None:
            raise problem
        self.received.append(message)
        self.cards.append(card)

    async def begun(self, number: int) -> None:
        """Wait until so many attempts have begun."""
        async with self._news:
            await self._news.wait_for(lambda: len(self.tried) >= number)


class FakeSeeker:
    """Finds what a list holds; refuses to look while it has a problem."""

    def __init__(self, *arrived: str, problem: DeliveryError | None = None) -> None:
        self.there = set(arrived)
        self.problem = problem
        self.asked: list[str] = []

    async def arrived(self, message: Message) -> bool:
        self.asked.append(message.key)
        if self.problem is not None:
            raise self.problem
        return message.key in self.there

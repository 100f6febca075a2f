from bot.errors import DeliveryError
from bot.ports.outbox import Message


class FakeCourier:
    """Keeps what it was handed; refuses from the given message on."""

    def __init__(self, refuses_from: int | None = None) -> None:
        self.received: list[Message] = []
        self._refuses_from = refuses_from

    async def deliver(self, message: Message) -> None:
        if self._refuses_from is not None and len(self.received) >= self._refuses_from:
            raise DeliveryError("refused on purpose")
        self.received.append(message)

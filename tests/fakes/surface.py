from collections.abc import Callable

from bot.adapters.terminal.surface import Garbled, Heard, Said
from bot.cards import Card
from bot.ports.outbox import Message

TURN_END = "turn-end"
STILL_AWAITED = "still awaited"
CLOSED = "closed"


class FakeSurface:
    """Keeps what it was to show; hears words, or whatever it was told that a line means.

    Attributes:
        shown: each card, and ``TURN_END``, ``STILL_AWAITED`` and ``CLOSED`` in between.
    """

    def __init__(
        self,
        *,
        opens_by_itself: bool = False,
        hears: dict[bytes, Callable[["FakeSurface"], Heard | None]] | None = None,
    ) -> None:
        self.opens_by_itself = opens_by_itself
        self.shown: list[Card | str] = []
        self._hears = hears or {}

    @property
    def cards(self) -> list[Card]:
        return [one for one in self.shown if isinstance(one, Card)]

    async def deliver(self, message: Message, card: Card) -> None:
        self.shown.append(card)

    def show(self, card: Card) -> None:
        self.shown.append(card)

    def hear(self, line: bytes) -> Heard | None:
        if line in self._hears:
            return self._hears[line](self)
        return Said(line.decode()) if line.isascii() else Garbled()

    def ready(self) -> None:
        self.shown.append(TURN_END)

    def ready_again(self) -> None:
        self.shown.append(STILL_AWAITED)

    def close(self) -> None:
        self.shown.append(CLOSED)

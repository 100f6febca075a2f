from datetime import datetime

from bot.engine.state import Conversation
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Claimed
from bot.ports.store import Step, Store


class Recorder:
    """A store in front of another, which can deliver again all that a platform delivered.

    Attributes:
        keys: of every event so far, in order.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._delivered: list[tuple[EventKey, Address, Step]] = []

    @property
    def keys(self) -> list[EventKey]:
        return [key for key, _, _ in self._delivered]

    async def turn(
        self, key: EventKey, sender: Address, step: Step, acted_at: datetime | None = None
    ) -> Claimed:
        self._delivered.append((key, sender, step))
        return await self._store.turn(key, sender, step, acted_at)

    async def conversation(self, account: Address) -> Conversation | None:
        return await self._store.conversation(account)

    async def repeat_to(self, store: Store) -> dict[EventKey, int]:
        """Deliver everything again, in order; how many messages came of each event."""
        return {
            key: len((await store.turn(key, sender, step)).messages)
            for key, sender, step in self._delivered
        }

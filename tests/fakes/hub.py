from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.engine.effects import Say
from bot.engine.state import Conversation
from bot.errors import StoreError
from bot.ports.accounts import Profile
from bot.ports.inbound import Address, EventKey
from bot.ports.keeping import Kept
from bot.ports.news import News
from bot.ports.nudges import Serve
from bot.ports.outbox import Claimed, Message, Outcome, Sent
from bot.ports.queue import Backlog
from bot.ports.store import Step
from tests.fakes.clock import NOON
from tests.fakes.message import message


class FakeHub:
    """One person's conversation and messages, in memory. Nothing is ever due to them.

    Attributes:
        refuses: names of the methods that raise from now on.
        left: what an earlier process left unsent.
        sent: the messages that were marked, in order.
        keys: the key of each turn, in order.
        zones: the time zones that were learned, in order.
    """

    def __init__(self, *left: Message, here: Conversation | None = None) -> None:
        self.refuses: set[str] = set()
        self.left = left
        self.sent: list[Message] = []
        self.keys: list[EventKey] = []
        self.zones: list[str | None] = []
        self.here = here
        self._written = 0

    async def turn(
        self, key: EventKey, sender: Address, step: Step, acted_at: datetime | None = None
    ) -> Claimed:
        self._refuse("turn")
        self.keys.append(key)
        turn = step(self.here or Conversation(id=1))
        self.here = turn.conversation
        cards = [effect.card for effect in turn.effects if isinstance(effect, Say)]
        self._written += len(cards)
        return Claimed(tuple(message(card, id=self._written, to=sender) for card in cards))

    async def conversation(self, account: Address) -> Conversation | None:
        self._refuse("conversation")
        return self.here

    async def kept(self, account: Address) -> Kept | None:
        raise NotImplementedError

    async def nudged_at(self, account: Address, period: str) -> datetime | None:
        raise NotImplementedError

    async def claim_left(self, account: Address) -> Claimed:
        self._refuse("claim_left")
        return Claimed(self.left)

    async def claim_due(
        self, platforms: Sequence[str], most: int, spacing: Mapping[str, timedelta]
    ) -> Claimed:
        raise NotImplementedError

    async def claim_doubtful(self, platforms: Sequence[str], most: int) -> Claimed:
        raise NotImplementedError

    async def come_back(self, *, was_set_back: bool) -> bool:
        return was_set_back

    async def next_due(self, platforms: Sequence[str]) -> datetime | None:
        return None

    async def next_served(self) -> datetime | None:
        self._refuse("next_served")
        return None

    async def serve_due(self, most: int, serve: Serve) -> int:
        raise NotImplementedError

    async def hear(self, account: Address) -> None:
        raise NotImplementedError

    async def living_card(self, account: Address) -> str | None:
        raise NotImplementedError

    async def keep_upload(
        self, account: Address, file: str, until: datetime | None = None
    ) -> bool:
        raise NotImplementedError

    async def profile(self, account: Address) -> Profile | None:
        return Profile(self.zones[-1], "en", NOON) if self.zones else None

    async def learn(
        self,
        account: Address,
        time_zone: str | None,
        locale: str | None,
        name: str = "",
        seen_in: str = "",
    ) -> None:
        self.zones.append(time_zone)

    async def backlog(self) -> Backlog:
        raise NotImplementedError

    async def mark_sent(self, messages: Sequence[Message]) -> int:
        self._refuse("settle")
        self.sent += messages
        return len(messages)

    async def settle(self, outcomes: Sequence[Outcome], news: Sequence[News] = ()) -> int:
        sent = [one.message for one in outcomes if isinstance(one, Sent)]
        return await self.mark_sent(sent)

    def _refuse(self, method: str) -> None:
        if method in self.refuses:
            raise StoreError(f"The database is locked ({method}).")

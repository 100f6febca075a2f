"""The real store, with somebody who looks over its shoulder."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.engine.effects import Turn
from bot.engine.state import Conversation
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.news import News
from bot.ports.outbox import Claimed, Message, Outcome
from bot.ports.store import Step
from bot.rehearsal.file import File
from bot.rehearsal.paces import Moment
from bot.rehearsal.promises import Witness
from bot.rehearsal.world import World
from bot.store.rehearsed.inline import InlineReader, InlineWriter
from bot.store.sqlite import SqliteStore


class WatchedStore(SqliteStore):
    """The real store; the witness hears what it was asked for and what it told."""

    def __init__(
        self,
        file: File,
        writer: InlineWriter,
        reader: InlineReader,
        world: World,
        witness: Witness,
    ) -> None:
        super().__init__(file.path, writer, reader, world.clock)
        self._witness = witness

    async def turn(
        self, key: EventKey, sender: Address, step: Step, acted_at: datetime | None = None
    ) -> Claimed:
        """See ``ports.store.Store.turn``."""
        token = self._witness.asked(key, sender)
        asked = self._witness.paces.moment()

        def watched(before: Conversation) -> Turn:
            self._witness.loaded(token, before)
            return step(before)

        try:
            claimed = await super().turn(key, sender, watched, acted_at)
        finally:
            self._witness.told(token)
        self._note_slow(asked, claimed.messages)
        return claimed

    async def claim_due(
        self, platforms: Sequence[str], most: int, spacing: Mapping[str, timedelta]
    ) -> Claimed:
        """See ``ports.queue.Outbox.claim_due``."""
        asked = self._witness.paces.moment()
        claimed = await super().claim_due(platforms, most, spacing)
        self._witness.paces.taken(claimed, asked, spacing)
        self._note_slow(asked, claimed.messages)
        return claimed

    async def come_back(self, *, was_set_back: bool) -> bool:
        """See ``ports.queue.Outbox.come_back``."""
        was_ahead = await super().come_back(was_set_back=was_set_back)
        if was_ahead:
            self._witness.paces.forget()
        return was_ahead

    async def settle(self, outcomes: Sequence[Outcome], news: Sequence[News] = ()) -> int:
        """See ``ports.queue.Outbox.settle``."""
        asked = self._witness.paces.moment()
        messages = [outcome.message for outcome in outcomes]
        try:
            held = await super().settle(outcomes, news)
        except StoreError:
            self._witness.doubted(messages)
            raise
        self._note_slow(asked, messages)
        self._witness.paces.told(news)
        return held

    def _note_slow(self, asked: Moment, messages: Iterable[Message]) -> None:
        """Leases do not survive a slow database, nor a clock that is moved meanwhile."""
        if self._witness.paces.is_long_ago(asked):
            self._witness.doubted(messages)

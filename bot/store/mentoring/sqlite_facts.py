"""What mentors may see of mentees, in the file of the store."""

from collections.abc import Collection, Sequence

from bot.engine.mentoring.values import Item
from bot.ports.inbound import Address, EventKey
from bot.ports.mentee_facts import Changing, Look, Record, Replanned
from bot.ports.mentoring import Community
from bot.store.mentoring import (
    facts,
    replanning,
)
from bot.store.mentoring.running import Running


class SqliteMenteeFacts(Running):
    """``MenteeFacts``, apart from everything else: only who may decide on it holds it."""

    async def record(self, who: Address, number: int) -> Record:
        """See ``ports.mentee_facts.MenteeFacts.record``."""
        return await self._read(lambda c: facts.record(c, who, number))

    async def records(self, who: Address) -> Sequence[Record]:
        """See ``ports.mentee_facts.MenteeFacts.records``."""
        return await self._read(lambda c: facts.records(c, who))

    async def note_look(
        self,
        who: Address,
        number: int,
        by: str,
        community: Community,
        items: Collection[Item],
        meant: Address | None = None,
    ) -> None:
        """See ``ports.mentee_facts.MenteeFacts.note_look``."""
        now = self._clock.now()
        looked = (who, number, by, community, items, meant, now)
        await self._write(lambda c: facts.note_look(c, *looked))

    async def note_opened(self, who: Address, number: int) -> None:
        """See ``ports.mentee_facts.MenteeFacts.note_opened``."""
        now = self._clock.now()
        await self._write(lambda c: facts.note_opened(c, who, number, now))

    async def change_plan(
        self, key: EventKey, who: Address, number: int, change: Changing
    ) -> Replanned:
        """See ``ports.mentee_facts.MenteeFacts.change_plan``."""
        now = self._clock.now()
        return await self._write(
            lambda c: replanning.change_plan(c, key, who, number, change, now)
        )

    async def looks(self, mentee: Address) -> Sequence[Look]:
        """See ``ports.mentee_facts.MenteeFacts.looks``."""
        return await self._read(lambda c: facts.looks(c, mentee))

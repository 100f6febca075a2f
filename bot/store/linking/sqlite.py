"""Linked accounts in the file of the store."""

from bot.ports.inbound import Address, EventKey
from bot.ports.linking import Proposal, Side, Typing
from bot.store.linking import codes
from bot.store.mentoring.running import Running


class SqliteLinks(Running):
    """``Links``."""

    async def ask_code(self, key: EventKey, by: Address, name: str, code: str) -> bool:
        """See ``ports.linking.Links.ask_code``."""
        now = self._clock.now()
        return await self._write(lambda c: codes.ask_code(c, key, by, name, code, now))

    async def type_code(self, key: EventKey, by: Address, name: str, code: str) -> Typing:
        """See ``ports.linking.Links.type_code``."""
        now = self._clock.now()
        return await self._write(lambda c: codes.type_code(c, key, by, name, code, now))

    async def offer(self, who: Address, code: str) -> Proposal | None:
        """See ``ports.linking.Links.offer``."""
        now = self._clock.now()
        return await self._read(lambda c: codes.offer(c, who, code, now))

    async def agree(self, by: Address, number: int) -> Side | None:
        """See ``ports.linking.Links.agree``."""
        now = self._clock.now()
        return await self._write(lambda c: codes.agree(c, by, number, now))

    async def proposal(self, who: Address) -> Proposal | None:
        """See ``ports.linking.Links.proposal``."""
        now = self._clock.now()
        return await self._read(lambda c: codes.proposal(c, who, now))

    async def confirm(self, by: Address, number: int) -> Side | None:
        """See ``ports.linking.Links.confirm``."""
        now = self._clock.now()
        return await self._write(lambda c: codes.confirm(c, by, number, now))

    async def refuse(self, by: Address, number: int) -> None:
        """See ``ports.linking.Links.refuse``."""
        now = self._clock.now()
        await self._write(lambda c: codes.refuse(c, by, number, now))

    async def linked_with(self, who: Address) -> Side | None:
        """See ``ports.linking.Links.linked_with``."""
        return await self._read(lambda c: codes.linked_with(c, who))

    async def unlink(self, by: Address) -> Side | None:
        """See ``ports.linking.Links.unlink``."""
        now = self._clock.now()
        return await self._write(lambda c: codes.unlink(c, by, now))

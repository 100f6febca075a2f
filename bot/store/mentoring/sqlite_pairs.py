"""Pairs, their notes and their messages in the file of the store."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.engine.mentoring.values import Note, Party
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Changed, Community, Pairing, PairingStep, Shareable
from bot.store.mentoring import (
    digests,
    lasting,
    notes,
    pairings,
    readers,
)
from bot.store.mentoring.running import Running


class SqlitePairs(Running):
    """``Pairings``, ``Lasts``, ``SharedWith``, ``PairsThere`` and ``Digests``."""

    async def open_pairing(
        self, key: EventKey, by: Address, wanted: Pairing, step: PairingStep
    ) -> Changed:
        """See ``ports.mentoring.Pairings.open_pairing``."""
        now = self._clock.now()
        return await self._write(lambda c: pairings.open_pairing(c, key, by, wanted, step, now))

    async def change_pairing(
        self, key: EventKey, by: Address, number: int, step: PairingStep
    ) -> Changed:
        """See ``ports.mentoring.Pairings.change_pairing``."""
        now = self._clock.now()
        return await self._write(
            lambda c: pairings.change_pairing(c, key, by, number, step, now)
        )

    async def to_look_at(self, hour: int, side: Party) -> Sequence[tuple[Community, Address]]:
        """See ``ports.lasting.Lasts.to_look_at``."""
        return await self._read(lambda c: lasting.to_look_at(c, hour, side))

    async def change_pairings_of(
        self, community: Community, who: Address, step: PairingStep, side: Party = Party.MENTOR
    ) -> int:
        """See ``ports.lasting.Lasts.change_pairings_of``."""
        now = self._clock.now()
        return await self._write(
            lambda c: lasting.change_pairings_of(c, community, who, step, side, now)
        )

    async def pairing(self, who: Address, number: int) -> Pairing | None:
        """See ``ports.mentoring.Pairings.pairing``."""
        return await self._read(lambda c: pairings.pairing(c, who, number))

    async def pairings_of(self, who: Address) -> Sequence[Pairing]:
        """See ``ports.mentoring.Pairings.pairings_of``."""
        return await self._read(lambda c: pairings.pairings_of(c, who))

    async def waiting(self, community: Community) -> Sequence[Pairing]:
        """See ``ports.mentoring.Pairings.waiting``."""
        return await self._read(lambda c: pairings.waiting(c, community))

    async def pairs(self, community: Community, after: int, most: int) -> Sequence[Pairing]:
        """See ``ports.administering.PairsThere.pairs``."""
        return await self._read(lambda c: pairings.pairs(c, community, after, most))

    async def add_note(self, key: EventKey, by: Address, number: int, note: Note) -> bool:
        """See ``ports.mentoring.Pairings.add_note``."""
        now = self._clock.now()
        return await self._write(lambda c: notes.add_note(c, key, by, number, note, now))

    async def drop_note(self, by: Address, number: int, note: int) -> None:
        """See ``ports.mentoring.Pairings.drop_note``."""
        await self._write(lambda c: notes.drop_note(c, by, number, note))

    async def notes(self, who: Address, number: int) -> Sequence[Note]:
        """See ``ports.mentoring.Pairings.notes``."""
        return await self._read(lambda c: notes.notes(c, who, number))

    async def shared_with(
        self, mentors: Sequence[Address]
    ) -> Mapping[Address, Mapping[int, frozenset[Shareable]]]:
        """See ``ports.mentoring.SharedWith.shared_with``."""
        return await self._read(lambda c: readers.shared_with(c, mentors))

    async def chase_answers(self, most: int, step: PairingStep) -> int:
        """See ``ports.mentoring.Pairings.chase_answers``."""
        now = self._clock.now()
        return await self._write(lambda c: pairings.chase_answers(c, most, step, now))

    async def order_digests(self, period: str, useful_until: datetime, most: int) -> int:
        """See ``ports.digests.Digests.order_digests``."""
        now = self._clock.now()
        return await self._write(
            lambda c: digests.order_digests(c, period, useful_until, most, now)
        )

"""Mentors, settings, words and the log of communities in the file of the store."""

from collections.abc import Mapping, Sequence

from bot.ports.administering import Drop, Entry, Setting
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Changed, Community, Pairing, PairingStep
from bot.ports.mentors import Mentor
from bot.store.mentoring import (
    administering,
    mentors,
)
from bot.store.mentoring.running import Running


class SqliteCommunities(Running):
    """``Mentors`` and ``Administering``."""

    async def is_named(self, community: Community, who: Address) -> bool:
        """See ``ports.mentoring.Mentors.is_named``."""
        return await self._read(lambda c: mentors.is_named(c, community, who))

    async def mentors(self, community: Community) -> Sequence[Mentor]:
        """See ``ports.mentoring.Mentors.mentors``."""
        return await self._read(lambda c: mentors.mentors(c, community))

    async def mentors_by_role(self, community: Community) -> Sequence[Mentor]:
        """See ``ports.mentors.Mentors.mentors_by_role``."""
        return await self._read(lambda c: mentors.mentors_by_role(c, community))

    async def set_capacity(self, community: Community, who: Address, capacity: int) -> None:
        """See ``ports.mentoring.Mentors.set_capacity``."""
        await self._write(lambda c: mentors.set_capacity(c, community, who, capacity))

    async def set_digest(self, community: Community, who: Address, *, wanted: bool) -> None:
        """See ``ports.mentoring.Mentors.set_digest``."""
        await self._write(lambda c: mentors.set_digest(c, community, who, wanted=wanted))

    async def settings(self, community: Community) -> Mapping[Setting, str]:
        """See ``ports.administering.Administering.settings``."""
        return await self._read(lambda c: administering.settings(c, community))

    async def change_setting(
        self, community: Community, by: Caller, setting: Setting, value: str | None
    ) -> None:
        """See ``ports.administering.Administering.change_setting``."""
        now = self._clock.now()
        await self._write(
            lambda c: administering.change_setting(c, community, by, setting, value, now)
        )

    async def wording(self, community: Community) -> Mapping[str, str]:
        """See ``ports.administering.Administering.wording``."""
        return await self._read(lambda c: administering.wordings(c, community))

    async def change_wording(
        self, community: Community, by: Caller, key: str, sentence: str | None
    ) -> None:
        """See ``ports.administering.Administering.change_wording``."""
        now = self._clock.now()
        await self._write(
            lambda c: administering.change_wording(c, community, by, key, sentence, now)
        )

    async def change_mentor(
        self,
        key: EventKey,
        community: Community,
        by: Caller,
        who: Address,
        name: str,
        *,
        is_one: bool,
    ) -> bool:
        """See ``ports.administering.Administering.change_mentor``."""
        now = self._clock.now()
        return await self._write(
            lambda c: administering.change_mentor(
                c, key, community, by, who, name, now, is_one=is_one
            )
        )

    async def assign(
        self, key: EventKey, by: Caller, wanted: Pairing, step: PairingStep
    ) -> Changed:
        """See ``ports.administering.Administering.assign``."""
        now = self._clock.now()
        return await self._write(lambda c: administering.assign(c, key, by, wanted, step, now))

    async def note_role(
        self, community: Community, by: Caller, role: str, stands_for: str
    ) -> None:
        """See ``ports.administering.Administering.note_role``."""
        now = self._clock.now()
        await self._write(
            lambda c: administering.note_role(c, community, by, role, stands_for, now)
        )

    async def log(self, community: Community, most: int, skipped: int = 0) -> Sequence[Entry]:
        """See ``ports.administering.Administering.log``."""
        return await self._read(lambda c: administering.log(c, community, most, skipped))

    async def changes(self, community: Community) -> int:
        """See ``ports.administering.Administering.changes``."""
        return await self._read(lambda c: administering.changes(c, community))

    async def drops(self, community: Community) -> Sequence[Drop]:
        """See ``ports.administering.Administering.drops``."""
        now = self._clock.now()
        return await self._read(lambda c: administering.drops(c, community, now))

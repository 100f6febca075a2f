"""Pairs, mentors, communities' settings and linked accounts in the file of the store."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from bot.engine.mentoring.values import Item, Note
from bot.ports.administering import Drop, Entry, Setting
from bot.ports.clock import Clock
from bot.ports.inbound import Address, EventKey
from bot.ports.linking import Proposal, Side, Typing
from bot.ports.mentee_facts import Changing, Look, Record, Replanned
from bot.ports.mentoring import Caller, Changed, Community, Pairing, PairingStep
from bot.ports.mentors import Mentor
from bot.store.linking import codes
from bot.store.mentoring import (
    administering,
    digests,
    facts,
    lasting,
    mentors,
    notes,
    pairings,
    readers,
    replanning,
)

T = TypeVar("T")


class Runs(Protocol):
    """Runs a step of the store's; its problems come back as sentences."""

    async def __call__(self, step: Callable[[Connection], T], /) -> T:
        """What the step returned, of what is committed."""
        ...


class SqliteMentoring:
    """What ports ask of mentoring: pairs, mentors, digests, admins and links.

    Args:
        write: runs steps that write, in turn with all others.
        read: runs steps that only read, beside them.
        clock: when things happen.
    """

    def __init__(self, write: Runs, read: Runs, clock: Clock) -> None:
        self._write = write
        self._read = read
        self._clock = clock

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

    async def mentors_to_look_at(self, hour: int) -> Sequence[tuple[Community, Address]]:
        """See ``ports.lasting.Lasts.mentors_to_look_at``."""
        return await self._read(lambda c: lasting.mentors_to_look_at(c, hour))

    async def change_pairings_of(
        self, community: Community, mentor: Address, step: PairingStep
    ) -> int:
        """See ``ports.lasting.Lasts.change_pairings_of``."""
        now = self._clock.now()
        return await self._write(
            lambda c: lasting.change_pairings_of(c, community, mentor, step, now)
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
    ) -> Mapping[Address, Mapping[int, frozenset[Item]]]:
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


class SqliteMenteeFacts:
    """``MenteeFacts``, apart from everything else: only who may decide on it holds it.

    Args:
        write: runs steps that write, in turn with all others.
        read: runs steps that only read, beside them.
        clock: when somebody looks.
    """

    def __init__(self, write: Runs, read: Runs, clock: Clock) -> None:
        self._write = write
        self._read = read
        self._clock = clock

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

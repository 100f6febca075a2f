"""All that the desk keeps, in memory: every account is a person."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.engine.mentoring.values import WAITING, Item, Note, Origin, Party, Sharing, State
from bot.engine.plans.plan import Step
from bot.engine.state import Conversation
from bot.ports.administering import BETWEEN_NAMES, Drop, Entry, Naming, Setting
from bot.ports.inbound import Address, EventKey
from bot.ports.mentee_facts import Changing, Facts, Look, Mentee, Record, Replanned
from bot.ports.mentoring import (
    CAPACITY,
    Around,
    Caller,
    Change,
    Changed,
    Community,
    Pairing,
    PairingStep,
    Tell,
)
from bot.ports.mentors import Mentor
from tests.fakes.clock import FakeClock
from tests.fakes.unlinked import Unlinked


@dataclass
class FakeFiles(Unlinked):
    """Keeps it, and counts what it is asked.

    Attributes:
        clock: what time it is.
        pairs: all pairings by number.
        told: what was to be said to whom, in order.
        here: where people stand.
        unreachable: who gets no message.
        absent: communities that do not let us in.
        named: mentors on lists, with the name.
        rooms: how many mentees mentors take.
        digests: who wants the overview.
        settled: settings by community.
        words: a community's own sentences.
        entries: who changed what, oldest first.
        looked: who looked at which pairing, oldest first.
        opened: of which pairings their mentor saw the list, oldest first.
        sought: who looked for somebody who is no mentee of theirs, oldest first.
        notes_of: notes by pairing, oldest first.
        rearranged: whose steps were changed, and which, in order.
        counts: how often each call came.
        ended_at: when pairings ended, by number.
        declined_at: when mentors declined what was asked of them, by number.
    """

    clock: FakeClock
    pairs: dict[int, Pairing] = field(default_factory=dict)
    told: list[Tell] = field(default_factory=list)
    here: dict[Address, Conversation] = field(default_factory=dict)
    unreachable: set[Address] = field(default_factory=set)
    absent: set[Community] = field(default_factory=set)
    named: dict[tuple[Community, Address], str] = field(default_factory=dict)
    rooms: dict[tuple[Community, Address], int] = field(default_factory=dict)
    digests: set[tuple[Community, Address]] = field(default_factory=set)
    settled: dict[Community, dict[Setting, str]] = field(default_factory=dict)
    words: dict[Community, dict[str, str]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    dropped: list[Drop] = field(default_factory=list)
    looked: list[tuple[int, Look]] = field(default_factory=list)
    opened: list[tuple[int, datetime]] = field(default_factory=list)
    sought: list[tuple[Address, Look]] = field(default_factory=list)
    notes_of: dict[int, list[Note]] = field(default_factory=dict)
    rearranged: list[tuple[Address, Step]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    ended_at: dict[int, datetime] = field(default_factory=dict)
    declined_at: dict[tuple[int, Address], datetime] = field(default_factory=dict)
    _keys: set[EventKey] = field(default_factory=set)

    # Pairings

    async def open_pairing(
        self, key: EventKey, by: Address, wanted: Pairing, step: PairingStep
    ) -> Changed:
        self.counts["open_pairing"] += 1
        if key in self._keys:
            return Changed(is_repeat=True)
        self._keys.add(key)
        made = replace(wanted, id=max(self.pairs, default=0) + 1)
        around = self._around(made, by, made.mentor)
        around = replace(around, turned_down_at=self._turned_down_at(made))
        change = step(around, self.clock.now())
        if change.pairing.state is State.ENDED:
            return Changed(None, change.pairing, why=change.why)
        self._keep(change)
        return Changed(None, change.pairing)

    async def change_pairing(
        self, key: EventKey, by: Address, number: int, step: PairingStep
    ) -> Changed:
        self.counts["change_pairing"] += 1
        before = self.pairs.get(number)
        if before is None or not (
            before.mentor is None or by in (before.mentor, before.mentee)
        ):
            return Changed()
        if key in self._keys:
            return Changed(before, before, is_repeat=True)
        self._keys.add(key)
        change = step(self._around(before, by, before.mentor or by), self.clock.now())
        for who in change.pairing.declined_by - before.declined_by:
            if who == before.mentor:
                self.declined_at[number, who] = self.clock.now()
        self._keep(change)
        is_refused = change == Change(before, why=change.why)
        return Changed(before, change.pairing, is_refused=is_refused, why=change.why)

    async def pairing(self, who: Address, number: int) -> Pairing | None:
        self.counts["pairing"] += 1
        found = self.pairs.get(number)
        is_theirs = found is not None and who in (found.mentor, found.mentee)
        return found if is_theirs else None

    async def pairings_of(self, who: Address) -> Sequence[Pairing]:
        self.counts["pairings_of"] += 1
        return [
            one
            for one in self.pairs.values()
            if who in (one.mentor, one.mentee) and one.state is not State.ENDED
        ]

    async def waiting(self, community: Community) -> Sequence[Pairing]:
        self.counts["waiting"] += 1
        every = self.pairs.values()
        return [one for one in every if one.community == community and one.state in WAITING]

    async def add_note(self, key: EventKey, by: Address, number: int, note: Note) -> bool:
        self.counts["add_note"] += 1
        kept = replace(note, id=self.counts["add_note"])
        self.notes_of.setdefault(number, []).append(kept)
        return True

    async def drop_note(self, by: Address, number: int, note: int) -> None:
        self.counts["drop_note"] += 1
        self.notes_of[number] = [one for one in self.notes_of[number] if one.id != note]

    async def notes(self, who: Address, number: int) -> Sequence[Note]:
        self.counts["notes"] += 1
        by_mentor = self.pairs[number].mentor == who
        return [
            one if by_mentor or one.sharing is Sharing.BOTH else replace(one, text="")
            for one in reversed(self.notes_of.get(number, []))
        ]

    async def chase_answers(self, most: int, step: PairingStep) -> int:
        self.counts["chase_answers"] += 1
        found = 0
        for one in [*self.pairs.values()]:
            change = step(self._around(one, one.mentee, one.mentor), self.clock.now())
            if change.pairing != one and found < most:
                self._keep(change)
                found += 1
        return found

    async def to_look_at(self, hour: int, side: Party) -> Sequence[tuple[Community, Address]]:
        self.counts["to_look_at"] += 1
        found = {
            (one.community, who)
            for one in self.pairs.values()
            if (who := _on(one, side)) is not None and one.state is not State.ENDED
        }
        return sorted(found, key=lambda found: (found[0], found[1].user))

    async def change_pairings_of(
        self, community: Community, who: Address, step: PairingStep, side: Party = Party.MENTOR
    ) -> int:
        self.counts["change_pairings_of"] += 1
        changed, told = 0, set[tuple[Address, str]]()
        for one in [*self.pairs.values()]:
            if (one.community, _on(one, side)) != (community, who) or one.state is State.ENDED:
                continue
            change = step(self._around(one, None, one.mentor), self.clock.now())
            if change == Change(one):
                continue
            news = [tell for tell in change.told if (tell.to, tell.kind) not in told]
            told |= {(tell.to, tell.kind) for tell in news if tell.card is None}
            self._keep(replace(change, told=tuple(news)))
            changed += 1
        return changed

    # Mentors

    async def is_named(self, community: Community, who: Address) -> bool:
        self.counts["is_named"] += 1
        return (community, who) in self.named

    async def mentors(self, community: Community) -> Sequence[Mentor]:
        self.counts["mentors"] += 1
        listed = [who for where, who in self.named if where == community]
        listed += [who for where, who in self.rooms if where == community and who not in listed]
        return [self._mentor(community, who) for who in listed]

    async def mentors_by_role(self, community: Community) -> Sequence[Mentor]:
        paired = {
            one.mentor
            for one in self.pairs.values()
            if one.community == community and one.state is State.ACTIVE and one.mentor
        }
        is_set = Setting.MENTORS in self.settled.get(community, {})
        others = [who for who in paired if (community, who) not in self.named]
        return [self._mentor(community, who) for who in others] if is_set else []

    async def set_capacity(self, community: Community, who: Address, capacity: int) -> None:
        self.rooms[community, who] = capacity

    async def set_digest(self, community: Community, who: Address, *, wanted: bool) -> None:
        (self.digests.add if wanted else self.digests.discard)((community, who))

    # Administering

    async def settings(self, community: Community) -> Mapping[Setting, str]:
        self.counts["settings"] += 1
        return self.settled.get(community, {})

    async def change_setting(
        self, community: Community, by: Caller, setting: Setting, value: str | None
    ) -> None:
        _put(self.settled.setdefault(community, {}), setting, value)
        self._note(by, setting, value or "")

    async def wording(self, community: Community) -> Mapping[str, str]:
        return self.words.get(community, {})

    async def change_wording(
        self, community: Community, by: Caller, key: str, sentence: str | None
    ) -> None:
        _put(self.words.setdefault(community, {}), key, sentence)
        self._note(by, key, sentence or "")

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
        if key in self._keys:
            return True
        self._keys.add(key)
        if ((community, who) in self.named) == is_one:
            return False
        if is_one:
            self.named[community, who] = name
        else:
            del self.named[community, who]
        self._note(by, Naming.MENTOR_ADDED if is_one else Naming.MENTOR_REMOVED, name)
        return True

    async def assign(
        self, key: EventKey, by: Caller, wanted: Pairing, step: PairingStep
    ) -> Changed:
        changed = await self.open_pairing(key, by.account, wanted, step)
        made = changed.after
        if made is not None and made.state is not State.ENDED:
            names = wanted.mentor_name, wanted.mentee_name
            self._note(by, Naming.ASSIGNED, BETWEEN_NAMES.join(names))
        return changed

    def _note(self, by: Caller, what: str, value: str) -> None:
        name = by.name or by.account.user
        self.entries.append(Entry(name, what, value, self.clock.now()))

    async def note_role(
        self, community: Community, by: Caller, role: str, stands_for: str
    ) -> None:
        self._note(by, f"role.{role}", stands_for)

    async def log(self, community: Community, most: int, skipped: int = 0) -> Sequence[Entry]:
        return self.entries[::-1][skipped : skipped + most]

    async def changes(self, community: Community) -> int:
        return len(self.entries)

    async def drops(self, community: Community) -> Sequence[Drop]:
        return self.dropped

    # Facts about mentees

    async def record(self, who: Address, number: int) -> Record:
        self.counts["record"] += 1
        found = self.pairs.get(number)
        return Record(Facts()) if found is None else self._record(who, found)

    async def records(self, who: Address) -> Sequence[Record]:
        self.counts["records"] += 1
        return [
            self._record(who, one)
            for one in self.pairs.values()
            if one.mentor == who and one.state is State.ACTIVE
        ]

    async def change_plan(
        self, key: EventKey, who: Address, number: int, change: Changing
    ) -> Replanned:
        self.counts["change_plan"] += 1
        before = await self.record(who, number)
        made = None if key in self._keys else change(before)
        is_repeat = key in self._keys
        self._keys.add(key)
        if made is None:
            return Replanned(before, is_changed=is_repeat)
        mentee = self.pairs[number].mentee
        self.here[mentee] = made.after
        self.rearranged.append((mentee, made.step))
        return Replanned(await self.record(who, number), is_changed=True)

    async def note_look(
        self,
        who: Address,
        number: int,
        by: str,
        community: Community,
        items: Collection[Item],
        meant: Address | None = None,
    ) -> None:
        self.counts["note_look"] += 1
        look = Look(by, community, frozenset(items), self.clock.now())
        self.looked.append((number, look))
        if meant is not None and number not in self.pairs:
            self.sought.append((meant, look))

    async def note_opened(self, who: Address, number: int) -> None:
        self.counts["note_opened"] += 1
        self.opened.append((number, self.clock.now()))

    async def looks(self, mentee: Address) -> Sequence[Look]:
        return [
            look
            for number, look in reversed(self.looked)
            if number in self.pairs and self.pairs[number].mentee == mentee
        ] + [look for who, look in reversed(self.sought) if who == mentee]

    # The store, as far as letters need it

    async def conversation(self, account: Address) -> Conversation | None:
        return self.here.get(account)

    def _record(self, who: Address, one: Pairing) -> Record:
        facts = Facts(one, one.mentor == who, one.community not in self.absent)
        lost = self.clock.now() if one.mentee in self.unreachable else None
        return Record(facts, Mentee(self.here.get(one.mentee), lost))

    def _around(self, one: Pairing, by: Address | None, with_whom: Address | None) -> Around:
        mentor = one.mentor or by
        taken = self._mentees(one.community, mentor)
        others = [
            other
            for other in self.pairs.values()
            if other.id != one.id
            and other.state is not State.ENDED
            and (other.community, other.mentee) == (one.community, one.mentee)
            and other.mentor == with_whom
        ]
        most = self.rooms.get((one.community, mentor), CAPACITY) if mentor else CAPACITY
        theirs = [
            other
            for other in self.pairs.values()
            if other.id != one.id
            and (other.community, other.mentee) == (one.community, one.mentee)
        ]
        return Around(
            one,
            most - taken,
            len(others),
            sum(
                o.state is State.ACTIVE and o.left_at is None and o.mentor != with_whom
                for o in theirs
            ),
            tuple(other for other in theirs if other.state in WAITING),
            tuple(o for o in theirs if o.state is State.ACTIVE and o.left_at is not None),
        )

    def _turned_down_at(self, made: Pairing) -> datetime | None:
        """When whoever opens it was turned down by the other last."""
        left_by = Party.MENTEE if made.origin is Origin.INVITED else Party.MENTOR
        ends = [
            at
            for number, at in self.ended_at.items()
            if (one := self.pairs[number]).ended_by is not None
            and (one.mentor, one.mentee) == (made.mentor, made.mentee)
            and (one.ended_by is left_by if one.began_at else one.origin is made.origin)
        ]
        went_back = [
            at
            for (number, who), at in self.declined_at.items()
            if (self.pairs[number].mentee, who) == (made.mentee, made.mentor)
        ]
        return max(ends + went_back, default=None)

    def _mentees(self, community: Community, mentor: Address | None) -> int:
        return sum(
            (one.community, one.mentor, one.state) == (community, mentor, State.ACTIVE)
            for one in self.pairs.values()
        )

    def _mentor(self, community: Community, who: Address) -> Mentor:
        every = [*((number, look.at) for number, look in self.looked), *self.opened]
        looks = [at for number, at in every if self.pairs[number].mentor == who]
        pairs = [
            one.began_at
            for one in self.pairs.values()
            if one.mentor == who and one.state is State.ACTIVE and one.began_at
        ]
        return Mentor(
            who,
            self.named.get((community, who), who.user.title()),
            is_named=(community, who) in self.named,
            capacity=self.rooms.get((community, who), CAPACITY),
            mentees=self._mentees(community, who),
            waiting=0,
            digest=(community, who) in self.digests,
            looked_at=max(looks, default=None),
            mentees_since=min(pairs, default=None),
        )

    def _keep(self, change: Change) -> None:
        one = change.pairing
        self.pairs[one.id] = one
        self.told.extend(change.told)
        for other in change.also:
            self._keep(other)
        if one.state is State.ENDED:
            self.ended_at[one.id] = self.clock.now()
            self.notes_of.pop(one.id, None)


def _on(one: Pairing, side: Party) -> Address | None:
    return one.mentor if side is Party.MENTOR else one.mentee


def _put(table: dict[Any, str], key: str, value: str | None) -> None:
    table.pop(key, None)
    if value is not None:
        table[key] = value

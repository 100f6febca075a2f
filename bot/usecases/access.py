"""Who may see what of a mentee: one pure function, asked at every call and at every click.

Facts are loaded by one port, which only this module reads. What it hands on has passed
``may_see``, so nobody else needs to think of consent, and nothing is remembered from one call
to the next (F61, F62, F63). "There is nobody of this number", "they are not yours" and "they
do not share that" run the same statements and come back as the same nothing (F64). That the two
are a pair is no secret between them: of whoever is theirs a mentor sees the name, and no more.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.catalog import Catalog
from bot.engine.mentoring.seen import Seen, seen
from bot.engine.mentoring.values import Item, Party, State, Thresholds
from bot.engine.plans.plan import Step
from bot.engine.plans.plan_cards import PlanButton
from bot.engine.weekly import weeks
from bot.engine.weekly.rearranging import rearranged
from bot.engine.weekly.values import Question
from bot.ports.clock import Clock
from bot.ports.inbound import Address, EventKey
from bot.ports.mentee_facts import Facts, Look, MenteeFacts, PlanChange, Record
from bot.ports.mentoring import Caller, Community

USUAL = Thresholds()

IN_A_LINE = frozenset(Item) - {Item.REASONS}
"""What a line of the list tells of a mentee."""

NOWHERE = Community("", "")
"""Where somebody asked who asked in no community."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A mentee as their mentor may see them now.

    Attributes:
        number: of the pairing.
        account: theirs, so that a mention finds them.
        name: as the platform told it, or empty.
        community: where they are a pair.
        since: since when.
        mentor_name: of whoever sees them, as the platform told it when they became a pair.
        seen: what they share.
        is_stranger: they have never spoken with us, so that no word reaches them.
    """

    number: int
    account: Address
    name: str
    community: Community
    since: datetime
    mentor_name: str
    seen: Seen
    is_stranger: bool = False


@dataclass(frozen=True, slots=True)
class Rearranged:
    """What a mentor's change of a plan came to.

    Attributes:
        sight: the mentee as they are after it.
        is_changed: it was made.
    """

    sight: Sight
    is_changed: bool


def may_know(facts: Facts, mentors_in: Collection[Community]) -> bool:
    """Whether somebody may know that this mentee is theirs: the two are a pair now.

    While a mentee was told that their mentor is none, nothing is seen, whatever the platform
    says: once it is seen that the mentor is back, the mentee hears that, too.

    Args:
        facts: of the pairing that is asked about.
        mentors_in: the communities in which whoever asks is a mentor at this moment.
    """
    pairing = facts.pairing
    return (
        pairing is not None
        and facts.is_theirs
        and facts.is_present
        and pairing.state is State.ACTIVE
        and pairing.left_at is None
        and pairing.community in mentors_in
    )


def may_see(facts: Facts, mentors_in: Collection[Community], item: Item) -> bool:
    """Whether somebody may see this of a mentee: it is theirs, and the mentee shares it."""
    pairing = facts.pairing
    return pairing is not None and may_know(facts, mentors_in) and item in pairing.consents


class Access:
    """Shows mentors what they may see.

    Args:
        facts: everything about mentees.
        catalog: today's content.
        clock: what time it is.
    """

    def __init__(self, facts: MenteeFacts, catalog: Catalog, clock: Clock) -> None:
        self._facts = facts
        self._catalog = catalog
        self._clock = clock

    async def mentees(
        self,
        caller: Caller,
        mentors_in: Collection[Community],
        thresholds: Mapping[Community, Thresholds],
    ) -> Sequence[Sight]:
        """All mentees of whoever asks, where they are a mentor now; those longest theirs first.

        Args:
            caller: who asks.
            mentors_in: where they are a mentor at this moment, as the platform tells it.
            thresholds: when facts become flags, where a community has set that.
        """
        return [
            sight
            for record in await self._facts.records(caller.account)
            if (sight := self._sight(record, mentors_in, thresholds)) is not None
        ]

    async def mentee(
        self,
        caller: Caller,
        number: int,
        mentors_in: Collection[Community],
        thresholds: Mapping[Community, Thresholds],
        meant: Address | None = None,
    ) -> Sight | None:
        """One of them, by the number of the pairing; that somebody looked is noted (F71).

        Also that they were refused, so that whoever is looked for reads of it: of a number, its
        mentee; of nobody's number, the account that the platform says was named. Whether there
        is one, the same statement writes it, or writes nothing (F64). A typed name that is none
        of their own mentees' stands for nobody: looking up whom else it could mean would tell.
        """
        record = await self._facts.record(caller.account, number)
        sight = self._sight(record, mentors_in, thresholds)
        items = sight.seen.told if sight is not None else frozenset()
        here = sight.community if sight is not None else caller.here or NOWHERE
        name = _name_of(caller, sight)
        await self._facts.note_look(caller.account, number, name, here, items, meant)
        return sight

    async def rearrange(
        self,
        caller: Caller,
        key: EventKey,
        number: int,
        mentors_in: Collection[Community],
        thresholds: Mapping[Community, Thresholds],
        step: Step,
        button: PlanButton,
    ) -> Rearranged | None:
        """Change where a step stands in a mentee's plan, and tell the mentee (A27).

        What is shared is judged once more in the transaction that writes it. That somebody
        looked is for the caller to note, by ``mentee``, which comes first.

        Returns:
            What there is to see of it; None if their steps are not shared.
        """

        def change(record: Record) -> PlanChange | None:
            here = record.mentee.here if record.mentee else None
            if here is None or not may_see(record.facts, mentors_in, Item.STEPS):
                return None
            after = rearranged(self._catalog, here, step, button)
            if after is None:
                return None
            was, now = (weeks.today(self._catalog, weeks.of(one)) for one in (here, after))
            return PlanChange(after, step, was, now)

        made = await self._facts.change_plan(key, caller.account, number, change)
        sight = self._sight(made.record, mentors_in, thresholds)
        if sight is None or Item.STEPS not in sight.seen.shared:
            return None
        return Rearranged(sight, made.is_changed)

    async def note_seen(
        self,
        caller: Caller,
        shown: Collection[Sight],
        items_of_a_line: frozenset[Item] = IN_A_LINE,
    ) -> None:
        """Note that a mentor was shown lines about mentees (F71).

        Of somebody who shares nothing of what stands in a line there was nothing to see; that
        their mentor was there is noted all the same, for it counts as looking after them.

        Args:
            caller: whom they were shown.
            shown: of whom there is a line.
            items_of_a_line: what a line can tell.
        """
        await asyncio.gather(
            *(
                self._facts.note_look(
                    caller.account,
                    sight.number,
                    _name_of(caller, sight),
                    sight.community,
                    items,
                )
                if (items := sight.seen.told & items_of_a_line)
                else self._facts.note_opened(caller.account, sight.number)
                for sight in shown
            )
        )

    async def looks(self, caller: Caller) -> Sequence[Look]:
        """Who looked at whoever asks, newest first; it is theirs to know."""
        return await self._facts.looks(caller.account)

    async def let_go(self, caller: Caller, number: int) -> Question | None:
        """The question that the mentee of a pairing let go, for themselves and nobody else."""
        record = await self._facts.record(caller.account, number)
        pairing, here = record.facts.pairing, record.mentee.here if record.mentee else None
        if pairing is None or pairing.mentee != caller.account:
            return None
        return here.weekly.let_go if here and here.weekly else None

    def _sight(
        self,
        record: Record,
        mentors_in: Collection[Community],
        thresholds: Mapping[Community, Thresholds],
    ) -> Sight | None:
        facts, pairing = record.facts, record.facts.pairing
        if pairing is None or not may_know(facts, mentors_in):
            return None
        shared = frozenset(item for item in Item if may_see(facts, mentors_in, item))
        mentee = record.mentee
        return Sight(
            pairing.id,
            pairing.mentee,
            pairing.mentee_name,
            pairing.community,
            pairing.began_at or pairing.opened_at,
            pairing.mentor_name,
            seen(
                self._catalog,
                mentee.here if mentee else None,
                shared,
                self._clock.now(),
                thresholds.get(pairing.community, USUAL),
                mentee.unreachable_since if mentee else None,
            ),
            is_stranger=Party.MENTEE in pairing.strangers,
        )


def _name_of(caller: Caller, sight: Sight | None) -> str:
    """How the mentee knows whoever looks; of a message that we made, nobody tells a name."""
    return caller.name or (sight.mentor_name if sight else "") or caller.account.user

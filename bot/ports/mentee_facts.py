"""Everything about a mentee that a mentor might be shown, and what decides whether they are.

Only ``usecases.access`` reads this port (an import contract holds everybody else away), and it
hands on nothing but what ``may_see`` lets through.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.engine.mentoring.values import Item
from bot.engine.plans.plan import Plan, Step
from bot.engine.state import Conversation
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Community, Pairing

GATHERED_FOR = timedelta(hours=1)
"""So long after a first change of a plan its letter waits for more of them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whether somebody may see something of a mentee.

    Attributes:
        pairing: the one asked about, whosever it is; None if there is none.
        is_theirs: whoever asks is its mentor.
        is_present: its community lets us in.
    """

    pairing: Pairing | None = None
    is_theirs: bool = False
    is_present: bool = False


@dataclass(frozen=True, slots=True)
class Mentee:
    """Everything about the mentee of a pairing.

    Attributes:
        here: where they stand, with answers and weekly steps; None before their first turn.
        unreachable_since: since when no message reaches the account of the pairing, or None.
    """

    here: Conversation | None
    unreachable_since: datetime | None


@dataclass(frozen=True, slots=True)
class Record:
    """A pairing with everything; not to be shown to anybody as it is."""

    facts: Facts
    mentee: Mentee | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked, or was refused.

    Attributes:
        by: their name as the platform told it then, or their id there; empty once they are
            forgotten.
        community: where.
        items: what they were shown; empty if they were refused.
        at: when; aware.
    """

    by: str
    community: Community
    items: frozenset[Item]
    at: datetime


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What a mentor makes of a mentee's plan.

    Attributes:
        after: where the mentee stands with it.
        step: the one that was changed.
        was: the plan before it.
        now: the plan after it.
    """

    after: Conversation
    step: Step
    was: Plan
    now: Plan


Changing = Callable[[Record], PlanChange | None]
"""A pure function that also judges whether it may be; None changes nothing."""


@dataclass(frozen=True, slots=True)
class Replanned:
    """What became of it.

    Attributes:
        record: all about the pairing as it is now.
        is_changed: it was changed, now or, where the event was there before, then.
    """

    record: Record
    is_changed: bool


class MenteeFacts(Protocol):
    """Loads them. Whatever the answer is, the same statements run as often (F64)."""

    async def record(self, who: Address, number: int) -> Record:
        """All about the pairing of this number, whosever it is."""
        ...

    async def records(self, who: Address) -> Sequence[Record]:
        """All about every active pairing of which somebody is the mentor, oldest first."""
        ...

    async def change_plan(
        self, key: EventKey, who: Address, number: int, change: Changing
    ) -> Replanned:
        """Change the plan of the mentee of a pairing, and tell them, in one transaction.

        What several changes within ``GATHERED_FOR`` come to is told in one letter. A repeat of
        the event changes nothing (I2).

        Args:
            key: the event's.
            who: changes it.
            number: of the pairing.
            change: what to; it judges what is read in this transaction.
        """
        ...

    async def note_look(
        self,
        who: Address,
        number: int,
        by: str,
        community: Community,
        items: Collection[Item],
        meant: Address | None = None,
    ) -> None:
        """Write down that somebody looked at the mentee of a pairing, or was refused (F71).

        Args:
            who: looked; once they are forgotten, it stays that somebody did (F68).
            number: of the pairing; where there is none, ``meant`` was looked at.
            by: their name as the platform tells it, or their id there.
            community: where.
            items: what they were shown; none if they were refused.
            meant: whom the platform says they named; of somebody we do not know, or of nobody,
                nothing is written.
        """
        ...

    async def note_opened(self, who: Address, number: int) -> None:
        """Write down that a mentor opened the list on which a mentee of theirs stands.

        Of the mentee nothing was shown, so they read nothing of it.
        """
        ...

    async def looks(self, mentee: Address) -> Sequence[Look]:
        """Who looked at this account's owner, newest first."""
        ...

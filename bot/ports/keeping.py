"""What is kept about people, for how long, and who can show it and delete it.

The rules stand here and nowhere else; what each of them ends in which table, the store knows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.engine.mentoring.values import Item, State
from bot.engine.state import Conversation, Leaning
from bot.ports.accounts import Profile
from bot.ports.inbound import Address

WARNED_BEFORE = timedelta(days=30)
"""So long before a person's answers go for want of a sign of life, they are told."""


class Rule(StrEnum):
    """Why something is not kept any longer. A round follows them in this order."""

    KEYS = "keys"
    """Keys of events: the platform does not repeat them any more."""

    MARKS = "marks"
    """That an account was forgotten: no event from before can come any more."""

    PAUSES = "pauses"
    """That a community had to wait: the wait is over."""

    LEFTOVERS = "leftovers"
    """Names of files that a platform did not let us delete in all this time."""

    COMMUNITIES = "communities"
    """Everything about the people of a community that put us out long ago."""

    SETTINGS = "settings"
    """What is set in a community that put us out long ago, and who was whose mentor there;
    counted by community."""

    PAIRINGS = "pairings"
    """That two were mentor and mentee, or asked each other; what they shared went at once."""

    LOOKS = "looks"
    """That somebody looked at a mentee."""

    TEXTS = "texts"
    """Messages that have come to their end. Of one in a period only the text goes, so that
    it is not written again; the rest goes with its person."""

    PEOPLE = "people"
    """Everything about a person who was warned and has not been heard from since."""

    WARNINGS = "warnings"
    """What is about to end: a warning is written to a person not heard from for long."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long things are kept.

    Attributes:
        keys: keys of events, and the marks of forgotten accounts that late events stop at.
        texts: messages, after they came to their end.
        people: everything about a person, after they were last heard from.
        communities: everything about a community and its people, after it put us out, and
            names of files that it was to delete.
        pairings: that there was a pairing, after it ended.
        looks: who looked at a mentee.
    """

    keys: timedelta = timedelta(days=7)
    texts: timedelta = timedelta(days=7)
    people: timedelta = timedelta(days=548)
    communities: timedelta = timedelta(days=30)
    pairings: timedelta = timedelta(days=30)
    looks: timedelta = timedelta(days=365)

    def older_than(self, rule: Rule) -> timedelta:
        """The age at which a rule takes hold."""
        match rule:
            case Rule.KEYS | Rule.MARKS:
                return self.keys
            case Rule.PAUSES:
                return timedelta()
            case Rule.LEFTOVERS | Rule.COMMUNITIES | Rule.SETTINGS:
                return self.communities
            case Rule.PAIRINGS:
                return self.pairings
            case Rule.LOOKS:
                return self.looks
            case Rule.TEXTS:
                return self.texts
            case Rule.PEOPLE:
                return self.people
            case Rule.WARNINGS:
                return self.people - WARNED_BEFORE


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody else who sees something of theirs, now.

    Attributes:
        name: the mentor's; empty if any mentor of the community is meant.
        state: ``ACTIVE``: their mentor; ``ASKED``: whoever is asked reads name and request.
        items: what is shared with them.
        through: the account that shares it, if it is another than the one that asks.
    """

    name: str
    state: State
    items: frozenset[Item] = frozenset()
    through: Address | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that is kept about one person, as of one moment.

    Attributes:
        since: when they first came; aware, as all instants here.
        heard_at: when they were last heard from.
        accounts: through which they speak.
        here: where they stand.
        answered: by question, when the answer that counts was given.
        answers: how many answers are kept, those that count no longer included.
        results: what their walks came to, oldest first.
        messages: how many messages to them are kept.
        files: how many files they were sent, by the names that are kept.
        profiles: what platforms told of them.
        readers: who else sees something of it.
        notes: how many notes about them mentors keep, also those that only these can read.
        looks: how often a mentor saw something of theirs.
        refused: how often somebody looked and was shown nothing.
        tables: every row about them by table, as plain values that JSON can carry.
        elsewhere: the tables that hold nothing about anybody.
    """

    since: datetime
    heard_at: datetime
    accounts: Sequence[Address]
    here: Conversation
    answered: Mapping[str, datetime]
    answers: int
    results: Sequence[Leaning]
    messages: int
    files: int
    profiles: Sequence[Profile]
    readers: Sequence[Reader]
    notes: int
    looks: int
    refused: int
    tables: Mapping[str, Sequence[Mapping[str, object]]]
    elsewhere: Sequence[str]


class Shower(Protocol):
    """Whoever can show what is kept about somebody."""

    async def kept(self, account: Address) -> Kept | None:
        """Everything about this account's owner; None if nothing is kept about them."""
        ...


class Keeper(Shower, Protocol):
    """Whoever keeps it, and can let it go."""

    async def forget(self, account: Address) -> bool:
        """Delete this account's owner everywhere, in one transaction (F68).

        Late events from before this moment find a mark and change nothing.

        Returns:
            Whether there was anybody to forget.
        """
        ...

    async def hear(self, account: Address) -> None:
        """Note that this account's owner was here, though they did nothing."""
        ...

    async def outdated(self, keeping: Keeping) -> Mapping[Rule, int]:
        """How much each rule would end now."""
        ...

    async def end_some(self, rule: Rule, keeping: Keeping) -> int:
        """End some of what a rule ends, so few that nobody waits for it.

        Returns:
            How much that was; 0 when nothing is left.
        """
        ...

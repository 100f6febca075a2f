"""What the admins of a community set, and what they are told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Changed, Community, Pairing, PairingStep

FEWEST_COUNTED = 5
"""A count below this is not told: it could be one person."""


class Setting(StrEnum):
    """What can be set; each is a short text."""

    MENTORS = "mentors"
    """The platform's id of a role or group whose members are mentors."""

    JOINING_CHANNEL = "joining-channel"
    """The platform's id of a channel; who joins it is asked whether they want steps (A25)."""

    SILENT_DAYS = "silent-days"
    NOT_YET = "not-yet"
    DEFAULT_ZONE = "default-zone"


class Naming(StrEnum):
    """Changes of which the log says whom they are about, by name."""

    MENTOR_ADDED = "mentor-added"
    MENTOR_REMOVED = "mentor-removed"
    ASSIGNED = "assigned"


OF_A_ROLE = "role."
"""Begins what the log calls a change of what stands for one of our roles, before its id."""

BETWEEN_NAMES = " + "
"""Stands between the names of two people who were made a pair, in what the log says of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who changed what.

    Attributes:
        by: their name as the platform told it, or their id there; the operator's is empty, and
            there is none of somebody who is forgotten.
        what: the name of what was changed.
        value: what it is since; empty where it was taken back, None where it named somebody
            who is forgotten.
        at: when; aware.
    """

    by: str | None
    what: str
    value: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """How a question went among the people of a community.

    Attributes:
        question: its id.
        asked: how many saw it.
        left: how many of them did not go on from it for a week.
    """

    question: str
    asked: int
    left: int


class Administering(Protocol):
    """Settings, words and facts of one community."""

    async def settings(self, community: Community) -> Mapping[Setting, str]:
        """All that are set."""
        ...

    async def change_setting(
        self, community: Community, by: Caller, setting: Setting, value: str | None
    ) -> None:
        """Set one, or take it back with None; it is noted who did it, in one transaction."""
        ...

    async def wording(self, community: Community) -> Mapping[str, str]:
        """Sentences of the community's own, by the keys of ours."""
        ...

    async def change_wording(
        self, community: Community, by: Caller, key: str, sentence: str | None
    ) -> None:
        """Put a sentence in the place of ours, or take it back; it is noted who did it."""
        ...

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
        """Put somebody on the list of mentors or take them off it, and note who did it.

        Args:
            key: of the event; a repeat changes nothing (I2).
            community: of the list.
            by: whose change it is.
            who: whom it is about.
            name: what they are called.
            is_one: whether they stand there from now on. The pairings of whoever is taken off
                stay, and show them nothing.

        Returns:
            Whether that was another thing before this event; True also for a repeat of it.
        """
        ...

    async def assign(
        self, key: EventKey, by: Caller, wanted: Pairing, step: PairingStep
    ) -> Changed:
        """Write an assignment, and note who did it, in one transaction.

        Unless the step refuses, as for ``Pairings.open_pairing``; then nothing is noted.

        Args:
            key: of the event; a repeat changes nothing (I2).
            by: whose change it is.
            wanted: the pair, with the number 0 and both names.
            step: returns the wanted one in the state it begins in, or as ended: refused.
        """
        ...

    async def note_role(
        self, community: Community, by: Caller, role: str, stands_for: str
    ) -> None:
        """Note which role there stands for one of ours, by its id; an empty name for none."""
        ...

    async def log(self, community: Community, most: int, skipped: int = 0) -> Sequence[Entry]:
        """Who changed what, newest first, after so many that are newer."""
        ...

    async def changes(self, community: Community) -> int:
        """How many entries the log has."""
        ...

    async def drops(self, community: Community) -> Sequence[Drop]:
        """Where people leave the questions, in the order asked most."""
        ...


class PairsThere(Protocol):
    """The pairs of one community, for whoever looks after it."""

    async def pairs(self, community: Community, after: int, most: int) -> Sequence[Pairing]:
        """Those that wait or are active, by number, from the first one after a number."""
        ...

"""Mentors, mentees, and what stands between them: pairings, consent and notes.

Nothing here shows anything about a mentee to somebody else; that is ``mentee_facts``, which
only ``usecases.access`` may ask. A pairing is named by its number, which comes back from
buttons and is believed by nobody: whoever acts must be one of its two (F66, F67).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from bot.cards import Card
from bot.engine.mentoring.values import Item, Note, Origin, Party, State
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Kind

NEVER = datetime.min.replace(tzinfo=UTC)

CAPACITY = 5
"""Mentees of a mentor who did not say how many they take."""


@dataclass(frozen=True, slots=True, order=True)
class Community:
    """A workspace, a guild, or with empty words everybody at this machine."""

    platform: str
    workspace: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever acts, as the platform vouches for it.

    Attributes:
        account: theirs.
        name: as the platform tells it, or empty.
        here: the community in which they acted; None in a direct message of a platform whose
            direct messages belong to none (Discord).
    """

    account: Address
    name: str
    here: Community | None


@dataclass(frozen=True, slots=True)
class Pairing:
    """A mentor and a mentee in a community, or one of them who waits for the other.

    Attributes:
        id: its number.
        community: where.
        state: where it stands.
        origin: how it came about.
        mentor: their account; None while a request is the pool's.
        mentee: their account.
        mentor_name, mentee_name: as the platform told them last, or empty.
        words: what whoever asked or invited wrote with it, or empty.
        opened_at: when it was asked, invited or assigned; aware, as all instants here.
        began_at: since when it is active, or None.
        reminded_at: when whoever is to answer was reminded, or None.
        consents: what the mentee shares with this mentor here.
        declined_by: mentors who cannot take this request.
        asked_by: the side that asked the other something last, or None.
        asked_at: when, or None.
        ended_by: the side that ended, declined or took it back; None where nobody did.
        left_at: since when its mentor is none there, as far as the mentee was told, or None.
        from_pool: whether its words were written to any mentor, though it has one now, who
            asked something first.
        strangers: sides that have never spoken with us; what is only a word does not reach
            them. Only the store knows, so it is none of what is compared.
    """

    id: int
    community: Community
    state: State
    origin: Origin
    mentor: Address | None
    mentee: Address
    mentor_name: str = ""
    mentee_name: str = ""
    words: str = ""
    opened_at: datetime = NEVER
    began_at: datetime | None = None
    reminded_at: datetime | None = None
    consents: frozenset[Item] = frozenset()
    declined_by: frozenset[Address] = frozenset()
    asked_by: Party | None = None
    asked_at: datetime | None = None
    ended_by: Party | None = None
    left_at: datetime | None = None
    from_pool: bool = False
    strangers: frozenset[Party] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Around:
    """What a change of a pairing may depend on, read in its own transaction.

    Attributes:
        pairing: as it stands.
        room: how many mentees more its mentor takes, who keeps a place for everybody they have
            invited; that of whoever acts while it has none.
        others: other pairings of the same two that wait or are active in this community; of a
            request of the pool, those of its mentee with whoever acts on it, who may become its
            mentor.
        mentors: how many other mentors its mentee has in this community who have not left.
        waiting: other requests of its mentee there that wait, of the pool or to a mentor, and
            other invitations to them.
        left: other pairs of its mentee there whose mentor has left.
        turned_down_at: when whoever opens it was declined by the other of the two last, took
            one back, or was left by them; None where that never was, and for what is already
            there.
    """

    pairing: Pairing
    room: int
    others: int
    mentors: int = 0
    waiting: tuple[Pairing, ...] = ()
    left: tuple[Pairing, ...] = ()
    turned_down_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tell:
    """A message about a pairing.

    Attributes:
        to: who gets it.
        kind: what it is about.
        card: what it says; None for one that is made when it is sent.
    """

    to: Address
    kind: Kind
    card: Card | None = None


class Why(StrEnum):
    """Why a step did not fit how things stood."""

    AT_IT = "at-it"
    """The two are at it already, or are one."""

    THEMSELVES = "themselves"
    """It would be one person with themselves."""

    HAS_MENTOR = "has-mentor"
    """The mentee has a mentor in this community; only an admin gives them a second one."""

    RESTS = "rests"
    """It is too early after the last time that they were turned down."""

    NO_ROOM = "no-room"
    """The mentor has as many mentees as they take."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a pairing.

    With ``ENDED`` its consents and notes go in the same transaction.

    Attributes:
        pairing: as it is from now on; an equal one changes nothing.
        told: who is told what.
        why: why it was refused, if that is worth a sentence of its own.
        also: what becomes of what else waits in ``Around`` with it; each has ended.
    """

    pairing: Pairing
    told: tuple[Tell, ...] = ()
    why: Why | None = None
    also: "tuple[Change, ...]" = ()


PairingStep = Callable[[Around, datetime], Change]
"""A pure function; may be called twice."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of an act.

    Attributes:
        before: the pairing before it; None if there is none, or it is not theirs.
        after: as it is now.
        is_repeat: the act was there before, and nothing happened now.
        is_refused: the step did not fit how things stood, and nothing happened.
        why: why not, where the step told it.
    """

    before: Pairing | None = None
    after: Pairing | None = None
    is_repeat: bool = False
    is_refused: bool = False
    why: Why | None = None


Shareable = Item | datetime
"""What can be shared: an item; a question that was let go, by the instant it was written at."""


class SharedWith(Protocol):
    """What mentees share, without what it is."""

    async def shared_with(
        self, mentors: Sequence[Address]
    ) -> Mapping[Address, Mapping[int, frozenset[Shareable]]]:
        """What is shared with each of these accounts now, by the number of the pairing.

        Their question is among it only while they share their words.
        A pair that is over is not in it, nor one whose community put us out, nor one whose
        mentor is surely none there any more; of a role or a group only the platform knows.
        """
        ...


class Pairings(Protocol):
    """What happens between mentors and mentees; each call that changes is one transaction.

    ``key`` names the event: a repeat of it changes nothing (I2).
    """

    async def open_pairing(
        self, key: EventKey, by: Address, wanted: Pairing, step: PairingStep
    ) -> Changed:
        """Write a new pairing, as a step makes it of the wanted one, unless it refuses.

        Whoever ``by`` is becomes known with it; the other side need not be.

        Args:
            key: the event's.
            by: who acts.
            wanted: with the number 0.
            step: returns the wanted one in the state it begins in, or as ended: refused.
        """
        ...

    async def change_pairing(
        self, key: EventKey, by: Address, number: int, step: PairingStep
    ) -> Changed:
        """Run a step on a pairing of whoever acts; the pool's requests are every mentor's.

        That whoever acts may still be a mentor is for the caller to know.
        """
        ...

    async def pairing(self, who: Address, number: int) -> Pairing | None:
        """One of theirs, as mentor or mentee, or None."""
        ...

    async def pairings_of(self, who: Address) -> Sequence[Pairing]:
        """All that wait or are active of somebody's, as mentor or mentee, oldest first.

        Over all accounts of the person; an ended one is in no list.
        """
        ...

    async def waiting(self, community: Community) -> Sequence[Pairing]:
        """Requests and invitations that nobody answered, oldest first (A18)."""
        ...

    async def add_note(self, key: EventKey, by: Address, number: int, note: Note) -> bool:
        """Keep a mentor's note about an active pairing of theirs; whether it was kept."""
        ...

    async def notes(self, who: Address, number: int) -> Sequence[Note]:
        """Notes of a pairing, newest first.

        Its mentor gets all; its mentee gets the shared ones whole, and of the others only that
        they are there, without text (A19).
        """
        ...

    async def drop_note(self, by: Address, number: int, note: int) -> None:
        """Delete one, by its number, if it is about an active pairing of theirs as a mentor."""
        ...

    async def chase_answers(self, most: int, step: PairingStep) -> int:
        """Run a step on pairings that have waited for an answer for long.

        Somebody is to be reminded, or a request is to be the pool's again (A16).

        Returns:
            How many there were.
        """
        ...

"""What waits to be said: every message is an outbox row, committed with its turn.

A row is ``new`` until somebody claims it, ``sending`` while it is held under a fence and a
lease, ``retry`` when it was refused and waits for its moment. It ends as ``sent``, as
``dead`` with a reason, or as ``unknown``: nobody can tell whether it arrived.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.cards import Card
from bot.ports.accounts import Left
from bot.ports.inbound import Address


class Kind(StrEnum):
    """What a message is about. Those without a card of their own get it when they are sent."""

    REPLY = "reply"
    """A card that a turn made."""

    STANDING = "standing"
    """The card of the place where the person stands at that moment."""

    KEPT = "kept"
    """What we keep about the person, at that moment."""

    WARNING = "warning"
    """That the person's answers will go, unless they come back. One in a period."""

    NUDGE = "nudge"
    """The step of this week. One in a period."""

    REMINDER = "reminder"
    """Of this period's nudge, or that again after it was put off. One in a period."""

    CADENCE = "cadence"
    """Instead of a nudge: whether the rhythm suits them. One in a period."""

    PAUSED = "paused"
    """Instead of a nudge: that they are left in peace until they come back. One in a period."""

    INVITED = "invited"
    """A mentor invites them."""

    REQUESTED = "requested"
    """Somebody asks them to be their mentor."""

    REQUEST_REMINDER = "request-reminder"
    """That a request or an invitation waits for them. One for each."""

    PAIRED = "paired"
    """They have a mentor, or a mentee, from now on."""

    ENCOURAGED = "encouraged"
    """Their mentor thinks of them."""

    CHECK_IN_WANTED = "check-in-wanted"
    """Their mentor asks how their week went."""

    PLAN_CHANGED = "plan-changed"
    """What their mentor changed in their plan. Until it is sent, its card holds ids only."""

    CLOSED = "closed"
    """What became of a pairing, with a card of its own."""

    WORD = "word"
    """What the other side of a pairing wrote, which is said only as long as the two are at it.
    Until it is sent, its card holds the words and whose they are."""

    FORGOTTEN = "forgotten"
    """That somebody with whom they were a pair, or about to be one, is forgotten, and not who.
    Until it is sent, its card holds an id only, of ``LeftBy``."""

    MENTOR_LEFT = "mentor-left"
    """A mentor is none any more; said to their mentees, and to them."""

    MENTOR_BACK = "mentor-back"
    """A mentor who was none is one again; said to the same."""

    DIGEST = "digest"
    """A mentor's mentees in a week. One in a period."""

    LINK_ASKED = "link-asked"
    """Somebody typed their code, and they are to say whether that was them."""

    LINK_CHANGED = "link-changed"
    """That their account is one person with another one, or is no longer."""


BY_CALENDAR = frozenset({Kind.NUDGE, Kind.REMINDER, Kind.CADENCE, Kind.PAUSED})
"""What rounds write. It may have to wait for a morning, and holds up no answer meanwhile."""

FOR_A_GOOD_HOUR = frozenset(
    {Kind.ENCOURAGED, Kind.CHECK_IN_WANTED, Kind.PLAN_CHANGED, Kind.DIGEST, Kind.WORD}
)
"""What may have to wait for a morning or for the end of a pause, and holds up nothing else."""

HOLDS_IDS = frozenset({Kind.PLAN_CHANGED, Kind.FORGOTTEN})
"""What has no words before it is sent, though it has a card."""

ASKED_ABOUT = HOLDS_IDS | {Kind.WORD}
"""What has a card, and may none the less say nothing, or something else, when it is sent."""

REPEATABLE = frozenset({Kind.REPLY, Kind.STANDING, Kind.KEPT})
"""When one of these is in doubt, the standing card is said once more; others are looked up."""


class Reason(StrEnum):
    """Why a message ended as ``dead`` or ``unknown``, or why it waits."""

    BUSY = "busy"
    LIMITED = "limited"
    EXPIRED = "expired"
    LOST = "lost"
    UNREACHABLE = "unreachable"
    REVOKED = "revoked"
    OURS = "ours"
    TOO_LATE = "too-late"
    MOOT = "moot"
    """When its card was to be made, there was nothing left to say."""

    OFFLINE = "offline"
    """The program did not run when it was due, and a newer one is due now (F43)."""

    STOPPED = "stopped"
    PAUSED = "paused"
    SNOOZED = "snoozed"
    """Its person did not want it any more when it was to be sent."""


ANSWER_LEASE = timedelta(seconds=4)
"""How long a message belongs to whoever took its turn: a platform waits three seconds."""

SENDING_LEASE = timedelta(seconds=30)
"""How long a message on the long way is held; no request may take longer than half of it."""

LONGEST_LEASE = timedelta(minutes=30)
"""More than any message is held, be it looked for while a platform limits us."""

FIRST_CONTACT_SPACING = timedelta(seconds=2)
"""The least time, on one platform, between two messages that each open a direct message: who
opens many at once is taken for a sender of spam (F31)."""

NO_ROW = 0
"""The id of the farewell to a person whom we have forgotten.

Every other message is a row. This one may not be: it would name them. It is said once if it
can be, and whatever is settled about it finds no row and changes nothing.
"""


@dataclass(frozen=True, slots=True)
class Message:
    """One outbox row that the holder of its fence may send.

    Attributes:
        id: the row, or ``NO_ROW``; rows of one account are sent in this order.
        fence: the claim it is held under; a later claim has a higher one.
        to: the account that gets it.
        card: what to say; None for a kind whose card is made when it is sent.
        key: stands in the message that the platform shows, at most 25 characters; the same
            for every attempt, so that the message can be found there.
        useful_until: after this nobody wants it any more; aware.
        kind: what it is about.
        attempts: how often it was refused so far.
        looks: how often it was looked for on the platform and not found.
        period: to which it belongs, of a kind that comes once in a period; else None.
        about: the number of the pairing that it is about; None for what is about none.
    """

    id: int
    fence: int
    to: Address
    card: Card | None
    key: str
    useful_until: datetime
    kind: Kind = Kind.REPLY
    attempts: int = 0
    looks: int = 0
    period: str | None = None
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a turn, or a round, hands to whoever sends.

    Attributes:
        messages: held for sending under a lease, oldest first; empty for a repeat.
        left: what is to be deleted on platforms.
        takes_back: files that stand with others may show what is let go no longer.
    """

    messages: tuple[Message, ...] = ()
    left: tuple[Left, ...] = ()
    takes_back: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform accepted it.

    Attributes:
        message: which.
        living_card: the platform's name of the message in which the account's card stands
            now; None if there is none, or it is where it was.
    """

    message: Message
    living_card: str | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """It was not accepted, and another attempt is due at a moment.

    Attributes:
        message: which.
        at: when it is due; aware.
        reason: why it waits; None when nobody tried, as for those behind a refused one.
    """

    message: Message
    at: datetime
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Dead:
    """It will not be sent."""

    message: Message
    reason: Reason


@dataclass(frozen=True, slots=True)
class Doubted:
    """Nobody knows whether it was accepted, and nobody can find out."""

    message: Message


@dataclass(frozen=True, slots=True)
class Sought:
    """It was lost, or was looked for and not found: look (again) at a moment.

    Attributes:
        message: which.
        look_at: when; aware.
        looks: how often it was looked for in vain so far.
    """

    message: Message
    look_at: datetime
    looks: int


Outcome = Sent | Later | Dead | Doubted | Sought

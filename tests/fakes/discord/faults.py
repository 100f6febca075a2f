"""What goes wrong between the program and Discord, by plan or by chance."""

from collections import Counter, defaultdict, deque
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """A kind; the first ones befall requests, the last ones what the gateway tells."""

    LOST_BEFORE = "lost before acceptance"
    LOST_AFTER = "lost after acceptance"
    LATE = "accepted late"
    LIMITED = "too many requests"
    LIMITED_EVERYWHERE = "too many requests of any kind"
    BANNED = "too many requests, says a page of whoever stands before Discord"
    SERVER_ERROR = "server error"
    BAD_GATEWAY = "bad gateway"
    HTML = "a page instead of JSON"
    BROKEN = "broken JSON"
    SLOW = "slow"
    REPEAT = "an event twice"
    DELAYED = "an event late"
    DROPPED = "the connection ends under an event"
    CLOSED = "the connection is closed with 4000 under an event"
    HALF_OPEN = "the connection dies and nobody notices"
    RECONNECT = "a new connection is asked for"
    INVALID = "the session is invalid after an event"
    INVALID_BUT_RESUMABLE = "the session is invalid, but can be resumed"
    FORGOTTEN = "the session is invalid, and an event is lost with it"


ON_EVENTS = (
    Fault.REPEAT,
    Fault.DELAYED,
    Fault.DROPPED,
    Fault.CLOSED,
    Fault.HALF_OPEN,
    Fault.RECONNECT,
    Fault.INVALID,
    Fault.INVALID_BUT_RESUMABLE,
    Fault.FORGOTTEN,
)
ON_REQUESTS = tuple(one for one in Fault if one not in ON_EVENTS)
EVENTS = "gateway"

What = Fault | int
"""A fault, or the code of an error."""


class Plan:
    """Decides about faults.

    Args:
        random: of those that come by chance.
        rates: how likely each of these is, at each opportunity.

    Attributes:
        happened: how often each kind happened so far, codes of errors included.
    """

    def __init__(
        self, random: Random | None = None, rates: dict[Fault, float] | None = None
    ) -> None:
        self.happened: Counter[What] = Counter()
        self._random = random or Random(0)
        self._rates = rates or {}
        self._next: defaultdict[str, deque[What]] = defaultdict(deque)
        self._always: dict[str, What] = {}

    def then(self, route: str, *what: What) -> None:
        """These befall the next of a route, in order: faults, or codes of errors.

        Args:
            route: such as ``POST /channels/{channel_id}/messages``, or ``gateway`` for what
                people do, as the gateway tells it.
            what: falls out in this order.
        """
        self._next[route].extend(what)

    def always(self, route: str, what: What) -> None:
        """From now on, this befalls every request of a route, or every event."""
        self._always[route] = what

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._rates = {}
        self._next.clear()
        self._always.clear()

    def of_request(self, route: str) -> What | None:
        """What befalls this request."""
        return self._befalls(route, ON_REQUESTS)

    def of_event(self) -> Fault | None:
        """What befalls this event."""
        what = self._befalls(EVENTS, ON_EVENTS)
        return what if isinstance(what, Fault) else None

    def _befalls(self, what: str, by_chance: tuple[Fault, ...]) -> What | None:
        if self._next[what]:
            fault: What | None = self._next[what].popleft()
        elif what in self._always:
            fault = self._always[what]
        else:
            fault = self._chance(by_chance)
        if fault is not None:
            self.happened[fault] += 1
        return fault

    def _chance(self, kinds: tuple[Fault, ...]) -> Fault | None:
        if not self._rates:
            return None
        return next(
            (one for one in kinds if self._random.random() < self._rates.get(one, 0.0)), None
        )

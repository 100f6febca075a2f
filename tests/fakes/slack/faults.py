"""What goes wrong between the program and Slack, by plan or by chance."""

from collections import Counter, defaultdict, deque
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """A kind; the first ones befall requests, the last ones what Slack tells."""

    LOST_BEFORE = "lost before acceptance"
    LOST_AFTER = "lost after acceptance"
    LATE = "accepted late"
    LIMITED = "too many requests"
    LIMITED_UNTOLD = "too many requests, for how long is not said"
    SERVER_ERROR = "server error"
    HTML = "a page instead of JSON"
    BROKEN = "broken JSON"
    SLOW = "slow"
    REPEAT = "an envelope twice"
    DELAYED = "an envelope late"
    OVERTAKEN = "an envelope after the next one"
    DROPPED = "the connection ends under an envelope"
    HALF_OPEN = "the connection dies and nobody notices"
    REFRESHED = "the connection is to be renewed"


ON_ENVELOPES = (
    Fault.REPEAT,
    Fault.DELAYED,
    Fault.OVERTAKEN,
    Fault.DROPPED,
    Fault.HALF_OPEN,
    Fault.REFRESHED,
)
ON_REQUESTS = tuple(one for one in Fault if one not in ON_ENVELOPES)
ENVELOPES = "socket"


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
        self.happened: Counter[str] = Counter()
        self._random = random or Random(0)
        self._rates = rates or {}
        self._next: defaultdict[str, deque[Fault | str]] = defaultdict(deque)
        self._always: dict[str, Fault | str] = {}

    def then(self, method: str, *what: Fault | str) -> None:
        """These befall the next of a method, in order: faults, or codes of errors.

        Args:
            method: of the Web API, ``response_url``, ``upload``, or ``socket`` for envelopes.
            what: falls out in this order.
        """
        self._next[method].extend(what)

    def always(self, method: str, what: Fault | str) -> None:
        """From now on, this befalls every request of a method, or every envelope."""
        self._always[method] = what

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._rates = {}
        self._next.clear()
        self._always.clear()

    def of_request(self, method: str) -> Fault | str | None:
        """What befalls this request."""
        return self._befalls(method, ON_REQUESTS)

    def of_envelope(self) -> Fault | None:
        """What befalls this envelope."""
        what = self._befalls(ENVELOPES, ON_ENVELOPES)
        return None if what is None else Fault(what)

    def _befalls(self, what: str, by_chance: tuple[Fault, ...]) -> Fault | str | None:
        if self._next[what]:
            fault: Fault | str | None = self._next[what].popleft()
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

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


ON_REQUESTS = tuple(one for one in Fault if one is not Fault.REPEAT)


class Plan:
    """Decides about faults.

    Args:
        random: of those that come by chance.
        rates: how likely each of these is, at each opportunity.

    Attributes:
        happened: how often each kind happened so far.
    """

    def __init__(
        self, random: Random | None = None, rates: dict[Fault, float] | None = None
    ) -> None:
        self.happened: Counter[Fault] = Counter()
        self._random = random or Random(0)
        self._rates = rates or {}
        self._next: defaultdict[str, deque[Fault | str]] = defaultdict(deque)

    def then(self, method: str, *what: Fault | str) -> None:
        """These befall the next requests of a method, in order: faults, or codes of errors."""
        self._next[method].extend(what)

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._rates = {}
        self._next.clear()

    def of_request(self, method: str) -> Fault | str | None:
        """What befalls this request."""
        if self._next[method]:
            what = self._next[method].popleft()
        else:
            what = next(
                (one for one in ON_REQUESTS if self._random.random() < self._rates.get(one, 0)),
                "",
            )
        if isinstance(what, Fault):
            self.happened[what] += 1
        return what or None

    def repeats(self) -> bool:
        """Whether what Slack tells arrives twice."""
        strikes = self._random.random() < self._rates.get(Fault.REPEAT, 0)
        self.happened[Fault.REPEAT] += strikes
        return strikes

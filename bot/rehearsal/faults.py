"""What can go wrong, how often, and the one place that decides when it does.

Each kind has a stream of its own, and every opportunity draws one number from it. So a run
without one of its faults meets the same others, as long as it comes by the same opportunities.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """A kind of fault; the words are the report's."""

    CRASH_BEFORE_COMMIT = "crash before commit"
    CRASH_AFTER_COMMIT = "crash after commit"
    CRASH_IN_FLIGHT = "crash in flight"
    LOST_BEFORE = "lost before acceptance"
    LOST_AFTER = "lost after acceptance"
    LATE = "accepted late"
    LIMITED = "too many requests"
    SERVER_ERROR = "server error"
    EXPIRED = "response address expired"
    CLOSED = "direct messages closed"
    LOOKUP_REFUSED = "lookup refused"
    REPEAT = "repeated event"
    REORDER = "reordered event"
    LOCK = "database locked"
    FULL = "disk full"
    SLOW = "database slow"
    JUMP = "clock jump"


RATES = {
    Fault.CRASH_BEFORE_COMMIT: 0.0015,
    Fault.CRASH_AFTER_COMMIT: 0.015,
    Fault.CRASH_IN_FLIGHT: 0.015,
    Fault.LOST_BEFORE: 0.12,
    Fault.LOST_AFTER: 0.1,
    Fault.LATE: 0.08,
    Fault.LIMITED: 0.13,
    Fault.SERVER_ERROR: 0.09,
    Fault.EXPIRED: 0.16,
    Fault.CLOSED: 0.1,
    Fault.LOOKUP_REFUSED: 0.6,
    Fault.REPEAT: 0.05,
    Fault.REORDER: 0.04,
    Fault.LOCK: 0.1,
    Fault.FULL: 0.1,
    Fault.SLOW: 0.06,
    Fault.JUMP: 0.08,
}
"""How likely an opportunity is taken. Kinds with few opportunities take more of them."""


@dataclass(frozen=True, slots=True)
class Injected:
    """One fault that happened: the how-manieth opportunity of its kind it took."""

    fault: Fault
    opportunity: int


class Fates:
    """Decides at every opportunity, the same for the same seed.

    Args:
        seed: of the episode.
        without: this one fault is left out.
        rates: how likely an opportunity of each kind is taken.

    Attributes:
        injected: what happened so far.
        over: nothing happens any more.
    """

    def __init__(
        self,
        seed: str,
        without: Injected | None = None,
        rates: Mapping[Fault, float] = RATES,
    ) -> None:
        self._seed = seed
        self._rates = rates
        self._without = without
        self._streams = {fault: Random(f"{seed}/{fault}").random for fault in Fault}
        self._opportunities: Counter[Fault] = Counter()
        self.injected: list[Injected] = []
        self.over = False

    def strikes(self, fault: Fault, times: float = 1) -> Random | None:
        """Whether this opportunity is taken: a source for what the fault is like, or None.

        Args:
            fault: the kind.
            times: how much likelier than usual.
        """
        if self.over:
            return None
        self._opportunities[fault] += 1
        if self._streams[fault]() >= self._rates[fault] * times:
            return None
        injected = Injected(fault, self._opportunities[fault])
        if injected == self._without:
            return None
        self.injected.append(injected)
        return Random(f"{self._seed}/{fault}/{injected.opportunity}")

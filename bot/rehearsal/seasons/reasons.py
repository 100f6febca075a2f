"""Why a nudge did not come, and whether that is so.

The outbox names a reason, and is not believed: it counts only if the rehearsal did, or saw,
what bears it out. Somebody whom we forgot has no rows left; for them it is enough that the
rehearsal knows of a cause.

``snoozed`` is rare, for nobody can put off a step that has yet to be written: it is the end of
one that was held up on its way while its person put it off. It is then brought as a reminder,
in its own week; nobody can put a step off beyond that. ``expired`` is no end of a nudge, for
that is what becomes of the way that an event opened, and nudges do not go by one. Nor is
``revoked``: no community throws the program out in a rehearsal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.ports.outbox import Kind, Reason
from bot.rehearsal.seasons.calendar import DueWeek
from bot.rehearsal.seasons.stays import JUST_NOW, Row, Stay
from bot.rehearsal.seasons.troubles import A_DAY_OFF, Troubles

State = tuple[str, str | None]
"""Of a message, and why it ended so."""


class Skipped(StrEnum):
    """Why a nudge that was due was not sent; the list is closed."""

    STOPPED = "stopped"
    PAUSED = "paused"
    SNOOZED = "snoozed"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    FORGOTTEN = "forgotten"
    PERIOD_ENDED = "period_ended"


REASONS: Mapping[str | None, Skipped] = {
    Reason.STOPPED: Skipped.STOPPED,
    Reason.PAUSED: Skipped.PAUSED,
    Reason.SNOOZED: Skipped.SNOOZED,
    Reason.OFFLINE: Skipped.OFFLINE,
    Reason.UNREACHABLE: Skipped.UNREACHABLE,
    Reason.TOO_LATE: Skipped.PERIOD_ENDED,
    Reason.MOOT: Skipped.PAUSED,  # that they are left in peace, and they were back by then
}
FROM_THEM = (Skipped.STOPPED, Skipped.PAUSED)
"""Whoever says so before a round has written anything leaves no trace of a nudge."""


@dataclass(frozen=True, slots=True)
class Case:
    """A week whose nudge did not come.

    Attributes:
        stay: whose.
        week: when it was due.
        rows: what was written for it.
        latest: until when it could have come.
        ends: when its week was over.
        troubles: what went wrong in the season.
    """

    stay: Stay
    week: DueWeek
    rows: list[Row]
    latest: datetime
    ends: datetime
    troubles: Troubles

    def why(self, states: set[State]) -> Skipped | None:
        """The reason that is borne out, or None.

        Args:
            states: of its rows that are still there.
        """
        if self.week.why_not:
            return Skipped(self.week.why_not)
        for state, reason in states:
            if state == "dead" and reason in REASONS:
                why = REASONS[reason]
                is_true = self._were_back() if reason == Reason.MOOT else self._is_true(why)
                return why if is_true else None
        return None if states else self._without_a_trace()

    def _without_a_trace(self) -> Skipped | None:
        """No row is there: it was never written, or went with everything of its person."""
        gone = self.stay.forgotten_at
        if gone is not None and self.week.at <= gone <= self.latest:
            return Skipped.FORGOTTEN
        possible = [*Skipped] if gone is not None and self.rows else FROM_THEM
        return next((why for why in possible if self._is_true(why)), None)

    def _is_true(self, why: Skipped) -> bool:
        """Whether the rehearsal knows of a cause."""
        due, ends = self.week.at, self.ends
        wishes = self.stay.wished(due, ends if self.rows else self.latest)
        match why:
            case Skipped.STOPPED:
                return any(wish.stopped for wish in wishes)
            case Skipped.PAUSED:
                return any(wish.paused_until and wish.paused_until > due for wish in wishes)
            case Skipped.SNOOZED:
                return any(due - JUST_NOW <= one.at <= ends for one in self.stay.put_off)
            case Skipped.OFFLINE:
                return self.troubles.was_off(due, self.latest)
            case Skipped.UNREACHABLE:
                return self._was_closed()
            case Skipped.PERIOD_ENDED:
                was_moved = self.troubles.was_moved(due - A_DAY_OFF, ends)
                return self.latest >= ends or was_moved
            case Skipped.FORGOTTEN:
                return False

    def _was_closed(self) -> bool:
        """Whether a platform refused to write to them, and they had not come back since."""
        closed = self.troubles.closed.get(self.stay.account, ())
        floor = min((row.heard or row.at for row in self.rows), default=self.week.at)
        return any(floor - JUST_NOW <= at <= self.ends for at in closed)

    def _were_back(self) -> bool:
        """Whether they came back before they were told that they are left in peace."""
        return any(
            row.kind is Kind.PAUSED
            and any(one.heard >= row.at for one in self.stay.changes if not one.wish.is_left)
            for row in self.rows
        )

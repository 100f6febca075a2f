"""What a person wants, what is due, and what was: all of them values."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from enum import Enum, IntEnum, StrEnum, auto

from bot.engine.schedule.zones import DEFAULT_ZONE, QuietHours, UnknownZone, zone_or

OPEN_END = datetime(9999, 1, 1, tzinfo=UTC)
"""A pause until then lasts until the person comes back."""


class Rhythm(IntEnum):
    """A nudge every so many weeks."""

    WEEKLY = 1
    FORTNIGHTLY = 2


class Occasion(StrEnum):
    """What is due. Of each, a person gets at most one in a period."""

    NUDGE = "nudge"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When somebody wants to be nudged. Instants are aware, here and below.

    Attributes:
        day: of the week, as ``date.weekday`` counts: Monday is 0.
        hour: that the clock on their wall shows; naive.
        zone: the IANA name of where that wall is.
        since: the day of the first nudge, as ``begun`` says it. Fortnights are counted from
            its week, so it is a day of the calendar and not an instant: no move changes it.
        rhythm: how often.
        quiet: when nothing may come.
        reminds: whether one reminder may follow a nudge that was not answered.
        paused_until: nothing before that, and nothing is made up for; None: no pause.
        snoozed_until: what would be due next waits until then, in its period; what comes
            after it does not. It may stay here when it is past.
        stopped: nothing at all.
        default_zone: taken where nobody knows ``zone``; that of the community.
    """

    day: int
    hour: time
    zone: str
    since: date
    rhythm: Rhythm = Rhythm.WEEKLY
    quiet: QuietHours | None = None
    reminds: bool = True
    paused_until: datetime | None = None
    snoozed_until: datetime | None = None
    stopped: bool = False
    default_zone: str = DEFAULT_ZONE

    @property
    def wall(self) -> tzinfo:
        """Where that wall is; the default where nobody knows ``zone``."""
        return zone_or(self.zone, self.default_zone)[0]

    def without_open_end(self) -> "Schedule":
        """For somebody who is back: a pause that was to last until then is over."""
        return replace(self, paused_until=None) if self.paused_until == OPEN_END else self


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest period of a person that had its nudge, or went by without.

    Attributes:
        period: its week.
        opened_at: when it began.
        nudged_at: when its nudge was due in the end, be it snoozed or late: ``Due.at``; of
            no meaning once it is settled.
        settled: no reminder any more: they checked in, were reminded, or it went by.
    """

    period: int
    opened_at: datetime
    nudged_at: datetime
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """What somebody is to get next.

    Attributes:
        at: when; in UTC.
        period: to which week it belongs, see ``period_key``.
        kind: what.
        opens_at: when the period begins: where ``at`` would be without a snooze or an outage.
        unknown: the zone, if nobody knows it and the default was taken: ask, once (F44).
        is_late: it was not taken in time, and ``at`` is later for that (F43).
    """

    at: datetime
    period: int
    kind: Occasion
    opens_at: datetime
    unknown: UnknownZone | None = None
    is_late: bool = False

    def served(self) -> Latest:
        """What is to be remembered once this stands in the outbox."""
        return Latest(self.period, self.opens_at, self.at, self.kind is Occasion.REMINDER)


class Silence(Enum):
    """What to do about weeks without an answer."""

    GO_ON = auto()
    ASK = auto()
    """Weekly, fortnightly or pause? In place of this period's nudge."""

    PAUSE = auto()
    """Until they come back; say so, once."""


ASKED_AFTER, PAUSED_AFTER = 2, 4
"""Silent weeks."""


def after_silence(weeks: int, *, asked: bool = False) -> Silence:
    """What so many silent weeks in a row come to.

    Args:
        weeks: two for each fortnight; paused, snoozed and offline ones are not silent.
        asked: whether they were asked already in this silence.
    """
    if weeks >= PAUSED_AFTER:
        return Silence.PAUSE
    return Silence.ASK if weeks >= ASKED_AFTER and not asked else Silence.GO_ON

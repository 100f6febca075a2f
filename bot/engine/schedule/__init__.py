"""When somebody is nudged: values and functions, without a clock and without a database.

One round of whoever wires it: take the rows that are due, ask ``taken`` what becomes of each,
write a message where that is due now, and plan on with ``next_due`` from ``Due.served``. After
a change of a schedule, ``replanned`` says what is due instead.
"""

from bot.engine.schedule.due import following_nudge, next_due, replanned
from bot.engine.schedule.late import Taken, spread, taken
from bot.engine.schedule.periods import begun, paced, period_key
from bot.engine.schedule.values import (
    OPEN_END,
    Due,
    Latest,
    Occasion,
    Rhythm,
    Schedule,
    Silence,
    after_silence,
)
from bot.engine.schedule.zones import DEFAULT_ZONE, QuietHours, UnknownZone, zone_named

__all__ = [
    "DEFAULT_ZONE",
    "OPEN_END",
    "Due",
    "Latest",
    "Occasion",
    "QuietHours",
    "Rhythm",
    "Schedule",
    "Silence",
    "Taken",
    "UnknownZone",
    "after_silence",
    "begun",
    "following_nudge",
    "next_due",
    "paced",
    "period_key",
    "replanned",
    "spread",
    "taken",
    "zone_named",
]

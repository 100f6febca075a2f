"""The sentences of a running week, and which placeholders each may use: see ``phrases``."""

from collections.abc import Mapping

from bot.catalog.phrases_of_plans import NOTHING

PHRASES_OF_WEEKS: Mapping[str, frozenset[str]] = {
    "moment": frozenset({"day", "hour", "month", "weekday", "zone"}),
    "weekday.1": NOTHING,
    "weekday.2": NOTHING,
    "weekday.3": NOTHING,
    "weekday.4": NOTHING,
    "weekday.5": NOTHING,
    "weekday.6": NOTHING,
    "weekday.7": NOTHING,
    "week.reminder": NOTHING,
    "week.cadence": NOTHING,
    "week.every-week": NOTHING,
    "week.every-second": NOTHING,
    "week.rest": NOTHING,
    "week.paused": NOTHING,
    "week.come-back": NOTHING,
}

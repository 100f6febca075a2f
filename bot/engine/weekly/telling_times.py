"""What somebody's times are, in words."""

from datetime import datetime, time

from bot.catalog import Catalog
from bot.engine.schedule import Occasion, QuietHours, Schedule, UnknownZone, zone_named
from bot.engine.weekly import times
from bot.engine.weekly.telling import told_hour, told_when, told_zone, weekday
from bot.engine.weekly.values import Weekly
from bot.engine.wording import quoted


def told_zone_now(catalog: Catalog, schedule: Schedule, at: datetime) -> str:
    """Their zone and what its clocks show; or that it is unknown, and which is taken (F44)."""
    there = times.now_there(schedule, at)
    hour = told_hour(there.time())
    if isinstance(zone_named(schedule.zone), UnknownZone):
        taken = told_zone(f"{there.tzinfo}")
        name = quoted(catalog, schedule.zone)
        return catalog.say("times.zone-unknown", name=name, zone=taken, hour=hour)
    return catalog.say("times.zone-now", zone=told_zone(schedule.zone), hour=hour)


def told_next(catalog: Catalog, weekly: Weekly, step_comes: str = "") -> str:
    """What comes next, and when; or why nothing does.

    Args:
        catalog: the words.
        weekly: their steps.
        step_comes: the key of the sentence for a step that was named just before; without it,
            the sentence calls it the next one, or the very first.
    """
    agenda = times.to_come(weekly)
    if agenda.due is None:
        return catalog.say("times.nothing-left" if weekly.plan.ended else "times.nothing")
    key = step_comes or ("week.resumes" if weekly.begun else "week.begins")
    if agenda.due.kind is Occasion.REMINDER:
        key = "times.next-again" if times.was_put_off(weekly) else "times.next-reminder"
    return catalog.say(key, when=told_when(catalog, agenda))


def told_ahead(catalog: Catalog, weekly: Weekly) -> str:
    """What comes next, and when; after the last step, where the ways on are."""
    if weekly.plan.ended:
        return catalog.say("times.at-the-end")
    return told_next(catalog, weekly)


def told_quiet(catalog: Catalog, quiet: QuietHours) -> str:
    """Quiet hours in words: "22:00 to 7:00"."""
    start, end = told_hour(quiet.start), told_hour(quiet.end)
    return catalog.say("times.span", start=start, end=end)


def told_time(catalog: Catalog, day: int, hour: time) -> str:
    """A day and an hour in words: "Monday, 9:00"."""
    return catalog.say("times.at", weekday=weekday(catalog, day), hour=told_hour(hour))

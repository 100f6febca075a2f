"""When something comes, in words: by the calendar and the clock on the person's wall."""

from datetime import datetime, time

from bot.catalog import Catalog
from bot.engine.schedule import Schedule
from bot.engine.schedule.zones import zone_or
from bot.engine.weekly.values import Agenda
from bot.engine.wording import month


def told_when(catalog: Catalog, agenda: Agenda) -> str:
    """When the next message comes: "Monday, 7 December, 9:00 (Europe/Berlin)".

    Empty if nothing comes until the person changes something.
    """
    if agenda.due is None:
        return ""
    return told_moment(catalog, agenda.schedule, agenda.due.at)


def told_moment(catalog: Catalog, schedule: Schedule, at: datetime) -> str:
    """An instant as the wall of somebody with this schedule shows it."""
    zone, unknown = zone_or(schedule.zone, schedule.default_zone)
    local = at.astimezone(zone)
    return catalog.say(
        "moment",
        weekday=weekday(catalog, local.weekday()),
        day=local.day,
        month=month(catalog, local),
        hour=told_hour(local.time()),
        zone=told_zone(schedule.zone if unknown is None else f"{zone}"),
    )


def weekday(catalog: Catalog, day: int) -> str:
    """The name of a day of the week, counted as ``date.weekday`` does: Monday is 0."""
    return catalog.say(f"weekday.{day + 1}")


def told_hour(hour: time) -> str:
    """An hour as people write it: "9:00"."""
    return f"{hour.hour}:{hour.minute:02}"


def told_zone(name: str) -> str:
    """The name of a zone as people write it: "America/New York"."""
    return name.replace("_", " ")

"""When something comes, in words: by the calendar and the clock on the person's wall."""

from datetime import date, datetime, time, timedelta

from bot.catalog import Catalog
from bot.engine.schedule import Schedule
from bot.engine.schedule.zones import zone_or
from bot.engine.weekly.values import Agenda
from bot.engine.wording import month

NAMES_OF_UTC = frozenset({"Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Zulu"})
"""What machines without a zone of their own call it."""

NEAR = timedelta(days=92)
"""Whatever comes later than three months is told with its year: it may be a slip."""


def told_when(catalog: Catalog, agenda: Agenda) -> str:
    """When the next message comes: "Monday, 7 December, 9:00 (Europe/Berlin)".

    Empty if nothing comes until the person changes something.
    """
    if agenda.due is None:
        return ""
    told = agenda.latest.nudged_at.date() if agenda.latest else agenda.schedule.since
    return told_moment(catalog, agenda.schedule, agenda.due.at, since=told)


def told_moment(
    catalog: Catalog, schedule: Schedule, at: datetime, since: date | None = None
) -> str:
    """An instant as the wall of somebody with this schedule shows it.

    Args:
        catalog: the words.
        schedule: whose zone counts.
        at: the instant.
        since: a day before it is told; what lies far from it, or in another year, is told with
            its year.
    """
    zone, unknown = zone_or(schedule.zone, schedule.default_zone)
    local = at.astimezone(zone)
    plain = since is None or (since.year == local.year and local.date() - since <= NEAR)
    return catalog.say(
        "moment" if plain else "moment-of-year",
        weekday=weekday(catalog, local.weekday()),
        day=local.day,
        month=month(catalog, local),
        year=local.year,
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
    """A zone as people write it: "America/New York"; "UTC" whatever a machine calls that."""
    return "UTC" if name in NAMES_OF_UTC else name.replace("_", " ")

"""The rooms in which somebody says when their weekly steps come: what is read and offered.

What a choice does is decided in ``times_choices``.
"""

from collections.abc import Callable
from datetime import time
from enum import StrEnum

from bot.cards import Choice
from bot.catalog import Catalog, Command
from bot.engine.room import Offer, Room
from bot.engine.schedule import QuietHours, Rhythm, Schedule, UnknownZone, zone_named
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times, weeks, zone_offers
from bot.engine.weekly.telling import told_hour, told_zone, weekday
from bot.engine.weekly.telling_times import told_ahead, told_quiet, told_time
from bot.engine.weekly.values import Weekly
from bot.engine.wording import clipped, quoted


class TimeButton(StrEnum):
    """Choices about times that name no day, hour or zone; each has its sentence."""

    PICK = "pick-time"
    ZONE = "change-zone"
    NOT_NOW = "not-now"
    NO_QUIET = "no-quiet"
    NO_CUE = "no-cue"
    TIME = "set-time"
    WEEKLY = "set-weekly"
    FORTNIGHTLY = "set-fortnightly"
    QUIET = "set-quiet"
    REMIND = "remind"
    NO_REMINDER = "no-reminder"
    CUE = "set-cue"
    SNOOZE = "snooze"
    PAUSE = "pause-steps"
    BACK = "come-back"
    STOP = "stop-steps"
    ONE_WEEK = "one-week"
    TWO_WEEKS = "two-weeks"
    FOUR_WEEKS = "four-weeks"
    NO_BREAK = "no-break"
    LATER = "later-today"
    TOMORROW = "tomorrow"
    THREE_DAYS = "three-days"


_LABELS = {
    TimeButton.PICK: "times.pick",
    TimeButton.ZONE: "times.change-zone",
    TimeButton.NOT_NOW: "times.not-now",
    TimeButton.NO_QUIET: "times.no-quiet",
    TimeButton.NO_CUE: "times.no-cue",
    TimeButton.TIME: "times.change-time",
    TimeButton.WEEKLY: "times.make-weekly",
    TimeButton.FORTNIGHTLY: "times.make-fortnightly",
    TimeButton.QUIET: "times.change-quiet",
    TimeButton.REMIND: "times.remind",
    TimeButton.NO_REMINDER: "times.no-reminder",
    TimeButton.CUE: "times.change-cue",
    TimeButton.SNOOZE: "times.snooze",
    TimeButton.PAUSE: "times.pause",
    TimeButton.BACK: "week.come-back",
    TimeButton.STOP: "times.stop",
    TimeButton.ONE_WEEK: "times.one-week",
    TimeButton.TWO_WEEKS: "times.two-weeks",
    TimeButton.FOUR_WEEKS: "times.four-weeks",
    TimeButton.NO_BREAK: "times.no-break",
    TimeButton.LATER: "times.later-today",
    TimeButton.TOMORROW: "times.tomorrow",
    TimeButton.THREE_DAYS: "times.three-days",
}
RETURN, SKIP = "return", "skip"
"""Buttons that other rooms have, too."""

AT, DAY, HOUR, QUIET = "at-", "day-", "hour-", "quiet-"
"""What the ids of choices begin with that name a time."""

MONDAY, SATURDAY = 0, 5
SUGGESTED = ((MONDAY, time(9)), (SATURDAY, time(10)))
TO_CUE = "to-cue"
"""Kept in the rooms that somebody came into from the question for their plan to begin."""
DAYS, HOURS = range(7), range(6, 23)
NIGHTS = (
    QuietHours(time(21), time(8)),
    times.NIGHT,
    QuietHours(time(23), time(6)),
)
CONTROLS = (Command.BACK, Command.WHY, Command.HELP)


def day(number: int) -> str:
    """The id of the choice of a day of the week; also what is kept of it until its hour is."""
    return f"{DAY}{number}"


def day_of(choice: str) -> int | None:
    """The day of the week that a choice picks, if it is such a choice."""
    return next((one for one in DAYS if choice == day(one)), None)


def picked_day(here: Conversation) -> int:
    """The day that they picked and whose hour is asked; else the day of their steps."""
    picked = day_of(here.asking or "")
    return weeks.of(here).agenda.schedule.day if picked is None else picked


def to_put_off(catalog: Catalog, weekly: Weekly) -> tuple[Choice, ...]:
    """The choice that puts this week's step off, where there is one that could wait."""
    return _buttons(catalog, TimeButton.SNOOZE) if times.has_open_step(weekly) else ()


def _room(catalog: Catalog, body: str, *, writes: bool = False) -> Room:
    return Room(body, tuple(catalog.commands[one] for one in CONTROLS), writes=writes)


def _timing(catalog: Catalog, here: Conversation) -> Room:
    return _room(catalog, catalog.say("times.when"))


def _day(catalog: Catalog, here: Conversation) -> Room:
    return _room(catalog, catalog.say("times.which-day"))


def _hour(catalog: Catalog, here: Conversation) -> Room:
    named = weekday(catalog, picked_day(here))
    return _room(catalog, catalog.say("times.which-hour", weekday=named))


def _zone(catalog: Catalog, here: Conversation) -> Room:
    several = zone_offers.candidates(catalog, here)
    asked = catalog.say("times.which-of-these" if several else "times.which-zone")
    return _room(catalog, asked, writes=True)


def _quiet(catalog: Catalog, here: Conversation) -> Room:
    return _room(catalog, catalog.say("times.which-quiet"))


def _cue(catalog: Catalog, here: Conversation) -> Room:
    asked = catalog.say("times.which-cue", most=times.MOST_IN_A_CUE)
    cue = weeks.of(here).plan.cue
    told = [catalog.say("times.your-cue", words=quoted(catalog, cue, times.MOST_IN_A_CUE))]
    return _room(catalog, "\n\n".join([*(told if cue else []), asked]), writes=True)


def _pausing(catalog: Catalog, here: Conversation) -> Room:
    return _room(catalog, catalog.say("times.how-long"))


def _snoozing(catalog: Catalog, here: Conversation) -> Room:
    return _room(catalog, catalog.say("times.until-when"))


def _settings(catalog: Catalog, here: Conversation) -> Room:
    """Everything that can be set, in a few lines, and what comes next."""
    weekly = weeks.of(here)
    schedule, cue = weekly.agenda.schedule, weekly.plan.cue
    often = "times.fortnightly" if schedule.rhythm is Rhythm.FORTNIGHTLY else "times.weekly"
    lines = [
        catalog.say("times.title"),
        catalog.say(
            "times.line-time",
            time=told_time(catalog, schedule.day, schedule.hour),
            zone=told_zone(schedule.zone),
        ),
        catalog.say(often),
        _line_of_quiet(catalog, schedule),
        catalog.say("times.reminds" if schedule.reminds else "times.reminds-not"),
        *([catalog.say("times.line-cue", words=quoted(catalog, cue))] if cue else []),
    ]
    told = ["\n".join(lines), *_zone_to_ask(catalog, schedule), told_ahead(catalog, weekly)]
    return _room(catalog, "\n\n".join(told))


def _line_of_quiet(catalog: Catalog, schedule: Schedule) -> str:
    if schedule.quiet is None:
        return catalog.say("times.line-no-quiet")
    return catalog.say("times.line-quiet", hours=told_quiet(catalog, schedule.quiet))


def _zone_to_ask(catalog: Catalog, schedule: Schedule) -> list[str]:
    """That nobody knows their zone, if so (F44)."""
    if not isinstance(zone_named(schedule.zone), UnknownZone):
        return []
    gone = catalog.say("times.zone-gone", name=quoted(catalog, schedule.zone))
    return [" ".join((gone, catalog.say("times.zone-here")))]


def _buttons(catalog: Catalog, *names: TimeButton) -> tuple[Choice, ...]:
    return tuple(Choice(one, catalog.say(_LABELS[one])) for one in names)


def _return(catalog: Catalog) -> Choice:
    return catalog.buttons[RETURN]


def _to_time(catalog: Catalog, here: Conversation) -> Offer:
    suggested = (
        Choice(f"{AT}{day}-{hour.hour}", told_time(catalog, day, hour))
        for day, hour in SUGGESTED
    )
    pick, not_now = _buttons(catalog, TimeButton.PICK, TimeButton.NOT_NOW)
    name = weeks.of(here).agenda.schedule.zone
    label = clipped(catalog.say("times.other-zone", zone=told_zone(name)))
    return Offer((*suggested, pick, Choice(TimeButton.ZONE, label), not_now))


def _to_pick_a_day(catalog: Catalog, here: Conversation) -> Offer:
    return Offer(tuple(Choice(day(one), weekday(catalog, one)) for one in DAYS))


def _to_pick_an_hour(catalog: Catalog, here: Conversation) -> Offer:
    return Offer(tuple(Choice(f"{HOUR}{one}", told_hour(time(one))) for one in HOURS))


def _to_name_a_zone(catalog: Catalog, here: Conversation) -> Offer:
    return Offer((*zone_offers.offered(catalog, here), _return(catalog)))


def _to_be_quiet(catalog: Catalog, here: Conversation) -> Offer:
    nights = (
        Choice(f"{QUIET}{one.start.hour}-{one.end.hour}", told_quiet(catalog, one))
        for one in NIGHTS
    )
    return Offer((*nights, *_buttons(catalog, TimeButton.NO_QUIET), _return(catalog)))


def _to_write_a_cue(catalog: Catalog, here: Conversation) -> Offer:
    if not weeks.of(here).plan.cue:
        return Offer((catalog.buttons[SKIP],))
    return Offer((*_buttons(catalog, TimeButton.NO_CUE), _return(catalog)))


def _to_set(catalog: Catalog, here: Conversation) -> Offer:
    """What can be changed."""
    weekly = weeks.of(here)
    schedule = weekly.agenda.schedule
    is_weekly = schedule.rhythm is Rhythm.WEEKLY
    return Offer(
        _buttons(
            catalog,
            TimeButton.TIME,
            TimeButton.ZONE,
            TimeButton.FORTNIGHTLY if is_weekly else TimeButton.WEEKLY,
            TimeButton.QUIET,
            TimeButton.NO_REMINDER if schedule.reminds else TimeButton.REMIND,
            TimeButton.CUE,
            *([] if weekly.plan.ended else _ways_to_rest(weekly)),
        )
    )


def _ways_to_rest(weekly: Weekly) -> list[TimeButton]:
    """To put off, leave out or stop what comes, or to come back to it."""
    schedule = weekly.agenda.schedule
    return [
        *([TimeButton.SNOOZE] if times.has_open_step(weekly) else []),
        TimeButton.BACK if times.is_away(weekly) else TimeButton.PAUSE,
        *([] if schedule.stopped else [TimeButton.STOP]),
    ]


def _to_pause(catalog: Catalog, here: Conversation) -> Offer:
    lengths = (TimeButton.ONE_WEEK, TimeButton.TWO_WEEKS, TimeButton.FOUR_WEEKS)
    return Offer(_buttons(catalog, *lengths, TimeButton.NO_BREAK))


def _to_snooze(catalog: Catalog, here: Conversation) -> Offer:
    waits = (TimeButton.LATER, TimeButton.TOMORROW, TimeButton.THREE_DAYS)
    return Offer((*_buttons(catalog, *waits), _return(catalog)))


ROOMS: dict[Stage, Callable[[Catalog, Conversation], Room]] = {
    Stage.TIMING: _timing,
    Stage.DAY: _day,
    Stage.HOUR: _hour,
    Stage.ZONE: _zone,
    Stage.QUIET: _quiet,
    Stage.CUE: _cue,
    Stage.SETTINGS: _settings,
    Stage.PAUSING: _pausing,
    Stage.SNOOZING: _snoozing,
}
OFFERS: dict[Stage, Callable[[Catalog, Conversation], Offer]] = {
    Stage.TIMING: _to_time,
    Stage.DAY: _to_pick_a_day,
    Stage.HOUR: _to_pick_an_hour,
    Stage.ZONE: _to_name_a_zone,
    Stage.QUIET: _to_be_quiet,
    Stage.CUE: _to_write_a_cue,
    Stage.SETTINGS: _to_set,
    Stage.PAUSING: _to_pause,
    Stage.SNOOZING: _to_snooze,
}

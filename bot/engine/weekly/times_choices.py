"""What a press does in the rooms of times."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.catalog import Catalog
from bot.engine.effects import Turn
from bot.engine.moves import back_on_the_way, move
from bot.engine.schedule import QuietHours
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times, times_changes, times_commands, weeks
from bot.engine.weekly.times_rooms import (
    AT,
    DAY,
    HOUR,
    QUIET,
    RETURN,
    TimeButton,
    picked_day,
)
from bot.engine.weekly.values import Weekly
from bot.engine.weekly.zone_offers import ZONE

Choosing = Callable[[Catalog, Conversation, frozenset[str], datetime], Turn]
Pressing = Callable[[Catalog, Conversation, datetime], Turn]

PAUSES: dict[str, int] = {
    TimeButton.ONE_WEEK: 7,
    TimeButton.TWO_WEEKS: 14,
    TimeButton.FOUR_WEEKS: 28,
}
"""Days."""
WAITS: dict[str, int] = {TimeButton.TOMORROW: 1, TimeButton.THREE_DAYS: 3}
"""Days, too."""
LATER = timedelta(hours=3)


def _choose_time(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    (picked,) = chosen
    if picked.startswith(AT):
        day, hour = _numbers(picked, AT)
        return times_changes.set_time(catalog, here, day, time(hour), at)
    if picked == TimeButton.NOT_NOW:
        there = back_on_the_way(catalog, here)
        return move(catalog, there, at, note=catalog.say("times.left"))
    stage = Stage.ZONE if picked == TimeButton.ZONE else Stage.DAY
    return move(catalog, replace(here, stage=stage), at)


def _choose_day(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    (picked,) = chosen
    (day,) = _numbers(picked, DAY)
    return times_changes.ask_hour(catalog, here, day, at)


def _choose_hour(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    (picked,) = chosen
    (hour,) = _numbers(picked, HOUR)
    return times_changes.set_time(catalog, here, picked_day(here), time(hour), at)


def _choose_zone(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    (picked,) = chosen
    if picked == RETURN:
        return times_changes.unchanged(catalog, here, at)
    return times_changes.set_zone(catalog, here, picked.removeprefix(ZONE), at)


def _choose_quiet(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    (picked,) = chosen
    if picked == RETURN:
        return times_changes.unchanged(catalog, here, at)
    if picked == TimeButton.NO_QUIET:
        return times_changes.set_quiet(catalog, here, None, at)
    start, end = _numbers(picked, QUIET)
    return times_changes.set_quiet(catalog, here, QuietHours(time(start), time(end)), at)


def _choose_cue(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    if chosen == {TimeButton.NO_CUE}:
        return times_changes.set_cue(catalog, here, "", at)
    return times_commands.back(catalog, here, at)


def _choose_pause(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    (picked,) = chosen
    if picked == TimeButton.NO_BREAK:
        return times_commands.back(catalog, here, at)
    schedule = weeks.of(here).agenda.schedule
    until = times.days_from(schedule, PAUSES[picked], at)
    return times_changes.set_pause(catalog, here, until, at)


def _choose_snooze(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    (picked,) = chosen
    if picked == RETURN:
        return times_commands.back(catalog, here, at)
    schedule, days = weeks.of(here).agenda.schedule, WAITS.get(picked)
    until = at + LATER if days is None else times.at_their_hour(schedule, days, at)
    return times_changes.set_snooze(catalog, here, until, at)


def _choose_setting(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    (picked,) = chosen
    if picked in _ROOMS_OF_SETTINGS:
        return move(catalog, replace(here, stage=_ROOMS_OF_SETTINGS[picked]), at)
    return _SETTING[picked](catalog, here, at)


def _remind(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    weekly = times.reminding(weeks.of(here), at, reminds=True)
    return _set(catalog, here, weekly, at, "times.set-reminder")


def _do_not_remind(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    weekly = times.reminding(weeks.of(here), at, reminds=False)
    return _set(catalog, here, weekly, at, "times.set-no-reminder")


def _set(catalog: Catalog, here: Conversation, weekly: Weekly, at: datetime, key: str) -> Turn:
    return times_changes.changed(catalog, here, weekly, at, catalog.say(key))


def _numbers(picked: str, kind: str) -> list[int]:
    """The numbers in the id of a choice."""
    return [int(number) for number in picked.removeprefix(kind).split("-")]


_ROOMS_OF_SETTINGS: dict[str, Stage] = {
    TimeButton.TIME: Stage.DAY,
    TimeButton.ZONE: Stage.ZONE,
    TimeButton.QUIET: Stage.QUIET,
    TimeButton.CUE: Stage.CUE,
    TimeButton.PAUSE: Stage.PAUSING,
}
_SETTING: dict[str, Pressing] = {
    TimeButton.WEEKLY: times_commands.every_week,
    TimeButton.FORTNIGHTLY: times_commands.every_second,
    TimeButton.REMIND: _remind,
    TimeButton.NO_REMINDER: _do_not_remind,
    TimeButton.SNOOZE: times_commands.snooze,
    TimeButton.BACK: times_commands.come_back,
    TimeButton.STOP: times_commands.stop,
}

CHOOSING: dict[Stage, Choosing] = {
    Stage.TIMING: _choose_time,
    Stage.DAY: _choose_day,
    Stage.HOUR: _choose_hour,
    Stage.ZONE: _choose_zone,
    Stage.QUIET: _choose_quiet,
    Stage.CUE: _choose_cue,
    Stage.SETTINGS: _choose_setting,
    Stage.PAUSING: _choose_pause,
    Stage.SNOOZING: _choose_snooze,
}

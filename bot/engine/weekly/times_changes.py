"""What a change of somebody's times leads to: the new times, the room, and what is said."""

from dataclasses import replace
from datetime import datetime, time

from bot.catalog import Catalog
from bot.engine import speech
from bot.engine.effects import Say, Turn
from bot.engine.moves import ROOMS_OF_STEPS, move, passing, show
from bot.engine.plans import opening
from bot.engine.schedule import QuietHours, Schedule
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times, times_rooms, weeks
from bot.engine.weekly.telling import told_hour
from bot.engine.weekly.telling_times import told_next, told_quiet, told_time, told_zone_now
from bot.engine.weekly.values import Weekly

ENDS_IN_WEEK = ROOMS_OF_STEPS | {Stage.SUMMARY}
"""Rooms that a change of what comes leads out of, into the room of the week."""


def ask_when(catalog: Catalog, here: Conversation, at: datetime, note: str = "") -> Turn:
    """The first question of all: day and hour, with the zone that they are in."""
    zone = told_zone_now(catalog, weeks.of(here).agenda.schedule, at)
    told = "\n".join(filter(None, [note, zone]))
    return move(catalog, replace(here, stage=Stage.TIMING), at, note=told)


def changed(
    catalog: Catalog, here: Conversation, weekly: Weekly, at: datetime, note: str
) -> Turn:
    """Back to the settings with what changed, to the plan to begin, or on with a draft."""
    there = replace(here, weekly=weekly)
    if times.is_draft(weekly):
        return ask_when(catalog, there, at, note)
    stage = Stage.CUE if here.asking == times_rooms.TO_CUE else Stage.SETTINGS
    return move(catalog, replace(there, stage=stage), at, note=note)


def unchanged(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Nothing changes: back to where it was asked for."""
    return changed(catalog, here, weeks.of(here), at, "")


def says_when(catalog: Catalog, weekly: Weekly) -> bool:
    """Whether the room of the week says itself what comes next, and when; a step does not."""
    is_between = weeks.today(catalog, weekly).week is None or times.is_cut_short(weekly)
    return weekly.agenda.due is None or is_between or times.has_pause(weekly)


def went(catalog: Catalog, here: Conversation, weekly: Weekly, at: datetime, key: str) -> Turn:
    """Say that something stopped or goes on, and what comes next; a question stands on."""
    note, there = catalog.say(key), replace(here, weekly=weekly)
    when = f"{note} {told_next(catalog, weekly)}"
    if here.stage not in ENDS_IN_WEEK:
        return move(catalog, there, at, note=when)
    told = note if says_when(catalog, weekly) else when
    return move(catalog, replace(there, stage=Stage.WEEK), at, note=told)


def set_time(catalog: Catalog, here: Conversation, day: int, hour: time, at: datetime) -> Turn:
    """Their day and hour; for a newcomer, then their own reminder to begin."""
    before = weeks.of(here)
    weekly = times.at_time(before, day, hour, at)
    said = catalog.say("times.set-time", time=told_time(catalog, day, hour))
    told = [said, *_in_quiet(catalog, weekly.agenda.schedule)]
    if not times.is_draft(before):
        return changed(catalog, here, weekly, at, " ".join(told))
    told.append(told_next(catalog, weekly))
    there = replace(here, stage=Stage.CUE, weekly=weekly)
    return move(catalog, there, at, note=" ".join(told))


def ask_hour(catalog: Catalog, here: Conversation, day: int, at: datetime) -> Turn:
    """The hour of a day is asked next; until it is known, everything stays as it was."""
    return move(catalog, replace(here, stage=Stage.HOUR, asking=times_rooms.day(day)), at)


def set_zone(catalog: Catalog, here: Conversation, name: str, at: datetime) -> Turn:
    """The zone of their wall, and what is shown there now."""
    weekly = times.in_zone(weeks.of(here), name, at)
    if times.is_draft(weekly):
        return changed(catalog, here, weekly, at, "")
    note = catalog.say("times.set-zone")
    now = told_zone_now(catalog, weekly.agenda.schedule, at)
    return changed(catalog, here, weekly, at, f"{note} {now}")


def set_quiet(
    catalog: Catalog, here: Conversation, quiet: QuietHours | None, at: datetime
) -> Turn:
    """When nothing comes; it is said if that is when their step would."""
    weekly = times.with_quiet(weeks.of(here), quiet, at)
    said = catalog.say("times.set-no-quiet")
    if quiet is not None:
        said = catalog.say("times.set-quiet", hours=told_quiet(catalog, quiet))
    told = [said, *_in_quiet(catalog, weekly.agenda.schedule)]
    return changed(catalog, here, weekly, at, " ".join(told))


def set_cue(catalog: Catalog, here: Conversation, cue: str, at: datetime) -> Turn:
    """Their own reminder, or none; a newcomer goes on to their first week."""
    weekly = times.with_cue(weeks.of(here), cue)
    note = catalog.say("times.set-cue" if cue else "times.set-no-cue")
    if weekly.agenda.latest is not None:
        return changed(catalog, here, weekly, at, note)
    return move(catalog, replace(here, stage=Stage.WEEK, weekly=weekly), at, note=note)


def set_pause(catalog: Catalog, here: Conversation, until: datetime, at: datetime) -> Turn:
    """Nothing comes before that instant."""
    weekly = times.paused(weeks.of(here), until, at)
    return went(catalog, here, weekly, at, "times.paused")


def set_snooze(catalog: Catalog, here: Conversation, until: datetime, at: datetime) -> Turn:
    """Put the step off; if its week is over by then, it is said and nothing changes.

    What can wait is not shown once more; its choices stay at hand, under what they answer.
    """
    weekly = times.snoozed(weeks.of(here), until, at)
    if weekly is None:
        return show(catalog, here, catalog.say("times.too-late"), problem=True)
    note = " ".join((catalog.say("times.snoozed"), told_next(catalog, weekly)))
    there = passing(replace(here, version=here.version + 1, stage=Stage.WEEK, weekly=weekly))
    card = speech.current(catalog, there)
    before = weeks.before(catalog, weekly)
    asks = opening.head(catalog, weeks.today(catalog, weekly), before) if before else []
    return Turn(there, (Say(replace(card, body="\n\n".join([note, *asks]))),))


def _in_quiet(catalog: Catalog, schedule: Schedule) -> list[str]:
    """That their hour lies in the quiet hours, if so, and when the step comes instead."""
    later = times.comes_later(schedule)
    return [] if later is None else [catalog.say("times.in-quiet", hour=told_hour(later))]

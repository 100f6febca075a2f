"""Wishes about the weekly steps that people type in one line, wherever nothing else is asked.

As everywhere, it abstains rather than guesses: what is left over makes a text mean
nothing here.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from bot.cards import Choice
from bot.catalog import Catalog
from bot.engine.effects import Turn
from bot.engine.moves import move
from bot.engine.plans import nudging
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import (
    reading_times,
    reading_wishes,
    reading_zones,
    times,
    times_changes,
    times_commands,
    times_writing,
    weeks,
    zone_offers,
)
from bot.engine.weekly.reading_times import Moment
from bot.engine.weekly.times_choices import CHOOSING
from bot.engine.weekly.times_rooms import TO_CUE, TimeButton
from bot.engine.weekly.week_choices import HEARD_IN

Wish = Callable[[Catalog, Conversation, str, datetime], Turn | None]

TIMED_IN = frozenset({Stage.WEEK, Stage.SETTINGS})
"""Rooms in which a day or an hour alone can only be that of the steps."""
WISHED_IN = HEARD_IN | {Stage.STUCK}
"""Rooms in which a wish is none of the words that are asked for: "I moved to Tokyo" asks
nothing of a mentor."""
BACK_IN = HEARD_IN | {Stage.STEP}
"""Rooms in which whoever stopped or rests can only begin again with the steps."""


def wants_back(catalog: Catalog, here: Conversation, text: str) -> bool:
    """Whether "start again" and the like, in a stop or a break, is about the steps.

    Elsewhere such words begin the questions anew; so they do after the last step.
    """
    weekly = here.weekly
    if weekly is None or weekly.plan.ended or here.stage not in BACK_IN:
        return False
    return times.is_away(weekly) and reading_wishes.is_resuming(catalog, text)


def asked(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """What a text asks for about when steps come; None if it asks for nothing."""
    for read in (times_writing.asked_pause, times_writing.asked_snooze):
        turn = read(catalog, here, text, at)
        if turn is not None:
            return turn
    if not times.is_running(here.weekly):
        return None
    if here.stage is Stage.CUE:
        there = replace(here, stage=Stage.SETTINGS, asking=TO_CUE)
        return _changed(catalog, there, text, at, (*SETTINGS, _other_time))
    if here.stage in HEARD_IN:
        return _changed(catalog, here, text, at, (*SETTINGS, _time))
    if here.stage in WISHED_IN:
        return _changed(catalog, here, text, at, SETTINGS)
    return None


def _changed(
    catalog: Catalog, here: Conversation, text: str, at: datetime, wishes: Iterable[Wish]
) -> Turn | None:
    """What the first of these wishes that the text has leads to."""
    turns = (wish(catalog, here, text, at) for wish in wishes)
    return next((turn for turn in turns if turn is not None), None)


def _rhythm(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """Every week, or every second one."""
    both = (WeeklyButton.EVERY_WEEK, WeeklyButton.EVERY_SECOND)
    offered = [nudging.button(catalog, one) for one in both]
    match [*reading_wishes.named(catalog, offered, text)]:
        case [WeeklyButton.EVERY_WEEK]:
            return times_commands.every_week(catalog, here, at)
        case [WeeklyButton.EVERY_SECOND]:
            return times_commands.every_second(catalog, here, at)
        case _:
            return None


def _time(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """Another day and hour; the day alone, if they ask for a change, and the hour is next."""
    said = reading_wishes.moment(catalog, text)
    if said is None or (here.stage not in TIMED_IN and None in (said.day, said.hour)):
        return None
    if said.day is not None and said.hour is None:
        return times_changes.ask_hour(catalog, here, said.day, at)
    return _set_time(catalog, here, said, at)


def _other_time(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """The same beside the question when they begin: without the hour, that stays.

    Only a word that asks for a change tells it from an answer there.
    """
    said = reading_wishes.other_moment(catalog, text)
    return None if said is None else _set_time(catalog, here, said, at)


def _set_time(catalog: Catalog, here: Conversation, said: Moment, at: datetime) -> Turn:
    """Another day, another hour, or both; what is not said stays."""
    schedule = weeks.of(here).agenda.schedule
    day = schedule.day if said.day is None else said.day
    hour = schedule.hour if said.hour is None else said.hour
    return times_changes.set_time(catalog, here, day, hour, at)


def _zone(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """Another place; without a name, or where several may be meant, it is asked about."""
    place = reading_wishes.place(catalog, text)
    if place is None:
        return None
    if not place:
        return move(catalog, replace(here, stage=Stage.ZONE), at)
    match reading_zones.zones(catalog, place):
        case (name,):
            return times_changes.set_zone(catalog, here, name, at)
        case tuple():
            asking = zone_offers.kept_place(catalog, place)
            return move(catalog, replace(here, stage=Stage.ZONE, asking=asking), at)
        case _:
            return None


def _quiet(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """Other quiet hours; without any, they are asked for."""
    hours = reading_wishes.quiet(catalog, text)
    if hours is None:
        return None
    said = reading_times.quiet(catalog, hours)
    if said is not None:
        return times_changes.set_quiet(catalog, here, said.hours, at)
    return None if hours else move(catalog, replace(here, stage=Stage.QUIET), at)


def _reminder(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """With a reminder, or without."""
    both = (TimeButton.NO_REMINDER, TimeButton.REMIND)
    offered = [Choice(one, catalog.say(f"times.{one}")) for one in both]
    picked = reading_wishes.named(catalog, offered, text)
    if len(picked) != 1:
        return None
    return CHOOSING[Stage.SETTINGS](catalog, here, picked, at)


SETTINGS: tuple[Wish, ...] = (_rhythm, _zone, _quiet, _reminder)
"""Wishes that can be told from everything else wherever they are typed."""

"""What typed words do in the rooms of times, if they name nothing that is offered.

A number that could count along the card does so, except where hours are asked for: there it is
an hour.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from bot.cards import Choice
from bot.catalog import Catalog
from bot.engine import reading
from bot.engine.effects import Turn
from bot.engine.moves import move, show
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import (
    reading_times,
    reading_wishes,
    reading_zones,
    times,
    times_changes,
    times_commands,
    weeks,
    zone_offers,
)
from bot.engine.weekly.reading_times import NoDay
from bot.engine.weekly.reading_zones import NoZone
from bot.engine.weekly.times_choices import CHOOSING
from bot.engine.weekly.times_rooms import OFFERS, TimeButton, picked_day
from bot.engine.weekly.week_choices import HEARD_IN

NEAR_A_STEP = HEARD_IN | {Stage.SNOOZING}
"""Rooms in which words about this week's step are no answer to something else."""

_WITHOUT_A_DAY = frozenset({NoDay.UNREAD, NoDay.UNSAID})

Writing = Callable[[Catalog, Conversation, str, datetime], Turn]


def asked_snooze(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """This week's step put off until a day that the text names; or that none can wait."""
    weekly = here.weekly
    if weekly is None or times.is_draft(weekly) or here.stage not in NEAR_A_STEP:
        return None
    schedule = weekly.agenda.schedule
    today = times.now_there(schedule, at).date()
    said = reading_times.snooze(catalog, text, today)
    if not times.has_open_step(weekly):
        asks = said not in (None, NoDay.UNREAD) or _is_snooze(catalog, text)
        return times_commands.nothing_waits(catalog, here) if asks else None
    match said:
        case date() as day:
            until = times.at_their_hour(schedule, (day - today).days, at)
            return times_changes.set_snooze(catalog, here, until, at)
        case NoDay.PAST:
            return show(catalog, here, catalog.say("times.past"), problem=True)
        case NoDay.FAR:
            return show(catalog, here, catalog.say("times.too-late"), problem=True)
        case _:
            return None


def _is_snooze(catalog: Catalog, text: str) -> bool:
    """Whether a text asks to put the step off and names no day."""
    offered = [Choice(TimeButton.SNOOZE, catalog.say("times.snooze"))]
    return bool(reading.named(catalog.lexicon, offered, text))


def asked_pause(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """A break that a text asks for in one line, or the new end of one that lasts.

    None if it asks for none, or there are no steps that come. A break without a day in it is
    asked about where no words of their own are expected. Who stopped is told that none comes.
    """
    weekly = here.weekly
    if weekly is None or not (times.is_running(weekly) or times.is_away(weekly)):
        return None
    today = times.now_there(weekly.agenda.schedule, at).date()
    until = reading_times.pause(catalog, text, today)
    if not times.is_running(weekly):
        asks = until is not None and here.stage in HEARD_IN
        return times_commands.stay_away(catalog, here, at) if asks else None
    if until is None and here.stage is Stage.WEEK and times.has_pause(weekly):
        until = reading_times.new_end(catalog, text, today)
    elif until in _WITHOUT_A_DAY and here.stage in HEARD_IN:
        note = catalog.say("not-understood.pausing") if until is NoDay.UNREAD else ""
        return move(catalog, replace(here, stage=Stage.PAUSING), at, note=note)
    if until is None or until in _WITHOUT_A_DAY:
        return None
    return _until(catalog, here, until, at)


def _write_start(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """Day and hour; but some answer first to the zone that stands there, and is wrong."""
    if reading_times.moment(catalog, text) is not None:
        return _write_day(catalog, here, text, at)
    place = reading_wishes.place(catalog, text)
    if place == "":
        return CHOOSING[here.stage](catalog, here, frozenset({TimeButton.ZONE}), at)
    match reading_zones.zones(catalog, place or text):
        case (name,):
            return times_changes.set_zone(catalog, here, name, at)
        case tuple():
            return _ask_which(catalog, here, place or text, at)
        case NoZone.MANY:
            return show(catalog, here, catalog.say("times.many-zones"), problem=True)
        case _:
            return _write_day(catalog, here, text, at)


def _write_day(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """A place on the card, else a day, or a day and an hour at once."""
    return _counted(catalog, here, text, at) or _write_time(catalog, here, text, at)


def _write_time(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """A day and an hour; the day alone, and the hour is asked next."""
    said, weekly = reading_times.moment(catalog, text), weeks.of(here)
    if said is None:
        return _not_understood(catalog, here)
    if said.hour is None:
        return times_changes.ask_hour(catalog, here, said.day or 0, at)
    knows_day = here.stage is Stage.HOUR or not times.is_draft(weekly)
    if said.day is None and not knows_day:
        return _not_understood(catalog, here)
    day = picked_day(here) if said.day is None else said.day
    return times_changes.set_time(catalog, here, day, said.hour, at)


def _write_zone(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """A zone or a city; where several may be meant, they are asked about."""
    counted = _counted(catalog, here, text, at)
    if counted is not None:
        return counted
    match reading_zones.zones(catalog, text):
        case NoZone.OFFSET:
            return show(catalog, here, catalog.say("times.offset"), problem=True)
        case NoZone.MANY:
            return show(catalog, here, catalog.say("times.many-zones"), problem=True)
        case (name,):
            return times_changes.set_zone(catalog, here, name, at)
        case NoZone.UNKNOWN if not reading_zones.similar_zones(catalog, text):
            return _not_understood(catalog, here)
        case _:
            return _ask_which(catalog, here, text, at)


def _ask_which(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """The room of zones with those to choose from that a text may mean."""
    asking = zone_offers.kept_place(catalog, text)
    if asking is None:
        return _not_understood(catalog, here)
    return move(catalog, replace(here, stage=Stage.ZONE, asking=asking), at)


def _write_quiet(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    said = reading_times.quiet(catalog, text)
    if said is not None:
        return times_changes.set_quiet(catalog, here, said.hours, at)
    return _counted(catalog, here, text, at) or _not_understood(catalog, here)


def _write_cue(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """Their own reminder to begin, in their words on one line.

    A mere yes is none; a no, and a later, leaves it out; a question is answered.
    """
    counted = _counted(catalog, here, text, at)
    if counted is not None:
        return counted
    cue = " ".join(text.split())
    if not cue:
        return _not_understood(catalog, here)
    if reading_wishes.is_agreement(catalog, cue):
        return show(catalog, here, catalog.say("times.no-moment"))
    if reading_wishes.is_refusal(catalog, cue):
        return times_commands.back(catalog, here, at)
    if reading.asks(catalog.lexicon, cue):
        return show(catalog, here, catalog.say("why.cue"))
    if len(cue) > times.MOST_IN_A_CUE:
        problem = catalog.say("times.long-cue", number=len(cue), most=times.MOST_IN_A_CUE)
        return show(catalog, here, problem, problem=True)
    return times_changes.set_cue(catalog, here, cue, at)


def _write_pause(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """Until a day that is to come: from its beginning on, steps come again."""
    counted = _counted(catalog, here, text, at)
    if counted is not None:
        return counted
    today = times.now_there(weeks.of(here).agenda.schedule, at).date()
    return _until(catalog, here, reading_times.day(catalog, text, today), at)


def _until(catalog: Catalog, here: Conversation, until: date | NoDay, at: datetime) -> Turn:
    """A break until a day, or why that is none to wait for."""
    match until:
        case date():
            start = times.start_of(weeks.of(here).agenda.schedule, until)
            return times_changes.set_pause(catalog, here, start, at)
        case NoDay.PAST:
            return show(catalog, here, catalog.say("times.past"), problem=True)
        case NoDay.FAR:
            return show(catalog, here, catalog.say("times.far"), problem=True)
        case _:
            return _not_understood(catalog, here)


def _counted(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """The one choice of the card that a number or a letter counts; None if it is none."""
    offered = OFFERS[here.stage](catalog, here).choices
    chosen = reading.counted(catalog.lexicon, offered, text)
    return CHOOSING[here.stage](catalog, here, chosen, at) if len(chosen) == 1 else None


def _not_understood(catalog: Catalog, here: Conversation) -> Turn:
    return show(catalog, here, catalog.say(f"not-understood.{here.stage}"), problem=True)


WRITING: dict[Stage, Writing] = {
    Stage.TIMING: _write_start,
    Stage.DAY: _write_day,
    Stage.HOUR: _write_time,
    Stage.ZONE: _write_zone,
    Stage.QUIET: _write_quiet,
    Stage.CUE: _write_cue,
    Stage.PAUSING: _write_pause,
}

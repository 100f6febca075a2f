"""What can be asked for about when one's weekly steps come, and the ways out of those rooms."""

from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog
from bot.engine import summary
from bot.engine.effects import Turn
from bot.engine.moves import back_on_the_way, move, show
from bot.engine.schedule import Rhythm
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times, week_commands, weeks
from bot.engine.weekly.telling_times import told_next
from bot.engine.weekly.times_changes import ask_when, changed, says_when, unchanged, went

ASLEEP = frozenset({Stage.RESTING, Stage.ENDED})


def start(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Begin with weekly steps towards the role in force: first, when they shall come."""
    role = summary.in_force(catalog, here)
    if role is None or (here.weekly is not None and not times.is_draft(here.weekly)):
        return settings(catalog, here, at)
    weekly = times.draft(catalog, here, role.id)
    return ask_when(catalog, replace(here, weekly=weekly), at)


def settings(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """What can be set about one's weekly steps; who has none hears how to get some."""
    if here.weekly is None:
        return week_commands.week(catalog, here, at)
    if times.is_draft(here.weekly):
        return ask_when(catalog, here, at)
    if here.stage is Stage.SETTINGS:
        return show(catalog, here)
    return move(catalog, replace(here, stage=Stage.SETTINGS), at)


def pause(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Ask for how long nothing shall come."""
    return move(catalog, replace(here, stage=Stage.PAUSING), at)


def stay_away(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """A break of steps that are off already: that none comes, and how they come back."""
    if here.stage is Stage.WEEK:
        return show(catalog, here)
    return move(catalog, replace(here, stage=Stage.WEEK), at)


def snooze(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Ask until when this week's step shall wait, if there is one to wait."""
    if here.weekly is None or not times.has_open_step(here.weekly):
        return nothing_waits(catalog, here)
    return move(catalog, replace(here, stage=Stage.SNOOZING), at)


def nothing_waits(catalog: Catalog, here: Conversation) -> Turn:
    """That no step can be put off now, and what comes next where the card does not tell."""
    said, weekly = catalog.say("times.nothing-open"), here.weekly
    is_told = here.stage is Stage.SETTINGS or (
        here.stage is Stage.WEEK and weekly is not None and says_when(catalog, weekly)
    )
    if weekly is None or is_told:
        return show(catalog, here, said)
    return show(catalog, here, f"{said} {told_next(catalog, weekly)}")


def every_week(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """A step every week from now on."""
    return _in_rhythm(catalog, here, Rhythm.WEEKLY, at, "week.is-every-week")


def every_second(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """A step every second week from now on."""
    return _in_rhythm(catalog, here, Rhythm.FORTNIGHTLY, at, "week.is-every-second")


def stop(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Nothing comes any more, at once; the conversation goes on."""
    return went(catalog, here, times.stopped(weeks.of(here), at), at, "times.stopped")


def come_back(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The steps come again, at the day and hour as they were."""
    there = back_on_the_way(catalog, here) if here.stage in ASLEEP else here
    return went(catalog, there, times.come_back(weeks.of(here), at), at, "times.is-back")


def back(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Out of a room of times; a draft is left for the way that led to it."""
    if here.stage is Stage.HOUR:
        return move(catalog, replace(here, stage=Stage.DAY), at)
    if here.stage in (Stage.TIMING, Stage.SETTINGS, Stage.SNOOZING, Stage.PAUSING):
        return move(catalog, _out(catalog, here), at)
    if here.stage is Stage.CUE and weeks.of(here).agenda.latest is None:
        return move(catalog, replace(here, stage=Stage.WEEK), at)
    return unchanged(catalog, here, at)


def _in_rhythm(
    catalog: Catalog, here: Conversation, rhythm: Rhythm, at: datetime, key: str
) -> Turn:
    """Steps come so often; whoever chose it in the settings sees them again."""
    weekly, note = times.in_rhythm(weeks.of(here), rhythm, at), catalog.say(key)
    if here.stage is Stage.SETTINGS:
        return changed(catalog, here, weekly, at, note)
    return move(catalog, replace(here, stage=Stage.WEEK, weekly=weekly), at, note=note)


def _out(catalog: Catalog, here: Conversation) -> Conversation:
    """The room of the week; with no more than a draft, where the conversation is."""
    if times.is_draft(weeks.of(here)):
        return back_on_the_way(catalog, here)
    return replace(here, stage=Stage.WEEK)

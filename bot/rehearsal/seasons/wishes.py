"""What somebody wants, read from what they press, ask for and type, in the plainest way.

A button is known by its id, and the words are those that members type. What room somebody is
in, and whether a card still counted, the conversation says; what a choice means for the day,
the hour, the zone, a pause or a stop is worked out here once more, without the program's own
schedule. Whether the plan has come to its end is no question of time, and is the plan's to say.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.cards import Card
from bot.catalog import Catalog, Command
from bot.engine import speech
from bot.engine.events import Asked, Chose, Event, Typed
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.plans.plan import CheckIn
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import messages
from bot.engine.weekly.times_rooms import TimeButton
from bot.rehearsal.seasons.calendar import Wish, days_later, first_day, is_quiet, on_the_wall

AT_FIRST = Wish(0, time(9), "UTC", date.min, quiet=(time(22), time(7)), stopped=True)
"""As long as somebody has said nothing else."""

DAYS_OFF: Mapping[str, int] = {TimeButton.TOMORROW: 1, TimeButton.THREE_DAYS: 3}

SECOND = "2"
"""Whoever types it means the second choice on the card; where an hour is asked for, an hour."""


class Moment(NamedTuple):
    """When something was said.

    Attributes:
        at: the moment.
        came: when the latest step had come by then, or None.
        latest: the latest week that had begun by then, or None.
    """

    at: datetime
    came: datetime | None
    latest: int | None


Change = Callable[[Wish, Moment], Wish]


class Said(NamedTuple):
    """What somebody said that counted.

    Attributes:
        words: the id of a choice or a command, or typed words.
        room: where they were, if they typed.
        to: where it led.
    """

    words: str
    room: Stage | None
    to: Stage


def said(
    catalog: Catalog, before: Conversation, after: Conversation, event: Event
) -> Said | None:
    """What somebody said; None if it led nowhere, as their card told them."""
    if before.version == after.version:
        return None
    silence = _after_a_silence(catalog, before, event)
    match event:
        case Asked(command=command):
            return Said(command, None, after.stage)
        case Chose(choices=chosen) if len(chosen) == 1:
            return Said(next(iter(chosen)), None, after.stage)
        case Typed(text=text) if text == SECOND and (silence or before.stage != Stage.HOUR):
            offered = silence or speech.offer(catalog, before)
            _, second, *_ = (*offered.choices, None, None)
            return Said(second.id, None, after.stage) if second else None
        case Typed(text=text):
            return Said(text, before.stage, after.stage)
        case _:
            return None


def _after_a_silence(catalog: Catalog, before: Conversation, event: Event) -> Card | None:
    """The card that a silence led to, if they type under it, or under none and it came last."""
    if not isinstance(event, Typed):
        return None
    if event.place is None:
        return messages.standing(catalog, before)
    return messages.of_a_silence(catalog, before, event.place)


def changed(wish: Wish, one: Said, moment: Moment) -> Wish:
    """What they want after it."""
    change = _pressed(one.words) if one.room is None else _typed(one)
    return change(wish, moment) if change else wish


def put_off(wish: Wish, one: Said, at: datetime) -> datetime | None:
    """Until when a step shall wait, if that is what they said."""
    if one.words == TimeButton.LATER:
        return at + timedelta(hours=3)
    days = DAYS_OFF.get(one.words)
    if days is None:
        return None
    day = at.astimezone(wish.wall).date() + timedelta(days=days)
    hour = wish.hour
    if wish.quiet is not None and is_quiet(hour, *wish.quiet):
        hour = wish.quiet[1]
    return on_the_wall(day, hour, wish.wall)


def _at(day: int | None, hour: time) -> Change:
    """At this hour from now on, of this day, or of the one that was picked before."""

    def change(wish: Wish, moment: Moment) -> Wish:
        picked = wish.day if wish.picked is None else wish.picked
        wanted = replace(
            _heard(wish, moment),
            hour=hour,
            day=picked if day is None else day,
            stopped=False,
            picked=None,
        )
        is_first = moment.came is None
        return replace(wanted, since=first_day(wanted, moment.at)) if is_first else wanted

    return change


def _on(day: int) -> Change:
    """Their hour is asked next, and nothing is another before they say it."""
    return lambda wish, _: replace(wish, picked=day)


def _every(weeks: int) -> Change:
    def change(wish: Wish, moment: Moment) -> Wish:
        if moment.latest is None:
            return replace(wish, rhythm=weeks)
        since = date.fromordinal(moment.latest * 7 + 1 + wish.day)
        return replace(wish, rhythm=weeks, since=since)

    return change


def _quiet(hours: tuple[time, time] | None) -> Change:
    return lambda wish, _: replace(wish, quiet=hours)


def _there(zone: str) -> Change:
    return lambda wish, _: replace(wish, zone=zone)


def _rest(days: int) -> Change:
    return lambda wish, moment: replace(
        wish, paused_until=days_later(moment.at, days, wish.wall)
    )


def _until(name: Callable[[date], date]) -> Change:
    def change(wish: Wish, moment: Moment) -> Wish:
        zone = wish.wall
        day = name(moment.at.astimezone(zone).date())
        return replace(wish, paused_until=on_the_wall(day, time(), zone))

    return change


def _day(name: Callable[[date], date]) -> Mapping[Stage, Change]:
    """The end of a break; in the room of the week it is the new end of one, if there is one."""

    def new_end(wish: Wish, moment: Moment) -> Wish:
        until = wish.paused_until
        rests = until is not None and moment.at < until and not wish.stopped
        return _until(name)(wish, moment) if rests else wish

    return {Stage.PAUSING: _until(name), Stage.WEEK: new_end}


def _back(wish: Wish, _: Moment) -> Wish:
    """What they never began does not come again."""
    if wish.since == date.min:
        return wish
    return replace(wish, stopped=False, paused_until=None)


def _stop(wish: Wish, _: Moment) -> Wish:
    return replace(wish, stopped=True)


def _heard(wish: Wish, _: Moment) -> Wish:
    """Whoever was left in peace is back."""
    return replace(wish, paused_until=None) if wish.is_left else wish


def _third_of_april(today: date) -> date:
    this = date(today.year, 4, 3)
    return this if this > today else date(today.year + 1, 4, 3)


PRESSED: Mapping[str, Change] = {
    Command.STOP: _stop,
    Command.RESUME: _back,
    TimeButton.STOP: _stop,
    TimeButton.BACK: _back,
    TimeButton.WEEKLY: _every(1),
    TimeButton.FORTNIGHTLY: _every(2),
    WeeklyButton.EVERY_WEEK: _every(1),
    WeeklyButton.EVERY_SECOND: _every(2),
    TimeButton.NO_QUIET: _quiet(None),
    TimeButton.ONE_WEEK: _rest(7),
    TimeButton.TWO_WEEKS: _rest(14),
    TimeButton.FOUR_WEEKS: _rest(28),
    **dict.fromkeys(CheckIn, _heard),
}
NUMBERED = re.compile(r"(at|day|hour|quiet)-(\d+)(?:-(\d+))?")
NAMED_ZONE = re.compile(r"zone-(.+)")

BETWEEN = Stage.SUMMARY, Stage.PLAN, Stage.PROGRESS, Stage.RESTING, Stage.ENDED
WHEN = Stage.TIMING, Stage.DAY, Stage.HOUR, Stage.WEEK, Stage.SETTINGS, *BETWEEN
WHERE = Stage.TIMING, Stage.ZONE
TYPED: Mapping[str, Mapping[Stage, Change]] = {
    "Berlin": dict.fromkeys(WHERE, _there("Europe/Berlin")),
    "auckland": dict.fromkeys(WHERE, _there("Pacific/Auckland")),
    "Tuesday 18:30": dict.fromkeys(WHEN, _at(1, time(18, 30))),
    "fri 7": dict.fromkeys(WHEN, _at(4, time(7))),
    SECOND: {Stage.HOUR: _at(None, time(2))},
    "22:00 to 7:00": {Stage.QUIET: _quiet((time(22), time(7)))},
    "none": {Stage.QUIET: _quiet(None)},
    "in 10 days": _day(lambda today: today + timedelta(days=10)),
    "3 April": _day(_third_of_april),
}
"""What members type, where it means that, and what."""

WORDS_ON_A_WEEK = frozenset({"done", "partly", "not yet"})


def _pressed(choice: str) -> Change | None:
    """What a button means."""
    if (zone := NAMED_ZONE.fullmatch(choice)) is not None:
        return _there(zone[1])
    if (found := NUMBERED.fullmatch(choice)) is None:
        return PRESSED.get(choice)
    first, second = int(found[2]), int(found[3] or 0)
    match found[1]:
        case "at":
            return _at(first, time(second))
        case "day":
            return _on(first)
        case "hour":
            return _at(None, time(first))
        case _:
            return _quiet((time(first), time(second)))


def _typed(one: Said) -> Change | None:
    """What typed words mean in a room."""
    if one.words in WORDS_ON_A_WEEK:
        return _heard if one.to is Stage.WEEK else None
    if "/" in one.words:
        return _there(one.words) if one.room in WHERE else None
    return TYPED.get(one.words, {}).get(one.room) if one.room else None

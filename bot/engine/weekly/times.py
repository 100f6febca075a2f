"""When somebody's weekly steps come: what each change of it makes of their ``Weekly``.

Every function returns the steps with what is due next planned anew: a nudge that was planned is
not lost by a change (``schedule.replanned``), and nothing is made up for. An ended plan has
nothing to nudge about, so nothing is due.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.catalog import Catalog
from bot.engine.plans import planning, skipping
from bot.engine.schedule import (
    Due,
    Occasion,
    QuietHours,
    Rhythm,
    Schedule,
    begun,
    following_nudge,
    next_due,
    paced,
    replanned,
    zone_named,
)
from bot.engine.schedule.zones import days_later, instant_of
from bot.engine.state import Conversation
from bot.engine.weekly.values import Agenda, Weekly

FIRST_HOUR = time(9)
NIGHT = QuietHours(time(22), time(7))
MOST_IN_A_CUE = 120
UNCHOSEN = date.min
"""``Schedule.since`` of a draft: no first day has been chosen."""


def draft(catalog: Catalog, here: Conversation, role: str) -> Weekly:
    """Weekly steps of somebody who has not yet said when; nothing comes before they do.

    What a draft of before holds already, such as a zone, stays.

    Args:
        catalog: today's content.
        here: whose answers say where the plan begins, and whose platform may tell a zone; else
            their community's counts.
        role: where the plan leads.
    """
    cue = here.weekly.plan.cue if here.weekly else ""
    return Weekly(planning.begin(catalog, role, here.answers, cue), Agenda(hours_of(here)))


def hours_of(here: Conversation) -> Schedule:
    """When somebody may be written to: what they chose, or a usual night where they are."""
    if here.weekly is not None:
        return here.weekly.agenda.schedule
    return Schedule(
        day=0,
        hour=FIRST_HOUR,
        zone=guessed_zone(here) or here.default_zone,
        default_zone=here.default_zone,
        since=UNCHOSEN,
        quiet=NIGHT,
        stopped=True,
    )


def guessed_zone(here: Conversation) -> str | None:
    """The zone that their platform tells, if the zone data have it."""
    known = here.zone is not None and isinstance(zone_named(here.zone), ZoneInfo)
    return here.zone if known else None


def is_draft(weekly: Weekly) -> bool:
    """Whether they have not yet said when."""
    return weekly.agenda.schedule.since == UNCHOSEN


def is_running(weekly: Weekly | None) -> bool:
    """Whether there is something that can be paused or stopped; after the last step is not."""
    if weekly is None or weekly.plan.ended:
        return False
    return not weekly.agenda.schedule.stopped


def as_of(here: Conversation, at: datetime) -> Conversation:
    """The same place at an instant: a pause that is over by then is none any more.

    Turns and the store do this first, as no card reads a clock.
    """
    until = here.weekly.agenda.schedule.paused_until if here.weekly else None
    if here.weekly is None or until is None or until > at:
        return here
    agenda = here.weekly.agenda
    awake = replace(agenda, schedule=replace(agenda.schedule, paused_until=None))
    return replace(here, weekly=replace(here.weekly, agenda=awake))


def has_pause(weekly: Weekly) -> bool:
    """Whether they are in a pause, see ``as_of``."""
    return weekly.agenda.schedule.paused_until is not None


def is_away(weekly: Weekly | None) -> bool:
    """Whether they stopped or are in a pause, so that they can come back."""
    if weekly is None or is_draft(weekly):
        return False
    return weekly.agenda.schedule.stopped or has_pause(weekly)


def is_cut_short(weekly: Weekly) -> bool:
    """Whether a stop or a pause cut short the week of the latest step."""
    return weekly.plan.weeks + weekly.agenda.nudged in weekly.plan.rested


def now_there(schedule: Schedule, at: datetime) -> datetime:
    """What the clock on their wall shows; where nobody knows their zone, the default's."""
    return at.astimezone(schedule.wall)


def at_time(weekly: Weekly, day: int, hour: time, at: datetime) -> Weekly:
    """Their day and hour. It opts in, and takes back a stop.

    Before the first step is due, they are free to choose again and nothing is kept of the
    choice before; after it, a step that was planned is not lost (F41), though it be late.

    Args:
        weekly: their steps.
        day: of the week; Monday is 0.
        hour: on their wall; naive.
        at: when they said so.
    """
    before = weekly.agenda.schedule.without_open_end()
    wanted = replace(before, day=day, hour=hour, stopped=False)
    if weekly.agenda.latest is not None:
        return _run_on(_planned(weekly, wanted, at))
    due = weekly.agenda.due
    return _planned(weekly, begun(wanted, at), at, afresh=due is None or due.opens_at > at)


def in_zone(weekly: Weekly, name: str, at: datetime) -> Weekly:
    """The zone of their wall, by its IANA name."""
    return _planned(weekly, replace(weekly.agenda.schedule, zone=name), at)


def with_quiet(weekly: Weekly, quiet: QuietHours | None, at: datetime) -> Weekly:
    """The hours in which nothing comes, or none."""
    return _planned(weekly, replace(weekly.agenda.schedule, quiet=quiet), at)


def in_rhythm(weekly: Weekly, rhythm: Rhythm, at: datetime) -> Weekly:
    """Every week, or every second one, counted from the latest step.

    One that is due already and has yet to be sent is the latest.
    """
    agenda, latest = weekly.agenda, weekly.agenda.latest
    due = agenda.due
    if due is not None and due.kind is Occasion.NUDGE and due.opens_at <= at:
        latest = due.served()
    return _planned(weekly, paced(agenda.schedule, rhythm, latest), at)


def reminding(weekly: Weekly, at: datetime, *, reminds: bool) -> Weekly:
    """With one reminder after each step that got no answer, or with none."""
    return _planned(weekly, replace(weekly.agenda.schedule, reminds=reminds), at)


def with_cue(weekly: Weekly, cue: str) -> Weekly:
    """Their own if-then, in their words, or empty; it moves nothing."""
    return replace(weekly, plan=replace(weekly.plan, cue=cue))


def paused(weekly: Weekly, until: datetime, at: datetime) -> Weekly:
    """Nothing before that instant; then the steps come again by themselves.

    A break that passes over no step changes nothing about the week that runs.
    """
    schedule = replace(weekly.agenda.schedule, paused_until=until)
    return _run_on(_planned(_cut_short(weekly), schedule, at))


def has_open_step(weekly: Weekly) -> bool:
    """Whether a step came that was not answered, reminded of or put off, and steps go on."""
    before, latest = weekly.agenda.schedule.snoozed_until, weekly.agenda.latest
    if latest is None or latest.settled or not is_running(weekly) or has_pause(weekly):
        return False
    if is_cut_short(weekly):
        return False
    return before is None or before <= latest.nudged_at


def was_put_off(weekly: Weekly) -> bool:
    """Whether they asked in this week to be told of its step later."""
    until, latest = weekly.agenda.schedule.snoozed_until, weekly.agenda.latest
    return until is not None and latest is not None and until > latest.opened_at


def has_asked(weekly: Weekly) -> bool:
    """Whether they wrote a question in this week: they are at work on its step.

    Nobody reminds them; whoever put that step off gets it all the same, when they said.
    """
    question, latest = weekly.question, weekly.agenda.latest
    was_asked = question is not None and latest is not None and question.at >= latest.opened_at
    return was_asked and not was_put_off(weekly)


def to_come(weekly: Weekly) -> Agenda:
    """The agenda with what they really get next: no reminder of a step they asked about."""
    agenda = weekly.agenda
    if not has_asked(weekly):
        return agenda
    return replace(agenda, due=following_nudge(agenda.schedule, agenda.due, agenda.latest))


def snoozed(weekly: Weekly, until: datetime, at: datetime) -> Weekly | None:
    """This step once more at that instant; the schedule stays as it is.

    None if there is no step to put off, or its week would be over by then.
    """
    agenda = weekly.agenda
    if not has_open_step(weekly):
        return None
    wanted = replace(agenda.schedule, snoozed_until=until)
    due = next_due(wanted, at, agenda.latest)
    if due is None or due.kind is not Occasion.REMINDER:
        return None
    return replace(weekly, agenda=replace(agenda, schedule=wanted, due=due))


def stopped(weekly: Weekly, at: datetime) -> Weekly:
    """Nothing comes any more, until they come back."""
    return _planned(_cut_short(weekly), replace(weekly.agenda.schedule, stopped=True), at)


def come_back(weekly: Weekly, at: datetime) -> Weekly:
    """After a stop or in a pause: the steps come again, at the same day and hour.

    The week goes on if it is not over yet.
    """
    wanted = replace(weekly.agenda.schedule, stopped=False, paused_until=None)
    return _run_on(_planned(weekly, wanted, at))


def days_from(schedule: Schedule, days: int, at: datetime) -> datetime:
    """The same hour on their wall, so many days later; in UTC."""
    return days_later(at, timedelta(days=days), schedule.wall)


def at_their_hour(schedule: Schedule, days: int, at: datetime) -> datetime:
    """When a step comes on the day so many days later, at the hour of their steps; in UTC.

    Whatever the hour at which it is put off: what is put off in the evening until tomorrow
    would come into the quiet hours, and out of them a day later.
    """
    day = now_there(schedule, at).date() + timedelta(days=days)
    return instant_of(day, comes_later(schedule) or schedule.hour, schedule.wall)


def start_of(schedule: Schedule, day: date) -> datetime:
    """When a day begins on their wall; in UTC."""
    return instant_of(day, time(), schedule.wall)


def comes_later(schedule: Schedule) -> time | None:
    """When a step comes whose hour lies in the quiet hours: at their end; else None."""
    quiet = schedule.quiet
    return quiet.end if quiet is not None and quiet.cover(schedule.hour) else None


def _cut_short(weekly: Weekly) -> Weekly:
    """The steps without blame for the week that runs: a break or a stop is neutral."""
    return replace(weekly, plan=skipping.cut_short(weekly.plan, weekly.agenda.nudged))


def _run_on(weekly: Weekly) -> Weekly:
    """The steps without that, if the next one is the very one that follows the latest."""
    agenda = weekly.agenda
    coming = following_nudge(agenda.schedule, agenda.due, agenda.latest)
    if coming is None or agenda.latest is None:
        return weekly
    over = replace(agenda.latest, settled=True)
    unbroken = replace(agenda.schedule, paused_until=None, snoozed_until=None)
    usual = next_due(unbroken, over.opened_at, over)
    if usual is None or coming.period > usual.period:
        return weekly
    return replace(weekly, plan=skipping.run_on(weekly.plan, agenda.nudged))


def _planned(
    weekly: Weekly, schedule: Schedule, at: datetime, *, afresh: bool = False
) -> Weekly:
    agenda = weekly.agenda
    due: Due | None = None
    if not weekly.plan.ended:
        planned = None if afresh else agenda.due
        due = replanned(schedule, agenda.schedule, planned, at.astimezone(UTC), agenda.latest)
    return replace(weekly, agenda=replace(agenda, schedule=schedule, due=due))

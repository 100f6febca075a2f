"""What a word means for somebody's weekly steps: values in, values out.

A week that a round began is not in the stored plan yet (see ``Weekly``); ``today`` has it, and
every change of the plan takes it in. Where somebody stands in the conversation is no business
of this module, only the place that this week's cards carry.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.cards import Place
from bot.catalog import Catalog
from bot.engine.plans import planning, skipping
from bot.engine.plans.opening import Before
from bot.engine.plans.plan import CheckIn, Plan
from bot.engine.schedule import Latest, replanned
from bot.engine.schedule.values import ASKED_AFTER, OPEN_END
from bot.engine.state import Answer, Conversation
from bot.engine.weekly.values import Weekly

WEEK = "week-"
AGAIN = "-again"
"""Ends the place of a card that speaks of this week's step and asks about nothing else."""
HOW_OFTEN, LEFT = "-how-often", "-left"
"""End the places of the cards that a silence leads to: the question, and the farewell."""
_ENDINGS = (AGAIN, HOW_OFTEN, LEFT)
OF_THE_STEP_SHOWN = planning.ABOUT_NOW | {CheckIn.KNOWN}
"""Said about the step that a card shows, even if the card asks about the one before."""
A_WEEK = timedelta(days=7)
EARLY = timedelta(days=3)
"""Who is done so soon after the nudge had time for more."""


def of(here: Conversation) -> Weekly:
    """The weekly steps of somebody who is in one of their rooms.

    Raises:
        LookupError: they have none; ``moves.at_home`` leads them out before.
    """
    if here.weekly is None:
        raise LookupError("there are no weekly steps")
    return here.weekly


def today(catalog: Catalog, weekly: Weekly) -> Plan:
    """The plan as it is today, at home in today's content: with every week that has begun."""
    return _after(catalog, weekly, weekly.agenda.nudged)


def asks_back(catalog: Catalog, weekly: Weekly) -> bool:
    """Whether this week's card asks how the week before went.

    A reminder speaks of this week's step alone, and so does every card after it; and so does
    the first one after a break, which made nothing of the week that it cut short.
    """
    return _left_open(catalog, weekly) and not _asks_nothing_else(weekly)


def tells_of_before(catalog: Catalog, weekly: Weekly, check_in: CheckIn, place: Place) -> bool:
    """Whether a word on a week's card is one on the week before this.

    It is if that card asked about it, or is the card of that week itself. On a card that shows
    this week's step, "I know this already" is about that step, as is "lighter" or a swap.
    """
    if not _left_open(catalog, weekly):
        return False
    if number_of(place) == weekly.week - 1:
        return True
    asked = not (place.question or "").endswith(_ENDINGS)
    return asked and check_in not in OF_THE_STEP_SHOWN


def before(catalog: Catalog, weekly: Weekly) -> Before | None:
    """What this week's card calls the step before; None if it does not ask about that."""
    if not asks_back(catalog, weekly):
        return None
    return Before.LAST_WEEK if _had_it_last_week(weekly) else Before.LAST_STEP


def place(here: Conversation) -> Place:
    """Where the cards of this week belong; they can be pressed from every room."""
    if here.weekly is None:
        return Place(here.id, here.version, f"{WEEK}0")
    again = AGAIN if _asks_nothing_else(here.weekly) else ""
    return Place(here.id, here.version, f"{WEEK}{here.weekly.week}{again}")


def asks_how_often(weekly: Weekly | None) -> bool:
    """Whether the latest that came was the question how often, and they said nothing since."""
    if weekly is None or not weekly.agenda.asked or is_left(weekly):
        return False
    return weekly.agenda.silent == ASKED_AFTER + weekly.agenda.schedule.rhythm


def is_left(weekly: Weekly | None) -> bool:
    """Whether they were left in peace after a silence, and said nothing since."""
    if weekly is None or not weekly.agenda.asked:
        return False
    return weekly.agenda.schedule.paused_until == OPEN_END


def silence_place(here: Conversation, ending: str) -> Place:
    """Where a card belongs that a silence led to; by its week, like every card of one."""
    week = here.weekly.week if here.weekly else 0
    return Place(here.id, here.version, f"{WEEK}{week}{ending}")


def is_of_a_silence(place: Place) -> bool:
    """Whether a place is that of a card that a silence led to."""
    return is_of_a_week(place) and (place.question or "").endswith((HOW_OFTEN, LEFT))


def is_of_a_week(place: Place | None) -> bool:
    """Whether a place is that of a week's card."""
    return place is not None and number_of(place) is not None


def number_of(place: Place) -> int | None:
    """The number of the week that a place belongs to, if it belongs to one."""
    name = place.question or ""
    number = name.removeprefix(WEEK)
    for ending in _ENDINGS:
        number = number.removesuffix(ending)
    if not name.startswith(WEEK) or not (number.isascii() and number.isdecimal()):
        return None
    return int(number)


def holds(catalog: Catalog, here: Conversation, place: Place) -> bool:
    """Whether the card of a week still counts: it is this week's.

    That of the week just before counts as long as nobody said how that went.
    """
    weekly, week = here.weekly, number_of(place)
    if weekly is None or week is None or place.conversation != here.id:
        return False
    return week == weekly.week or (week == weekly.week - 1 and _left_open(catalog, weekly))


def heard(weekly: Weekly) -> Weekly:
    """Whoever says anything is not silent any more; the same value if they were not."""
    agenda = weekly.agenda
    if not agenda.silent and not agenda.asked:
        return weekly
    return replace(weekly, agenda=replace(agenda, silent=0, asked=False))


def checked_in(
    catalog: Catalog, weekly: Weekly, check_in: CheckIn, at: datetime, *, back: bool = False
) -> Weekly:
    """A word on this week or, if it tells of that (``tells_of_before``), on the week before.

    No card of before counts after it. No reminder comes after a word on this week, and one on
    the week before changes nothing about when this week's step comes again. Whoever was left in
    peace after a long silence is back with it.
    """
    agenda, latest = weekly.agenda, weekly.agenda.latest
    if back:
        before = _after(catalog, weekly, agenda.nudged - 1)
        plan = planning.looked_back(catalog, before, check_in, at)
    else:
        early = check_in is CheckIn.DONE and _is_early(agenda.latest, at)
        plan = planning.checked_in(catalog, today(catalog, weekly), check_in, at, early=early)
    if latest is not None and not (back and check_in not in planning.ABOUT_NOW):
        latest = replace(latest, settled=True)
    schedule = agenda.schedule.without_open_end()
    settled = replace(agenda, schedule=schedule, nudged=0, latest=latest)
    version = weekly.week + 1
    said = replace(weekly, plan=plan, agenda=settled, version=version, asks_oneself=True)
    return planned_on(heard(said), at)


def edited(catalog: Catalog, weekly: Weekly, plan: Plan) -> Weekly:
    """The steps with another plan, made from today's; nothing comes once it has ended.

    This week's cards still count, unless they show another step or asked how the week before
    went: then a word on them would be taken for one on something else.
    """
    before, now = today(catalog, weekly).week, plan.week
    same = before is None or (now is not None and now.step == before.step)
    stays = same and not _left_open(catalog, weekly)
    agenda = weekly.agenda
    return replace(
        weekly,
        plan=plan,
        agenda=replace(agenda, nudged=0, due=None if plan.ended else agenda.due),
        version=weekly.week if stays else weekly.week + 1,
    )


def towards(
    catalog: Catalog, weekly: Weekly, role: str, answers: Mapping[str, Answer], at: datetime
) -> Weekly:
    """The steps on the way to another role; what was done or is known stays so."""
    plan = planning.change_role(catalog, today(catalog, weekly), role, answers)
    return planned_on(edited(catalog, weekly, plan), at)


def planned_on(weekly: Weekly, at: datetime) -> Weekly:
    """The steps with what comes next, planned anew; after the last step nothing comes."""
    agenda, due = weekly.agenda, None
    if not weekly.plan.ended:
        due = replanned(agenda.schedule, agenda.schedule, agenda.due, at, agenda.latest)
    return replace(weekly, agenda=replace(agenda, due=due))


def _after(catalog: Catalog, weekly: Weekly, weeks: int) -> Plan:
    """The stored plan after so many of the weeks that have begun since."""
    plan, latest = planning.at_home(catalog, weekly.plan), weekly.agenda.latest
    if latest is None:
        return plan
    for _ in range(weeks):
        plan = planning.next_week(catalog, plan, latest.nudged_at)
    return plan


def _left_open(catalog: Catalog, weekly: Weekly) -> bool:
    """Whether nobody has said yet how the week before went.

    Whoever said "not yet" did. Within that week "done" can still follow; after it, buttons
    speak of the new week's step, which may be another.
    """
    nudged = weekly.agenda.nudged
    if not nudged:
        return False
    week = _after(catalog, weekly, nudged - 1).week
    return week is not None and week.check_in is not CheckIn.NOT_YET


def _asks_nothing_else(weekly: Weekly) -> bool:
    """Whether a card of this week speaks of its step alone.

    The step was reminded of, another message came after it, or the week before was cut short.
    """
    nudged, latest = weekly.agenda.nudged, weekly.agenda.latest
    if not nudged or latest is None:
        return False
    before = weekly.plan.weeks + nudged - 1
    return latest.settled or skipping.is_spared(weekly.plan, before)


def _had_it_last_week(weekly: Weekly) -> bool:
    """Whether the step before was theirs in the calendar week before this one's nudge.

    Where no word fell since that step came, nobody knows any more when that was.
    """
    latest, week = weekly.agenda.latest, weekly.plan.week
    if latest is None or week is None:
        return False
    wall = weekly.agenda.schedule.wall
    then, now = (_monday(at.astimezone(wall)) for at in (week.at, latest.nudged_at))
    return now - then == A_WEEK


def _monday(at: datetime) -> date:
    """The first day of its week."""
    return at.date() - timedelta(days=at.weekday())


def _is_early(latest: Latest | None, at: datetime) -> bool:
    """Whether so little of this week is over; of a settled one nobody knows its nudge."""
    if latest is None:
        return False
    return at - (latest.opened_at if latest.settled else latest.nudged_at) <= EARLY

"""The cards that come by themselves, made from where somebody stands when they are sent.

Each belongs to its week (``weeks.place``), so its buttons work from every room. Whether one is
sent at all is decided before; somebody without weekly steps is told that there is no step.
"""

from dataclasses import replace

from bot.cards import Card, Choice, Place
from bot.catalog import Catalog, Command
from bot.engine.plans import nudging, plan_cards
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.schedule import Rhythm
from bot.engine.state import Conversation
from bot.engine.weekly import times, times_rooms, week_rooms, weeks

_RHYTHMS = {
    WeeklyButton.EVERY_WEEK: Rhythm.WEEKLY,
    WeeklyButton.EVERY_SECOND: Rhythm.FORTNIGHTLY,
}


def nudge(catalog: Catalog, here: Conversation) -> Card:
    """This week's step, or the end of the ladder."""
    return replace(_step(catalog, here), place=weeks.place(here))


def reminder(catalog: Catalog, here: Conversation) -> Card:
    """This week's step once more: as they wished, or as the only reminder of this week."""
    key = "week.again" if here.weekly and times.was_put_off(here.weekly) else "week.reminder"
    return replace(_step(catalog, here, catalog.say(key)), place=weeks.place(here))


def cadence(catalog: Catalog, here: Conversation) -> Card:
    """How often somebody who has been silent would like a step."""
    return Card(
        body=catalog.say("week.cadence"),
        place=weeks.silence_place(here, weeks.HOW_OFTEN),
        choices=(
            *_how_often(catalog, here),
            Choice(Command.PAUSE, catalog.say("week.rest")),
            Choice(Command.STOP, catalog.say("times.stop")),
        ),
    )


def _how_often(catalog: Catalog, here: Conversation) -> tuple[Choice, ...]:
    """Every rhythm; the one that they have is the way to go on as before."""
    now = here.weekly.agenda.schedule.rhythm if here.weekly else None
    return tuple(
        Choice(one, catalog.say("week.as-now"))
        if rhythm is now
        else nudging.button(catalog, one)
        for one, rhythm in _RHYTHMS.items()
    )


def paused(catalog: Catalog, here: Conversation) -> Card:
    """That nothing comes any more until they come back, after a long silence."""
    return Card(
        body=catalog.say("week.paused"),
        place=weeks.silence_place(here, weeks.LEFT),
        choices=(Choice(Command.RESUME, catalog.say("week.come-back")),),
    )


def of_a_silence(catalog: Catalog, here: Conversation, place: Place | None) -> Card | None:
    """The card that belongs to a place, if it is one that a silence led to."""
    if place is None or not weeks.is_of_a_silence(place):
        return None
    is_farewell = (place.question or "").endswith(weeks.LEFT)
    return (paused if is_farewell else cadence)(catalog, here)


def standing(catalog: Catalog, here: Conversation) -> Card | None:
    """The card that their silence led to, if it came last and they said nothing since."""
    if weeks.is_left(here.weekly):
        return paused(catalog, here)
    return cadence(catalog, here) if weeks.asks_how_often(here.weekly) else None


def _step(catalog: Catalog, here: Conversation, note: str = "") -> Card:
    """The card of this week, under a note."""
    if here.weekly is None:
        return Card(body=catalog.say("nudge.nothing"))
    plan, before = weeks.today(catalog, here.weekly), weeks.before(catalog, here.weekly)
    if plan.ended:
        return plan_cards.finished(catalog, plan)
    card = nudging.nudge(catalog, plan, note, before=before)
    return replace(
        card,
        choices=(*card.choices, *times_rooms.to_put_off(catalog, here.weekly)),
        controls=(*card.controls, *week_rooms.beside(catalog, card)),
    )

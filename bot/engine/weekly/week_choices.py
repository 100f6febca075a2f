"""What a press on the card of a week does, and who knows it in the rooms of weekly steps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import chain

from bot.cards import Choice, Place
from bot.catalog import Catalog, Command
from bot.engine import reading
from bot.engine.commands import COMMANDS
from bot.engine.effects import Say, Turn
from bot.engine.moves import passing, show
from bot.engine.plans import nudging
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.plans.opening import topic
from bot.engine.plans.plan import CheckIn, Plan
from bot.engine.plans.plan_cards import choice_of
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import (
    corrections,
    plan_choices,
    reading_wishes,
    stuck_choices,
    times,
    times_commands,
    week_rooms,
    week_turns,
    weeks,
)
from bot.engine.weekly.times_rooms import TimeButton, to_put_off

Choosing = Callable[[Catalog, Conversation, frozenset[str], datetime], Turn]
Pressing = Callable[[Catalog, Conversation, datetime], Turn]
Writing = Callable[[Catalog, Conversation, str, datetime], Turn]

HEARD_IN = frozenset(
    {
        Stage.WEEK,
        Stage.SUMMARY,
        Stage.PLAN,
        Stage.PROGRESS,
        Stage.SETTINGS,
        Stage.RESTING,
        Stage.ENDED,
    }
)
"""Rooms in which typed words such as "done" are a word on this week: a step may have come
there, and nothing else can be meant."""


def press(
    catalog: Catalog, here: Conversation, place: Place, chosen: frozenset[str], at: datetime
) -> Turn:
    """Take a click on the card of a week, whatever room they are in.

    Args:
        catalog: the words.
        here: where they are.
        place: that of the card.
        chosen: on it.
        at: when.
    """
    if here.weekly is None or not weeks.holds(catalog, here, place):
        return old_card(catalog, here)
    if len(chosen) != 1:
        return _refuse(
            catalog, here, "problem.one-only" if chosen else "problem.nothing-chosen"
        )
    (picked,) = chosen
    plan = weeks.today(catalog, here.weekly)
    if picked in set(CheckIn) and plan.week is not None:
        return week_turns.check_in(catalog, here, place, CheckIn(picked), at)
    if picked in _ON_A_WEEK:
        return _ON_A_WEEK[picked](catalog, here, at)
    return week_turns.go(catalog, here, plan, picked, at) or _refuse(
        catalog, here, "problem.unknown-choice"
    )


def old_card(catalog: Catalog, here: Conversation) -> Turn:
    """Nothing changes; the card of the week as it is now follows, where there is one."""
    said = catalog.say("old-card")
    return show(catalog, here, said) if here.weekly is None else _say(catalog, here, said)


def heard_as(catalog: Catalog, here: Conversation, text: str) -> frozenset[str]:
    """What typed words say about the week that runs, as what can be chosen."""
    plan = weeks.today(catalog, here.weekly) if here.weekly else None
    if here.weekly is None or plan is None or plan.week is None:
        return frozenset()
    offered = nudging.check_ins(catalog, plan), to_put_off(catalog, here.weekly)
    choices = list(chain(*offered))
    found = reading_wishes.named(catalog, choices, text) or _known(catalog, plan, text)
    if found or here.stage not in HEARD_IN:
        return found
    return corrections.after_all(catalog, plan, text)


def press_in_words(
    catalog: Catalog, here: Conversation, text: str, said: frozenset[str], at: datetime
) -> Turn:
    """Take what typed words chose on the card of this week.

    Words that name this week are on its step, even where the card asks about the one before.
    """
    place = weeks.place(here)
    asks_back = weeks.asks_back(catalog, weeks.of(here))
    if asks_back and reading_wishes.is_of_this_week(catalog, text):
        place = replace(place, question=f"{place.question}{weeks.AGAIN}")
    return press(catalog, here, place, said, at)


def _known(catalog: Catalog, plan: Plan, text: str) -> frozenset[str]:
    """That they know the step of this week, if its topic is what they say they know."""
    known = reading_wishes.what_they_know(catalog, text)
    if not known:
        return frozenset()
    topics = [Choice(choice_of(step), topic(catalog, step)) for step in plan.upcoming]
    found = reading.singled_out(catalog.lexicon, topics, known)
    return frozenset({CheckIn.KNOWN}) if found == {topics[0].id} else frozenset()


def _show_answer(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The answer to the self-check on the card that asked it; nothing changes."""
    card = week_rooms.with_answer(catalog, here)
    if card is None:
        return _refuse(catalog, here, "problem.unknown-choice")
    return Turn(here, (Say(card),))


def of_the_step_before(
    catalog: Catalog, here: Conversation, text: str, at: datetime
) -> Turn | None:
    """What a word on the step before leads to where a step may have come, or thanks for it."""
    if here.stage not in HEARD_IN or here.weekly is None:
        return None
    if reading_wishes.is_thanks(catalog, text):
        return show(catalog, here, catalog.say("times.welcome"))
    return corrections.corrected(catalog, here, text, at)


def _unread(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """Words that say nothing about a week; on the plan they may. Else nothing changes."""
    turn = plan_choices.changed(catalog, here, text, at)
    return turn or show(catalog, here, week_rooms.unread(catalog, here))


def _refuse(catalog: Catalog, here: Conversation, key: str) -> Turn:
    return _say(catalog, here, catalog.say(key), problem=True)


def _say(catalog: Catalog, here: Conversation, note: str, *, problem: bool = False) -> Turn:
    """The card of the week under a note; nothing changes, and nobody moves."""
    in_week = passing(replace(here, stage=Stage.WEEK))
    said = show(catalog, in_week, note, problem=problem)
    return replace(said, conversation=here)


def _pick_week(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    return press(catalog, here, weeks.place(here), chosen, at)


def _rest(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """A break from weekly steps, whatever else goes on; without any that come, from that."""
    if times.is_running(here.weekly):
        return times_commands.pause(catalog, here, at)
    return COMMANDS[Command.PAUSE](catalog, here, at)


_ON_A_WEEK: dict[str, Pressing] = {
    Command.PAUSE: _rest,
    WeeklyButton.SHOW_ANSWER: _show_answer,
    WeeklyButton.EVERY_WEEK: times_commands.every_week,
    WeeklyButton.EVERY_SECOND: times_commands.every_second,
    TimeButton.SNOOZE: times_commands.snooze,
}
CHOOSING: dict[Stage, Choosing] = {
    Stage.WEEK: _pick_week,
    Stage.PLAN: plan_choices.choose,
    Stage.STEP: plan_choices.choose,
    Stage.PROGRESS: plan_choices.choose,
    Stage.STUCK: stuck_choices.choose,
    Stage.ASKING_MENTOR: stuck_choices.choose,
}
WRITING: dict[Stage, Writing] = {
    Stage.STUCK: stuck_choices.write,
    Stage.ASKING_MENTOR: stuck_choices.add,
    Stage.WEEK: _unread,
    Stage.PLAN: plan_choices.write,
    Stage.STEP: plan_choices.write,
}

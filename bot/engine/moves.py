"""The two things that can happen to a place: it is shown again, or one moves on from it."""

from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog
from bot.engine import scoring, speech
from bot.engine.effects import Effect, KeepResult, Say, Turn
from bot.engine.plans.plan_cards import step_of
from bot.engine.selecting import next_question, outlook
from bot.engine.state import Conversation, Leaning, Stage
from bot.engine.weekly import times_rooms, week_rooms, zone_offers

ROOMS_OF_STEPS = week_rooms.ROOMS.keys() | times_rooms.ROOMS.keys()
"""Rooms that only somebody with weekly steps can be in."""


def show(
    catalog: Catalog,
    here: Conversation,
    note: str = "",
    *,
    problem: bool = False,
    change: str | None = None,
) -> Turn:
    """Say the current card, under a note; nothing changes."""
    card = speech.current(catalog, here, note=note, problem=problem, change=change)
    return Turn(here, (Say(card),))


def move(
    catalog: Catalog, now: Conversation, at: datetime, recap: str = "", note: str = ""
) -> Turn:
    """Stand in a new place and say its card; a new result is kept."""
    gone = _after_the_reply(passing(replace(now, version=now.version + 1)))
    there, kept = _leaning(catalog, gone, at)
    card = speech.current(catalog, there, recap=recap, note=note)
    return Turn(there, (*kept, Say(card)))


def go_on(
    catalog: Catalog, now: Conversation, at: datetime, recap: str = "", note: str = ""
) -> Turn:
    """Move to the next question, or to the summary when enough was asked.

    This is what happens most, so the outlook is worked out once, for the choice of the
    question and for its progress.
    """
    ahead = outlook(catalog, now)
    question = next_question(catalog, now, ahead)
    if question is None:
        return move(catalog, replace(now, stage=Stage.SUMMARY, asking=None), at, recap, note)
    there = replace(now, version=now.version + 1, stage=Stage.ASKING, asking=question)
    if question in now.answers:
        note = "\n\n".join(filter(None, (note, speech.answer_so_far(catalog, there))))
    card = speech.current(catalog, there, recap=recap, note=note, ahead=ahead)
    return Turn(there, (Say(card),))


def passing(now: Conversation) -> Conversation:
    """A place without what was picked or read for another room: a step, a day, an advert."""
    if now.advert is not None and now.stage is not Stage.ADVERT:
        now = replace(now, advert=None)
    rooms = _rooms_of(now.asking)
    return now if not rooms or now.stage in rooms else replace(now, asking=None)


def _after_the_reply(now: Conversation) -> Conversation:
    """A place where the question to oneself, if one was just asked, is not asked again."""
    if now.weekly is None or not now.weekly.asks_oneself:
        return now
    return replace(now, weekly=replace(now.weekly, asks_oneself=False))


def _rooms_of(asking: str | None) -> frozenset[Stage]:
    """The rooms that something was picked for; none of a question, and of nothing."""
    if asking is None:
        return frozenset()
    if asking == times_rooms.TO_CUE:
        return frozenset({Stage.ZONE, Stage.QUIET})
    if step_of(asking) is not None:
        return frozenset({Stage.STEP})
    if zone_offers.is_kept_place(asking):
        return frozenset({Stage.ZONE})
    return frozenset() if times_rooms.day_of(asking) is None else frozenset({Stage.HOUR})


def onward(catalog: Catalog, here: Conversation) -> Conversation:
    """The next question, or the summary when enough was asked."""
    question = next_question(catalog, here)
    stage = Stage.SUMMARY if question is None else Stage.ASKING
    return replace(here, stage=stage, asking=question)


def back_on_the_way(catalog: Catalog, here: Conversation) -> Conversation:
    """Out of a side room or a rest: the question that stood, the summary, or the welcome."""
    if here.asking is not None and not _rooms_of(here.asking):
        return replace(here, stage=Stage.ASKING)
    return onward(catalog, here) if here.answers else replace(here, stage=Stage.WELCOME)


def at_home(catalog: Catalog, before: Conversation) -> Conversation:
    """The same place under today's content; a question that is gone gives way (F55).

    So does a room of weekly steps where somebody has none.
    """
    if before.weekly is None and before.stage in ROOMS_OF_STEPS:
        gone = replace(before, version=before.version + 1)
        return passing(back_on_the_way(catalog, gone))
    if before.asking is None or before.asking in catalog.questions:
        return before
    if before.stage in _rooms_of(before.asking):
        return before
    moved = replace(before, version=before.version + 1, asking=None)
    return onward(catalog, moved) if before.stage is Stage.ASKING else moved


def _leaning(
    catalog: Catalog, there: Conversation, at: datetime
) -> tuple[Conversation, tuple[Effect, ...]]:
    """Note what a finished walk comes to, if that is news."""
    if there.stage is not Stage.SUMMARY:
        return there, ()
    outcome = scoring.outcome(catalog, there.answers)
    if there.leaning is not None and there.leaning.role == outcome.role:
        return there, ()
    leant = replace(there, leaning=Leaning(outcome.role, at))
    return leant, (KeepResult(outcome.role, outcome.fits, catalog.version, at),)

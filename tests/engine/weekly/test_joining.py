"""Whoever comes to where weekly steps are offered is asked, and gets none unasked (A25)."""

from dataclasses import replace

from bot.catalog import Catalog
from bot.engine.effects import Say, Turn
from bot.engine.events import Joined
from bot.engine.state import Stage
from bot.engine.transitions import advance
from bot.engine.weekly.times import is_draft
from tests.engine.walk import FRESH, walk
from tests.engine.weekly.timed import THURSDAY, at_summary, in_room, on_mondays

JOINED = Joined(THURSDAY)


def said(turn: Turn) -> str:
    (card,) = [one.card.body for one in turn.effects if isinstance(one, Say)]
    return card


def test_whoever_has_a_role_is_asked_when_it_suits_them(catalog: Catalog) -> None:
    turn = advance(catalog, at_summary(catalog), JOINED)

    assert turn.conversation.stage is Stage.TIMING
    assert turn.conversation.weekly is not None
    assert is_draft(turn.conversation.weekly)
    assert turn.conversation.weekly.agenda.due is None
    assert catalog.say("times.joined") in said(turn)
    assert catalog.say("times.when") in said(turn)


def test_a_newcomer_hears_what_comes_first_and_stands_where_they_stood(
    catalog: Catalog,
) -> None:
    turn = advance(catalog, FRESH, JOINED)

    assert turn.conversation == FRESH
    assert catalog.say("times.joined") in said(turn)
    assert catalog.say("week.no-role") in said(turn)


def test_a_question_that_stands_is_not_consumed(catalog: Catalog) -> None:
    here = walk(catalog, "start")

    turn = advance(catalog, here, JOINED)

    assert turn.conversation == here


def test_whoever_has_weekly_steps_is_left_in_peace(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.SUMMARY)

    turn = advance(catalog, here, JOINED)

    assert turn == Turn(here, ())


def test_whoever_stopped_their_steps_is_asked_and_gets_none_before_they_say_so(
    catalog: Catalog,
) -> None:
    weekly = on_mondays(catalog)
    schedule = replace(weekly.agenda.schedule, stopped=True)
    stopped = replace(weekly, agenda=replace(weekly.agenda, schedule=schedule, due=None))
    here = in_room(catalog, Stage.SUMMARY, stopped)

    turn = advance(catalog, here, JOINED)

    assert turn.conversation.weekly == stopped
    assert catalog.say("times.joined") in said(turn)

"""The cards that come by themselves, made when they are sent."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.catalog import Catalog, Command
from bot.engine import speech
from bot.engine.events import Typed
from bot.engine.mentoring import letters
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.plans.plan import CheckIn
from bot.engine.schedule import Rhythm
from bot.engine.state import Stage
from bot.engine.transitions import advance
from bot.engine.weekly import lost_zones, messages, times, week_rooms, weeks
from bot.engine.weekly.values import Weekly
from tests.engine.plans.weeks import without_role
from tests.engine.weekly.steps import (
    FIRST_NUDGE,
    WEEK,
    after_weeks,
    ids,
    nudged,
    press,
    reminded,
    scheduled,
    somebody,
    wanted,
)

BODY, BUTTON = 1_000, 75
BESIDE = ["stuck", "plan", "progress", "settings", "help"]
"""As many as a menu holds everywhere."""


def test_a_nudge_shows_this_weeks_step_with_the_place_of_its_week(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.ASKING)

    card = messages.nudge(catalog, here)

    assert "**Week 1: From question to metric**" in card.body
    assert card.place == weeks.place(here)
    assert ids(card) == [*CheckIn, "snooze"]
    assert [one.id for one in card.controls] == BESIDE


def test_the_address_of_a_step_stays_one_on_every_card_that_says_it(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)))
    away = somebody(scheduled(nudged(wanted(catalog)), stopped=True))
    stuck = replace(here, stage=Stage.STUCK)
    asking = advance(catalog, stuck, Typed(FIRST_NUDGE, "Which join?")).conversation
    unknown = scheduled(nudged(wanted(catalog)), zone="Mars/Base")

    cards = [
        messages.nudge(catalog, here),
        messages.reminder(catalog, here),
        letters.asked_to_check_in(catalog, here, "Mo"),
        lost_zones.above(catalog, unknown, messages.nudge(catalog, here)),
        speech.current(catalog, here, note="That was not understood."),
        week_rooms.after(catalog, away, CheckIn.LIGHTER, back=False),
        speech.current(catalog, asking),
        week_rooms.stuck_with_answer(catalog, replace(asking, mentors=("Mo",))),
    ]

    for card in cards:
        assert [*card.links] == re.findall(r"https://\S+", card.body)
        assert len(card.links) == 1


def test_a_nudge_asks_how_the_week_before_went_if_that_is_open(catalog: Catalog) -> None:
    asks = messages.nudge(catalog, somebody(nudged(wanted(catalog), 2)))
    done = messages.nudge(catalog, somebody(nudged(after_weeks(catalog, CheckIn.DONE))))

    assert asks.body.startswith("**Your last step: From question to metric.** How did it go?")
    assert "How did it go?" not in done.body


def asked_after(catalog: Catalog, weekly: Weekly) -> str:
    """How the next nudge begins."""
    return messages.nudge(catalog, somebody(nudged(weekly))).body.split(":")[0]


def test_a_step_of_the_calendar_week_before_is_one_of_last_week(catalog: Catalog) -> None:
    wednesday = FIRST_NUDGE + WEEK + timedelta(days=2)
    open_ = nudged(wanted(catalog), 2)
    late = weeks.checked_in(catalog, open_, CheckIn.DONE, wednesday, back=True)

    for weekly in (after_weeks(catalog, CheckIn.LIGHTER), late):
        assert asked_after(catalog, weekly) == "**Last week"


def test_a_step_of_longer_ago_is_not_said_to_be_of_last_week(catalog: Catalog) -> None:
    spoken = after_weeks(catalog, CheckIn.SWAP)
    of_two_weeks = times.in_rhythm(spoken, Rhythm.FORTNIGHTLY, FIRST_NUDGE)

    assert asked_after(catalog, of_two_weeks) == "**Your last step"


@pytest.mark.parametrize(
    ("rounds", "why"), [(1, "The same step as before your break."), (2, "once more")]
)
def test_the_first_card_after_a_break_speaks_of_its_step_alone(
    catalog: Catalog, rounds: int, why: str
) -> None:
    before = nudged(wanted(catalog), rounds)
    until = FIRST_NUDGE + rounds * timedelta(days=7) + timedelta(days=3)
    rested = times.paused(before, until, FIRST_NUDGE)
    here = somebody(nudged(rested))

    card = messages.nudge(catalog, here)
    said = press(catalog, here, CheckIn.DONE).conversation.weekly

    assert "How did it go?" not in card.body
    assert why in card.body
    assert card.place == weeks.place(here)
    assert said is not None
    assert said.plan.week is None
    assert said.plan.past[-1].number == rounds + 1


def test_the_card_of_before_a_break_still_counts_for_its_own_week(catalog: Catalog) -> None:
    before = nudged(wanted(catalog))
    shown = weeks.place(somebody(before))
    here = somebody(nudged(times.paused(before, FIRST_NUDGE + timedelta(days=10), FIRST_NUDGE)))
    assert here.weekly is not None

    assert weeks.holds(catalog, here, shown)
    assert weeks.tells_of_before(catalog, here.weekly, CheckIn.DONE, shown)


def test_in_a_silence_nobody_knows_which_week_a_step_was_of(catalog: Catalog) -> None:
    """A question about the rhythm, or a week without any message, may lie between."""
    for rounds in (1, 2, 3):
        assert asked_after(catalog, nudged(wanted(catalog), rounds)) == "**Your last step"


def test_a_reminder_asks_about_this_weeks_step_alone(catalog: Catalog) -> None:
    here = somebody(reminded(nudged(after_weeks(catalog, CheckIn.SWAP), 1)))

    card = messages.reminder(catalog, here)
    said = press(catalog, here, CheckIn.DONE).conversation.weekly

    assert "How did it go?" not in card.body
    assert card.place == weeks.place(here)
    assert said is not None
    assert [(one.number, one.check_in) for one in said.plan.past] == [
        (1, CheckIn.SWAP),
        (2, CheckIn.DONE),
    ]


def test_an_edited_plan_asks_no_longer_how_the_week_before_went(catalog: Catalog) -> None:
    weekly = nudged(wanted(catalog), 2)
    edited = weeks.edited(catalog, weekly, weeks.today(catalog, weekly))

    for card in (messages.nudge, messages.reminder):
        assert "How did it go?" not in card(catalog, somebody(edited)).body


def test_a_reminder_says_so_and_shows_the_step_once_more(catalog: Catalog) -> None:
    here = somebody(reminded(nudged(wanted(catalog), 2)))

    card = messages.reminder(catalog, here)

    told = [catalog.say("week.reminder"), "**Week 2:"]
    places = [card.body.index(one) for one in told]
    assert places == sorted(places)
    assert places[0] == 0
    assert card.place == weeks.place(here)


def test_a_step_that_somebody_was_reminded_of_cannot_be_put_off_again(
    catalog: Catalog,
) -> None:
    card = messages.reminder(catalog, somebody(reminded(nudged(wanted(catalog)))))

    assert ids(card) == [*CheckIn]


def test_a_step_that_was_put_off_comes_again_as_its_person_asked(catalog: Catalog) -> None:
    weekly = reminded(nudged(wanted(catalog), 2))
    latest = weekly.agenda.latest
    assert latest is not None

    def body(snoozed_until: datetime) -> str:
        schedule = replace(weekly.agenda.schedule, snoozed_until=snoozed_until)
        agenda = replace(weekly.agenda, schedule=schedule)
        return messages.reminder(catalog, somebody(replace(weekly, agenda=agenda))).body

    assert body(latest.opened_at + timedelta(days=1)).startswith(catalog.say("week.again"))
    assert body(latest.opened_at - timedelta(days=1)).startswith(catalog.say("week.reminder"))


def test_of_an_ended_plan_the_end_is_told(catalog: Catalog) -> None:
    here = somebody(after_weeks(catalog, *[CheckIn.DONE] * 12))

    for card in (messages.nudge(catalog, here), messages.reminder(catalog, here)):
        assert card.body.startswith("That was the last step")
        assert card.place == weeks.place(here)


def test_A29_a_nudge_towards_a_role_that_is_gone_asks_for_another(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)))

    card = messages.nudge(without_role(catalog, "data_analyst"), here)

    assert card.body == catalog.say("plan.role-gone")


def test_the_question_of_rhythm_offers_more_less_a_break_and_the_end(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)))

    card = messages.cadence(catalog, here)

    ways = [WeeklyButton.EVERY_WEEK, WeeklyButton.EVERY_SECOND, Command.PAUSE, Command.STOP]
    assert ids(card) == ways
    assert card.place == weeks.silence_place(here, weeks.HOW_OFTEN)


@pytest.mark.parametrize(
    ("rhythm", "labels"),
    [
        (Rhythm.WEEKLY, ["Keep it as it is", "Every second week"]),
        (Rhythm.FORTNIGHTLY, ["Every week", "Keep it as it is"]),
    ],
)
def test_the_question_of_rhythm_offers_what_they_have_as_the_way_to_go_on(
    catalog: Catalog, rhythm: Rhythm, labels: list[str]
) -> None:
    weekly = times.in_rhythm(nudged(wanted(catalog)), rhythm, FIRST_NUDGE)

    card = messages.cadence(catalog, somebody(weekly))

    told = [choice.label for choice in card.choices]
    assert told == [*labels, "A break, please", "Stop my steps"]


def test_the_long_silence_ends_with_one_way_back(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)))

    card = messages.paused(catalog, here)

    assert ids(card) == ["resume"]
    assert card.place == weeks.silence_place(here, weeks.LEFT)


def test_without_weekly_steps_a_message_says_that_there_is_none(catalog: Catalog) -> None:
    here = somebody(None, Stage.SUMMARY)

    assert messages.nudge(catalog, here).body == catalog.say("nudge.nothing")
    assert messages.reminder(catalog, here).body == catalog.say("nudge.nothing")


def test_every_message_fits_a_phone_in_both_languages(language: Catalog) -> None:
    for role in language.roles:
        weekly = nudged(wanted(language, role), 2)
        here = somebody(replace(weekly, plan=replace(weekly.plan, cue="after lunch " * 20)))
        for made in (messages.nudge, messages.reminder, messages.cadence, messages.paused):
            card = made(language, here)
            assert 0 < len(card.body) <= BODY
            assert all(len(choice.label) <= BUTTON for choice in card.choices)

"""Plain wishes about the weekly steps, typed where a step stands or none does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.cards import Place
from bot.catalog import Catalog
from bot.engine.events import Chose, Typed
from bot.engine.plans.plan import CheckIn
from bot.engine.schedule import OPEN_END, QuietHours, Rhythm, Schedule
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import times, weeks
from bot.engine.weekly.telling_times import told_next
from bot.engine.weekly.values import Weekly
from bot.engine.weekly.week_choices import HEARD_IN
from tests.engine.weekly.steps import card_of
from tests.engine.weekly.timed import answered, drafted, in_room, nudged, on_mondays, wall

NOW = wall("2026-11-30 12:00")
"""Three hours after the first step came; a Monday."""
JANUARY = wall("2027-01-03 00:00")


def open_step(catalog: Catalog, stage: Stage = Stage.WEEK) -> Conversation:
    return in_room(catalog, stage, nudged(on_mondays(catalog)))


def left_in_peace(weekly: Weekly, at: datetime) -> Weekly:
    return times.paused(weekly, OPEN_END, at)


def says(
    catalog: Catalog, here: Conversation, text: str, place: Place | None = None
) -> tuple[Conversation, str]:
    """Where words lead, and what the card says first."""
    turn = advance(catalog, here, Typed(NOW, text, place))
    return turn.conversation, card_of(turn).body


@pytest.mark.parametrize("text", ["later", "Not now.", "do it later", "wait", "später"])
@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.SUMMARY, Stage.SNOOZING])
def test_later_puts_an_open_step_off(german: Catalog, text: str, stage: Stage) -> None:
    there, _ = says(german, open_step(german, stage), text)

    assert there.stage is Stage.SNOOZING


def test_later_under_the_card_of_a_step_is_about_that_step_in_every_room(
    catalog: Catalog,
) -> None:
    here = replace(open_step(catalog, Stage.ASKING), asking="afternoon")

    there, _ = says(catalog, here, "later", weeks.place(here))

    assert there.stage is Stage.SNOOZING


def test_later_asks_for_a_break_where_no_step_is_open(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.WEEK, answered(nudged(on_mondays(catalog))))

    there, _ = says(catalog, here, "later")

    assert there.stage is Stage.PAUSING


def test_later_at_a_question_rests_the_questions(catalog: Catalog) -> None:
    here = replace(open_step(catalog, Stage.ASKING), asking="afternoon")

    there, _ = says(catalog, here, "later")

    assert there.stage is Stage.RESTING


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("snooze until tomorrow", "2026-12-01 09:00"),
        ("Remind me in 3 days", "2026-12-03 09:00"),
        ("postpone it to Wednesday, please", "2026-12-02 09:00"),
        ("Verschieb es auf morgen", "2026-12-01 09:00"),
    ],
)
@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.SNOOZING])
def test_a_step_is_put_off_until_a_day_in_one_line(
    german: Catalog, text: str, until: str, stage: Stage
) -> None:
    there, _ = says(german, open_step(german, stage), text)

    assert snoozed_until(there) == wall(until)
    assert there.stage is Stage.WEEK


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("snooze until 3 January", "times.too-late"),
        ("snooze until 3 March 2029", "times.too-late"),
        ("snooze until 1.11.2026", "times.past"),
        ("snooze until the cows come home", "not-understood.week"),
    ],
)
def test_a_step_is_not_put_off_until_a_day_that_does_not_fit(
    catalog: Catalog, text: str, key: str
) -> None:
    there, said = says(catalog, open_step(catalog), text)

    assert snoozed_until(there) is None
    assert said.startswith(catalog.say(key))


@pytest.mark.parametrize(
    "text",
    [
        "snooze",
        "Snooze it.",
        "snooze until tomorrow",
        "remind me tomorrow",
        "put it off",
        "verschieben bis morgen",
    ],
)
@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.SETTINGS, Stage.SUMMARY])
@pytest.mark.parametrize("before", ["reminded", "not yet", "answered", "stopped"])
def test_where_no_step_can_wait_it_is_said_with_what_comes_next(
    german: Catalog, text: str, stage: Stage, before: str
) -> None:
    weekly = nudged(on_mondays(german))
    changes: dict[str, Callable[[], Weekly]] = {
        "reminded": lambda: answered(weekly),
        "not yet": lambda: weeks.checked_in(german, weekly, CheckIn.NOT_YET, NOW),
        "answered": lambda: weeks.checked_in(german, weekly, CheckIn.DONE, NOW),
        "stopped": lambda: times.stopped(weekly, NOW),
    }
    here = in_room(german, stage, changes[before]())

    there, said = says(german, here, text)

    assert weeks.of(there) == weeks.of(here)
    assert said.startswith(german.say("times.nothing-open"))
    assert ("7. Dezember, 9:00 Uhr" if before != "stopped" else "**weiter**") in said


def test_what_comes_next_is_said_once(catalog: Catalog) -> None:
    for change in (times.stopped, lambda one, at: times.paused(one, JANUARY, at)):
        here = in_room(catalog, Stage.WEEK, change(nudged(on_mondays(catalog)), NOW))

        _, said = says(catalog, here, "snooze")

        assert said.startswith(catalog.say("times.nothing-open"))
        assert said.count(told_next(catalog, weeks.of(here))) == 1


def test_in_the_settings_too_what_comes_next_is_said_once(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.SETTINGS, answered(nudged(on_mondays(catalog))))

    _, said = says(catalog, here, "snooze 1 day")

    assert said.startswith(catalog.say("times.nothing-open"))
    assert said.count(told_next(catalog, weeks.of(here))) == 1


@pytest.mark.parametrize("text", ["snooze until the cows come home", "put me first"])
def test_other_words_ask_for_nothing_to_wait(catalog: Catalog, text: str) -> None:
    here = in_room(catalog, Stage.WEEK, answered(nudged(on_mondays(catalog))))

    _, said = says(catalog, here, text)

    assert said.startswith(catalog.say("not-understood.week"))


def test_whoever_has_not_said_when_is_told_of_no_step_to_wait(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.SUMMARY, drafted(catalog))

    _, said = says(catalog, here, "snooze")

    assert catalog.say("times.nothing-open") not in said


def snoozed_until(here: Conversation) -> datetime | None:
    return weeks.of(here).agenda.schedule.snoozed_until


@pytest.mark.parametrize("change", [times.stopped, left_in_peace])
def test_whoever_comes_back_with_a_word_is_welcome_and_told_the_way(
    catalog: Catalog, change: Callable[[Weekly, datetime], Weekly]
) -> None:
    here = in_room(catalog, Stage.WEEK, change(nudged(on_mondays(catalog)), NOW))

    _, said = says(catalog, here, "hello")

    assert said.startswith("Good to hear from you.")
    assert "**resume**" in said


def test_what_nobody_understands_is_answered_with_the_ways_to_the_times_and_the_end(
    catalog: Catalog,
) -> None:
    for weekly in (nudged(on_mondays(catalog)), on_mondays(catalog)):
        _, said = says(catalog, in_room(catalog, Stage.WEEK, weekly), "after lunch, at my desk")

        assert "**settings**" in said
        assert "**stop**" in said


def test_before_the_first_step_the_way_to_when_one_begins_is_told(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.WEEK, on_mondays(catalog))

    _, said = says(catalog, here, "when lunch is over, then at my desk")

    assert "**settings** changes when it comes and when you begin" in said


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("friday 18:00", lambda one: (one.day, one.hour) == (4, time(18))),
        ("fri 6pm please", lambda one: (one.day, one.hour) == (4, time(18))),
        ("Change my day to Friday 18:00", lambda one: (one.day, one.hour) == (4, time(18))),
        ("Freitag 18 Uhr", lambda one: (one.day, one.hour) == (4, time(18))),
        ("I moved to Tokyo.", lambda one: one.zone == "Asia/Tokyo"),
        ("my time zone is Asia/Tokyo", lambda one: one.zone == "Asia/Tokyo"),
        ("Ich bin nach Tokio umgezogen", lambda one: one.zone == "Asia/Tokyo"),
        ("fortnightly", lambda one: one.rhythm is Rhythm.FORTNIGHTLY),
        ("every two weeks, bitte", lambda one: one.rhythm is Rhythm.FORTNIGHTLY),
        ("alle zwei Wochen bitte", lambda one: one.rhythm is Rhythm.FORTNIGHTLY),
        ("bitte keine Erinnerung", lambda one: not one.reminds),
        ("Every two weeks", lambda one: one.rhythm is Rhythm.FORTNIGHTLY),
        ("alle zwei Wochen", lambda one: one.rhythm is Rhythm.FORTNIGHTLY),
        ("quiet hours 21-8", lambda one: one.quiet == QuietHours(time(21), time(8))),
        ("Ruhezeiten 21 bis 8", lambda one: one.quiet == QuietHours(time(21), time(8))),
        ("i am on holiday until 3 January", lambda one: one.paused_until == JANUARY),
        ("Ich bin bis 3. Januar im Urlaub", lambda one: one.paused_until == JANUARY),
        ("stop sending me steps", lambda one: one.stopped),
        ("Stop my steps", lambda one: one.stopped),
        ("keine Schritte mehr", lambda one: one.stopped),
        ("stop nudging me", lambda one: one.stopped),
        ("I quit", lambda one: one.stopped),
        ("biweekly", lambda one: one.rhythm is Rhythm.FORTNIGHTLY),
        ("make it 10:30", lambda one: (one.day, one.hour) == (0, time(10, 30))),
        ("no reminder", lambda one: not one.reminds),
        ("keine Erinnerung", lambda one: not one.reminds),
        ("i am in New York.", lambda one: one.zone == "America/New_York"),
        ("ich wohne in Tokio", lambda one: one.zone == "Asia/Tokyo"),
    ],
)
def test_a_plain_wish_is_understood_while_a_step_is_open_and_between_two(
    german: Catalog, text: str, reads: Callable[[Schedule], bool]
) -> None:
    between = in_room(german, Stage.WEEK, answered(nudged(on_mondays(german))))

    for here in (open_step(german), between):
        there, _ = says(german, here, text, weeks.place(here))
        assert reads(weeks.of(there).agenda.schedule)
        assert weeks.of(there).plan.past == weeks.of(here).plan.past
        assert weeks.of(there).plan.week == weeks.of(here).plan.week


def test_weekly_takes_fortnightly_back(catalog: Catalog) -> None:
    asked, _ = says(catalog, open_step(catalog, Stage.SUMMARY), "every two weeks please")
    assert weeks.of(asked).agenda.schedule.rhythm is Rhythm.FORTNIGHTLY

    there, _ = says(catalog, asked, "weekly, please")

    assert weeks.of(there).agenda.schedule.rhythm is Rhythm.WEEKLY


@pytest.mark.parametrize("stage", sorted(HEARD_IN - {Stage.ENDED}))
def test_a_day_with_its_hour_is_that_of_the_steps_in_every_room_of_theirs(
    catalog: Catalog, stage: Stage
) -> None:
    there, _ = says(catalog, open_step(catalog, stage), "tuesday 18:30")

    schedule = weeks.of(there).agenda.schedule
    assert (schedule.day, schedule.hour) == (1, time(18, 30))


@pytest.mark.parametrize("text", ["friday", "9", "make it 5", "change it to friday"])
def test_a_day_or_an_hour_alone_may_be_something_else_in_the_plan(
    catalog: Catalog, text: str
) -> None:
    here = open_step(catalog, Stage.PLAN)

    there, _ = says(catalog, here, text)

    assert weeks.of(there).agenda.schedule == weeks.of(here).agenda.schedule
    assert there.stage is not Stage.HOUR


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("change my day to friday", Stage.HOUR),
        ("change time zone", Stage.ZONE),
        ("I moved to Atlantis", Stage.WEEK),
        ("moved to Portland", Stage.ZONE),
        ("I moved to Mexico", Stage.ZONE),
        ("quiet hours", Stage.QUIET),
        ("quiet as a mouse", Stage.WEEK),
        ("I am on holiday", Stage.PAUSING),
        ("friday", Stage.WEEK),
        ("18:00", Stage.WEEK),
        ("I am in", Stage.WEEK),
        ("I am in a meeting", Stage.WEEK),
        ("in New York", Stage.WEEK),
        ("no reminder and with reminders", Stage.WEEK),
        ("change", Stage.EDITING),
        ("set it", Stage.WEEK),
    ],
)
def test_half_a_wish_is_asked_about_and_none_is_none(
    catalog: Catalog, text: str, room: Stage
) -> None:
    here = replace(open_step(catalog), answers=in_room(catalog, Stage.WEEK).answers)

    there, _ = says(catalog, here, text)

    assert there.stage is room
    assert weeks.of(there) == weeks.of(here)


@pytest.mark.parametrize("text", ["friday 18:00", "I moved to Tokyo", "fortnightly"])
def test_a_wish_of_somebody_who_stopped_changes_nothing(catalog: Catalog, text: str) -> None:
    stopped = times.stopped(nudged(on_mondays(catalog)), NOW)

    there, _ = says(catalog, in_room(catalog, Stage.WEEK, stopped), text)

    assert weeks.of(there) == stopped


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("I finished it yesterday", CheckIn.DONE),
        ("gestern erledigt", CheckIn.DONE),
        ("no time this week", CheckIn.LIGHTER),
        ("diese Woche keine Zeit", CheckIn.LIGHTER),
        ("I have done it", CheckIn.DONE),
        ("I'm done with this", CheckIn.DONE),
        ("hi, done, thanks!", CheckIn.DONE),
        ("I'm not done with this", CheckIn.NOT_YET),
        ("I didn't finish it", CheckIn.NOT_YET),
        ("sorry, I was ill", CheckIn.NOT_YET),
        ("Leider noch nicht", CheckIn.NOT_YET),
        ("not quite done", CheckIn.PARTLY),
        ("noch nicht ganz fertig", CheckIn.PARTLY),
        ("this is too easy", CheckIn.KNOWN),
    ],
)
def test_more_ways_to_say_how_it_goes_count(german: Catalog, text: str, word: CheckIn) -> None:
    there, _ = says(german, open_step(german), text)

    plan = weeks.of(there).plan
    assert word in [one.check_in for one in (*plan.past, plan.week) if one is not None]


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("I already know SQL joins", True),
        ("I know joins well", True),
        ("Joins kenne ich schon", False),
        ("I don't know SQL joins", False),
        ("I know cohorts", False),
        ("SQL joins", False),
        ("I know", False),
    ],
)
def test_whoever_names_the_topic_of_the_step_knows_it(
    catalog: Catalog, text: str, is_known: bool
) -> None:
    weekly = on_mondays(catalog)
    second = replace(weekly, plan=replace(weekly.plan, upcoming=weekly.plan.upcoming[1:]))

    there, _ = says(catalog, in_room(catalog, Stage.WEEK, nudged(second)), text)

    assert bool(weeks.of(there).plan.known) is is_known


@pytest.mark.parametrize("text", ["thanks", "Thank you very much!", "Vielen Dank."])
def test_thanks_are_taken(german: Catalog, text: str) -> None:
    here = open_step(german)

    there, said = says(german, here, text)

    assert said.startswith("Gern geschehen.")
    assert there == here


def test_an_empty_text_is_no_thanks(catalog: Catalog) -> None:
    _, said = says(catalog, open_step(catalog), " ")

    assert said.startswith(catalog.say("not-understood.week"))


def test_what_was_put_off_is_said_to_come_again_and_is_not_shown_at_once(
    catalog: Catalog,
) -> None:
    here = replace(open_step(catalog), stage=Stage.SNOOZING)

    turn = advance(catalog, here, Chose(NOW, Place(7, here.version), frozenset({"tomorrow"})))

    card = card_of(turn)
    again = "It comes again on Tuesday, 1 December, 9:00 (Europe/Berlin)."
    assert card.body == f"{catalog.say('times.snoozed')} {again}"
    assert [one.id for one in card.choices] == [*CheckIn]
    assert "A short reminder" not in says(catalog, turn.conversation, "settings")[1]


def test_after_the_last_step_the_settings_say_why_nothing_comes_and_where_to_go_on(
    catalog: Catalog,
) -> None:
    weekly = on_mondays(catalog)
    ended = replace(weekly, plan=replace(weekly.plan, upcoming=(), week=None))

    _, said = says(catalog, in_room(catalog, Stage.WEEK, ended), "settings")

    assert said.endswith("nothing is planned. **back** leads to the ways on.")


def test_what_was_put_off_still_asks_how_the_week_before_went(catalog: Catalog) -> None:
    second = nudged(times.reminding(nudged(on_mondays(catalog)), NOW, reminds=False))
    here = in_room(catalog, Stage.WEEK, second)

    turn = advance(catalog, here, Typed(NOW + timedelta(days=7), "snooze until tomorrow"))

    assert "step: From question to metric.** How did it go?" in card_of(turn).body
    assert "**Task**" not in card_of(turn).body

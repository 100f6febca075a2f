from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.cards import Choice
from bot.catalog import Catalog, Command
from bot.catalog.loader import load
from bot.engine.events import Asked, Opened, Typed
from bot.engine.plans.plan import Plan
from bot.engine.schedule import OPEN_END, QuietHours, Rhythm
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import times, times_commands, times_rooms, weeks
from bot.paths import content_folder
from tests.engine.walk import note, said, walk
from tests.engine.weekly.timed import (
    ANALYST,
    BERLIN,
    SUNDAY,
    THURSDAY,
    after,
    at_summary,
    drafted,
    due,
    in_room,
    nudged,
    on_mondays,
    wall,
    weekly_of,
    words,
)


def asked(command: Command) -> Asked:
    return Asked(THURSDAY, command)


def ids(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.id for choice in choices]


def in_draft(catalog: Catalog, stage: Stage) -> Conversation:
    return in_room(catalog, stage, drafted(catalog))


def test_the_summary_of_somebody_with_a_role_offers_weekly_steps(catalog: Catalog) -> None:
    card = said(after(catalog, at_summary(catalog), asked(Command.SUMMARY)))

    assert card.choices[0].label == "Start weekly steps"


def test_a_start_asks_when_and_shows_the_zone_with_its_hour(catalog: Catalog) -> None:
    turn = after(catalog, at_summary(catalog), "steps")
    card = said(turn)

    assert turn.conversation.stage is Stage.TIMING
    assert card.body.startswith("Your time zone: Europe/Berlin, where it is 14:05 now.")
    assert [choice.label for choice in card.choices] == [
        "Monday, 9:00",
        "Saturday, 10:00",
        "Pick day and hour",
        "Time zone: Europe/Berlin",
        "Not now",
    ]


def test_weekly_steps_are_started_by_typing_so(catalog: Catalog) -> None:
    turn = after(catalog, at_summary(catalog), words("start weekly steps"))

    assert turn.conversation.stage is Stage.TIMING


def test_not_now_leaves_nothing_that_would_come(catalog: Catalog) -> None:
    timing = after(catalog, at_summary(catalog), "steps").conversation

    turn = after(catalog, timing, "not-now")

    assert turn.conversation.stage is Stage.SUMMARY
    assert times.is_draft(weekly_of(turn))
    assert due(weekly_of(turn)) is None
    assert note(turn, catalog, "times.left")


@pytest.mark.parametrize("city", ["São Paulo", "america/sao_paulo"])
def test_a_city_instead_of_a_time_is_where_they_are(catalog: Catalog, city: str) -> None:
    timing = after(catalog, at_summary(catalog), "steps").conversation

    turn = after(catalog, timing, words(city))

    assert turn.conversation.stage is Stage.TIMING
    assert weekly_of(turn).agenda.schedule.zone == "America/Sao_Paulo"
    assert note(turn, catalog, "times.zone-now", zone="America/Sao Paulo", hour="10:05")


def test_the_time_zone_can_be_asked_for_in_words(catalog: Catalog) -> None:
    timing = after(catalog, at_summary(catalog), "steps").conversation

    turn = after(catalog, timing, words("time zone"))

    assert turn.conversation.stage is Stage.ZONE


def test_whoever_comes_back_to_a_step_hears_when_the_next_comes(catalog: Catalog) -> None:
    stopped = times.stopped(nudged(on_mondays(catalog)), wall("2026-12-01 12:00"))
    here = in_room(catalog, Stage.WEEK, stopped)

    turn = after(catalog, here, asked(Command.RESUME), wall("2026-12-01 13:00"))

    body = said(turn).body
    assert body.startswith(
        f"{catalog.say('times.is-back')} A short reminder of your step comes"
    )
    assert "**Week 1:" in body


def test_the_first_choice_of_a_time_says_when_the_first_step_comes(catalog: Catalog) -> None:
    timing = after(catalog, at_summary(catalog), "steps").conversation

    turn = after(catalog, timing, "at-5-10")

    assert turn.conversation.stage is Stage.CUE
    assert due(weekly_of(turn)) == "2026-11-28 10:00"
    assert "comes on Saturday, 28 November, 10:00 (Europe/Berlin)" in said(turn).body


def test_a_newcomer_goes_from_their_cue_to_the_week(catalog: Catalog) -> None:
    cue = in_room(catalog, Stage.CUE)

    wrote = after(catalog, cue, words("After   Tuesday's stand-up"))
    skipped = after(catalog, cue, "skip")
    back = after(catalog, cue, asked(Command.BACK))

    assert weekly_of(wrote).plan.cue == "After Tuesday's stand-up"
    assert weekly_of(skipped).plan.cue == ""
    for turn in (wrote, skipped, back):
        assert turn.conversation.stage is Stage.WEEK


def test_a_start_after_the_steps_run_shows_their_settings(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.SUMMARY)

    assert times_commands.start(catalog, here, THURSDAY).conversation.stage is Stage.SETTINGS


def test_who_left_before_saying_when_is_asked_again(catalog: Catalog) -> None:
    week = in_draft(catalog, Stage.WEEK)

    by_settings = after(catalog, week, asked(Command.SETTINGS)).conversation
    by_resume = after(catalog, week, asked(Command.RESUME)).conversation
    back = after(catalog, by_settings, asked(Command.BACK)).conversation

    assert by_settings.stage is by_resume.stage is Stage.TIMING
    assert back.stage is Stage.SUMMARY


def test_a_day_and_then_an_hour_are_picked(catalog: Catalog) -> None:
    timing = in_draft(catalog, Stage.TIMING)

    days = after(catalog, timing, "pick-time")
    hours = after(catalog, days.conversation, "day-1")
    chosen = after(catalog, hours.conversation, "hour-18")

    assert len(said(days).choices) == 7
    assert "on Tuesday" in said(hours).body
    assert len(said(hours).choices) == 17
    assert due(weekly_of(chosen)) == "2026-12-01 18:00"


@pytest.mark.parametrize(
    "text", ["change my time zone", "Time zone", "my time zone, please", "Zeitzone ändern"]
)
def test_at_the_first_question_another_zone_is_asked_for_in_words(
    german: Catalog, catalog: Catalog, text: str
) -> None:
    content = german if "Zeitzone" in text else catalog

    turn = after(content, in_draft(content, Stage.TIMING), words(text))

    assert turn.conversation.stage is Stage.ZONE


def test_at_the_first_question_a_zone_is_changed_in_one_line(catalog: Catalog) -> None:
    here = in_draft(catalog, Stage.TIMING)

    turn = after(catalog, here, words("please change my time zone to Tokyo"))

    assert weekly_of(turn).agenda.schedule.zone == "Asia/Tokyo"
    assert turn.conversation.stage is Stage.TIMING


@pytest.mark.parametrize("stage", [Stage.TIMING, Stage.DAY, Stage.HOUR])
def test_a_day_and_an_hour_are_typed_at_once(catalog: Catalog, stage: Stage) -> None:
    turn = after(catalog, in_draft(catalog, stage), words("Tuesday 18:30"))

    assert turn.conversation.stage is Stage.CUE
    assert due(weekly_of(turn)) == "2026-12-01 18:30"


def test_a_typed_day_alone_asks_for_the_hour(catalog: Catalog) -> None:
    turn = after(catalog, in_draft(catalog, Stage.TIMING), words("sunday"))
    chosen = after(catalog, turn.conversation, words("10"))

    assert turn.conversation.stage is Stage.HOUR
    assert "on Sunday" in said(turn).body
    assert weekly_of(chosen).agenda.schedule.day == SUNDAY


@pytest.mark.parametrize("step", ["day-1", words("Tuesday"), words("2")])
@pytest.mark.parametrize(
    "left_by", [Command.BACK, Command.PLAN, Command.SUMMARY, Command.PAUSE]
)
def test_a_picked_day_counts_with_its_hour_and_whoever_leaves_changed_nothing(
    catalog: Catalog, step: str | Typed, left_by: Command
) -> None:
    here = in_room(catalog, Stage.DAY)

    hours = after(catalog, here, step)
    left = after(catalog, hours.conversation, asked(left_by))

    assert "on Tuesday" in said(hours).body
    assert weekly_of(hours) == weekly_of(left) == here.weekly
    assert left.conversation.asking is None


def test_another_day_where_the_hour_is_asked_takes_the_place_of_the_first(
    catalog: Catalog,
) -> None:
    hours = after(catalog, in_room(catalog, Stage.DAY), "day-1").conversation

    sunday = after(catalog, hours, words("sunday"))
    chosen = after(catalog, sunday.conversation, "hour-18")

    assert "on Sunday" in said(sunday).body
    assert due(weekly_of(chosen)) == "2026-11-29 18:00"
    assert chosen.conversation.asking is None


def test_a_picked_day_is_no_question_once_the_steps_are_gone(catalog: Catalog) -> None:
    hours = after(catalog, in_room(catalog, Stage.DAY), "day-1").conversation

    turn = after(catalog, replace(hours, weekly=None), asked(Command.HELP))

    assert turn.conversation.stage is Stage.SUMMARY
    assert turn.conversation.asking is None


def test_A29_a_question_that_is_gone_is_no_day_that_was_picked(catalog: Catalog) -> None:
    here = replace(in_room(catalog, Stage.HOUR), asking="gone")

    turn = after(catalog, here, asked(Command.BACK))

    assert turn.conversation.stage is Stage.DAY
    assert turn.conversation.asking is None


def test_a_number_counts_days_and_is_an_hour_where_hours_are_asked_for(
    catalog: Catalog,
) -> None:
    second = after(catalog, in_room(catalog, Stage.DAY), words("2"))
    nine = after(catalog, second.conversation, words("9"))

    assert second.conversation.stage is Stage.HOUR
    assert due(weekly_of(nine)) == "2026-12-01 09:00"


def test_an_hour_alone_is_no_time_before_there_is_a_day(catalog: Catalog) -> None:
    draft = after(catalog, in_draft(catalog, Stage.TIMING), words("18:30"))
    running = after(catalog, in_room(catalog, Stage.DAY), words("18:30"))

    assert note(draft, catalog, "not-understood.timing")
    assert due(weekly_of(running)) == "2026-11-30 18:30"


def test_an_hour_in_quiet_hours_is_said_plainly(catalog: Catalog) -> None:
    turn = after(catalog, in_room(catalog, Stage.HOUR), words("5:30"))

    assert "when they end, at 7:00" in said(turn).body
    assert due(weekly_of(turn)) == "2026-11-30 07:00"


def test_a_changed_time_comes_back_to_the_settings_with_the_next_step(
    catalog: Catalog,
) -> None:
    turn = after(catalog, in_room(catalog, Stage.HOUR), "hour-18")

    assert turn.conversation.stage is Stage.SETTINGS
    assert note(turn, catalog, "times.set-time", time="Monday, 18:00")
    assert "comes on Monday, 30 November, 18:00" in said(turn).body


def test_from_the_hour_the_way_back_is_the_day(catalog: Catalog) -> None:
    turn = after(catalog, in_room(catalog, Stage.HOUR), asked(Command.BACK))

    assert turn.conversation.stage is Stage.DAY


def test_F44_a_typed_city_becomes_the_zone_and_the_hour_there_is_shown(
    catalog: Catalog,
) -> None:
    turn = after(catalog, in_draft(catalog, Stage.ZONE), words("são paulo"))

    assert turn.conversation.stage is Stage.TIMING
    assert "America/Sao Paulo, where it is 10:05 now" in said(turn).body


def test_the_zone_of_the_platform_is_offered(catalog: Catalog) -> None:
    tokyo = times.in_zone(on_mondays(catalog), "Asia/Tokyo", THURSDAY)

    turn = after(catalog, in_room(catalog, Stage.ZONE, tokyo), f"zone-{BERLIN}")

    assert turn.conversation.stage is Stage.SETTINGS
    assert weekly_of(turn).agenda.schedule.zone == BERLIN


def test_the_first_choice_of_a_zone_is_counted_too(catalog: Catalog) -> None:
    tokyo = times.in_zone(on_mondays(catalog), "Asia/Tokyo", THURSDAY)

    turn = after(catalog, in_room(catalog, Stage.ZONE, tokyo), words("1"))

    assert weekly_of(turn).agenda.schedule.zone == BERLIN


@pytest.mark.parametrize("picked", ["zone-America/Costa_Rica", words("2"), words("b")])
@pytest.mark.parametrize("stage", [Stage.TIMING, Stage.ZONE])
def test_of_several_zones_one_is_pressed_or_counted(
    catalog: Catalog, picked: str | Typed, stage: Stage
) -> None:
    here = in_draft(catalog, stage)

    asked_which = after(catalog, here, words("San José"))
    chosen = after(catalog, asked_which.conversation, picked)

    assert note(asked_which, catalog, "times.which-of-these")
    assert ids(said(asked_which).choices) == [
        "zone-America/Los_Angeles",
        "zone-America/Costa_Rica",
        "return",
    ]
    assert weekly_of(chosen).agenda.schedule.zone == "America/Costa_Rica"
    assert chosen.conversation.asking is None


@pytest.mark.parametrize("text", ["9", "Atlantis", "UTC+2", "USA"])
def test_what_names_none_of_several_zones_leaves_them_on_the_card(
    catalog: Catalog, text: str
) -> None:
    asked_which = after(catalog, in_room(catalog, Stage.ZONE), words("San José"))

    turn = after(catalog, asked_which.conversation, words(text))

    assert said(turn).problem
    assert said(turn).choices == said(asked_which).choices


@pytest.mark.parametrize("text", ["Waco, Texas", "I live in Texas"])
def test_a_place_in_words_of_their_own_can_be_counted_too(catalog: Catalog, text: str) -> None:
    asked_which = after(catalog, in_room(catalog, Stage.ZONE), words(text))

    chosen = after(catalog, asked_which.conversation, words("2"))

    assert weekly_of(chosen).agenda.schedule.zone == "America/Denver"


def test_another_place_of_several_zones_takes_the_place_of_the_first(catalog: Catalog) -> None:
    asked_which = after(catalog, in_room(catalog, Stage.ZONE), words("San José"))

    turn = after(catalog, asked_which.conversation, words("Georgia"))

    assert ids(said(turn).choices) == ["zone-America/New_York", "zone-Asia/Tbilisi", "return"]


def test_whoever_leaves_the_choice_of_a_zone_is_not_asked_which_again(
    catalog: Catalog,
) -> None:
    here = in_room(catalog, Stage.ZONE)
    asked_which = after(catalog, here, words("San José"))

    left = after(catalog, asked_which.conversation, "return")

    assert left.conversation.stage is Stage.SETTINGS
    assert left.conversation.asking is None
    assert weekly_of(left) == here.weekly


@pytest.mark.parametrize("stage", [Stage.TIMING, Stage.ZONE])
def test_a_place_that_is_longer_than_any_name_is_none(catalog: Catalog, stage: Stage) -> None:
    long = replace(catalog, places={**catalog.places, "x" * 40: catalog.places["spain"]})
    here = in_draft(catalog, stage)

    turn = after(long, here, words("x" * 40))

    assert note(turn, catalog, f"not-understood.{stage}")
    assert turn.conversation == here


def test_F55_zones_that_a_place_no_longer_means_are_not_offered(catalog: Catalog) -> None:
    here = replace(in_room(catalog, Stage.ZONE), asking="among-usa")

    assert ids(said(after(catalog, here, asked(Command.WHY))).choices) == [
        f"zone-{BERLIN}",
        "return",
    ]


def test_a_part_of_a_name_is_asked_about_before_it_counts(catalog: Catalog) -> None:
    turn = after(catalog, in_room(catalog, Stage.ZONE), words("York"))

    assert ids(said(turn).choices) == ["zone-America/New_York", "return"]


@pytest.mark.parametrize("stage", [Stage.TIMING, Stage.ZONE])
def test_F44_of_a_country_with_several_zones_one_is_asked_for(
    catalog: Catalog, stage: Stage
) -> None:
    here = in_draft(catalog, stage)

    asked_which = after(catalog, here, words("Spain"))
    chosen = after(catalog, asked_which.conversation, "zone-Atlantic/Canary")

    assert asked_which.conversation.stage is Stage.ZONE
    assert note(asked_which, catalog, "times.which-of-these")
    assert ids(said(asked_which).choices)[:2] == ["zone-Europe/Madrid", "zone-Atlantic/Canary"]
    assert weekly_of(chosen).agenda.schedule.zone == "Atlantic/Canary"


@pytest.mark.parametrize("stage", [Stage.TIMING, Stage.ZONE])
def test_F44_of_a_country_with_very_many_zones_a_city_is_asked_for(
    catalog: Catalog, stage: Stage
) -> None:
    here = in_draft(catalog, stage)

    turn = after(catalog, here, words("USA"))

    assert note(turn, catalog, "times.many-zones")
    assert said(turn).problem
    assert turn.conversation == here


@pytest.mark.parametrize(
    ("text", "key"), [("UTC+2", "times.offset"), ("Atlantis", "not-understood.zone")]
)
def test_F44_what_is_no_zone_is_refused_kindly_and_changes_nothing(
    catalog: Catalog, text: str, key: str
) -> None:
    here = in_room(catalog, Stage.ZONE)

    turn = after(catalog, here, words(text))

    assert note(turn, catalog, key)
    assert said(turn).problem
    assert turn.conversation == here


def test_a_zone_that_nobody_knows_cannot_be_pressed(catalog: Catalog) -> None:
    turn = after(catalog, in_room(catalog, Stage.ZONE), "zone-Atlantis")

    assert note(turn, catalog, "problem.unknown-choice")


def test_without_a_zone_of_the_platform_none_is_offered(catalog: Catalog) -> None:
    here = replace(in_room(catalog, Stage.ZONE), zone=None)

    left = after(catalog, here, "return")

    assert ids(said(after(catalog, here, asked(Command.WHY))).choices) == ["return"]
    assert left.conversation.stage is Stage.SETTINGS


def test_F44_a_zone_that_the_data_lost_is_told_and_asked_for(catalog: Catalog) -> None:
    lost = times.in_zone(on_mondays(catalog), "Europe/Atlantis", THURSDAY)
    draft = times.in_zone(drafted(catalog), "Europe/Atlantis", THURSDAY)

    settings = said(after(catalog, in_room(catalog, Stage.WEEK, lost), asked(Command.SETTINGS)))
    timing = said(after(catalog, in_room(catalog, Stage.WEEK, draft), asked(Command.SETTINGS)))

    assert settings.body.count("I do not know your time zone “Europe/Atlantis” any more") == 1
    assert timing.body.startswith("I do not know the time zone “Europe/Atlantis”")
    assert "UTC for now, where it is 13:05" in timing.body


@pytest.mark.parametrize(
    ("step", "hours"),
    [
        ("quiet-21-8", QuietHours(time(21), time(8))),
        ("no-quiet", None),
        (words("20:30 to 6"), QuietHours(time(20, 30), time(6))),
        (words("none"), None),
        (words("1"), QuietHours(time(21), time(8))),
    ],
)
def test_quiet_hours_are_picked_or_typed(
    catalog: Catalog, step: str | Typed, hours: QuietHours | None
) -> None:
    turn = after(catalog, in_room(catalog, Stage.QUIET), step)

    assert turn.conversation.stage is Stage.SETTINGS
    assert weekly_of(turn).agenda.schedule.quiet == hours


def test_quiet_hours_round_the_hour_of_the_step_are_said_plainly(catalog: Catalog) -> None:
    turn = after(catalog, in_room(catalog, Stage.QUIET), words("8-10"))

    assert "when they end, at 10:00" in said(turn).body


def test_quiet_hours_may_stay_as_they_are(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.QUIET)

    assert weekly_of(after(catalog, here, "return")) == here.weekly
    assert note(after(catalog, here, words("at night")), catalog, "not-understood.quiet")


def test_a_cue_has_room_for_a_sentence_and_says_how_much(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.CUE)

    fits = after(catalog, here, words("x" * 120))
    long = after(catalog, here, words("x" * 121))

    assert weekly_of(fits).plan.cue == "x" * 120
    assert note(long, catalog, "times.long-cue", number=121, most=120)
    assert long.conversation == here


def test_a_cue_can_be_kept_or_taken_away(catalog: Catalog) -> None:
    weekly = times.with_cue(nudged(on_mondays(catalog)), "tea time")
    here = in_room(catalog, Stage.CUE, weekly)

    shown = said(after(catalog, here, asked(Command.WHY)))
    kept = after(catalog, here, "return")
    away = after(catalog, here, words("1"))
    written = after(catalog, here, words("at my desk"))

    assert "“tea time”" in shown.body
    assert weekly_of(kept).plan.cue == "tea time"
    assert weekly_of(away).plan.cue == ""
    assert "“at my desk”" in said(written).body
    for turn in (kept, away, written):
        assert turn.conversation.stage is Stage.SETTINGS


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        *(
            ("en", said)
            for said in ("yes", "OK!", "sure", "fine, thanks", "good", "Yes, please")
        ),
        *(("de", said) for said in ("ja", "klar", "Gut.", "ja gerne", "alles klar, danke")),
    ],
)
def test_a_mere_yes_is_no_plan_and_is_asked_about_once_more(locale: str, said: str) -> None:
    content = load(content_folder(), locale)

    turn = after(content, in_room(content, Stage.CUE), words(said))

    assert note(turn, content, "times.no-moment")
    assert turn.conversation.stage is Stage.CUE
    assert weekly_of(turn).plan.cue == ""


def test_a_plan_that_begins_with_a_yes_is_one(catalog: Catalog) -> None:
    turn = after(catalog, in_room(catalog, Stage.CUE), words("ok, after lunch"))

    assert weekly_of(turn).plan.cue == "ok, after lunch"


def test_words_without_a_word_are_no_cue(catalog: Catalog) -> None:
    turn = after(catalog, in_room(catalog, Stage.CUE), words("  "))

    assert note(turn, catalog, "not-understood.cue")


def test_the_settings_show_everything_in_a_few_lines(catalog: Catalog) -> None:
    weekly = times.with_cue(on_mondays(catalog), "tea time")

    card = said(after(catalog, in_room(catalog, Stage.WEEK, weekly), asked(Command.SETTINGS)))

    assert card.body == (
        "**Your weekly steps**\n"
        "- Monday, 9:00 (Europe/Berlin)\n"
        "- every week\n"
        "- quiet from 22:00 to 7:00\n"
        "- one reminder, five days after a step\n"
        "- when you begin: “tea time”\n\n"
        "Your first step comes on Monday, 30 November, 9:00 (Europe/Berlin)."
    )
    assert [choice.label for choice in card.choices] == [
        "Day and hour",
        "Time zone",
        "Every second week",
        "Quiet hours",
        "Without a reminder",
        "When I begin",
        "Take a break",
        "Stop my steps",
    ]


def test_settings_without_weekly_steps_show_the_way_to_them(catalog: Catalog) -> None:
    with_role = after(catalog, at_summary(catalog), asked(Command.SETTINGS))
    without = after(catalog, walk(catalog, "start"), asked(Command.SETTINGS))

    assert "steps" in ids(said(with_role).choices)
    assert without.conversation.stage is Stage.ASKING


@pytest.mark.parametrize(
    ("picked", "stage"),
    [
        ("set-time", Stage.DAY),
        ("change-zone", Stage.ZONE),
        ("set-quiet", Stage.QUIET),
        ("set-cue", Stage.CUE),
        ("pause-steps", Stage.PAUSING),
    ],
)
def test_each_setting_has_its_room_and_the_way_back(
    catalog: Catalog, picked: str, stage: Stage
) -> None:
    here = in_room(catalog, Stage.SETTINGS, nudged(on_mondays(catalog)))

    room = after(catalog, here, picked).conversation
    back = after(catalog, room, asked(Command.BACK)).conversation

    assert room.stage is stage
    assert back.stage in (Stage.SETTINGS, Stage.WEEK)


def test_rhythm_and_reminder_are_switched_on_the_spot(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.SETTINGS)

    seldom = after(catalog, here, "set-fortnightly")
    often = after(catalog, seldom.conversation, "set-weekly")
    without = after(catalog, often.conversation, "no-reminder")
    reminded = after(catalog, without.conversation, "remind")

    assert weekly_of(seldom).agenda.schedule.rhythm is Rhythm.FORTNIGHTLY
    assert "- every second week" in said(seldom).body
    assert weekly_of(often).agenda.schedule.rhythm is Rhythm.WEEKLY
    assert "- no reminder" in said(without).body
    assert weekly_of(reminded).agenda.schedule.reminds


def test_settings_without_quiet_hours_say_so(catalog: Catalog) -> None:
    weekly = times.with_quiet(on_mondays(catalog), None, THURSDAY)

    here = in_room(catalog, Stage.SETTINGS, weekly)

    assert "- no quiet hours" in said(after(catalog, here, asked(Command.SETTINGS))).body


def test_after_a_step_the_reminder_is_what_comes_next(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.SETTINGS, nudged(on_mondays(catalog)))

    card = said(after(catalog, here, asked(Command.SETTINGS)))

    assert "A short reminder of your step comes on Saturday, 5 December, 9:00" in card.body


def test_the_way_back_from_the_settings_is_the_week(catalog: Catalog) -> None:
    turn = after(catalog, in_room(catalog, Stage.SETTINGS), asked(Command.BACK))

    assert turn.conversation.stage is Stage.WEEK


@pytest.mark.parametrize(
    ("step", "next_step"),
    [
        ("one-week", "2026-12-07 09:00"),
        ("two-weeks", "2026-12-14 09:00"),
        (words("3"), "2026-12-28 09:00"),
        (words("until 7 December"), "2026-12-07 09:00"),
        (words("until 3 January"), "2027-01-04 09:00"),
    ],
)
def test_a_break_says_when_the_steps_come_back_by_themselves(
    catalog: Catalog, step: str | Typed, next_step: str
) -> None:
    pausing = after(catalog, in_room(catalog, Stage.WEEK), asked(Command.PAUSE))

    turn = after(catalog, pausing.conversation, step)

    assert pausing.conversation.stage is Stage.PAUSING
    assert due(weekly_of(turn)) == next_step
    assert turn.conversation.stage is Stage.WEEK
    assert "comes on Monday" in said(turn).body


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1 May 2020", "times.past"),
        ("in 60 weeks", "times.far"),
        ("someday", "not-understood.pausing"),
    ],
)
def test_a_day_that_cannot_be_waited_for_is_told_kindly(
    catalog: Catalog, text: str, key: str
) -> None:
    here = in_room(catalog, Stage.PAUSING)

    turn = after(catalog, here, words(text))

    assert note(turn, catalog, key)
    assert turn.conversation == here


@pytest.mark.parametrize("stage", Stage)
def test_a_break_in_one_line_begins_at_once_in_every_room(
    catalog: Catalog, stage: Stage
) -> None:
    asking = "afternoon" if stage is Stage.ASKING else None
    here = replace(in_room(catalog, stage), asking=asking)

    turn = after(catalog, here, words("pause until 3 January"))

    assert due(weekly_of(turn)) == "2027-01-04 09:00"
    assert note(turn, catalog, "times.paused")
    assert weekly_of(turn).plan.cue == ""
    assert turn.conversation.answers == here.answers


@pytest.mark.parametrize(
    ("text", "next_step"),
    [
        ("until 20 December", "2026-12-21 09:00"),
        ("3.1.", "2027-01-04 09:00"),
        ("in 3 weeks", "2026-12-21 09:00"),
        ("for one week", "2026-12-07 09:00"),
    ],
)
@pytest.mark.parametrize("under", [True, False])
def test_a_new_day_on_the_card_of_a_break_moves_its_end(
    catalog: Catalog, text: str, next_step: str, under: bool
) -> None:
    paused = after(catalog, in_room(catalog, Stage.PAUSING), "two-weeks").conversation
    place = weeks.place(paused) if under else None

    turn = after(catalog, paused, Typed(THURSDAY, text, place))

    assert due(weekly_of(turn)) == next_step
    assert turn.conversation.stage is Stage.WEEK


@pytest.mark.parametrize(
    "text",
    ["next week?", "tomorrow?", "a month?", "monday?", "week", "day.", "Monday", "woche"],
)
def test_a_question_or_a_bare_word_moves_no_end_of_a_break(german: Catalog, text: str) -> None:
    paused = after(german, in_room(german, Stage.PAUSING), "two-weeks").conversation

    turn = after(german, paused, words(text))

    assert due(weekly_of(turn)) == due(weekly_of(after(german, paused, words("hello"))))


def test_a_day_after_the_end_of_a_break_begins_no_other(catalog: Catalog) -> None:
    paused = after(catalog, in_room(catalog, Stage.PAUSING), "two-weeks").conversation

    turn = after(catalog, paused, words("in 3 weeks"), THURSDAY + timedelta(days=15))

    assert due(weekly_of(turn)) == due(weeks.of(paused))


@pytest.mark.parametrize(
    ("text", "next_step"),
    [
        ("stop until 3 January", "2027-01-04 09:00"),
        ("stop for 2 weeks", "2026-12-14 09:00"),
        ("pause until February", "2027-02-01 09:00"),
        ("stopp bis 3. Januar", "2027-01-04 09:00"),
    ],
)
def test_a_stop_until_a_day_is_a_break(german: Catalog, text: str, next_step: str) -> None:
    turn = after(german, in_room(german, Stage.WEEK), words(text))

    assert due(weekly_of(turn)) == next_step


@pytest.mark.parametrize("text", ["a break, please", "I need a break", "eine Pause bitte"])
def test_a_break_without_a_day_is_asked_about_and_blames_nobody(
    german: Catalog, text: str
) -> None:
    turn = after(german, in_room(german, Stage.WEEK), words(text))

    assert turn.conversation.stage is Stage.PAUSING
    assert not said(turn).body.startswith(german.say("not-understood.pausing"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1 May 2020", "times.past"),
        ("20 November", "times.past"),
        ("in 60 weeks", "times.far"),
    ],
)
@pytest.mark.parametrize("asks", ["", "pause until "])
def test_a_day_that_a_break_cannot_end_on_is_told_and_the_break_stays(
    catalog: Catalog, text: str, key: str, asks: str
) -> None:
    paused = after(catalog, in_room(catalog, Stage.PAUSING), "two-weeks").conversation

    turn = after(catalog, paused, words(asks + text))

    assert note(turn, catalog, key)
    assert turn.conversation == paused


def test_the_end_of_a_break_in_another_year_is_told_with_its_year(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.WEEK)

    turn = after(catalog, here, words("pause until 20 November 2027"))

    assert "Monday, 22 November 2027, 9:00" in said(turn).body


def test_a_break_whose_end_is_no_day_is_asked_about(catalog: Catalog) -> None:
    turn = after(catalog, in_room(catalog, Stage.WEEK), words("pause for a while"))

    assert turn.conversation.stage is Stage.PAUSING
    assert note(turn, catalog, "not-understood.pausing")


def test_without_steps_a_break_until_a_day_is_none(catalog: Catalog) -> None:
    here = replace(in_room(catalog, Stage.SUMMARY), weekly=None)

    turn = after(catalog, here, words("pause until 3 January"))

    assert turn.conversation == here


def test_no_break_changes_nothing(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.PAUSING)

    turn = after(catalog, here, "no-break")

    assert weekly_of(turn) == here.weekly
    assert turn.conversation.stage is Stage.WEEK


def test_a_pause_while_a_question_stands_rests_as_ever(catalog: Catalog) -> None:
    here = replace(walk(catalog, "start"), weekly=on_mondays(catalog))

    turn = after(catalog, here, asked(Command.PAUSE))

    assert turn.conversation.stage is Stage.RESTING
    assert due(weekly_of(turn)) == "2026-11-30 09:00"


@pytest.mark.parametrize("step", ["stop-steps", asked(Command.STOP), words("stop")])
def test_steps_stop_in_one_tap_and_come_back_as_easily(
    catalog: Catalog, step: str | Typed | Asked
) -> None:
    stopped = after(catalog, in_room(catalog, Stage.SETTINGS), step)
    back = after(catalog, stopped.conversation, asked(Command.RESUME))

    assert stopped.conversation.stage is Stage.WEEK
    assert note(stopped, catalog, "times.stopped")
    assert Command.RESUME in ids(said(stopped).choices)
    assert due(weekly_of(stopped)) is None
    assert note(back, catalog, "times.is-back")
    assert due(weekly_of(back)) == "2026-11-30 09:00"


def test_steps_that_stop_let_a_question_stand(catalog: Catalog) -> None:
    here = replace(walk(catalog, "start"), weekly=on_mondays(catalog))

    first = after(catalog, here, asked(Command.STOP))
    second = after(catalog, first.conversation, asked(Command.STOP))

    assert first.conversation.asking == here.asking
    assert "No weekly step comes until you say **resume**." in said(first).body
    assert second.conversation.stage is Stage.ENDED


def test_whoever_is_asleep_comes_back_with_their_steps_where_they_were(
    catalog: Catalog,
) -> None:
    off = times.stopped(on_mondays(catalog), THURSDAY)
    asking = replace(walk(catalog, "start"), stage=Stage.RESTING, weekly=off)
    done = replace(at_summary(catalog), stage=Stage.ENDED, weekly=off)

    assert after(catalog, asking, asked(Command.RESUME)).conversation.stage is Stage.ASKING
    assert after(catalog, done, asked(Command.RESUME)).conversation.stage is Stage.WEEK


def test_a_greeting_does_not_bring_stopped_steps_back(catalog: Catalog) -> None:
    off = times.stopped(on_mondays(catalog), THURSDAY)
    here = replace(at_summary(catalog), stage=Stage.ENDED, weekly=off)

    turn = advance(catalog, here, Opened(THURSDAY))

    assert due(weekly_of(turn)) is None


def test_settings_of_stopped_and_resting_steps_have_the_way_back(catalog: Catalog) -> None:
    off = times.stopped(on_mondays(catalog), THURSDAY)
    resting = times.paused(on_mondays(catalog), OPEN_END, THURSDAY)
    of_off, of_resting = (
        said(after(catalog, in_room(catalog, Stage.SETTINGS, one), asked(Command.SETTINGS)))
        for one in (off, resting)
    )

    assert ids(of_off.choices)[-1] == "come-back"
    assert ids(of_resting.choices)[-2:] == ["come-back", "stop-steps"]
    assert "No weekly step comes until you say **resume**." in of_off.body
    assert "No weekly step comes until you say **resume**." in of_resting.body


def test_after_the_last_step_the_settings_offer_no_rest_from_steps(catalog: Catalog) -> None:
    ended = replace(on_mondays(catalog), plan=Plan(role=ANALYST))

    card = said(
        after(catalog, in_room(catalog, Stage.SETTINGS, ended), asked(Command.SETTINGS))
    )

    assert ids(card.choices)[-1] == "set-cue"
    assert not {"snooze", "pause-steps", "come-back", "stop-steps"} & set(ids(card.choices))


@pytest.mark.parametrize(
    ("picked", "comes"),
    [
        ("later-today", "2026-11-30 13:00"),
        ("tomorrow", "2026-12-01 09:00"),
        ("three-days", "2026-12-03 09:00"),
    ],
)
def test_an_open_step_waits_and_comes_once_more(
    catalog: Catalog, picked: str, comes: str
) -> None:
    at = wall("2026-11-30 10:00")
    here = in_room(catalog, Stage.SETTINGS, nudged(on_mondays(catalog)))

    asks = after(catalog, here, "snooze", at)
    turn = after(catalog, asks.conversation, picked, at)

    assert asks.conversation.stage is Stage.SNOOZING
    assert due(weekly_of(turn)) == comes
    assert turn.conversation.stage is Stage.WEEK
    assert note(turn, catalog, "times.snoozed")


@pytest.mark.parametrize(
    ("hour", "comes"), [(time(9), "2026-12-02 09:00"), (time(23), "2026-12-02 07:00")]
)
def test_what_is_put_off_at_night_comes_on_the_day_that_was_named(
    catalog: Catalog, hour: time, comes: str
) -> None:
    weekly = nudged(times.at_time(drafted(catalog), 0, hour, THURSDAY))
    here = in_room(catalog, Stage.SNOOZING, weekly)

    turn = after(catalog, here, "tomorrow", wall("2026-12-01 22:32"))

    assert due(weekly_of(turn)) == comes


def test_a_step_does_not_wait_beyond_its_week(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.SNOOZING, nudged(on_mondays(catalog)))

    turn = after(catalog, here, "three-days", wall("2026-12-06 12:00"))

    assert note(turn, catalog, "times.too-late")
    assert weekly_of(turn) == here.weekly


def test_without_an_open_step_nothing_can_wait(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.WEEK)

    for one in (here, replace(here, stage=Stage.SUMMARY, weekly=None)):
        turn = times_commands.snooze(catalog, one, THURSDAY)
        assert note(turn, catalog, "times.nothing-open")


def test_an_open_step_may_stay_as_it_is(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.SNOOZING, nudged(on_mondays(catalog)))

    assert weekly_of(after(catalog, here, "return")) == here.weekly


@pytest.mark.parametrize("stage", [*times_rooms.ROOMS])
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_room_fits_a_phone_and_answers_why_help_and_nonsense(
    stage: Stage, language: str
) -> None:
    content = load(content_folder(), language)
    weekly = times.with_cue(nudged(on_mondays(content)), "x" * 120)
    here = in_room(content, stage, weekly)

    for step in (asked(Command.WHY), asked(Command.HELP), words("qwertz qwertz")):
        card = said(after(content, here, step))
        assert len(card.body) <= 1_400
        assert len({*ids(card.choices)}) == len(card.choices) <= 20
        assert all(len(choice.label) <= 40 for choice in card.choices)


def test_F44_a_newcomer_without_a_zone_of_their_platform_counts_in_utc(
    catalog: Catalog,
) -> None:
    turn = after(catalog, at_summary(catalog, zone=None), "steps")

    assert "UTC, where it is 13:05 now" in said(turn).body

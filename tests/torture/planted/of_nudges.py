"""Bugs in what nudges people: each module of it has one, and each promise."""

from functools import partial

from bot.errors import StoreError
from bot.ports.news import Unreachable
from bot.ports.outbox import Kind
from tests.adapters.terminal import test_coming, test_travelling
from tests.engine.plans import (
    test_nudging as test_cards,
)
from tests.engine.plans import (
    test_plan_cards,
    test_planning,
    test_planning_rhythm,
    test_planning_skills,
)
from tests.engine.schedule import test_calendar, test_calendar_late
from tests.engine.weekly import test_messages, test_times, test_weeks
from tests.fakes.weekly import full
from tests.store import test_first_contacts, test_rounds, test_weeklies
from tests.torture.planted import nudges
from tests.torture.planted.planting import Planted
from tests.usecases import test_nudges_delivered, test_nudging, test_serving, test_wanting

DUE, PERIODS = "bot.engine.schedule.due", "bot.engine.schedule.periods"
hour_stays = test_calendar.test_F40_over_three_years_the_hour_stays
comes_back = test_weeklies.test_weekly_steps_come_back_as_they_were_wanted

BUGS_OF_NUDGES = {
    "I3: UTC instead of local time": Planted(
        nudges.zone_of_nobody, f"{DUE}.zone_or", partial(hour_stays, zone="America/New_York")
    ),
    "I3: seven days that are added in UTC": Planted(
        nudges.opening_by_seven_days_in_utc,
        f"{PERIODS}.opening",
        partial(hour_stays, zone="Europe/Berlin"),
    ),
    "F39: the second of two hours": Planted(
        nudges.second_of_two_hours,
        f"{PERIODS}.instant_of",
        test_calendar.test_F39_an_hour_that_was_set_when_it_came_the_second_time_is_still_the_first,
    ),
    "F41: a change that loses what was planned": Planted(
        nudges.replanned_without_what_was_planned,
        "bot.engine.weekly.times.replanned",
        test_times.test_F41_a_move_just_before_the_hour_brings_the_step_all_the_same,
    ),
    "F43: quiet hours that nothing waits for": Planted(
        nudges.awake_at_night,
        "bot.engine.schedule.late.awake",
        test_calendar_late.test_F43_back_in_the_night_they_are_spread_after_the_quiet_hours,
    ),
    "F43: everybody at once": Planted(
        nudges.spread_of_nobody,
        "bot.engine.schedule.late.spread",
        test_calendar_late.test_F42_a_machine_that_slept_an_hour_sends_what_was_due_within_the_window,
    ),
    "I3: a stretch that never comes": Planted(
        nudges.early_finishes_that_nobody_counts,
        "bot.engine.plans.planning._gone_on",
        test_planning.test_two_early_finishes_in_a_row_lead_to_the_stretch,
    ),
    "I7: a known skill that is forgotten": Planted(
        nudges.nothing_carried_over,
        "bot.engine.plans.planning._carried_over",
        test_planning.test_a_known_skill_is_known_in_another_role_too,
    ),
    "I7: a rhythm that goes back to zero": Planted(
        nudges.rhythm_that_goes_back_to_zero,
        "tests.engine.plans.test_planning_rhythm.rhythm",
        test_planning_rhythm.test_only_the_last_eight_weeks_count_and_nothing_goes_back_to_zero,
    ),
    "F59: a cue that is not quoted": Planted(
        nudges.quoted_as_it_was_typed,
        "bot.engine.plans.nudging.quoted",
        test_cards.test_the_persons_own_cue_is_quoted_and_cannot_pass_for_ours,
    ),
    "I7: a button for what cannot be": Planted(
        nudges.offered_whatever_it_is,
        "bot.engine.plans.plan_cards.offered_for",
        test_plan_cards.test_a_step_that_was_left_out_can_only_be_brought_back,
    ),
    "I7: a start beyond what was ticked": Planted(
        nudges.names_no_more,
        "bot.engine.plans.skills._names_more",
        test_planning_skills.test_a_step_that_names_what_was_not_ticked_is_not_passed,
    ),
    "I2: a card of any week": Planted(
        nudges.card_of_any_week,
        "bot.engine.weekly.weeks.holds",
        test_weeks.test_the_card_of_the_week_before_holds_no_longer_once_there_was_a_word,
    ),
    "I3: a reminder after a word": Planted(
        nudges.word_that_settles_nothing,
        "bot.engine.weekly.weeks.checked_in",
        test_weeks.test_a_word_on_the_running_week_takes_in_the_nudge_and_settles_it,
    ),
    "I3: a silence that never ends": Planted(
        nudges.heard_in_vain,
        "bot.engine.weekly.weeks.heard",
        test_weeks.test_whoever_says_anything_is_not_silent_any_more,
    ),
    "I7: a reminder that does not say so": Planted(
        nudges.reminder_like_a_nudge,
        "bot.engine.weekly.messages.reminder",
        test_messages.test_a_reminder_says_so_and_shows_the_step_once_more,
        also=(ValueError,),
    ),
    "F44: a zone that nobody has": Planted(
        nudges.zone_of_the_machine,
        "bot.engine.weekly.times.guessed_zone",
        partial(
            test_times.test_F44_where_no_zone_is_told_that_exists_a_draft_is_in_utc, told=None
        ),
    ),
    "I3: a reminder that counts as a silent week": Planted(
        nudges.reminder_that_counts_as_silence,
        "bot.usecases.nudging._written",
        test_serving.test_only_a_nudge_begins_a_week_and_only_it_waits_for_a_word,
    ),
    "I3: a question in every silent week": Planted(
        nudges.asked_in_every_silent_week,
        "bot.usecases.nudging.after_silence",
        test_serving.test_two_silent_weeks_ask_about_the_rhythm_and_four_leave_in_peace_once,
    ),
    "I3: a peace that is none": Planted(
        nudges.peace_that_is_none,
        "bot.usecases.nudging._left_in_peace",
        test_serving.test_two_silent_weeks_ask_about_the_rhythm_and_four_leave_in_peace_once,
    ),
    "I4: weeks off that nobody notes": Planted(
        nudges.offline_weeks_that_nobody_notes,
        "bot.usecases.nudging.taken",
        test_serving.test_F43_four_weeks_off_come_to_one_nudge_and_the_others_are_noted_as_passed_over,
    ),
    "F43: a storm after an outage": Planted(
        nudges.late_as_if_in_time,
        "bot.usecases.nudging.taken",
        test_nudging.test_F43_four_weeks_off_bring_everybody_one_nudge_spread_and_not_at_night,
    ),
    "F25: an agenda that holds up others": Planted(
        nudges.serve_that_holds_up_others,
        "tests.usecases.test_serving.carefully",
        test_serving.test_F25_an_agenda_that_cannot_be_served_waits_a_day_and_says_nothing,
        also=(OverflowError, ValueError),
    ),
    "I3: a stop that comes too late": Planted(
        nudges.wanted_whatever_was_said,
        "bot.usecases.wanting._unwanted",
        test_wanting.test_a_nudge_of_a_period_that_is_over_is_too_late,
    ),
    "I3: a message in the night": Planted(
        nudges.awake_at_night,
        "bot.usecases.wanting.awake",
        partial(
            test_wanting.test_what_comes_into_the_night_waits_for_the_morning,
            one=test_wanting.NUDGE,
        ),
    ),
    "I4: a message that does not ask whether it is wanted": Planted(
        nudges.wanted_whatever_was_said,
        "bot.usecases.composing.wanted",
        test_nudges_delivered.test_a_nudge_that_comes_into_the_night_is_sent_in_the_morning,
    ),
    "I4: a round in many transactions": Planted(
        nudges.serve_due_in_many_transactions,
        "bot.store.rounds.serve_due",
        test_rounds.test_a_round_that_fails_stores_nothing,
    ),
    "I3: no unique key": Planted(
        nudges.add_for_nobody,
        "bot.store.weekly_statements.add_scheduled",
        test_rounds.test_F39_a_second_message_of_a_kind_in_a_period_is_not_written,
    ),
    "I3: a week that was asked about twice": Planted(
        nudges.nobody_had_it,
        "bot.store.rounds._who_had_it",
        test_rounds.test_F39_a_week_that_was_asked_about_before_counts_once,
    ),
    "I3: a week that counts although nothing came": Planted(
        nudges.counted_although_nothing_came,
        "bot.store.rounds._uncounted",
        partial(
            test_rounds.test_whom_nothing_reaches_is_passed_over_and_the_week_does_not_count,
            news=Unreachable(test_rounds.SAM),
            reason="unreachable",
        ),
    ),
    "I7: an agenda that no turn finds": Planted(
        nudges.told_to_no_plan,
        "bot.store.weekly_statements.point_at_agendas",
        test_rounds.test_F39_where_all_was_written_before_a_turn_still_finds_the_agenda,
        also=(StoreError,),
    ),
    "I4: one key for everybody": Planted(
        nudges.key_of_the_period_alone,
        "bot.store.rounds._key",
        test_nudges_delivered.test_everybody_gets_this_weeks_step_under_their_own_key,
    ),
    "I3: a week that is not given back": Planted(
        nudges.nothing_given_back,
        "bot.store.posting.count_back",
        partial(
            test_rounds.test_a_message_that_nobody_gets_gives_its_week_back,
            kind=Kind.NUDGE,
            left=(1, 1, 1),
            way="dead",
        ),
    ),
    "F31: first messages all at once": Planted(
        nudges.spaced_by_nothing,
        "bot.store.posting._spaced",
        test_first_contacts.test_F31_first_direct_messages_go_one_by_one_and_nobody_else_waits,
    ),
    "I7: a plan without its pins": Planted(
        nudges.from_plan_without_pins,
        "bot.store.weeklies._from_plan",
        partial(comes_back, wanted=full()),
    ),
    "I3: a reminder that nobody wants": Planted(
        nudges.from_schedule_that_always_reminds,
        "bot.store.agendas.from_schedule",
        partial(comes_back, wanted=full()),
    ),
    "I4: a screen that serves nobody": Planted(
        nudges.due_without_a_round,
        "bot.adapters.terminal.coming.Coming.show_due",
        test_coming.test_what_comes_due_while_a_line_is_answered_is_shown_below_the_answer,
    ),
    "I4: a time machine that stops nowhere": Planted(
        nudges.nothing_on_the_way,
        "bot.adapters.terminal.coming.Coming.next_moment",
        test_travelling.test_whatever_is_due_on_the_way_comes_in_order_at_its_own_moment,
    ),
}

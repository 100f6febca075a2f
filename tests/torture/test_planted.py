"""Every bug that is planted in our own code turns a named check red."""

from functools import partial
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.errors import Refusal, StoreError
from tests import test_logs
from tests.fakes.clock import FakeClock
from tests.ports import test_inbound
from tests.store import (
    test_batches,
    test_engines,
    test_migrations,
    test_outbox,
    test_reader,
    test_sqlite,
    test_turns,
)
from tests.store.files import test_backup, test_damage, test_place, test_restore, test_soundness
from tests.store.people import test_forgetting, test_owners, test_retention
from tests.torture.planted import cases, files, privacy, twins
from tests.torture.planted.of_nudges import BUGS_OF_NUDGES
from tests.torture.planted.planting import Planted
from tests.usecases import test_delivery, test_flood, test_lanes, test_verdicts
from tests.usecases import test_retention as test_rounds
from tests.usecases import test_turns as test_use_case

pytestmark = pytest.mark.thorough

RED = (AssertionError, pytest.fail.Exception)


together = test_batches.test_turns_taken_together_leave_what_they_leave_one_after_the_other
refusal_ends = test_delivery.test_F23_F24_every_refusal_comes_to_an_end_that_is_written_down

PLANTED = {
    "I2: a key that is never claimed": Planted(
        twins.claim_that_takes_repeats_for_new,
        "bot.store.batches._claim",
        test_turns.test_F01_the_same_event_twenty_times_at_once_has_one_effect,
    ),
    "I1: an answer without its attempt": Planted(
        twins.keep_answer_that_forgets_the_attempt,
        "bot.store.steps._keep_answer",
        test_turns.test_a_restart_keeps_the_old_answers_in_the_log_and_counts_only_new_ones,
    ),
    "I2: a move past newer versions": Planted(
        twins.move_past_newer_versions,
        "bot.store.statements.move",
        test_turns.test_a_conversation_that_moved_meanwhile_is_an_error_that_stores_nothing,
    ),
    "I2: a group whose moves nobody counts": Planted(
        twins.write_whatever_moved,
        "bot.store.steps.Writing.write",
        test_turns.test_a_conversation_that_moved_meanwhile_is_an_error_that_stores_nothing,
    ),
    "I2: a group with everybody's turns": Planted(
        twins.groups_of_all_turns,
        "bot.store.batches._groups",
        partial(together, seed=0),
    ),
    "I7: people who stand in each other's place": Planted(
        twins.standings_in_any_order,
        "bot.store.batches.standings",
        partial(together, seed=0),
    ),
    "I7: a reply that overtakes what waits": Planted(
        twins.carry_out_that_overtakes,
        "bot.store.steps._carry_out",
        test_delivery.test_whoever_writes_again_does_not_wait_for_what_was_refused_before,
    ),
    "I6: what waits is not hurried when somebody writes": Planted(
        twins.hear_that_hurries_nothing,
        "bot.store.steps._hear",
        test_delivery.test_whoever_writes_again_does_not_wait_for_what_was_refused_before,
    ),
    "I4: one key for all messages": Planted(
        twins.message_key_of_the_number_alone,
        "bot.store.steps.message_key",
        test_delivery.test_F19_every_attempt_has_the_same_short_key_and_no_other_message_has_it,
    ),
    "I4: a mark under an old fence": Planted(
        twins.mark_sent_under_any_older_fence,
        "bot.store.posting_statements.mark_sent",
        test_outbox.test_F28_a_late_report_under_an_old_fence_is_void,
    ),
    "I4: a mark on what has ended": Planted(
        twins.mark_sent_whatever_became_of_it,
        "bot.store.posting_statements.mark_sent",
        test_outbox.test_marking_sent_twice_counts_once,
    ),
    "I7: a takeover out of order": Planted(
        twins.left_unsent_newest_first,
        "bot.store.posting_statements.left_unsent",
        test_outbox.test_F16_what_was_left_is_taken_over_in_order_under_a_higher_fence,
    ),
    "I4: a claim under the old fence": Planted(
        twins.take_without_a_new_fence,
        "bot.store.posting_statements.take",
        test_outbox.test_F28_a_late_report_under_an_old_fence_is_void,
    ),
    "I7: a claim that ignores order and pace": Planted(
        twins.claim_due_that_ignores_order_and_pace,
        "bot.store.posting.claim_due",
        test_delivery.test_F22_a_community_that_must_wait_holds_up_nobody_else_and_its_own_come_later,
    ),
    "I4: a lease that is ignored": Planted(
        twins.claim_due_that_holds_nothing,
        "bot.store.posting.claim_due",
        test_delivery.test_F28_two_processes_on_one_file_send_each_message_once,
        also=(TimeoutError,),
    ),
    "I4: a doubtful reply that is sent again": Planted(
        twins.claim_doubtful_that_sends_again,
        "bot.store.posting.claim_doubtful",
        test_delivery.test_F17_a_reply_that_was_sent_before_the_process_died_is_not_sent_again,
    ),
    "I7: a standing card after something newer": Planted(
        twins.say_the_standing_card_always,
        "bot.store.posting._say_the_standing_card",
        test_delivery.test_F17_when_something_was_said_since_a_lost_reply_needs_no_other_card,
    ),
    "I4: news that nobody notes": Planted(
        twins.spread_that_forgets_the_news,
        "bot.store.posting._spread",
        test_delivery.test_F22_a_limit_of_the_whole_platform_holds_every_community,
    ),
    "I1: an acknowledgement before the commit": Planted(
        twins.commit_that_tells_first,
        "bot.store.writer.WriterThread._commit",
        test_use_case.test_I1_when_a_turn_returns_everybody_can_see_it,
    ),
    "I1: half a step that stays": Planted(
        twins.run_that_keeps_half_a_step,
        "bot.store.commits._run",
        test_turns.test_F03_steps_that_raise_among_others_leave_no_key_and_the_others_stay,
    ),
    "I1: a turn that begins without the lock": Planted(
        twins.begin_without_the_lock,
        "bot.store.engines._begin_with",
        test_engines.test_F45_the_writer_holds_the_lock_before_it_reads,
    ),
    "I1: a reader that may write": Planted(
        twins.reader_engine_that_may_write,
        "tests.torture.planted.planting.reader_engine",
        test_engines.test_a_reader_cannot_write,
    ),
    "I7: reads of several moments": Planted(
        twins.read_without_a_transaction,
        "bot.store.reader.ReaderThreads._run",
        test_reader.test_all_that_a_step_reads_is_of_one_moment_although_somebody_writes_meanwhile,
    ),
    "I1: values bound in the wrong order": Planted(
        twins.bound_in_the_order_of_the_caller,
        "bot.store.prepared.Prepared._bound",
        test_use_case.test_I7_at_every_step_of_a_walk_the_standing_card_is_the_one_that_was_said,
        also=(StoreError,),
    ),
    "I7: a card that forgets its place": Planted(
        twins.to_card_that_loses_the_place,
        "bot.store.rows.to_card",
        test_outbox.test_a_card_that_was_left_comes_back_as_it_was_written,
    ),
    "I8: an error that repeats what was said": Planted(
        twins.translated_with_everything,
        "bot.store.sqlite.SqliteStore._translated",
        test_turns.test_F04_a_turn_whose_key_cannot_be_written_fails_and_its_repeat_is_processed,
    ),
    "I2: an old card that counts": Planted(
        twins.advance_that_takes_old_cards,
        "bot.usecases.turns.advance",
        test_turns.test_F08_clicks_in_any_order_count_only_on_the_card_that_stands,
    ),
    "I4: a message noted before it is sent": Planted(
        twins.send_that_notes_before_it_sends,
        "bot.usecases.delivery.Delivery._send",
        test_delivery.test_F27_what_a_closed_way_refuses_goes_the_long_way_under_the_same_key,
    ),
    "I7: sending that goes on after a refusal": Planted(
        twins.send_that_goes_on_after_a_refusal,
        "bot.usecases.delivery.Delivery._send",
        test_delivery.test_F30_somebody_who_cannot_be_reached_is_left_alone_until_they_write,
    ),
    "I4: a poisoned message that stops the rest": Planted(
        twins.careful_that_passes_everything_on,
        "bot.usecases.routes.Careful.deliver",
        test_delivery.test_F25_one_poisoned_message_among_a_thousand_ends_and_the_others_arrive,
        also=(TimeoutError,),
    ),
    "I7: two at once with one account": Planted(
        twins.lane_of_nobody,
        "bot.usecases.lanes.Lanes.of",
        test_lanes.test_F26_one_at_a_time_is_with_an_account_in_the_order_of_asking,
    ),
    "I9: a lane that stays": Planted(
        twins.lane_that_stays,
        "bot.usecases.lanes.Lanes.of",
        test_delivery.test_I9_after_all_is_sent_nothing_is_kept_in_memory,
    ),
    "I7: a standing card that is not made": Planted(
        twins.card_as_it_was_written,
        "bot.usecases.composing.Composer.card",
        test_delivery.test_F16_what_nobody_sent_before_the_process_died_ends_in_one_current_card,
    ),
    "I4: a lost reply that is sent again": Planted(
        twins.outcome_that_sends_again_what_is_in_doubt,
        "bot.usecases.verdicts._outcome",
        test_delivery.test_F18_F21_a_reply_whose_answer_was_lost_is_followed_by_the_current_card_once,
    ),
    "I4: a message that is never given up": Planted(
        twins.outcome_that_never_gives_up,
        "bot.usecases.verdicts._outcome",
        partial(refusal_ends, refusal=Refusal.OURS, ends=("dead", "ours")),
    ),
    "I9: a pause that does not grow": Planted(
        twins.pause_that_does_not_grow,
        "bot.usecases.verdicts.pause",
        test_delivery.test_F24_an_outage_is_not_asked_all_the_time,
    ),
    "I4: one look is enough": Planted(
        twins.found_out_after_one_look,
        "tests.usecases.test_verdicts.found_out",
        test_verdicts.test_F20_what_is_not_found_is_looked_for_twice_before_it_is_sent_again,
    ),
    "I1: a newer database that is opened": Planted(
        twins.schema_of_any_number,
        "bot.store.sqlite.schema_of",
        partial(
            test_soundness.test_F49_F50_F52_a_file_that_we_must_not_use_is_refused_and_left_as_it_is,
            spoil=test_soundness.newer,
            told="newer version",
        ),
    ),
    "I1: a damaged database that is opened": Planted(
        files.damage_that_nobody_looks_for,
        "bot.store.files.soundness.damage_at_start",
        test_damage.test_F50_damage_that_only_an_index_shows_is_refused,
    ),
    "I1: a migration without a copy": Planted(
        files.migration_without_a_copy,
        "bot.store.migrating._copy_of_older",
        test_migrations.test_F51_what_cannot_be_copied_first_is_not_migrated,
    ),
    "I1: a backup without the log": Planted(
        files.copy_of_whatever_is_there,
        "bot.store.files.backup.copy",
        test_backup.test_F53_what_a_killed_program_left_in_its_log_is_backed_up_and_stays_there,
    ),
    "I1: a backup that nobody checked": Planted(
        files.contents_that_nobody_checks,
        "bot.store.files.backup.contents",
        partial(
            test_backup.test_F53_what_is_no_whole_database_of_ours_becomes_no_backup,
            spoil=test_backup.with_lost_rows,
            told="lost its conversation",
        ),
    ),
    "I1: a restore under a running program": Planted(
        files.alone_with_anybody,
        "bot.store.files.restore.alone_with",
        partial(
            test_restore.test_F53_whoever_has_the_database_open_keeps_it,
            does=test_restore.IN_WAL,
        ),
    ),
    "I1: a restore under an old log": Planted(
        files.logs_that_stay,
        "bot.store.files.restore._drop_logs",
        partial(
            test_restore.test_F53_the_log_of_a_database_that_was_deleted_never_reaches_the_new_file,
            empty=False,
        ),
    ),
    "I10: a late event that is not known as one": Planted(
        privacy.forget_without_a_mark,
        "bot.store.people.owners.forget",
        test_forgetting.test_F68_a_late_event_after_an_operator_forgot_recreates_nothing,
    ),
    "I10: a double click that greets a newcomer": Planted(
        privacy.acted_at_to_the_letter,
        "bot.usecases.turns._acted_at",
        test_forgetting.test_F68_what_was_done_before_comes_late_and_recreates_nothing,
    ),
    "I10: a log that goes on holding it": Planted(
        privacy.log_that_stays,
        "bot.store.people.forgetting.empty_log_after_commit",
        test_forgetting.test_F68_no_table_and_no_byte_of_the_file_names_whom_we_have_forgotten,
    ),
    "I5: links that are not followed": Planted(
        privacy.belongs_only_directly,
        "bot.store.people.owners.belongs_to",
        test_owners.test_F69_every_row_and_every_column_about_a_person_is_exported,
        also=(StoreError,),
    ),
    "I5: an export of everybody": Planted(
        privacy.everything_about_everybody,
        "bot.store.people.owners.everything",
        test_owners.test_F69_the_export_names_every_table_and_holds_all_of_one_and_none_of_another,
    ),
    "I4: a warning that comes with the end": Planted(
        privacy.ages_that_need_no_time_after_a_warning,
        "bot.store.people.retention._ages",
        test_retention.test_F70_after_600_days_a_person_is_warned_and_after_30_more_they_are_gone,
    ),
    "I9: a round that ends half-way": Planted(
        privacy.retain_one_step,
        "tests.usecases.test_retention.retain",
        test_rounds.test_F70_every_rule_is_followed_to_its_end_and_counted,
    ),
    "I4: a warning to somebody who came back": Planted(
        privacy.warning_that_is_never_moot,
        "bot.usecases.composing.warning_card",
        test_retention.test_a_warning_says_until_when_and_is_moot_once_somebody_was_here,
    ),
}

BUGS_OF_CASES = {
    "F02: a key that is never claimed": Planted(
        twins.claim_that_takes_repeats_for_new,
        "bot.store.batches._claim",
        test_use_case.test_F02_a_repeat_that_is_the_first_to_reach_us_is_processed_once,
    ),
    "F07: an old card that counts": Planted(
        twins.advance_that_takes_old_cards,
        "bot.usecases.turns.advance",
        test_turns.test_F07_fifty_equal_clicks_make_one_transition_and_losers_get_the_current_card,
    ),
    "F10: a second device whose answer is not kept": Planted(
        cases.keep_answer_of_the_first_question_only,
        "bot.store.steps._keep_answer",
        test_turns.test_F10_two_devices_converge_on_one_card,
    ),
    "F46: a lock that is told in the driver's words": Planted(
        cases.never,
        "bot.store.sqlite.is_locked",
        test_sqlite.test_F46_a_file_that_stays_locked_is_the_same_sentence_as_at_the_start,
    ),
    "F48: a disk that nobody looks at": Planted(
        cases.never,
        "bot.store.files.soundness.check_room",
        test_place.test_F48_on_a_disk_with_hardly_any_room_a_start_says_so,
    ),
    "F54: text that is taken as it came": Planted(
        cases.as_it_came,
        "tests.ports.test_inbound.readable",
        partial(
            test_inbound.test_F54_F57_a_text_becomes_what_every_store_and_platform_can_carry,
            text="lone \ud800 high",
            kept="lone \ufffd high",
        ),
    ),
    "F77: a bucket without a bottom": Planted(
        cases.take_without_end,
        "bot.usecases.flood.Buckets.take",
        test_flood.test_F77_one_who_sends_200_a_second_gets_few_through_and_100_others_all,
    ),
    "F79: a line with all its words": Planted(
        cases.format_with_every_word,
        "bot.logs.Redacting.format",
        test_logs.test_F79_what_a_library_says_of_its_arguments_is_left_out,
    ),
}
"""Where a case has a test of its own that no other bug here turns red."""

ALL = PLANTED | BUGS_OF_CASES | BUGS_OF_NUDGES


@pytest.mark.parametrize("planted", ALL.values(), ids=ALL)
async def test_a_planted_bug_turns_its_check_red(
    planted: Planted,
    database: Path,
    clock: FakeClock,
    catalog: Catalog,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planted.place, planted.twin)

    with pytest.raises((*RED, *planted.also)):
        await planted.run_check(database, clock, catalog)


@pytest.mark.parametrize("planted", ALL.values(), ids=ALL)
async def test_without_the_bug_the_check_is_green(
    planted: Planted, database: Path, clock: FakeClock, catalog: Catalog
) -> None:
    await planted.run_check(database, clock, catalog)

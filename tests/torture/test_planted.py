from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from inspect import isawaitable, signature
from pathlib import Path
from typing import Any

import pytest

from bot.catalog import Catalog
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.people import with_people
from tests.store import (
    test_backup,
    test_damage,
    test_migrations,
    test_outbox,
    test_restore,
    test_soundness,
    test_turns,
)
from tests.torture.planted import twins
from tests.usecases import test_delivery
from tests.usecases import test_turns as test_use_case

RED = (AssertionError, pytest.fail.Exception)


@dataclass(frozen=True)
class Planted:
    """A broken twin, the place where it is swapped in, and the check that must go red."""

    twin: Any
    place: str
    check: Callable[..., Any]

    async def run_check(self, database: Path, clock: FakeClock, catalog: Catalog) -> None:
        """Call the check as pytest would, with the fixtures that it names."""
        fixtures = {
            "database": database,
            "tmp_path": database.parent,
            "clock": clock,
            "catalog": catalog,
        }
        wanted = signature(self.check).parameters
        given = {name: value for name, value in fixtures.items() if name in wanted}
        if "peopled" in wanted:
            await with_people(database, catalog)
            given["peopled"] = database
        if "backup" in wanted:
            given["backup"] = await test_restore.backed_up_before_zoe(database, clock, catalog)
        if "store" not in wanted:
            if isawaitable(ended := self.check(**given)):
                await ended
            return
        async with opened(database, clock) as store:
            await self.check(store=store, **given)


PLANTED = {
    "a key that is never claimed": Planted(
        twins.take_turn_that_claims_no_key,
        "bot.store.steps.take_turn",
        test_turns.test_F01_the_same_event_twenty_times_at_once_has_one_effect,
    ),
    "an answer without its attempt": Planted(
        twins.keep_answer_that_forgets_the_attempt,
        "bot.store.steps._keep_answer",
        test_turns.test_a_restart_keeps_the_old_answers_in_the_log_and_counts_only_new_ones,
    ),
    "a move past newer versions": Planted(
        twins.move_past_newer_versions,
        "bot.store.statements.move",
        test_turns.test_a_conversation_that_moved_meanwhile_is_an_error_that_stores_nothing,
    ),
    "a mark under an old fence": Planted(
        twins.mark_sent_under_any_older_fence,
        "bot.store.statements.mark_sent",
        test_outbox.test_F28_a_late_report_under_an_old_fence_is_void,
    ),
    "a takeover out of order": Planted(
        twins.left_unsent_newest_first,
        "bot.store.statements.left_unsent",
        test_outbox.test_F16_what_was_left_is_taken_over_in_order_under_a_higher_fence,
    ),
    "an acknowledgement before the commit": Planted(
        twins.commit_that_tells_first,
        "bot.store.writer.WriterThread._commit",
        test_use_case.test_I1_when_a_turn_returns_everybody_can_see_it,
    ),
    "half a step that stays": Planted(
        twins.run_that_keeps_half_a_step,
        "bot.store.writer._run",
        test_turns.test_F03_a_step_that_raises_leaves_no_key_so_the_repeat_is_processed,
    ),
    "an old card that counts": Planted(
        twins.advance_that_takes_old_cards,
        "bot.usecases.turns.advance",
        test_turns.test_F08_clicks_in_any_order_count_only_on_the_card_that_stands,
    ),
    "a refused message marked as sent": Planted(
        twins.deliver_that_marks_everything,
        "tests.usecases.test_delivery.deliver",
        test_delivery.test_what_a_refusal_left_is_delivered_at_the_next_start,
    ),
    "a newer database that is opened": Planted(
        twins.schema_of_any_number,
        "bot.store.sqlite.schema_of",
        partial(
            test_soundness.test_F49_F50_F52_a_file_that_we_must_not_use_is_refused_and_left_as_it_is,
            spoil=test_soundness.newer,
            told="newer version",
        ),
    ),
    "a damaged database that is opened": Planted(
        twins.damage_that_nobody_looks_for,
        "bot.store.soundness.damage_at_start",
        test_damage.test_F50_damage_that_only_an_index_shows_is_refused,
    ),
    "a migration without a copy": Planted(
        twins.migration_without_a_copy,
        "bot.store.migrating._copy_of_older",
        test_migrations.test_F51_what_cannot_be_copied_first_is_not_migrated,
    ),
    "a backup without the log": Planted(
        twins.copy_of_whatever_is_there,
        "bot.store.backup.copy",
        test_backup.test_F53_what_a_killed_program_left_in_its_log_is_backed_up_and_stays_there,
    ),
    "a backup that nobody checked": Planted(
        twins.contents_that_nobody_checks,
        "bot.store.backup.contents",
        partial(
            test_backup.test_F53_what_is_no_whole_database_of_ours_becomes_no_backup,
            spoil=test_backup.with_lost_rows,
            told="lost its conversation",
        ),
    ),
    "a restore under a running program": Planted(
        twins.alone_with_anybody,
        "bot.store.restore.alone_with",
        partial(
            test_restore.test_F53_whoever_has_the_database_open_keeps_it,
            does=test_restore.IN_WAL,
        ),
    ),
    "a restore under an old log": Planted(
        twins.logs_that_stay,
        "bot.store.restore._drop_logs",
        partial(
            test_restore.test_F53_the_log_of_a_database_that_was_deleted_never_reaches_the_new_file,
            empty=False,
        ),
    ),
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
async def test_a_planted_bug_turns_its_check_red(
    planted: Planted,
    database: Path,
    clock: FakeClock,
    catalog: Catalog,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planted.place, planted.twin)

    with pytest.raises(RED):
        await planted.run_check(database, clock, catalog)


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
async def test_without_the_bug_the_check_is_green(
    planted: Planted, database: Path, clock: FakeClock, catalog: Catalog
) -> None:
    await planted.run_check(database, clock, catalog)

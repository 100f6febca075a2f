"""What a season came to, for people and for programs."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from bot.rehearsal.clock import START
from bot.rehearsal.faults import Fault
from bot.rehearsal.seasons.ledger import Account
from bot.rehearsal.seasons.reasons import Skipped
from bot.rehearsal.seasons.report import as_json, as_text
from bot.rehearsal.seasons.season import Played, Size
from bot.rehearsal.world import Violation

SIZE = Size(members=12, weeks=3, faults=4)
BROKEN = Violation("I4", "a nudge is missing", 7, 0, ("12:00:01 sam opens",))
SKIPPED = Counter({Skipped.PAUSED: 2, Skipped.STOPPED: 5})
ACCOUNT = Account(due=1_300, sent=1_292, skipped=SKIPPED, unknown=1)
PLAYED = Played(
    ACCOUNT,
    happened=Counter({Fault.LOCK: 3, Fault.REPEAT: 1}),
    answers_lost=0,
    violations=[],
    sent_at=Counter(
        {START: 30, START + timedelta(minutes=1): 10, START + timedelta(days=8): 4}
    ),
    lives=3,
)


def test_programs_get_the_figures_under_the_names_that_were_promised() -> None:
    told = as_json(PLAYED, SIZE, 7)

    assert told == {
        "members": 12,
        "weeks": 3,
        "due": 1_300,
        "sent": 1_292,
        "doubled": 0,
        "missing": 0,
        "skipped": {
            "stopped": 5,
            "paused": 2,
            "snoozed": 0,
            "offline": 0,
            "unreachable": 0,
            "forgotten": 0,
            "period_ended": 0,
        },
        "unknown": 1,
        "answers_lost": 0,
        "faults": 4,
        "violations": 0,
        "seed": 7,
    }
    assert json.loads(json.dumps(told)) == told


def test_people_read_what_was_sent_what_was_not_and_why() -> None:
    lines = as_text(PLAYED, SIZE, 7).splitlines()

    assert lines[:7] == [
        "12 simulated members, 3 weeks from 02 March, seed 7",
        "",
        "1,300 nudges due: 1,292 sent, 7 not wanted or not possible, 1 perhaps sent",
        "  5 because members had stopped their steps",
        "  2 because members had paused",
        "Sent twice: 0. Missing: 0. Answers lost: 0.",
        "On the way: 4 faults of 2 kinds, 3 starts of the program.",
    ]


def test_people_see_each_week_as_a_bar_and_the_busiest_minute() -> None:
    *_, head, first, second, busiest = as_text(PLAYED, SIZE, 7).splitlines()

    assert head == "Messages by week, reminders included:"
    assert first == f"    1  {'█' * 30} 40"
    assert second == f"    2  {'█' * 3} 4"
    assert busiest == "Most in one minute: 30, on Monday, 02 March, at 12:00 UTC."


def test_no_line_is_wider_than_a_screen() -> None:
    assert max(map(len, as_text(PLAYED, SIZE, 7).splitlines())) <= 80


def test_one_of_a_thing_is_told_as_one() -> None:
    played = replace(PLAYED, account=Account(due=1, sent=1), happened=Counter())

    told = as_text(played, Size(1, 1, 0), 7)

    assert told.startswith("1 simulated member, 1 week from")
    assert "\n1 nudge due: 1 sent" in told


def test_where_nothing_went_wrong_no_word_is_lost_about_faults() -> None:
    assert "On the way" not in as_text(replace(PLAYED, happened=Counter()), SIZE, 7)


def test_a_season_in_which_nothing_was_sent_says_so() -> None:
    told = as_text(replace(PLAYED, sent_at=Counter()), SIZE, 7)

    assert told.endswith("Nothing was sent.\n")


def test_a_broken_promise_comes_last_with_the_steps_that_led_there() -> None:
    *_, step, told = as_text(replace(PLAYED, violations=[BROKEN]), SIZE, 7).splitlines()

    assert step == "  12:00:01 sam opens"
    assert told == "I4: a nudge is missing (seed 7, episode 0)"

from collections import Counter

from bot.rehearsal.faults import Fault
from bot.rehearsal.rehearsing import Rehearsed
from bot.rehearsal.report import as_text, quantile
from bot.rehearsal.world import Violation

BROKEN = Violation("I1", "k is acknowledged and not stored", 7, 3, ("12:00:01 sam opens",))


def test_the_report_tells_how_often_each_fault_happened_and_whether_it_was_missed() -> None:
    rehearsed = Rehearsed(
        seeds=[7],
        episodes=1,
        happened=Counter({Fault.LOCK: 3, Fault.REPEAT: 1}),
        sampled=Counter({Fault.LOCK: 2}),
        changed=Counter({Fault.LOCK: 1}),
        answers=Counter({20: 99, 1000: 1}),
    )

    told = as_text(rehearsed)

    assert "4 faults over 1 seeds (7)" in told
    assert "database locked                    3   75.0%         2      50%" in told
    assert "99 % within 0.020 s, all within 1.000 s" in told


def test_the_report_ends_with_the_steps_that_led_to_a_broken_promise_and_the_seed() -> None:
    told = as_text(Rehearsed(seeds=[7], violations=[BROKEN]))

    *_, steps, last = told.splitlines()
    assert steps == "  12:00:01 sam opens"
    assert last == "I1: k is acknowledged and not stored (seed 7, episode 3)"


def test_two_rehearsals_add_up() -> None:
    whole = Rehearsed(seeds=[1], episodes=2, lives=3, happened=Counter({Fault.LOCK: 1}))

    whole.add(Rehearsed(seeds=[2], episodes=1, violations=[BROKEN]))

    assert (whole.seeds, whole.episodes, whole.lives) == ([1, 2], 3, 3)
    assert whole.happened[Fault.LOCK] == 1
    assert whole.violations == [BROKEN]


def test_a_quantile_is_the_time_within_which_so_many_are_answered() -> None:
    answers = Counter({10: 50, 20: 49, 900: 1})

    assert quantile(answers, 0.5) == 0.01
    assert quantile(answers, 0.99) == 0.02
    assert quantile(answers, 1) == 0.9
    assert quantile(Counter(), 0.5) == 0.0

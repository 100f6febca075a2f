import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.rehearsal.campaign import campaign
from bot.rehearsal.faults import Fault
from bot.rehearsal.rehearsing import Rehearsed, rehearse
from bot.rehearsal.report import as_text, quantile
from tests.torture.everyday import seed_of

SMALL_SEEDS, SMALL = (1, 2), 2_500
"""Together the 5,000 faults of every check; one seed for each of two processors."""

BIG_SEEDS, BIG = 20, 10_000
TINY_SEEDS, TINY = 2, 100
"""What the campaign is tried with where its big counts are not wanted."""

LEAST_SHARE = 0.03
LONGEST_ANSWER = 1.0


@pytest.mark.thorough
@pytest.mark.parametrize("seed", SMALL_SEEDS)
def test_thousands_of_faults_break_no_promise(seed: int) -> None:
    rehearsed = rehearse(seed, SMALL, sampled=12 / SMALL)

    assert_kept(rehearsed)
    assert rehearsed.happened.total() >= SMALL
    assert_balanced(rehearsed)


@pytest.mark.thorough
def test_hundreds_of_thousands_of_faults_break_no_promise(
    torture: str,
    report: Path | None,
    record_property: Callable[[str, object], None],
) -> None:
    is_big = torture == "store"
    first = seed_of(torture)
    seeds = range(first, first + (BIG_SEEDS if is_big else TINY_SEEDS))

    rehearsed = campaign(seeds, BIG if is_big else TINY, tell, sampled=0.005)

    told = as_text(rehearsed)
    record_property("rehearsal", told)
    if report is not None:
        report.write_text(told)
    if is_big:
        sys.stdout.write(f"\n{told}")
        assert_balanced(rehearsed)
    assert_kept(rehearsed)
    assert sorted(rehearsed.seeds) == list(seeds)


def tell(line: str) -> None:
    """Show how far it is, also while output is kept back."""
    sys.stderr.write(f"{line}\n")


def assert_kept(rehearsed: Rehearsed) -> None:
    """No promise is broken, and nobody waits longer for an answer than we allow ourselves."""
    assert rehearsed.violations == [], "\n\n".join(map(str, rehearsed.violations))
    assert quantile(rehearsed.answers, 0.99) <= LONGEST_ANSWER


def assert_balanced(rehearsed: Rehearsed) -> None:
    """Every kind of fault happens often enough, and most of what is left out was missed."""
    total = rehearsed.happened.total()
    rare = [one for one in Fault if rehearsed.happened[one] < LEAST_SHARE * total]
    assert rare == [], as_text(rehearsed)
    assert rehearsed.changed.total() * 2 >= rehearsed.sampled.total() > 0

"""Weeks of many people among faults: nobody gets two nudges, and none is missing."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

import pytest

from bot.rehearsal.file import rehearsed_file
from bot.rehearsal.rehearsing import shipped
from bot.rehearsal.seasons.report import as_json, as_text
from bot.rehearsal.seasons.season import Played, Size, play
from bot.wiring import settle_in
from tests.torture.everyday import seed_of

SMALL_SEEDS, SMALL = (1, 2, 3), Size(members=12, weeks=8, faults=400)
BIG_SEEDS, BIG = 20, Size(members=60, weeks=26, faults=10_000)
TINY_SEEDS, TINY = 2, Size(members=4, weeks=3, faults=20)
"""What the campaign is tried with where its big counts are not wanted."""

Note = Callable[[str, object], None]


def played(size: Size, seed: int) -> Played:
    with rehearsed_file() as file:
        return play(size, seed, file, shipped())


@pytest.mark.thorough
@pytest.mark.parametrize("seed", SMALL_SEEDS)
def test_I3_I4_two_months_among_hundreds_of_faults_double_and_lose_nothing(
    seed: int, record_property: Note
) -> None:
    season = played(SMALL, seed)

    record_property("season", as_text(season, SMALL, seed))
    assert_kept(season, SMALL, seed)


@pytest.mark.thorough
def test_I3_I4_half_a_year_among_thousands_of_faults_doubles_and_loses_nothing(
    torture: str, record_property: Note
) -> None:
    is_big = torture == "nudges"
    first = seed_of(torture)
    seeds, size = (BIG_SEEDS, BIG) if is_big else (TINY_SEEDS, TINY)

    seasons = campaign(size, range(first, first + seeds))

    for seed, season in seasons.items():
        record_property("season", as_text(season, size, seed))
        assert_kept(season, size, seed)
    assert sorted(seasons) == [*range(first, first + seeds)]


def test_F42_without_faults_all_that_is_due_and_wanted_is_sent() -> None:
    size = Size(members=5, weeks=4, faults=0)

    account = played(size, seed=1).account

    assert account.sent
    assert account.sent + account.skipped.total() == account.due
    assert account.skipped.keys() <= {"stopped", "paused", "snoozed", "forgotten"}


@pytest.mark.thorough
def test_the_same_seed_plays_the_same() -> None:
    size = Size(members=3, weeks=2, faults=40)

    one, other = (as_json(played(size, seed=7), size, 7) for _ in range(2))

    assert one == other


def campaign(size: Size, seeds: range) -> dict[int, Played]:
    """A season of each seed, as many at once as there are processors."""
    seasons = {}
    # Not forked: a season begins with nothing that another one has left behind.
    spawned = get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawned, initializer=settle_in) as pool:
        running = {pool.submit(played, size, seed): seed for seed in seeds}
        for done in as_completed(running):
            seed = running[done]
            seasons[seed] = done.result()
            told = as_json(seasons[seed], size, seed)
            broken = "\n\n".join(map(str, seasons[seed].violations))
            sys.stderr.write(f"{len(seasons)} of {len(seeds)}: {told}\n{broken}\n")
    return seasons


def assert_kept(season: Played, size: Size, seed: int) -> None:
    """Nothing is doubled, missing or lost, and the sums are right to the last one."""
    told = as_json(season, size, seed)
    assert season.violations == [], "\n\n".join(map(str, season.violations))
    assert (told["doubled"], told["missing"], told["answers_lost"]) == (0, 0, 0)
    account = season.account
    assert account.due == account.sent + account.unknown + account.skipped.total()
    assert season.happened.total() >= size.faults * 0.9

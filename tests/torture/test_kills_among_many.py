import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

import pytest

from bot.catalog import Catalog
from tests.fakes.file import rows
from tests.fakes.town import Town
from tests.torture.everyday import AMONG_OTHER_TESTS, seed_of
from tests.torture.witness import Witness

PEOPLE = 20
KILLS, KILLS_IN_TORTURE = 5, 200
STOPS, STOPS_IN_TORTURE = 3, 200
STOPS_TO_A_REST = 10
"""Whoever talks as fast as a program writes more than is sent the long way meanwhile."""

LONGEST_LIFE = 0.5
"""Seconds of talk before a process is ended, at most."""

LEASES_RUN_OUT = 35.0
"""Seconds after which nothing is held by the dead, and what was refused once is due."""

BACK_AT_WORK = 5.0
IN_GOOD_ORDER = 10.0

Note = Callable[[str, object], None]


async def test_I1_I2_I7_whoever_is_killed_among_many_loses_and_doubles_nothing(
    database: Path, catalog: Catalog, torture: str, record_property: Note
) -> None:
    seed = seed_of(torture)
    town = Town(PEOPLE, Random(seed))
    witness = Witness(database, catalog, town)
    kills = KILLS_IN_TORTURE if torture == "store" else KILLS
    ahead = 0.0

    for number in range(kills):
        rests = number % 2 == 1
        ahead += LEASES_RUN_OUT if rests else 0
        async with town.served(database, ahead) as serving:
            if rests:
                await witness.of_rest(serving)
            async with serving.talking():
                await serving.answers_for(town.random.uniform(0, LONGEST_LIFE))
                await serving.kill()
        await witness.of_a_death()
    async with town.served(database, ahead + LEASES_RUN_OUT) as serving:
        await witness.of_rest(serving)

    told = (
        f"{sum(map(bool, town.in_flight))} of {kills} kills fell between input and answer "
        f"({sum(town.in_flight)} events, {witness.committed_unheard} of them committed), "
        f"{len(town.heard)} messages, {witness.standing.total()} standing cards; back at work "
        f"after {median(town.recoveries):.2f} s, at most {max(town.recoveries):.2f} s; "
        f"WHICHROLE_SEED={seed}"
    )
    record_property("kills among many", told)
    sys.stdout.write(f"\n{told}\n")
    assert len(set(town.pids)) == kills + 1
    assert max(town.recoveries) < (BACK_AT_WORK if torture else AMONG_OTHER_TESTS)
    assert sum(map(bool, town.in_flight)) > kills / 2


@pytest.mark.thorough
async def test_F29_whoever_is_asked_to_stop_among_many_ends_in_good_order(
    database: Path, catalog: Catalog, torture: str, record_property: Note
) -> None:
    seed = seed_of(torture)
    town = Town(PEOPLE, Random(seed))
    witness = Witness(database, catalog, town)
    stops = STOPS_IN_TORTURE if torture == "store" else STOPS
    slowest, given_back, ahead = 0.0, 0, 0.0

    for number in range(stops):
        if number % STOPS_TO_A_REST == STOPS_TO_A_REST - 1:
            ahead += LEASES_RUN_OUT
            async with town.served(database, ahead) as serving:
                await witness.of_rest(serving)
        async with town.served(database, ahead) as serving, serving.talking():
            await serving.answers_for(town.random.uniform(0, LONGEST_LIFE))
            code, seconds = await serving.terminate()
        assert (code, seconds < IN_GOOD_ORDER) == (0, True)
        states = rows(database, "SELECT state FROM outbox WHERE state != 'sent'")
        assert set(states) <= {"new", "retry"}
        slowest, given_back = max(slowest, seconds), given_back + len(states)
        await witness.of_a_file(database)
    async with town.served(database, ahead + LEASES_RUN_OUT) as serving:
        await witness.of_rest(serving)

    told = (
        f"{sum(map(bool, town.in_flight))} of {stops} stops fell between input and answer, "
        f"{given_back} messages were given back; the slowest end took {slowest:.2f} s; "
        f"WHICHROLE_SEED={seed}"
    )
    record_property("stops among many", told)
    sys.stdout.write(f"\n{told}\n")
    assert rows(database, "SELECT DISTINCT state FROM outbox") == ["sent"]
    assert witness.standing.total() == 0

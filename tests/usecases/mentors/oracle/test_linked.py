"""The judge knows of no links: whoever is linked, the same is seen, or less."""

from collections import Counter
from pathlib import Path
from random import Random
from shutil import copy

from bot.catalog import Catalog
from bot.ports.inbound import Address
from bot.ports.linking import are_neighbours
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.linked import linked
from tests.usecases.mentors.oracle import asking, worlds
from tests.usecases.mentors.oracle.test_oracle import shows
from tests.usecases.mentors.oracle.town import OracleTown

WORLDS, QUESTIONS, LINKS = 2, 150, 12
SEED = "of two that are one"


async def link_some(random: Random, town: OracleTown, store: SqliteStore) -> list[Address]:
    """Some people turn out to be one; what those share who come to others ends."""
    free = [who for who in town.world.accounts if who not in town.world.silent]
    pairs = [random.sample(free, 2) for _ in range(LINKS)]
    chosen, told = set[worlds.Account](), list[Address]()
    for keeper, comes in pairs:
        keeps, joins = asking.address(keeper), asking.address(comes)
        if {keeper, comes} & chosen or are_neighbours(keeps, joins):
            continue
        chosen |= {keeper, comes}
        await linked(store, keeps, joins)
        told.append(keeps)
        _shares_nothing(town, comes)
    return told


def _shares_nothing(town: OracleTown, who: worlds.Account) -> None:
    for pair in town.world.pairs:
        if pair.mentee == who:
            pair.shares = set()


async def test_F60_a_link_and_its_end_show_nobody_anything(
    migrated: Path, tmp_path: Path, catalog: Catalog
) -> None:
    random, verdicts = Random(SEED), Counter[bool]()

    for number in range(WORLDS):
        database = Path(copy(migrated, tmp_path / f"{number}.db"))
        async with opened(database, FakeClock()) as store:
            town = OracleTown(store, catalog, worlds.world(random))
            await town.settle()
            keepers = await link_some(random, town, store)
            assert keepers
            verdicts.update([await asks(random, town) for _ in range(QUESTIONS)])
            for one in keepers:
                await store.mentoring.unlink(one)
            verdicts.update([await asks(random, town) for _ in range(QUESTIONS)])

    assert verdicts.total() == 2 * WORLDS * QUESTIONS
    assert min(verdicts[True], verdicts[False]) > verdicts.total() / 20


async def asks(random: Random, town: OracleTown) -> bool:
    """Whether somebody was shown a mentee, of which just the right part was."""
    return await shows(town, worlds.question(random, town.world))

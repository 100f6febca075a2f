"""What a mentor sees, judged a second time by somebody who has never read the program."""

import ast
import sys
from asyncio import gather
from collections import Counter
from pathlib import Path
from random import Random
from shutil import copy

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.values import Item
from bot.ports.administering import Setting
from bot.ports.mentoring import Caller
from bot.usecases.access import may_know, may_see
from bot.usecases.mentors.asking import Pressed
from bot.usecases.mentors.standing import Standings
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.desk_files import FakeFiles
from tests.usecases.mentors.oracle import asking, worlds
from tests.usecases.mentors.oracle.town import OracleTown, allowed, canaries, canary

QUESTIONS, QUESTIONS_IN_TORTURE = 20_000, 1_000_000
ASKED, ASKED_IN_TORTURE = 1_000, 20_000
"""Of the program with its database."""

ASKED_IN_A_WORLD, ASKED_AT_ONCE = 500, 25
IN_A_WORLD = 500
SEED = "a judge of their own"
IN_A_MOMENT = 10
"""So many questions between two changes of a world."""


def known(world: worlds.World) -> Standings:
    """Who is what in a world, found out by the program."""
    files = FakeFiles(FakeClock())
    files.pairs = {pair.number: asking.pairing(pair) for pair in world.pairs}
    files.named = {(asking.community(at), asking.address(who)): "" for who, at in world.listed}
    files.settled = {
        asking.community(place): {Setting.MENTORS: asking.GROUP} for place in world.with_group
    }
    roster = asking.RosterOf(world)
    return Standings(files, {"slack": roster, "discord": roster})


async def test_F61_the_predicate_agrees_with_a_judge_who_never_read_it(torture: str) -> None:
    random = Random(seed := SEED)
    count = QUESTIONS_IN_TORTURE if torture == "mentors" else QUESTIONS
    verdicts: Counter[bool] = Counter()

    while verdicts.total() < count:
        world = worlds.world(random)
        for _ in range(IN_A_WORLD // IN_A_MOMENT):
            worlds.change(random, world)
            standings = known(world)
            for _ in range(IN_A_MOMENT):
                asked, item = worlds.question(random, world), random.choice(worlds.ITEMS)
                verdicts[await agree(world, standings, asked, item, seed)] += 1

    assert min(verdicts[True], verdicts[False]) > count / 20


async def agree(
    world: worlds.World, standings: Standings, asked: worlds.Question, item: str, seed: str
) -> bool:
    """The verdict, on which both agree."""
    here = asking.community(asked.place) if asked.place else None
    caller = Caller(asking.address(asked.asker), "", here)
    standing = await standings.of(caller)
    facts = asking.facts(world, asked.asker, asked.number)
    found = may_see(facts, standing.mentors_in, Item(item))
    is_known = may_know(facts, standing.mentors_in)
    judged, known_by = worlds.sees(world, asked, item), worlds.knows(world, asked)
    assert (found, is_known) == (judged, known_by), (seed, asked, item)
    return found


def test_the_judge_has_never_read_the_program() -> None:
    tree = ast.parse(Path(worlds.__file__).read_text())
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


async def test_F60_the_database_agrees_with_the_judge_and_no_canary_crosses(
    migrated: Path,
    tmp_path: Path,
    catalog: Catalog,
    torture: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG", "bot")
    random = Random(SEED)
    count = ASKED_IN_TORTURE if torture == "mentors" else ASKED
    verdicts: Counter[bool] = Counter()

    for number in range(count // ASKED_IN_A_WORLD):
        database = Path(copy(migrated, tmp_path / f"{number}.db"))
        async with opened(database, FakeClock()) as store:
            town = OracleTown(store, catalog, worlds.world(random))
            await town.settle()
            for _ in range(ASKED_IN_A_WORLD // ASKED_AT_ONCE):
                await something_happens(random, town)
                asked = [worlds.question(random, town.world) for _ in range(ASKED_AT_ONCE)]
                verdicts.update(await gather(*(shows(town, one) for one in asked)))

            assert not [one for one in canaries(town.world) if one in caplog.text]

    assert verdicts.total() == count
    assert min(verdicts[True], verdicts[False]) > count / 20


async def something_happens(random: Random, town: OracleTown) -> None:
    """A mentee shares something else, a pair ends, or the platforms tell another story."""
    pair = random.choice([one for one in town.world.pairs if one.mentor is not None])
    if pair.state == "active":
        if random.random() < 0.1:
            await town.ends(pair)
        else:
            await town.shares(pair, {one for one in worlds.ITEMS if random.random() < 0.6})
    who, place = random.choice([*town.world.kinds])
    town.world.kinds[who, place] = random.choice(["member", "member", "guest", "gone"])


async def shows(town: OracleTown, asked: worlds.Question) -> bool:
    """Whether a mentee was shown, of which just the right part was."""
    here = asking.community(asked.place) if asked.place else None
    caller = Caller(asking.address(asked.asker), "", here)
    press = Pressed(Spot(View.STATUS), f"open-{asked.number}")
    card = await town.desk.answer(caller, town.key(), press)
    seen = {item for item in worlds.ITEMS if worlds.sees(town.world, asked, item)}
    is_known = worlds.knows(town.world, asked)
    pair = next((one for one in town.world.pairs if one.number == asked.number), None)

    read = {one for one in canaries(town.world) if one in repr(card)}
    has_spoken = pair is not None and pair.mentee not in town.world.silent
    there = {
        "role": "Data analyst" in repr(card.chart),
        "reasons": "Why, as I told them: " in card.body,
        "steps": bool(card.weeks),
        "words": pair is not None and canary("question", pair.mentee) in card.body,
    }
    assert {item for item, is_there in there.items() if is_there} == (
        seen if has_spoken else set()
    ), (asked, card)
    if pair is None or not is_known:
        assert card.body == catalog_words(town), (asked, card)
        assert read == set()
        return False
    assert read == allowed(pair, seen if has_spoken else set()), (asked, card)
    return True


def catalog_words(town: OracleTown) -> str:
    """The one answer to whatever is not theirs."""
    return town.desk._catalog.say("status.not-found")

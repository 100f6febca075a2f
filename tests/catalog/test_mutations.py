"""F56: whatever happens to a content file, it is used whole or refused with a reason."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.cards import Card, Place
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.catalog.review import review
from bot.engine.effects import Say, Turn
from bot.engine.events import Chose, Opened
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.errors import ContentError, ContentFaults
from bot.paths import content_folder
from tests.catalog.mutations import MUTATIONS
from tests.engine.generated import an_event, as_they_go_on
from tests.fakes.clock import NOON
from tests.sparing import first

SEEDS = (56, 57, 58, 59)
MUTANTS = 125
MUTANTS_IN_TORTURE = 2_500
"""For each seed."""

REVIEWED = 25
"""Every so many mutants are also looked at as ``whichrole check`` does."""
LONGEST_WALK = 80
STEPS_AFTER = 15
GERMAN = "locales/de.toml"


@dataclass(frozen=True)
class Spoilt:
    """A folder of links to the shipped files, one of which is another."""

    folder: Path
    name: str
    mutation: str


def linked(folder: Path) -> list[str]:
    """Fill a folder with links to the shipped files; their names."""
    shipped = content_folder()
    names = sorted(str(path.relative_to(shipped)) for path in shipped.rglob("*.toml"))
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(shipped / name)
    return names


def spoilt(folder: Path, random: Random, count: int) -> Iterator[Spoilt]:
    """The folder, spoilt in so many ways, one after the other."""
    names = linked(folder)
    for number in range(count):
        name = random.choice(names)
        path, shipped = folder / name, (content_folder() / name).read_text()
        path.unlink()
        mutation = MUTATIONS[number % len(MUTATIONS)]
        if number % 100 < 99:  # else the file is gone
            text = mutation(shipped, random)
            path.write_bytes(text.encode(errors="surrogateescape"))
        yield Spoilt(folder, name, mutation.__name__)
        path.unlink(missing_ok=True)
        path.symlink_to(content_folder() / name)


def tried(folder: Path, name: str) -> tuple[Catalog | None, tuple[ContentError, ...]]:
    """The catalog in the language that uses this file, or why there is none."""
    try:
        return load(folder, locale_of(name)), ()
    except ContentFaults as problem:
        return None, problem.faults


def locale_of(name: str) -> str:
    """The language in which a file is used."""
    return Path(name).stem if name.startswith("locales/") else "en"


def last_card(turn: Turn) -> Card:
    return [effect.card for effect in turn.effects if isinstance(effect, Say)][-1]


def walked(catalog: Catalog, random: Random) -> bool:
    """Walk from the welcome to the summary and on; whether every card offers a way on."""
    here = Conversation(id=1)
    turn = advance(catalog, here, Opened(NOON))
    for step in range(LONGEST_WALK):
        here, card = turn.conversation, last_card(turn)
        if not card.choices or not card.body.strip():
            return False
        if here.stage is Stage.SUMMARY:
            break
        turn = advance(catalog, here, _a_click(card, random, step))
    for step in range(STEPS_AFTER):
        at = NOON + timedelta(days=step)
        _, event = an_event(catalog, last_card(turn), Place(1, 0), random, at)
        turn = as_they_go_on(catalog, advance(catalog, turn.conversation, event))
    return here.stage is Stage.SUMMARY


def _a_click(card: Card, random: Random, step: int) -> Chose:
    """A likely answer, as somebody gives who goes on."""
    assert card.place is not None
    ids = [choice.id for choice in card.choices]
    if card.place.question is None:
        return Chose(NOON, card.place, frozenset({"start"}))
    count = card.several.least if card.several else 1
    ticked = random.sample(ids[:-3] or ids[:1], count) if len(ids) > count + 3 else ids[-1:]
    return Chose(NOON + timedelta(hours=step), card.place, frozenset(ticked))


@pytest.mark.parametrize("seed", first(1, SEEDS))
def test_F56_a_spoilt_file_is_used_whole_or_refused_with_a_reason(
    tmp_path: Path, torture: str, seed: int
) -> None:
    random = Random(seed)
    count = MUTANTS_IN_TORTURE if torture == "content" else MUTANTS
    ends: Counter[tuple[bool, bool]] = Counter()
    for number, mutant in enumerate(spoilt(tmp_path, random, count)):
        catalog, faults = tried(mutant.folder, mutant.name)
        if catalog is None:
            assert any(fault.path.endswith(".toml") for fault in faults), mutant
            assert all(fault.problem for fault in faults), mutant
        else:
            assert walked(catalog, random), mutant
        ends[mutant.name == GERMAN, catalog is not None] += 1
        if number % REVIEWED == 0:
            found = review(mutant.folder)
            assert found.catalog or found.faults, mutant

    assert ends[False, False] >= count / 4
    assert ends[False, True] >= count / 10
    of_german = ends[True, False], ends[True, True]
    assert sum(of_german) >= count // 100
    if torture == "content":  # of a handful, all may end alike
        assert min(of_german) >= count // 100


def test_the_folder_of_links_is_the_shipped_content(tmp_path: Path, catalog: Catalog) -> None:
    linked(tmp_path)

    assert load(tmp_path).version == catalog.version


def test_F56_a_file_is_named_wherever_it_lacks(tmp_path: Path) -> None:
    names = linked(tmp_path)
    for name in names:
        aside = tmp_path / name
        aside.unlink()

        with pytest.raises(ContentFaults) as caught:
            load(tmp_path, locale_of(name))

        assert name in {fault.path for fault in caught.value.faults} or (
            name.startswith("roles/")
            and any(
                fault.problem.startswith("there is no role") for fault in caught.value.faults
            )
        )
        aside.symlink_to(content_folder() / name)

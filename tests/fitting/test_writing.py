import tomllib
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.evaluating.table import Table
from bot.fitting.folds import out_of_fold
from bot.fitting.learning import Learned, applied, learn
from bot.fitting.measuring import Quality, quality
from bot.fitting.sheet import Sheet
from bot.fitting.writing import Source, as_toml
from bot.paths import content_folder

SOURCE = Source(
    date="2026-11-27",
    licence="CC BY",
    attribution='The "best" survey \\ 2021',
    training="ab" * 32,
    seen=bytes(range(256)),
    seed=3,
)


@pytest.fixture(scope="module")
def learned(people: Sheet) -> Learned:
    return learn(people, 3)


@pytest.fixture(scope="module")
def found(unweighed: Catalog, table: Table) -> Quality:
    return quality(unweighed, out_of_fold(unweighed, table, 2, 3))


@pytest.fixture(scope="module")
def text(unweighed: Catalog, learned: Learned, found: Quality) -> str:
    return as_toml(unweighed, learned, found, SOURCE)


def test_what_was_written_is_read_as_what_was_learned(
    text: str, learned: Learned, unweighed: Catalog, tmp_path: Path
) -> None:
    folder = Path(copytree(content_folder(), tmp_path / "content"))
    (folder / "weights.toml").write_text(text)

    got = load(folder).weights

    wanted = applied(unweighed, learned).weights
    assert replace(got, close=0.1, measured=wanted.measured) == replace(wanted, close=0.1)


def test_where_it_comes_from_is_written_beside_it(text: str, found: Quality) -> None:
    measured = tomllib.loads(text)["measured"]

    assert measured["attribution"] == SOURCE.attribution
    assert (measured["licence"], measured["date"]) == (SOURCE.licence, SOURCE.date)
    assert (measured["training"], measured["seed"]) == (SOURCE.training, 3)
    assert measured["people"] == 600
    assert measured["accuracy"] == pytest.approx(found.stopped.balanced_accuracy, abs=1e-4)
    assert len(measured["reliability"]) == len(found.stopped.bands)
    told = [[*band["of_role"]] for band in measured["reliability"]]
    assert told == [[*band.of_role] for band in found.stopped.bands]
    assert any(told)


def test_the_bits_that_know_the_people_again_are_read_as_they_were_written(
    text: str, tmp_path: Path
) -> None:
    folder = Path(copytree(content_folder(), tmp_path / "content"))
    (folder / "weights.toml").write_text(text)

    assert load(folder).weights.measured.seen == SOURCE.seen


def test_how_good_lists_are_that_were_named_in_part_is_written_beside_what_they_count(
    text: str, learned: Learned, found: Quality
) -> None:
    file = tomllib.loads(text)
    named, measured = file["named"], file["measured"]

    assert (named["unnamed"], named["all"]) == (learned.named.unnamed, learned.named.all)
    for name, figures in (("named", found.named), ("as_whole", found.named_as_whole)):
        assert measured[f"{name}_log_loss"] == pytest.approx(figures.log_loss, abs=1e-4)
        assert measured[f"{name}_accuracy"] == pytest.approx(
            figures.balanced_accuracy, abs=1e-4
        )
    assert measured["named_changed"] == pytest.approx(found.named.changed, abs=1e-4)


def test_it_is_said_of_whom_the_guarantee_is_and_of_whom_the_share_that_changed(
    text: str,
) -> None:
    lines = text.splitlines()
    changed, guarantee = (
        next(at for at, line in enumerate(lines) if line.startswith(f"{name} = "))
        for name in ("changed", "guarantee")
    )

    assert lines[changed - 1].startswith("# Of all these people: ")
    assert lines[guarantee - 2].startswith("# Of those alone who were stopped early ")


def test_no_row_is_written(text: str, table: Table) -> None:
    assert not any(person.id in text for person in table.people)


def test_each_table_is_explained_and_every_number_is_short(text: str) -> None:
    for title in ("[measured]", "[offset]", "[bias]", "[rate.activities]"):
        before = text[: text.index(title)].splitlines()[-1]
        assert before.startswith("# ")
    assert "-0.0 " not in text
    assert max(map(len, text.splitlines())) < 220

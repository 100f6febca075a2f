"""The form of the invented adverts, open and frozen: long enough, none that repeats another."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

OPEN = Path(__file__).with_name("open")
FROZEN = Path(__file__).with_name("frozen")
FEWEST = {
    "data_analyst": 18,
    "data_engineer": 18,
    "data_scientist": 18,
    "machine_learning_engineer": 18,
    "machine_learning_researcher": 18,
    "none": 14,
    "several": 12,
}


def adverts_of(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The adverts of a folder, by the names of its files."""
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["advert"]
        for path in sorted(folder.glob("*.toml"))
    }


BY_FILE = adverts_of(OPEN)
ADVERTS = [
    advert
    for by_file in (BY_FILE, adverts_of(FROZEN))
    for adverts in by_file.values()
    for advert in adverts
]
END_OF_A_SENTENCE = re.compile(r"[.!?:;]\W*\s|\n")
WORD = re.compile(r"\w[\w'-]*")
SHORTEST_SENTENCE = 3
"""Words that a sentence has at least; "About you" and "36 hours" may stand in many adverts."""


def words_of(text: str) -> list[str]:
    return WORD.findall(text.lower())


def sentences_of(text: str) -> set[tuple[str, ...]]:
    """Each sentence or line as its words, whatever stands between them."""
    parts = (tuple(words_of(part)) for part in END_OF_A_SENTENCE.split(text))
    return {part for part in parts if len(part) >= SHORTEST_SENTENCE}


def test_there_are_enough_adverts_of_each_role() -> None:
    counts = {role: len(adverts) for role, adverts in BY_FILE.items()}

    assert counts.keys() == FEWEST.keys()
    assert {role: n for role, n in counts.items() if n < FEWEST[role]} == {}


def test_every_open_advert_stands_in_the_file_of_its_role() -> None:
    for role, adverts in BY_FILE.items():
        assert {advert["role"] for advert in adverts} == {role}


def test_every_advert_has_all_fields_and_a_role_that_exists() -> None:
    for advert in ADVERTS:
        assert advert.keys() == {"id", "title", "role", "text"}
        assert advert["role"] in FEWEST
        assert advert["title"].strip()


def test_no_advert_stands_there_twice() -> None:
    ids = Counter(advert["id"] for advert in ADVERTS)

    assert [one for one, times in ids.items() if times > 1] == []


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: str(advert["id"]))
def test_an_advert_is_neither_a_line_nor_a_book(advert: dict[str, str]) -> None:
    assert 60 <= len(words_of(advert["text"])) <= 250


def test_no_two_adverts_share_a_sentence() -> None:
    times = Counter(sentence for advert in ADVERTS for sentence in sentences_of(advert["text"]))

    assert [" ".join(sentence) for sentence, n in times.items() if n > 1] == []

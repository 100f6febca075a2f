"""Forty invented texts, written before the reader was tuned; ten were kept away from tuning."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.catalog import Catalog
from bot.engine.own_words.answers import evidence, wishes
from bot.engine.own_words.reading import read
from tests.fakes.clock import NOON

SAMPLES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("samples.toml").read_text()
)["sample"]
TUNED = [one for one in SAMPLES if not one.get("held")]
HELD = [one for one in SAMPLES if one.get("held")]
EVERY = "*"

HELD_FOUND, HELD_WRONG = 39, 2
"""How the ten were read at the one look that was taken: docs/own_words.md tells which."""


@pytest.fixture(scope="module")
def languages(catalog: Catalog, german: Catalog) -> dict[str, Catalog]:
    return {"en": catalog, "de": german}


def said(languages: dict[str, Catalog], sample: dict[str, Any]) -> set[str]:
    """What is read in a text, as "question.option"."""
    catalog = languages[sample["language"]]
    found = read(catalog, sample["text"], NOON.year)
    told = {**evidence(catalog, found.done), **wishes(catalog, found.wished)}
    return {f"{name}.{option}" for name, options in told.items() for option in options}


def wrong(told: set[str], refused: list[str]) -> set[str]:
    """What of it may not be read."""
    whole = tuple(one.removesuffix(EVERY) for one in refused if one.endswith(EVERY))
    return {one for one in told if one in refused or (whole and one.startswith(whole))}


def test_there_are_forty_texts_of_which_ten_are_german_and_ten_held_back() -> None:
    languages = [one["language"] for one in SAMPLES]

    assert (languages.count("en"), languages.count("de")) == (30, 10)
    assert (len(TUNED), len(HELD)) == (30, 10)


@pytest.mark.parametrize("sample", TUNED, ids=lambda one: str(one["id"]))
def test_what_a_text_says_is_read_and_nothing_that_it_does_not_say(
    languages: dict[str, Catalog], sample: dict[str, Any]
) -> None:
    told = said(languages, sample)

    assert set(sample["must"]) <= told
    assert wrong(told, sample["must_not"]) == set()


def test_texts_that_were_held_back_are_read_no_worse_than_at_the_first_look(
    languages: dict[str, Catalog],
) -> None:
    told = [(said(languages, one), one) for one in HELD]

    assert sum(len(set(one["must"]) & found) for found, one in told) >= HELD_FOUND
    assert sum(len(wrong(found, one["must_not"])) for found, one in told) <= HELD_WRONG

"""Sentences that name something and mean something else by it; some were never tuned on."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.catalog import Catalog
from bot.engine.own_words.reading import read
from tests.fakes.clock import NOON

SENTENCES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("turned.toml").read_text()
)["sentence"]
HELD = [one for one in SENTENCES if one.get("held")]


@pytest.fixture(scope="module")
def languages(catalog: Catalog, german: Catalog) -> dict[str, Catalog]:
    return {"en": catalog, "de": german}


def test_half_of_what_was_thought_of_first_is_held_back() -> None:
    assert len(HELD) == 5


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: str(one["text"]))
def test_what_is_left_behind_or_others_or_a_firms_is_nobodys_own(
    languages: dict[str, Catalog], sentence: dict[str, Any]
) -> None:
    found = read(languages[sentence.get("language", "en")], sentence["text"], NOON.year)

    assert set(sentence.get("must", ())) <= set(found.done)
    assert set(sentence.get("must_not", ())).isdisjoint(found.said)


def test_every_name_in_them_is_one_that_is_read_elsewhere(catalog: Catalog) -> None:
    telling = catalog.lexicon.telling
    named = {
        one for each in SENTENCES for key in ("must", "must_not") for one in each.get(key, ())
    }

    assert [one for one in sorted(named) if not telling.name_of(one)] == []
    assert [one for one in named if ":" in one and one not in telling.names] == []

"""Whole sentences, written before the lexicon; a fifth of them was kept away from tuning."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.catalog import Catalog
from bot.engine.reading import options

SENTENCES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("sentences.toml").read_text()
)["sentence"]
HELD_BACK = [sentence for sentence in SENTENCES if sentence.get("held_back")]


def read(catalog: Catalog, sentence: dict[str, Any]) -> frozenset[str]:
    return options(catalog, catalog.questions[sentence["asked"]], sentence["text"]).options


def test_there_are_enough_sentences_and_a_fifth_is_held_back() -> None:
    assert len(SENTENCES) >= 40
    assert len(HELD_BACK) >= len(SENTENCES) / 5


@pytest.mark.parametrize("sentences", [SENTENCES, HELD_BACK], ids=["all", "held back"])
def test_at_least_85_per_cent_are_read_exactly_right(
    catalog: Catalog, sentences: list[dict[str, Any]]
) -> None:
    right = [one for one in sentences if read(catalog, one) == set(one["means"])]

    assert len(right) >= 0.85 * len(sentences)


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["text"][:40])
def test_no_sentence_is_read_as_something_that_it_does_not_say(
    catalog: Catalog, sentence: dict[str, Any]
) -> None:
    assert read(catalog, sentence) <= set(sentence["means"])

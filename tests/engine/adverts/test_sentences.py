"""How an advert is cut into sentences: bullets, and the tags of a page it was copied from."""

import pytest

from bot.catalog import Catalog
from bot.catalog.adverts import Section
from bot.engine.adverts.sentences import sentences


def cut(catalog: Catalog, text: str) -> list[str]:
    return [one.text for one in sentences(catalog.adverts, text, Section.OPEN)]


@pytest.mark.parametrize(
    "line",
    [
        "Own ingestion from 30+ bank APIs",
        "You find what drives demand - weather, holidays.",
        "Rewrite pipelines \u2013 batch and streaming \u2013 in Spark",
    ],
)
def test_a_dash_inside_a_line_is_no_bullet(catalog: Catalog, line: str) -> None:
    assert cut(catalog, line) == [line]


def test_a_number_that_ends_a_sentence_is_no_bullet(catalog: Catalog) -> None:
    text = "We are a team of 12. You build data pipelines."

    assert cut(catalog, text) == ["We are a team of 12.", "You build data pipelines."]


@pytest.mark.parametrize("bullet", ["- ", "  • ", "12. ", "3) ", "\u2013 "])
def test_a_bullet_at_the_begin_of_a_line_is_left_out(catalog: Catalog, bullet: str) -> None:
    assert cut(catalog, f"{bullet}Build data pipelines") == ["Build data pipelines"]

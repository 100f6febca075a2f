"""An advert copied with the tags of its page is read as what one sees there."""

import pytest

from bot.catalog import Catalog
from bot.catalog.adverts import Section
from bot.engine.adverts.pages import seen
from bot.engine.adverts.reading import read
from bot.engine.adverts.telling import told
from bot.engine.adverts.values import Reading
from bot.engine.reading import MOST_PASTED

PAGE = (
    "<style>p { color: red }</style><h1>DATA SCIENTIST - PRICING</h1><p>WHAT YOU DO:</p><ul>"
    "<li>Estimate <b>price</b> elasticities for 5,000 articles</li>"
    "<li>Build models of demand and simulate what a price change would bring</li></ul>"
    "<p>WHAT YOU BRING:</p><ul><li>Master&#39;s degree in statistics</li></ul>"
)


def test_tags_end_lines_and_items_have_bullets() -> None:
    lines = [line.strip() for line in seen(PAGE).splitlines() if line.strip()]

    assert lines == [
        "DATA SCIENTIST - PRICING",
        "WHAT YOU DO:",
        "- Estimate price elasticities for 5,000 articles",
        "- Build models of demand and simulate what a price change would bring",
        "WHAT YOU BRING:",
        "- Master's degree in statistics",
    ]


def test_a_page_is_read_by_its_title_headings_and_items(catalog: Catalog) -> None:
    reading, found = read(catalog.adverts, Reading(), PAGE)
    body = told(catalog, reading, found, None)

    assert reading.title == "data_scientist"
    assert reading.section is Section.DEMANDS
    assert "“Build models of demand”" in body


@pytest.mark.parametrize(
    "text", ["Latency < 10 ms, load > 5 & <more>", "R&D at AT&T", "x <- y; a<b", "Fish & chips"]
)
def test_marks_that_are_no_tags_stay(text: str) -> None:
    assert seen(text) == text


def test_entities_without_tags_are_unescaped() -> None:
    assert seen("Master&#39;s degree &amp; R&amp;D") == "Master's degree & R&D"


def test_what_nobody_sees_is_left_out() -> None:
    page = "<p>Build <!-- not <b>this</b> --> pipelines<SCRIPT>var a = 1;</SCRIPT></p>"

    assert seen(page).split() == ["Build", "pipelines"]


def test_cells_of_a_table_are_words_apart() -> None:
    assert seen("<tr><td>SQL</td><td>Python</td></tr>").split() == ["SQL", "Python"]


def test_the_length_is_that_of_what_was_pasted(catalog: Catalog) -> None:
    reading, _ = read(catalog.adverts, Reading(), PAGE)

    assert reading.characters == len(PAGE)


@pytest.mark.parametrize("part", ["<!--", "<a ", "<p", "<!["])
def test_a_broken_page_is_read_all_the_same(part: str) -> None:
    broken = part * (MOST_PASTED // len(part))

    assert seen(f"<p>{broken}") == f"\n{broken}"

"""Adverts that say how much of what: their duties weigh as much as they say."""

import pytest

from bot.catalog import Catalog
from bot.catalog.adverts import Section
from bot.engine.adverts.judging import judged
from bot.engine.adverts.reading import read
from bot.engine.adverts.sentences import Sentence
from bot.engine.adverts.strands import apart, strands
from bot.engine.adverts.values import Reading

ENGINEER, ANALYST, SCIENTIST = "data_engineer", "data_analyst", "data_scientist"
LOADS = "you build and run data pipelines in Airflow"
CHARTS = "you build dashboards in Tableau for the sales managers"
GUESSES = "you forecast demand and run experiments"


def roles(catalog: Catalog, text: str) -> set[str]:
    reading, _ = read(catalog.adverts, Reading(), f"We are looking for somebody. {text}")
    return {*judged(reading).roles}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (f"60 % of the time {LOADS}. 40 % of the time {CHARTS}.", {ENGINEER, ANALYST}),
        (f"30 % of the time {LOADS}. 70 % of the time {CHARTS}.", {ANALYST}),
        (f"Mostly reports (70 per cent): {CHARTS}.\nLoads (30 per cent): {LOADS}.", {ANALYST}),
        (f"Half of your time {LOADS}, the other half {CHARTS}.", {ENGINEER, ANALYST}),
        (f"Three days a week {LOADS}. Two days a week {CHARTS}.", {ENGINEER, ANALYST}),
        (f"Four days a week {LOADS}. The rest of the week {CHARTS}.", {ENGINEER}),
        (f"Three quarters of the time {CHARTS}. A quarter of it, {LOADS}.", {ANALYST}),
        (
            f"A third of your time {LOADS}. Another third {CHARTS}. The last third {GUESSES}.",
            {ENGINEER, ANALYST, SCIENTIST},
        ),
        (
            f"You will split your time between two things: {LOADS}; {CHARTS}.",
            {ENGINEER, ANALYST},
        ),
        (f"In equal parts {LOADS} and {CHARTS}.", {ENGINEER, ANALYST}),
    ],
)
def test_an_advert_that_says_how_much_of_what_is_taken_at_its_word(
    catalog: Catalog, text: str, meant: set[str]
) -> None:
    assert roles(catalog, text) == meant


def test_what_follows_a_share_is_of_the_same_strand(catalog: Catalog) -> None:
    text = f"20 % of your time {LOADS}. There {LOADS} again. 80 % of your time {CHARTS}. Apply."

    assert roles(catalog, text) == {ANALYST}


@pytest.mark.parametrize(
    "text",
    [
        f"80 % of your time {LOADS}.",
        f"80 % of your time {LOADS}. 60 % of our customers are women.",
        f"Home office up to 60 %. 40 % of us cook. {LOADS}.",
        f"{LOADS}, costs fell by 40 % and speed rose by 60 %.",
    ],
)
def test_shares_that_make_no_whole_are_no_strands(catalog: Catalog, text: str) -> None:
    told = apart(catalog.adverts, [Sentence(text, Section.OPEN)])

    assert strands(catalog.adverts, told) == {}


def test_a_sentence_is_cut_before_its_shares_or_behind_them(catalog: Catalog) -> None:
    before = Sentence("60 % pipelines, 40 % dashboards", Section.DUTIES)
    behind = Sentence("You build our many pipelines (60 %) and our dashboards (40 %)")

    assert [one.text for one in apart(catalog.adverts, [before])] == [
        "60 % pipelines,",
        "40 % dashboards",
    ]
    assert [one.text for one in apart(catalog.adverts, [behind])] == [
        "You build our many pipelines (60 %",
        ") and our dashboards (40 %)",
    ]

"""Which words of an advert are quoted, and what it asks for."""

import re

from bot.catalog import Catalog
from bot.engine.adverts.reading import read
from bot.engine.adverts.telling import told
from bot.engine.adverts.values import Reading

FIRST_HIRE = """First Data Hire

We are 12 people and need someone to do it all: set up the warehouse and the pipelines from
Stripe and HubSpot, build the dashboards the founders look at every morning, forecast churn
with machine learning, and deploy the model behind our API. Later you will build a team.
"""
HANDED_OVER = """Data Analyst (AI)

Job: take TensorFlow models that our scientists hand over, wrap them into gRPC services, write
the load tests, set up monitoring for drift, automate retraining and bring cost down by half.
You know Docker, Kubernetes, Python and profiling. Pager duty one week in six.
"""
PAGER = (
    "We need you. Pager duty one week in six. You know machine learning, Docker, Kubernetes."
)


def answer(catalog: Catalog, advert: str) -> str:
    return told(catalog, *read(catalog.adverts, Reading(), advert), None)


def quoted(body: str) -> list[str]:
    return re.findall("“(.*?)”", body)


def test_no_words_are_quoted_for_two_roles(catalog: Catalog) -> None:
    words = quoted(answer(catalog, FIRST_HIRE))

    assert words
    assert len(words) == len(set(words))


def test_what_names_the_work_is_quoted_before_a_pager(catalog: Catalog) -> None:
    words = quoted(answer(catalog, HANDED_OVER))

    assert words[0] == "take TensorFlow models that our scientists hand over"


def test_a_pager_is_never_quoted_first_nor_alone(catalog: Catalog) -> None:
    assert not any("Pager" in one for one in quoted(answer(catalog, PAGER))[:1])


def test_what_others_hand_over_is_asked_for(catalog: Catalog) -> None:
    reading, _ = read(catalog.adverts, Reading(), HANDED_OVER)

    assert {"tensorflow", "serving", "monitoring"} <= reading.asked

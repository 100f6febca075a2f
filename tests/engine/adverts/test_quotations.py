"""Which words of an advert are quoted, and what it asks for."""

import re

import pytest

from bot.catalog import Catalog
from bot.engine.adverts.judging import Outcome, judged
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
CHEMISTRY = """Postdoc in Organic Chemistry

You synthesise catalysts, take spectra at night, fit models to the measurements, and publish
the results in chemistry journals. You supervise PhD students in the lab and present at
conferences. We ask for a doctorate in chemistry and pleasure in glassware.
"""
PRIVACY = """Privacy Manager

You advise all departments on GDPR, keep the record of processing activities, and answer
requests of data subjects. You check contracts with processors. You have a law degree.
"""
SUPPORT = """Product Support Engineer, Analytics Platform

Customers write to you when a load into their warehouse fails. You reproduce the problem, read
logs, write SQL, find a way round and file a ticket. You write help articles. You know Linux.
"""


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


@pytest.mark.parametrize("advert", [CHEMISTRY, PRIVACY, SUPPORT])
def test_neighbours_get_no_role(catalog: Catalog, advert: str) -> None:
    reading, _ = read(catalog.adverts, Reading(), advert)

    assert judged(reading).outcome is Outcome.UNCLEAR


def test_no_single_role_is_told_without_words_that_say_so(catalog: Catalog) -> None:
    body = answer(
        catalog,
        "You fit models to the measurements, and publish the results in journals. You "
        "supervise PhD students and present at conferences. You need several first-author "
        "publications.",
    )

    assert body == catalog.say("job.unclear")


@pytest.mark.parametrize(
    ("advert", "piece"),
    [
        (
            "You build the streams that take them in, store them where one can query them.",
            "build the streams that take them in",
        ),
        (
            (
                "In our house you develop predictive models which tell suspicious claims from "
                "honest ones."
            ),
            "develop predictive models which tell suspicious claims",
        ),
        (
            "You plan the sample size of phase II and III trials.",
            "plan the sample size of phase II and III trials",
        ),
        (
            "You ensure that each deployment is in line with model risk policy.",
            "deployment is in line with model risk policy",
        ),
        ("You load 5,000 records into the warehouse.", "load 5,000 records into the warehouse"),
    ],
)
def test_pieces_are_quoted_up_to_where_they_can_end(
    catalog: Catalog, advert: str, piece: str
) -> None:
    _, found = read(catalog.adverts, Reading(), advert)

    assert piece in {one.words for one in found}


def test_what_counts_most_is_quoted_before_what_names_the_work(catalog: Catalog) -> None:
    advert = (
        "Every day about two million messages from our lorries arrive at our servers. You make "
        "sure none of them gets lost. You build the streams that take them in. When a maker "
        "changes the format overnight, you adapt the intake."
    )

    assert quoted(answer(catalog, advert))[2] == "adapt the intake"


def test_a_word_with_a_hyphen_is_quoted_whole(catalog: Catalog) -> None:
    advert = """Machine Learning Engineer

    You profile the PyTorch model and roll out new versions. On-call every sixth week.
    """

    words = quoted(answer(catalog, advert))

    assert "On-call every sixth week" in words


def test_ci_alone_is_asked_for_too(catalog: Catalog) -> None:
    advert = (
        "ML Engineer\n\nYou deploy models behind our API and watch their drift. You know CI."
    )

    assert "CI" in answer(catalog, advert)

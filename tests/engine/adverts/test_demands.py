"""What an advert asks for, by its whole words, and how it is told."""

import pytest

from bot.catalog import Catalog
from bot.engine.adverts.reading import read
from bot.engine.adverts.telling import told
from bot.engine.adverts.values import Reading


def asked(catalog: Catalog, advert: str) -> frozenset[str]:
    return read(catalog.adverts, Reading(), advert)[0].asked


@pytest.mark.parametrize(
    ("advert", "demand"),
    [
        ("You write decision papers for the board.", "papers"),
        ("You prove bounds and check them by experiments.", "ab-tests"),
        ("You design experiments on novel architectures.", "ab-tests"),
    ],
)
def test_a_word_of_another_trade_is_no_demand(
    catalog: Catalog, advert: str, demand: str
) -> None:
    assert demand not in asked(catalog, advert)


@pytest.mark.parametrize(
    ("advert", "demands"),
    [
        ("You read papers with us.", {"papers"}),
        ("You design experiments with our product managers.", {"ab-tests"}),
        ("You know C++ and Python.", {"cpp", "python"}),
        ("You know AWS + Terraform.", {"cloud", "terraform"}),
        ("You know Docker and a cloud.", {"docker", "cloud"}),
        ("You know Kubeflow or SageMaker.", {"ml-platform"}),
        ("You are responsible for the feature store.", {"feature-store"}),
        ("You build the retrieval (embeddings, vector database).", {"vector-database"}),
    ],
)
def test_what_is_named_is_asked_for(catalog: Catalog, advert: str, demands: set[str]) -> None:
    assert asked(catalog, advert) == demands


def test_of_a_long_list_it_is_said_how_many_more_there_are(catalog: Catalog) -> None:
    advert = (
        "You build data pipelines and load the warehouse. You know SQL, Python, Spark, Kafka, "
        "Airflow, dbt, Parquet, Docker and star schemas."
    )

    body = told(catalog, *read(catalog.adverts, Reading(), advert), None)

    assert "dbt · data pipelines · dimensional modelling and 3 more" in body
    assert "…" not in body

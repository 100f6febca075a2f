"""The adverts that the vocabulary may be tuned to: it must read nearly all of them right."""

from pathlib import Path

import pytest

from bot.catalog import Catalog
from tests.adverts.reading import Advert, adverts_in, wrong

OPEN = Path(__file__).with_name("open")
BAR = 0.97


@pytest.fixture(scope="module")
def adverts(catalog: Catalog) -> list[Advert]:
    return adverts_in(OPEN, catalog)


def test_nearly_all_open_adverts_are_read_right(adverts: list[Advert]) -> None:
    assert len(wrong(adverts)) <= (1 - BAR) * len(adverts), wrong(adverts)


def test_adverts_under_another_title_are_called_by_what_they_say(adverts: list[Advert]) -> None:
    mislabelled = [one for one in adverts if "title_says" in one.id]

    assert len(mislabelled) >= 10
    assert wrong(mislabelled) == []


def test_no_text_that_is_no_advert_gets_a_role(adverts: list[Advert]) -> None:
    others = [one for one in adverts if one.meant == "none"]

    assert len(others) >= 14
    assert wrong(others) == []

"""The adverts that nobody who wrote the vocabulary has read: the honest figure."""

from pathlib import Path

from bot.catalog import Catalog
from tests.adverts.reading import adverts_in, wrong

FROZEN = Path(__file__).with_name("frozen")
BAR = 0.90


def test_nine_in_ten_frozen_adverts_are_read_right(catalog: Catalog) -> None:
    adverts = adverts_in(FROZEN, catalog)

    assert adverts
    assert len(wrong(adverts)) <= (1 - BAR) * len(adverts), wrong(adverts)

from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.evaluating.answering import Answering
from bot.evaluating.table import Table, read
from tests.evaluating.practitioners import Row, some_rows, written


@pytest.fixture(scope="session")
def rows(catalog: Catalog) -> list[Row]:
    return some_rows(catalog, 60)


@pytest.fixture
def file(tmp_path: Path, rows: list[Row]) -> Path:
    return written(tmp_path / "people.csv", rows)


@pytest.fixture
def people(file: Path, catalog: Catalog) -> Table:
    return read(file, Answering(catalog).columns, list(catalog.roles))

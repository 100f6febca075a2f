import pytest

from bot.catalog import Catalog
from bot.catalog.loader import load_unweighed
from bot.evaluating.answering import Answering
from bot.evaluating.table import Table, read
from bot.fitting.sheet import Sheet, sheet
from bot.paths import content_folder
from tests.evaluating.practitioners import some_rows, written


@pytest.fixture(scope="session")
def unweighed() -> Catalog:
    return load_unweighed(content_folder())


@pytest.fixture(scope="session")
def table(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Table:
    path = written(tmp_path_factory.mktemp("made-up") / "p.csv", some_rows(catalog, 600))
    return read(path, Answering(catalog).columns, list(catalog.roles))


@pytest.fixture(scope="session")
def people(unweighed: Catalog, table: Table) -> Sheet:
    return sheet(unweighed, Answering(unweighed), table.people)

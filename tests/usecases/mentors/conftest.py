import pytest

from bot.catalog import Catalog
from tests.fakes.desk_town import DeskTown


@pytest.fixture
def town(catalog: Catalog) -> DeskTown:
    return DeskTown(catalog)

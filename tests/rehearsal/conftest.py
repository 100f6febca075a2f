from collections.abc import Iterator

import pytest

from bot.rehearsal.file import File, rehearsed_file


@pytest.fixture
def file() -> Iterator[File]:
    """A database file to rehearse with."""
    with rehearsed_file() as file:
        yield file

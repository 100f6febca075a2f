import shutil
from pathlib import Path

import pytest

from bot.paths import content_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped content, in English only, that an author may spoil."""
    copy = tmp_path / "content"
    shutil.copytree(content_folder(), copy, ignore=shutil.ignore_patterns("locales"))
    return copy

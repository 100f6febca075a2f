import shutil
import tomllib
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.catalog import words
from bot.paths import content_folder

STEMMER = SimpleNamespace(stemWord=lru_cache(None)(words._ENGLISH.stemWord))
READER = SimpleNamespace(loads=lru_cache(200)(tomllib.loads))
WORDS = lru_cache(None)(words.words)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    remembering(monkeypatch)


def remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only one file in fifteen is new each time: remember what the others hold."""
    monkeypatch.setattr("bot.catalog.words._ENGLISH", STEMMER)
    monkeypatch.setattr("bot.catalog.tables.tomllib", READER)
    monkeypatch.setattr("bot.catalog.sayings.words", WORDS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped content, in English only, that an author may spoil."""
    copy = tmp_path / "content"
    shutil.copytree(content_folder(), copy, ignore=shutil.ignore_patterns("locales"))
    return copy

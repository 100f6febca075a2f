import traceback
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.store.address import EXAMPLE, SqliteFile, sqlite_file

NOT_YET = "PostgreSQL is not supported yet"
NO_URL = "is not a URL"
NO_FILE = "must be a file"
NO_PATH = "three slashes, a path"
ZERO_BYTE = "holds a zero byte"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("sqlite:////srv/w.db", "/srv/w.db"),
        ("sqlite+aiosqlite:////srv/w.db", "/srv/w.db"),
        (EXAMPLE, "/home/you/whichrole.db"),
        ("sqlite:////srv/a b/%23%25%3F.db", "/srv/a b/#%?.db"),
        ("sqlite:////srv/ü漢.db", "/srv/ü漢.db"),
        ("sqlite://///srv/w.db", "//srv/w.db"),
    ],
)
def test_an_address_names_its_file(address: str, path: str) -> None:
    file = sqlite_file(address)

    assert file == SqliteFile(Path(path))


def test_a_relative_path_starts_where_the_program_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    file = sqlite_file("sqlite:///w.db")

    assert file == SqliteFile(tmp_path / "w.db")


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    file = sqlite_file("sqlite:///~/w.db")

    assert file == SqliteFile(tmp_path / "w.db")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://u:hunter2@db/w", NOT_YET),
        ("postgresql+asyncpg://u:hunter2@db/w", NOT_YET),
        ("postgres://u:hunter2@db/w", NOT_YET),
        ("mysql+pymysql://u:hunter2@db/w", "'mysql+pymysql' is not supported"),
        ("oracle://u:hunter2@db/w", "'oracle' is not supported"),
        ("sqlite+pysqlite:////srv/w.db", "'sqlite+pysqlite' is not supported"),
        ("postgresql://u:hunter2@db:port/w", NOT_YET),
        ("postgresql://u:hunter2/@db/w", NOT_YET),
        ("postgresql://u:p@[hunter2/w", NOT_YET),
        ("", NO_URL),
        ("hunter2", NO_URL),
        ("u:hunter2@db", NO_URL),
        ("://hunter2", NO_URL),
        ("/srv/hunter2.db", NO_URL),
        ("sqlite:/srv/hunter2.db", NO_URL),
        ("sqlite", NO_URL),
        ("hunter2 sqlite:////srv/w.db", NO_URL),
        ("sqlite://", NO_FILE),
        ("sqlite:///", NO_FILE),
        ("sqlite+aiosqlite://", NO_FILE),
        ("sqlite:///:memory:", NO_FILE),
        ("sqlite+aiosqlite:///:memory:", NO_FILE),
        ("sqlite:///file::memory:?cache=shared&uri=true", NO_FILE),
        ("sqlite://srv/w.db", NO_PATH),
        ("sqlite://u:hunter2@/srv/w.db", NO_PATH),
        ("sqlite://u:hunter2/srv/w.db", NO_PATH),
        ("sqlite:////srv/w.db?mode=ro", NO_PATH),
        ("sqlite:////srv/w.db?hunter2", NO_PATH),
        ("sqlite:///~nobody-of-that-name/w.db", "home folder"),
        ("sqlite:////srv/%00hunter2.db", ZERO_BYTE),
        ("sqlite:///~\0hunter2/w.db", ZERO_BYTE),
    ],
)
def test_any_other_address_is_refused_in_a_sentence_that_never_repeats_it(
    address: str, told: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        sqlite_file(address)

    sentence = str(caught.value)
    assert told in sentence
    assert EXAMPLE in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "hunter2" not in sentence
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))

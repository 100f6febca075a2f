import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.paths import migrations_folder
from bot.store.files import place
from bot.store.files.soundness import Schema, newest_revision
from bot.store.files.survey import Survey, survey
from tests.fakes.databases import as_found
from tests.fakes.file import rows

YESTERDAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


def surveyed(path: Path) -> Survey:
    return survey(path, newest_revision(migrations_folder()))


def test_a_sound_file_has_no_faults_and_is_left_as_it_is(database: Path) -> None:
    before = as_found(database.parent)

    found = surveyed(database)

    assert (found.schema, found.faults) == (Schema.CURRENT, ())
    assert found.size == database.stat().st_size
    assert found.room is not None
    assert as_found(database.parent) == before


def test_a_file_that_is_not_there_yet_has_no_faults(tmp_path: Path) -> None:
    found = surveyed(tmp_path / "new.db")

    assert (found.schema, found.faults, found.size) == (Schema.NONE, (), 0)
    assert list(tmp_path.iterdir()) == []


def test_F48_F49_F52_everything_that_is_wrong_is_told_at_once(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(database, "UPDATE alembic_version SET version_num = '9999'")
    database.chmod(0o644)
    monkeypatch.setattr(place, "LEAST_ROOM", 2**80)

    found = surveyed(database)

    newer, full, readable = found.faults
    assert found.schema is None
    assert "newer version" in newer
    assert "is full" in full
    assert "chmod 600" in readable


def test_a_file_that_we_may_not_write_is_told_once_and_not_opened(database: Path) -> None:
    database.chmod(0o400)

    found = surveyed(database)

    (fault,) = found.faults
    assert found.schema is None
    assert "is read-only" in fault


def test_F53_the_newest_other_database_beside_the_file_is_its_newest_copy(
    database: Path,
) -> None:
    older, newer = database.with_name("older.db"), database.with_name("newer.db")
    for age, copy in enumerate((newer, older)):
        shutil.copy(database, copy)
        os.utime(copy, (YESTERDAY.timestamp() - age, YESTERDAY.timestamp() - age))
    database.with_name("letter.txt").write_text("Dear Sam, SQLite format 3")
    database.with_name("empty.db").touch()
    shutil.copy(database, database.with_name("whichrole.db-wal.db-wal"))
    database.with_name("folder.db").mkdir()

    found = surveyed(database)

    assert (found.copy, found.copied_at) == (newer, YESTERDAY)


def test_a_folder_that_is_not_there_cannot_be_looked_at(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        surveyed(tmp_path / "nowhere" / "file.db")

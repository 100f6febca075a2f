"""What is said of a data folder and of a database that ``survey`` has looked at."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.checkup import files
from bot.cli.checkup.findings import Finding, State
from bot.cli.checkup.settings import usable
from bot.store.files.soundness import Schema
from bot.store.files.survey import Survey

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SOUND = Survey(Schema.CURRENT, (), 5 * 10**6, 3 * 10**11, None, None)


def said_of(found: Survey, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    monkeypatch.setattr(files, "survey", lambda *_: found)
    return files.about_database(*usable({"WHICHROLE_DATA": str(folder)}), NOW)


def test_a_database_and_its_disk_are_told_with_their_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, disk, backup = said_of(SOUND, tmp_path, monkeypatch)

    assert database.said == f"{tmp_path}/whichrole.db is whole (5.0 MB)."
    assert (disk.state, disk.said) == (State.OK, "300.0 GB free.")
    assert backup.state is State.UNCHECKED


@pytest.mark.parametrize("room", [90 * 10**6, 0])
def test_little_room_is_a_remark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    _, disk, _ = said_of(replace(SOUND, room=room), tmp_path, monkeypatch)

    assert disk.state is State.NOTE
    assert "Make room soon" in disk.fix


def test_a_disk_without_room_for_a_copy_is_a_remark_however_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = replace(SOUND, size=4 * 10**9, room=3 * 10**9)

    _, disk, _ = said_of(large, tmp_path, monkeypatch)

    assert (disk.state, disk.said) == (State.NOTE, "only 3.0 GB free.")


def test_a_disk_that_does_not_say_is_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, disk, _ = said_of(replace(SOUND, room=None), tmp_path, monkeypatch)

    assert disk.state is State.UNCHECKED


@pytest.mark.parametrize(("days", "state"), [(7, State.OK), (8, State.NOTE), (-1, State.OK)])
def test_F53_a_copy_of_more_than_a_week_ago_is_a_remark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, state: State
) -> None:
    copied = replace(SOUND, copy=tmp_path / "copy.db", copied_at=NOW - timedelta(days=days))

    *_, backup = said_of(copied, tmp_path, monkeypatch)

    assert backup.state is state
    assert f"{max(days, 0)} days old (copy.db)" in backup.said


def test_a_database_that_holds_nothing_needs_no_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = said_of(replace(SOUND, schema=Schema.NONE, size=0), tmp_path, monkeypatch)

    assert [one.check for one in found] == ["database", "disk"]
    assert found[0].said.endswith("holds nothing yet.")


def test_a_folder_that_cannot_be_looked_at_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "survey", fail)

    (found,) = files.about_database(*usable({"WHICHROLE_DATA": str(tmp_path)}), NOW)

    assert found.state is State.WRONG
    assert "cannot be looked at: Permission denied" in found.said


def test_a_folder_that_is_not_ours_to_write_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)

    (found,) = files.about_data_folder(*usable({"WHICHROLE_DATA": str(tmp_path / "new")}))

    assert found.state is State.WRONG
    assert found.said == f"{tmp_path} is not ours to write."


def test_with_an_odd_data_folder_neither_it_nor_its_database_is_looked_for() -> None:
    settings = usable({"WHICHROLE_DATA": "~nobody-at-all/x"})

    found = [*files.about_data_folder(*settings), *files.about_database(*settings, NOW)]

    assert [(one.check, one.state) for one in found] == [
        ("data folder", State.UNCHECKED),
        ("database", State.UNCHECKED),
    ]
    assert {one.said for one in found} == {"WHICHROLE_DATA must be put right first."}

from pathlib import Path

import pytest

from bot.adapters.terminal.files import save
from bot.cards import Attachment


def test_a_file_is_its_owners_alone_and_so_is_a_folder_made_for_it(tmp_path: Path) -> None:
    place = save(Attachment("mine.json", "naïve"), tmp_path / "new" / "folder")

    assert place.read_text(encoding="utf-8") == "naïve"
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700


def test_an_older_file_is_replaced_whatever_its_rights_were(tmp_path: Path) -> None:
    older = tmp_path / "mine.json"
    older.write_text("older and longer")
    older.chmod(0o644)

    place = save(Attachment("mine.json", "new"), tmp_path)

    assert place == older
    assert place.read_text() == "new"
    assert place.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["mine.json"]


def test_a_link_in_its_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("not ours")
    (tmp_path / "mine.json").symlink_to(elsewhere)

    place = save(Attachment("mine.json", "new"), tmp_path)

    assert place.read_text() == "new"
    assert elsewhere.read_text() == "not ours"


def test_where_it_cannot_stand_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "mine.json").mkdir()

    with pytest.raises(OSError, match="directory"):
        save(Attachment("mine.json", "new"), tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.json"]

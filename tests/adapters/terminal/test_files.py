import resource
from pathlib import Path

import pytest

from bot.adapters.terminal.files import save
from bot.cards import Attachment


def test_a_file_is_its_owners_alone_and_so_is_a_folder_made_for_it(tmp_path: Path) -> None:
    place = save(Attachment("mine.json", "naïve"), tmp_path / "new" / "folder")

    assert place.read_text(encoding="utf-8") == "naïve"
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_of_the_same_name_stands_beside_older_ones_and_replaces_none(
    tmp_path: Path,
) -> None:
    older = tmp_path / "mine.json"
    older.write_text("older and longer")

    places = [save(Attachment("mine.json", text), tmp_path) for text in ("new", "newer")]

    assert [place.name for place in places] == ["mine-2.json", "mine-3.json"]
    assert [place.read_text() for place in places] == ["new", "newer"]
    assert older.read_text() == "older and longer"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_link_in_its_place_is_neither_replaced_nor_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    link = tmp_path / "mine.json"
    link.symlink_to(elsewhere)

    place = save(Attachment("mine.json", "new"), tmp_path)

    assert (place.name, place.read_text()) == ("mine-2.json", "new")
    assert link.is_symlink()
    assert not elsewhere.exists()


def test_of_what_cannot_be_written_whole_nothing_is_left_behind(tmp_path: Path) -> None:
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, usual[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            save(Attachment("mine.json", "longer than that"), tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)

    assert list(tmp_path.iterdir()) == []

from pathlib import Path

import pytest

from bot.charts.font import FOLDER, Font, bold, regular
from bot.paths import content_folder

MOST_BYTES = 200_000


@pytest.mark.parametrize(
    ("font", "character", "advance"),
    [
        (regular(), " ", 532),
        (regular(), "W", 1896),
        (regular(), "Я", 1303),
        (regular(), "ĩ", 518),
        (regular(), "€", 1208),
        (bold(), "W", 1980),
        (bold(), "i", 625),
    ],
)
def test_a_character_is_as_wide_as_other_programs_read_from_the_file(
    font: Font, character: str, advance: int
) -> None:
    assert font.advances[character] == advance / 2048


@pytest.mark.parametrize("character", ["デ", "ẞ", "🚀", "\uffff"])
def test_a_character_that_the_font_lacks_is_not_known(character: str) -> None:
    assert character not in regular().advances


def test_a_text_is_as_wide_as_its_characters_together() -> None:
    assert regular().width("WW", 10) == 2 * 10 * 1896 / 2048


def test_the_fonts_have_the_languages_that_roles_may_be_named_in() -> None:
    for text in ("Größe Übung", "Żółć řízení", "Μηχανικός", "Інженер даних", "„“”…€%"):
        assert set(text) <= regular().advances.keys()


def test_the_fonts_have_every_character_of_the_content() -> None:
    used = {
        character
        for file in content_folder().rglob("*.toml")
        for character in file.read_text(encoding="utf-8")
        if not character.isspace()
    }

    assert used <= regular().advances.keys()


def test_both_weights_have_the_same_characters() -> None:
    assert regular().advances.keys() == bold().advances.keys()


@pytest.mark.parametrize("file", [regular().file, bold().file], ids=lambda file: file.stem)
def test_a_font_is_small_and_says_that_it_was_changed(file: Path) -> None:
    content = file.read_bytes()

    assert len(content) < MOST_BYTES
    assert "Changed for WhichRole".encode("utf-16-be") in content


def test_the_licence_of_the_fonts_lies_beside_them() -> None:
    assert "Apache License" in (FOLDER / "LICENSE.txt").read_text()

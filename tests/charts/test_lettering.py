import pytest

from bot.charts.font import bold, regular
from bot.charts.lettering import LONGEST, cleaned, drawable, wrapped

SIZE, WIDTH = 30, 400


def test_a_plain_text_stays_as_it_is() -> None:
    assert drawable("Entwickler für Größen") == "Entwickler für Größen"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x00b\x1b[31mc\x7f", "ab[31mc"),
        ("one\ntwo\tthree", "one two three"),
        ("  wide   apart\u2028", "wide apart"),
        ("\u202eleft\u202c and \u200bzero", "left and zero"),
        ("half \ud83d of a pair", "half of a pair"),
        ("no \ufffe characters \uffff", "no characters"),
    ],
)
def test_what_nobody_sees_is_taken_out(text: str, seen: str) -> None:
    assert cleaned(text) == seen


def test_a_letter_and_its_accent_become_one_character() -> None:
    assert drawable("Mu\u0308he") == "Mühe"


@pytest.mark.parametrize(
    ("text", "drawn"), [("データ", "???"), ("🚀 Start", "? Start"), ("مهندس", "?????")]
)
def test_each_character_that_the_font_lacks_leaves_a_mark(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


def test_the_longest_text_is_whole_and_a_longer_one_says_that_it_is_cut() -> None:
    longest = "x" * LONGEST

    assert drawable(longest) == longest
    assert drawable(f"{longest}x") == "x" * (LONGEST - 1) + "…"


def test_lines_fit_and_hold_every_word_in_order() -> None:
    text = "Verantwortliche für die Qualität aller Daten im Außendienst und anderswo"

    lines = wrapped(text, bold(), SIZE, WIDTH)

    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(bold().width(line, SIZE) <= WIDTH for line in lines)


def test_a_word_wider_than_a_line_is_cut_with_hyphens_and_wholly_there() -> None:
    word = "Datenverarbeitungsgrundsatzabteilungsleiterin"

    first, *others = wrapped(f"Die {word}", regular(), SIZE, WIDTH)

    assert first == "Die"
    assert len(others) > 1
    assert all(regular().width(line, SIZE) <= WIDTH for line in others)
    assert all(line.endswith("-") for line in others[:-1])
    assert "".join(line.removesuffix("-") for line in others) == word


def test_after_a_cut_word_the_line_goes_on() -> None:
    lines = wrapped(f"{'m' * 20} end", regular(), SIZE, WIDTH)

    assert lines[-1].endswith(" end")


def test_no_text_is_one_empty_line() -> None:
    assert wrapped("", regular(), SIZE, WIDTH) == [""]

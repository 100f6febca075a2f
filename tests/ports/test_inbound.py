import time
import unicodedata

import pytest

from bot.ports.inbound import LONGEST_NUMBER, LONGEST_TEXT, is_number, readable


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("I love dashboards", "I love dashboards"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("zero\x00byte", "zerobyte"),
        (
            "bell\x07 escape\x1b[2J return\r delete\x7f next\x85",
            "bell escape[2J return delete next",
        ),
        ("lone \ud800 high", "lone \ufffd high"),
        ("lone \udfff low", "lone \ufffd low"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("swapped \ude00\ud83d", "swapped \ufffd\ufffd"),
        ("cafe\u0301", "café"),
        ("a\u202eb\u202dc\u202ad\u202be\u202c", "abcde"),
        ("a\u2066b\u2067c\u2068d\u2069", "abcd"),
        ("family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
        ("\u05e9\u05dd \u200f(1)", "\u05e9\u05dd \u200f(1)"),
        ("数据 größer ½", "数据 größer ½"),
    ],
)
def test_F54_F57_a_text_becomes_what_every_store_and_platform_can_carry(
    text: str, kept: str
) -> None:
    assert readable(text) == kept


def test_two_ways_to_write_a_word_become_one() -> None:
    word = "Ünïcödé"

    decomposed = readable(unicodedata.normalize("NFD", word))

    assert decomposed == word


def test_what_is_readable_stays_as_it_is() -> None:
    once = readable("a\u0301\u0316\ud800\x00\u202e" * 100)

    assert readable(once) == once
    assert once.encode()


def test_a_very_long_text_is_cut() -> None:
    assert readable("word " * 1_000_000) == ("word " * 1_000_000)[:LONGEST_TEXT]


def test_a_cut_text_is_still_longer_than_anything_that_is_read() -> None:
    from bot.engine.reading import MOST_CHARACTERS

    shrinking = readable("\u03b1\u0313\u0300\u0345" * LONGEST_TEXT)

    assert len(shrinking) > MOST_CHARACTERS


def test_a_million_marks_on_one_letter_take_no_time() -> None:
    start = time.perf_counter()

    readable("a" + "\u0301\u0316" * 500_000)

    assert time.perf_counter() - start < 2


def test_F66_a_number_that_no_database_holds_is_none() -> None:
    assert is_number("9" * LONGEST_NUMBER)
    assert not is_number("9" * (LONGEST_NUMBER + 1))
    assert int("9" * LONGEST_NUMBER) < 2**63 <= int("9" * (LONGEST_NUMBER + 1))

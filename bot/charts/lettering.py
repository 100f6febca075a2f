"""A text as it can be drawn: safe, in letters that the font has, in lines that fit."""

import unicodedata
from collections.abc import Iterator

from bot.charts.font import Font, regular

LONGEST = 120
"""So many characters of a text are drawn; a longer one ends in an ellipsis."""
ELLIPSIS = "…"
UNKNOWN = "?"
"""Stands for a character that the font lacks; without it the label would have a gap that
nobody sees."""

_UNSEEN = ("Cc", "Cf", "Cs")
"""Categories of characters that draw nothing: controls, directions, halves of pairs."""
_FORBIDDEN = "\ufffe\uffff"
"""XML has no place for these, not even escaped."""


def cleaned(text: str) -> str:
    """The text in one line, in composed characters, without the unseen ones."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(filter(_is_seen, composed)).split())


def drawable(text: str) -> str:
    """The same in the font's characters alone, and of a length that fits a picture."""
    line = cleaned(text)
    known = regular().advances
    line = "".join(character if character in known else UNKNOWN for character in line)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + ELLIPSIS


def wrapped(text: str, font: Font, size: float, width: float) -> list[str]:
    """The text in lines of at most this width, at least one; the font has its characters."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if font.width(longer, size) <= width:
            lines[-1] = longer
            continue
        pieces = list(_pieces(word, font, size, width))
        lines = [line for line in lines if line] + pieces
    return lines


def _pieces(word: str, font: Font, size: float, width: float) -> Iterator[str]:
    """The word, cut with hyphens where it would be wider than a line."""
    piece = ""
    for character in word:
        if piece and font.width(f"{piece}{character}-", size) > width:
            yield f"{piece}-"
            piece = ""
        piece += character
    yield piece


def _is_seen(character: str) -> bool:
    """Whether it draws something or, as a line break does, parts words."""
    unseen = unicodedata.category(character) in _UNSEEN or character in _FORBIDDEN
    return character.isspace() or not unseen

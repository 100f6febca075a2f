"""A text as it is laid out: lines that belong together, and the headings above them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalog import Heading, Lexicon
from bot.catalog.words import words

MOST_IN_A_HEADING = 5
"""Words; a longer line is no heading, whatever it looks like."""

_BULLET = re.compile(r"^\s*(?:[-*\u2022\u00b7\u25aa\u25cf>]|\d{1,2}[.)])\s+")
_INLINE = re.compile(r"(?<=[.;])\s+(?=(?P<heading>[^.;:]{1,40}):)")
_ENDS = (".", ":", ";", "!", "?")


@dataclass(frozen=True, slots=True)
class Section:
    """Text under one heading.

    Attributes:
        heading: what it is about.
        text: its lines; one that was only broken is whole again.
    """

    heading: Heading
    text: str


class _Layout:
    """Where we are in a text while its lines come by."""

    def __init__(self, lexicon: Lexicon, heading: Heading) -> None:
        self._headings = lexicon.telling.headings
        self.standing = heading
        self._inline: Heading | None = None
        self._after_a_gap = True

    def section(self, line: str) -> Section | None:
        """What this line adds; None for a heading, and for a line without words."""
        if not words(line):
            self._inline, self._after_a_gap = None, True
            return None
        before, colon, rest = line.partition(":")
        kind = self._headings.get(words(before if colon else line))
        if kind is not None and not words(rest):
            self.standing, self._inline = kind, None
            return None
        if kind is not None:
            self._inline, line = kind, rest
        elif self._after_a_gap and _looks_like_a_heading(line):
            self.standing = Heading.OWN
        self._after_a_gap = False
        found = Section(self._inline or self.standing, line)
        if line.rstrip().endswith("."):
            self._inline = None
        return found


def sections(lexicon: Lexicon, text: str, heading: Heading) -> tuple[list[Section], Heading]:
    """The text under its headings, and the heading in force where it ends.

    Args:
        lexicon: the words.
        text: as it was written.
        heading: the heading in force where it begins.
    """
    layout = _Layout(lexicon, heading)
    lines = (part for line in _whole_lines(text) for part in _by_heading(lexicon, line))
    found = [layout.section(line) for line in lines]
    return [one for one in found if one is not None], layout.standing


def _whole_lines(text: str) -> Iterator[str]:
    """The lines; one that goes on in small letters, or after a comma, is one with the next."""
    whole = ""
    for line in text.splitlines():
        piece = line.strip()
        goes_on = whole.endswith(",") or (
            piece[:1].islower() and not whole.endswith(_ENDS) and len(words(whole)) > 1
        )
        if whole and piece and goes_on and not _BULLET.match(line):
            whole = f"{whole} {piece}"
            continue
        if whole:
            yield whole
        if not piece:
            yield ""
        whole = _BULLET.sub("", line).strip()
    yield whole


def _by_heading(lexicon: Lexicon, line: str) -> Iterator[str]:
    """A line cut where a sentence begins with a heading: "Learning: R. Using: Excel."."""
    begun = 0
    for cut in _INLINE.finditer(line):
        if words(cut["heading"]) in lexicon.telling.headings:
            yield line[begun : cut.start()]
            begun = cut.start("heading")
    yield line[begun:]


def _looks_like_a_heading(line: str) -> bool:
    """Whether a line after a gap is a heading that we do not know."""
    is_short = len(words(line)) <= MOST_IN_A_HEADING
    return is_short and (line.isupper() or line.rstrip().endswith(":"))

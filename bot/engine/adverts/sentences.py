"""An advert as sentences, each in the section that its headings say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from bot.catalog.adverts import AdvertWords, Section, Words, roots
from bot.catalog.words import placed, words

MOST_WORDS_OF_A_HEADING = 6
LEAST_WORDS_OF_PROSE = 10
MOST_WORDS_OF_A_TITLE = 12
MOST_WORDS_OF_A_SENTENCE = 150
"""A longer one is cut: words so far apart tell nothing of each other, and looking for what does
takes quadratic time."""

_ENDS = re.compile(
    r"(?<=[.!?;])[\"')]*\s+|,\s+(?=(?:and\s|then\s)?you\b)|\s+and\s+(?=you(?:'ll|'d)?\s)"
)
"""Where a sentence ends, and where a further duty begins in it: "…, and you …"."""
_BULLET = re.compile(r"^\s*(?:[-*+\u2022\u2023\u25cf\u25e6\u2013\u2014]|\d{1,2}[.)])\s+")
_MARKS = " \t#*_:"
_NO_TITLE = (".", "!", "?", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one item of a list.

    Attributes:
        text: as it stands there.
        section: where.
        said: its words.
        roots: their stems.
        spans: where each word begins and ends in the text.
    """

    text: str
    section: Section = Section.OPEN
    said: Words = field(init=False)
    roots: Words = field(init=False)
    spans: tuple[tuple[int, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        found = placed(self.text)
        object.__setattr__(self, "said", tuple(word for word, _, _ in found))
        object.__setattr__(self, "roots", roots(self.said))
        object.__setattr__(self, "spans", tuple((start, end) for _, start, end in found))


def title_of(known: AdvertWords, text: str) -> str:
    """The first line, if it is short, no heading or sentence, and not all there is; or ""."""
    first, *rest = [line for line in text.splitlines() if line.strip()] or [""]
    is_short = len(words(first)) <= MOST_WORDS_OF_A_TITLE
    is_more = first.rstrip().endswith(_NO_TITLE) or words(first) in known.headings
    return first if rest and is_short and not is_more else ""


def sentences(known: AdvertWords, text: str, begun: Section) -> list[Sentence]:
    """The sentences of a text, without its headings.

    Args:
        known: the words of headings.
        text: the advert, or a part of it.
        begun: the section in which the part before broke off.
    """
    found: list[Sentence] = []
    section, after_a_gap, in_a_list = begun, False, False
    for line in _unwrapped(text):
        if not line.strip():
            after_a_gap = True
            continue
        heading, rest = _heading(known, line)
        is_item = _BULLET.match(line) is not None
        if heading is not None:
            section = heading
        elif after_a_gap and in_a_list and not is_item and _is_prose(rest):
            section = Section.OPEN
        after_a_gap, in_a_list = False, is_item
        found += (Sentence(one, section) for one in _split(rest))
    return found


def _unwrapped(text: str) -> list[str]:
    """The lines, each with what follows in small letters: it was only broken to fit a page."""
    lines: list[list[str]] = []
    for line in text.splitlines():
        if line[:1].islower() and lines and lines[-1][-1].strip():
            lines[-1].append(line)
        else:
            lines.append([line])
    return [" ".join([*map(str.rstrip, parts[:-1]), parts[-1]]) for parts in lines]


def _split(line: str) -> Iterator[str]:
    for part in _ENDS.split(_BULLET.sub("", line, count=1)):
        starts = [start for _, start, _ in placed(part)]
        cuts = starts[MOST_WORDS_OF_A_SENTENCE::MOST_WORDS_OF_A_SENTENCE]
        for start, end in pairwise([0, *cuts, len(part)] if starts else []):
            yield part[start:end].strip()


def _is_prose(line: str) -> bool:
    return len(words(line)) >= LEAST_WORDS_OF_PROSE


def _heading(known: AdvertWords, line: str) -> tuple[Section | None, str]:
    """The section that a line begins, and what of the line is no heading."""
    before, colon, after = line.partition(":")
    section = known.headings.get(words(before.strip(_MARKS)))
    if section is not None and (colon or not line.rstrip().endswith((".", "!"))):
        return section, after
    said = words(line)
    is_short = len(said) <= MOST_WORDS_OF_A_HEADING and line.rstrip().endswith((":", "?"))
    return (_named_in(known, said), "") if is_short else (None, line)


def _named_in(known: AdvertWords, said: Words) -> Section | None:
    """The section of the longest heading that stands in these words."""
    fitting = (
        known.headings[said[at : at + length]]
        for length in range(len(said), 0, -1)
        for at in range(len(said) - length + 1)
        if said[at : at + length] in known.headings
    )
    return next(fitting, None)

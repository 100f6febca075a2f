"""The parts of a text, on every chat platform: words, bold ones, and addresses of ours.

Only an address that its card names as one of ours is one here, and only where it stands by
itself. Whatever is written right behind it would belong to another address, so then it is
nothing but words (F58).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

_BOLD = r"\*\*(?P<bold>.+?)\*\*"
_BY_ITSELF = r"(?<![^\s(])(?P<link>{})(?=[.,;:!?)]*(?!\S))"
"""A sentence may end behind it, and brackets may stand round it."""

PATTERNS_KEPT = 256


class Kind(Enum):
    """How a part is drawn."""

    WORDS = auto()
    BOLD = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, without its marks."""

    kind: Kind
    text: str


def parts(text: str, links: tuple[str, ...] = ()) -> Iterator[Part]:
    """The text in pieces, none of them empty; no address within bold words is one.

    Args:
        text: of a card, or a line of it.
        links: the addresses that may be followed; see ``Card``.
    """
    done = 0
    for found in _pattern(links).finditer(text):
        if done < found.start():
            yield Part(Kind.WORDS, text[done : found.start()])
        kind = Kind.LINK if found["bold"] is None else Kind.BOLD
        yield Part(kind, found[kind.name.lower()])
        done = found.end()
    if done < len(text):
        yield Part(Kind.WORDS, text[done:])


@lru_cache(PATTERNS_KEPT)
def _pattern(links: tuple[str, ...]) -> re.Pattern[str]:
    ours = "|".join(map(re.escape, links)) or r"(?!)"
    return re.compile(f"{_BOLD}|{_BY_ITSELF.format(ours)}", re.DOTALL)

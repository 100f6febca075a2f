"""What was read of a job advert so far, without any of its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.catalog.adverts import Section

SHARED = "shared"
"""Under this name it is counted in how many parts an advert says how much of what it wants."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an advert came to, as far as it was sent.

    Attributes:
        characters: how many of it were read.
        section: in which part it broke off.
        duties: what its sentences say of each role, in the unit of one plain sign.
        title: the role that its title means, or None.
        named: whether the title holds the name of that role itself.
        said: how many phrases of each kind of text stood in it.
        words: how many words it has.
        asked: the ids of what it asks for.
        about: the roles that it speaks for with a word of what they work on.
    """

    characters: int = 0
    section: Section = Section.OPEN
    duties: Mapping[str, float] = field(default_factory=dict)
    title: str | None = None
    said: Mapping[str, int] = field(default_factory=dict)
    words: int = 0
    asked: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    named: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Words of an advert that speak for a role.

    Attributes:
        role: its id.
        weight: how strongly they speak.
        words: as they stand in the advert.
        sentence: the number of the sentence in which they stand.
        part: which part of it between commas or semicolons, from 0.
    """

    role: str
    weight: float
    words: str
    sentence: int = 0
    part: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What was read of a text before its turn, since turns wait for each other.

    Attributes:
        before: what was read of the advert before it.
        now: the same with this text.
        found: the words in it that speak for roles.
        content: the version of the words by which it was read.
    """

    before: Reading
    now: Reading
    found: tuple[Found, ...]
    content: str

"""How a text about oneself is read: what can be named there, and the words round it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Term:
    """Something people name in their own words.

    Attributes:
        id: stable.
        name: how we say it back.
        means: the options it stands for, by question.
        years: in a text about oneself it is named by so many years of one of its ``stretches``,
            and by nothing else; 0 for all that are just named.
    """

    id: str
    name: str
    means: Mapping[str, frozenset[str]]
    years: int = 0


class Heading(StrEnum):
    """What the lines of a CV are about, as far as that changes how they are read."""

    OWN = "own"
    """What the person does or did themselves."""

    WISHED = "wished"
    """What they would like."""

    ASIDE = "aside"
    """Neither: hobbies, what they only learn now, schools of long ago, other people."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The words by which a text about oneself is read; see ``engine.own_words``.

    Attributes:
        likings: phrases that make clear that somebody likes what stands beside them, or would.
        vague: phrases that name a term where we ask for it, and say too little in a text.
        headings: whole headings to what stands below them.
        year_words: words after a number of years.
        since_words: words before a year from which on something was done.
        stretches: phrases to the term of which they are a stretch, if they last for years.
        terms: by id, all that can be named.
        replies: short answers to what was read, to the choice that each stands for.
    """

    likings: frozenset[tuple[str, ...]]
    vague: frozenset[tuple[str, ...]]
    headings: Mapping[tuple[str, ...], Heading]
    year_words: frozenset[str]
    since_words: frozenset[str]
    stretches: Mapping[tuple[str, ...], Term]
    terms: Mapping[str, Term]
    replies: Mapping[tuple[str, ...], str]

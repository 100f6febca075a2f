"""How a text about oneself is read: what can be named there, and the words round it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

IN_A_TERM = ":"
"""Between the id of a term and one of its names."""


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
class Comparing:
    """The words that put one thing before another; see ``engine.comparisons``.

    Attributes:
        liked: phrases of whoever likes or chooses something.
        than: phrases behind these, before what is liked less ("I like A more than B").
        preferred: phrases of whoever prefers something.
        to: phrases behind these alone, before what they do not prefer ("I prefer A to B").
        instead: phrases before what gives way to something else ("instead of B").
    """

    liked: frozenset[tuple[str, ...]]
    than: frozenset[tuple[str, ...]]
    preferred: frozenset[tuple[str, ...]]
    to: frozenset[tuple[str, ...]]
    instead: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Telling:
    """The words by which a text about oneself is read; see ``engine.own_words``.

    Attributes:
        openers: whole texts that ask to tell it in one's own words.
        likings: phrases that make clear that somebody likes what stands beside them, or would.
        needs: phrases that turn "without" round ("without it nothing works").
        affirmations: phrases that say of what was denied that it is used after all.
        vague: phrases that name a term where we ask for it, and say too little in a text.
        only_of_models: phrases that count only in a clause that speaks of machine learning.
        of_models: phrases by which a clause does.
        headings: whole headings to what stands below them.
        year_words: words after a number of years.
        since_words: words before a year from which on something was done.
        decade_words: words for ten years.
        ago_words: words around a number of years that tell when something was.
        stretches: phrases to the term of which they are a stretch, if they last for years.
        terms: by id, all that can be named.
        spelled: by word sequence and by its stems, a name that is told back as its authors
            spell it, because its term stands for more ("Airflow" for pipeline tools): what is
            read is then called ``entry_of(term, name)``.
        names: those names, by that entry.
        replies: short answers to what was read, to the choice that each stands for.
    """

    openers: frozenset[tuple[str, ...]]
    likings: frozenset[tuple[str, ...]]
    needs: frozenset[tuple[str, ...]]
    affirmations: frozenset[tuple[str, ...]]
    vague: frozenset[tuple[str, ...]]
    only_of_models: frozenset[tuple[str, ...]]
    of_models: frozenset[tuple[str, ...]]
    headings: Mapping[tuple[str, ...], Heading]
    year_words: frozenset[str]
    since_words: frozenset[str]
    decade_words: frozenset[str]
    ago_words: frozenset[str]
    stretches: Mapping[tuple[str, ...], Term]
    terms: Mapping[str, Term]
    spelled: Mapping[tuple[str, ...], str]
    names: Mapping[str, str]
    replies: Mapping[tuple[str, ...], str]

    def term_of(self, entry: str) -> Term | None:
        """The term that an entry names; None if it is gone."""
        return self.terms.get(entry.partition(IN_A_TERM)[0])

    def name_of(self, entry: str) -> str:
        """An entry as it is told back; empty if it is gone."""
        term = self.term_of(entry)
        return self.names.get(entry, term.name) if term else ""


def entry_of(term: str, said: tuple[str, ...]) -> str:
    """What one name of a term is called."""
    return f"{term}{IN_A_TERM}{'-'.join(said)}"

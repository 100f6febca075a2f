"""The words of job adverts: what tells the five roles apart, and adverts from other texts.

A sign is what only some roles are told to do: a verb and its object, or words of one job. Its
places are found near each other in a sentence, by their stems, in either order.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from bot.catalog.words import stems, words

Words = tuple[str, ...]

REST = "rest"
SHARES: Mapping[str, float] = {
    "half": 1 / 2,
    "third": 1 / 3,
    "two-thirds": 2 / 3,
    "quarter": 1 / 4,
    "three-quarters": 3 / 4,
    "day": 1 / 5,
    "two-days": 2 / 5,
    "three-days": 3 / 5,
    "four-days": 4 / 5,
    REST: 0.0,
}
"""Parts of somebody's time that adverts tell in words; the rest is what others leave."""

OTHER = "other"
"""Stands for all jobs that are none of the roles."""

_IZE = re.compile(r"i[sz](e[sdr]?|ing|ation|ations|ers)$")
_YZE = re.compile(r"y[sz](e[sdr]?|ing)$")
_OUR = re.compile(r"our(s|al|ite|able|ful)?$")
_WITH_IES = re.compile(r"[^aeiou]y$")
_SHORTEST_SPELT_TWICE = 6
"""Of shorter words, "four" would become "for", and "rise" another word."""


_UNLIKE = frozenset(
    [
        *("experience", "experiences", "experienced", "doctor", "doctors", "important"),
        *("importance", "readings", "trains", "lives", "paste", "pasted", "business"),
        *("buildings", "meters", "universe", "news", "several", "customs", "likely"),
        *("unlikely", "likelihood", "odds", "number", "numbers", "accounts", "accountant"),
        *("takings", "decision", "decisions", "parties", "excellent", "excellence", "meeting"),
        *("meetings",),
    ]
)
"""Words that would share a stem with others that mean something else: "experience" with
"experiment", "readings" with "read"."""

_FAMILIES = {
    "experiment": "experiment",
    "analys": "analyse",
    "analyz": "analyse",
    "publication": "publish",
    "hypothes": "hypothesis",
}
"""Beginnings of words that the stemmer parts from each other: "analysis" and "analyse"."""

ROOTS_KEPT = 20_000


class Section(StrEnum):
    """What part of an advert a sentence stands in, as its headings tell."""

    OPEN = "open"
    DUTIES = "duties"
    DEMANDS = "demands"
    EXTRAS = "extras"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a sign.

    Attributes:
        key: tells it from other places.
        forms: what may stand there, by its first stem, the longest first.
        is_group: any word of a group; it may stand further away.
    """

    key: int
    forms: Mapping[str, tuple[Words, ...]]
    is_group: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for a role, as strongly as its weight says.

    Attributes:
        role: its id.
        weight: how much it says, in the unit of one plain sign.
        slots: its places in their order.
        needs: their keys.
    """

    role: str
    weight: float
    slots: tuple[Slot, ...]
    needs: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        needed = frozenset(slot.key for slot in self.slots)
        object.__setattr__(self, "needs", needed)  # worked out once, and then frozen too


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that adverts ask for.

    Attributes:
        id: stable.
        name: how we say it.
        focus: the roles whose focus list or tools hold it.
        skip: the roles whose skip list holds it.
    """

    id: str
    name: str
    focus: frozenset[str]
    skip: frozenset[str]


@dataclass(frozen=True, slots=True)
class AdvertWords:
    """How adverts are read.

    Attributes:
        small: words that are passed over.
        signs: by the first stem of what may stand in their last place.
        titles: the same, of job titles.
        names: those of them that are the name of a role itself.
        begins: the keys of the places that a stem may begin.
        headings: sections by the words of their headings.
        voice: phrases that weigh a sentence, by what they say of it.
        denying: phrases that deny, by how far they reach.
        kinds: phrases of adverts and of other texts, by kind.
        shares: phrases that tell how much of somebody's time a duty takes, by ``SHARES``.
        subjects: what each role works on, in the words of adverts.
        demands: what adverts ask for, by id.
        asked: the id of a demand by its words, each in one spelling, and by their plurals.
        unless: phrases beside which the words of a demand mean something else, by its id.
    """

    small: frozenset[str]
    signs: Mapping[str, tuple[Sign, ...]]
    titles: Mapping[str, tuple[Sign, ...]]
    names: Mapping[str, tuple[Sign, ...]]
    begins: Mapping[str, frozenset[int]]
    headings: Mapping[Words, Section]
    voice: Mapping[str, frozenset[Words]]
    denying: Mapping[str, frozenset[Words]]
    kinds: Mapping[str, frozenset[Words]]
    shares: Mapping[str, frozenset[Words]]
    subjects: Mapping[str, frozenset[Words]]
    demands: Mapping[str, Demand]
    asked: Mapping[Words, str]
    unless: Mapping[str, frozenset[Words]]


def roots(said: Iterable[str]) -> Words:
    """The stems of words, the same for British and American spelling."""
    return tuple(_root(word) for word in said)


def spelt(said: Iterable[str]) -> Words:
    """Words as they are, but the same for British and American spelling."""
    return tuple(map(_one_spelling, said))


def with_plural(said: Words) -> tuple[Words, Words]:
    """A phrase in one spelling, and of several: "neural network", "neural networks"."""
    *before, last = spelt(said)
    several = f"{last[:-1]}ies" if _WITH_IES.search(last) else f"{last}s"
    return (*before, last), (*before, several)


def slots(texts: Iterable[str], groups: Mapping[str, Iterable[str]]) -> Mapping[str, Slot]:
    """The places of signs as authors write them, each once, by how it is written.

    Args:
        texts: signs, such as ``<build> pipeline|data_lake``.
        groups: those that they may name.
    """
    written = dict.fromkeys(place for text in texts for place in text.split())
    return {place: _slot(key, place, groups) for key, place in enumerate(written)}


def beginnings(known: Iterable[Slot]) -> Mapping[str, frozenset[int]]:
    """The keys of the places that each stem may begin."""
    found: dict[str, set[int]] = {}
    for slot in known:
        for first in slot.forms:
            found.setdefault(first, set()).add(slot.key)
    return {first: frozenset(keys) for first, keys in found.items()}


def sign(role: str, weight: float, text: str, known: Mapping[str, Slot]) -> Sign:
    """A sign for a role, of places that are known."""
    return Sign(role, weight, tuple(known[place] for place in text.split()))


def by_last(signs: Iterable[Sign]) -> Mapping[str, tuple[Sign, ...]]:
    """Signs by the first stems of what may stand in their last places."""
    found: dict[str, list[Sign]] = {}
    for one in signs:
        for first in one.slots[-1].forms:
            found.setdefault(first, []).append(one)
    return {first: tuple(listed) for first, listed in found.items()}


def group_named(place: str) -> str | None:
    """The group that a place of a sign names, or None."""
    return place[1:-1] if place.startswith("<") and place.endswith(">") else None


def _slot(key: int, place: str, groups: Mapping[str, Iterable[str]]) -> Slot:
    group = group_named(place)
    listed = place.split("|") if group is None else groups[group]
    forms = {roots(words(one.replace("_", " "))) for one in listed}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    firsts = sorted({form[0] for form in ordered})
    by_first = {first: tuple(form for form in ordered if form[0] == first) for first in firsts}
    return Slot(key, by_first, is_group=group is not None)


@lru_cache(ROOTS_KEPT)
def _root(word: str) -> str:
    if word in _UNLIKE:
        return word
    family = next((one for begins, one in _FAMILIES.items() if word.startswith(begins)), None)
    if family is not None and not word.startswith("analyst"):
        return family
    (stem,) = stems((_one_spelling(word),))
    return stem


def _one_spelling(word: str) -> str:
    if len(word) < _SHORTEST_SPELT_TWICE:
        return word
    return _OUR.sub(r"or\1", _YZE.sub(r"yz\1", _IZE.sub(r"iz\1", word)))

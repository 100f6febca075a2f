"""The signs of roles in a sentence: their places near each other, in either order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.catalog.adverts import AdvertWords, Sign, Slot, Words
from bot.engine.adverts.sentences import Sentence

FAR = 7
"""So many words may stand between a word of a group and what comes behind it; small ones do
not count."""
NEAR = 3
BEHIND = 3
"""The same between two other places, and where a later place of a sign comes first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sign that stands in a sentence.

    Attributes:
        sign: which.
        anchor: where its last place is found.
        places: of all its words.
    """

    sign: Sign
    anchor: int
    places: frozenset[int]


def hits(
    known: AdvertWords, listed: Mapping[str, tuple[Sign, ...]], said: Sentence
) -> list[Hit]:
    """The signs of a list that stand in a sentence."""
    told = _Told(known, said)
    return [hit for at in range(len(said.roots)) for hit in told.at(listed, at)]


class _Told:
    """A sentence with the small words in it."""

    def __init__(self, known: AdvertWords, sentence: Sentence) -> None:
        self._roots: Words = sentence.roots
        self._small = [word in known.small for word in sentence.said]
        count, counts = 0, []
        for is_small in self._small:
            counts.append(count)
            count += not is_small
        self._counts = [*counts, count]

    def at(self, listed: Mapping[str, tuple[Sign, ...]], at: int) -> Iterator[Hit]:
        """The signs whose last place is here."""
        for sign in listed.get(self._roots[at], ()):
            end = self._end(sign.slots[-1], at)
            if end is None:
                continue
            places = self._around(sign, at, end)
            if places is not None:
                yield Hit(sign, at, frozenset(places))

    def _around(self, sign: Sign, at: int, end: int) -> list[int] | None:
        """The words of a sign whose last place is this; None if another is nowhere near."""
        places = [*range(at, end)]
        first, last = at, end
        for slot in reversed(sign.slots[:-1]):
            found = self._before(slot, first) or self._behind(slot, last)
            if found is None:
                return None
            places += range(*found)
            first, last = min(first, found[0]), max(last, found[1])
        return places

    def _before(self, slot: Slot, first: int) -> tuple[int, int] | None:
        most = FAR if slot.is_group else NEAR
        for at in range(first - 1, -1, -1):
            if self._counts[first] - self._counts[at + 1] > most:
                return None
            end = self._end(slot, at)
            if end is not None and end <= first:
                return at, end
        return None

    def _behind(self, slot: Slot, last: int) -> tuple[int, int] | None:
        for at in range(last, len(self._roots)):
            if self._counts[at] - self._counts[last] > BEHIND:
                return None
            end = self._end(slot, at)
            if end is not None:
                return at, end
        return None

    def _end(self, slot: Slot, at: int) -> int | None:
        """Where the words of a place end that begin here; None if none do."""
        for form in slot.forms.get(self._roots[at], ()):
            end = self._follow(form, at)
            if end is not None:
                return end
        return None

    def _follow(self, form: Words, at: int) -> int | None:
        """Where these stems end, read from here; small words between them are passed over."""
        place = at + 1
        for root in form[1:]:
            while (
                place < len(self._roots) and self._roots[place] != root and self._small[place]
            ):
                place += 1
            if place >= len(self._roots) or self._roots[place] != root:
                return None
            place += 1
        return place

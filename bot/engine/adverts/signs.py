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

Span = tuple[int, int]


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
    """A sentence, with what was found in it of each place of signs."""

    def __init__(self, known: AdvertWords, sentence: Sentence) -> None:
        self._roots: Words = sentence.roots
        self._small = [word in known.small for word in sentence.said]
        self._counts = [0]
        for is_small in self._small:
            self._counts.append(self._counts[-1] + (not is_small))
        self._at: dict[str, list[int]] = {}
        for at, root in enumerate(self._roots):
            self._at.setdefault(root, []).append(at)
        self._spans: dict[int, list[Span]] = {}
        self._begun = frozenset[int]().union(
            *(known.begins[root] for root in self._at if root in known.begins)
        )

    def at(self, listed: Mapping[str, tuple[Sign, ...]], at: int) -> Iterator[Hit]:
        """The signs whose last place is here."""
        for sign in listed.get(self._roots[at], ()):
            if sign.needs <= self._begun:
                end = self._end(sign.slots[-1], at)
                places = None if end is None else self._around(sign, at, end)
                if places is not None:
                    yield Hit(sign, at, frozenset(places))

    def _around(self, sign: Sign, at: int, end: int) -> list[int] | None:
        """The words of a sign whose last place is this; None if another is nowhere near."""
        places = [*range(at, end)]
        first, last = at, end
        for slot in reversed(sign.slots[:-1]):
            found = (
                self._before(slot, first)
                or self._between(slot, places)
                or self._behind(slot, last)
            )
            if found is None:
                return None
            places += range(*found)
            first, last = min(first, found[0]), max(last, found[1])
        return places

    def _before(self, slot: Slot, first: int) -> Span | None:
        most = FAR if slot.is_group else NEAR
        for start, end in reversed(self._of(slot)):
            if end <= first:
                is_near = self._counts[first] - self._counts[end] <= most
                return (start, end) if is_near else None
        return None

    def _between(self, slot: Slot, places: list[int]) -> Span | None:
        """The words of a place that stand among those found already, and are none of them."""
        first, last, taken = min(places), max(places), set(places)
        for start, end in self._of(slot):
            if first < start and end <= last and taken.isdisjoint(range(start, end)):
                return start, end
        return None

    def _behind(self, slot: Slot, last: int) -> Span | None:
        for start, end in self._of(slot):
            if start >= last:
                is_near = self._counts[start] - self._counts[last] <= BEHIND
                return (start, end) if is_near else None
        return None

    def _of(self, slot: Slot) -> list[Span]:
        """Where the words of a place stand, in order; looked for once."""
        found = self._spans.get(slot.key)
        if found is None:
            starts = sorted(
                at for root in self._at.keys() & slot.forms.keys() for at in self._at[root]
            )
            ends = ((at, self._end(slot, at)) for at in starts)
            found = [(at, end) for at, end in ends if end is not None]
            self._spans[slot.key] = found
        return found

    def _end(self, slot: Slot, at: int) -> int | None:
        """Where the words of a place end that begin here; None if none do."""
        ends = (self._follow(form, at) for form in slot.forms[self._roots[at]])
        return next((end for end in ends if end is not None), None)

    def _follow(self, form: Words, at: int) -> int | None:
        """Where these stems end, read from here; small words between them are passed over."""
        place, most = at + 1, len(self._roots)
        for root in form[1:]:
            while place < most and self._roots[place] != root and self._small[place]:
                place += 1
            if place >= most or self._roots[place] != root:
                return None
            place += 1
        return place

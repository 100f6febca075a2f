"""The pieces of an advert that are quoted: which words round a sign, and which of them tell."""

from bot.catalog.adverts import AdvertWords
from bot.engine.adverts import voices
from bot.engine.adverts.sentences import Sentence
from bot.engine.adverts.signs import Hit
from bot.engine.adverts.values import Found

MOST_OF_A_QUOTATION = 60
"""Characters."""
LEAST_WORDS = 2
"""With fewer beside an "and", a piece is half of what it joins: "phase II and III trials"."""

_RELATING = frozenset(["that", "which", "who", "to", "will", "can"])
"""Behind one of these stands a verb, and with a verb no piece ends."""
_OPENING = frozenset(
    [
        *("into", "onto", "over", "when", "where", "while", "across", "before", "after", "if"),
        *("through", "between", "how", "because", "using", "via", "per", "without", "within"),
        *("under", "until", "what", "whether", "against", "towards", "behind", "near"),
    ]
)
"""Before one of these a piece may end."""


def quotation(known: AdvertWords, sentence: Sentence, hit: Hit) -> str:
    """The part of a sentence round the end of a sign, without small words at its begin.

    It begins behind "you'll". A long one begins at the sign, and ends with a noun.
    """
    first, last = voices.part_of_list(sentence, hit.anchor)
    first, last = _joined(sentence, first, last)
    behind_you = (at + 1 for at in range(first, hit.anchor) if _addresses(sentence, at))
    first = max([first, *behind_you])
    if not _fits(sentence, first, last):
        inside = [place for place in hit.places if first <= place <= last]
        first, last = min(inside), _end(known, sentence, inside, last)
    while first < last and _is_small(known, sentence, first):
        first += 1
    return sentence.text[sentence.spans[first][0] : sentence.spans[last][1]]


def _is_small(known: AdvertWords, sentence: Sentence, at: int) -> bool:
    """Whether a word says nothing at the begin, as "on" does, but for that of "on-call"."""
    return sentence.said[at] in known.small and sentence.text[sentence.spans[at][1]] != "-"


def is_telling(known: AdvertWords, one: Found) -> bool:
    """Whether a piece can be quoted for its role: it names something that the role works on."""
    if one.role not in known.subjects or not can_be_read(one.words):
        return False
    return any(voices.lengths(known.subjects, one.role, Sentence(one.words)))


def can_be_read(piece: str) -> bool:
    """Whether a piece can be read by itself: several words, soon at an end."""
    return " " in piece and len(piece) <= MOST_OF_A_QUOTATION


def _joined(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """A part, with what stands before its "and" where it is too short by itself."""
    is_half = last - first < LEAST_WORDS and voices.is_joined(sentence, first)
    if not is_half:
        return first, last
    before, _ = voices.part_of_list(sentence, first - 2)
    return (before, last) if _fits(sentence, before, last) else (first, last)


def _fits(sentence: Sentence, first: int, last: int) -> bool:
    return sentence.spans[last][1] - sentence.spans[first][0] <= MOST_OF_A_QUOTATION


def _end(known: AdvertWords, sentence: Sentence, inside: list[int], last: int) -> int:
    """The last word of a piece that begins with a sign: as far on as it may stand and end."""
    first, end = min(inside), max(inside)
    fitting = [at for at in range(end, last + 1) if _fits(sentence, first, at)]
    return max((at for at in fitting if _may_end(known, sentence, at, last)), default=end)


def _may_end(known: AdvertWords, sentence: Sentence, at: int, last: int) -> bool:
    """Whether a piece may end with a word: what comes next opens something else."""
    if at == last:
        return True
    said, behind = sentence.said[at], sentence.said[at + 1]
    opens = known.small | _OPENING
    return behind in opens and said not in opens and sentence.said[at - 1] not in _RELATING


def _addresses(sentence: Sentence, at: int) -> bool:
    return sentence.said[at].startswith("you")

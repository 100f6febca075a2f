"""How much each word of a sentence counts: whose work it tells, and whether it is denied."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from bot.catalog.adverts import AdvertWords, Section
from bot.engine.adverts.sentences import Sentence
from bot.engine.phrases import by_first, phrase_at

DUTY = 1.0
UNSAID = 0.8
"""An item of a list says nobody's name, and mostly tells the person's work."""
OF_THE_HOUSE = 0.35
DEMANDED = 0.3
EXTRA = 0.12
AROUND = 0.2
BESIDE = 0.3
"""What somebody else does whom the person meets."""
MAINLY = 1.4
SELDOM = 0.3
WHOLE = 60
"""So many per cent of the time make a duty that counts in full."""

_OF_SECTIONS = {
    Section.DUTIES: DUTY,
    Section.DEMANDS: DEMANDED,
    Section.EXTRAS: EXTRA,
    Section.AROUND: AROUND,
}
_SHARE = re.compile(r"(\d{1,3})\s?(?:%|per\s?cent)")
_STRONG_ENDS = frozenset(";:()\u2013\u2014?!")
_ANEW = frozenset(["you", "we", "your", "you'll", "they", "it", "there", "he", "she", "this"])
_JOINING = frozenset(["and", "or"])
_ALTERNATIVES = frozenset(["or", "nor"])
_BESIDE_ENDS = frozenset(["to", "and", "so", "you", "your"])


def shares(known: AdvertWords, sentence: Sentence) -> tuple[list[float], frozenset[int]]:
    """How much each of its words counts, from 0; and which words deny what follows."""
    whole = _of_section(known, sentence) * _how_often(known, sentence)
    denying = frozenset(at for at, _ in lengths(known.denying, "after", sentence))
    denied = _denied(known, sentence, denying)
    beside = _beside(known, sentence)
    counted = [
        0.0 if at in denied else whole * (BESIDE if at in beside else 1.0)
        for at in range(len(sentence.said))
    ]
    return counted, denying


def has(known: AdvertWords, voice: str, sentence: Sentence) -> bool:
    """Whether one of the phrases of this voice stands in a sentence."""
    return any(lengths(known.voice, voice, sentence))


def part_of_list(sentence: Sentence, at: int) -> tuple[int, int]:
    """The first and the last word of what stands round a word, between marks and "and"."""
    first = last = at
    while first and not _parts(sentence, first):
        first -= 1
    while last + 1 < len(sentence.said) and not _parts(sentence, last + 1):
        last += 1
    return first, last


def is_joined(sentence: Sentence, at: int) -> bool:
    """Whether "and" or "or" stands before a word, and a word before that, without a mark."""
    before = sentence.said[max(at - 1, 0) : at]
    marks = f"{_between(sentence, at)}{_between(sentence, at - 1)}" if at > 1 else ","
    return not _JOINING.isdisjoint(before) and not marks.strip()


def parts_of(sentence: Sentence) -> Sequence[int]:
    """Of each word the number of its part, between commas or semicolons, from 0."""
    behind_a_mark = (
        at > 0 and not {",", ";"}.isdisjoint(_between(sentence, at))
        for at in range(len(sentence.said))
    )
    return [*accumulate(behind_a_mark)]


def _parts(sentence: Sentence, at: int) -> bool:
    """Whether a list goes on with a word, or a sentence with another part."""
    between = set(_between(sentence, at))
    is_joined = not _JOINING.isdisjoint(sentence.said[at - 1 : at + 1])
    return is_joined or "," in between or bool(_STRONG_ENDS & between)


def _of_section(known: AdvertWords, sentence: Sentence) -> float:
    if sentence.section is Section.OPEN:
        return _of_voice(known, sentence)
    return _OF_SECTIONS[sentence.section]


def _of_voice(known: AdvertWords, sentence: Sentence) -> float:
    """Of a sentence under no heading: whose work or wish it is, in its own words."""
    if has(known, "perks", sentence):
        return 0.0
    if has(known, "demands", sentence):
        return DEMANDED
    if has(known, "person", sentence):
        return DUTY
    return OF_THE_HOUSE if has(known, "house", sentence) else UNSAID


def _how_often(known: AdvertWords, sentence: Sentence) -> float:
    told = _SHARE.search(sentence.text)
    if told is not None and 0 < int(told[1]) <= 100 and sentence.section != Section.AROUND:
        return min(1.5, int(told[1]) / WHOLE)
    if has(known, "seldom", sentence):
        return SELDOM
    return MAINLY if has(known, "mainly", sentence) else 1.0


def _between(sentence: Sentence, at: int) -> str:
    """What stands between a word and the one before it; in a number ("5,000") nothing does."""
    before = sentence.spans[at - 1][1] if at else 0
    between = sentence.text[before : sentence.spans[at][0]]
    is_number = between == "," and sentence.said[at].isdecimal()
    return "" if is_number else between


def lengths(
    known: Mapping[str, frozenset[tuple[str, ...]]], kind: str, sentence: Sentence
) -> Iterator[tuple[int, int]]:
    """Where phrases of a kind begin, and how long they are."""
    phrases = by_first(known[kind])
    for at, word in enumerate(sentence.said):
        length = phrase_at(sentence.said, at, phrases) if word in phrases else 0
        if length:
            yield at, length


def _denied(known: AdvertWords, sentence: Sentence, said: frozenset[int]) -> set[int]:
    """The words that are denied: behind "not", or all of a part that others take care of.

    Args:
        known: the words of adverts.
        sentence: which.
        said: where "not" and the like stand.
    """
    harmless = {
        at + step
        for at, length in lengths(known.denying, "harmless", sentence)
        for step in range(length)
    }
    denying = said - harmless
    begins = denying | {at for at, _ in lengths(known.denying, "reporting", sentence)}
    ending = {at for at, _ in lengths(known.denying, "ends", sentence)}
    denied: set[int] = set()
    negated = False
    for at, word in enumerate(sentence.said):
        between = _between(sentence, at)
        negated = negated and not (_STRONG_ENDS & set(between)) and at not in ending
        negated = negated and not ("," in between and not _goes_on(sentence, at))
        negated = (negated and word != "and") or at in begins
        if negated and at not in denying:
            denied.add(at)
    around = {at for at, _ in lengths(known.denying, "around", sentence)}
    for at in (around | _doing_it(known, sentence)) - harmless:
        denied |= _part_round(sentence, at, ending)
    return denied


def _doing_it(known: AdvertWords, sentence: Sentence) -> set[int]:
    """Where others of the house are told to do it, not to be served: "for our analysts"."""
    before = {at + n for at, n in lengths(known.denying, "served_before", sentence)}
    after = {at for at, _ in lengths(known.denying, "served_after", sentence)}
    return {
        at
        for at, length in lengths(known.denying, "others", sentence)
        if at not in before and at + length not in after
    }


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a list that begins with "no" goes on behind a comma, as "or" tells further on."""
    rest = sentence.said[at:]
    alternatives = [place for place, word in enumerate(rest) if word in _ALTERNATIVES]
    return bool(alternatives) and _ANEW.isdisjoint(rest[: alternatives[0]])


def _part_round(sentence: Sentence, at: int, ending: set[int]) -> set[int]:
    """The part of a sentence round a word, up to where another begins."""
    start = at
    while start and not _begins(sentence, start, ending):
        start -= 1
    end = at + 1
    while end < len(sentence.said) and not _begins(sentence, end, ending):
        end += 1
    return set(range(start, end))


def _begins(sentence: Sentence, at: int, ending: set[int]) -> bool:
    """Whether a word begins another part: behind a mark, or where somebody is named anew."""
    between = set(_between(sentence, at))
    if _STRONG_ENDS & between or at in ending:
        return True
    return "," in between and (
        sentence.said[at] in _ANEW or bool(_ANEW & set(sentence.said[:at]))
    )


def _beside(known: AdvertWords, sentence: Sentence) -> set[int]:
    """The words about people beside whom the person works, up to what they do there."""
    found: set[int] = set()
    for at, length in lengths(known.voice, "beside", sentence):
        for place in range(at + length, len(sentence.said)):
            between = _between(sentence, place)
            if sentence.said[place] in _BESIDE_ENDS or "," in between or ";" in between:
                break
            found.add(place)
    return found

"""An advert, or a part of one, as what its duties say of each role."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.catalog.adverts import OTHER, AdvertWords, Words, spelt
from bot.catalog.words import words
from bot.engine.adverts import voices
from bot.engine.adverts.pages import seen
from bot.engine.adverts.quoting import is_telling, quotation
from bot.engine.adverts.sentences import Sentence, sentences, title_of
from bot.engine.adverts.signs import Hit, hits
from bot.engine.adverts.strands import apart, beside, strand_of, strands, weighed
from bot.engine.adverts.values import SHARED, Found, Reading
from bot.engine.phrases import by_first, phrase_at

MOST_OF_A_SENTENCE = 8.0
"""What one sentence can say for a role: a list of tools is no more than a few duties."""
OF_THE_HOUSE = 0.4
"""What a house does, that of all others may be anything: it sells, or cares, or teaches."""
MOST_HALVINGS = 20
"""A sign that comes so often says next to nothing; with many more, no number would hold it."""
LEAST_JOBS_LISTED = 3
"""So many jobs in the parts of one sentence, and it lists duties, each of its own role."""
MOST_OF_A_PART = 4.0
"""What each such part can say: it is one duty, however many tools it names."""
LEAST_OF_A_PART = 1.5
"""What such a part says of its role at the least."""
CLEARLY = 1.5
"""A sentence speaks for the role of which it says most, the more clearly the higher this is."""


def read(known: AdvertWords, before: Reading, text: str) -> tuple[Reading, list[Found]]:
    """What was read so far, with this text; and the words in it that speak for roles."""
    length, text = len(text), seen(text)
    title = "" if before.characters else title_of(known, text)
    told = apart(known, sentences(known, text.replace(title, "", 1), before.section))
    shares = strands(known, told)
    duties, found = dict(before.duties), list[Found]()
    about = before.about.union(_spoken_of(known, Sentence(title)))
    asked = before.asked.union(_asked(known, Sentence(title)))
    counts: Counter[int] = Counter()
    by_strand: dict[int, dict[str, float]] = {}
    for number, sentence in enumerate(told):
        here = [replace(one, sentence=number) for one in _of_sentence(known, sentence, counts)]
        found += here
        about |= {one.role for one in here if is_telling(known, one)}
        asked |= {*_asked(known, sentence)}
        strand = strand_of(shares, told, number)
        if strand is None:
            _add(duties, beside(shares, _of_duties(here)))
        else:
            _add(by_strand.setdefault(strand, {}), _by_role(here))
    for strand, said_there in by_strand.items():
        _add(duties, weighed(said_there, shares[strand]))
    said, meant = words(text), _role_of_title(known, title)
    counted = {kind: before.said.get(kind, 0) + one for kind, one in kinds(known, said).items()}
    counted[SHARED] = before.said.get(SHARED, 0) + bool(shares)
    return (
        Reading(
            characters=before.characters + length,
            section=told[-1].section if told else before.section,
            duties=duties,
            title=before.title or meant,
            named=before.named or _is_named(known, title, meant),
            said=counted,
            words=before.words + len(said),
            asked=asked,
            about=about,
        ),
        found,
    )


def _of_sentence(known: AdvertWords, sentence: Sentence, counts: Counter[int]) -> list[Found]:
    """What speaks for roles in a sentence: of signs that end in one word, the strongest.

    A sign that stood in the text before says half as much each time it comes again.
    """
    shares, denying = voices.shares(known, sentence)
    is_of_them = voices.has(known, "person", sentence)
    strongest: dict[tuple[str, int], tuple[float, Hit]] = {}
    for hit in hits(known, known.signs, sentence):
        counted = [shares[place] for place in hit.places]
        share = min(counted) if denying.isdisjoint(hit.places) else max(counted)
        if hit.sign.role == OTHER and not is_of_them:
            share *= OF_THE_HOUSE
        weight = hit.sign.weight * share / 2 ** min(counts[id(hit.sign)], MOST_HALVINGS)
        place = (hit.sign.role, hit.anchor)
        if share > 0 and (place not in strongest or strongest[place][0] < weight):
            strongest[place] = (weight, hit)
    counts.update(id(hit.sign) for _, hit in strongest.values())
    parts = voices.parts_of(sentence)
    return [
        Found(hit.sign.role, weight, quotation(known, sentence, hit), part=parts[hit.anchor])
        for weight, hit in strongest.values()
    ]


def _of_duties(found: Sequence[Found]) -> dict[str, float]:
    """What one sentence says of each role: as one duty, or as many if it lists several jobs."""
    by_part: dict[int, list[Found]] = {}
    for one in found:
        by_part.setdefault(one.part, []).append(one)
    parts = [_summed(listed, MOST_OF_A_PART) for listed in by_part.values()]
    clear = [max(part, key=lambda role: part[role]) for part in parts if _is_clear(part)]
    if len({*clear} - {OTHER}) < LEAST_JOBS_LISTED:
        return _summed(found)
    whole: dict[str, float] = {}
    for part in parts:
        _add(whole, part)
    return whole


def _is_clear(part: Mapping[str, float]) -> bool:
    """Whether a part of a sentence tells a duty of one role by itself."""
    return max(part.values()) >= LEAST_OF_A_PART


def _summed(found: Sequence[Found], most: float = MOST_OF_A_SENTENCE) -> dict[str, float]:
    """What one sentence says of each role, less where it says more of another."""
    by_role = _by_role(found)
    summed = {role: min(most, weight) for role, weight in by_role.items()}
    whole = sum(weight**CLEARLY for weight in summed.values())
    return {role: weight * weight**CLEARLY / whole for role, weight in summed.items()}


def _by_role(found: Sequence[Found]) -> dict[str, float]:
    by_role: dict[str, float] = {}
    for one in found:
        _add(by_role, {one.role: one.weight})
    return by_role


def _add(whole: dict[str, float], more: Mapping[str, float]) -> None:
    """Add what is said of each role."""
    for role, weight in more.items():
        whole[role] = whole.get(role, 0.0) + weight


def _role_of_title(known: AdvertWords, title: str) -> str | None:
    """The role that the title names, if it names one."""
    named = [hit.sign.role for hit in hits(known, known.titles, Sentence(title))]
    return named[0] if named else None


def _is_named(known: AdvertWords, title: str, meant: str | None) -> bool:
    """Whether the title holds the name of the role that it means."""
    return any(hit.sign.role == meant for hit in hits(known, known.names, Sentence(title)))


def kinds(known: AdvertWords, said: Words) -> dict[str, int]:
    """How many phrases of each kind of text stand in these words."""
    return {
        kind: sum(
            bool(phrase_at(said, at, firsts)) for at, word in enumerate(said) if word in firsts
        )
        for kind, firsts in ((name, by_first(listed)) for name, listed in known.kinds.items())
    }


def _spoken_of(known: AdvertWords, sentence: Sentence) -> Iterator[str]:
    """The roles on whose subject a sentence has a word that counts."""
    counted, _ = voices.shares(known, sentence)
    for role in known.subjects:
        if any(counted[at] > 0 for at, _ in voices.lengths(known.subjects, role, sentence)):
            yield role


def _asked(known: AdvertWords, sentence: Sentence) -> Iterator[str]:
    """The ids of what a sentence asks for, in the order in which it stands there.

    What is denied, or another person's work, is not asked for; nor is what the words do not
    mean here, as papers of a board are none to read.
    """
    counted, _ = voices.shares(known, sentence)
    said = spelt(sentence.said)
    longest = max(map(len, known.asked), default=0)
    for at in range(len(counted)):
        for end in range(min(at + longest, len(counted)), at, -1):
            one = known.asked.get(said[at:end])
            if one is not None and min(counted[at:end]) > 0:
                if not any(voices.lengths(known.unless, one, sentence)):
                    yield one
                break

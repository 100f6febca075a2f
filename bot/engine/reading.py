"""What people type, turned into commands and choices; it abstains rather than guesses.

Order, surest first: the whole text is a command or a choice; words of the lexicon stand in it;
it is numbers or letters of the choices on the card (last, because C and R are languages too).
Nothing is inferred from the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import Choice
from bot.catalog import About, Catalog, Command, Kind, Lexicon, Question
from bot.catalog.words import stems, words
from bot.engine.clauses import affirmed_terms, parts_of
from bot.engine.phrases import Words, by_first, phrase_at

MOST_CHARACTERS = 1_000
MOST_PASTED = 20_000
"""Of what tells about somebody, or of an advert, over all its messages: a CV of seven pages."""
SHORTEST_TELLING = 4
"""Words of fewer letters do not tell one label from another."""

_COUNT = re.compile(r"\d{1,2}|[a-z]")
_BETWEEN = re.compile(r"[\s,;&+/.()#?!]+")
_SPAN = re.compile(r"(?<=\d)\s*[-\u2013]\s*(?=\d)")
_PARTS = re.compile(r"[,;&+/\n]")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text says about one question.

    Attributes:
        options: what it stands for; empty when it says nothing, or too much.
        torn: several options of a single choice, none of which we may prefer.
    """

    options: frozenset[str]
    torn: frozenset[str] = frozenset()


def command(lexicon: Lexicon, text: str) -> Command | None:
    """The command that the whole text names, or None."""
    return lexicon.commands.get(words(text))


def told(lexicon: Lexicon, text: str) -> str | None:
    """The name of the sentence that answers the whole text, or None."""
    return lexicon.told.get(words(text))


def named(lexicon: Lexicon, offered: Sequence[Choice], text: str) -> frozenset[str]:
    """The choices that the text names by label or id, or "not sure" in other words.

    Several may stand together, parted by commas or "and"; one part that names nothing, and
    the whole text names nothing.
    """
    whole = _named_by(lexicon, offered, words(text))
    if whole:
        return frozenset({whole})
    parts = [part for piece in _PARTS.split(text) for part in _apart(lexicon, words(piece))]
    ids = [_named_by(lexicon, offered, part) for part in parts if part]
    return frozenset(ids) if ids and all(ids) else frozenset()


def counted(lexicon: Lexicon, offered: Sequence[Choice], text: str) -> frozenset[str]:
    """The choices that the whole text names by number or word from 1, or by letter from a.

    Several may stand together ("1 and 3", "1 to 4"). One count beyond the card, and the whole
    text means nothing.
    """
    places = _counts(lexicon, _BETWEEN.split(_SPAN.sub(" - ", text.casefold())))
    if any(not 1 <= place <= len(offered) for place in places):
        return frozenset()
    return frozenset(offered[place - 1].id for place in places)


def chosen(lexicon: Lexicon, offered: Sequence[Choice], text: str) -> frozenset[str]:
    """The choices that the text names; else those that it counts."""
    return named(lexicon, offered, text) or counted(lexicon, offered, text)


def singled_out(lexicon: Lexicon, offered: Sequence[Choice], text: str) -> frozenset[str]:
    """The one choice whose label holds all words of the text that say something.

    One of them, of some length, must stand in no other label.
    """
    said = _telling(lexicon, text)
    labels = {choice.id: _telling(lexicon, choice.label) for choice in offered}
    fitting = [name for name, label in labels.items() if said and said <= label]
    if len(fitting) != 1:
        return frozenset()
    labels.pop(fitting[0])
    own = said.difference(*labels.values())
    telling = any(len(word) >= SHORTEST_TELLING for word in own)
    return frozenset(fitting) if telling else frozenset()


def options(catalog: Catalog, question: Question, text: str) -> Meant:
    """The options of this question that the words of the text stand for.

    A text that asks us something is no answer, and "none of these" beside something else is
    a contradiction: in both cases the person is asked again.
    """
    lexicon = catalog.lexicon
    if asks(lexicon, text):
        return Meant(frozenset())
    swept = _everything(lexicon, question, words(text))
    if swept:
        return Meant(swept)
    parts = parts_of(lexicon, question, text)
    said = frozenset(
        option
        for term in affirmed_terms(lexicon, parts)
        for option in term.means.get(question.id, frozenset())
    )
    several = question.kind is not Kind.SINGLE
    if len(said) > 1 and (not several or any(question.options[o].alone for o in said)):
        return Meant(frozenset(), torn=said)
    plain = not any(part.unmeant or part.unsure for part in parts)
    return Meant(said or (_by_label_words(lexicon, question, text) if plain else said))


def asks(lexicon: Lexicon, text: str) -> bool:
    """Whether somebody asks something instead of answering."""
    said = words(text)
    return text.rstrip().endswith("?") and bool(said) and said[0] in lexicon.question_words


def _counts(lexicon: Lexicon, cut: Sequence[str]) -> list[int]:
    """The places that these words count; none if there is any other word."""
    said = tuple(word for word in cut if word and word not in lexicon.conjunctions)
    in_words = by_first(frozenset(lexicon.counts))
    fillers = by_first(lexicon.count_fillers)
    places: list[int] = []
    at, spans = 0, False
    while at < len(said):
        length = phrase_at(said, at, in_words)
        filling = 0 if length else phrase_at(said, at, fillers)
        if places and not spans and (said[at] == "-" or said[at] in lexicon.span_words):
            at, spans = at + 1, True
            continue
        if not filling:
            place = lexicon.counts[said[at : at + length]] if length else _place(said[at])
            if place < 0 or (spans and place <= places[-1]):
                return []
            places += range(places[-1] + 1, place + 1) if spans else [place]
            spans = False
        at += filling or length or 1
    return [] if spans else places


def _named_by(lexicon: Lexicon, offered: Sequence[Choice], said: tuple[str, ...]) -> str:
    """The one choice with this name; empty if there is none."""
    ids = {choice.id for choice in offered}
    by_label = (c.id for c in offered if said and said in (words(c.label), words(c.id)))
    meant = (lexicon.answers.get(said, ""), lexicon.week.get(said, ""))
    return next(by_label, next((one for one in meant if one in ids), ""))


def _everything(lexicon: Lexicon, question: Question, said: Words) -> frozenset[str]:
    """All boxes, or the one that stands alone, if that is what the whole text says."""
    if question.kind is not Kind.MULTIPLE:
        return frozenset()
    alone = frozenset(option.id for option in question.options.values() if option.alone)
    if said in lexicon.nothing:
        return alone
    rest = question.options.keys() - alone
    return frozenset(rest) if said in lexicon.everything else frozenset()


def _by_label_words(lexicon: Lexicon, question: Question, text: str) -> frozenset[str]:
    """The one option that the words of the text single out.

    Evidence is more than a hint: there the text has to hold most of the label.
    """
    if question.kind is Kind.TEXT:
        return frozenset()
    options = question.options.values()
    fitting = singled_out(lexicon, [Choice(one.id, one.label) for one in options], text)
    if question.about is About.INTEREST:
        return fitting
    said = len(_telling(lexicon, text))
    labels = (_telling(lexicon, question.options[name].label) for name in fitting)
    return fitting if all(2 * said > len(label) for label in labels) else frozenset()


def _telling(lexicon: Lexicon, text: str) -> frozenset[str]:
    """The stems of the words that name something."""
    return frozenset(stems(word for word in words(text) if word not in lexicon.small_words))


def _apart(lexicon: Lexicon, said: Words) -> list[Words]:
    """The words between conjunctions."""
    parts: list[list[str]] = [[]]
    for word in said:
        if word in lexicon.conjunctions:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts]


def _place(count: str) -> int:
    """The place of a number or a letter; below 0 if it is neither."""
    if not _COUNT.fullmatch(count):
        return -1
    return int(count) if count.isdigit() else ord(count) - ord("a") + 1

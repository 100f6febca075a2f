"""A text about oneself as what it says; what is doubtful is left out.

A text is cut under its headings, a section into sentences and their pieces. What somebody
does, knows or did counts. A wish counts as a wish where they say clearly that it is one.
What they deny, what others do, and what stands under hobbies does not count, and is told.
"""

from collections.abc import Iterator

from bot.catalog import About, Catalog, Heading, Kind, Term
from bot.engine.own_words.hearing import clauses
from bot.engine.own_words.pieces import Clause, Named, Piece
from bot.engine.own_words.sections import Section, sections
from bot.engine.own_words.stretches import lasting, only_years
from bot.engine.own_words.values import Read
from bot.engine.phrases import Words

MOST_MENDED = 1_000
"""Typos are forgiven up to so many characters: longer texts are pasted, and rather hold
unknown words that only look like ours."""

MOST_BEFORE = 3
"""So many words before "(8 years)" it may speak for."""

MOST_OF_A_TITLE = 6
"""A clause of so many words may be a job, "Java developer in a bank", of which years tell."""

Found = dict[str, dict[str, None]]
"""What was named, by what it counts as, each once and in order."""


def read(catalog: Catalog, text: str, year: int, heading: Heading = Heading.OWN) -> Read:
    """What a text says.

    Args:
        catalog: the words.
        text: as it was written.
        year: the current one.
        heading: the heading in force where it begins, from the message before.
    """
    cut, standing = sections(catalog.lexicon, text, heading)
    found: Found = {"done": {}, "wished": {}, "denied": {}, "aside": {}}
    for one in cut:
        _read_section(catalog, one, year, found, mends=len(text) <= MOST_MENDED)
    done = [one for one in found["done"] if one not in found["denied"]]
    wished = [one for one in found["wished"] if one not in found["denied"]]
    return Read(
        *(tuple(done), tuple(wished), tuple(found["denied"]), tuple(found["aside"])),
        heading=standing,
    )


def _read_section(
    catalog: Catalog, section: Section, year: int, found: Found, *, mends: bool
) -> None:
    """Add what one section says."""
    before: Words = ()
    for clause in clauses(catalog.lexicon, section.text, mends=mends):
        for piece in clause.pieces:
            for named in piece.named:
                for kind in _counts_as(catalog, section.heading, piece, named):
                    found[kind][named.entry] = None
        if section.heading is Heading.OWN and clause.is_plain:
            found["done"] |= {one.id: None for one in _lasting(catalog, clause, before, year)}
        before = clause.said


def _counts_as(catalog: Catalog, heading: Heading, piece: Piece, named: Named) -> Iterator[str]:
    """What a term counts as where it is named; nothing if it answers no question."""
    does, likes = answers(catalog, named.term), tells_a_wish(catalog, named.term)
    if named.term.years or not (does or likes):
        return
    if named.denied or piece.voice.denied:
        yield "denied"
    elif heading is Heading.ASIDE or named.foreign:
        yield "aside"
    elif heading is Heading.WISHED or (piece.voice.liked and not piece.voice.disliked):
        is_fact = does and not (likes or piece.voice.wished or heading is Heading.WISHED)
        yield "wished" if likes else "done" if is_fact else "aside"
    elif piece.voice.wished:
        yield "aside"
    elif does:
        yield "done"


def answers(catalog: Catalog, term: Term) -> bool:
    """Whether it says what somebody does, or that they do none of what a question lists.

    What says nothing but "none of these", to whatever is asked, says nothing unasked.
    """
    meant = [
        (catalog.questions[name], options)
        for name, options in term.means.items()
        if options and name in catalog.questions
    ]
    return any(
        question.about is About.EVIDENCE and not all(question.options[o].alone for o in options)
        for question, options in meant
    )


def tells_a_wish(catalog: Catalog, term: Term) -> bool:
    """Whether it is what a question for own words about likings asks for."""
    asked = (catalog.questions.get(name) for name, options in term.means.items() if options)
    return any(question is not None and question.kind is Kind.TEXT for question in asked)


def _lasting(catalog: Catalog, clause: Clause, before: Words, year: int) -> Iterator[Term]:
    """What years speak for; "(8 years)" speaks for what stands before it."""
    lexicon, said = catalog.lexicon, clause.said
    if not only_years(lexicon, said, year):
        yield from lasting(lexicon, said, year)
        return
    yield from lasting(lexicon, (*before[-MOST_BEFORE:], *said), year)
    if len(before) <= MOST_OF_A_TITLE and lexicon.conjunctions.isdisjoint(before):
        yield from lasting(lexicon, (*before[:MOST_BEFORE], *said), year)

"""What was read, as answers to questions. Pure; nothing here knows where somebody stands."""

from collections.abc import Iterable, Mapping

from bot.catalog import About, Catalog, Kind, Question, Term
from bot.engine.own_words.values import Read
from bot.engine.state import Answer, Wrote

Options = Mapping[str, frozenset[str]]


def answers(catalog: Catalog, read: Read, answered: Iterable[str]) -> dict[str, Answer]:
    """The answers that were read, to questions that are open still, in the authors' order.

    What somebody wishes answers the question for own words. All of it is told as read in own
    words, so that a list counts as one of which they named some. The words themselves are no
    part of it: they are kept elsewhere, if at all.
    """
    said = {**evidence(catalog, read.done), **wishes(catalog, read.wished)}
    given = {name: Wrote("", options) for name, options in said.items()}
    done = set(answered)
    return {name: given[name] for name in catalog.questions if name in given.keys() - done}


def evidence(catalog: Catalog, entries: Iterable[str]) -> Options:
    """What somebody does, knows or did, as boxes of the questions about that.

    "None of these" beside one of them is a contradiction, so whatever says so counts nowhere.
    """
    known = _known(catalog, entries)
    asked = {
        name: question
        for name, question in catalog.questions.items()
        if question.about is About.EVIDENCE and not question.after_fortnight
    }
    ticked = {name: _ticked(question, known) for name, question in asked.items()}
    plain = [one for one in known if not _contradicts(one, asked, ticked)]
    counted = {name: _ticked(question, plain) for name, question in asked.items()}
    return {name: options for name, options in counted.items() if options}


def wishes(catalog: Catalog, entries: Iterable[str]) -> Options:
    """What somebody likes or would like, as options of the questions for own words."""
    known = _known(catalog, entries)
    told = {
        name: _ticked(question, known)
        for name, question in catalog.questions.items()
        if question.kind is Kind.TEXT
    }
    return {name: options for name, options in told.items() if options}


def _known(catalog: Catalog, entries: Iterable[str]) -> list[Term]:
    """The terms that today's lexicon has; one that is gone counts no longer (F55)."""
    named = (catalog.lexicon.telling.term_of(one) for one in entries)
    return [term for term in named if term is not None]


def _ticked(question: Question, terms: Iterable[Term]) -> frozenset[str]:
    said = (term.means.get(question.id, frozenset()) for term in terms)
    return frozenset[str]().union(*said)


def _contradicts(term: Term, asked: Mapping[str, Question], ticked: Options) -> bool:
    """Whether it says "none of these" where something else was ticked."""
    return any(
        asked[name].options[option].alone and len(ticked[name]) > 1
        for name, options in term.means.items()
        if name in asked
        for option in options
    )
